"""Runs the command line inside this process, and says what no command may ever do."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NamedTuple

from click.testing import CliRunner

from kztui.cli.program import kztui
from kztui.log import log_file
from tests.robustness.work import kind_of

PATIENCE = 60
"""Seconds after which a command is said to hang: many times what any takes on a busy machine."""

HOSTILE = {chr(code) for code in (*range(0x09), *range(0x0B, 0x20), *range(0x7F, 0xA0), 0x202E)}
"""Characters that text for people never holds: a terminal would obey them."""


class Hang(BaseException):
    """A command took longer than `PATIENCE`."""


class Done(NamedTuple):
    """What a command did; `defect` says what it should not have done, or is empty."""

    code: int
    out: str
    err: str
    defect: str


def run(*arguments: str, stdin: str | bytes | None = None) -> Done:
    """Run a command and judge it."""
    logged()  # what a thread of the last one may have left
    try:
        with patience():
            result = CliRunner().invoke(kztui, list(arguments), input=stdin)
    except Hang as hang:
        return Done(-1, "", "", f"hang: {kind_of(hang)}")
    if defect := logged():
        return Done(result.exit_code, "", "", f"logged: {defect}")
    out = result.stdout_bytes.decode("utf-8", "replace")
    err = result.stderr_bytes.decode("utf-8", "replace")
    return Done(result.exit_code, out, err, _judge(result.exit_code, result.exception, out, err, arguments))


def _judge(code: int, error: BaseException | None, out: str, err: str, arguments: tuple[str, ...]) -> str:
    if error is not None and not isinstance(error, SystemExit):
        return kind_of(error)
    if code not in (0, 1, 2):
        return f"exit code {code}"
    if code == 1 and not (err.splitlines() and err.splitlines()[-1].startswith("Error: ")):
        return "exit code 1 without a last line that says why"
    machine = "--json" in arguments or "export" in arguments or "--jsonl" in arguments
    if HOSTILE & {*err} or (HOSTILE & {*out} and not machine):
        return "a control character reached the terminal"
    return ""


def logged() -> str:
    """Return the last error in the log of defects, and remove the log; empty when there is none."""
    log = log_file()
    if not log.is_file():
        return ""
    lines = [line for line in log.read_text("utf-8").splitlines() if line.strip()]
    places = [line.strip() for line in lines if line.strip().startswith("File ") and "/kztui/" in line]
    log.unlink()
    return f"{lines[-1].split(':')[0]} in {places[-1].split('/kztui/')[-1] if places else '?'}"


@contextmanager
def patience(seconds: int = PATIENCE) -> Iterator[None]:
    """Raise Hang when the block takes longer: seconds in which the machine stands still are not counted.

    Only for the main thread.
    """
    left = seconds

    def count(number: int, frame: FrameType | None) -> None:  # however long it stood still, it is called once
        nonlocal left
        left -= 1
        if left == 0:
            raise Hang

    before = signal.signal(signal.SIGALRM, count)
    signal.setitimer(signal.ITIMER_REAL, 1, 1)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
