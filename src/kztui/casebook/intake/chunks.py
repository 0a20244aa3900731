"""Work on many things, a chunk at a time, by workers that may die: what dies with one is begun again."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Protocol, TypeVar

Given = TypeVar("Given")
Made = TypeVar("Made")

Work = Callable[[Sequence[Given]], Sequence[Made]]
"""Makes one thing of each that is given; a function of a module, so that workers can import it."""

AHEAD = 8
"""Chunks a worker that are under way or waiting: enough to go on with, and not all of a million things."""


class WorkerLost(Exception):
    """The worker that had a chunk has died."""


class Workers(Protocol):
    """Processes, here or elsewhere."""

    workers: int

    def submit(self, work: Callable[[Any], Any], chunk: Sequence[Any]) -> Callable[[], Any]:
        """Begin work on a chunk; return what waits for its result, and raises WorkerLost."""


def each(
    workers: Workers, work: Work[Given, Made], chunks: Iterable[Sequence[Given]], lost: Callable[[Given], Made]
) -> Iterator[Sequence[Made]]:
    """Yield what `work` makes of each chunk, in order.

    A chunk that dies with its worker is taken apart and begun again. Of a thing that takes a second worker down there
    is what `lost` makes of it.
    """
    waiting: deque[tuple[Sequence[Given], Callable[[], Sequence[Made]]]] = deque()
    for chunk in chunks:
        waiting.append((chunk, workers.submit(work, chunk)))
        if len(waiting) > AHEAD * workers.workers:
            yield _result(workers, work, *waiting.popleft(), lost)
    while waiting:
        yield _result(workers, work, *waiting.popleft(), lost)


def _result(
    workers: Workers,
    work: Work[Given, Made],
    chunk: Sequence[Given],
    wait: Callable[[], Sequence[Made]],
    lost: Callable[[Given], Made],
) -> Sequence[Made]:
    try:
        return wait()
    except WorkerLost:
        made: list[Made] = []
        for one in chunk:
            try:
                made += workers.submit(work, [one])()
            except WorkerLost:
                made.append(lost(one))
        return made
