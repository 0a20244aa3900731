"""Preparing incidents for the index, which is most of the work of building it, on all processors."""

import os
import threading
import time
from collections import deque
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_all_start_methods, get_context
from typing import NamedTuple

import msgspec

from kztui.search.documents import document
from kztui.search.entry import entry
from kztui.search.records import Stored, pack_row
from kztui.search.source import Source

CHUNK = 500
"""Incidents that are prepared at a time."""

_encode = msgspec.json.Encoder().encode


class Prepared(NamedTuple):
    """Some incidents as the records and as the index take them, their reports, and what is wrong with others."""

    stored: list[Stored]
    documents: list[dict[str, object]]
    reports: dict[str, bytes]
    problems: list[str]


def prepared(source: Source) -> Iterator[Prepared]:
    """Yield all incidents of `source` in their order. Where processes can share its memory, several of them work."""
    starts = range(0, source.total, CHUNK)
    workers = min(os.cpu_count() or 1, len(starts))
    if workers < 2 or "fork" not in get_all_start_methods():
        yield from (_prepare(source, start) for start in starts)
        return
    context = get_context("fork")
    with ProcessPoolExecutor(workers, context, initializer=_begin, initargs=(source, os.getpid())) as pool:
        ahead = deque(pool.submit(_prepare_here, start) for start in starts[: 2 * workers])
        for start in [*starts[2 * workers :], *[None] * len(ahead)]:
            yield ahead.popleft().result()
            if start is not None:
                ahead.append(pool.submit(_prepare_here, start))


def _prepare(source: Source, start: int) -> Prepared:
    some = Prepared([], [], {}, [])
    for number, (incident, reports) in source.told(start, start + CHUNK, some.problems):
        one = entry(number, incident, reports)
        some.documents.append(document(one))
        some.stored.append(Stored(number, incident.id, pack_row(one.summary), _encode(incident)))
        some.reports.update((report.id, _encode(report)) for report in reports)
    return some


_shared: list[Source] = []


def _begin(source: Source, parent: int) -> None:
    """Take over the source in a new process, which ends when its parent has ended in whatever way."""
    _shared.append(source)
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


def _prepare_here(start: int) -> Prepared:
    return _prepare(_shared[0], start)
