"""Editing, retracting and answering: what stands, what is found, and undo and redo over all of it."""

import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kztui.casebook import Casebook
from kztui.cli.program import kztui
from kztui.errors import UserError
from kztui.model.annotation import Annotation, AnnotationKind, Target, Verdict
from kztui.model.fact import Fact, Field, fact_id, quote
from kztui.model.report import Report
from kztui.search import opening
from tests.files import notes_file, put

ID = "KZ-2016-0001"
NOTE, TAG, VERDICT, FACT = AnnotationKind.NOTE, AnnotationKind.TAG, AnnotationKind.VERDICT, AnnotationKind.FACT


@pytest.fixture(params=["memory", "index"])
def book(path: Path, casebook: Casebook, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Casebook:
    """The casebook as ada opens it, held in memory or by an index."""
    if request.param == "index":
        monkeypatch.setattr(opening, "SMALL", 0)
    monkeypatch.setenv("XDG_CACHE_HOME", str(path.parent / "cache"))
    return Casebook.open(path, author="ada")


def words(book: Casebook) -> list[str]:
    return [one.text for one in book.annotations(ID)]


def note(book: Casebook, text: str) -> Annotation:
    return book.annotate(NOTE, Target(ID), text=text)


def found(book: Casebook, query: str) -> int:
    return book.search(query).count


def added_fact(book: Casebook) -> Annotation:
    report = book.report(book.incident(ID).reports[0])
    start = report.text.index("lorry")
    evidence = quote(report.text, report.id, 2, start, start + len("lorry"))
    fact = Fact(fact_id(Field.TARGET, evidence, "lorry"), Field.TARGET, "lorry", evidence, origin="analyst")
    return book.annotate(FACT, Target(ID, evidence=evidence), fact=fact)


def test_an_edited_note_keeps_its_place_and_its_old_words_are_not_found(book: Casebook) -> None:
    first = note(book, "ask the clinic")
    note(book, "second")
    edited = book.notes.edit(first, "ask the morgue")
    assert words(book) == words(Casebook.open(book.location)) == ["ask the morgue", "second"]
    assert (edited.origin, book.summary(ID).notes) == (first.id, 2)
    assert [found(book, f'note:"{text}"') for text in ("ask the clinic", "ask the morgue")] == [0, 1]
    again = book.notes.edit(edited, "ask the court")
    assert words(book) == ["ask the court", "second"]
    for expected in ("ask the morgue", "ask the clinic"):
        (undone,) = book.undo()
        assert undone.replaces == first.id
        assert words(book) == [expected, "second"]
    book.redo(), book.redo()
    assert words(Casebook.open(book.location)) == [again.text, "second"]


def test_the_same_words_are_no_edit(book: Casebook) -> None:
    first = note(book, "same")
    assert book.notes.edit(first, " same ") is first
    assert len(json.loads(notes_file(book).read_text())["annotations"]) == 1


def test_an_older_note_is_retracted_and_comes_back(book: Casebook) -> None:
    older = note(book, "older")
    note(book, "newer")
    book.notes.retract(older)
    assert words(book) == ["newer"]
    assert (found(book, "note:older"), book.summary(ID).notes) == (0, 1)
    again = Casebook.open(book.location, author="ada")
    (undone,) = again.undo()
    assert (undone.text, undone.retracts) == ("older", True)
    assert words(again) == ["older", "newer"]
    again.redo()
    assert words(again) == ["newer"]


def test_nothing_is_changed_or_deleted_in_the_file(casebook: Casebook) -> None:
    first = note(casebook, "first words")
    before = json.loads(notes_file(casebook).read_text())["annotations"]["1"]
    edited = casebook.notes.edit(first, "other words")
    casebook.notes.retract(edited)
    records = json.loads(notes_file(casebook).read_text())["annotations"]
    assert records["1"] == before
    assert [record["text"] for record in records.values()] == ["first words", "other words", "other words"]


def test_tags_verdicts_and_facts_are_retracted_alike(book: Casebook) -> None:
    killed = next(fact for fact in book.incident(ID).facts if fact.field is Field.KILLED)
    tag = book.annotate(TAG, Target(ID), text="verify")
    verdict = book.annotate(VERDICT, Target(ID, killed.id), verdict=Verdict.CORRECTED, value=9)
    fact = added_fact(book)
    assert [found(book, query) for query in ("tag:verify", "killed:9", "target:lorry")] == [1, 1, 1]
    for one in (tag, verdict, fact):
        book.notes.retract(one)
    assert [found(book, query) for query in ("tag:verify", "killed:9", "target:lorry")] == [0, 0, 0]
    assert book.annotations(ID) == ()
    for _ in range(3):
        book.undo()
    assert [found(book, query) for query in ("tag:verify", "killed:9", "target:lorry")] == [1, 1, 1]


def test_what_was_said_of_a_fact_that_is_retracted_stays_and_the_casebook_is_sound(book: Casebook) -> None:
    fact = added_fact(book)
    answer = book.notes.reply(fact, "is it theirs?")
    assert fact.fact
    assert answer.target.fact == fact.fact.id
    book.notes.retract(fact)
    assert words(book) == ["is it theirs?"]
    assert book.notes.edit(answer, "whose?").text == "whose?"
    assert book.check() == ()


@pytest.mark.parametrize("change", [{"exact": "lorries"}, {"report": "r-000000000000"}, {"start": 9999, "end": 10004}])
def test_noted_words_that_are_not_in_the_report_are_found_out(casebook: Casebook, change: dict[str, object]) -> None:
    report = casebook.report(casebook.incident(ID).reports[0])
    start = report.text.index("lorry")
    words = quote(report.text, report.id, 2, start, start + len("lorry"))
    tag = casebook.annotate(TAG, Target(ID, evidence=words), text="verify")
    assert casebook.check() == ()
    tables = json.loads(notes_file(casebook).read_text())
    tables["annotations"]["1"]["target"]["evidence"] |= change
    notes_file(casebook).write_text(json.dumps(tables))
    (said,) = Casebook.open(casebook.location).check()
    assert said.startswith(f"annotation {tag.id}: its words are not in report r-")


def test_a_tag_is_edited(book: Casebook) -> None:
    tag = book.annotate(TAG, Target(ID), text="doubtful")
    book.notes.edit(tag, "#Verify")
    assert (book.summary(ID).tags, found(book, "tag:doubtful")) == (("verify",), 0)


def test_a_reply_answers_the_note_whatever_becomes_of_it(book: Casebook) -> None:
    asked = note(book, "who counted?")
    other = Casebook.open(book.location, author="bo")
    answer = other.notes.reply(asked, "the clinic")
    assert book.refresh()
    again = book.notes.reply(answer, "which one?")
    edited = book.notes.edit(asked, "who counted them?")
    assert answer.answers == again.answers == edited.origin == asked.id
    book.notes.retract(edited)
    assert words(book) == ["the clinic", "which one?"]
    assert found(book, "note:clinic") == 1


def test_only_the_author_changes_an_annotation(book: Casebook) -> None:
    asked = note(book, "mine")
    other = Casebook.open(book.location, author="bo")
    with pytest.raises(UserError, match=r"^ada wrote this, and nobody else can change it: reply to it$"):
        other.notes.edit(asked, "yours")
    with pytest.raises(UserError, match=r"^ada wrote this"):
        other.notes.retract(asked)
    assert words(other) == ["mine"]


def test_what_makes_no_sense_is_refused(book: Casebook) -> None:
    killed = next(fact for fact in book.incident(ID).facts if fact.field is Field.KILLED)
    verdict = book.annotate(VERDICT, Target(ID, killed.id), verdict=Verdict.CONFIRMED)
    tag = book.annotate(TAG, Target(ID), text="verify")
    old = note(book, "old")
    book.notes.edit(old, "new")
    refused: tuple[tuple[Callable[[], object], str], ...] = (
        (lambda: book.notes.edit(verdict, "x"), "only a note or a tag has words"),
        (lambda: book.notes.edit(tag, "two words"), "a tag is one word"),
        (lambda: book.notes.edit(tag, " "), "an empty tag says nothing"),
        (lambda: book.notes.reply(tag, ""), "an empty note says nothing"),
        (lambda: book.notes.retract(old), "edited or retracted meanwhile"),
    )
    for change, says in refused:
        with pytest.raises(UserError, match=says):
            change()
    assert words(book) == ["", "verify", "new"]


STEPS = st.lists(
    st.tuples(st.sampled_from(("note", "edit", "retract", "undo", "redo")), st.integers(0, 9)), max_size=15
)


@given(STEPS)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_undo_and_redo_walk_through_all_that_was_done(casebook: Casebook, steps: list[tuple[str, int]]) -> None:
    for file in casebook.places.values():
        if "annotations" in file:
            Path(file).unlink(missing_ok=True)
            Path(f"{file}.journal").unlink(missing_ok=True)
    book = Casebook.open(casebook.location, author="ada")
    past: list[list[str]] = []
    future: list[list[str]] = []
    for number, (step, choice) in enumerate(steps):
        now, standing = words(book), book.annotations(ID)
        if step == "undo":
            assert (book.undo() == ()) == (not past)
            if past:
                future.append(now)
                assert words(book) == past.pop()
        elif step == "redo":
            assert (book.redo() == ()) == (not future)
            if future:
                past.append(now)
                assert words(book) == future.pop()
        elif step == "note" or standing:
            past.append(now)
            future.clear()
            if step == "note":
                note(book, str(number))
            elif step == "edit":
                book.notes.edit(standing[choice % len(standing)], str(number))
            else:
                book.notes.retract(standing[choice % len(standing)])
        book = Casebook.open(casebook.location, author="ada")


def test_a_file_from_before_is_read_as_it_was_meant(casebook: Casebook) -> None:
    note(casebook, "first"), note(casebook, "second")
    tables = json.loads(notes_file(casebook).read_text())
    for record in tables["annotations"].values():
        del record["count"], record["writer"]
    tables["annotations"]["2"]["retracted"] = datetime.now(UTC).isoformat()
    notes_file(casebook).write_text(json.dumps(tables))
    before = Casebook.open(casebook.location, author="ada")
    assert words(before) == ["first"]
    before.redo()
    assert words(before) == words(Casebook.open(casebook.location)) == ["first", "second"]
    assert before.redo() == ()
    assert [one.text for one in before.undo()] == ["second"]
    assert words(before) == ["first"]


def test_all_annotations_of_what_a_search_finds(
    book: Casebook, make_report: Callable[..., Report], make_facts: Callable[[Report], tuple[Fact, ...]]
) -> None:
    report = make_report(" Later they left.", "The Ledger")
    put(book.location, ("KZ-2016-0002", report, make_facts(report)))
    book.refresh()
    first = note(book, "first")
    book.annotate(NOTE, Target("KZ-2016-0002"), text="second")
    book.annotate(TAG, Target(ID), text="third")
    book.notes.edit(first, "fourth")

    def listed(query: str) -> list[tuple[str, str]]:
        return [(one.on.id, one.annotation.text) for one in book.notes.on(book.search(query))]

    assert listed("") == [(ID, "fourth"), (ID, "third"), ("KZ-2016-0002", "second")]
    assert listed("source:ledger") == listed("ledger sort:relevance") == [("KZ-2016-0002", "second")]
    assert listed("source:nobody") == []


def test_show_and_export_tell_edits_and_replies(casebook: Casebook) -> None:
    asked = note(casebook, "who counted?")
    answer = casebook.notes.reply(asked, "the clinic")
    casebook.notes.edit(asked, "who counted them?")
    page = CliRunner().invoke(kztui, ["show", ID, "--casebook", casebook.location]).stdout.splitlines()
    assert page[-2].startswith("who counted them?  (ada, edited ")
    assert page[-1].startswith("  the clinic  (ada, ")
    shown = json.loads(CliRunner().invoke(kztui, ["show", ID, "--json", "--casebook", casebook.location]).stdout)
    told = [(one["id"], one["text"], one["edited"], one["answers"]) for one in shown["annotations"]]
    assert told == [(asked.id, "who counted them?", True, None), (answer.id, "the clinic", False, asked.id)]


def test_all_who_look_at_once_see_what_was_just_written(book: Casebook) -> None:
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    seen: list[int] = []
    try:
        for number in range(40):
            book.annotate(TAG, Target(ID), text=f"t{number}")
            looking = [Thread(target=lambda tag=f"tag:t{number}": seen.append(found(book, tag))) for _ in range(3)]
            for one in looking:
                one.start()
            for one in looking:
                one.join()
    finally:
        sys.setswitchinterval(before)
    assert seen == [1] * 120
