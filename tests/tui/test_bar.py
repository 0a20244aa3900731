"""The bar at the right edge of a pane."""

import pytest
from textual.pilot import Pilot

from kztui.tui.widgets.source_view import SourceView

from .conftest import draw, settle


@pytest.fixture
async def source(pilot: Pilot[None]) -> SourceView:
    """The report of the second incident, whose lines do not fit the pane of a small terminal."""
    await pilot.resize_terminal(100, 16)
    await pilot.press("end", "enter", "tab")
    return (await settle(pilot)).query_one(SourceView)


async def pull(pilot: Pilot[None], source: SourceView, start: int, end: int) -> None:
    """Take hold of the bar in a row of the pane's lines, draw it to another, and let go."""
    at = source.content_region
    await pilot.mouse_down(offset=(at.right - 1, at.y + start))
    await draw(pilot, (at.right - 1, at.y + end))
    await pilot.mouse_up(offset=(at.right - 1, at.y + end))
    await pilot.pause()


async def test_its_thumb_is_where_the_lines_are(pilot: Pilot[None], source: SourceView) -> None:
    rows = source.size.height
    for top in (0, source.max_scroll_y):
        source.scroll_to(y=top, animate=False)
        await pilot.pause()
        thumb = [y for y in range(rows) if source.render_line(y).text.endswith("▐")]
        assert 0 < len(thumb) < rows
        assert (thumb[-1] + 1 if top else thumb[0]) == (rows if top else source.HEADING_LINES)


async def test_the_mouse_pulls_it_and_marks_no_words(pilot: Pilot[None], source: SourceView) -> None:
    await pull(pilot, source, 0, source.size.height - 1)
    assert source.scroll_offset.y == source.max_scroll_y
    await pull(pilot, source, source.size.height - 1, 0)
    assert source.scroll_offset.y == 0
    assert source.marked is None


async def test_taking_hold_of_it_keeps_the_words_that_are_marked(pilot: Pilot[None], source: SourceView) -> None:
    await pilot.press("m")
    marked = source.marked
    assert marked
    await pull(pilot, source, 0, source.size.height - 1)
    assert source.marked == marked
