"""Documents in their order, while several processes prepare them: each waits in line until those before it are done."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from threading import Condition

from kztui.casebook.intake.preparing import Entry, Prepared

MOST = 400
"""So many parts of documents wait for their turn: enough to go on with while a batch goes into the casebook."""


class Place:
    """The place of a document in line, and its parts that wait there."""

    def __init__(self, entry: Entry) -> None:
        self.entry = entry
        self.parts: deque[Prepared] = deque()
        self.done = 0  # parts that were put here so far, also those that have gone
        self.crashed = False  # whether the process that read it has died of it
        self.complete = False


class Line:
    """The documents `entries`, to be taken by threads that have them prepared. Safe in several threads."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.stopped = False
        self._entries = deque(entries)
        self._places: deque[Place] = deque()
        self._waiting = 0
        self._failure: BaseException | None = None
        self._changed = Condition()

    def take(self, fits: Callable[[Entry], bool] = lambda entry: True) -> Place | None:
        """Return the place of the next document; None when there is none left that `fits`, or all is stopped."""
        with self._changed:
            if self.stopped or not self._entries or not fits(self._entries[0]):
                return None
            self._places.append(Place(self._entries.popleft()))
            self._changed.notify_all()
            return self._places[-1]

    def put(self, place: Place, part: Prepared) -> None:
        """Put a part of a document in its place, when there is room or it is its turn."""
        with self._changed:
            self._changed.wait_for(lambda: self._waiting < MOST or place is self._places[0] or self.stopped)
            place.parts.append(part)
            place.done += 1
            self._waiting += 1
            self._changed.notify_all()

    def complete(self, place: Place) -> None:
        """Say that a document has no more parts."""
        with self._changed:
            place.complete = True
            self._changed.notify_all()

    def fail(self, error: BaseException) -> None:
        """Let who waits for the parts have an error."""
        with self._changed:
            self._failure = error
            self._changed.notify_all()

    def stop(self) -> None:
        """Let nobody wait any more: the rest is not wanted."""
        with self._changed:
            self.stopped = True
            self._changed.notify_all()

    def parts(self) -> Iterator[Prepared]:
        """Yield the parts of all documents, in their order. Raises what `fail` was told."""
        while (ready := self._next()) is not None:
            yield from ready

    def _next(self) -> list[Prepared] | None:
        """Wait for parts of the first document that has not gone yet; return them, or None when all have gone."""
        with self._changed:
            while True:
                if self._failure:
                    raise self._failure
                while self._places and self._places[0].complete and not self._places[0].parts:
                    self._places.popleft()
                    self._changed.notify_all()
                if not self._places and not self._entries:
                    return None
                if self._places and self._places[0].parts:
                    ready = [*self._places[0].parts]
                    self._places[0].parts.clear()
                    self._waiting -= len(ready)
                    self._changed.notify_all()
                    return ready
                self._changed.wait()
