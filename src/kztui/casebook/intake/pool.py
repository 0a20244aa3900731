"""Documents prepared side by side: in processes of their own when they are many, or when their parsers are not to be
trusted.
"""

import os
import queue
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from pathlib import Path
from threading import Event

import msgspec

from kztui.casebook.intake.preparing import Entry, Prepared, prepare
from kztui.casebook.intake.process import KeptProcess, ProcessLost, ProcessTimeout
from kztui.errors import IngestError, PluginError

FEW = 20
"""Up to this many documents, those that need no process of their own are read in this one: to start others takes
longer."""

SECONDS = 60
"""How long a report of a document may take."""

_AHEAD = 64  # parts of one document that wait for their turn
_WORKER = "kztui.casebook.intake.worker"


class Pool:
    """Up to `jobs` processes that prepare documents; they are kept until `close`."""

    def __init__(self, jobs: int = 0, seconds: float = SECONDS) -> None:
        self.jobs = jobs or available()
        self._seconds = seconds
        self._idle: queue.SimpleQueue[KeptProcess] = queue.SimpleQueue()
        self._made = [KeptProcess(_WORKER) for _ in range(self.jobs)]
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
            yield from self._apart(entry) if _isolated(entry) else prepare(entry)

    def _side_by_side(self, entries: Sequence[Entry]) -> Iterator[Prepared]:
        waiting: deque[queue.Queue[Prepared | None]] = deque()
        stopped = Event()
        with ThreadPoolExecutor(self.jobs) as threads:
            try:
                for entry in entries:
                    parts: queue.Queue[Prepared | None] = queue.Queue(_AHEAD)
                    waiting.append(parts)
                    threads.submit(self._collect, entry, parts, stopped)
                    if len(waiting) > self.jobs * 4:
                        yield from iter(waiting.popleft().get, None)
                while waiting:
                    yield from iter(waiting.popleft().get, None)
            except BaseException:  # an interrupt, or nobody wants the rest
                stopped.set()
                self.close()
                raise

    def _collect(self, entry: Entry, parts: "queue.Queue[Prepared | None]", stopped: Event) -> None:
        """Put the parts of a document into a queue, and None at its end, unless everything is stopped."""
        for part in chain(self._apart(entry) if not stopped.is_set() else (), (None,)):
            while not stopped.is_set():
                try:
                    parts.put(part, timeout=0.2)
                    break
                except queue.Full:
                    continue

    def _apart(self, entry: Entry) -> Iterator[Prepared]:
        """Yield what a document brings in, prepared in a process of its own; when that dies, by a second one."""
        process, done = self._idle.get(), 0
        try:
            for last in (False, True):
                try:
                    for number, frame in enumerate(process.ask(msgspec.msgpack.encode(entry), self._seconds)):
                        if number >= done:
                            yield msgspec.msgpack.decode(frame, type=Prepared)
                            done += 1
                    return
                except ProcessLost:
                    if last:
                        why = "its reader has crashed on it twice: the document may be broken"
                        yield Prepared(entry.name, problem=f"{entry.name}: {why}")
        except ProcessTimeout:
            yield Prepared(entry.name, problem=f"{entry.name}: reading it takes more than {self._seconds:.0f} seconds")
        finally:
            self._idle.put(process)


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
