"""The page of keys is that of the registry, and its example is one that works."""

import subprocess
import sys
from pathlib import Path
from textwrap import dedent

from kztui.tui.settings import read_keys

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "keys.md"


def test_the_page_is_what_the_registry_says() -> None:
    command = [sys.executable, str(ROOT / "scripts" / "make_keys_page.py")]
    made = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    assert PAGE.read_text(encoding="utf-8") == made, "run: python scripts/make_keys_page.py > docs/keys.md"


def test_the_example_sets_keys(tmp_path: Path) -> None:
    example = PAGE.read_text(encoding="utf-8").partition("    [keys]\n")[2].partition("\n\n")[0]
    config = tmp_path / "config.toml"
    config.write_text(f"[keys]\n{dedent(example)}", encoding="utf-8")
    keys, problem = read_keys(config)
    assert not problem
    assert len(keys) == 2
