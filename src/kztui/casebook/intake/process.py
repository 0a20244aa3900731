"""A process that is kept to work on what strangers have written: it may hang, crash or eat memory, and nothing else
does.

Requests and answers are frames on its standard input and output: eight bytes that say how long, and the content. An
empty frame ends an answer.
"""

import os
import queue
import subprocess
import sys
from collections.abc import Callable, Generator, Iterable
from contextlib import suppress
from threading import Thread
from typing import IO

MEMORY = 2_000_000_000
"""Bytes that the process may use for what it works on."""

_FRAMES = 32  # frames that are read before they are asked for

_READ_AHEAD = 1 << 18  # bytes: many frames at a time, since each read waits for the interpreter's lock

_LONGEST = 1_000_000_000  # bytes of a frame: a longer one is not ours


class ProcessLost(Exception):
    """The process has crashed; the request that it worked on is lost."""


class ProcessTimeout(ProcessLost):
    """The process took too long, and was ended."""


class KeptProcess:
    """A process that runs the module `module`, which calls `serve`; started when it is first asked, and again when it
    was lost.
    """

    def __init__(self, module: str) -> None:
        self._module = module
        self._process: subprocess.Popen[bytes] | None = None
        self._frames: queue.Queue[bytes | None] = queue.Queue(_FRAMES)

    def ask(self, request: bytes, seconds: float) -> Generator[bytes]:
        """Yield the parts of the answer to a request, each within `seconds`. Raises ProcessLost and ProcessTimeout."""
        self.send(request)
        yield from self.answer(seconds)

    def send(self, request: bytes) -> None:
        """Send a request; `answer` gives its answer. Several small ones can be sent one after another: a pipe holds
        64 kB of them, and more would wait for a process that waits itself for its answers to be taken.
        """
        process = self._process or self._start()
        assert process.stdin
        with suppress(OSError):  # that it has died is said when its answer is asked for
            _write(process.stdin, request)

    def answer(self, seconds: float) -> Generator[bytes]:
        """Yield the parts of the answer to the first request sent that has not been answered, each within `seconds`.

        Raises ProcessLost and ProcessTimeout; the requests that were sent after it are lost then, too.
        """
        complete = False
        try:
            while frame := self._frames.get(timeout=seconds):
                yield frame
            complete = frame is not None
        except queue.Empty:
            raise ProcessTimeout from None
        finally:
            if not complete:
                self.close()
        if not complete:
            raise ProcessLost

    def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            with suppress(OSError):
                assert process.stdin
                process.stdin.close()
            process.wait()

    def _start(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-P", "-m", self._module]  # nothing is imported from the folder that one is in
        process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=_READ_AHEAD,
            start_new_session=True,  # an interrupt from the keyboard is for the program, which then ends it
        )
        assert process.stdout
        frames: queue.Queue[bytes | None] = queue.Queue(_FRAMES)
        Thread(target=_pass_on, args=(process.stdout, frames), daemon=True).start()
        self._process, self._frames = process, frames
        return process


def serve(answer: Callable[[bytes], Iterable[bytes]]) -> None:
    """Answer requests until there are no more: what the module of a `KeptProcess` does.

    What anything prints goes nowhere: the standard output is for answers.
    """
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    with open(os.devnull, "r+b") as nowhere:  # noqa: PTH123 (a device)
        os.dup2(nowhere.fileno(), 0)
        os.dup2(nowhere.fileno(), 1)
    _limit()
    with suppress(BrokenPipeError):
        while (request := _read(requests)) is not None:
            for part in answer(request):
                _write(answers, part)
            _write(answers, b"")


def _limit() -> None:
    """Limit what this process can take: memory, and no file that it writes can be longer than nothing."""
    try:
        import resource
    except ImportError:  # Windows has no such limits
        return
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _pass_on(stream: IO[bytes], frames: "queue.Queue[bytes | None]") -> None:
    """Put the frames of a stream into a queue, and None at its end."""
    with stream, suppress(OSError, ValueError):
        while (frame := _read(stream)) is not None:
            frames.put(frame)
    frames.put(None)


def _write(stream: IO[bytes], content: bytes) -> None:
    stream.write(len(content).to_bytes(8, "big"))
    stream.write(content)
    stream.flush()


def _read(stream: IO[bytes]) -> bytes | None:
    """Return the next frame, None at the end of the stream or when what is in it is not a frame."""
    start = stream.read(8)
    length = int.from_bytes(start, "big")
    if len(start) < 8 or length > _LONGEST:
        return None
    content = stream.read(length)
    return content if len(content) == length else None
