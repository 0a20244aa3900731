"""Make docs/screen.svg, the picture in the README: the program on a copy of a casebook, as one keeps it.

    python scripts/make_screenshot.py [CASEBOOK]

CASEBOOK is the bundled one unless given. The picture is the program's own; only its web fonts are left out.
"""

import asyncio
import re
import shutil
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

from textual.pilot import Pilot

from kztui.casebook import Casebook
from kztui.model.annotation import AnnotationKind, Target
from kztui.model.fact import Evidence, Qualifier, quote
from kztui.present.marking import Unit, mark_at
from kztui.store.tinydb.beside import annotations_path
from kztui.text.bundled import bundled
from kztui.tui.app import KztuiApp
from kztui.tui.widgets.bars import TopBar
from kztui.tui.widgets.fact_list import FactList
from kztui.tui.widgets.incident_list import IncidentList

PICTURE = Path(__file__).parent.parent / "docs" / "screen.svg"
SIZE = (120, 34)
SEARCH = "killed:>=4 date:2011..2016"
PLACE, DAY = "Kulsary", date(2012, 9, 12)
WEB_FONT = re.compile(r"\s*@font-face \{.*?\}", re.DOTALL)
NOTE = "The count of five is of attackers only. Is anyone hurt among the police?"


async def picture(casebook: Casebook, incident: str) -> str:
    """Return the screen as SVG, with an incident open and the cursor on the fact that differs from the others."""
    app = KztuiApp(casebook)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await pilot.press("slash", *SEARCH, "escape")
        await settle(pilot)
        await walk(pilot, lambda: app.screen.query_one(IncidentList).current == incident)
        await pilot.press("enter")
        await settle(pilot)
        facts = app.screen.query_one(FactList)
        await walk(pilot, lambda: facts.current is not None and facts.current.qualifier is Qualifier.AT_LEAST)
        app.screen.query_one(TopBar).name_of_casebook = "incidents.json"
        await pilot.pause()
        return WEB_FONT.sub("", app.export_screenshot(title="kztui"))


def doubtful(casebook: Casebook, incident: str) -> Evidence:
    """Return the sentence with the first number that is only a lower bound."""
    words = next(fact.evidence for fact in casebook.incident(incident).facts if fact.qualifier is Qualifier.AT_LEAST)
    report = casebook.report(words.report)
    sentence = mark_at(report, words.start, Unit.SENTENCE)
    return quote(report.text, report.id, words.paragraph, sentence.start, sentence.end)


async def walk(pilot: Pilot[None], there: Callable[[], bool]) -> None:
    """Move the cursor down until it is there. Raises LookupError when it never is."""
    for _ in range(100):
        if there():
            return
        await pilot.press("down")
        await settle(pilot)
    raise LookupError("what the picture is to show is not in this casebook")


async def settle(pilot: Pilot[None]) -> None:
    """Wait until nothing is under way."""
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def main(original: Path) -> None:
    """Copy a casebook, annotate it, and write the picture."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(shutil.copy(original, folder))
        with suppress(FileNotFoundError):
            shutil.copy(annotations_path(original), folder)
        casebook = Casebook.open(path, author="you", cache=Path(folder))
        rows = [row for row in casebook.search(SEARCH).rows(0, 100) if row.date and row.date.start == DAY]
        incident = max((row for row in rows if row.place and row.place.name == PLACE), key=lambda row: row.reports).id
        casebook.annotate(AnnotationKind.NOTE, Target(incident), text=NOTE)
        casebook.annotate(AnnotationKind.TAG, Target(incident, evidence=doubtful(casebook, incident)), text="verify")
        svg = asyncio.run(picture(casebook, incident))
    PICTURE.write_text("\n".join(line.rstrip() for line in svg.splitlines()) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else bundled("incidents.json"))
