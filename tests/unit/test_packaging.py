"""The packages hold all that the program needs, and the README's commands are the ones that are checked."""

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import click
import pytest

from kztui.cli.program import kztui

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
STORY = b"Gunmen killed three police officers in Almaty on 18 July 2016."
SCREEN = """
import asyncio
from kztui.casebook import Casebook
from kztui.home import default_casebook
from kztui.tui.app import KztuiApp

async def start():
    app = KztuiApp(Casebook.open(default_casebook()))
    async with app.run_test() as pilot:
        await pilot.pause()
        print(type(app.screen).__name__)

asyncio.run(start())
"""


def build(kind: str, project: Path, folder: Path) -> Path:
    """Return the package of a kind that hatchling builds from a project."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(folder)]
    subprocess.run(command, cwd=project, check=True, capture_output=True)
    return next(folder.glob("*.whl" if kind == "wheel" else "*.tar.gz"))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    return build("wheel", ROOT, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the wheel installs."""
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def python(installed: Path, home: Path, *arguments: str, stdin: bytes = b"") -> str:
    """Return what Python prints with the installed program before any other, in an empty folder of a new user."""
    homes = dict.fromkeys(("HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"), str(home))
    env = {**os.environ, **homes, "PYTHONPATH": str(installed)}
    command = [sys.executable, *arguments]
    done = subprocess.run(command, cwd=home, env=env, input=stdin, capture_output=True, check=False)
    assert not done.returncode, done.stderr.decode()
    return done.stdout.decode()


def test_the_wheel_lists_its_casebook_and_opens_it_on_the_screen(installed: Path, tmp_path: Path) -> None:
    where = python(installed, tmp_path, "-c", "import kztui; print(kztui.__file__)")
    assert Path(where.strip()).is_relative_to(installed)
    rows = python(installed, tmp_path, "-m", "kztui", "list", "--json")
    assert len(rows.splitlines()) >= 12
    assert python(installed, tmp_path, "-c", SCREEN).strip() == "BrowseScreen"


def test_the_wheel_extracts(installed: Path, tmp_path: Path) -> None:
    (incident,) = json.loads(python(installed, tmp_path, "-m", "kztui", "extract", stdin=STORY))["incidents"]
    stated = {fact["field"]: fact["value"] for fact in incident["facts"]}
    assert stated["killed"] == 3
    assert stated["place"]["name"] == "Almaty"


def test_the_wheel_is_the_same_when_built_from_the_source_package(wheel: Path, tmp_path: Path) -> None:
    shutil.unpack_archive(build("sdist", ROOT, tmp_path), tmp_path)
    project = next(path for path in tmp_path.iterdir() if path.is_dir())
    again = build("wheel", project, tmp_path)
    assert zipfile.ZipFile(again).namelist() == zipfile.ZipFile(wheel).namelist()


def test_the_readme_names_every_command_and_no_other() -> None:
    named = re.findall(r"^    kztui ([a-z-]+)", README, re.MULTILINE)
    context = click.Context(kztui)
    commands = {name: kztui.get_command(context, name) for name in kztui.list_commands(context)}
    assert sorted(named) == [name for name, command in commands.items() if command and not command.hidden]


def test_the_readme_tests_as_the_checks_do() -> None:
    test = "python3 -m venv .venv && .venv/bin/pip install -q -e '.[dev]' && .venv/bin/pytest"
    assert f"\n    {test}\n" in README
    assert f"({test})" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
