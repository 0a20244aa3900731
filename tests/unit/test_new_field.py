"""A field that is added to the table of fields is on the screen, in queries, exports and checks by that alone."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import kztui
from kztui.casebook import Casebook

ID = "KZ-2016-0001"
ROWS = """
    DISPLACED = "displaced", Aspect.COUNT, "people driven from their homes", ">100"
    DAMAGE = "damage", Aspect.WHAT, "what was destroyed", "lorry", "actor"
"""
ADD = """
import sys
from pathlib import Path
from kztui.casebook import Casebook
from kztui.model.annotation import AnnotationKind, Target
from kztui.model.fact import quote
from kztui.present.corrections import new_fact

book = Casebook.open(Path(sys.argv[1]), author="ada")
incident = book.incident("KZ-2016-0001")
report = book.report(incident.reports[0])
start = report.text.index("a lorry")
words = quote(report.text, report.id, 2, start, start + len("a lorry"))
for text in ("displaced at least 120", "damage"):
    fact = new_fact(text, words)
    book.annotate(AnnotationKind.FACT, Target(incident.id, evidence=words), fact=fact)
"""
SCREEN = """
import asyncio, sys
from pathlib import Path
from kztui.casebook import Casebook
from kztui.tui.app import KztuiApp
from kztui.tui.widgets.fact_list import FactList
from kztui.tui.widgets.incident_list import IncidentList

def lines(widget):
    return [widget.render_line(y).text for y in range(widget.size.height)]

async def show():
    app = KztuiApp(Casebook.open(Path(sys.argv[1])))
    async with app.run_test(size=(200, 50)) as pilot:
        await pilot.pause()
        await pilot.press("enter")
        while not any(line.strip() for line in lines(app.screen.query_one(FactList))):
            await pilot.pause(0.05)
        for kind in (IncidentList, FactList):
            print(*lines(app.screen.query_one(kind)), sep="\\n")

asyncio.run(show())
"""

Run = Callable[..., str]


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package whose table of fields has two more rows."""
    folder = tmp_path_factory.mktemp("package")
    shutil.copytree(Path(kztui.__file__).parent, folder / "kztui", ignore=shutil.ignore_patterns("__pycache__"))
    table = folder / "kztui" / "model" / "fact.py"
    code = table.read_text(encoding="utf-8")
    table.write_text(re.sub(r"(?<=\n)(    CAUSE = .*\n)", lambda row: row[1] + ROWS, code, count=1), encoding="utf-8")
    return folder


@pytest.fixture
def run(package: Path, casebook: Casebook, tmp_path: Path) -> Run:
    """Runs the changed package's Python on a casebook in which the new fields are stated."""
    homes = dict.fromkeys(("HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"), str(tmp_path))

    def run(*arguments: str) -> str:
        command = [sys.executable, *arguments, casebook.location]
        env = {**os.environ, **homes, "PYTHONPATH": str(package)}
        done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
        assert not done.returncode, done.stderr
        return done.stdout

    run("-c", ADD)
    return run


def test_a_new_field_is_found_shown_exported_and_checked(run: Run) -> None:
    def command(*words: str) -> str:
        return run("-m", "kztui", *words, "--casebook")

    for query in ("displaced:>=100", "displaced.max:>500", "has:displaced", "damage:lorry", "actor:lorry"):
        assert json.loads(command("list", query, "--json"))["id"] == ID, query
    assert "no matches" not in command("list", "sort:-displaced")
    assert json.loads(command("list", "--json"))["displaced"] == {"best": 120, "low": 120, "high": None, "open": True}
    heading, row = command("export").splitlines()
    assert dict(zip(heading.split(","), row.split(","), strict=True))["displaced_low"] == "120"
    shown = command("show", ID)
    assert "displaced 120 or more" in shown
    assert re.search(r"damage +a lorry", shown)
    command("check")


def test_a_new_field_is_on_the_screen(run: Run) -> None:
    shown = run("-c", SCREEN)
    assert re.search(r"displaced +at least 120", shown)
    assert re.search(r"damage +a lorry", shown)
    assert re.search(r"K +W +A +D", shown)
