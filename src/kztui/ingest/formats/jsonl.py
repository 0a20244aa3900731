"""JSON Lines, and JSON: an object a report, with its text under `text`; and what kztui itself exports so.

Of an export the reports come back, each once, with what is known of them. Its incidents and annotations do not: they
are made from the reports, and ``kztui merge-casebooks`` joins two casebooks.
"""

import re
from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec.structs import replace

from kztui.errors import IngestError
from kztui.ingest.columns import report_columns, row_report
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
    found = False
    for place, thing in _objects(data):
        if isinstance(thing, IngestError):
            yield ReportSource(problem=f"{place}: {thing}")
            continue
        for source in _reports(thing):
            found = True
            known = hash(source.text)
            if not source.problem and known not in seen:
                seen.add(known)
                yield source
            elif source.problem:
                yield replace(source, problem=f"{place}: {source.problem}")
    if not found:
        raise IngestError("it is JSON, but there are no reports in it: objects with a text are expected")


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


def _reports(thing: Any) -> Iterator[ReportSource]:
    if not isinstance(thing, dict):
        yield ReportSource(problem="it is not an object")
    elif isinstance(thing.get("reports"), list) and any(isinstance(one, dict) for one in thing["reports"]):
        for one in thing["reports"]:
            if isinstance(one, dict):
                yield _report(one, "export")
    else:
        yield _report(thing, "JSON")


def _report(thing: dict[str, Any], origin: str) -> ReportSource:
    row = {key: value if isinstance(value, str) else "" for key, value in thing.items()}
    return row_report(row, report_columns(row), origin)


IMPORTER = Importer("JSON Lines", likelihood, read, largest=10**12)
