"""Importing joins and suggests; merging, splitting and moving hold through restarts, and undo takes them back."""

import json
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from kztui.casebook import Casebook
from kztui.errors import UserError
from kztui.link.weights import rules
from kztui.model.annotation import AnnotationKind, Target, Verdict
from kztui.model.fact import DateSpan, Fact, Field, Place, Value, fact_id, quote
from kztui.model.figures import Policy
from kztui.model.incident import INCIDENT_ID
from kztui.model.report import Paragraph, Report, report_id
from kztui.model.sums import addends
from kztui.search import opening
from scripts.make_casebook import import_numbered
from tests.files import notes_file

ALGA = Place("Alga", "KZ", "Aktobe", 49.9, 57.33)
TARAZ = Place("Taraz", "KZ", "Zhambyl", 42.9, 71.37)
MONDAY = DateSpan(date(2016, 3, 7), date(2016, 3, 7), 1)
FIRST, SECOND, THIRD = "KZ-2016-0001", "KZ-2016-0002", "KZ-2016-0003"
NOTE, VERDICT = AnnotationKind.NOTE, AnnotationKind.VERDICT


@pytest.fixture(params=["in memory", "indexed"])
def path(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a casebook is kept that is read into memory, or one that has an index."""
    if request.param == "indexed":
        monkeypatch.setattr(opening, "SMALL", 0)
    return tmp_path / "incidents.json"


def opened(path: Path, author: str = "ada") -> Casebook:
    return Casebook.open(path, author=author, cache=path.parent / "cache")


def told(text: str, place: Place, killed: int, kind: str = "armed attack") -> tuple[Report, list[tuple[Fact, ...]]]:
    report = Report(
        report_id(text), text, (Paragraph(1, 0, len(text)),), publisher=text.split()[0], published=date(2016, 3, 9)
    )
    stated: list[tuple[Field, Value]] = [
        (Field.TYPE, kind),
        (Field.DATE, MONDAY),
        (Field.PLACE, place),
        (Field.KILLED, killed),
    ]
    evidence = quote(text, report.id, 1, 0, 5)
    return report, [tuple(Fact(fact_id(field, evidence, value), field, value, evidence) for field, value in stated)]


@pytest.fixture
def casebook(path: Path) -> Casebook:
    """Three incidents; the second may be the first."""
    first, second = told("Courier: seven died.", ALGA, 7), told("Herald: two died.", ALGA, 2, "armed clash")
    import_numbered(path, [first, second, told("Wire: two died in Taraz.", TARAZ, 2)])
    return opened(path)


def ids(book: Casebook, query: str = "") -> set[str]:
    results = book.search(query, "date")
    assert book.incident_count == book.search().count
    return {row.id for row in results.rows(0, results.count)}


def facts(book: Casebook, incident: str, *fields: Field) -> list[str]:
    return [fact.id for fact in book.incident(incident).facts if not fields or fact.field in fields]


def killed(book: Casebook, incident: str) -> Sequence[int | None]:
    figure = book.summary(incident).killed
    assert figure
    return figure.low, figure.high, figure.sources


def test_a_later_import_joins_what_is_known(casebook: Casebook, path: Path) -> None:
    added = casebook.add([told("Gazette: seven people died.", ALGA, 7)])
    assert (added.reports, added.incidents, added.joined) == (1, 0, 1)
    for book in (casebook, opened(path)):
        assert ids(book) == {FIRST, SECOND, THIRD}
        assert killed(book, FIRST) == (7, 7, 2)


def test_what_is_likely_waits_as_a_suggestion(casebook: Casebook, path: Path) -> None:
    for book in (casebook, opened(path)):
        (waiting,) = book.decisions.suggestions()
        assert (waiting.incident, waiting.like) == (SECOND, FIRST)
        assert waiting.reasons[0].startswith("both on 7 March 2016 +")


def test_a_merge_joins_facts_and_leads_on_from_the_old_id(casebook: Casebook, path: Path) -> None:
    casebook.annotate(NOTE, Target(SECOND), text="see the map")
    casebook.decisions.merge(SECOND, FIRST)
    for book in (casebook, opened(path)):
        assert ids(book) == {FIRST, THIRD}
        assert ids(book, "killed:2 place:Alga") == set()
        assert book.incident(SECOND) == book.incident(FIRST)
        assert book.summary(SECOND).id == FIRST
        assert killed(book, FIRST) == (2, 7, 2)
        assert [one.kind for one in book.annotations(FIRST)] == ["note", "merged"]
        assert not book.decisions.suggestions()
        assert book.check() == ()


@pytest.mark.parametrize("missing", ["KZ-1999-0001", ""])
def test_a_split_of_an_incident_that_is_missing_makes_none_and_is_told(
    casebook: Casebook, path: Path, missing: str
) -> None:
    made = casebook.decisions.split(FIRST, facts(casebook, FIRST, Field.KILLED))
    tables = json.loads(notes_file(casebook).read_text())
    (split,) = (one for one in tables["annotations"].values() if one["id"] == made.id)
    split["target"]["incident"] = missing or split["into"]
    notes_file(casebook).write_text(json.dumps(tables))
    book = opened(path)
    assert ids(book) == {FIRST, SECOND, THIRD}
    (line,) = book.check()
    assert line.startswith(f"annotation {made.id}: there is no incident {missing or made.into}: bring it back")


@pytest.mark.parametrize("missing", ["target", "into"])
@pytest.mark.parametrize("decide", ["merge", "part"])
def test_a_decision_about_an_incident_that_is_missing_is_told(
    casebook: Casebook, path: Path, decide: str, missing: str
) -> None:
    getattr(casebook.decisions, decide)(SECOND, FIRST)
    tables = json.loads(notes_file(casebook).read_text())
    (made,) = tables["annotations"].values()
    if missing == "into":
        made["into"] = "KZ-1999-0001"
    else:
        made["target"]["incident"] = "KZ-1999-0001"
    notes_file(casebook).write_text(json.dumps(tables))
    (line,) = opened(path).check()
    assert line.startswith(f"annotation {made['id']}: there is no incident KZ-1999-0001: bring it back")


def test_undo_takes_each_decision_back_also_after_a_restart(casebook: Casebook, path: Path) -> None:
    (waiting,) = casebook.decisions.suggestions()
    casebook.decisions.refuse(waiting)
    casebook.decisions.merge(SECOND, FIRST)
    wanted = facts(casebook, FIRST, Field.KILLED)[1:]
    made = opened(path).decisions.split(FIRST, wanted)
    book = opened(path)
    assert ids(book) == {FIRST, THIRD, made.into}
    assert facts(book, made.into) == wanted
    assert book.check() == ()
    assert [one.id for one in book.undo()] == [made.id]
    assert ids(opened(path)) == {FIRST, THIRD}
    opened(path).undo()
    assert ids(opened(path)) == {FIRST, SECOND, THIRD}
    assert not opened(path).decisions.suggestions()
    book = opened(path)
    book.undo()
    assert len(book.decisions.suggestions()) == 1
    assert ids(book) == {FIRST, SECOND, THIRD}


def test_a_split_takes_its_verdicts_along_and_can_be_annotated(casebook: Casebook, path: Path) -> None:
    (wanted,) = facts(casebook, FIRST, Field.KILLED)
    casebook.annotate(VERDICT, Target(FIRST, wanted), verdict=Verdict.CORRECTED, value=8)
    new = casebook.decisions.split(FIRST, [wanted]).into
    assert INCIDENT_ID.fullmatch(new)
    casebook.annotate(NOTE, Target(new), text="the guard post")
    for book in (casebook, opened(path)):
        assert killed(book, new) == (8, 8, 1)
        assert book.summary(FIRST).killed is None
        assert [one.kind for one in book.annotations(new)] == ["verdict", "note"]
        assert ids(book, "killed:8") == {new}
        assert book.check() == ()


def test_a_moved_fact_counts_there(casebook: Casebook, path: Path) -> None:
    casebook.decisions.move(THIRD, facts(casebook, THIRD, Field.KILLED), FIRST)
    for book in (casebook, opened(path)):
        assert killed(book, FIRST) == (2, 7, 2)
        assert book.summary(THIRD).killed is None


def test_an_import_respects_decisions(casebook: Casebook, path: Path) -> None:
    casebook.decisions.merge(SECOND, FIRST)
    casebook.add([told("Gazette: seven people died.", ALGA, 7)])
    assert ids(casebook) == {FIRST, THIRD}
    assert killed(casebook, FIRST) == (2, 7, 3)
    (again,) = [told("Wire: two died in Taraz.", TARAZ, 2)]
    assert casebook.add([again]).known == 1
    casebook.undo()
    assert ids(opened(path)) == {FIRST, SECOND, THIRD}
    assert killed(opened(path), FIRST) == (7, 7, 2)


def test_what_joins_a_split_incident_stays_with_it(casebook: Casebook, path: Path) -> None:
    new = casebook.decisions.split(FIRST, facts(casebook, FIRST, Field.TYPE, Field.PLACE, Field.KILLED)).into
    moved = facts(casebook, FIRST)
    casebook.decisions.merge(FIRST, new)
    added = casebook.add([told("Gazette: seven people died.", ALGA, 7)])
    assert added.joined == 1
    for book in (casebook, opened(path)):
        assert killed(book, new) == (7, 7, 2)
        assert set(moved) < set(facts(book, FIRST))
        assert book.check() == ()


def test_new_incidents_get_no_id_that_a_split_had(casebook: Casebook, path: Path) -> None:
    made = casebook.decisions.split(FIRST, facts(casebook, FIRST, Field.KILLED)).into
    casebook.undo()
    assert ids(casebook) == {FIRST, SECOND, THIRD}
    with pytest.raises(KeyError):
        casebook.incident(made)
    casebook.add([told("Gazette: nine died.", Place("Aktau", "KZ", "Mangystau", 43.65, 51.17), 9)])
    assert made not in ids(opened(path))


def test_what_makes_no_sense_is_one_clear_line(casebook: Casebook) -> None:
    casebook.decisions.merge(SECOND, FIRST)
    mistakes: tuple[tuple[Callable[[], object], str], ...] = (
        (lambda: casebook.decisions.merge(FIRST, FIRST), "cannot merge an incident into itself"),
        (lambda: casebook.decisions.merge(SECOND, FIRST), "cannot merge an incident into itself"),
        (lambda: casebook.decisions.merge("KZ-1999-0001", FIRST), "there is no incident KZ-1999-0001"),
        (lambda: casebook.decisions.split(FIRST, ["f-none"]), f"incident {FIRST} has no fact f-none"),
        (lambda: casebook.decisions.move(FIRST, ["f-none"], "KZ-1999-0001"), "there is no incident KZ-1999-0001"),
    )
    for wrong, words in mistakes:
        with pytest.raises(UserError, match=words):
            wrong()
    assert ids(casebook) == {FIRST, THIRD}


def test_decisions_of_another_program_are_seen_after_a_refresh(casebook: Casebook, path: Path) -> None:
    other = opened(path, "bo")
    assert ids(other) == {FIRST, SECOND, THIRD}
    casebook.decisions.merge(SECOND, FIRST)
    assert other.refresh()
    assert ids(other) == {FIRST, THIRD}


def row(book: Casebook, query: str) -> list[tuple[str, str]]:
    results = book.search(query, "date")
    return sorted((one.id, one.part_of) for one in results.rows(0, results.count))


def test_an_incident_is_a_part_of_an_episode_until_that_is_undone(casebook: Casebook, path: Path) -> None:
    casebook.decisions.part(SECOND, FIRST)
    for book in (casebook, opened(path)):
        assert row(book, f"part-of:{FIRST}") == row(book, "is:part") == [(SECOND, FIRST)]
        assert row(book, "is:episode") == [(FIRST, "")]
        assert not book.decisions.suggestions()
        rows = book.search().rows(0, 9)
        assert addends(rows, Field.KILLED).keys() == {FIRST, THIRD}
        assert addends((one for one in rows if one.id != FIRST), Field.KILLED).keys() == {SECOND, THIRD}
    casebook.undo()
    assert row(casebook, "is:part") == row(casebook, "is:episode") == []
    assert len(casebook.decisions.suggestions()) == 1


def test_a_sum_loses_nothing_that_is_told_of_a_part_alone(casebook: Casebook, path: Path) -> None:
    before = casebook.search().total()
    casebook.decisions.part(FIRST, SECOND)
    for book in (casebook, opened(path)):
        found = book.search().total()
        assert (found.incidents, found.killed) == (before.incidents, before.killed - 2)
        assert book.search("killed:<7").total().killed == before.killed - 7


def test_episodes_make_no_circle(casebook: Casebook) -> None:
    casebook.decisions.part(SECOND, FIRST)
    casebook.decisions.part(THIRD, SECOND)
    for part, whole, said in (
        (FIRST, THIRD, f"{THIRD} is a part of {FIRST} already: it cannot be both"),
        (FIRST, SECOND, f"{SECOND} is a part of {FIRST} already: it cannot be both"),
        (SECOND, FIRST, f"{SECOND} is a part of {FIRST} already"),
        (FIRST, FIRST, f"{FIRST} is the same incident: name another one"),
    ):
        with pytest.raises(UserError, match=said):
            casebook.decisions.part(part, whole)


def test_several_incidents_become_parts_in_one_act(casebook: Casebook) -> None:
    casebook.decisions.part_all((FIRST, SECOND, THIRD), FIRST)
    assert row(casebook, "is:part") == [(SECOND, FIRST), (THIRD, FIRST)]
    casebook.undo()
    assert row(casebook, "is:part") == []
    with pytest.raises(UserError, match=f"{FIRST} is the only one: it cannot be a part of itself"):
        casebook.decisions.part_all((FIRST,), FIRST)


def test_parts_are_taken_out_of_an_episode_at_once_and_put_back_by_undo(casebook: Casebook, path: Path) -> None:
    other = opened(path, "bo")
    for part in (SECOND, THIRD):
        other.decisions.part(part, FIRST)
    casebook.refresh()
    casebook.decisions.no_part(FIRST)
    for book in (casebook, opened(path)):
        assert row(book, "is:part") == row(book, "is:episode") == []
    casebook.undo()
    assert row(casebook, "is:part") == [(SECOND, FIRST), (THIRD, FIRST)]
    casebook.redo()
    assert row(casebook, "is:part") == []


def test_a_part_that_is_an_episode_itself_leaves_its_own_episode(casebook: Casebook) -> None:
    casebook.decisions.part(SECOND, FIRST)
    casebook.decisions.part(THIRD, SECOND)
    casebook.decisions.no_part(SECOND)
    assert row(casebook, "is:part") == [(THIRD, SECOND)]
    with pytest.raises(UserError, match=f"{FIRST} is no part of another incident, and no other one is a part of it"):
        casebook.decisions.no_part(FIRST)
    with pytest.raises(UserError, match="there is no incident KZ-1999-0001"):
        casebook.decisions.no_part("KZ-1999-0001")


def test_a_part_follows_an_episode_that_is_merged(casebook: Casebook, path: Path) -> None:
    casebook.decisions.part(SECOND, FIRST)
    casebook.decisions.merge(FIRST, THIRD)
    for book in (casebook, opened(path)):
        assert row(book, f"part-of:{THIRD}") == [(SECOND, THIRD)]
        assert row(book, "is:episode") == [(THIRD, "")]


def test_the_same_text_under_another_name_keeps_both_publishers_and_counts_once(path: Path) -> None:
    wire, drafts = told("Wire: seven died.", ALGA, 7)
    post = replace(wire, publisher="Post", url="https://example.org/post", published=date(2016, 3, 10))
    gazette = replace(wire, publisher="Gazette", url="https://example.org/gazette")
    book = opened(path)
    book.add([(wire, drafts), (post, drafts)])
    book.add([(gazette, drafts), (post, drafts), (wire, drafts)])
    for each in (book, opened(path)):
        report = each.report(wire.id)
        assert [(head.publisher, head.url) for head in report.elsewhere] == [
            ("Post", "https://example.org/post"),
            ("Gazette", "https://example.org/gazette"),
        ]
        assert report.publisher == "Wire:"
        (row,) = each.search().rows(0, 9)
        assert row.reports == 1
        assert each.check() == ()


def killed_of(book: Casebook, incident: str = FIRST, policy: Policy = Policy.LATEST_OFFICIAL) -> tuple[object, ...]:
    (now,) = book.recomputed([book.summary(incident)], policy)
    figure = now.killed
    assert figure
    return figure.best, figure.low, figure.high, figure.set_by, figure.computed


def test_an_analysts_number_is_the_best_beside_the_computed_one_until_undone(casebook: Casebook, path: Path) -> None:
    before = casebook.summary(FIRST)
    casebook.decisions.set_figure(FIRST, Field.KILLED, 9, " one of the wounded died ")
    for book in (casebook, opened(path)):
        figure = book.summary(FIRST).killed
        assert figure
        assert (figure.best, figure.low, figure.high, figure.set_by, figure.computed) == (9, 7, 9, "ada", 7)
        assert (
            [one.id for one in book.search("killed:9").rows(0, 9)]
            == [FIRST]
            == [one.id for one in book.search("has:figure").rows(0, 9)]
        )
        assert killed_of(book) == (9, 7, 9, "ada", 7)
        assert killed_of(book, policy=Policy.HIGHEST) == (7, 7, 7, "", None)
        assert not list(book.recomputed([book.summary(FIRST)], Policy.LATEST_OFFICIAL, date(2016, 3, 8)))
        (then,) = book.recomputed([book.summary(FIRST)], Policy.LATEST_OFFICIAL, date(2016, 3, 9))
        assert then.counts == before.counts
    opened(path, "ben").decisions.use_computed(FIRST, Field.KILLED)
    casebook.refresh()
    assert casebook.summary(FIRST) == before
    casebook.undo()
    assert casebook.summary(FIRST) == before


def test_the_newest_number_of_an_analyst_counts(casebook: Casebook) -> None:
    casebook.decisions.set_figure(FIRST, Field.KILLED, 9, "nine names")
    casebook.decisions.set_figure(FIRST, Field.KILLED, 3, "four of them were wounded")
    assert killed_of(casebook) == (3, 3, 7, "ada", 7)
    casebook.undo()
    assert killed_of(casebook) == (9, 7, 9, "ada", 7)
    casebook.decisions.set_figure(FIRST, Field.WOUNDED, 0, "none, the hospital says")
    wounded = casebook.summary(FIRST).wounded
    assert wounded
    assert (wounded.best, wounded.sources, wounded.computed) == (0, 0, None)


@pytest.mark.parametrize(
    ("field", "number", "reason", "says"),
    [
        (Field.KILLED, -1, "x", "0 or more"),
        (Field.KILLED, 3, " ", "say why"),
        (Field.PLACE, 3, "x", "a place needs a name"),
    ],
)
def test_a_number_of_ones_own_makes_sense(
    casebook: Casebook, field: Field, number: int, reason: str, says: str
) -> None:
    with pytest.raises(UserError, match=says):
        casebook.decisions.set_figure(FIRST, field, number, reason)
    with pytest.raises(UserError, match="it is computed"):
        casebook.decisions.use_computed(FIRST, Field.KILLED)


def test_a_join_without_asking_is_signed_listed_and_taken_back(casebook: Casebook, path: Path) -> None:
    again, facts = told("Post: seven people died at the depot of Alga.", ALGA, 7)
    casebook.add([(again, facts)])
    (join,) = casebook.decisions.joins()
    assert (join.incident, join.like, join.rules) == (FIRST, again.id, rules())
    assert set(join.facts) == {fact.id for fact in facts[0]}
    assert any(reason.startswith("both in Alga") for reason in join.reasons)
    made = opened(path, "ben").decisions.take_back(join)
    casebook.refresh()
    assert casebook.incident(made.into).reports == (again.id,)
    assert casebook.incident(FIRST).reports == (told("Courier: seven died.", ALGA, 7)[0].id,)
    assert casebook.decisions.joins() == []
    opened(path, "ben").undo()
    casebook.refresh()
    assert casebook.decisions.joins() == [join]


def test_all_that_is_likely_is_joined_in_one_act(casebook: Casebook) -> None:
    (pair,) = casebook.decisions.suggestions()
    assert casebook.decisions.likely(pair.score) == [pair]
    assert casebook.decisions.likely(pair.score + 0.001) == []
    with pytest.raises(UserError, match=r"no two incidents are one with a likelihood of 0\.999 or more"):
        casebook.decisions.join_likely(0.999)
    fourth, facts = told("Dale: nine died at Alga.", ALGA, 9, "robbery")
    casebook.add([(fourth, facts)])
    waiting = casebook.decisions.likely(0.5)
    assert len(waiting) > 1
    before = [row.id for row in casebook.search().rows(0, 9)]
    casebook.decisions.join_likely(0.5)
    assert sorted(row.id for row in casebook.search().rows(0, 9)) == [FIRST, THIRD]
    assert casebook.decisions.suggestions() == []
    casebook.undo()
    assert [row.id for row in casebook.search().rows(0, 9)] == before
    assert casebook.decisions.likely(0.5) == waiting
    casebook.decisions.refuse_all(waiting)
    assert casebook.decisions.suggestions() == []
    casebook.undo()
    assert casebook.decisions.likely(0.5) == waiting
