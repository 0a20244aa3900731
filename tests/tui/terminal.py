"""A pseudo-terminal with a program on it, whose picture an emulator keeps as a user would see it."""

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
from types import TracebackType
from typing import Self

import pyte

PATIENCE = 30.0  # seconds until something that does not come is a failure


class Terminal:
    """A Python program on a terminal of its own.

    It is killed when the `with` block is left by an error, so that no test leaves a process behind.
    """

    def __init__(
        self, code: str, *arguments: str, columns: int = 120, rows: int = 36, variables: dict[str, str] | None = None
    ) -> None:
        """Start Python `code` with `arguments`, and with `variables` added to the environment."""
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self.sent = bytearray()
        self._descriptor, inner = pty.openpty()
        fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        inherited = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
        self.process = subprocess.Popen(
            [sys.executable, "-c", code, *arguments],
            stdin=inner,
            stdout=inner,
            stderr=inner,
            env={**inherited, "TERM": "xterm-256color", "COLORTERM": "truecolor", **(variables or {})},
            start_new_session=True,
        )
        os.close(inner)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self._descriptor)

    @property
    def lines(self) -> list[str]:
        """The lines that are shown now, without blanks at their ends."""
        return [line.rstrip() for line in self._screen.display]

    @property
    def text(self) -> str:
        """All that is shown now."""
        return "\n".join(self.lines)

    def press(self, keys: bytes) -> None:
        """Send keys as a terminal does."""
        os.write(self._descriptor, keys)

    def vanish(self) -> None:
        """Go away without a signal, as to a program whose controlling terminal it is not."""
        nothing = os.open(os.devnull, os.O_RDWR)
        os.dup2(nothing, self._descriptor)
        os.close(nothing)

    def read(self, patience: float = PATIENCE) -> bytes:
        """Return what is sent next, and show it; nothing after `patience` seconds of silence, or at the end."""
        if not select.select([self._descriptor], [], [], patience)[0]:
            return b""
        try:
            part = os.read(self._descriptor, 1 << 16)
        except OSError:  # the program has closed its end
            return b""
        self.sent += part
        self._stream.feed(part)
        return part

    def read_until_quiet(self, quiet: float) -> int:
        """Read until nothing comes for `quiet` seconds; return the number of bytes."""
        return sum(map(len, iter(lambda: self.read(quiet), b"")))

    def wait_for(self, words: str) -> None:
        """Wait until the words are shown in one line. Raises AssertionError when they do not come."""
        deadline = time.monotonic() + PATIENCE
        while words not in self.text:
            if not self.read() or time.monotonic() > deadline:
                raise AssertionError(f"{words!r} is not shown:\n{self.text}")

    def wait_for_end(self) -> int:
        """Wait until the program has ended, and return its exit code. Raises AssertionError when it goes on."""
        deadline = time.monotonic() + PATIENCE
        while self.process.poll() is None:
            self.read(0.05)
            assert time.monotonic() < deadline, f"the program goes on:\n{self.text}"
        self.read_until_quiet(0.05)
        return self.process.returncode
