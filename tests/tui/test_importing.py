"""Documents come in on the screen: named or pasted, looked at, put right, taken, and taken back."""

from datetime import date
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input, Static

from kztui.casebook import Casebook
from kztui.casebook.intake.bringing import bring_in
from kztui.casebook.intake.looking import MOST, Look, Stopped
from kztui.casebook.intake.pool import Pool
from kztui.casebook.intake.sources import entries, pasted
from kztui.model.fact import DateSpan
from kztui.model.report import Report, ReportState
from kztui.present import paths
from kztui.tui.dialogs.import_dialog import FoundView, ImportDialog, progress_words
from kztui.tui.screens.browse import BrowseScreen
from kztui.tui.widgets.choices import ChoiceList
from kztui.tui.widgets.fact_list import FactList
from kztui.tui.widgets.source_view import SourceView
from tests.unit.ingest import documents
from tests.unit.ingest.documents import DEPOT, RAID, STORIES

from .conftest import settle
from .test_annotating import message
from .test_browse import lines_of
from .test_forms import beside, written

TEXT = f"Title: {RAID.title}\nPublisher: {RAID.publisher}\nPublished: {RAID.day}\n\n{RAID.text}"


async def paste(pilot: Pilot[None], text: str) -> None:
    """Paste a text as a terminal does."""
    await pilot.app.on_event(events.Paste(text))
    await settle(pilot)


def said(pilot: Pilot[None]) -> str:
    return str(pilot.app.screen.query_one("#dialog-message", Static).content)


def keys(pilot: Pilot[None]) -> str:
    """Return the keys in the frame of the window."""
    return str(pilot.app.screen.query_one("#dialog").border_subtitle)


def found(pilot: Pilot[None]) -> list[str]:
    return lines_of(pilot.app.screen.query_one(FoundView))


async def test_a_file_is_looked_at_taken_and_taken_back(pilot: Pilot[None], casebook: Casebook, tmp_path: Path) -> None:
    file = tmp_path / "raid.html"
    file.write_text(documents.modern_page(RAID))
    before = casebook.report_count
    await pilot.press("I", *str(file), "enter")
    await settle(pilot)
    assert casebook.report_count == before
    lines = written(pilot)
    assert (lines["title"], lines["publisher"], lines["published"]) == (RAID.title, RAID.publisher, str(RAID.day))
    assert beside(pilot, "title").startswith("from: ")
    assert found(pilot)[0].startswith(" new: ")
    assert "killed 2" in " ".join(found(pilot))
    await pilot.press("enter")
    browse = await settle(pilot)
    assert message(browse).startswith("1 report and 1 incident added")
    assert casebook.report_count == before + 1
    assert browse.dossier
    assert "Alga" in browse.dossier.summary.title
    assert browse.focused is browse.query_one(FactList)
    await pilot.press("u")
    assert message(await settle(pilot)) == f"Undone on “{RAID.title}”: import"
    assert casebook.search("killed:2 alga").count == 0


async def test_a_paste_of_several_lines_on_the_list_offers_to_import_it(pilot: Pilot[None], casebook: Casebook) -> None:
    await paste(pilot, TEXT)
    assert isinstance(pilot.app.screen, ImportDialog)
    assert written(pilot)["from"] == f"pasted text, {len(TEXT):,} letters"
    assert (written(pilot)["publisher"], beside(pilot, "from")) == (RAID.publisher, "")
    text = pilot.app.screen.query_one(SourceView)
    assert any("Two police officers were killed" in line for line in lines_of(text))
    await pilot.press("enter")
    await settle(pilot)
    assert [row.report.publisher for row in casebook.reports.rows(lambda row: row.report.title == RAID.title)] == [
        RAID.publisher
    ]


async def test_a_paste_of_one_line_that_leads_nowhere_does_nothing_on_the_list(
    pilot: Pilot[None], tmp_path: Path
) -> None:
    await paste(pilot, "just some words")
    assert isinstance(pilot.app.screen, BrowseScreen)
    file = tmp_path / "one file.txt"
    file.write_text(TEXT)
    await paste(pilot, f"'{file}'")
    assert isinstance(pilot.app.screen, ImportDialog)
    assert written(pilot)["from"] == f"'{file}'"


