"""A number that is open to doubt bears its sign wherever it is shown."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from msgspec.structs import replace

from kztui.cli.program import kztui
from kztui.model.fact import Doubt, Field
from tests.files import put
from tests.unit.conftest import MakeFacts, MakeReport


@pytest.fixture
def here(path: Path, make_report: MakeReport, make_facts: MakeFacts) -> tuple[str, str]:
    """A casebook in which the number of killed was added up from parts."""
    report = make_report()
    facts = (replace(one, doubt=Doubt.PARTS) if one.field is Field.KILLED else one for one in make_facts(report))
    put(path, ("KZ-2016-0001", report, tuple(facts)))
    return "--casebook", str(path)


def run(*arguments: str) -> str:
    done = CliRunner().invoke(kztui, arguments)
    assert done.exit_code == 0, done.output
    return done.stdout


def test_in_a_list(here: tuple[str, str]) -> None:
    heading, row = run("list", *here).splitlines()
    end = heading.index("Killed") + len("Killed")
    assert row[:end].endswith(" 2?")


def test_on_the_page_of_an_incident(here: tuple[str, str]) -> None:
    assert "  killed 2, open to doubt" in run("show", "KZ-2016-0001", *here).splitlines()


def test_in_a_dossier(here: tuple[str, str]) -> None:
    assert "open to doubt" in run("export", "--format", "dossier-md", *here)


def test_in_a_site(here: tuple[str, str], tmp_path: Path) -> None:
    run("export", "--format", "site", "--output", str(tmp_path / "site"), *here)
    page = (tmp_path / "site" / "index.html").read_text()
    assert 'title="2: open to doubt">2<span class="sign">?</span>' in page
    assert "? open to doubt" in page
