"""What lies outside the terminal: the clipboard and the browser."""

import os
import shutil
import subprocess
import sys
import webbrowser
from contextlib import suppress

_PATIENCE = 2.0
"""Seconds that a clipboard program may take."""


def is_graphical() -> bool:
    """Return whether the reader sits before a desktop, not behind ssh, in a browser or on a console."""
    if "TEXTUAL_DRIVER" in os.environ or "SSH_CONNECTION" in os.environ or "SSH_TTY" in os.environ:
        return False
    return sys.platform in ("darwin", "win32") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def copy(text: str) -> bool:
    """Give `text` to the desktop's clipboard; return whether a program took it. Blocks: not for the screen's thread."""
    commands = (["pbcopy"], ["wl-copy"], ["xclip", "-selection", "clipboard"], ["xsel", "-ib"], ["clip.exe"])
    if is_graphical():
        for command in commands:
            if shutil.which(command[0]):
                with suppress(OSError, subprocess.SubprocessError):
                    quiet = subprocess.DEVNULL
                    subprocess.run(
                        command, input=text.encode(), check=True, timeout=_PATIENCE, stdout=quiet, stderr=quiet
                    )
                    return True
    return False


def browse(url: str) -> bool:
    """Open a web address in the desktop's browser; return whether it did. A browser in the terminal is not started.

    Only http and https addresses are opened: others come from strangers' texts and could name local files.
    """
    if not url.startswith(("http://", "https://")) or not is_graphical():
        return False
    with suppress(webbrowser.Error, OSError):
        return webbrowser.open(url)
    return False


def open_file(path: str) -> bool:
    """Open a file in the desktop's program for it; return whether it did. The file must be there."""
    if not is_graphical() or not os.path.isfile(path):  # noqa: PTH113
        return False
    for command in (["xdg-open"], ["open"], ["explorer.exe"]):
        if shutil.which(command[0]):
            quiet = subprocess.DEVNULL
            with suppress(OSError, subprocess.SubprocessError):
                return subprocess.run([*command, path], timeout=_PATIENCE, stdout=quiet, stderr=quiet).returncode == 0
    return False
