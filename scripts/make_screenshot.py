"""Make docs/screen.svg, the picture in the README: the program on a copy of a casebook, as one keeps it.

    python scripts/make_screenshot.py [CASEBOOK]

CASEBOOK is the bundled one unless given. The picture is the program's own; only its web fonts are left out.
"""

import asyncio
import re
import shutil
import sys
import tempfile
from pathlib import Path

from textual.pilot import Pilot

from kztui.casebook import Casebook
from kztui.model.annotation import AnnotationKind, Target
from kztui.text.bundled import bundled
from kztui.tui.app import KztuiApp
from kztui.tui.widgets.bars import TopBar

PICTURE = Path(__file__).parent.parent / "docs" / "screen.svg"
SIZE = (120, 34)
SEARCH = "aktobe date:2016-06-05"
WEB_FONT = re.compile(r"\s*@font-face \{.*?\}", re.DOTALL)
NOTE = "The toll rose to 25 when two of the wounded died; ask the prosecutor for the list of names."


async def picture(casebook: Casebook) -> str:
    """Return the screen as SVG, with an incident that several reports tell and the fact that they disagree on."""
    app = KztuiApp(casebook)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await pilot.press("slash", *SEARCH, "enter")
        await settle(pilot)
        app.screen.query_one(TopBar).name_of_casebook = "~/.local/share/kztui/incidents.json"
        await pilot.pause()
        return WEB_FONT.sub("", app.export_screenshot(title="kztui"))


async def settle(pilot: Pilot[None]) -> None:
    """Wait until nothing is under way."""
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def main(original: Path) -> None:
    """Copy a casebook, annotate it, and write the picture."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(shutil.copy(original, folder))
        casebook = Casebook.open(path, author="you", cache=Path(folder))
        rows = casebook.search(SEARCH).rows(0, 20)
        incident = max(rows, key=lambda row: row.reports).id
        casebook.annotate(AnnotationKind.NOTE, Target(incident), text=NOTE)
        casebook.annotate(AnnotationKind.TAG, Target(incident), text="verify")
        svg = asyncio.run(picture(casebook))
    PICTURE.write_text("\n".join(line.rstrip() for line in svg.splitlines()) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else bundled("incidents.json"))
