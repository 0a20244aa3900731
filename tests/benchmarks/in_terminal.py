"""A program in a terminal of its own, for measuring what a user would see."""

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping
from types import TracebackType
from typing import Self

QUIET = 0.25
"""Seconds without output after which a program has painted what it had to."""


class Terminal:
    """Runs `command` in a terminal of 120 columns and 36 lines; `started` is the clock when it was called.

    The clock is `time.perf_counter`. Used in a ``with`` statement, at whose end it is killed; then `worked` says how
    many seconds the processor was at work for it.
    """

    def __init__(self, command: tuple[str, ...], env: Mapping[str, str]) -> None:
        self.worked = 0.0
        self.started = time.perf_counter()
        self.process, self._terminal = pty.fork()
        if self.process == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 36, 120, 0, 0))
            os.execvpe(command[0], command, env)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.kill(self.process, signal.SIGKILL)
        _, _, used = os.wait4(self.process, 0)
        self.worked = used.ru_utime + used.ru_stime
        os.close(self._terminal)

    def read(self, seconds: float) -> bytes:
        """Return what the program writes next, nothing if it is silent for so many seconds. Raises EOFError."""
        if not select.select([self._terminal], [], [], seconds)[0]:
            return b""
        try:
            return os.read(self._terminal, 1 << 16)
        except OSError as error:
            raise EOFError("the program ended") from error

    def until(self, words: str, seconds: float = 60) -> float:
        """Read until `words` have been painted; return the clock. Raises TimeoutError with what came instead."""
        shown, end = b"", time.perf_counter() + seconds
        while words.encode() not in shown:
            if time.perf_counter() > end:
                raise TimeoutError(f"{words!r} was not painted, but {shown[-2000:]!r}")
            shown += self.read(1)
        return time.perf_counter()

    def settle(self) -> bytes:
        """Return all that the program writes until it is silent for a moment."""
        shown = b""
        while more := self.read(QUIET):
            shown += more
        return shown

    def send(self, keys: bytes) -> float:
        """Press keys; return the clock."""
        os.write(self._terminal, keys)
        return time.perf_counter()

    def press(self, keys: bytes) -> tuple[float, int, int]:
        """Press keys; return the seconds until the first painting, and the bytes of it and of all that follows."""
        pressed = self.send(keys)
        first = self.read(5)
        painted = time.perf_counter() - pressed
        return painted, len(first), len(first + self.settle())
