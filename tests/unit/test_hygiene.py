"""What the sources promise as a whole: quick starts, no markup from outside."""

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from kztui.casebook import Casebook

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
WIDGETS_OF_TEXT = {"Static", "Label", "Button", "Checkbox"}  # Textual reads their text as markup unless told not to
EXTRACTOR = {"kztui.extract.engine", "kztui.gazetteer", "kztui.extract.lexicon"}
LOADED = "\nimport json, sys; print(json.dumps(sorted(sys.modules)), file=sys.stderr)"
LIST = """
import sys
from kztui.cli import main
try:
    main()
except SystemExit as done:
    assert not done.code
"""

each_source = pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT / "src").as_posix())


def loaded_by(script: str, *arguments: str) -> set[str]:
    """Return the names of the modules that are loaded at the end of a script."""
    command = [sys.executable, "-c", script + LOADED, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return set(json.loads(done.stderr.splitlines()[-1]))


def test_listing_loads_no_screen_no_extractor_and_no_database(casebook: Casebook) -> None:
    loaded = loaded_by(LIST, "list", "place:Alga", "--casebook", casebook.location)
    assert "kztui.casebook.casebook" in loaded
    unwanted = {"textual", "rich", "asyncio", "tinydb", "filelock", "sentencex", "dateutil", "kztui.ingest", *EXTRACTOR}
    unwanted |= {"kztui.link.joining", "kztui.cli.subcommands.merge"}
    assert not unwanted & loaded


def test_the_screen_loads_no_extractor_no_database_and_nothing_that_comes_later_at_the_start() -> None:
    loaded = loaded_by("import kztui.tui.app")
    assert "textual.app" in loaded
    unwanted = {"tinydb", "tantivy", "sentencex", "kztui.ingest", "kztui.link.joining", "kztui.tui.dialogs.dialog"}
    panes = {f"kztui.tui.widgets.{name}" for name in ("fact_list", "source_view", "annotation_list", "choices", "view")}
    telling = {"kztui.present.dossier", "kztui.present.status", "kztui.model.headline", "kztui.model.telling"}
    deciding = {"kztui.casebook.deciding", "kztui.casebook.importing", "kztui.casebook.reports"}
    assert not {*unwanted, *EXTRACTOR, *panes, *telling, *deciding} & loaded


@each_source
def test_no_text_is_read_as_markup(path: Path) -> None:
    code = path.read_text(encoding="utf-8")
    assert not re.search(r"\b(from_markup|rich\.markup|render_markup)\b|\bmarkup *= *True\b", code)
    for call in ast.walk(ast.parse(code)):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in WIDGETS_OF_TEXT:
            told = {keyword.arg: ast.unparse(keyword.value) for keyword in call.keywords}
            assert told.get("markup") == "False", f"line {call.lineno}"
