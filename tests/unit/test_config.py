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


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("columns = 'place'", "columns is a list: columns = ["),
        ("columns = ['place', 'mood']", "columns cannot be “mood”, only date, id, place"),
        ("columns = [['place']]", "columns cannot be “['place']”, only"),
        ("columns = ['place', 'place']", "columns has a column twice"),
        ("density = 'three'", "density cannot be “three”, only one-line and two-lines"),
        ("density = ['one-line']", "density cannot be"),
        ("dates = 3", "dates cannot be “3”, only auto, long and short"),
        ("policy = 'lowest'", "policy cannot be “lowest”, only latest-official, conservative and highest"),
        ("session = true", "session cannot be “True”, only resume and fresh"),
        ("theme = 1", "theme is a name"),
        ("'a\\u001b[31m' = 1", "there is no setting “a"),
    ],
)
def test_what_is_wrong_is_named_and_the_rest_counts(tmp_path: Path, line: str, said: str) -> None:
    file = tmp_path / "config.toml"
    file.write_text(f'author = "Ada"\n{line}\n[keys]\n"note.add" = "n"\n')
    config = read_config(file)
    assert config.problem.startswith(f"config.toml: {said}")
    assert "\x1b" not in config.problem
    assert (config.author, config.keys, config.shown) == ("Ada", {"note.add": "n"}, {})


def test_of_several_errors_the_first_is_named_and_the_others_are_counted(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('density = "three"\ndates = 3\nx = 1\npolicy = "highest"\n')
    config = read_config(file)
    assert config.problem.endswith("(and 2 more)")
    assert config.shown == {"policy": "highest"}
