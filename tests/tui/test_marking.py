"""Marking words by keyboard and mouse, and what is made of them."""

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from kztui.casebook import Casebook
from kztui.errors import UserError
from kztui.model.annotation import AnnotationKind
from kztui.model.fact import Evidence, Field, Qualifier, Side
from kztui.model.report import Paragraph, Report
from kztui.present.corrections import new_fact
from kztui.present.marking import Mark, Unit, grown, mark_at, mark_between, moved, stretched
from kztui.tui.widgets.fact_list import FactList
from kztui.tui.widgets.source_view import SourceView

from .conftest import draw, settle
from .test_annotating import message
from .test_browse import lines_of

TEXT = "One guard fled. Two half-blind men did not, 1,500 said.\n\nNext. Last."
REPORT = Report("r-1", TEXT, (Paragraph(1, 0, 55), Paragraph(2, 57, 68)))


def said(mark: Mark) -> str:
    return TEXT[mark.start : mark.end]


def walked(mark: Mark, motion: Callable[[Report, Mark, int], Mark], *steps: int) -> list[str]:
    marks = []
    for step in steps:
        mark = motion(REPORT, mark, step)
        marks.append(said(mark))
    return marks


def test_a_mark_grows_from_word_to_sentence_to_paragraph_and_back_to_its_word() -> None:
    mark = mark_at(REPORT, TEXT.index("half"))
    steps = [mark := grown(REPORT, mark) for _ in range(3)]
    assert [said(step) for step in steps] == ["Two half-blind men did not, 1,500 said.", TEXT[:55], "half-blind"]


def test_a_mark_goes_by_what_it_has_grown_to_also_into_other_paragraphs() -> None:
    word = mark_at(REPORT, 0)
    assert walked(word, moved, 1, 1, 1, -1, -1, -1, -1) == ["guard", "fled", "Two", "fled", "guard", "One", "One"]
    sentence = grown(REPORT, word)
    assert walked(sentence, moved, 1, 1, 1, 1)[1:] == ["Next.", "Last.", "Last."]
    paragraph = grown(REPORT, sentence)
    assert walked(paragraph, moved, 1, -1) == ["Next. Last.", TEXT[:55]]


def test_a_mark_stretches_by_what_it_has_grown_to_within_its_paragraph() -> None:
    word = mark_at(REPORT, TEXT.index("did"))
    assert walked(word, stretched, 1, 1, 1, 1) == [
        "did not",
        "did not, 1,500",
        "did not, 1,500 said",
        "did not, 1,500 said",
    ]
    assert walked(word, stretched, 1, -1, -1) == ["did not", "did", "did"]
    sentence = mark_at(REPORT, 0, Unit.SENTENCE)
    assert walked(sentence, stretched, 1, -1) == [TEXT[:55], "One guard fled."]


def test_the_mouse_marks_whole_words() -> None:
    assert said(mark_between(REPORT, 2, TEXT.index("rd fled"))) == "One guard"
    assert said(mark_between(REPORT, TEXT.index("en did"), TEXT.index("alf"))) == "half-blind men"
    assert said(mark_between(REPORT, TEXT.index("aid."), 59)) == "said.\n\nNext"


WORDS = Evidence("r-1", 1, 0, 9, "two lorries")


def test_a_fact_takes_its_value_from_what_is_typed_or_from_the_words() -> None:
    killed = new_fact("killed at least 20", WORDS)
    assert (killed.field, killed.value, killed.qualifier) == (Field.KILLED, 20, Qualifier.AT_LEAST)
    assert new_fact("weapon", WORDS).value == "two lorries"
    victims = new_fact("killed at least 8 victims", WORDS)
    assert (victims.value, victims.qualifier, victims.side) == (8, Qualifier.AT_LEAST, Side.VICTIM)
    assert victims.id != new_fact("killed at least 8", WORDS).id
    assert new_fact("claimed-by: nobody", WORDS).value == "nobody"
    assert killed.origin == "analyst"


@pytest.mark.parametrize("text", ["", "colour red", "killed", "date soon"])
def test_a_fact_that_makes_no_sense_is_refused(text: str) -> None:
    with pytest.raises(UserError, match=r"field|number|date"):
        new_fact(text, WORDS)


async def test_marked_words_become_a_fact_that_counts(pilot: Pilot[None], casebook: Casebook) -> None:
    browse = await settle(pilot)
    await pilot.press("right_square_bracket", "l", "l", "G", "m")
    source = browse.query_one(SourceView)
    assert source.marked
    for _ in range(20):
        if source.marked and source.marked.exact != "nine":
            await pilot.press("b")
    await pilot.press("e", "F", *"wounded about 11", "enter")
    browse = await settle(pilot)
    assert message(browse) == "Fact saved.  u undoes it."
    (added,) = casebook.annotations("KZ-2016-0001")
    assert added.kind is AnnotationKind.FACT
    assert added.fact
    assert added.fact.evidence.exact == "nine wounded"
    assert any(
        "wounded" in row and "11 (9 to 11)" in row and "!" in row for row in lines_of(browse.query_one(FactList))
    )
    assert browse.query_one(FactList).current == added.fact
    await pilot.press("u")
    browse = await settle(pilot)
    assert message(browse) == "Undone on KZ-2016-0001: fact wounded about 11"
    assert not any("11" in row for row in lines_of(browse.query_one(FactList)))


async def test_a_note_on_marked_words_keeps_the_quote_and_its_place(pilot: Pilot[None], casebook: Casebook) -> None:
    await pilot.press("enter", "enter", "m", "m", "a", *"hm", "enter")
    await settle(pilot)
    (note,) = casebook.annotations("KZ-2016-0001")
    assert note.target.evidence
    words = note.target.evidence
    assert words.exact.startswith("Armed men attacked a depot")
    assert casebook.report(words.report).text[words.start : words.end] == words.exact


async def test_escape_drops_the_mark_first(pilot: Pilot[None]) -> None:
    await pilot.press("enter", "enter", "m")
    browse = await settle(pilot)
    source = browse.query_one(SourceView)
    assert source.marked
    await pilot.press("escape")
    assert source.marked is None
    assert browse.focused is source


async def test_the_mouse_marks_what_it_is_dragged_over(pilot: Pilot[None]) -> None:
    browse = await settle(pilot)
    source = browse.query_one(SourceView)
    line = next(y for y, text in enumerate(lines_of(source)) if text.startswith(" 1 "))
    await pilot.mouse_down(SourceView, offset=(6, line))
    await draw(pilot, (4 + 9, line), SourceView)
    await pilot.mouse_up(SourceView, offset=(4 + 9, line))
    assert source.marked
    assert source.marked.exact == "Armed men"
    await pilot.hover(SourceView, offset=(4 + 20, line))
    assert source.marked.exact == "Armed men"
    await pilot.click(SourceView, offset=(5, line))
    assert source.marked is None


async def test_two_clicks_mark_a_word_and_three_its_sentence(pilot: Pilot[None]) -> None:
    browse = await settle(pilot)
    source = browse.query_one(SourceView)
    line = next(y for y, text in enumerate(lines_of(source)) if text.startswith(" 1 "))
    for times, words in ((2, "men"), (3, "Armed men attacked a depot on the edge of Aktobe on Sunday")):
        await pilot.click(SourceView, offset=(4 + 7, line), times=times)
        await settle(pilot)
        assert source.marked
        assert source.marked.exact.startswith(words)
    assert browse.focused is source
