"""Documents that are looked at before they come in: read in the background, shown, and only then added."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import chain, islice
from threading import Event

from kztui.casebook.intake.pool import Pool
from kztui.casebook.intake.preparing import Entry, Prepared

MOST = 200
"""Parts of documents that are read for a look; what comes after them is read when all is taken."""


class Stopped(Exception):
    """The reader does not want the rest."""


class Look:
    """The parts of some documents, read as far as a look needs them. `read` and `all` run off the screen's thread."""

    def __init__(self, pool: Pool, entries: Sequence[Entry]) -> None:
        self.parts: list[Prepared] = []
        self.whole = False
        self.documents = len(entries)
        self._pool, self._coming = pool, pool.prepare(entries)
        self._stopped = Event()

    def read(self, hear: Callable[[Prepared], object] = lambda part: None) -> None:
        """Read up to `MOST` parts. Raises Stopped."""
        for part in islice(self._coming, MOST):
            self._check()
            self.parts.append(part)
            hear(part)
        self._check()
        self.whole = len(self.parts) < MOST

    def all(self) -> Iterator[Prepared]:
        """Yield all parts, those that have been read first. Raises Stopped."""
        for part in chain(self.parts, self._coming):
            self._check()
            yield part

    def until_stopped(self) -> Iterator[Prepared]:
        """Yield the parts until the reader stops it: what is done stays done."""
        with suppress(Stopped):
            yield from self.all()

    def stop(self) -> None:
        """Stop reading at once, also a document that takes long."""
        self._stopped.set()
        self._pool.close()

    def _check(self) -> None:
        if self._stopped.is_set():
            raise Stopped
