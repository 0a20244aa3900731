"""Queries over reports: words, and a few fields."""

import re
import shlex
from collections.abc import Callable, Sequence
from functools import lru_cache

from kztui.casebook import Casebook
from kztui.casebook.reports import ReportRow
from kztui.errors import QueryError
from kztui.model.annotation import Annotation, tags
from kztui.model.report import ReportState
from kztui.search.query.dates import span_of
from kztui.text.fold import fold
from kztui.text.visible import visible

_KEPT = 5_000
"""Reports whose folded words are kept: typing looks through all of them at each letter."""

Wanted = Callable[[ReportRow, Sequence[Annotation]], bool]
"""Says of a report with the annotations on it whether it is asked for."""

_NAMED = re.compile(r"([a-z]+)([:<>=])", re.IGNORECASE)
_STATES = {state.replace(" ", "-"): state for state in ReportState}
WAITING = "waiting"
"""A state that stands for two: what waits for somebody to look at it."""

_WAITING = (ReportState.NOTHING_FOUND, ReportState.NOT_READ)


def asked_for(casebook: Casebook, text: str) -> Callable[[ReportRow], bool]:
    """Return what says whether `text` asks for a report: as a query over reports, or as one over incidents for the
    reports that tell of those. Raises QueryError for what is neither.
    """
    try:
        wanted = parse_report_query(text)
    except QueryError as error:
        try:
            results = casebook.search(text)
        except QueryError:
            raise error from None
        ids = {row.id for row in results.rows(0, results.count)}
        return lambda row: bool(ids.intersection(row.incidents))
    reports = casebook.reports
    return lambda row: wanted(row, reports.annotations(row.report.id))


def parse_report_query(text: str) -> Wanted:
    """Return what says whether a report is asked for by all the terms of `text`. Raises QueryError."""
    try:
        terms = shlex.split(text.replace("'", "’"))
    except ValueError:
        raise QueryError("a quote is not closed", len(text) - 1) from None
    tests = [_term(term, text.find(term.split(" ")[0])) for term in terms]
    return lambda row, annotations: all(test(row, annotations) for test in tests)


def _term(term: str, position: int) -> Wanted:
    if term.startswith("-") and len(term) > 1:
        test = _term(term[1:], position + 1)
        return lambda row, annotations: not test(row, annotations)
    match = _NAMED.match(term)
    if not match:
        return _words(term)
    name, operator, value = *match.groups(), term[match.end() :]
    if operator != ":":
        raise QueryError(f"reports are not asked for by {operator}", position)
    if name not in _FIELDS:
        raise QueryError(f"there is no field {name} of reports: choose one of {', '.join(_FIELDS)}", position)
    return _FIELDS[name](value, position)


def _words(term: str) -> Wanted:
    key = fold(term)

    def test(row: ReportRow, annotations: Sequence[Annotation]) -> bool:
        report = row.report
        words = _folded(report.text, report.title, report.publisher, report.url)
        return key in words or any(key in fold(one.text) for one in annotations)

    return test


@lru_cache(_KEPT)
def _folded(text: str, *head: str) -> str:
    """Return the words of a report in which words are looked for."""
    return fold("\n".join((visible(text).text, *head)))


def _state(value: str, position: int) -> Wanted:
    if value == WAITING:
        return lambda row, annotations: row.state in _WAITING
    if value not in _STATES:
        raise QueryError(f"a state is one of: {', '.join((*_STATES, WAITING))}", position)
    return lambda row, annotations: row.state is _STATES[value]


def _language(value: str, position: int) -> Wanted:
    return lambda row, annotations: row.report.language.startswith(value.lower())


def _source(value: str, position: int) -> Wanted:
    key = fold(value)
    return lambda row, annotations: key in fold(f"{row.report.publisher}\n{row.report.title}\n{row.report.url}")


def _report(value: str, position: int) -> Wanted:
    return lambda row, annotations: row.report.id.startswith(value.lower())


def _tag(value: str, position: int) -> Wanted:
    return lambda row, annotations: value.lower() in tags(annotations)


def _date(value: str, position: int) -> Wanted:
    from datetime import date

    start, end = span_of(value, date.today())

    def test(row: ReportRow, annotations: Sequence[Annotation]) -> bool:
        day = row.report.published
        return day is not None and (start is None or start <= day) and (end is None or day <= end)

    return test


_FIELDS: dict[str, Callable[[str, int], Wanted]] = {
    "state": _state,
    "lang": _language,
    "source": _source,
    "report": _report,
    "tag": _tag,
    "date": _date,
}
