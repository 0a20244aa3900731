"""Browsing: the list, the facts, the source, and what ties them."""

import gc
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from kztui.casebook import Casebook
from kztui.extract.engine import extract
from kztui.model.annotation import AnnotationKind, Target
from kztui.present.fact_lines import Kind
from kztui.tui.app import KztuiApp
from kztui.tui.dialogs.help import HelpView
from kztui.tui.dialogs.palette import OfferList
from kztui.tui.screens.browse import BrowseScreen
from kztui.tui.session import Session
from kztui.tui.settings import Settings
from kztui.tui.widgets.annotation_list import AnnotationList
from kztui.tui.widgets.bars import KeyBar, StatusLine, TopBar
from kztui.tui.widgets.fact_list import FactList
from kztui.tui.widgets.incident_list import IncidentList
from kztui.tui.widgets.lines_view import LinesView
from kztui.tui.widgets.query_input import QueryInput
from kztui.tui.widgets.rows_view import RowsView
from kztui.tui.widgets.source_view import SourceView

from .conftest import settle
from .world import report


def lines_of(view: LinesView) -> list[str]:
    """Return what a pane shows beside its bar, line by line, without the mark at the cursor of a pane of rows."""
    lines = [view.render_line(y).crop(0, view.line_width).text.rstrip() for y in range(view.size.height)]
    return [line.replace("▐", " ", 1).rstrip() if isinstance(view, RowsView) else line for line in lines]


def status(browse: BrowseScreen) -> str:
    return str(browse.query_one("#status", Static).content)


@pytest.mark.parametrize("view", ["1", "2", "6"])
async def test_a_damaged_casebook_is_not_called_empty(casebook: Casebook, view: str) -> None:
    location = Path(casebook.location)
    location.write_bytes(b"{" + location.read_bytes()[:40])
    async with KztuiApp(Casebook.open(location)).run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await pilot.press(view)
        browse = await settle(pilot)
        panes = (pane for pane in browse.query("*") if isinstance(pane, LinesView) and pane.display)
        shown = " ".join(" ".join(lines_of(pane)) for pane in panes)
        assert "see kztui repair" in " ".join(shown.split())
        assert "is empty" not in shown


async def test_the_first_incident_is_open_at_the_start(pilot: Pilot[None]) -> None:
    browse = await settle(pilot)
    assert browse.dossier
    assert browse.dossier.incident.id == "KZ-2016-0001"
    rows = lines_of(browse.query_one(IncidentList))
    assert rows[0].split() == ["Date▼", "Place", "Type", "What", "happened", "K", "W", "A", "S"]
    what = "religious extremists (suspected); hunting rifles"
    assert rows[1].split() == ["▐2016-06-05", "Aktobe", "armed", "attack", *what.split(), "25▴", "9", "6", "2"]
    assert rows[2].split() == [
        "2012-05",
        "Kulsary",
        "explosion",
        *['"Fire', "[b]in[/b]", "Құлсары"],
        "-",
        "-",
        "3",
        "1",
    ]
    assert browse.query_one(TopBar).name_of_casebook == "incidents"


async def test_the_cursor_opens_what_it_rests_on(pilot: Pilot[None]) -> None:
    await pilot.press("j", "о")
    browse = await settle(pilot)
    assert browse.dossier
    assert browse.dossier.incident.id == "KZ-2011-0001"
    await pilot.press("g")
    browse = await settle(pilot)
    assert browse.dossier
    assert browse.dossier.incident.id == "KZ-2016-0001"


async def test_a_search_narrows_the_list_and_enter_opens_the_facts(pilot: Pilot[None]) -> None:
    await pilot.press("slash", *"taraz")
    browse = await settle(pilot)
    assert status(browse).startswith("1 of 3")
    await pilot.press("enter")
    await settle(pilot)
    assert isinstance(browse.focused, FactList)
    assert browse.dossier
    assert browse.dossier.incident.id == "KZ-2011-0001"


