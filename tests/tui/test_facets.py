"""The view that counts what was found."""

import json
import re
from pathlib import Path

from click.testing import CliRunner
from textual.pilot import Pilot

from kztui.casebook import Casebook
from kztui.cli.program import kztui
from kztui.model.annotation import AnnotationKind, Target, Verdict
from kztui.model.fact import Field
from kztui.present.counting import count
from kztui.text.bundled import bundled
from kztui.tui.app import KztuiApp
from kztui.tui.widgets.bars import StatusLine
from kztui.tui.widgets.counts_view import CountsView
from kztui.tui.widgets.fact_list import FactList
from kztui.tui.widgets.incident_list import IncidentList
from kztui.tui.widgets.query_input import QueryInput
from scripts.make_casebook import import_numbered
from tests.files import records_file

from .conftest import settle
from .test_browse import lines_of
from .world import fact, report


def counts(view: CountsView) -> dict[str, int]:
    """Return the values that are shown with the numbers of their incidents."""
    return {name: numbers[0] for name, numbers in all_numbers(view).items()}


def all_numbers(view: CountsView) -> dict[str, list[int]]:
    """Return for each value that is shown incidents, killed and wounded, with the shares of the first two."""
    rows = [re.split(r"\s{2,}", line.replace("*", " ").strip()) for line in lines_of(view) if "⣿" in line]
    return {row[0]: [int(word.strip("%<").replace(",", "")) for word in " ".join(row[1:-1]).split()] for row in rows}


async def test_values_are_counted_with_their_tolls_and_shares(casebook: Casebook) -> None:
    casebook.annotate(AnnotationKind.TAG, Target("KZ-2012-0001"), text="verify")
    fact = next(fact for fact in casebook.incident("KZ-2016-0001").facts if fact.field is Field.KILLED)
    casebook.annotate(AnnotationKind.VERDICT, Target("KZ-2016-0001", fact.id), verdict=Verdict.CONFIRMED)
    async with KztuiApp(casebook).run_test(size=(120, 120)) as pilot:
        await settle(pilot)
        await pilot.press("f")
        view = (await settle(pilot)).query_one(CountsView)
        lines = lines_of(view)
        heads = [line.split("incidents")[0].strip() for line in lines[1:] if line.endswith("wounded")]
        assert heads == [
            "Year", "Type", "Region", "Actor", "Weapon", "Side", "Verdict", "Day known to", "Place known to",
            "Publisher", "Language", "Tag",
        ]  # fmt: skip
        assert lines[0].split() == ["3", "incidents,", "32", "killed,", "12", "wounded"]
        shown = all_numbers(view)
        assert counts(view).items() >= {
            "2016": 1, "2012": 1, "2011": 1,
            "armed attack": 1, "explosion": 1, "suicide bombing": 1,
            "Aktobe Region": 1, "Atyrau Region": 1, "Jambyl Region": 1,
            "Harbour Wire": 2, "Ledger": 1, "Степь": 1,
            "confirmed": 1, "nobody checked it": 2, "the day": 2, "the month": 1, "en": 3, "verify": 1,
        }.items()  # fmt: skip
        for name in ("2016", "Harbour Wire", "nobody checked it"):
            condition = {"2016": "date:2016", "Harbour Wire": 'source:="Harbour Wire"'}.get(name, "-has:verdict")
            total = casebook.search(condition).total()
            number, share, killed, *others = shown[name]
            assert (number, killed) == (total.incidents, total.killed)
            assert share == round(100 * number / 3)
            assert others[-1] == total.wounded
            if killed:
                assert others[0] == round(100 * killed / 32)


def test_a_value_in_capitals_and_in_small_letters_is_one(tmp_path: Path) -> None:
    reports = [
        report(f"{word} were held in town {number}.") for number, word in enumerate(("Gunmen", "gunmen", "gunmen"))
    ]
    told = [(one, [(fact(one, Field.PERPETRATOR, word, word),)]) for one in reports if (word := one.text.split()[0])]
    import_numbered(tmp_path / "incidents.json", told)
    casebook = Casebook.open(tmp_path / "incidents.json", cache=tmp_path / "cache")
    results = casebook.search("")
    actors = next(block for block in count(casebook, results).blocks if block.field == "actor")
    assert [(one.name, one.incidents, one.chosen) for one in actors.values] == [("gunmen", 3, False)]
    assert casebook.search(actors.values[0].query).count == 3


