"""The view of all reports: their states, a search of their own, and what is done with one of which nothing is known."""

import asyncio
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot

from kztui.casebook import Casebook
from kztui.casebook.reports import ReportRow, Reports
from kztui.extract.engine import extract
from kztui.model.annotation import AnnotationKind
from kztui.model.report import ParagraphKind, ReportState
from kztui.tui import keystrokes
from kztui.tui.app import KztuiApp
from kztui.tui.session import Session
from kztui.tui.settings import Settings
from kztui.tui.widgets.annotation_list import AnnotationList
from kztui.tui.widgets.bars import StatusLine, TopBar
from kztui.tui.widgets.fact_list import FactList
from kztui.tui.widgets.incident_list import IncidentList
from kztui.tui.widgets.lines_view import LinesView
from kztui.tui.widgets.reports_view import ReportsView
from kztui.tui.widgets.source_view import SourceView

from .conftest import settle
from .test_annotating import message
from .test_browse import lines_of, status
from .test_forms import beside
from .world import report

QUIET = report(
    "An exercise of the rescue services ended near Aktau on Tuesday.\n\nNobody was hurt, the ministry said.",
    title="Exercise ends near Aktau",
    publisher="Kazinform",
    published=date(2017, 3, 9),
)
FOREIGN = report("Nukusda nima boldi?", title="Nukusda", publisher="Kun.uz", published=date(2017, 7, 4), language="uz")


def with_an_inbox(casebook: Casebook) -> None:
    """Add a report in which nothing was found, and one that was not read."""
    casebook.add([(QUIET, extract(QUIET).drafts), (FOREIGN, [])])


def rows(pilot: Pilot[None]) -> Sequence[str]:
    view: LinesView = pilot.app.screen.query_one(ReportsView)
    return [line for line in lines_of(view) if line.strip()]


async def test_what_waits_is_counted_in_the_strip_and_found_by_its_state(app: KztuiApp, casebook: Casebook) -> None:
    with_an_inbox(casebook)
    async with app.run_test(size=(120, 36)) as pilot:
        browse = await settle(pilot)
        assert "4 Reports 2" in str(browse.query_one(TopBar).render())
        await pilot.press("4")
        await settle(pilot)
        assert rows(pilot)[0].split("   ")[1:3] == ["nothing found 1", "not read 1"]
        assert len(rows(pilot)) == 8
        await pilot.press("slash", *"state:waiting")
        await settle(pilot)
        assert [row.split()[:2] for row in rows(pilot)[2:]] == [["not", "read"], ["nothing", "found"]]
        await pilot.press("enter", "1")
        browse = await settle(pilot)
        assert browse.query_one(IncidentList).item_count == 3
        await pilot.press("4")
        await settle(pilot)
        assert len(rows(pilot)) == 4  # the search of the reports is kept


async def test_the_reports_follow_the_search_of_incidents_until_they_are_searched(pilot: Pilot[None]) -> None:
    await pilot.press("slash", *"killed>5", "enter", "escape", "4")
    await settle(pilot)
    assert len(rows(pilot)) == 2 + 3
    await pilot.press("slash", *["backspace"] * 8, *"colour:red")
    assert "no field colour" in status(await settle(pilot))


async def test_a_report_without_an_incident_is_opened_noted_tagged_and_set_aside(
    pilot: Pilot[None], casebook: Casebook
) -> None:
    with_an_inbox(casebook)
    await pilot.press("4", "slash", *"exercise", "enter")
    browse = await settle(pilot)
    shown = browse.query_one(SourceView).report
    assert shown
    assert shown.id == QUIET.id
    assert browse.dossier is None
    assert browse.query_one(FactList).item_count == 0
    why = " ".join(line.strip() for line in lines_of(browse.query_one(FactList)))
    assert "nothing found: 2 paragraphs read" in why
    await pilot.press("t", *"drill", "enter")
    await settle(pilot)
    await pilot.press("a", *"ask the ministry", "enter")
    await settle(pilot)
    kinds = [one.kind for one in casebook.reports.annotations(QUIET.id)]
    assert kinds == [AnnotationKind.TAG, AnnotationKind.NOTE]
    assert any("ask the ministry" in line for line in lines_of(browse.query_one(AnnotationList)))
    await pilot.press("X", *"no incident", "enter")
    await settle(pilot)
    assert casebook.reports.row(QUIET.id).state is ReportState.SET_ASIDE
    assert any("no incident" in row for row in rows(pilot))
    await pilot.press("X")
    assert "counts again" in message(await settle(pilot))
    assert casebook.reports.row(QUIET.id).state is ReportState.NOTHING_FOUND


