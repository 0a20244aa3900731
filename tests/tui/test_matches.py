"""Going from one searched word to the next in the reports of an incident."""

import pytest
from textual.pilot import Pilot
from textual.strip import Strip

from kztui.tui.screens.browse import BrowseScreen
from kztui.tui.widgets.annotation_list import AnnotationList
from kztui.tui.widgets.bars import KeyBar, StatusLine
from kztui.tui.widgets.fact_list import FactList
from kztui.tui.widgets.incident_list import IncidentList
from kztui.tui.widgets.lines_view import LinesView
from kztui.tui.widgets.rows_view import RowsView
from kztui.tui.widgets.source_view import SourceView

from .conftest import settle
from .test_browse import lines_of


async def matched(pilot: Pilot[None]) -> tuple[str, str]:
    """Return the report that is shown and, in capitals, the match that the reader is at within its line."""
    source = (await settle(pilot)).query_one(SourceView)
    words, here = "", source.style_of("match").bgcolor
    line = source.render_line(1 + source.item_lines(source.cursor)[0] - source.scroll_offset.y)
    for segment in line.crop(0, source.line_width):
        match = segment.style and segment.style.bgcolor == here
        words += segment.text.upper() if match else segment.text
    return source.report.publisher if source.report else "", words.strip()


async def say(pilot: Pilot[None]) -> str:
    return (await settle(pilot)).query_one(StatusLine).message


async def search(pilot: Pilot[None], query: str) -> BrowseScreen:
    await pilot.press("slash", *query, "enter")
    return await settle(pilot)


@pytest.mark.parametrize("lines", [1, 2])
async def test_a_line_parts_what_happened_from_what_is_only_named(pilot: Pilot[None], lines: int) -> None:
    if lines == 2:
        await pilot.press("L")
    browse = await search(pilot, "blast OR shopkeeper ")
    incidents = browse.query_one(IncidentList)
    await pilot.press("escape")
    browse.set_focus(incidents)
    await settle(pilot)
    shown = [" ".join(line.split()) for line in lines_of(incidents)]
    border = "1 more has it only elsewhere in its reports"
    assert shown.index(border) == 1 + lines
    assert "Taraz" in shown[1]
    assert "Aktobe" in shown[2 + lines]
    if lines == 2:
        assert "shopkeeper" in shown[5]
    await pilot.press("down")
    assert incidents.current == "KZ-2016-0001"
    await pilot.click(incidents, offset=(5, 1 + lines))
    assert incidents.current == "KZ-2016-0001"
    await pilot.click(incidents, offset=(5, 1))
    assert incidents.current == "KZ-2011-0001"
    await pilot.press("pagedown")
    assert incidents.current == "KZ-2016-0001"


def painted(pane: LinesView) -> list[Strip]:
    return pane.render_lines(pane.size.region)


