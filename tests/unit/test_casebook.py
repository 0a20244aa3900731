"""The casebook: what goes in comes out, stays, and is told apart from what is damaged."""

import multiprocessing
from collections.abc import Callable
from pathlib import Path

import pytest

from kztui.casebook import Casebook
from kztui.errors import StoreError, UserError
from kztui.model.annotation import AnnotationKind, Target, Verdict
from kztui.model.fact import Fact, Field, Place, fact_id, quote
from kztui.model.report import Report
from tests.files import notes_file, put, records_file

ID = "KZ-2016-0001"
NOTE, TAG, VERDICT = AnnotationKind.NOTE, AnnotationKind.TAG, AnnotationKind.VERDICT


def _killed(casebook: Casebook) -> Fact:
    return next(fact for fact in casebook.incident(ID).facts if fact.field is Field.KILLED)


def test_what_goes_in_comes_out_after_a_restart(
    casebook: Casebook, make_report: Callable[..., Report], make_facts: Callable[[Report], tuple[Fact, ...]]
) -> None:
    again = Casebook.open(casebook.location)
    report = make_report()
    assert again.report(report.id) == report
    assert again.incident(ID).facts == make_facts(report)
    assert (again.incident_count, again.report_count, again.problem) == (1, 1, "")
    assert again.summary(ID).title == "Armed attack · Alga · 7 March 2016"


def test_a_casebook_that_is_not_there_yet_is_empty(path: Path) -> None:
    casebook = Casebook.open(path)
    assert (casebook.incident_count, casebook.search().count, casebook.read_only) == (0, 0, False)
    assert not path.exists()
    with pytest.raises(KeyError):
        casebook.incident(ID)


def test_the_same_text_twice_is_one_report(
    casebook: Casebook, make_report: Callable[..., Report], make_facts: Callable[[Report], tuple[Fact, ...]]
) -> None:
    old, new = make_report(), make_report(" Later they left.")
    added = casebook.add([(old, [make_facts(old)]), (new, [make_facts(new)]), (new, [make_facts(new)])])
    assert (added.reports, added.known, added.incidents) == (1, 2, 1)
    assert [row.id for row in casebook.search(new.publisher).rows(0, 9)][1:] == [ID]


def test_notes_tags_and_verdicts_last_and_show(casebook: Casebook) -> None:
    casebook.annotate(NOTE, Target(ID), text="  who counted?  ")
    casebook.annotate(TAG, Target(ID), text="#Verify")
    casebook.annotate(VERDICT, Target(ID, _killed(casebook).id), verdict=Verdict.CORRECTED, value=3)
    for book in (casebook, Casebook.open(casebook.location)):
        assert [a.text for a in book.annotations(ID)] == ["who counted?", "verify", ""]
        row = book.summary(ID)
        assert (row.tags, row.notes, row.killed and row.killed.best) == (("verify",), 1, 3)
    assert {a.author for a in casebook.annotations(ID)} == {"ada"}


def test_undo_takes_back_the_newest_of_this_author_also_after_a_restart(casebook: Casebook) -> None:
    first = casebook.annotate(NOTE, Target(ID), text="first")
    second = casebook.annotate(NOTE, Target(ID), text="second")
    Casebook.open(casebook.location, author="bo").annotate(NOTE, Target(ID), text="not yours")
    again = Casebook.open(casebook.location, author="ada")
    undone = [*again.undo(), *again.undo()]
    assert [a.id for a in undone] == [second.id, first.id]
    assert again.undo() == ()
    assert [a.text for a in again.annotations(ID)] == ["not yours"]
    assert first.id in notes_file(casebook).read_text()


def test_redo_brings_back_what_undo_took_in_the_other_order_also_after_a_restart(casebook: Casebook) -> None:
    for text in ("first", "second"):
        casebook.annotate(NOTE, Target(ID), text=text)
    casebook.undo(), casebook.undo()
    again = Casebook.open(casebook.location, author="ada")
    redone = [*again.redo(), *again.redo()]
    assert [a.text for a in redone] == ["first", "second"]
    assert again.redo() == ()
    assert [a.text for a in again.annotations(ID)] == ["first", "second"]


