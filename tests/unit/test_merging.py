"""The union of casebooks: the same whichever is named first, and whatever is merged when."""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from functools import reduce
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from kztui import AnnotationKind, Casebook, Target, Verdict
from kztui.casebook import Batch
from kztui.casebook.bundle import files, tables_of
from kztui.casebook.merging import additions, union
from kztui.cli.program import kztui
from kztui.errors import MergeError
from kztui.home import config_file
from kztui.model.annotation import Annotation
from kztui.model.fact import DateSpan, EventType, Fact, Field, Place, Value, fact_id, quote
from kztui.model.incident import Incident
from kztui.model.report import Paragraph, Report, report_id
from kztui.model.saved_search import SavedSearch
from kztui.model.suggestion import Relation, Suggestion
from kztui.store.base import Listing
from kztui.store.tinydb.store import TinyStore
from tests.files import put

WAITS = "1 contradiction between analysts to be decided: in Merge (5), or see kztui suggestions\n"

MakeReport = Callable[..., Report]
MakeFacts = Callable[[Report], tuple[Fact, ...]]


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(kztui, [str(argument) for argument in arguments])


def written(batch: Batch) -> dict[str, bytes]:
    return {name: b"".join(lines) for name, lines in files(tables_of(batch))}


def report(number: int, title: str = "", publisher: str = "") -> Report:
    text = f"Report {number} says that 3 people were killed."
    return Report(report_id(text), text, (Paragraph(1, 0, len(text)),), title, publisher)


def fact(number: int, value: int, origin: str = "kill.verb/1") -> Fact:
    text = report(number).text
    start = text.index("3") - value
    words = quote(text, report(number).id, 1, start, start + 2)
    return Fact(fact_id(Field.KILLED, words, value), Field.KILLED, value, words, origin=origin)


_reports = st.builds(report, st.integers(0, 3), st.sampled_from(["", "A", "B"]), st.sampled_from(["", "C"]))
_facts = st.builds(fact, st.integers(0, 3), st.integers(0, 2), st.sampled_from(["kill.verb/1", "kill.verb/2", "x@10"]))
_ids = st.sampled_from(["KZ-2016-0001", "KZ-2016-0002", "KZ-2016-7K3F"])


def _incident(identifier: str, facts: list[Fact]) -> Incident:
    base = fact(int(identifier[-1], 36) % 4, 0)  # what both copies had of it before they were parted
    return Incident(identifier, tuple({one.id: one for one in (base, *facts)}.values()))


_incidents = st.one_of(
    st.builds(_incident, _ids, st.lists(_facts, max_size=2)),
    st.builds(lambda name, facts: Incident(name, tuple({one.id: one for one in facts}.values())), _ids,
              st.lists(_facts, min_size=1, max_size=2)),
)  # fmt: skip


def _note(number: int) -> Annotation:
    made = datetime(2024, 1, 1, tzinfo=UTC)
    target = Target("KZ-2016-0001")
    return Annotation(
        f"a-{number}", AnnotationKind.NOTE, target, "ann", made, f"note {number}", count=number, writer="w"
    )


def _import(number: int) -> Annotation:
    """Ann and Ben import a report each."""
    author = ("ann", "ben")[number % 2]
    told = replace(_note(number), id=f"a-import-{number}", kind=AnnotationKind.IMPORTED, author=author, text="")
    return replace(told, target=Target(""), reports=(report(number).id,), incidents=("KZ-2016-0001",))


def _told_of(incident: str, number: int, *after: str) -> Annotation:
    """An import of a report that tells of an incident, after other imports."""
    told = replace(_import(number), id=f"a-{incident}-{number}", incidents=(incident,), after=after)
    return replace(told, count=10 + len(after))