async def test_a_head_is_put_right_before_it_is_taken(pilot: Pilot[None], casebook: Casebook) -> None:
    await paste(pilot, RAID.text)
    assert "no publication day: 'Monday' cannot be dated" in " ".join(found(pilot))
    await pilot.press("tab", *"Raid near Alga", "tab", "tab", *"9 March 2016")
    await settle(pilot)
    assert beside(pilot, "published") == "9 March 2016"
    assert not any("cannot be dated" in line for line in found(pilot))
    await pilot.press("enter")
    browse = await settle(pilot)
    (row,) = casebook.reports.rows(lambda row: row.report.title == "Raid near Alga")
    assert (row.report.published, row.report.language) == (date(2016, 3, 9), "en")
    assert browse.dossier
    days = [one.value.start for one in browse.dossier.facts if isinstance(one.value, DateSpan)]
    assert date(2016, 3, 7) in days


async def test_what_joins_a_known_incident_says_what_is_new_in_it(pilot: Pilot[None], casebook: Casebook) -> None:
    await paste(pilot, TEXT)
    await pilot.press("enter")
    browse = await settle(pilot)
    assert browse.dossier
    incident = browse.dossier.incident.id
    await pilot.press("escape", "escape")
    again = RAID.text.replace("Two police officers were killed", "Two police officers died").replace(
        "Three of the attackers were detained in the evening", "Five attackers were detained"
    )
    await paste(pilot, f"Published: {RAID.day}\nPublisher: Other Wire\n\n{again}")
    assert found(pilot)[0].startswith(f" joins {incident}")
    assert "killed 2 (agrees" in " ".join(found(pilot)) or "killed 2 (security" in " ".join(found(pilot))


@pytest.mark.parametrize("where", ["in a line", "in what was found"])
async def test_what_would_join_a_known_incident_can_be_taken_as_a_new_one(
    where: str, pilot: Pilot[None], casebook: Casebook
) -> None:
    await paste(pilot, TEXT)
    assert "ctrl+n" not in keys(pilot)
    await pilot.press("ctrl+n", "enter")
    browse = await settle(pilot)
    assert browse.dossier
    known = browse.dossier.incident
    reports, incidents = casebook.report_count, casebook.incident_count
    again = RAID.text.replace("Two police officers were killed", "Two police officers died")
    await pilot.press("escape", "escape")
    await paste(pilot, f"Published: {RAID.day}\nPublisher: Other Wire\n\n{again} Shops stayed shut.")
    assert found(pilot)[0].startswith(f" joins {known.id}")
    assert "ctrl+n as a new incident" in keys(pilot)
    if where == "in a line":
        await pilot.press("ctrl+n")
    else:
        pilot.app.screen.query_one(FoundView).focus()
        await pilot.press("n")
    browse = await settle(pilot)
    assert message(browse).startswith("1 report and 1 incident added. ")
    assert browse.dossier
    assert browse.dossier.incident.id != known.id
    assert [one.publisher for one in browse.dossier.reports] == ["Other Wire"]
    assert (casebook.report_count, casebook.incident_count) == (reports + 1, incidents + 1)
    assert casebook.incident(known.id) == known
    await pilot.press("u")
    assert message(await settle(pilot)).startswith("Undone")
    assert (casebook.reports.counts()[ReportState.SET_ASIDE], casebook.incident_count) == (1, incidents)
    assert casebook.incident(known.id) == known
    await pilot.press("U")
    await settle(pilot)
    assert (casebook.reports.counts()[ReportState.SET_ASIDE], casebook.incident_count) == (0, incidents + 1)
    assert casebook.incident(known.id) == known


async def test_what_is_known_already_is_said_and_changes_nothing(pilot: Pilot[None], casebook: Casebook) -> None:
    await paste(pilot, TEXT)
    await pilot.press("enter")
    await settle(pilot)
    before = casebook.report_count
    await pilot.press("escape", "escape")
    await paste(pilot, TEXT)
    assert found(pilot)[0].strip() == "known already"
    await pilot.press("enter")
    assert "known already" in message(await settle(pilot))
    assert casebook.report_count == before


async def test_a_text_of_one_line_is_a_document(pilot: Pilot[None], casebook: Casebook) -> None:
    before = casebook.report_count
    await paste(pilot, "A policeman was killed and two were wounded in Kyzylorda on 3 May 2016.")
    assert isinstance(pilot.app.screen, ImportDialog)
    assert "killed 1" in " ".join(found(pilot))
    await pilot.press("enter")
    await settle(pilot)
    assert casebook.report_count == before + 1


async def test_what_was_set_aside_comes_back(pilot: Pilot[None], casebook: Casebook) -> None:
    await paste(pilot, TEXT)
    await pilot.press("enter")
    await settle(pilot)
    there = casebook.incident_count
    await pilot.press("u")
    await settle(pilot)
    assert casebook.incident_count == there - 1
    await paste(pilot, TEXT)
    assert found(pilot)[0].strip() == "was set aside: comes back"
    await pilot.press("enter")
    said = message(await settle(pilot))
    assert said.startswith("1 report brought back that had been set aside, and 1 incident with it")
    assert casebook.incident_count == there


