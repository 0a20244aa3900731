"""Finding a piece of text in the open report, and going from fact to fact in it."""

import pytest
from textual.pilot import Pilot

from kztui.tui.screens.browse import BrowseScreen
from kztui.tui.widgets.bars import StatusLine
from kztui.tui.widgets.source_view import READABLE, SourceView

from .conftest import settle
from .test_browse import lines_of
from .test_matches import matched, say, search


async def in_source(pilot: Pilot[None], *keys: str) -> BrowseScreen:
    """Press keys that lead from the list, or from the facts, to the source."""
    await pilot.press(*(keys or ("enter", "tab")))
    browse = await settle(pilot)
    assert isinstance(browse.focused, SourceView)
    return browse


async def in_harbour(pilot: Pilot[None], *keys: str) -> BrowseScreen:
    """Go to the source, to the report of Harbour Wire."""
    browse = await in_source(pilot, *keys)
    source = browse.query_one(SourceView)
    while source.report and source.report.publisher != "Harbour Wire":
        await pilot.press("right_square_bracket")
    return browse


async def find(pilot: Pilot[None], wanted: str, key: str = "ctrl+f") -> BrowseScreen:
    await pilot.press(key)
    await settle(pilot)
    await pilot.press(*wanted, "enter")
    return await settle(pilot)


async def test_n_and_capital_n_go_through_the_places_of_a_piece_of_text(pilot: Pilot[None]) -> None:
    await search(pilot, "prosecutor ")
    browse = await in_source(pilot, "tab")
    await find(pilot, "dead")
    assert await matched(pilot) == ("Harbour Wire", "2  Twelve of the DEAD were guards, a prosecutor said.")
    source = browse.query_one(SourceView)
    assert 'find "dead": ' in lines_of(source)[0]
    count = int(lines_of(source)[0].split('"dead": ')[1].split()[0])
    seen = []
    for key in ("n",) * count + ("N",):
        await pilot.press(key)
        seen.append((await say(pilot)).split(" in ")[0])
    numbers = [*range(2, count + 1), 1, count]
    assert seen == [f"Match {number} of {count}" for number in numbers]
    assert (await matched(pilot))[0] == "Harbour Wire"


async def test_esc_ends_the_find_and_n_is_the_search_again(pilot: Pilot[None]) -> None:
    await search(pilot, "prosecutor june ")
    await in_source(pilot, "tab")
    await find(pilot, "twelve", "ctrl+а")
    await pilot.press("escape")
    browse = await settle(pilot)
    assert isinstance(browse.focused, SourceView)
    assert "find" not in lines_of(browse.query_one(SourceView))[0]
    await pilot.press("n")
    assert "PROSECUTOR" in (await matched(pilot))[1]


async def test_what_is_not_there_is_said(pilot: Pilot[None]) -> None:
    browse = await in_source(pilot)
    await find(pilot, "zeppelin")
    assert await say(pilot) == '"zeppelin" is not in this report. esc ends the find.'
    assert browse.query_one(StatusLine).failed
    assert 'find "zeppelin": none' in lines_of(browse.query_one(SourceView))[0]


@pytest.mark.parametrize(
    ("wanted", "marked"),
    [
        ("waited in", "waited in"),
        ("names that nobody had", "names that\nnobody had"),
        ("waited in the ya", "waited in the yard"),
        ("elatives", "relatives"),
    ],
)
async def test_m_marks_what_was_found_in_whole_words(pilot: Pilot[None], wanted: str, marked: str) -> None:
    browse = await in_harbour(pilot)
    await find(pilot, wanted)
    await pilot.press("m")
    words = browse.query_one(SourceView).marked
    assert words
    assert words.exact == marked
    await pilot.press("m")
    words = browse.query_one(SourceView).marked
    assert words
    assert words.exact.startswith("Another nine people were wounded")


async def test_m_marks_the_searched_word_that_n_went_to(pilot: Pilot[None]) -> None:
    await search(pilot, "relatives ")
    browse = await in_harbour(pilot, "tab")
    await pilot.press("n", "m")
    words = browse.query_one(SourceView).marked
    assert words
    assert words.exact == "relatives"


@pytest.mark.parametrize("leave", [("down",), ("right_curly_bracket",), ("escape",)])
async def test_m_marks_the_line_or_its_fact_where_the_reader_has_left_what_was_found(
    pilot: Pilot[None], leave: tuple[str, ...]
) -> None:
    browse = await in_harbour(pilot)
    await find(pilot, "relatives")
    await pilot.press(*leave, "m")
    words = browse.query_one(SourceView).marked
    assert words
    assert words.exact != "relatives"


async def test_the_find_stays_with_the_incident(pilot: Pilot[None]) -> None:
    await in_source(pilot)
    await find(pilot, "a")
    await pilot.press("escape", "escape", "down", "enter", "tab")
    browse = await settle(pilot)
    assert not browse.query_one(SourceView).finding


async def test_braces_go_from_fact_to_fact_through_the_reports_and_stop_at_the_ends(pilot: Pilot[None]) -> None:
    browse = await in_source(pilot)
    assert browse.dossier
    order = {report.id: number for number, report in enumerate(browse.dossier.reports)}
    stated = sorted((order[fact.evidence.report], fact.evidence.start) for fact in browse.dossier.facts)
    while browse.query_one(SourceView).report != browse.dossier.reports[0]:
        await pilot.press("]")
        browse = await settle(pilot)
    await pilot.press("g")
    seen = []
    for _ in stated:
        await pilot.press("}")
        source = (await settle(pilot)).query_one(SourceView)
        assert source.report
        assert source.stepped
        assert source.stepped.report == source.report.id
        assert browse.context.fact
        seen.append((order[source.report.id], source.stepped.start))
    assert seen == stated
    await pilot.press("}")
    assert (await settle(pilot)).query_one(SourceView).stepped
    for place in reversed(stated[:-1]):
        await pilot.press("{")
        source = (await settle(pilot)).query_one(SourceView)
        assert source.report
        assert source.stepped
        assert (order[source.report.id], source.stepped.start) == place


async def test_a_line_of_text_is_never_wider_than_reads_well(wide: Pilot[None]) -> None:
    browse = await in_source(wide)
    await wide.press("z")
    browse = await settle(wide)
    source = browse.query_one(SourceView)
    assert source.size.width > 120
    assert max(len(line.rstrip()) for line in lines_of(source)[1:]) <= READABLE + 5