_TOLD = (
    _told_of("KZ-2016-0001", 1),
    _told_of("KZ-2016-0002", 2),
    _told_of("KZ-2016-7K3F", 3),
    _told_of("KZ-2016-0002", 1, "a-KZ-2016-0001-1"),
    _told_of("KZ-2016-7K3F", 1),
    _told_of("KZ-2016-7K3F", 2, "a-KZ-2016-7K3F-3", "a-KZ-2016-0001-1"),
)
_notes = st.one_of(st.builds(_note, st.integers(1, 6)), st.builds(_import, st.integers(0, 3)), st.sampled_from(_TOLD))
_suggestions = st.builds(Suggestion, _ids, _ids, st.just(("alike",)), st.sampled_from([1.0, 2.0]))
_searches = st.builds(
    lambda number, query: SavedSearch("s-1", "dead", query, "ann", _note(1).created, count=number, writer="w"),
    st.integers(1, 2),
    st.sampled_from(["killed:1", "killed:2"]),
)


def _batch(
    reports: list[Report],
    incidents: list[Incident],
    suggestions: list[Suggestion],
    notes: list[Annotation],
    searches: list[SavedSearch],
) -> Batch:
    """A casebook that makes sense: what its records name is in it, and what analysts note is of the common base."""
    known = {one.id: one for one in incidents}
    common = "KZ-2016-0001"
    for name, number in sorted({(one.incidents[0], int(one.id[-1])) for one in notes if one.reports}):
        told = (*known.get(name, Incident(name)).facts, fact(number, 0))
        known[name] = Incident(name, tuple({one.id: one for one in told}.values()))
    for name in {name for one in suggestions for name in one.pair}:
        known.setdefault(name, _incident(name, []))
    if any(note.target.incident for note in notes):
        known[common] = _incident(common, [*known.get(common, Incident(common)).facts])
    return Batch(
        tuple({one.id: one for one in reports}.values()),
        tuple(known.values()),
        tuple({one.pair: one for one in suggestions}.values()),
        tuple({one.id: one for one in notes}.values()),
        tuple({one.id: one for one in searches}.values()),
    )


_batches = st.builds(
    _batch,
    st.lists(_reports, max_size=4),
    st.lists(_incidents, max_size=3),
    st.lists(_suggestions, max_size=2),
    st.lists(_notes, max_size=4),
    st.lists(_searches, max_size=2),
)


@given(_batches, _batches)
@settings(deadline=None)
def test_it_does_not_matter_which_casebook_is_named_first(one: Batch, other: Batch) -> None:
    assert written(union(one, other).batch) == written(union(other, one).batch)


@given(_batches, _batches)
@settings(deadline=None)
def test_merging_again_changes_nothing(one: Batch, other: Batch) -> None:
    both = union(one, other).batch
    assert written(union(both, other).batch) == written(union(both, both).batch) == written(both)


@given(_batches, _batches, _batches)
@settings(deadline=None)
def test_it_does_not_matter_which_are_merged_first(one: Batch, other: Batch, third: Batch) -> None:
    first = union(union(one, other).batch, third).batch
    last = union(one, union(other, third).batch).batch
    assert written(first) == written(last)


def test_of_two_readings_the_newer_rule_is_kept() -> None:
    old, new = fact(1, 0, "kill.verb/2"), fact(1, 0, "kill.verb/10")
    batches = [Batch(incidents=(Incident("KZ-2016-0001", (one,)),)) for one in (old, new)]
    assert union(*batches).batch.incidents[0].facts == (new,)


def test_what_an_import_brought_into_two_casebooks_is_one() -> None:
    one, other = (
        Batch(incidents=(Incident(name, (fact(1, 0),)),), annotations=(_told_of(name, 1),))
        for name in ("KZ-2016-0002", "KZ-2016-7K3F")
    )
    (made,) = union(one, other).batch.suggestions
    assert (made.incident, made.like, made.kind) == ("KZ-2016-0002", "KZ-2016-7K3F", Relation.ONE)
    known = replace(_told_of("KZ-2016-7K3F", 1), after=(one.annotations[0].id,), count=12)
    (asked,) = union(one, replace(other, annotations=(*one.annotations, known))).batch.suggestions
    assert asked.kind is Relation.SAME