async def test_a_folder_is_listed_report_by_report_with_what_cannot_be_read(
    pilot: Pilot[None], casebook: Casebook, tmp_path: Path
) -> None:
    folder = tmp_path / "inbox"
    folder.mkdir()
    for number, story in enumerate(STORIES[:3]):
        (folder / f"{number}.html").write_text(documents.modern_page(story))
    (folder / "broken.docx").write_bytes(b"PK\x03\x04broken")
    before = casebook.report_count
    await pilot.press("I", *str(folder), "enter")
    await settle(pilot)
    rows = found(pilot)
    assert [STORIES[number].title[:20] in rows[number] for number in range(3)] == [True] * 3
    assert "broken.docx" in "".join(row.strip() for row in rows)
    assert said(pilot).startswith("3 reports to take")
    first = lines_of(pilot.app.screen.query_one(SourceView))
    await pilot.press("down")
    await settle(pilot)
    assert lines_of(pilot.app.screen.query_one(SourceView)) != first
    await pilot.press("enter")
    assert message(await settle(pilot)).startswith("3 reports and ")
    assert casebook.report_count == before + 3


@pytest.mark.parametrize("end", ["", "/"])
async def test_after_reading_a_folder_the_keys_move_among_its_reports(
    pilot: Pilot[None], casebook: Casebook, tmp_path: Path, end: str
) -> None:
    folder = tmp_path / "inbox"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(f"A bomb killed {number + 2} men in Taraz on {number + 1} May 2019.")
    before = casebook.report_count
    await pilot.press("I", *f"{folder}{end}")
    await settle(pilot)
    assert pilot.app.screen.query_one(ChoiceList).display
    await pilot.press("enter")
    await settle(pilot)
    list_of_reports = pilot.app.screen.query_one(FoundView)
    assert not pilot.app.screen.query_one(ChoiceList).display
    for key, at in (("j", 1), ("down", 2), ("k", 1), ("up", 0)):
        await pilot.press(key)
        await settle(pilot)
        assert list_of_reports.cursor == at
    assert pilot.app.screen.query_one(Input).value == f"{folder}{end}"
    await pilot.press("down", "enter")
    await settle(pilot)
    assert casebook.report_count == before + 3


async def test_after_reading_one_document_nothing_is_offered_that_throws_it_away(
    pilot: Pilot[None], casebook: Casebook, tmp_path: Path
) -> None:
    file = tmp_path / "claim.txt"
    file.write_text("A bomb killed two men in Taraz on 2 May 2019, police said.")
    (tmp_path / "claim.txt.old").write_text("Nothing happened.")
    before = casebook.report_count
    await pilot.press("I", *str(file))
    await settle(pilot)
    assert pilot.app.screen.query_one(ChoiceList).display
    await pilot.press("enter")
    await settle(pilot)
    assert not pilot.app.screen.query_one(ChoiceList).display
    await pilot.press("down", "enter")
    await settle(pilot)
    assert casebook.report_count == before + 1


async def test_tab_goes_from_the_reports_of_a_folder_to_the_text(pilot: Pilot[None], tmp_path: Path) -> None:
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "1.txt").write_text("A bomb killed two men in Taraz on 2 May 2019.")
    (folder / "2.txt").write_text("Three women were wounded by gunmen in Aktobe on 5 July 2018.")
    await pilot.press("I", *str(folder), "enter")
    await settle(pilot)
    assert said(pilot) == "2 reports to take"
    assert keys(pilot) == "enter take  ↑↓ reports  tab text  esc close"
    assert [row.strip("▐ ").partition("”")[0] for row in found(pilot)[:2]] == [
        "“A bomb killed two men in Taraz on 2 May 2019.",
        "“Three women were wounded by gunmen in Aktobe on 5 July 2018.",
    ]
    await pilot.press("down")
    await settle(pilot)
    text = pilot.app.screen.query_one(SourceView)
    assert isinstance(pilot.app.screen.focused, FoundView)
    assert any("Three women" in line for line in lines_of(text))
    await pilot.press("tab")
    assert text.has_focus


async def test_a_folder_gives_nothing_of_the_casebook_in_it(pilot: Pilot[None], casebook: Casebook) -> None:
    folder = Path(casebook.location).parent
    (folder / "raid.html").write_text(documents.modern_page(RAID))
    await pilot.press("I", *str(folder), "enter")
    await settle(pilot)
    assert "incidents." not in "".join(row.strip() for row in found(pilot))


