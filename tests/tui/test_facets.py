"""The view that counts what was found."""

import json

from click.testing import CliRunner
from textual.pilot import Pilot

from kztui.casebook import Casebook
from kztui.cli.program import kztui
from kztui.model.annotation import AnnotationKind, Target
from kztui.text.bundled import bundled
from kztui.tui.app import KztuiApp
from kztui.tui.widgets.counts_view import CountsView
from kztui.tui.widgets.incident_list import IncidentList
from kztui.tui.widgets.query_input import QueryInput
from tests.files import records_file

from .conftest import settle
from .test_browse import lines_of


def counts(view: CountsView) -> dict[str, int]:
    """Return the values that are shown with their numbers, the bars left out."""
    rows = [line.replace("✓", " ").split("■") for line in lines_of(view) if "■" in line]
    return {" ".join(row[0].split()): int(row[-1]) for row in rows}


async def test_values_are_counted_with_bars(casebook: Casebook) -> None:
    casebook.annotate(AnnotationKind.TAG, Target("KZ-2012-0001"), text="verify")
    async with KztuiApp(casebook).run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await pilot.press("f")
        view = (await settle(pilot)).query_one(CountsView)
        assert [line.strip() for line in lines_of(view) if line and "■" not in line] == [
            "Year", "Type", "Region", "Source", "Tag",
        ]  # fmt: skip
        assert counts(view) == {
            "2016": 1, "2012": 1, "2011": 1,
            "armed attack": 1, "explosion": 1, "suicide bombing": 1,
            "Aktobe Region": 1, "Atyrau Region": 1, "Jambyl Region": 1,
            "Harbour Wire": 2, "Ledger": 1, "Степь": 1,
            "verify": 1,
        }  # fmt: skip


async def test_a_value_narrows_the_search_and_widens_it_again(pilot: Pilot[None]) -> None:
    await pilot.press("slash", *"peop", "escape", "f")
    await settle(pilot)
    await pilot.press("enter")
    browse = await settle(pilot)
    view = browse.query_one(CountsView)
    assert browse.query_one(QueryInput).value == "peop* date:2016"
    assert lines_of(view)[1].startswith(" ✓ 2016")
    assert counts(view)["Ledger"] == 1
    assert "2011" not in counts(view)
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
    async with app.run_test(size=(120, 90)) as pilot:
        await settle(pilot)
        await pilot.press("slash", *"killed:>0", "escape", "f")
        await settle(pilot)
        await pilot.press("G")
        browse = await settle(pilot)
        view = browse.query_one(CountsView)
        assert lines_of(view)[view.item_lines(view.cursor)[0]].strip().startswith("… ")
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