def test_what_one_has_as_two_and_the_other_as_one_waits_to_be_decided() -> None:
    one = Batch(incidents=(Incident("KZ-2016-0001", (fact(1, 0), fact(2, 0))),))
    other = Batch(incidents=(Incident("KZ-2016-0001", (fact(1, 0),)), Incident("KZ-2016-7K3F", (fact(2, 0),))))
    (suggestion,) = union(one, other).batch.suggestions
    assert suggestion.pair == {"KZ-2016-0001", "KZ-2016-7K3F"}
    assert not union(other, other).batch.suggestions


RAID = "Gunmen killed three police officers in Semey on 18 July 2016, the interior ministry said."
AGAIN = (
    "Three police officers were killed by gunmen in Semey on Monday, 18 July 2016. "
    "Four people were wounded in the attack, prosecutors said."
)
BLAST = "A bomb exploded in Oskemen on 3 March 2015, killing two people."


def brought(casebook: Path, *texts: str) -> list[str]:
    """Import reports, one after another, and return the ids of the incidents in the casebook."""
    for text in texts:
        path = casebook.parent / "report.txt"
        path.write_text(text)
        done = run("import", path, "--published", "2016-07-19", "--casebook", casebook)
        assert done.exit_code == 0, done.stderr
    listed = run("list", "--json", "--casebook", casebook).stdout
    return [json.loads(line)["id"] for line in listed.splitlines()]


def test_incidents_that_the_same_words_tell_of_are_one_under_both_ids(tmp_path: Path) -> None:
    ann, ben = tmp_path / "ann.json", tmp_path / "ben.json"
    (anns,), (bens, blast) = brought(ann, RAID, AGAIN), brought(ben, AGAIN, BLAST)
    assert anns != bens
    for path, identifier in ((ann, anns), (ben, bens)):
        with Casebook.open(path, author=path.stem) as book:
            book.annotate(AnnotationKind.NOTE, Target(identifier), text=f"{path.stem} was here")
    with Casebook.open(ben, author="ben") as book:
        wounded = next(fact for fact in book.incident(bens).facts if fact.field is Field.WOUNDED)
        book.annotate(AnnotationKind.VERDICT, Target(bens, wounded.id), verdict=Verdict.CORRECTED, value=5)
    pairs = [(ann, ben), (ben, ann)]
    for number, pair in enumerate(pairs):
        assert run("merge-casebooks", *pair, "-o", tmp_path / f"{number}.json").exit_code == 0
    assert (tmp_path / "0.json").read_bytes() == (tmp_path / "1.json").read_bytes()
    done = run("merge-casebooks", ann, ben)
    assert "1 incident that MINE has under another id" in done.stderr
    assert run("merge-casebooks", ann, ben).stderr == "Nothing new: all of it was there\n"
    for path in (ann, tmp_path / "0.json"):
        merged = Casebook.open(path)
        assert merged.incident_count == 2
        assert not merged.decisions.suggestions()
        assert merged.incident(anns) == merged.incident(bens)
        counts = merged.summary(bens).counts
        assert [counts[field].best for field in (Field.KILLED, Field.WOUNDED)] == [3, 5]
        texts = {one.text for one in merged.annotations(bens) if one.kind is AnnotationKind.NOTE}
        assert texts == {"ann was here", "ben was here"}
        assert run("check", "--casebook", path).exit_code == 0
        assert blast in brought(path)


PLACES = {"Semey": (50.41, 80.23), "Oskemen": (49.95, 82.6)}


