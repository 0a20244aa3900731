"""Text written by strangers reaches the terminal as text only."""

from datetime import date
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.segment import Segment
from textual.pilot import Pilot

from kztui.casebook import Casebook
from kztui.model.annotation import AnnotationKind, Target, Verdict
from kztui.model.fact import Field, Place
from kztui.tui.app import KztuiApp
from kztui.tui.widgets.incident_list import IncidentList
from kztui.tui.widgets.source_view import SourceView
from tests.files import put

from .conftest import settle
from .world import fact, report


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


async def test_no_markup_of_a_place_is_obeyed_in_a_title(pilot: Pilot[None], casebook: Casebook) -> None:
    place = casebook.incident("KZ-2012-0001").facts[2]
    evil = Place("[@click=app.quit]Kulsary[/]", "KZ")
    target = Target("KZ-2012-0001", place.id)
    casebook.annotate(AnnotationKind.VERDICT, target, verdict=Verdict.CORRECTED, value=evil)
    (await settle(pilot)).context.reread()
    await settle(pilot)
    await pilot.press("j")
    await settle(pilot)
    for key in ("exclamation_mark", "t", "M"):
        await pilot.press(key)
        await settle(pilot)
        painted = segments_of(pilot)
        assert "[@click=app.quit]Kulsary[/]" in "".join(segment.text for segment in painted)
        assert not [segment for segment in painted if segment.style and "@click" in segment.style.meta]
        await pilot.press("escape")
        await settle(pilot)


async def test_every_line_is_as_wide_as_its_pane(pilot: Pilot[None]) -> None:
    await pilot.press("j")
    browse = await settle(pilot)
    for pane in browse.query("LinesView").results(SourceView):
        widths = {pane.render_line(y).cell_length for y in range(pane.size.height)}
        assert widths == {pane.size.width}


@pytest.mark.parametrize(
    "name",
    ["漢字町", "👩🏽‍🚒 ⚠️", "Семей 👩‍👩‍👧 🔥", "и\u0306и\u0306 Z\u0336a\u0336lgo\u0336", "🇰🇿" * 9, "\u200b\u200d"],
)
async def test_columns_stand_in_line_whatever_the_letters(tmp_path: Path, name: str) -> None:
    told = report("A fire broke out in a shop and killed two people.", published=date(2016, 6, 6))
    facts = (
        fact(told, Field.TYPE, "fire", "arson"),
        fact(told, Field.PLACE, "in a shop", Place(name, "KZ")),
        fact(told, Field.KILLED, "two people", 2),
    )
    put(tmp_path / "incidents.json", ("KZ-2016-0001", told, facts))
    casebook = Casebook.open(tmp_path / "incidents.json")
    casebook.annotate(AnnotationKind.TAG, Target("KZ-2016-0001"), text="名🔥")
    async with KztuiApp(casebook, look_every=3600).run_test(size=(239, 36)) as pilot:
        await settle(pilot)
        await pilot.press("z")
        view = (await settle(pilot)).query_one(IncidentList)
        heading = view.render_line(0).text
        for title, cell in (("Type", "arson "), ("K", "2 "), ("Tags", "#名🔥 ")):
            at = heading.index(title)
            assert view.render_line(1).crop(at, at + cell_len(cell)).text == cell
