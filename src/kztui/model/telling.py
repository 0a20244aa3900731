"""Which words of a report tell of an incident, where the report tells of others too.

A sentence that states one of the incident's facts tells of it, and so does the title when the report begins with the
incident. A report that sums up a year says something else in each sentence, often within one paragraph.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from kztui.model.fact import Fact
from kztui.model.report import ParagraphKind, Report

_BETWEEN = re.compile(
    r"""[.!?…] (?<!\b[^\W\d_].)(?<!\b[A-ZА-Я][a-zа-я].)(?<!\b[A-ZА-Я][a-zа-я]{2}.)  # "A. Uly", "Mr. Uly", "Gen. Uly"
        ["”»’')\]]* (\s+) (?=["“«‘'(\[]* [A-ZА-ЯЁӘҒҚҢӨҰҮҺІ])""",
    re.VERBOSE,
)
"""What parts two sentences. It is as exact as a search needs, and ten times as fast as `kztui.text.sentences`."""


_BODY = ParagraphKind.BODY

Stated = dict[int, list[tuple[int, int]]]
"""The words of a report that state facts, as code points (start, end), by the number of their paragraph."""


def stated_in(report: Report, facts: Iterable[Fact]) -> Stated:
    """Return the words of a report that state one of the facts. Facts of other reports are left out."""
    stated: Stated = {}
    identifier = report.id
    for fact in facts:
        evidence = fact.evidence
        if evidence.report == identifier:
            stated.setdefault(evidence.paragraph, []).append((evidence.start, evidence.end))
    return stated


def told_spans(report: Report, stated: Stated) -> list[tuple[int, int]]:
    """Return the sentences of a report that have some of the `stated` words, as code points (start, end), in order.

    Neighbours are one stretch within their paragraph.
    """
    spans: list[tuple[int, int]] = []
    for paragraph in report.paragraphs:
        if words := stated.get(paragraph.number):
            start, end, _ = slice(paragraph.start, paragraph.end).indices(len(report.text))  # a damaged one has any
            spans += _sentences_with(report.text, start, end, words)
    return spans


def title_tells(report: Report, stated: Stated) -> bool:
    """Return whether the title of a report is about the incident: whether words of its first paragraph are `stated`.

    A report without a paragraph of its story, such as the row of a table, is about it.
    """
    first = next((one.number for one in report.paragraphs if one.kind is _BODY), None)
    return first is None or (bool(stated) and min(stated) <= first)


def _sentences_with(text: str, start: int, end: int, words: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the sentences between `start` and `end` that have some of the words, neighbours as one."""
    gaps = [gap.span(1) for gap in _BETWEEN.finditer(text, start, end)]
    if not gaps:
        return [(start, end)]
    starts = [start, *(after for _, after in gaps)]
    ends = [*(before for before, _ in gaps), end]
    told = {at for first, last in words for at in range(bisect_right(starts, first) - 1, bisect_left(starts, last))}
    spans: list[tuple[int, int]] = []
    for at in sorted(told):
        if at - 1 in told:
            spans[-1] = (spans[-1][0], ends[at])
        else:
            spans.append((starts[at], ends[at]))
    return spans