def _shooting(number: int, town: str, day: int) -> Batch:
    """A casebook with one incident, which a report of its own tells in its own words."""
    text = f"Report {number}: two officers were shot in {town} on {day} June."
    told = Report(report_id(text), text, (Paragraph(1, 0, len(text)),), publisher=f"Paper {number}",
                  published=date(2022, 6, 4))  # fmt: skip

    def says(field: Field, value: Value, words: str) -> Fact:
        start = text.index(words)
        evidence = quote(text, told.id, 1, start, start + len(words))
        return Fact(fact_id(field, evidence, value), field, value, evidence)

    when = DateSpan(date(2022, 6, day), date(2022, 6, day), 1)
    facts = (
        says(Field.TYPE, EventType.ARMED_ATTACK, "shot"),
        says(Field.DATE, when, f"on {day} June"),
        says(Field.PLACE, Place(town, "KZ", "Abai", *PLACES[town], 1), town),
        says(Field.KILLED, 2, "two officers"),
    )
    return Batch((told,), (Incident(f"KZ-2022-{number}AAA", facts),))


def test_incidents_that_seem_to_be_one_wait_to_be_decided() -> None:
    ann, ben, far, later = (_shooting(1, "Semey", 1), _shooting(2, "Semey", 1), _shooting(3, "Oskemen", 1),
                            _shooting(4, "Semey", 20))  # fmt: skip
    (suggestion,) = union(ann, ben).batch.suggestions
    assert (suggestion.incident, suggestion.like, suggestion.kind) == ("KZ-2022-1AAA", "KZ-2022-2AAA", Relation.SAME)
    assert any("both in Semey" in reason for reason in suggestion.reasons)
    assert not union(ann, far).batch.suggestions
    assert not union(ann, later).batch.suggestions


@given(st.permutations(range(5)), st.data())
@settings(deadline=None, max_examples=30)
def test_what_seems_to_be_one_is_the_same_in_whatever_order_casebooks_are_merged(
    order: list[int], data: st.DataObject
) -> None:
    own = [_shooting(number, ("Semey", "Semey", "Oskemen", "Semey", "Oskemen")[number], 1) for number in range(5)]
    books = [union(own[number], own[data.draw(st.integers(0, 4))]).batch for number in range(5)]

    def merged(one: Batch, other: Batch) -> Batch:
        return union(one, other).batch

    whole = reduce(merged, books)
    assert len(whole.suggestions) == 4
    left, right = [books[number] for number in order[:2]], [books[number] for number in order[2:]]
    other_way = merged(reduce(merged, left), reduce(merged, right))
    assert written(other_way) == written(whole) == written(merged(whole, books[0]))


def test_all_heads_of_a_report_are_kept() -> None:
    heads = (("", ""), ("A", "C"), ("B", "C"), ("B", ""))
    batches = [Batch(reports=(report(1, *head),)) for head in heads]
    (kept,) = reduce(lambda one, other: union(one, other).batch, batches).reports
    assert {(kept.title, kept.publisher), *((head.title, head.publisher) for head in kept.elsewhere)} == {*heads[1:3]}


def test_an_id_that_was_given_twice_stays_with_one_and_opens_the_other_by_its_importer() -> None:
    one, other = (
        Batch((report(number),), (Incident("KZ-2016-0001", (fact(number, 0),)),), annotations=(_import(number),))
        for number in (0, 1)
    )
    both = union(one, other).batch
    kept, renamed = sorted(both.incidents, key=lambda incident: len(incident.id))
    loser, winner = (one, other) if kept == other.incidents[0] else (other, one)
    assert kept.id == "KZ-2016-0001"
    assert renamed.id == f"KZ-2016-0001@{loser.annotations[0].author.upper()}"
    assert {kept.facts, renamed.facts} == {one.incidents[0].facts, other.incidents[0].facts}
    assert additions(winner, loser).incidents == (renamed,)
    assert additions(loser, winner).incidents == both.incidents
    with pytest.raises(MergeError, match="merge-casebooks -o"):
        additions(loser, winner, renaming=False)


