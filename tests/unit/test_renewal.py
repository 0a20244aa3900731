"""Extracting again proposes differences, and never touches what an analyst has."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from msgspec.structs import replace

from kztui.casebook import Casebook
from kztui.cli.program import kztui
from kztui.model.annotation import AnnotationKind, Target, Verdict
from kztui.model.fact import Doubt, Fact, Field, Place, Scope, Value, fact_id, quote
from kztui.model.report import Paragraph, Report, report_id
from tests.files import put, records_file

TEXT = "Seven people were killed in Alga. Two were wounded. In Taraz a man died."
REPORT = Report(report_id(TEXT), TEXT, (Paragraph(1, 0, len(TEXT)),), publisher="Courier", published=date(2016, 3, 9))
ALGA, TARAZ = Place("Alga", "KZ", "Aktobe", 49.9, 57.33), Place("Taraz", "KZ", "Zhambyl", 42.9, 71.37)
FIRST = "KZ-2016-0001"


def fact(field: Field, words: str, value: Value) -> Fact:
    start = TEXT.index(words)
    evidence = quote(TEXT, REPORT.id, 1, start, start + len(words))
    return Fact(fact_id(field, evidence, value), field, value, evidence, origin="test@1")


PLACE, DEAD = fact(Field.PLACE, "Alga", ALGA), fact(Field.KILLED, "Seven people", 7)
WRONG, HURT = fact(Field.WOUNDED, "Seven people", 7), fact(Field.WOUNDED, "Two", 2)
OTHER = (fact(Field.PLACE, "Taraz", TARAZ), fact(Field.KILLED, "a man", 1))
BETTER = [(PLACE, DEAD, HURT), OTHER]


@pytest.fixture
def casebook(tmp_path: Path) -> Casebook:
    """One incident, with a fact that was found wrongly."""
    put(tmp_path / "incidents.json", (FIRST, REPORT, (PLACE, DEAD, WRONG)))
    return Casebook.open(tmp_path / "incidents.json", author="ada")


def better(report: Report) -> Sequence[tuple[Fact, ...]]:
    return BETTER


def test_differences_are_proposed_and_change_nothing(casebook: Casebook) -> None:
    before = records_file(casebook).read_bytes()
    changed, new = sorted(casebook.differences(better), key=lambda one: not one.incident)
    assert (changed.incident, changed.added, changed.dropped) == (FIRST, (HURT,), (WRONG,))
    assert (new.incident, new.added) == ("", OTHER)
    assert records_file(casebook).read_bytes() == before


def test_taking_them_over_keeps_ids_and_leaves_no_difference(casebook: Casebook) -> None:
    casebook.annotate(AnnotationKind.NOTE, Target(FIRST), text="see the map")
    added = casebook.renew(casebook.differences(better))
    assert added.incidents == 1
    assert casebook.incident(FIRST).facts == (PLACE, DEAD, HURT)
    (new,) = casebook.search("place:Taraz").rows(0, 9)
    assert casebook.incident(new.id).facts == OTHER
    assert [one.text for one in casebook.annotations(FIRST)] == ["see the map"]
    assert casebook.differences(better) == []
    assert casebook.check() == ()


def test_a_fact_that_says_more_than_before_is_a_difference(casebook: Casebook) -> None:
    some = replace(WRONG, scope=Scope.PART)
    (found,) = casebook.differences(lambda report: [(PLACE, DEAD, some)])
    assert (found.dropped, found.added) == ((WRONG,), (some,))
    casebook.renew([found])
    assert casebook.incident(FIRST).facts == (PLACE, DEAD, some)
    casebook.annotate(AnnotationKind.VERDICT, Target(FIRST, some.id), verdict=Verdict.CONFIRMED)
    assert casebook.differences(lambda report: [(PLACE, DEAD, WRONG)]) == []


def test_words_that_two_incidents_rest_on_are_no_difference(casebook: Casebook) -> None:
    unsure = replace(PLACE, doubt=Doubt.ONLY_TOWN)
    told = [(PLACE, DEAD, WRONG), (unsure, OTHER[1])]
    casebook.renew(casebook.differences(lambda report: told))
    assert casebook.differences(lambda report: told) == []


@pytest.mark.parametrize("verdict", [Verdict.CONFIRMED, Verdict.REJECTED, Verdict.CORRECTED])
def test_a_judged_fact_stays(casebook: Casebook, verdict: Verdict) -> None:
    value = 3 if verdict is Verdict.CORRECTED else None
    casebook.annotate(AnnotationKind.VERDICT, Target(FIRST, WRONG.id), verdict=verdict, value=value)
    casebook.renew(casebook.differences(better))
    assert casebook.incident(FIRST).facts == (PLACE, DEAD, WRONG, HURT)
    assert casebook.check() == ()


def test_a_fact_that_was_split_off_stays_and_is_not_found_again(casebook: Casebook) -> None:
    split = casebook.decisions.split(FIRST, [WRONG.id]).into
    casebook.renew(casebook.differences(better))
    assert casebook.incident(split).facts == (WRONG,)
    assert casebook.incident(FIRST).facts == (PLACE, DEAD, HURT)


def test_a_draft_with_another_number_in_the_same_words_is_no_new_incident(casebook: Casebook) -> None:
    (found,) = casebook.differences(lambda report: [(fact(Field.KILLED, "Seven people", 8),)])
    assert found.incident == FIRST


def test_known_facts_that_are_now_found_apart_are_no_new_incident(casebook: Casebook) -> None:
    assert casebook.differences(lambda report: [(PLACE, DEAD), (WRONG,)]) == []


def test_an_incident_that_is_not_found_any_more_is_left(casebook: Casebook) -> None:
    assert casebook.differences(lambda report: []) == []


def test_the_command_shows_and_takes_over(casebook: Casebook) -> None:
    words = ["reextract", "--casebook", casebook.location]
    shown = CliRunner().invoke(kztui, words)
    assert "a new incident" in shown.stdout or FIRST in shown.stdout
    assert "--apply" in shown.stderr
    done = CliRunner().invoke(kztui, [*words, "--apply"])
    assert done.exit_code == 0
    assert CliRunner().invoke(kztui, words).stderr == "0 differences\n"


def test_how_many_there_are_is_counted_alone(casebook: Casebook) -> None:
    words = ["reextract", "--count", "--casebook", casebook.location]
    shown = CliRunner().invoke(kztui, words)
    assert (shown.exit_code, shown.stdout, shown.stderr) == (0, "2\n", "")
    assert CliRunner().invoke(kztui, [*words, "--apply"]).exit_code == 2


def test_taking_them_over_is_undone_and_redone(casebook: Casebook) -> None:
    note = casebook.annotate(AnnotationKind.NOTE, Target(FIRST), text="see the map")
    before = casebook.incident(FIRST)
    casebook.renew(casebook.differences(better))
    assert casebook.undo_merge()
    assert (casebook.incident(FIRST), casebook.incident_count) == (before, 1)
    assert casebook.annotations(FIRST) == (note,)
    assert len(casebook.differences(better)) == 2
    assert casebook.redo_merge()
    assert (casebook.incident(FIRST).facts, casebook.incident_count) == ((PLACE, DEAD, HURT), 2)
    assert casebook.differences(better) == []


def test_an_undo_of_what_was_done_later_comes_first(casebook: Casebook) -> None:
    casebook.renew(casebook.differences(better))
    casebook.annotate(AnnotationKind.NOTE, Target(FIRST), text="see the map")
    assert not casebook.undo_merge()
    assert [one.text for one in casebook.undo()] == ["see the map"]
    assert casebook.undo_merge()
    assert casebook.incident(FIRST).facts == (PLACE, DEAD, WRONG)


async def test_the_count_is_kept_until_the_records_change(casebook: Casebook, monkeypatch: pytest.MonkeyPatch) -> None:
    assert await casebook.proposals.count() == 2
    monkeypatch.setattr("sys.executable", "no-such-program")
    assert await casebook.proposals.count() == 2
    casebook.renew(casebook.differences(better))
    assert await casebook.proposals.count() == 0