async def test_the_status_line_speaks_of_the_report_under_the_cursor(pilot: Pilot[None], casebook: Casebook) -> None:
    with_an_inbox(casebook)
    toll = "Ledger, 10 June 2016: Toll rises. Tells of KZ-2016-0001 Armed attack, Aktobe"
    quiet = "Kazinform, 9 March 2017: Exercise ends near Aktau."
    bar = pilot.app.screen.query_one(StatusLine)
    await pilot.press("4", "slash", *"toll")
    await settle(pilot)
    assert bar.about.startswith(toll)
    await pilot.press("enter")
    await settle(pilot)
    assert bar.about.startswith(toll)
    await pilot.press("slash", *["backspace"] * 4, *"exercise", "enter")
    await settle(pilot)
    assert bar.about.startswith(f"{quiet} Nothing found: 2 paragraphs read")
    await pilot.press("X", *"a drill", "enter")
    await settle(pilot)
    assert bar.about == f"{quiet} Set aside: a drill; X brings it back"
    await pilot.press("slash", *["backspace"] * 8, *"nukusda", "enter")
    await settle(pilot)
    assert bar.about == "Kun.uz, 4 July 2017: Nukusda. Not read: there are no rules for its language (uz)"


async def test_words_of_a_report_by_itself_are_noted_and_become_an_incident(
    pilot: Pilot[None], casebook: Casebook
) -> None:
    with_an_inbox(casebook)
    await pilot.press("4", "slash", *"exercise", "enter", "enter", "m", "a", *"really?", "enter")
    browse = await settle(pilot)
    (note,) = casebook.reports.annotations(QUIET.id)
    assert note.target.evidence
    assert note.target.evidence.exact == "An"
    await pilot.press("y")
    assert "No incident is told in this report" in message(await settle(pilot))
    await pilot.press("i", *"explo", "tab", *"7 March 2017", "tab", *"Aktau", "enter")
    browse = await settle(pilot)
    assert browse.dossier
    made = browse.dossier.summary
    assert (made.type, made.place and made.place.name) == ("explosion", "Aktau")
    assert made.date
    assert made.date.start == date(2017, 3, 7)
    assert casebook.reports.row(QUIET.id).incidents == (made.id,)
    assert browse.focused is browse.query_one(FactList)


async def test_the_head_of_a_report_by_itself_is_mended(pilot: Pilot[None], casebook: Casebook) -> None:
    with_an_inbox(casebook)
    await pilot.press("4", "slash", *"nukusda", "enter", "R", *"What happened in Nukus", "enter")
    assert message(await settle(pilot)).startswith("Report corrected")
    assert any("What happened in Nukus" in row for row in rows(pilot))


async def test_a_report_with_an_incident_opens_it_where_the_report_stands(
    pilot: Pilot[None], casebook: Casebook
) -> None:
    await pilot.press("4", "slash", *"toll", "enter", "enter")
    browse = await settle(pilot)
    assert browse.focused is browse.query_one(SourceView)
    shown = browse.query_one(SourceView).report
    assert shown
    assert shown.title == "Toll rises"
    assert browse.dossier
    assert browse.dossier.incident.id == "KZ-2016-0001"


async def test_page_furniture_is_folded_and_a_repeated_title_shown_once(pilot: Pilot[None], casebook: Casebook) -> None:
    pieces = (
        "Market closed",
        "The market in Alga was closed.",
        "Sign up now.",
        "Sign up for more.",
        "It rained.",
    )
    text = "\n\n".join(pieces)
    told = report(text, title="Market closed")
    told = replace(told, paragraphs=(replace(told.paragraphs[0], kind=ParagraphKind.BOILERPLATE), *told.paragraphs[1:]))
    casebook.add([(told, [])])
    await pilot.press("4", "slash", *"rained", "enter", "enter")
    browse = await settle(pilot)
    source = browse.query_one(SourceView)
    lines = [line.strip() for line in lines_of(source) if line.strip()]
    assert lines[1:] == [
        "Market closed",
        "2  The market in Alga was closed.",
        "▸ 2 pieces of page furniture: Sign up now.",
        "5  It rained.",
    ]
    await pilot.press("Z")
    await settle(pilot)
    assert any("Sign up for more." in line for line in lines_of(source))
    await pilot.press("Z", "G", "m", "b")
    await settle(pilot)
    assert source.marked
    assert source.marked.exact == "more"
    assert any("Sign up for more." in line for line in lines_of(source))


