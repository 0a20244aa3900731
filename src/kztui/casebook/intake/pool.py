"""Documents prepared side by side: in processes of their own when they are many, or when their parsers are not to be
trusted.
"""

import os
import queue
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import msgspec

from kztui.casebook.intake.line import Line, Place
from kztui.casebook.intake.preparing import Entry, Prepared, prepare
from kztui.casebook.intake.process import KeptProcess, ProcessLost, ProcessTimeout
from kztui.errors import IngestError, PluginError

FEW = 20
"""Up to this many documents, those that need no process of their own are read in this one: to start others takes
longer."""

LONG = 100_000
"""Documents of more bytes are always read in another process: one that takes too long can be given up there."""

SECONDS = 60
"""How long a report of a document may take."""

AHEAD, AHEAD_BYTES, AHEAD_SENT = 8, 1_000_000, 32_000
"""So many documents are sent to a process at a time, of so many bytes in all, so many of them sent along: a pipe holds
64 kB, and one process should not have a long document waiting behind another while a second one has nothing to do.
"""

WORKER = "kztui.casebook.intake.worker"


class Pool:
    """Up to `jobs` processes that prepare documents; they are kept until `close`. They run the module `worker`."""

    def __init__(self, jobs: int = 0, seconds: float = SECONDS, worker: str = WORKER) -> None:
        self.jobs = jobs or available()
        self._seconds = seconds
        self._idle: queue.SimpleQueue[KeptProcess] = queue.SimpleQueue()
        self._made = [KeptProcess(worker) for _ in range(self.jobs)]
        for process in self._made:
            self._idle.put(process)

    def __enter__(self) -> "Pool":
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        """End the processes."""
        for process in self._made:
            process.close()

    def prepare(self, entries: Sequence[Entry]) -> Iterator[Prepared]:
        """Yield what documents bring in, in their order."""
        if len(entries) > FEW:
            yield from self._side_by_side(entries)
            return
        for entry in entries:
            apart = _size(entry) > LONG or _isolated(entry)
            yield from self._side_by_side([entry]) if apart else prepare(entry)

    def _side_by_side(self, entries: Sequence[Entry]) -> Iterator[Prepared]:
        line = Line(entries)
        with ThreadPoolExecutor(self.jobs) as threads:
            try:
                for _ in range(min(self.jobs, len(entries))):
                    threads.submit(self._serve, line)
                yield from line.parts()
            except BaseException:  # an interrupt, or nobody wants the rest
                line.stop()
                self.close()
                raise

    def _serve(self, line: Line) -> None:
        """Have documents prepared by one process until there are no more."""
        process, sent = self._idle.get(), deque[Place]()
        try:
            while self._send(process, line, sent):
                self._receive(process, line, sent)
        except BaseException as error:
            line.fail(error)
            raise
        finally:
            self._idle.put(process)

    def _send(self, process: KeptProcess, line: Line, sent: deque[Place]) -> bool:
        """Send a process the next document, or several small ones, so that it need not wait for us in between.

        Returns False when there is nothing to wait for.
        """
        while place := line.take(lambda entry: not sent or _are_small([*(one.entry for one in sent), entry])):
            sent.append(place)
            process.send(msgspec.msgpack.encode(place.entry))
        return bool(sent) and not line.stopped

    def _receive(self, process: KeptProcess, line: Line, sent: deque[Place]) -> None:
        """Put the parts of the first document sent into their place. One that its process dies of is sent once more."""
        place, problem = sent[0], ""
        name = place.entry.name
        try:
            for number, frame in enumerate(process.answer(self._seconds)):
                if number >= place.done:
                    line.put(place, msgspec.msgpack.decode(frame, type=Prepared))
        except ProcessTimeout:
            problem = f"{name}: reading it takes more than {self._seconds:.0f} seconds"
        except ProcessLost:
            if not place.crashed:
                place.crashed = True
                self._send_again(process, line, sent)
                return
            problem = f"{name}: its reader has crashed on it twice: the document may be broken"
        sent.popleft()
        if problem:
            line.put(place, Prepared(name, problem=problem))
            self._send_again(process, line, sent)
        line.complete(place)

    def _send_again(self, process: KeptProcess, line: Line, sent: Iterable[Place]) -> None:
        """Send the process that follows one that died what that one took along."""
        for place in sent if not line.stopped else ():
            process.send(msgspec.msgpack.encode(place.entry))


def available() -> int:
    """Return how many processors this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on macOS and Windows
        return os.cpu_count() or 1


def _isolated(entry: Entry) -> bool:
    """Return whether a document is in a format whose parser has a process of its own."""
    from kztui.ingest.reading import opened
    from kztui.ingest.recognising import importer, recognise

    try:
        if entry.kind:
            return importer(entry.kind).isolated
        if entry.data or not entry.path:
            return importer(recognise(entry.data, entry.name)).isolated
        with opened(Path(entry.path)) as data:
            return importer(recognise(data, entry.name)).isolated
    except (IngestError, PluginError):
        return False  # whoever prepares it says what is wrong


def _are_small(entries: Sequence[Entry]) -> bool:
    """Return whether documents can be sent to a process one after another, without waiting for its answers."""
    sent = sum(len(entry.data) for entry in entries)
    return len(entries) <= AHEAD and sent <= AHEAD_SENT and sum(map(_size, entries)) <= AHEAD_BYTES


def _size(entry: Entry) -> int:
    """Return the bytes of a document that is sent along, or of the file that it is read from."""
    if entry.data or not entry.path:
        return len(entry.data)
    with suppress(OSError, ValueError):
        return Path(entry.path).stat().st_size
    return 0
