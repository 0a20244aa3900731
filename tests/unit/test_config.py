"""The configuration file: a damaged one sets nothing, and one line says why."""

import os
from pathlib import Path

import pytest

from kztui.config import Config, read_config


def test_a_missing_file_sets_nothing(tmp_path: Path) -> None:
    assert read_config(tmp_path / "config.toml") == Config()
    assert read_config(tmp_path / "none" / "config.toml") == Config()


def test_the_name_and_the_keys_are_read(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('author = " Ada  Byron"\n[keys]\n"note.add" = "n"\n')
    assert read_config(file) == Config("Ada Byron", {"note.add": "n"})


@pytest.mark.parametrize(
    "content",
    [
        b"author = [",
        b"\xff\xfe",
        b"author = 1",
        b"keys = 1",
        b"colour = 'red'",
        b"a = " + b"[" * 100_000,
        b"a = 1\na = 2",
    ],
    ids=lambda content: content[:20].decode("latin-1"),
)
def test_a_broken_file_is_one_line(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "config.toml"
    file.write_bytes(content)
    config = read_config(file)
    assert (config.author, config.keys) == ("", {})
    assert config.problem.startswith("config.toml: ")
    assert "\n" not in config.problem


@pytest.mark.parametrize("kind", ["folder", "fifo", "endless", "loop"])
def test_what_is_not_a_regular_file_is_refused_at_once(tmp_path: Path, kind: str) -> None:
    file = tmp_path / "config.toml"
    {
        "folder": lambda: file.mkdir(),
        "fifo": lambda: os.mkfifo(file),
        "endless": lambda: file.symlink_to("/dev/zero"),
        "loop": lambda: file.symlink_to(file),
    }[kind]()
    assert read_config(file).problem.startswith("config.toml: ")
