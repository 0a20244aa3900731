"""The pages on Python and on formats are true: their examples run, and they name all formats and keys."""

import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from kztui.casebook import Casebook
from kztui.export.views import fact_view, incident_view
from kztui.model.row import row_view
from kztui.plugins import Kind, plugins

ROOT = Path(__file__).parents[2]
FORMATS = (ROOT / "docs" / "formats.md").read_text("utf-8")


def test_the_examples_in_python_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("incidents.json", "incidents.annotations.json"):
        shutil.copy(ROOT / "data" / name, tmp_path)
    monkeypatch.chdir(tmp_path)
    page = (ROOT / "docs" / "api.md").read_text("utf-8")
    blocks = re.findall(r"^```python\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    seen: dict[str, Any] = {}
    for block in blocks:
        exec(compile(block, "docs/api.md", "exec"), seen)
    assert seen["found"].count
    assert seen["undone"][0].verdict == "confirmed"
    texts = [one.text for one in Casebook.open("incidents.json").annotations(seen["incident"].id)]
    assert "ask the court" in texts


@pytest.mark.parametrize(("kind", "heading"), [(Kind.IMPORTER, "In"), (Kind.EXPORTER, "Out")])
def test_every_format_is_described(kind: Kind, heading: str) -> None:
    section = FORMATS.split(f"## {heading}\n")[1].split("\n## ")[0]
    rows = re.findall(r"^\| (`.*?) \|", section, re.MULTILINE)
    named = [name for row in rows for name in re.findall(r"`([^`]+)`", row)]
    assert sorted(named) == sorted(plugins(kind).names)


def test_every_key_of_the_json_forms_is_described(casebook: Casebook) -> None:
    named = set(re.findall(r"`(\w+)`", FORMATS.split("## JSON")[1]))
    (row,) = casebook.search().rows(0, 1)
    incident = casebook.incident(row.id)
    reports = [casebook.report(report) for report in incident.reports]
    keys = {*row_view(row), *incident_view(incident, row, reports, ()), *fact_view(incident.facts[0])}
    assert keys <= named