async def test_several_values_of_a_field_are_alternatives_and_those_of_two_fields_are_not(pilot: Pilot[None]) -> None:
    await pilot.press("f")
    await settle(pilot)
    await pilot.press("space")
    await settle(pilot)
    await pilot.press("down", "space")
    browse = await settle(pilot)
    view = browse.query_one(CountsView)
    assert browse.query_one(QueryInput).value == "(date:2016 OR date:2012)"
    assert lines_of(view)[0].split("   ")[1] == "2 chosen"
    assert [line[:7] for line in lines_of(view)[2:5]] == [" * 2016", " * 2012", "   2011"]
    assert counts(view)["2011"] == 1
    await pilot.press("}", "space")
    browse = await settle(pilot)
    view = browse.query_one(CountsView)
    asked = browse.query_one(QueryInput).value
    assert asked.startswith("(date:2016 OR date:2012) type:=")
    assert browse.query_one(IncidentList).results
    assert lines_of(view)[0].startswith(" 1 incident,")
    await pilot.press("space", "{", "space")
    browse = await settle(pilot)
    assert browse.query_one(QueryInput).value == "date:2012"
    await pilot.press("down", "space")
    browse = await settle(pilot)
    assert browse.query_one(QueryInput).value == ""


async def test_a_value_narrows_the_search_and_widens_it_again(pilot: Pilot[None]) -> None:
    await pilot.press("slash", *"peop", "escape", "f")
    await settle(pilot)
    await pilot.press("enter")
    browse = await settle(pilot)
    view = browse.query_one(CountsView)
    assert browse.query_one(QueryInput).value == "peop* date:2016"
    assert lines_of(view)[2].startswith(" * 2016")
    assert counts(view)["armed attack"] == 1
    assert counts(view)["2011"] == 1
    assert "suicide bombing" not in counts(view)
    assert browse.focused is view
    await pilot.press("enter")
    browse = await settle(pilot)
    assert browse.query_one(QueryInput).value == "peop*"
    await pilot.press("escape")
    browse = await settle(pilot)
    assert isinstance(browse.focused, IncidentList)
    assert browse.query_one(IncidentList).item_count == 3


async def test_the_open_incident_stays_while_one_looks_at_the_counts(pilot: Pilot[None]) -> None:
    await pilot.press("j", "f")
    await settle(pilot)
    await pilot.press("j", "j")
    browse = await settle(pilot)
    assert browse.dossier
    assert browse.dossier.incident.id == "KZ-2012-0001"


async def test_the_counts_are_those_of_the_list(casebook: Casebook) -> None:
    bundle = bundled("incidents.json")
    app = KztuiApp(Casebook.open(bundle, cache=records_file(casebook).parent / "cache"))
    async with app.run_test(size=(120, 200)) as pilot:
        await settle(pilot)
        await pilot.press("slash", *"killed:>0", "escape", "f")
        await settle(pilot)
        await pilot.press("}", "}", "up")
        browse = await settle(pilot)
        view = browse.query_one(CountsView)
        assert lines_of(view)[1 + view.item_lines(view.cursor)[0]].endswith(" more")
        await pilot.press("enter")
        view = (await settle(pilot)).query_one(CountsView)
        shown = counts(view)
    listed = CliRunner().invoke(kztui, ["list", "killed:>0", "--json", "--casebook", str(bundle)]).stdout.splitlines()
    rows = [json.loads(line) for line in listed]
    types = [row["type"] for row in rows if row["type"]]
    assert types
    assert {name: shown[name] for name in types} == {name: types.count(name) for name in types}
    for year in ("2016", "2012", "2011"):
        assert shown[year] == sum(row["date_start"][:4] <= year <= row["date_end"][:4] for row in rows)


async def test_where_there_is_room_the_list_stands_beside_the_counts_and_follows(wide: Pilot[None]) -> None:
    await wide.press("f")
    browse = await settle(wide)
    view, listed = browse.query_one(CountsView), browse.query_one(IncidentList)
    assert listed.region.right < view.region.right
    assert listed.region.y == view.region.y
    assert listed.size.width > 100
    await wide.press("space")
    browse = await settle(wide)
    assert listed.item_count == 1
    await wide.press("tab")  # to the incident, which takes the room of the list
    browse = await settle(wide)
    assert browse.dossier
    assert browse.focused is browse.query_one(FactList)
    assert browse.query_one(FactList).size.width > 40
    assert not listed.size.width
    await wide.press("escape", "z")
    await settle(wide)
    assert view.size.width > 190
    await wide.press("z", "2")
    await settle(wide)
    assert not listed.size.width
    await wide.press("1")
    await settle(wide)
    assert listed.size.width


async def test_the_status_is_at_once_about_the_counts(pilot: Pilot[None]) -> None:
    await pilot.press("f")
    browse = await settle(pilot)
    assert browse.query_one(StatusLine).about.startswith("Year: 2016. space: ")
