"""Commands of the user's own in ``config.toml``."""

from pathlib import Path

import pytest

from kztui.config import read_config
from kztui.own_commands import OwnCommand
from kztui.tui.settings import read_settings


def read(tmp_path: Path, text: str) -> tuple[tuple[OwnCommand, ...], str]:
    """Return the commands of a file, and what is wrong with it."""
    file = tmp_path / "config.toml"
    file.write_text(text, encoding="utf-8")
    config = read_config(file)
    return config.commands, config.problem


def test_a_table_makes_a_command(tmp_path: Path) -> None:
    archive = '[commands.archive]\nlabel = "Search  it"\nrun = ["archive", "{id}"]\nkey = "f7"\n'
    text = f'{archive}[commands.less]\nrun = "less"\nscreen = true\n'
    assert read(tmp_path, text) == (
        (
            OwnCommand("archive", "Search it", ("archive", "{id}"), "f7"),
            OwnCommand("less", "less", "less", screen=True),
        ),
        "",
    )


@pytest.mark.parametrize(
    ("table", "problem"),
    [
        ("commands = 3", "commands has a table for each command: [commands.archive]"),
        ("[commands]\narchive = 3", "commands has a table for each command: [commands.archive]"),
        ("[commands.a]", 'commands.a needs run = ["program", "argument"]'),
        ("[commands.a]\nrun = []", 'commands.a needs run = ["program", "argument"]'),
        ("[commands.a]\nrun = ''", 'commands.a needs run = ["program", "argument"]'),
        ("[commands.a]\nrun = ['x', 3]", 'commands.a needs run = ["program", "argument"]'),
        ("[commands.a]\nrun = ['x']\nshell = true", "commands.a has no “shell”, only label, run, key and screen"),
        ("[commands.a]\nrun = ['x']\nkey = 7", "commands.a: label and key are texts"),
        ("[commands.a]\nrun = ['x']\nscreen = 'yes'", "commands.a: screen is true or false"),
        ("[commands.a]\nrun = ['x', '{title}']", "commands.a: {title} is not known, only {id} and {file}"),
        ("[commands.a]\nrun = 'x {id}'", "commands.a: a line for the shell takes $KZTUI_ID and $KZTUI_FILE, no {id}"),
    ],
)
def test_what_is_wrong_is_said_and_makes_no_command(tmp_path: Path, table: str, problem: str) -> None:
    assert read(tmp_path, f"{table}\n") == ((), f"config.toml: {problem}")


@pytest.mark.parametrize(
    ("run", "arguments"),
    [
        (("x", "{id}"), ["x", "KZ-1", "KZ-2"]),
        (("x", "--ids={id}", "{file}"), ["x", "--ids=KZ-1,KZ-2", "/f"]),
        (("x", "a;b $(c)"), ["x", "a;b $(c)"]),
        ("x | y", ["/bin/sh", "-c", "x | y"]),
    ],
)
def test_ids_and_the_file_take_their_places(run: tuple[str, ...] | str, arguments: list[str]) -> None:
    assert OwnCommand("a", "A", run).arguments(["KZ-1", "KZ-2"], "/f") == arguments


@pytest.mark.parametrize("odd", ["-rf", "a b", "$(x)", "", "a\nb", "../x"])
def test_an_id_that_a_program_could_misread_is_not_given(odd: str) -> None:
    with pytest.raises(ValueError, match="is no id for a program"):
        OwnCommand("a", "A", ("x", "{id}")).arguments(["KZ-1", odd], "/f")


def test_a_key_that_is_taken_is_named_and_the_command_has_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    (tmp_path / "kztui").mkdir()
    (tmp_path / "kztui" / "config.toml").write_text(
        '[commands.a]\nrun = ["x"]\nkey = "y"\n[commands.b]\nrun = ["x"]\nkey = "f7"\n'
    )
    settings = read_settings("casebook")
    assert settings.problem == "config.toml: commands.a: “y” is the key of fact.confirm"
    assert [command.key for command in settings.commands] == ["", "f7"]
