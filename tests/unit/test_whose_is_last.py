"""What counts is the order in which records were made, not what the clocks say; and one id is given once."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from kztui.casebook import Casebook
from kztui.model.annotation import Annotation, AnnotationKind, Target, Verdict, annotation
from kztui.model.fact import Fact, Field
from kztui.model.incident import INCIDENT_ID, Incident, new_id, serial_id
from kztui.model.report import Report
from kztui.store.base import Batch
from kztui.store.opening import open_store

ID = "KZ-2016-0001"
YEAR = timedelta(365)


def opened(book: Casebook, author: str = "ada") -> Casebook:
    return Casebook.open(book.location, author=author)


def killed(book: Casebook) -> Fact:
    return next(fact for fact in book.incident(ID).facts if fact.field is Field.KILLED)


def verdict(book: Casebook, said: Verdict, author: str, ahead: timedelta = timedelta()) -> Annotation:
    made = annotation(AnnotationKind.VERDICT, Target(ID, killed(book).id), author, verdict=said)
    return replace(made, created=datetime.now(UTC) + ahead)


@pytest.mark.parametrize("ahead", [YEAR, -YEAR])
def test_the_later_verdict_counts_whatever_the_clock_says(casebook: Casebook, ahead: timedelta) -> None:
    opened(casebook, "bo").notes.add(verdict(casebook, Verdict.CONFIRMED, "bo", ahead))
    opened(casebook).notes.add(verdict(casebook, Verdict.REJECTED, "ada"))
    for book in (casebook, opened(casebook)):
        book.refresh()
        assert book.summary(ID).killed is None
    assert opened(casebook).check() == ()


def test_a_record_that_is_dated_ahead_does_not_stop_redo(casebook: Casebook) -> None:
    casebook.notes.add(verdict(casebook, Verdict.REJECTED, "ada", YEAR))
    casebook.undo()
    assert [one.verdict for one in opened(casebook).redo()] == [Verdict.REJECTED]


def test_records_are_counted_on_across_casebooks_and_restarts(casebook: Casebook) -> None:
    made = [opened(casebook).annotate(AnnotationKind.NOTE, Target(ID), text=str(number)) for number in range(3)]
    assert [one.count for one in made] == [1, 2, 3]
    assert len({one.writer for one in made}) == 1
    assert made[0].writer


def test_a_verdict_names_the_one_that_it_supersedes(casebook: Casebook) -> None:
    first = casebook.notes.add(verdict(casebook, Verdict.CONFIRMED, "ada"))
    second = casebook.notes.add(verdict(casebook, Verdict.REJECTED, "ada"))
    assert (first.supersedes, second.supersedes) == ("", first.id)


def test_verdicts_of_two_who_did_not_know_of_each_other_are_a_conflict(casebook: Casebook) -> None:
    first = casebook.notes.add(verdict(casebook, Verdict.CONFIRMED, "ada"))
    apart = [
        replace(verdict(casebook, said, author), count=2, writer=author, supersedes=first.id)
        for said, author in ((Verdict.REJECTED, "bo"), (Verdict.CONFIRMED, "cy"))
    ]
    store = open_store(casebook.location)
    with store.transaction(store.version()) as transaction:
        transaction.append(Batch(annotations=tuple(apart)))
    (said,) = opened(casebook).check()
    assert f"incident {ID}: bo and cy decided differently" in said
    after = opened(casebook)
    after.notes.add(verdict(casebook, Verdict.REJECTED, "ada"))
    assert after.summary(ID).killed is None


def test_two_splits_at_once_get_two_ids(casebook: Casebook) -> None:
    facts = [fact.id for fact in casebook.incident(ID).facts]
    books = [opened(casebook, author) for author in ("ada", "bo")]
    for book in books:
        book.prepare()
    made = [book.decisions.split(ID, [fact]).into for book, fact in zip(books, facts, strict=False)]
    assert len({*made, ID}) == 3
    assert {row.id for row in opened(casebook).search().rows(0, 9)} == {*made, ID}


def test_a_split_and_an_import_at_once_get_two_ids(
    casebook: Casebook, make_report: Callable[..., Report], make_facts: Callable[[Report], tuple[Fact, ...]]
) -> None:
    importing, splitting = opened(casebook), opened(casebook, "bo")
    importing.prepare(), splitting.prepare()
    split = splitting.decisions.split(ID, [casebook.incident(ID).facts[0].id]).into
    report = make_report(" More.")
    assert importing.add([(report, [make_facts(report)])]).incidents == 1
    rows = {row.id for row in opened(casebook).search().rows(0, 9)}
    assert len(rows) == 3
    assert {ID, split} < rows


def test_an_id_follows_from_the_first_evidence_and_is_lengthened_when_it_is_taken(
    make_report: Callable[..., Report], make_facts: Callable[[Report], tuple[Fact, ...]]
) -> None:
    report = make_report()
    facts, sources = make_facts(report), {report.id: report.source}
    first = new_id(facts, sources, lambda _: False)
    assert first == new_id(facts, sources, lambda _: False)
    assert first.startswith("KZ-2016-")
    assert INCIDENT_ID.fullmatch(first)
    assert not first[8:].isdigit()
    second = new_id(facts, sources, {first}.__contains__)
    assert (second[:-1], len(second)) == (first, len(first) + 1)
    by_hand = {new_id((), {}, lambda _: False) for _ in range(20)}
    assert len(by_hand) == 20
    assert all(one.startswith("XX-0000-") for one in by_hand)
    assert serial_id(facts, sources, {"KZ-2016-0001"}.__contains__) == "KZ-2016-0002"
    assert Incident(first).reports == ()
