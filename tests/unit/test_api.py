"""The public API: what `import kztui` gives, and that it costs nothing until it is used."""

import subprocess
import sys
from pathlib import Path

import pytest

import kztui


@pytest.mark.parametrize("name", kztui.__all__)
def test_each_public_name_is_there_and_documented(name: str) -> None:
    assert name in dir(kztui)
    if not name.startswith("_"):
        assert getattr(kztui, name).__doc__
        assert getattr(kztui, name).__name__ == name


def test_another_name_is_not_there() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Casbook'"):
        getattr(kztui, "Casbook")  # noqa: B009


def test_importing_kztui_imports_none_of_its_parts() -> None:
    script = "import kztui, sys; print([name for name in sys.modules if name.startswith('kztui.')])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_package_says_that_it_is_typed() -> None:
    assert Path(kztui.__file__).with_name("py.typed").is_file()
    killed: kztui.CountFigure | None = kztui.Summary("KZ-2016-0001").killed
    assert killed is None
