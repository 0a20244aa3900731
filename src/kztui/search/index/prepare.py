"""Preparing incidents for the index, which is most of the work of building it, on all processors."""

import os
import threading
import time
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_all_start_methods, get_context
from typing import NamedTuple

from kztui.search.entry import entry
from kztui.search.index.documents import document
from kztui.search.index.records import pack_row
from kztui.store.base import RecordSource

CHUNK = 500
"""Incidents that are prepared at a time."""

AHEAD = 8
"""So many chunks a process are under way: enough to go on with while the index is committed."""


class Prepared(NamedTuple):
    """Some incidents, their reports' ids in the order of the incidents, and what is wrong with others.

    Of each incident there are its number, its id, its list row (`pack_row`) and its document for the index.
    """

    incidents: list[tuple[int, str, bytes, str]]
    reports: dict[str, None]
    problems: list[str]


def prepared(source: RecordSource, numbers: Sequence[int]) -> Iterator[Prepared]:
    """Yield the incidents with these numbers of `source`, in this order.

    Where processes can share its memory, several of them work.
    """
    chunks = [numbers[start : start + CHUNK] for start in range(0, len(numbers), CHUNK)]
    workers = min(os.cpu_count() or 1, len(chunks))
    if workers < 2 or "fork" not in get_all_start_methods():
        yield from (_prepare(source, chunk) for chunk in chunks)
        return
    context = get_context("fork")
    with ProcessPoolExecutor(workers, context, initializer=_begin, initargs=(source, os.getpid())) as pool:
        ahead = deque(pool.submit(_prepare_here, chunk) for chunk in chunks[: AHEAD * workers])
        for chunk in [*chunks[AHEAD * workers :], *[None] * len(ahead)]:
            yield ahead.popleft().result()
            if chunk is not None:
                ahead.append(pool.submit(_prepare_here, chunk))


def _prepare(source: RecordSource, numbers: Sequence[int]) -> Prepared:
    some = Prepared([], {}, [])
    for number, incident, reports in source.incidents(numbers, some.problems):
        one = entry(number, incident, reports)
        some.incidents.append((number, incident.id, pack_row(one.summary), document(one)))
        some.reports.update(dict.fromkeys(incident.reports))
    return some


_shared: list[RecordSource] = []


def _begin(source: RecordSource, parent: int) -> None:
    """Take over the source in a new process, which ends when its parent has ended in whatever way."""
    _shared.append(source)
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


def _prepare_here(numbers: Sequence[int]) -> Prepared:
    return _prepare(_shared[0], numbers)