@pytest.mark.parametrize("mine", [0, 1])
def test_what_was_said_of_an_incident_goes_with_it_to_its_other_id(tmp_path: Path, mine: int) -> None:
    paths = tmp_path / "ann.json", tmp_path / "ben.json"
    for number, path in enumerate(paths):
        put(path, ("KZ-2016-0001", report(number), (fact(number, 0),)))
        with Casebook.open(path, author=("ann", "ben")[number]) as book:
            book.reports.note_import([report(number).id], ["KZ-2016-0001"])
            book.annotate(AnnotationKind.NOTE, Target("KZ-2016-0001"), text=f"about report {number}")
    done = run("merge-casebooks", paths[mine], paths[1 - mine])
    assert done.exit_code == 0, done.stderr
    shown = [
        json.loads(run("show", identifier, "--json", "--casebook", paths[mine]).stdout)
        for identifier in ("KZ-2016-0001", *(f"kz-2016-0001@{name}" for name in ("ann", "ben")))
        if run("show", identifier, "--casebook", paths[mine]).exit_code == 0
    ]
    assert len(shown) == 2
    for one in shown:
        (told,) = [each["text"] for each in one["reports"]]
        (note,) = [each["text"] for each in one["annotations"] if each["kind"] == "note"]
        assert note.removeprefix("about r") in told.removeprefix("R")
        assert run("list", f"id:{one['id'].lower()}", "--casebook", paths[mine]).stderr == "1 incident\n"
    assert run("merge-casebooks", paths[mine], paths[1 - mine]).stderr == "Nothing new: all of it was there\n"
    assert run("undo", "--casebook", paths[mine]).exit_code == 0
    assert run("show", "KZ-2016-0001", "--json", "--casebook", paths[mine]).stdout.count(f"about report {mine}") == 1


@pytest.fixture
def copies(tmp_path: Path, make_report: MakeReport, make_facts: MakeFacts) -> tuple[Path, Path]:
    """Two copies of a casebook in which Ann and Ben have worked since, each on their own."""
    paths = tmp_path / "ann.json", tmp_path / "ben.json"
    with Casebook.open(paths[0], author="ann") as ann:
        first = make_report()
        ann.add([(first, [make_facts(first)])])
        base = ann.batch()
    for path, name in zip(paths, ("ann", "ben"), strict=True):
        with Casebook.open(path, author=name) as book:
            book.take_in(base)
            mine = make_report(f" {name} has more.")
            book.add([(mine, [make_facts(mine)])])
            identifier = base.incidents[0].id
            book.annotate(AnnotationKind.NOTE, Target(identifier), text=f"{name} was here")
            verdict = Verdict.CONFIRMED if name == "ann" else Verdict.REJECTED
            fact = book.incident(identifier).facts[0].id
            book.annotate(AnnotationKind.VERDICT, Target(identifier, fact), verdict=verdict)
    return paths