@pytest.mark.parametrize("key", ["t", "backspace"])
async def test_only_lines_on_which_others_are_marked_are_painted_again(
    pilot: Pilot[None], monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    browse = await search(pilot, "blas")
    await pilot.press("escape", "slash")
    await settle(pilot)
    panes = [browse.query_one(FactList), browse.query_one(SourceView), browse.query_one(AnnotationList)]
    again: list[LinesView] = []
    render = LinesView.render_line

    def noted(pane: LinesView, y: int) -> Strip:
        again.append(pane)
        return render(pane, y)

    monkeypatch.setattr(LinesView, "render_line", noted)
    before = [painted(pane) for pane in panes]
    again.clear()
    await pilot.press(key)
    await settle(pilot)
    now = [painted(pane) for pane in panes]
    assert now != before
    assert sum(map(again.count, panes)) < 10  # of 35 lines
    for pane in panes:
        pane.refresh()
    assert now == [painted(pane) for pane in panes]


async def test_no_line_parts_a_list_that_is_all_told(pilot: Pilot[None]) -> None:
    for query in ("blast", "shopkeeper", ""):
        browse = await search(pilot, query)
        assert not any("more ha" in line for line in lines_of(browse.query_one(IncidentList)))
        await pilot.press("slash", "ctrl+u", "escape")


async def test_n_goes_through_the_reports_and_around(pilot: Pilot[None]) -> None:
    browse = await search(pilot, "prosecutor june ")
    assert isinstance(browse.focused, FactList)
    await pilot.press("n")
    assert await matched(pilot) == ("Harbour Wire", "2  Twelve of the dead were guards, a PROSECUTOR said.")
    assert isinstance((await settle(pilot)).focused, SourceView)
    await pilot.press("n")
    assert await matched(pilot) == ("Ledger", "regional PROSECUTOR said on Friday.")
    await pilot.press("n")
    assert (await matched(pilot))[0] == "Ledger"
    assert "JUNE" in (await matched(pilot))[1]
    await pilot.press("n")
    assert await matched(pilot) == ("Harbour Wire", "2  Twelve of the dead were guards, a PROSECUTOR said.")


async def test_capital_n_goes_back(pilot: Pilot[None]) -> None:
    await search(pilot, "aktobe suspect ")
    seen = []
    for key in ("n", "т", "n", "n", "N", "Т"):
        await pilot.press(key)
        seen.append((await say(pilot), (await matched(pilot))[0]))
    assert seen == [
        ("Match 1 of 4", "Harbour Wire"),
        ("Match 2 of 4", "Harbour Wire"),
        ("Match 3 of 4", "Ledger"),
        ("Match 4 of 4", "Ledger"),
        ("Match 3 of 4", "Ledger"),
        ("Match 2 of 4", "Harbour Wire"),
    ]


async def test_a_word_that_only_a_note_holds_is_not_in_the_source(pilot: Pilot[None]) -> None:
    await pilot.press("a", *"verify", "enter")
    await settle(pilot)
    await search(pilot, "verify ")
    await pilot.press("n")
    assert await say(pilot) == "No match in these reports."
    await pilot.press("slash", "x")
    assert await say(pilot) == ""


@pytest.mark.parametrize(("query", "hint"), [("aktobe", True), ("killed:>1", False)])
async def test_the_footer_offers_matches_only_where_words_are_searched(
    pilot: Pilot[None], query: str, hint: bool
) -> None:
    browse = await search(pilot, query)
    browse.query_one(StatusLine).message = ""
    assert ("nN match" in str(browse.query_one(KeyBar).render())) is hint
    await pilot.press("n")
    assert (await say(pilot)).startswith("Match 1" if hint else "Search for a word first")


async def test_searched_words_are_marked_in_facts_and_notes(pilot: Pilot[None]) -> None:
    await pilot.press("a", *"ask the prosecutor", "enter")
    browse = await search(pilot, "prosecu")

    def marked(pane: RowsView) -> set[str]:
        hit = pane.style_of("hit").color
        lines = [pane.render_line(y) for y in range(pane.size.height)]
        told = {part.text.strip() for line in lines for part in line if part.style and part.style.color == hit}
        return told - {"▐", "Facts by source"}

    assert marked(browse.query_one(FactList)) == marked(browse.query_one(AnnotationList)) == {"prosecu"}
    await pilot.press("slash", *["backspace"] * 7, "enter")
    await settle(pilot)
    assert marked(browse.query_one(FactList)) == marked(browse.query_one(AnnotationList)) == set()


async def test_the_status_line_says_why_an_incident_was_found(pilot: Pilot[None]) -> None:
    for query, why in (
        ("aktobe", "found in place Aktobe, Aktobe Region"),
        ("wedding OR shopkeeper", "found in Ledger, p2"),
    ):
        browse = await search(pilot, query)
        await pilot.press("escape")
        browse = await settle(pilot)
        assert browse.query_one(StatusLine).about.startswith(why)
