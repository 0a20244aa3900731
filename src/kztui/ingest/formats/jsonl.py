"""JSON Lines, and JSON: an object a report, with its text under `text`; and what kztui itself exports so.

Of an export the reports come back, each once, with what is known of them. Its incidents and annotations do not: they
are made from the reports, and ``kztui merge-casebooks`` joins two casebooks.
"""

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from kztui.errors import IngestError
from kztui.ingest.encoding import start_of
from kztui.ingest.importer import LARGEST, NO, SURE, Data, Importer, ReportSource

_START = re.compile(r'\s*(?:\[\s*)?\{\s*"')
_WHOLE = re.compile(rb"\s*(?:\[|\{\s*\n)")


def likelihood(data: Data, suffix: str) -> float:
    """JSON begins with an object, or an array of objects."""
    return SURE if _START.match(start_of(data[:2000]).lstrip("\ufeff")) else NO


def read(data: Data, name: str) -> Iterator[ReportSource]:
    """Yield the reports, each once."""
    seen: set[int] = set()
    for place, thing in _objects(data):
        if isinstance(thing, IngestError) or not isinstance(thing, dict):
            why = thing if isinstance(thing, IngestError) else "it is not an object"
            yield ReportSource(problem=f"{place}: {why}")
            continue
        for report in _reports(thing):
            cells = {name: _cell(value) for name, value in report.items()}
            known = hash(tuple(cells.items()))
            if known not in seen:
                seen.add(known)
                yield ReportSource(cells=cells)


def _objects(data: Data) -> Iterator[tuple[str, Any]]:
    """Yield each object and where it is; an IngestError for a line that is none."""
    if _WHOLE.match(data[:2000]):
        if len(data) > LARGEST * 5:
            raise IngestError(f"it is JSON of more than {LARGEST * 5 // 1_000_000} MB: make JSON Lines of it")
        try:
            things = msgspec.json.decode(data[:])
        except (ValueError, RecursionError):
            things = None
        if things is not None:
            for number, thing in enumerate(things if isinstance(things, list) else [things], 1):
                yield f"object {number}", thing
            return
    yield from _lines(data)


def _lines(data: Data) -> Iterator[tuple[str, Any]]:
    start = number = 0
    while start < len(data):
        end = data.find(b"\n", start)
        stop = end if end >= 0 else len(data)
        line, number, start = data[start:stop].removeprefix(b"\xef\xbb\xbf"), number + 1, stop + 1
        if line.strip():
            try:
                yield f"line {number}", msgspec.json.decode(line)
            except (ValueError, RecursionError) as error:
                yield f"line {number}", IngestError(f"it is not JSON ({error})")


def _reports(thing: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the reports of an incident that kztui has exported, or else the object itself."""
    inner = thing.get("reports")
    found = [one for one in inner if isinstance(one, dict) and "text" in one] if isinstance(inner, list) else []
    return found or [thing]


def _cell(value: Any) -> str:
    return value if isinstance(value, str) else str(value) if isinstance(value, int | float) else ""


IMPORTER = Importer("JSON Lines", likelihood, read, largest=10**12)
