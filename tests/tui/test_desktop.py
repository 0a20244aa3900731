"""The clipboard and the browser."""

import os
from pathlib import Path

import pytest

from kztui.tui import desktop


def before_a_desktop(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    for name in ("SSH_CONNECTION", "SSH_TTY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DISPLAY", ":9")
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}/usr/bin{os.pathsep}/bin")


def program(folder: Path, name: str, script: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def test_a_clipboard_program_gets_the_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before_a_desktop(monkeypatch, tmp_path)
    program(tmp_path, "pbcopy", f"cat > {tmp_path}/clip")
    assert desktop.copy("Құлсары")
    assert (tmp_path / "clip").read_text() == "Құлсары"


def test_a_clipboard_program_that_fails_is_no_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before_a_desktop(monkeypatch, tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    program(tmp_path, "xclip", "exit 1")
    assert not desktop.copy("x")


def test_nothing_is_started_behind_ssh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before_a_desktop(monkeypatch, tmp_path)
    monkeypatch.setenv("SSH_CONNECTION", "1 2 3 4")
    program(tmp_path, "pbcopy", f"touch {tmp_path}/ran")
    assert not desktop.copy("x")
    assert not desktop.browse("https://example.org")
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("url", ["file:///etc/passwd", "javascript:alert(1)", "-version", ""])
def test_only_web_addresses_are_opened(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before_a_desktop(monkeypatch, tmp_path)
    assert not desktop.browse(url)
