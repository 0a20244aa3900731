"""Text written by strangers reaches the terminal as text only."""

from rich.segment import Segment
from textual.pilot import Pilot

from kztui.tui.widgets.source_view import SourceView

from .conftest import settle


def segments_of(pilot: Pilot[None]) -> list[Segment]:
    """Return all that the screen paints."""
    return [segment for strip in pilot.app.screen._compositor.render_strips() for segment in strip]


async def test_no_control_character_and_no_action_comes_from_a_report(pilot: Pilot[None]) -> None:
    await pilot.press("j")
    browse = await settle(pilot)
    source = browse.query_one(SourceView)
    painted = "".join(segment.text for segment in segments_of(pilot))
    assert "␛]0;owned␇" in painted
    assert "[@click=app.quit]press[/]" in painted
    assert "Fire [b]in[/b] Құлсары" in painted
    assert not any(ord(letter) < 32 or 0x7F <= ord(letter) < 0xA0 or letter == "\u202e" for letter in painted)
    actions = [s for s in segments_of(pilot) if s.style and "@click" in s.style.meta]
    assert not actions
    assert source.report


async def test_every_line_is_as_wide_as_its_pane(pilot: Pilot[None]) -> None:
    await pilot.press("j")
    browse = await settle(pilot)
    for pane in browse.query("LinesView").results(SourceView):
        widths = {pane.render_line(y).cell_length for y in range(pane.size.height)}
        assert widths == {pane.size.width}
