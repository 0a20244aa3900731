"""What is done to several incidents at once is one act: undo takes it back as a whole, redo brings it back so."""

import json
from collections.abc import Callable

import pytest

from kztui.casebook import Casebook
from kztui.errors import UserError
from kztui.model.annotation import AnnotationKind, Target
from kztui.model.fact import Fact
from kztui.model.report import Report
from tests.files import notes_file, put

FIRST, SECOND, THIRD = "KZ-2016-0001", "KZ-2016-0002", "KZ-2016-0003"
ALL = [FIRST, SECOND, THIRD]
NOTE, TAG = AnnotationKind.NOTE, AnnotationKind.TAG


@pytest.fixture
def book(
    casebook: Casebook, make_report: Callable[..., Report], make_facts: Callable[[Report], tuple[Fact, ...]]
) -> Casebook:
    """Three incidents, opened by ada."""
    for incident, publisher in ((SECOND, "The Ledger"), (THIRD, "Gazette")):
        report = make_report(f" {publisher} was told so.", publisher)
        put(casebook.location, (incident, report, make_facts(report)))
    return again(casebook)


def again(book: Casebook, author: str = "ada") -> Casebook:
    return Casebook.open(book.location, author=author)


def tagged(book: Casebook, tag: str = "verify") -> list[str]:
    return sorted(row.id for row in book.search(f"tag:{tag} ").rows(0, 9))


def ids(book: Casebook) -> list[str]:
    return sorted(row.id for row in book.search().rows(0, 9))


def test_a_tag_on_several_is_one_act_through_restarts(book: Casebook) -> None:
    book.annotate(NOTE, Target(FIRST), text="before")
    assert len(book.notes.tag(ALL, "#Verify")) == 3
    assert tagged(book) == tagged(again(book)) == ALL
    assert [one.target.incident for one in again(book).undo()] == ALL
    book = again(book)
    assert tagged(book) == []
    assert [one.text for one in book.annotations(FIRST)] == ["before"]
    assert [one.text for one in again(book).redo()] == ["verify"] * 3
    book = again(book)
    assert tagged(book) == ALL
    assert book.redo() == ()
    book.undo()
    assert [one.text for one in again(book).undo()] == ["before"]


def test_a_merge_of_several_is_one_act_through_restarts(book: Casebook) -> None:
    assert len(book.decisions.merge_all(ALL, SECOND)) == 2
    assert ids(book) == ids(again(book)) == [SECOND]
    assert len(again(book).undo()) == 2
    book = again(book)
    assert ids(book) == ALL
    assert len(book.redo()) == 2
    assert ids(book) == ids(again(book)) == [SECOND]


def test_one_that_has_the_tag_is_left_out_of_the_act(book: Casebook) -> None:
    book.annotate(TAG, Target(SECOND), text="verify")
    assert [one.target.incident for one in book.notes.tag(ALL, "verify")] == [FIRST, THIRD]
    assert book.notes.tag(ALL, "verify") == ()
    book.undo()
    assert tagged(book) == [SECOND]


def test_what_became_of_one_of_them_is_undone_before_the_act(book: Casebook) -> None:
    first, *_ = book.notes.tag(ALL, "verify")
    book.notes.edit(first, "doubtful")
    assert (tagged(book), tagged(book, "doubtful")) == ([SECOND, THIRD], [FIRST])
    assert len(book.undo()) == 1
    assert tagged(book) == ALL
    assert len(book.undo()) == 3
    assert [len(book.redo()), len(book.redo())] == [3, 1]
    assert (tagged(book), tagged(book, "doubtful")) == ([SECOND, THIRD], [FIRST])


def test_two_acts_and_two_authors_are_kept_apart(book: Casebook) -> None:
    book.notes.tag(ALL[:2], "verify")
    other = again(book, "bo")
    other.notes.tag(ALL[1:], "court")
    book.refresh()
    book.notes.tag(ALL[1:], "verify")
    book.undo()
    assert (tagged(book), tagged(book, "court")) == (ALL[:2], ALL[1:])
    other.refresh()
    assert len(other.undo()) == 2
    assert (tagged(other), tagged(other, "court")) == (ALL[:2], [])


def test_a_tag_that_is_none_tags_nothing(book: Casebook) -> None:
    with pytest.raises(UserError, match="a tag is one word"):
        book.notes.tag(ALL, "two words")
    with pytest.raises(UserError, match="there is no incident KZ-1999-0001"):
        book.decisions.merge_all([*ALL, "KZ-1999-0001"], FIRST)
    assert ids(book) == ALL
    assert not notes_file(book).exists()


def test_records_of_an_earlier_version_are_acts_of_their_own(book: Casebook) -> None:
    book.notes.tag(ALL, "verify")
    tables = json.loads(notes_file(book).read_text())
    for record in tables["annotations"].values():
        del record["act"]
    notes_file(book).write_text(json.dumps(tables))
    before = again(book)
    assert len(before.undo()) == 1
    assert tagged(before) == ALL[:2]
    assert len(before.redo()) == 1
    assert tagged(before) == ALL