async def test_keys_typed_at_once_all_reach_the_search(app: KztuiApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await pilot.press(".", *"Кулсары")
        browse = await settle(pilot)
        assert browse.query_one(IncidentList).item_count == 1


async def test_arrows_move_the_list_while_one_types(pilot: Pilot[None]) -> None:
    await pilot.press("slash", "down")
    browse = await settle(pilot)
    assert browse.query_one(IncidentList).current == "KZ-2012-0001"
    await pilot.press("escape")
    assert isinstance(browse.focused, IncidentList)


async def test_the_cursor_stays_on_its_incident_when_results_change(pilot: Pilot[None]) -> None:
    await pilot.press("j", "slash", "u", "a")
    browse = await settle(pilot)
    await pilot.press("backspace", "backspace", "escape")
    browse = await settle(pilot)
    assert browse.query_one(IncidentList).item_count == 3
    assert browse.query_one(IncidentList).current == "KZ-2012-0001"


async def test_the_cursor_stays_on_its_incident_in_every_order(pilot: Pilot[None]) -> None:
    await pilot.press("j", "slash", *"taraz", "escape")  # what the reader was at is not found, then or later
    browse = await settle(pilot)
    pane = browse.query_one(IncidentList)
    browse.query_one(QueryInput).value = "taraz OR place:aktobe"
    for _ in range(8):
        await settle(pilot)
        assert browse.dossier
        assert pane.current == browse.dossier.incident.id == "KZ-2016-0001"
        await pilot.press("s", "S")


async def test_a_bar_shows_the_cursor_also_where_colours_do_not(pilot: Pilot[None]) -> None:
    await pilot.press("enter", "down")
    facts = (await settle(pilot)).query_one(FactList)
    bars = [facts.render_line(y).text.startswith("▐") for y in range(facts.size.height)]
    assert [y + facts.scroll_offset.y for y, bar in enumerate(bars) if bar] == [2]


async def test_a_broken_search_says_why_and_keeps_what_was_found(pilot: Pilot[None]) -> None:
    await pilot.press("slash", *"taraz killed:>")
    browse = await settle(pilot)
    assert "killed: needs a value" in status(browse)
    assert browse.query_one("#status").has_class("failed")
    assert browse.query_one(IncidentList).item_count == 1
    await pilot.press("5")
    browse = await settle(pilot)
    assert status(browse) == "read as: taraz, killed ≥ 6   1 of 3, newest first"
    assert not browse.query_one("#status").has_class("failed")


async def test_nothing_found_says_so_and_escape_brings_all_back(pilot: Pilot[None]) -> None:
    await pilot.press("slash", *"zzzz")
    browse = await settle(pilot)
    said = " ".join(line.strip() for line in lines_of(browse.query_one(IncidentList))[1:3])
    assert said.strip() == "No incident matches this search: / changes it, esc in the list clears it."
    assert browse.dossier is None
    await pilot.press("escape", "escape")
    browse = await settle(pilot)
    assert browse.query_one(IncidentList).item_count == 3


async def test_figures_come_first_and_facts_stand_under_their_sources(pilot: Pilot[None]) -> None:
    browse = await settle(pilot)
    rows = [row.strip("▐ ") for row in lines_of(browse.query_one(FactList))]
    assert rows[0] == "Facts by source                   S sources, p paragraph"
    assert rows[1].split() == ["type", "armed", "attack", "S2"]
    assert rows[4].split() == ["killed", "25", "12", "sec", "S2", "▴"]
    first = next(number for number, row in enumerate(rows) if row.startswith("Harbour Wire"))
    assert rows[first].split() == ["Harbour", "Wire", "6", "Jun", "2016", "1", "of", "2"]
    of_report = [row.split() for row in rows[first + 1 : first + 8]]
    assert ["killed", "at", "least", "20", "p1"] in of_report
    assert any(row[:2] == ["killed", "12,"] and row[-2:] == ["security", "p2"] for row in of_report)
    assert of_report[-1] == ["agree", "type,", "date,", "place", "p1"]


async def test_a_fact_brings_its_words_into_view_in_the_report_that_says_them(pilot: Pilot[None]) -> None:
    await pilot.press("enter")
    browse = await settle(pilot)
    facts, source = browse.query_one(FactList), browse.query_one(SourceView)
    for _ in range(12):
        if facts.current and facts.current.value != 25:
            await pilot.press("down")
    assert source.report
    assert source.report.publisher == "Ledger"
    line = source.render_line(source.HEADING_LINES + source.item_lines(source.cursor)[0] - source.scroll_offset.y)
    marked = [
        segment.text
        for segment in line
        if segment.style and segment.style.bgcolor == source.style_of("current").bgcolor
    ]
    assert marked == ["25"]


async def test_moving_in_the_source_moves_to_the_facts_it_states(pilot: Pilot[None]) -> None:
    await pilot.press("enter", "enter", "G")
    browse = await settle(pilot)
    facts, source = browse.query_one(FactList), browse.query_one(SourceView)
    assert isinstance(browse.focused, SourceView)
    assert any(row.startswith("›") for row in lines_of(facts)) is False
    for _ in range(4):
        if not any(row.startswith("›") for row in lines_of(facts)):
            await pilot.press("k")
            await settle(pilot)
    assert facts.current
    assert facts.current.field == "perpetrator"
    assert len(source.facts_here()[0]) == 3


async def test_a_key_goes_from_report_to_report_and_from_field_to_field(pilot: Pilot[None]) -> None:
    await pilot.press("enter")
    browse = await settle(pilot)
    facts = browse.query_one(FactList)

    async def seen(*keys: str) -> list[str]:
        found = []
        for key in keys:
            await pilot.press(key)
            line = facts.line
            assert line
            found.append(line.report if line.kind is Kind.SOURCE else str(line.field))
        return found

    forward, back = "right_curly_bracket", "left_curly_bracket"
    one, other = (report.id for report in browse.dossier.reports) if browse.dossier else ("", "")
    assert await seen(forward, forward, back, back) == [one, other, one, "type"]
    await pilot.press("s")
    assert await seen(forward, forward, forward, back) == ["date", "place", "killed", "place"]
    await pilot.press("down", "left_curly_bracket")
    assert facts.line
    assert facts.line.field == "place"


async def test_the_foot_of_the_screen_follows_the_facts_to_another_report(pilot: Pilot[None]) -> None:
    await pilot.press("enter")
    browse = await settle(pilot)
    bar, status, facts = browse.query_one(KeyBar), browse.query_one(StatusLine), browse.query_one(FactList)
    assert "y confirm" in bar.render_line(0).text
    before = status.about
    await pilot.press("right_square_bracket")
    await settle(pilot)
    assert facts.line
    assert facts.line.kind is Kind.SOURCE
    assert "y confirm" not in bar.render_line(0).text  # as it was painted last
    assert status.about != before


async def test_brackets_switch_reports(pilot: Pilot[None]) -> None:
    browse = await settle(pilot)
    source = browse.query_one(SourceView)
    await pilot.press("right_square_bracket")
    assert lines_of(source)[0].split() == ["Ledger", "10", "June", "2016", "2", "of", "2", "[", "]"]
    await pilot.press("х")
    assert lines_of(source)[0].split()[:5] == ["Harbour", "Wire", "6", "June", "2016"]


async def test_tab_goes_round_the_panes(pilot: Pilot[None]) -> None:
    browse = await settle(pilot)
    seen = []
    for _ in range(5):
        await pilot.press("tab")
        seen.append(type(browse.focused).__name__)
    assert seen == ["FactList", "SourceView", "AnnotationList", "QueryInput", "IncidentList"]
    await pilot.press("l", "д", "h")
    assert isinstance(browse.focused, FactList)


async def test_the_footer_names_only_keys_that_work(pilot: Pilot[None]) -> None:
    browse = await settle(pilot)
    bar = browse.query_one(KeyBar)
    assert str(bar.render()).startswith(
        "enter open  space mark  s sort  v unchecked  / search  1-8 views  f counts  a note"
    )
    await pilot.press("slash")
    assert str(bar.render()) == ("↑↓ move  ctrl+↑ previous  enter open  esc list  tab pane  ctrl+q quit  f1 help")
    await pilot.press(*"zzzz", "escape")
    await settle(pilot)
    assert str(bar.render()).startswith("/ search  1-8 views  f counts  u undo")
    await pilot.press("escape")
    await settle(pilot)
    await pilot.press("enter", "enter")
    await settle(pilot)
    assert str(bar.render()).startswith(
        "enter open  Z fold  m mark  y confirm  x reject  c correct  v unchecked  / search"
    )
    await pilot.press("m")
    await settle(pilot)
    assert str(bar.render()).startswith(
        "wb move mark  eE stretch  enter open  Z fold  m mark  F new fact  v unchecked  / search"
    )
    assert "reject" not in str(bar.render())
    await pilot.press("escape")
    await settle(pilot)
    assert "x reject" in str(bar.render())


async def test_values_are_shown_as_the_reports_write_them(pilot: Pilot[None]) -> None:
    browse = await settle(pilot)
    await pilot.press("slash", *"kulsary", "enter")
    await settle(pilot)
    facts = browse.query_one(FactList)
    facts.focus()
    await pilot.press("w")
    assert any("“Құлсары”" in line for line in lines_of(facts))
    await pilot.press("w")
    assert not any("“Құлсары”" in line for line in lines_of(facts))


async def test_the_start_says_that_reports_were_never_read(casebook: Casebook) -> None:
    casebook.add([(report("В Актобе обстреляли пост полиции.", language="ru"), [])])
    async with KztuiApp(casebook).run_test(size=(120, 36)) as pilot:
        browse = await settle(pilot)
        assert browse.query_one(StatusLine).message == "1 report never read: kztui reextract --apply reads it"
        await pilot.press("down")
        assert browse.query_one(StatusLine).message == ""


async def test_the_start_says_how_much_todays_rules_read_otherwise(
    casebook: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(BrowseScreen, "SETTLED", 0.05)
    async with KztuiApp(casebook, look_every=3600).run_test(size=(120, 36)) as pilot:
        browse = await settle(pilot)
        while not browse.query_one(StatusLine).message:
            await pilot.pause()
        number = len(casebook.differences(lambda report: extract(report).drafts))
        said = browse.query_one(StatusLine).message
        assert said == f"{number} proposals of today's rules: 5 B shows them"


async def test_a_long_message_takes_the_lines_that_it_needs(pilot: Pilot[None]) -> None:
    browse = await settle(pilot)
    bar = browse.query_one(StatusLine)
    for words, lines in (
        (" ".join(["word"] * 23), 1),
        (" ".join(["word"] * 24), 2),
        (" ".join(["word"] * 99), 3),
        ("", 1),
    ):
        browse.say(words)
        await pilot.pause()
        assert bar.region.height == lines
    browse.say(" ".join(["word"] * 24))
    await pilot.press("down")
    await settle(pilot)
    assert bar.region.height == 1


@pytest.mark.parametrize("size", [(80, 24), (60, 14), (200, 50), (42, 12)])
async def test_one_pane_at_a_time_where_two_do_not_fit(app: KztuiApp, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        browse = await settle(pilot)
        wide = size[0] >= 100
        assert browse.query_one(IncidentList).region.width > 0
        assert (browse.query_one(FactList).region.width > 0) is wide
        await pilot.press("enter")
        await settle(pilot)
        assert browse.query_one(FactList).region.width > 0
        assert (browse.query_one(IncidentList).region.width > 0) is wide


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (120, 36)])
async def test_the_words_of_a_fact_stay_in_view_when_the_text_is_wrapped_anew(
    casebook: Casebook, size: tuple[int, int]
) -> None:
    caught = next(one for one in casebook.incident("KZ-2016-0001").facts if one.evidence.exact == "Six were caught")
    settings = Settings(session=Session(incident="KZ-2016-0001", fact=caught.id))
    async with KztuiApp(casebook, settings=settings).run_test(size=size) as pilot:
        source = (await settle(pilot)).query_one(SourceView)
        await pilot.press("enter")
        for columns in (size[0], 60, 200):
            await pilot.resize_terminal(columns, size[1])
            await settle(pilot)
            assert source.cursor == source.item_of(caught.evidence.start)
            assert any("Six" in line for line in lines_of(source))


async def test_zoom_gives_one_pane_the_room_and_takes_it_back(pilot: Pilot[None]) -> None:
    browse = await settle(pilot)
    await pilot.press("enter", "z")
    await settle(pilot)
    assert browse.query_one(FactList).region.width == 120
    await pilot.press("l")
    await settle(pilot)
    assert browse.query_one(SourceView).region.width == 120
    await pilot.press("z")
    await settle(pilot)
    assert browse.query_one(IncidentList).region
    assert browse.query_one(SourceView).region.width == 60


async def test_what_another_program_writes_is_shown_without_losing_the_place(casebook: Casebook) -> None:
    app = KztuiApp(casebook, look_every=0.05)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await pilot.press("j")
        browse = await settle(pilot)
        other = Casebook.open(casebook.location, author="colleague")
        other.annotate(AnnotationKind.TAG, Target("KZ-2012-0001"), text="seen")
        for _ in range(1000):
            if "#seen" not in lines_of(browse.query_one(AnnotationList))[0]:
                await pilot.pause(0.01)
        assert "#seen" in lines_of(browse.query_one(AnnotationList))[0]
        assert browse.query_one(IncidentList).current == "KZ-2012-0001"


async def test_the_heading_shows_how_the_list_is_sorted(pilot: Pilot[None]) -> None:
    browse = await settle(pilot)
    assert lines_of(browse.query_one(IncidentList))[0].split()[0] == "Date▼"
    await pilot.press("s", "s", "s")
    await settle(pilot)
    assert "K▼" in lines_of(browse.query_one(IncidentList))[0]
    assert "most killed first" in status(browse)
    rows = lines_of(browse.query_one(IncidentList))[1:4]
    assert [row.split()[0].strip("▐") for row in rows] == ["2016-06-05", "2011-11-12", "2012-05"]
    await pilot.press("S")
    await settle(pilot)
    assert "fewest killed first" in status(browse)
    await pilot.click(IncidentList, offset=(3, 0))
    await settle(pilot)
    assert "newest first" in status(browse)


async def test_the_list_is_sorted_by_each_column_in_turn(pilot: Pilot[None]) -> None:
    shown = []
    for _ in range(7):
        await pilot.press("s")
        browse = await settle(pilot)
        heading = lines_of(browse.query_one(IncidentList))[0].split()
        shown += [(title, status(browse).split(", ")[1]) for title in heading if title[-1] in "▲▼"]
    assert shown == [
        ("Place▲", "place A to Z"),
        ("Type▲", "type A to Z"),
        ("K▼", "most killed first"),
        ("W▼", "most wounded first"),
        ("A▼", "most arrested first"),
        ("S▼", "most reports first"),
        ("Date▼", "newest first"),
    ]


async def test_a_click_on_a_title_sorts_by_it_and_a_second_one_the_other_way(pilot: Pilot[None]) -> None:
    for places in (["Aktobe", "Kulsary", "Taraz"], ["Taraz", "Kulsary", "Aktobe"]):
        await pilot.click(IncidentList, offset=(14, 0))
        browse = await settle(pilot)
        rows = lines_of(browse.query_one(IncidentList))[1:4]
        assert [row.strip("▐ ").split()[1] for row in rows] == places


async def test_an_order_in_the_search_is_shown_and_gives_way_to_a_chosen_one(pilot: Pilot[None]) -> None:
    await pilot.press("slash", *"a sort:killed", "escape")
    browse = await settle(pilot)
    assert "K▲" in lines_of(browse.query_one(IncidentList))[0]
    assert "fewest killed first" in status(browse)
    await pilot.press("S")
    browse = await settle(pilot)
    assert browse.query_one(QueryInput).value == "a "
    assert "K▼" in lines_of(browse.query_one(IncidentList))[0]


async def test_a_click_goes_to_a_line(pilot: Pilot[None]) -> None:
    await pilot.click(IncidentList, offset=(5, 3))
    browse = await settle(pilot)
    assert browse.dossier
    assert browse.dossier.incident.id == "KZ-2011-0001"


async def test_words_are_copied_with_where_they_stand(pilot: Pilot[None], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSH_TTY", "/dev/pts/1")
    browse = await settle(pilot)
    await pilot.press("enter", "j", "j", "j", "Y")
    await settle(pilot)
    assert pilot.app.clipboard == "“25”\n— Ledger, 10 June 2016, ¶1\n"
    assert browse.query_one(StatusLine).message.startswith("Copied")
    await pilot.press("o")
    await settle(pilot)
    assert browse.query_one(StatusLine).message.startswith("This report has no address, and no file")


async def test_a_tiny_terminal_says_so_and_recovers(pilot: Pilot[None]) -> None:
    await pilot.press("a")
    browse = await settle(pilot)
    await pilot.resize_terminal(30, 8)
    await pilot.pause()
    assert "30×8" in str(pilot.app.screen.query_one("#too-small", Static).content)
    await pilot.resize_terminal(120, 36)
    await pilot.pause()
    assert type(pilot.app.screen).__name__ == "NoteDialog"
    await pilot.press("escape")
    assert pilot.app.screen is browse


@pytest.mark.parametrize(("after", "before"), [("right_parenthesis", "left_parenthesis"), ("Қ", "Ұ")])
async def test_the_next_incident_is_read_without_leaving_the_facts(pilot: Pilot[None], after: str, before: str) -> None:
    browse = await settle(pilot)
    first = browse.session().incident
    await pilot.press("enter", after)
    await settle(pilot)
    assert browse.dossier
    assert browse.dossier.incident.id == browse.session().incident != first
    assert browse.focused is browse.query_one(FactList)
    await pilot.press(before, before)
    await settle(pilot)
    assert browse.dossier.incident.id == browse.session().incident == first


async def help_on(pilot: Pilot[None], *keys: str) -> str:
    """Press keys and return what help shows, all of it."""
    await pilot.press(*keys)
    await pilot.pause()
    view = pilot.app.screen.query_one(HelpView)
    rows = view.build_rows(90)
    return "\n".join("".join(part.text for part in row.left) for row in rows)


async def test_help_is_on_the_pane_that_has_the_focus(pilot: Pilot[None]) -> None:
    browse = await settle(pilot)
    assert "killed, wounded, arrested" in await help_on(pilot, "question_mark")
    await pilot.press("escape")
    assert pilot.app.screen is browse
    assert "confirmed, rejected, corrected" in await help_on(pilot, "enter", "f1")
    assert "the second paragraph" in await help_on(pilot, "tab")
    await pilot.press("f1", "slash")
    assert "killed:>=5" in await help_on(pilot, "f1")
    await pilot.press("question_mark")
    assert pilot.app.screen is browse


async def test_help_finds_a_sign_and_a_key_by_typing(pilot: Pilot[None]) -> None:
    shown = await help_on(pilot, "question_mark", *"wounded")
    assert "K  W  A" in shown
    assert "tag:verify" not in shown
    assert "Move up by one" in await help_on(pilot, *["backspace"] * 7, "shift+tab", "shift+tab", *"up by one")


async def test_help_finds_what_is_on_no_page_of_the_pane(pilot: Pilot[None]) -> None:
    await settle(pilot)
    assert "E  W" in await help_on(pilot, "question_mark", *"export")
    assert "2016-06-05" in await help_on(pilot, "ctrl+u", *"that day")
    assert "18%" in await help_on(pilot, "ctrl+u", *"the share")
    assert not await help_on(pilot, "ctrl+u", *"qqq")


async def test_a_search_in_help_is_run(pilot: Pilot[None]) -> None:
    browse = await settle(pilot)
    await help_on(pilot, "question_mark", *"conflict:killed")
    await pilot.press("enter")
    await settle(pilot)
    assert pilot.app.screen is browse
    assert browse.query_one(QueryInput).value == "conflict:killed"
    assert isinstance(browse.focused, IncidentList)


async def test_a_view_is_opened_by_a_click_on_its_name(pilot: Pilot[None]) -> None:
    browse = await settle(pilot)
    assert str(browse.query_one(TopBar).render()).startswith("[1 List] 2 Time  3 Map  4 Reports  5 Merge")
    await pilot.click(TopBar, offset=(18, 0))
    await settle(pilot)
    assert "[3 Map]" in str(browse.query_one(TopBar).render())


async def test_the_palette_finds_commands_of_the_registry(pilot: Pilot[None]) -> None:
    browse = await settle(pilot)
    await pilot.press("ctrl+p", *"next pane")
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    first = pilot.app.screen.query_one(OfferList).offers[0]
    assert (first.label, first.keys, first.lacks) == ("Next pane", "tab", "")
    await pilot.press("enter")
    await pilot.pause()
    assert isinstance(browse.focused, FactList)


async def test_the_palette_finds_incidents_and_saved_searches(pilot: Pilot[None], casebook: Casebook) -> None:
    casebook.searches.save("bombs", "weapon:bomb", "")
    browse = await settle(pilot)
    await pilot.press("ctrl+p", *"bomb")
    await settle(pilot)
    offers = pilot.app.screen.query_one(OfferList).offers
    assert [offer.label for offer in offers if not offer.keys][-2:] == ["Saved: bombs", "KZ-2011-0001"]
    await pilot.press("up", *["down"] * len(offers), "enter")
    await settle(pilot)
    assert browse.dossier
    assert browse.dossier.incident.id == "KZ-2011-0001"
    assert isinstance(browse.focused, FactList)


async def test_the_palette_says_what_a_command_lacks(pilot: Pilot[None]) -> None:
    browse = await settle(pilot)
    await pilot.press("ctrl+p", *"confirm")
    first = pilot.app.screen.query_one(OfferList).offers[0]
    assert first.lacks == "This is about a fact: tab to the facts first."
    await pilot.press("enter")
    await settle(pilot)
    assert browse.query_one(StatusLine).message == first.lacks


async def test_our_own_colours_are_offered_first_and_others_work_too(pilot: Pilot[None]) -> None:
    await settle(pilot)
    await pilot.press("T")
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    names = [offer.label for offer in pilot.app.screen.query_one(OfferList).offers]
    assert names[:3] == ["kztui-dark", "kztui-light", "kztui-contrast"]
    await pilot.press("down", "enter")
    assert pilot.app.theme == "kztui-light"
    for name in names[3::4]:
        pilot.app.theme = name
        await pilot.pause()
        assert lines_of(pilot.app.screen.query_one(FactList))[1].strip("▐ ").startswith("type")


async def test_the_palette_begins_with_what_was_chosen_last(pilot: Pilot[None]) -> None:
    browse = await settle(pilot)
    for name, pane in (("next pane", FactList), ("", SourceView)):
        await pilot.press("ctrl+p", *name)
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(browse.focused, pane)


async def test_q_quits(app: KztuiApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await pilot.press("й")
        await pilot.pause()
    assert app.return_code == 0


async def test_garbage_is_looked_for_again_when_the_list_is_there(app: KztuiApp) -> None:
    gc.disable()
    try:
        async with app.run_test(size=(120, 36)) as pilot:
            await settle(pilot)
            assert gc.isenabled()
    finally:
        gc.enable()
        gc.unfreeze()


async def test_what_is_done_to_an_incident_that_is_on_its_way_is_done_to_it(pilot: Pilot[None]) -> None:
    browse = await settle(pilot)
    other = browse.query_one(IncidentList).results
    assert other
    last = other.rows(0, other.count)[-1].id
    browse.context.opener.open(last)
    dossier = browse.context.opened()
    assert dossier
    assert dossier.incident.id == last
    assert (await settle(pilot)).dossier == dossier


async def test_the_strip_names_all_views_on_a_small_terminal(pilot: Pilot[None]) -> None:
    await pilot.resize_terminal(80, 24)
    await pilot.press("f")
    bar = (await settle(pilot)).query_one(TopBar)
    bar.waiting = bar.inbox = 12
    await pilot.pause()
    line = bar.render_line(0).text
    assert line == " 1 List 2 Time 3 Map 4 Reports 12 5 Merge 12 6 Notes 7 Overview 8 Log[f Counts]"