def test_a_new_annotation_ends_redo(casebook: Casebook) -> None:
    casebook.annotate(NOTE, Target(ID), text="first")
    casebook.undo()
    casebook.annotate(NOTE, Target(ID), text="other")
    assert casebook.redo() == ()
    assert [a.text for a in casebook.annotations(ID)] == ["other"]


def test_undo_in_a_new_casebook_does_nothing(casebook: Casebook) -> None:
    assert casebook.undo() == ()
    assert not notes_file(casebook).exists()


def test_a_note_is_made_safe_to_show(casebook: Casebook) -> None:
    noted = casebook.annotate(NOTE, Target(ID), text="see \x1b]52;c;aGk=\x07")
    assert noted.text == "see ␛]52;c;aGk=␇"


@pytest.mark.parametrize(
    ("kind", "target", "content"),
    [
        (NOTE, Target("KZ-1999-0001"), {"text": "x"}),
        (NOTE, Target(ID), {"text": " "}),
        (TAG, Target(ID), {"text": "two words"}),
        (VERDICT, Target(ID, "f-nothing"), {"verdict": Verdict.CONFIRMED}),
    ],
)
def test_an_annotation_that_makes_no_sense_is_refused(
    casebook: Casebook, kind: AnnotationKind, target: Target, content: dict[str, str]
) -> None:
    with pytest.raises(UserError, match=r"^.+$"):
        casebook.annotate(kind, target, **content)  # type: ignore[arg-type]
    assert not notes_file(casebook).exists()


@pytest.mark.parametrize("value", [-1, "many", Place("Alga"), True])
def test_a_correction_must_fit_its_field(casebook: Casebook, value: object) -> None:
    with pytest.raises(UserError, match="number of people"):
        casebook.annotate(
            VERDICT,
            Target(ID, _killed(casebook).id),
            verdict=Verdict.CORRECTED,
            value=value,  # type: ignore[arg-type]
        )


def test_marked_words_must_be_in_the_report(casebook: Casebook) -> None:
    evidence = _killed(casebook).evidence
    casebook.annotate(NOTE, Target(ID, evidence=evidence), text="two or three?")
    moved = type(evidence)(evidence.report, 1, evidence.start + 1, evidence.end + 1, evidence.exact)
    with pytest.raises(UserError, match="not in the report"):
        casebook.annotate(NOTE, Target(ID, evidence=moved), text="two or three?")


def test_what_another_program_adds_is_seen_after_a_refresh(
    casebook: Casebook, make_report: Callable[..., Report], make_facts: Callable[[Report], tuple[Fact, ...]]
) -> None:
    other = Casebook.open(casebook.location, author="bo")
    assert other.search().count == 1
    assert not other.refresh()
    casebook.annotate(NOTE, Target(ID), text="from ada")
    assert other.refresh()
    assert [a.text for a in other.annotations(ID)] == ["from ada"]
    report = make_report(" More.")
    casebook.add([(report, [make_facts(report)])])
    assert other.refresh()
    assert not other.refresh()
    assert other.search().count == 2


def test_own_changes_need_no_refresh_but_do_not_hide_those_of_others(
    casebook: Casebook, make_report: Callable[..., Report], make_facts: Callable[[Report], tuple[Fact, ...]]
) -> None:
    report = make_report(" More.")
    put(casebook.location, ("KZ-2016-0002", report, make_facts(report)))
    casebook.refresh()
    other = Casebook.open(casebook.location, author="bo")
    assert other.search().count == 2
    other.annotate(NOTE, Target(ID), text="mine")
    assert not other.refresh()
    casebook.annotate(NOTE, Target("KZ-2016-0002"), text="theirs")
    other.annotate(NOTE, Target(ID), text="mine too")
    assert other.refresh()
    assert [a.text for a in other.annotations("KZ-2016-0002")] == ["theirs"]


def _annotate_often(path: Path, author: str) -> None:
    casebook = Casebook.open(path, author=author)
    for number in range(25):
        casebook.annotate(NOTE, Target(ID), text=f"{author} {number}")