async def test_a_document_that_cannot_be_read_stays_in_the_window(pilot: Pilot[None], tmp_path: Path) -> None:
    await pilot.press("I", *str(tmp_path / "none.txt"), "enter")
    await settle(pilot)
    assert "does not exist" in said(pilot)
    assert isinstance(pilot.app.screen, ImportDialog)


async def test_another_document_forgets_what_was_read(pilot: Pilot[None]) -> None:
    await paste(pilot, TEXT)
    await pilot.press("x")
    await settle(pilot)
    assert not pilot.app.screen.query_one(SourceView).display
    assert not pilot.app.screen.query_one("#line-title").display


async def test_a_pasted_text_is_there_again_after_the_program_was_ended(pilot: Pilot[None], casebook: Casebook) -> None:
    await paste(pilot, TEXT)
    browse = await settle(pilot)
    kept = browse.session().drafts
    assert TEXT.splitlines()[0] in kept["import"]


async def test_a_path_is_completed(pilot: Pilot[None], tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "raid.txt").write_text(TEXT)
    await pilot.press("I", *f"{tmp_path}/rep", "tab")
    await settle(pilot)
    assert pilot.app.screen.query_one(Input).value == f"{tmp_path}/reports/"
    await pilot.press(*"ra", "tab")
    await settle(pilot)
    assert pilot.app.screen.query_one(Input).value == f"{tmp_path}/reports/raid.txt"
    assert beside(pilot, "from").endswith("bytes")


@pytest.mark.parametrize("written_as", ["{}", "'{}'", '"{}"', "file://{}", "  {} "])
def test_a_path_can_be_written_in_many_ways(written_as: str, tmp_path: Path) -> None:
    file = tmp_path / "a file.txt"
    file.write_text("x")
    assert paths.named(written_as.format(file)) == str(file)
    assert paths.named(str(file).replace(" ", "\\ ")) == str(file)
    assert paths.leads_somewhere(written_as.format(file))


def test_a_look_goes_on_where_it_ended_and_can_be_stopped(tmp_path: Path) -> None:
    lines = "\n".join(f'{{"text": "A bomb went off in Taraz on day {number}."}}' for number in range(MOST + 5))
    file = tmp_path / "many.jsonl"
    file.write_text(lines)
    with Pool(1) as pool:
        look = Look(pool, list(entries(str(file))))
        look.read()
        assert (len(look.parts), look.whole) == (MOST, False)
        reports: list[Report] = [part.report for part in look.all() if part.report]
        assert len({report.id for report in reports}) == MOST + 5
        other = Look(pool, [pasted(DEPOT.text), pasted(RAID.text)])
        with pytest.raises(Stopped):
            other.read(lambda part: other.stop())


def test_progress_counts_documents_and_the_reports_of_one() -> None:
    assert progress_words("read", 64, 5, 10) == "read 5 of 10 ⣿⣿⣿⣿⣿       esc stops"
    assert progress_words("import", 64, 1, 1) == "import 64 reports  esc stops"


def test_what_came_in_before_it_was_stopped_stays(casebook: Casebook) -> None:
    before = casebook.report_count
    with Pool(1) as pool:
        look = Look(pool, [pasted(DEPOT.text), pasted(RAID.text)])
        look.read()
        outcome = bring_in(casebook, look.until_stopped(), lambda part, known: look.stop())
    assert (outcome.reports, casebook.report_count) == (1, before + 1)
    casebook.undo()
    assert casebook.reports.counts()[ReportState.SET_ASIDE] == 1


async def test_a_field_is_named_in_words(pilot: Pilot[None], tmp_path: Path) -> None:
    file = tmp_path / "claim.txt"
    file.write_text("A bomb killed two men in Taraz on 2 May 2019, police said.")
    await pilot.press("I", *str(file), "enter")
    await settle(pilot)
    shown = " ".join(found(pilot))
    assert "attributed to police" in shown
    assert "attributed_to" not in shown


async def test_a_path_that_is_typed_in_full_is_offered_no_more(pilot: Pilot[None], tmp_path: Path) -> None:
    file = tmp_path / "claim.txt"
    file.write_text("A bomb killed two men in Taraz on 2 May 2019, police said.")
    await pilot.press("I", *str(file)[:-2])
    await settle(pilot)
    choices = pilot.app.screen.query_one(ChoiceList)
    assert choices.display
    await pilot.press(*str(file)[-2:])
    await settle(pilot)
    assert not choices.display
