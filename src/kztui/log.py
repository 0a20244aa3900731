"""The log of defects: exceptions that nobody expected, kept with their tracebacks for whoever mends the program.

What a user can mend is a `kztui.errors.UserError` and is only shown. Anything else is a defect: front ends catch it in
one place, hand it to `record_defect`, show the line that comes back and exit with `DEFECT_EXIT`.
"""

import os
import platform
import sys
import traceback
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from kztui import __version__
from kztui.errors import UserError
from kztui.folders import state_folder
from kztui.text.clean import clean

DEFECT_EXIT = 70
"""The exit code after a defect: EX_SOFTWARE of BSD's sysexits.h."""

LOG_BYTES = 1_000_000
"""When the log has grown to this size it becomes `kztui.log.1`, in place of the one before."""


def log_file() -> Path:
    """Return where defects are written, in the user's state folder. Raises UserError where there is none."""
    return state_folder() / "kztui.log"


def record_defect(error: BaseException, during: str = "") -> str:
    """Append `error` with its traceback to the log; return one line for the user that says where to look.

    `during` is what was being read or done, such as the name of a file; the line begins with it. Never raises: when
    the log cannot be written, the line says why and names the error all the same.
    """
    name = " ".join(clean("".join(traceback.format_exception_only(error))).split())
    defect = f"{during}: this is a defect in kztui" if during else "this is a defect in kztui"
    try:
        path = log_file()
    except UserError as problem:
        return clean(f"{defect}: {name} (not logged: {problem})")
    try:
        _append(path, _entry(error, during))
    except OSError as problem:
        return clean(f"{defect}: {name} (not logged: {path}: {(problem.strerror or str(problem)).lower()})")
    return clean(f"{defect}; please report it with the end of {path}: {name}")


def _entry(error: BaseException, during: str) -> str:
    """Return what is logged of an error; control characters are cleaned, since a log is read in a terminal."""
    heading = (
        f"--- {datetime.now(UTC).isoformat(timespec='seconds')} kztui {__version__},"
        f" Python {platform.python_version()}, {sys.platform}"
    )
    command = f"command: {sys.argv}"
    about = [f"during: {during}"] if during else []
    return clean("\n".join([heading, command, *about, "".join(traceback.format_exception(error))]))


def _append(path: Path, entry: str) -> None:
    """Append to the log, readable by its owner only; a full one is set aside first."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.parent.chmod(0o700)
    with suppress(FileNotFoundError):
        if path.stat().st_size >= LOG_BYTES:
            path.replace(path.with_name(f"{path.name}.1"))
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_NONBLOCK", 0)  # a FIFO in its place fails at once
    with os.fdopen(os.open(path, flags, 0o600), "a", encoding="utf-8") as log:
        log.write(f"{entry}\n")