def test_two_programs_that_annotate_at_once_lose_nothing(casebook: Casebook) -> None:
    start = multiprocessing.get_context("spawn").Process
    writers = [start(target=_annotate_often, args=(records_file(casebook), author)) for author in ("bo", "cy")]
    for writer in writers:
        writer.start()
    _annotate_often(records_file(casebook), "ada")
    for writer in writers:
        writer.join()
    texts = {a.text for a in Casebook.open(casebook.location).annotations(ID)}
    assert texts == {f"{author} {number}" for author in ("ada", "bo", "cy") for number in range(25)}


def test_a_damaged_file_opens_read_only_and_stays_as_it_is(casebook: Casebook) -> None:
    whole = records_file(casebook).read_bytes()
    records_file(casebook).write_bytes(whole[: len(whole) // 2])
    damaged = Casebook.open(casebook.location)
    assert damaged.read_only
    assert casebook.location in damaged.problem
    assert "\n" not in damaged.problem
    assert damaged.search("raid").count == 0
    for change in (lambda: damaged.annotate(NOTE, Target(ID), text="x"), damaged.undo, lambda: damaged.add([])):
        with pytest.raises(UserError):
            change()
    assert records_file(casebook).read_bytes() == whole[: len(whole) // 2]


def test_a_file_that_is_put_right_is_read_again(casebook: Casebook) -> None:
    whole = records_file(casebook).read_bytes()
    records_file(casebook).write_bytes(b"")
    book = Casebook.open(casebook.location)
    assert "empty" in book.problem
    assert not book.refresh()
    records_file(casebook).write_bytes(whole)
    assert book.refresh()
    assert (book.problem, book.incident_count) == ("", 1)


def test_damaged_annotations_leave_the_incidents_readable(casebook: Casebook) -> None:
    notes_file(casebook).write_text("[]")
    book = Casebook.open(casebook.location)
    assert book.incident_count == 1
    assert str(notes_file(book)) in book.problem
    with pytest.raises(StoreError):
        book.annotate(NOTE, Target(ID), text="x")
    assert notes_file(casebook).read_text() == "[]"


def test_a_fact_that_an_analyst_adds_counts_until_it_is_taken_back(casebook: Casebook) -> None:
    report = casebook.report(casebook.incident(ID).reports[0])
    start = report.text.index("attackers")
    words = quote(report.text, report.id, 2, start, start + 9)
    fact = Fact(fact_id(Field.ARRESTED, words, 3), Field.ARRESTED, 3, words, origin="analyst")
    casebook.annotate(AnnotationKind.FACT, Target(ID, evidence=words), fact=fact)
    again = Casebook.open(casebook.location, author="ada")
    arrested = again.summary(ID).arrested
    assert arrested
    assert arrested.best == 3
    again.annotate(VERDICT, Target(ID, fact.id), verdict=Verdict.REJECTED)
    assert again.summary(ID).arrested is None
    again.undo(), again.undo()
    assert again.summary(ID).arrested is None
    assert again.annotations(ID) == ()


def test_a_fact_without_its_words_is_refused(casebook: Casebook) -> None:
    fact = casebook.incident(ID).facts[0]
    with pytest.raises(UserError, match="the words that state it"):
        casebook.annotate(AnnotationKind.FACT, Target(ID), fact=fact)


def test_a_fact_of_a_report_that_is_missing_is_told_and_breaks_nothing(casebook: Casebook, tmp_path: Path) -> None:
    report = casebook.report(casebook.incident(ID).reports[0])
    words = quote(report.text, report.id, 1, 0, 3)
    added = Fact(fact_id(Field.KILLED, words, 4), Field.KILLED, 4, words)
    casebook.annotate(AnnotationKind.FACT, Target(ID, evidence=words), fact=added)
    casebook.close()
    notes = notes_file(casebook)
    notes.write_text(notes.read_text("utf-8").replace(report.id, "r-aaaaaaaaaaaa"), "utf-8")
    opened = Casebook.open(casebook.location, author="ada", cache=tmp_path / "other")
    assert opened.search().count == 1
    assert opened.summary(ID).killed
    assert "the report r-aaaaaaaaaaaa that it quotes is missing" in opened.problem
    assert opened.read_only
