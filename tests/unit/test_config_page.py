"""The page of settings is that of their table, and its example is one that works."""

import subprocess
import sys
from pathlib import Path
from textwrap import dedent

from kztui.config import SETTINGS, read_config

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "config.md"


def test_the_page_is_what_the_table_says() -> None:
    command = [sys.executable, str(ROOT / "scripts" / "make_config_page.py")]
    made = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    assert PAGE.read_text(encoding="utf-8") == made, "run: python scripts/make_config_page.py > docs/config.md"


def test_its_example_sets_everything(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text(dedent(PAGE.read_text(encoding="utf-8").partition("sets them all:\n\n")[2]), encoding="utf-8")
    config = read_config(file)
    assert not config.problem
    assert {"author", "commands", "keys", *config.shown} == {setting.name for setting in SETTINGS}
    assert config.author
    assert config.keys
    assert config.commands