async def test_the_line_counts_incidents_again_when_the_reports_are_left(pilot: Pilot[None]) -> None:
    for key in ("1", "2", "f"):
        await pilot.press("4")
        browse = await settle(pilot)
        assert "4 of 4, newest first" in status(browse)
        await pilot.press(key)
        browse = await settle(pilot)
        assert "3 incidents, newest first" in status(browse)


async def test_states_are_counted_also_where_reports_are_too_many_to_keep(
    app: KztuiApp, casebook: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kztui.tui.widgets.reports_view.MANY", 1)
    monkeypatch.setattr("kztui.tui.widgets.reports_view.PAUSE", 0)
    with_an_inbox(casebook)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await pilot.press("4")
        await settle(pilot)
        assert rows(pilot)[0].split("   ")[1:3] == ["nothing found 1", "not read 1"]


class EndlessCasebook(Casebook):
    """A casebook with as many reports as one cares to wait for."""

    def __init__(self, *parts: Any) -> None:
        super().__init__(*parts)
        self.begun, self.left, self.over = Event(), Event(), Event()

    @property
    def reports(self) -> Reports:
        return EndlessReports(self)


class EndlessReports(Reports):
    """Reports that come again and again until nobody asks for more, or the test is over."""

    def __init__(self, casebook: EndlessCasebook) -> None:
        super().__init__(casebook._snapshot, casebook.author)
        self._casebook = casebook

    def each(self) -> Iterator[ReportRow]:
        self._casebook.begun.set()
        try:
            while not self._casebook.over.is_set():
                yield from super().each()
        finally:
            self._casebook.left.set()


async def test_a_search_among_many_reports_ends_when_it_is_left(
    casebook: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kztui.tui.widgets.reports_view.MANY", 1)
    monkeypatch.setattr("kztui.tui.widgets.reports_view.PAUSE", 0)
    monkeypatch.setattr(keystrokes, "PATIENCE", 0.05)
    endless = EndlessCasebook.open(casebook.location)
    assert isinstance(endless, EndlessCasebook)
    async with KztuiApp(endless, look_every=3600.0).run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await pilot.press("4")
        assert await asyncio.to_thread(endless.begun.wait, 30)
        await pilot.press("1")
        try:
            assert await asyncio.to_thread(endless.left.wait, 30)
        finally:
            endless.over.set()


async def test_a_report_without_a_day_is_said_to_have_none(pilot: Pilot[None], tmp_path: Path) -> None:
    file = tmp_path / "undated.txt"
    file.write_text("A bomb killed two men in Taraz on 2 May 2019.")
    await pilot.press("I", *str(file), "enter")
    await settle(pilot)
    assert beside(pilot, "published") == "none is stated"
    await pilot.press("enter")
    browse = await settle(pilot)
    assert lines_of(browse.query_one(SourceView))[0].endswith("  undated")
    (head,) = (row for row in lines_of(browse.query_one(FactList)) if "1 of 1" in row)
    assert head.split()[-4:] == ["undated", "1", "of", "1"]
    await pilot.press("4", "G")
    browse = await settle(pilot)
    shown = [line.split() for line in lines_of(browse.query_one(ReportsView))]
    assert ["read", "undated", "“A"] in [words[:3] for words in shown], shown


@pytest.mark.parametrize("key", ["1", "escape"])
async def test_who_leaves_the_reports_sees_the_source_of_the_fact(pilot: Pilot[None], key: str) -> None:
    browse = await settle(pilot)
    source, facts = browse.query_one(SourceView), browse.query_one(FactList)
    await pilot.press("4")
    view = (await settle(pilot)).query_one(ReportsView)
    while source.report and facts.current and source.report.id == facts.current.evidence.report:
        await pilot.press("j")
        await settle(pilot)
        assert view.cursor < view.item_count - 1
    await pilot.press(key, "enter")
    browse = await settle(pilot)
    assert browse.focused is facts
    assert source.report
    assert facts.current
    assert source.report.id == facts.current.evidence.report


async def test_a_session_in_the_reports_goes_on_with_the_source_of_the_fact(casebook: Casebook) -> None:
    settings = Settings(session=Session(view="reports", incident="KZ-2016-0001"))
    async with KztuiApp(casebook, settings=settings).run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await pilot.press("escape", "enter")
        browse = await settle(pilot)
        report, fact = browse.query_one(SourceView).report, browse.query_one(FactList).current
        assert report
        assert fact
        assert report.id == fact.evidence.report