def test_two_copies_merge_to_the_same_bytes_both_ways(copies: tuple[Path, Path], tmp_path: Path) -> None:
    ann, ben = copies
    for name, pair in (("one", (ann, ben)), ("two", (ben, ann))):
        done = run("merge-casebooks", *pair, "-o", tmp_path / f"{name}.json")
        assert done.exit_code == 0, done.stderr
        run("export", "--format", "bundle", "--casebook", tmp_path / f"{name}.json", "--output", tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    for table in ("json", "annotations.json"):
        assert (tmp_path / f"one.{table}").read_bytes() == (tmp_path / f"two.{table}").read_bytes()
    merged = Casebook.open(tmp_path / "one.json")
    assert (merged.incident_count, merged.report_count) == (3, 3)
    assert merged.search("note:ann ").count == merged.search("note:ben ").count == 1


def test_a_colleagues_work_comes_into_ones_own(copies: tuple[Path, Path]) -> None:
    ann, ben = copies
    before = ann.read_bytes()
    dry = run("merge-casebooks", ann, ben, "--dry-run", "--json")
    assert json.loads(dry.stdout) == {
        "reports": 1, "incidents": 1, "known": 0, "annotations": 2, "suggestions": 0, "searches": 0, "grown": 0,
        "contradictions": 1,
    }  # fmt: skip
    assert ann.read_bytes() == before
    done = run("merge-casebooks", ann, ben)
    assert (done.exit_code, done.stderr) == (0, f"1 report, 1 incident, 2 annotations\n{WAITS}")
    assert (ann.parent / "ann.json.bak").read_bytes() == before
    assert run("merge-casebooks", ann, ben).stderr == f"Nothing new: all of it was there\n{WAITS}"
    assert "ann and ben decided differently" in run("check", "--casebook", ann).stdout
    waiting = run("suggestions", "--casebook", ann)
    assert ": ann ✓, ben ✗\n" in waiting.stdout
    told = json.loads(run("suggestions", "--json", "--casebook", ann).stdout.splitlines()[0])
    assert [one["author"] for one in told["decided"]] == ["ann", "ben"]
    assert "1 difference" not in run("diff", ann, ben).stderr
    assert run("diff", ann, ann).stderr == "0 differences\n"


def test_others_write_while_the_files_are_made_ready_for_a_merge(copies: tuple[Path, Path], tmp_path: Path) -> None:
    class Busy(TinyStore):
        def make_ready(self, listing: Listing) -> None:
            def while_it_is_written() -> Iterable[Mapping[str, Any]]:
                with Casebook.open(ann, author="cyd") as colleague:
                    colleague.annotate(AnnotationKind.NOTE, Target(identifier), text="cyd was here")
                return listing()

            super().make_ready(while_it_is_written)

    ann, ben = copies
    book = Casebook(Busy(ann), "ann", tmp_path / "cache")
    identifier = book.batch().incidents[0].id
    book.annotate(AnnotationKind.NOTE, Target(identifier), text="not in the file yet")
    book.take_in(Casebook.open(ben).batch())
    book.close()
    notes = {one.text for one in Casebook.open(ann).annotations(identifier) if one.kind is AnnotationKind.NOTE}
    assert notes == {"ann was here", "ben was here", "cyd was here", "not in the file yet"}


def test_differences_are_told_in_words(copies: tuple[Path, Path]) -> None:
    lines = run("diff", *copies).stdout.splitlines()
    assert any(line.startswith("- report r-") for line in lines)
    assert any(line.startswith("+ ") and "note “ben was here” (ben," in line for line in lines)
    assert any(line.startswith("- ") and "killed 2  “Two guards”" in line for line in lines)


def test_a_difference_says_what_was_judged_and_what_was_undone(copies: tuple[Path, Path]) -> None:
    _, ben = copies
    with Casebook.open(ben, author="ben") as book:
        book.undo()
    said = [line.partition("  ")[2].partition(" (ben")[0] for line in run("diff", *copies).stdout.splitlines()]
    assert "type armed attack: rejected" in said
    assert "undid the rejection of type armed attack" in said


def test_a_merge_with_what_cannot_be_read_changes_nothing(copies: tuple[Path, Path], tmp_path: Path) -> None:
    ann, _ = copies
    before = ann.read_bytes()
    (tmp_path / "damaged.json").write_text("{")
    for other in (tmp_path / "damaged.json", tmp_path / "none.json"):
        done = run("merge-casebooks", ann, other)
        assert done.exit_code == 1
        assert len(done.stderr.splitlines()) == 1
    assert ann.read_bytes() == before
    assert run("merge-casebooks", ann, ann).stderr == "Nothing new: all of it was there\n"


def _contents(path: Path) -> dict[str, bytes]:
    """Return what other programs find in the files of a casebook."""
    return {file.name: file.read_bytes() for file in (path, path.with_name(f"{path.stem}.annotations.json"))}


@pytest.mark.parametrize("author", ["ann", "ben"])
def test_undo_right_after_a_merge_puts_back_what_was_there(
    copies: tuple[Path, Path], author: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann, ben = copies
    before = _contents(ann)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    config_file().parent.mkdir(parents=True)
    config_file().write_text(f'author = "{author}"\n')
    run("merge-casebooks", ann, ben)
    assert run("check", "--casebook", ann).stdout.count("\n") == 1  # the contradiction, and no stale listing
    done = run("undo", "--casebook", ann)
    assert (done.exit_code, done.stderr) == (
        0,
        "Undone: the last merge, or proposals taken; the casebook is as it was before\n",
    )
    assert _contents(ann) == before
    assert run("check", "--casebook", ann).exit_code == 0
    assert not list(ann.parent.glob(".*.tmp"))
    assert run("merge-casebooks", ann, ben).stderr == f"1 report, 1 incident, 2 annotations\n{WAITS}"


def _steps(casebook: Path, command: str) -> list[str]:
    """What a command says until there is nothing left to do."""
    said = []
    while (done := run(command, "--casebook", casebook)).exit_code == 0:
        said.append(done.stderr.strip())
    assert done.stderr == f"Error: nothing to {command}\n"
    return said


def test_a_merge_is_undone_after_what_was_decided_upon_it_and_all_of_it_is_redone(
    copies: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann, ben = copies
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    config_file().parent.mkdir(parents=True)
    config_file().write_text('author = "ann"\n')
    before = _contents(ann)
    run("merge-casebooks", ann, ben)
    with Casebook.open(ann, author="ann") as book:
        (conflict,) = book.decisions.conflicts()
        book.decisions.settle(conflict, conflict.other)
        book.annotate(AnnotationKind.TAG, Target(conflict.incident), text="verify")
    after = _contents(ann)
    said = [run("undo", "--casebook", ann).stderr.strip() for _ in range(3)]
    assert said[2] == "Undone: the last merge, or proposals taken; the casebook is as it was before"
    assert _contents(ann) == before
    assert run("check", "--casebook", ann).exit_code == 0
    more = _steps(ann, "undo")
    assert len(more) == 2  # the verdict and the note of before
    back = _steps(ann, "redo")
    assert (len(back), back[2]) == (5, "Redone: the last merge, or proposals taken")
    assert run("check", "--casebook", ann).exit_code == 0
    with Casebook.open(ann, author="ann") as book:
        assert not book.decisions.conflicts()
        assert book.summary(conflict.incident).tags == ("verify",)
        assert book.incident_count == 3
    assert _contents(ann).keys() == after.keys()
    assert _steps(ann, "undo") == [*said, *more]
    assert _steps(ann, "redo") == back


def test_a_note_after_going_back_keeps_the_merge_from_being_redone(copies: tuple[Path, Path]) -> None:
    ann, ben = copies
    run("merge-casebooks", ann, ben)
    book = Casebook.open(ann, author="ann")
    assert book.undo_merge()
    assert not book.undo_merge()
    book.annotate(AnnotationKind.TAG, Target(book.search("note:ann ").rows(0, 1)[0].id), text="later")
    assert not book.redo_merge()
    book.undo()
    assert book.redo_merge()
    assert not book.redo_merge()
    assert book.incident_count == 3


def test_undo_after_a_merge_and_more_leaves_the_merge_alone(copies: tuple[Path, Path]) -> None:
    ann, ben = copies
    with Casebook.open(ben, author="ann") as book:  # the same analyst, on another machine
        identifier = book.search("note:ben ").rows(0, 1)[0].id
    tables = json.loads(ben.with_name("ben.annotations.json").read_text())
    for record in tables["annotations"].values():
        if record["author"] == "ben":
            record.update(author="ann", writer="0000000b")
    ben.with_name("ben.annotations.json").write_text(json.dumps(tables))
    run("merge-casebooks", ann, ben)
    merged = Casebook.open(ann, author="ann")
    merged.annotate(AnnotationKind.NOTE, Target(identifier), text="after it")
    assert not merged.undo_merge()
    texts = [one.text for _ in range(9) for one in merged.undo()]
    assert "after it" in texts
    assert "ann was here" in texts
    assert merged.search("note:ben ").count == 1
    assert merged.incident_count >= 2


def test_a_merge_is_not_undone_when_its_copy_was_changed(copies: tuple[Path, Path]) -> None:
    ann, ben = copies
    run("merge-casebooks", ann, ben)
    merged = _contents(ann)
    (ann.parent / "ann.json.bak").write_text("{}")
    done = run("undo", "--casebook", ann)
    assert done.exit_code == 1
    assert "ann.json.bak is not as the merge left it: nothing was undone" in done.stderr
    assert _contents(ann) == merged


def test_going_back_is_finished_by_the_next_writer(copies: tuple[Path, Path]) -> None:
    ann, ben = copies
    before = _contents(ann)
    run("merge-casebooks", ann, ben)
    notes, memory = ann.with_name("ann.annotations.json"), ann.with_name("ann.json.merged")
    memory.write_text(json.dumps({**json.loads(memory.read_text()), "step": "changing to the other state"}))
    notes.with_name(f"{notes.name}.journal").unlink()
    notes.with_name(f"{notes.name}.bak").replace(notes)  # what a process did that was killed
    assert run("fold", "--casebook", ann).exit_code == 0
    assert _contents(ann)[notes.name] == before[notes.name]
    assert Casebook.open(ann).incident_count == 2
    assert run("check", "--casebook", ann).exit_code == 0


def test_a_merge_that_was_killed_between_its_two_files_is_given_up_by_who_looks_next(
    copies: tuple[Path, Path],
) -> None:
    ann, ben = copies
    before = _contents(ann)
    run("merge-casebooks", ann, ben)
    notes, memory = ann.with_name("ann.annotations.json"), ann.with_name("ann.json.merged")
    memory.write_text(json.dumps({**json.loads(memory.read_text()), "step": "taking in", "version": ["", ""]}))
    notes.with_name(f"{notes.name}.journal").unlink()
    notes.write_bytes(before[notes.name])  # what a process did that was killed
    assert Casebook.open(ann).incident_count == 2
    assert _contents(ann) == before
    assert run("check", "--casebook", ann).exit_code == 0
    assert run("merge-casebooks", ann, ben).exit_code == 0


@pytest.mark.parametrize(
    ("lacking", "words"),
    [
        (Batch(incidents=(Incident("KZ-2016-0001", (fact(1, 0),)),)), "incident KZ-2016-0001 quotes report r-"),
        (
            Batch(annotations=(replace(_note(1), target=Target("KZ-2016-0001", fact(1, 0).id)),)),
            "annotation a-1 of ann is on incident KZ-2016-0001, which is in neither casebook",
        ),
        (
            Batch(annotations=(replace(_note(1), kind=AnnotationKind.FACT, fact=fact(1, 0)),)),
            "annotation a-1 of ann quotes report r-",
        ),
    ],
)
def test_what_tells_of_reports_that_nobody_has_is_refused(tmp_path: Path, lacking: Batch, words: str) -> None:
    path = tmp_path / "mine.json"
    put(path, ("KZ-2016-0002", report(2), (fact(2, 0),)))
    before = path.read_bytes()
    mine = Casebook.open(path)
    with pytest.raises(MergeError, match=words):
        mine.take_in(lacking)
    assert path.read_bytes() == before
    assert not mine.problem


def test_casebooks_without_anything_in_common_are_merged_and_it_is_said(tmp_path: Path) -> None:
    for number in (1, 2):
        put(tmp_path / f"{number}.json", (f"KZ-2016-000{number}", report(number), (fact(number, 0),)))
    done = run("merge-casebooks", tmp_path / "1.json", tmp_path / "2.json")
    assert done.stderr == (
        "The casebooks have nothing in common: are they the ones that you mean?\n1 report, 1 incident\n"
    )
    assert "nothing in common" not in run("merge-casebooks", tmp_path / "1.json", tmp_path / "2.json").stderr
