"""Exporting from the screen: what was found, or what is marked, in any format."""

from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Static

from kztui.casebook import Casebook
from kztui.tui.widgets.incident_list import IncidentList

from .conftest import settle
from .test_annotating import message

BLAST = "KZ-2011-0001"


async def export(pilot: Pilot[None], line: str) -> str:
    """Export as a line says; return what is said then."""
    await pilot.press("W", "ctrl+u", *line, "enter")
    return message(await settle(pilot))


async def test_what_was_found_goes_to_a_file(pilot: Pilot[None], casebook: Casebook, tmp_path: Path) -> None:
    await pilot.press("slash", *"taraz", "escape")
    await settle(pilot)
    path = tmp_path / "found.csv"
    assert (await export(pilot, f"csv {path}")).startswith(f"Written to {path}. 1 incident without the words")
    assert [line.split(",")[0] for line in path.read_text().splitlines()] == ["id", BLAST]


async def test_the_marked_go_to_a_folder(pilot: Pilot[None], tmp_path: Path) -> None:
    await pilot.press("space", "j", "space")
    marked = (await settle(pilot)).query_one(IncidentList).marked
    assert len(marked) == 2
    said = await export(pilot, f"site {tmp_path / 'pages'}")
    assert said.startswith(f"Written to {tmp_path / 'pages'}.")
    assert {page.stem for page in (tmp_path / "pages" / "incidents").iterdir()} == {*marked}


async def test_what_cannot_be_written_is_said_in_the_window(pilot: Pilot[None], casebook: Casebook) -> None:
    for line, says in (
        ("csv", "write a format and a file"),
        ("none x.txt", "none"),
        (f"csv {casebook.location}", "belongs to the casebook"),
    ):
        await pilot.press("W", "ctrl+u", *line, "enter")
        await settle(pilot)
        assert says in str(pilot.app.screen.query_one("#dialog-message", Static).content)
        await pilot.press("ctrl+u", "escape")
        await settle(pilot)


async def test_what_the_view_of_reports_is_searched_for_changes_nothing(pilot: Pilot[None], tmp_path: Path) -> None:
    await pilot.press("slash", *"taraz", "escape", "4", "slash", "ctrl+u", *"state:read", "enter")
    await settle(pilot)
    path = tmp_path / "found.csv"
    assert (await export(pilot, f"csv {path}")).startswith(f"Written to {path}. 1 incident without the words")
    assert [line.split(",")[0] for line in path.read_text().splitlines()] == ["id", BLAST]


async def test_enter_again_replaces_what_is_there(pilot: Pilot[None], tmp_path: Path) -> None:
    path, other = tmp_path / "found.csv", tmp_path / "other.csv"
    path.write_text("mine")
    other.write_text("mine, too")
    await pilot.press("E", "ctrl+u", *f"csv {path}", "enter")
    await settle(pilot)
    said = str(pilot.app.screen.query_one("#dialog-message", Static).content)
    assert said == f"Not written: {path} exists: enter again replaces it"
    assert path.read_text() == "mine"
    await pilot.press("ctrl+u", *f"csv {other}", "enter")  # what was said of one file counts for no other
    await settle(pilot)
    assert other.read_text() == "mine, too"
    await pilot.press("enter")
    assert message(await settle(pilot)).startswith(f"Written to {other}.")
    assert other.read_text().startswith("id,")


async def test_a_folder_of_an_export_is_replaced_and_no_other_one(pilot: Pilot[None], tmp_path: Path) -> None:
    pages, mine = tmp_path / "pages", tmp_path / "mine"
    await export(pilot, f"site {pages}")
    mine.mkdir()
    (mine / "letter.txt").touch()
    for folder, says in ((pages, "exists: enter again replaces it"), (mine, "holds more than an export")):
        await pilot.press("E", "ctrl+u", *f"site {folder}", "enter")
        await settle(pilot)
        assert says in str(pilot.app.screen.query_one("#dialog-message", Static).content)
        await pilot.press("ctrl+u", "escape")
        await settle(pilot)


async def test_the_line_takes_the_options_that_it_offers(pilot: Pilot[None], tmp_path: Path) -> None:
    short, whole = tmp_path / "short.html", tmp_path / "whole.html"
    assert "--full-text gives all of them" in await export(pilot, f"dossier {short}")
    await pilot.press("E", "ctrl+u", *f"dossier {whole} --f", "tab")
    await settle(pilot)
    await pilot.press("enter")
    assert "--full-text" not in message(await settle(pilot))
    assert "relatives waited in the yard" in whole.read_text()
    await pilot.press("E", "ctrl+u", *f"csv {tmp_path / 'x.csv'} --force", "enter")
    await settle(pilot)
    assert "there is no option --force here" in str(pilot.app.screen.query_one("#dialog-message", Static).content)
    assert not [one for one in tmp_path.iterdir() if "--" in one.name]
