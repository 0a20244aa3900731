"""Plug-ins of other packages: found without being imported, used by name, and harmless when they are broken."""

import os
import subprocess
import sys
import tomllib
from collections.abc import Callable
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from kztui.casebook import Casebook
from kztui.errors import PluginError
from kztui.plugins import Kind, plugins

ROOT = Path(__file__).parents[2]
COUNTING = """
from kztui.export.format import Format

FORMAT = Format("how many incidents there are", lambda selection: [b"%d incidents\\n" % len(selection.rows)])
"""
LISTING = """
import sys
from kztui.plugins import Kind, plugins
print(plugins(Kind.EXPORTER).names, *plugins(Kind.EXPORTER).problems, "counting" in sys.modules, sep="\\n")
"""

Install = Callable[..., None]
Python = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder for packages, as an environment has one."""
    folder = tmp_path / "site"
    folder.mkdir()
    return folder


@pytest.fixture
def install(site: Path) -> Install:
    """Puts a package into the environment: its metadata with entry points, and its module, as pip would."""

    def put(package: str, entry: str, code: str = "", group: str = "kztui.exporters") -> None:
        metadata = site / f"{package.replace('-', '_')}-1.0.dist-info"
        metadata.mkdir()
        (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n")
        (metadata / "entry_points.txt").write_text(f"[{group}]\n{entry}\n")
        module = entry.partition("=")[2].strip().partition(":")[0]
        if code:
            (site / f"{module}.py").write_text(code)

    return put


@pytest.fixture
def python(site: Path, tmp_path: Path) -> Python:
    """Runs Python in that environment."""
    homes = dict.fromkeys(("HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"), str(tmp_path))

    def run(*arguments: object) -> "subprocess.CompletedProcess[str]":
        env = {**os.environ, **homes, "PYTHONPATH": str(site)}
        command = [sys.executable, *map(str, arguments)]
        return subprocess.run(command, env=env, capture_output=True, text=True, check=False)

    return run


def test_a_package_adds_a_format(install: Install, python: Python, casebook: Casebook) -> None:
    install("kztui-counting", "count = counting:FORMAT", COUNTING)
    done = python("-m", "kztui", "export", "--format", "count", "--casebook", casebook.location)
    assert (done.stdout, done.stderr, done.returncode) == ("1 incidents\n", "", 0)
    assert "how many incidents there are" in python("-m", "kztui", "export", "--help").stdout


def test_plugins_are_listed_without_importing_them(install: Install, python: Python) -> None:
    install("kztui-counting", "count = counting:FORMAT", COUNTING)
    names, imported = python("-c", LISTING).stdout.splitlines()
    assert "'count'" in names
    assert "'csv'" in names
    assert imported == "False"


def test_a_plugin_that_cannot_be_imported_leaves_the_others_usable(
    install: Install, python: Python, casebook: Casebook
) -> None:
    install("kztui-broken", "broken = broken_format:FORMAT", "import nowhere_to_be_found")
    done = python("-m", "kztui", "export", "--format", "broken", "--casebook", casebook.location)
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith("Error: package kztui-broken: its exporter broken cannot be loaded (ModuleNotFoundError")
    assert python("-m", "kztui", "export", "--casebook", casebook.location).stdout.startswith("id,")
    assert "package kztui-broken" in " ".join(python("-m", "kztui", "export", "--help").stdout.split())


def test_an_importer_that_cannot_be_imported_is_named_and_the_others_read(
    install: Install, python: Python, tmp_path: Path
) -> None:
    install("kztui-broken", "broken = broken_importer:IMPORTER", "import nowhere_to_be_found", "kztui.importers")
    report = tmp_path / "report.txt"
    report.write_text("Gunmen killed two police officers in Aktobe on 5 June 2016.")
    done = python("-m", "kztui", "import", report, "--casebook", tmp_path / "casebook.json")
    assert done.returncode == 0
    assert "package kztui-broken: its importer broken cannot be loaded (ModuleNotFoundError" in done.stderr
    assert "Traceback" not in done.stderr
    assert '"killed"' in (tmp_path / "casebook.json").read_text()


@pytest.mark.parametrize("package", ["kztui-counting", "a-first", "KZTUI-2"])
def test_a_name_that_is_taken_stays_with_kztui(
    install: Install, python: Python, casebook: Casebook, package: str
) -> None:
    install(package, "csv = counting:FORMAT", COUNTING)
    done = python("-m", "kztui", "export", "--casebook", casebook.location)
    assert done.stdout.startswith("id,")
    (line,) = [line for line in done.stderr.splitlines() if line.startswith("Warning: ")]
    assert line == f"Warning: package {package}: its exporter csv is left out: kztui has one of this name"


def test_of_two_packages_the_first_in_the_alphabet_has_the_name(install: Install, python: Python) -> None:
    install("zeta", "count = counting:FORMAT", COUNTING)
    install("Alpha", "count = other:FORMAT")
    _, problem, _ = python("-c", LISTING).stdout.splitlines()
    assert problem == "package zeta: its exporter count is left out: Alpha has one of this name"


def test_an_unknown_name_is_answered_with_those_that_there_are() -> None:
    with pytest.raises(PluginError, match=r"there is no exporter nonesuch: choose one of .*csv, .*geojson"):
        plugins(Kind.EXPORTER).load("nonesuch")


def test_the_environment_knows_all_that_the_project_registers() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["entry-points"]
    for kind in Kind:
        there = {entry.name: entry.value for entry in entry_points(group=kind.group) if entry.dist}
        own = declared.get(kind.group, {})
        assert own.items() <= there.items(), "install the project again: .venv/bin/pip install -e ."
        for name in own:
            plugins(kind).load(name)


def test_no_group_is_declared_that_is_never_looked_up() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["entry-points"]
    assert declared.keys() <= {kind.group for kind in Kind}
