"""The reader's own editor: nothing that was written in it is thrown away, however it ends."""

import stat
import tempfile
from contextlib import nullcontext
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static, TextArea

from kztui.tui.editor import EditorError, edited

from .conftest import settle


def editor_that(folder: Path, monkeypatch: pytest.MonkeyPatch, does: str) -> None:
    """Let the reader's editor be a script: what it `does` to the file "$1"."""
    script = folder / "editor"
    script.write_text(f"#!/bin/sh\n{does}\n", "utf-8")
    script.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(script))


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "utf-8-sig", "utf-16"])
def test_an_editor_may_save_in_another_encoding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encoding: str) -> None:
    (tmp_path / "saved").write_bytes("Спросить больницу\r\nи суд\r\n".encode(encoding))
    editor_that(tmp_path, monkeypatch, f'cp "{tmp_path}/saved" "$1"')
    assert edited("short") == ("Спросить больницу\nи суд", "")


@pytest.mark.parametrize(
    ("ends", "how"), [("kill -9 $$", "was ended by signal 9"), ("exit 3", "ended with exit code 3")]
)
def test_what_an_editor_saved_before_it_failed_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ends: str, how: str
) -> None:
    editor_that(tmp_path, monkeypatch, f'echo "an hour of work" > "$1"; {ends}')
    text, failure = edited("short")
    assert text == "an hour of work"
    assert failure.endswith(f"editor {how}")


@pytest.mark.parametrize("does", [":", ': > "$1"', 'rm "$1"'])
def test_an_editor_that_fails_and_saved_nothing_leaves_the_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, does: str
) -> None:
    editor_that(tmp_path, monkeypatch, f"{does}; kill -9 $$")
    with pytest.raises(EditorError):
        edited("short")


def test_an_editor_that_ends_well_may_leave_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    editor_that(tmp_path, monkeypatch, ': > "$1"')
    assert edited("short") == ("", "")


@pytest.mark.parametrize("does", ["printf 'half\\000' > \"$1\"", 'rm "$1"; mkdir "$1"; echo half > "$1/a"'])
def test_what_an_editor_left_and_cannot_be_read_is_kept_and_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, does: str
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    editor_that(tmp_path, monkeypatch, does)
    with pytest.raises(EditorError) as raised:
        edited("short")
    (kept,) = tmp_path.glob("kztui-*/note.txt")
    assert str(kept) in str(raised.value)
    content = kept if kept.is_file() else kept / "a"
    assert content.read_bytes().startswith(b"half")
    assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700


async def test_what_a_failing_editor_left_can_be_undone(
    pilot: Pilot[None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(pilot.app), "suspend", lambda self: nullcontext())  # there is no terminal to hand over
    editor_that(tmp_path, monkeypatch, 'echo "an hour" > "$1"; kill -9 $$')
    await pilot.press("a", *"short", "ctrl+e")
    await settle(pilot)
    area = pilot.app.screen.query_one(TextArea)
    assert area.text == "an hour"
    said = str(pilot.app.screen.query_one("#dialog-message", Static).content)
    assert said.startswith("The editor failed, this is what it left (ctrl+z undoes it): ")
    await pilot.press("ctrl+z")
    await settle(pilot)
    assert area.text == "short"
