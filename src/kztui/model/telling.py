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


def told_spans(report: Report, facts: Iterable[Fact]) -> list[tuple[int, int]]:
    """Return the sentences of a report that state one of the facts, as code points (start, end), in order.

    Neighbours are one stretch within their paragraph. Facts of other reports are left out.
    """
    stated: dict[int, list[tuple[int, int]]] = {}
    for fact in facts:
        evidence = fact.evidence
        if evidence.report == report.id:
            stated.setdefault(evidence.paragraph, []).append((evidence.start, evidence.end))
    spans: list[tuple[int, int]] = []
    for paragraph in report.paragraphs:
        if words := stated.get(paragraph.number):
            spans += _sentences_with(report.text, paragraph.start, paragraph.end, words)
    return spans


def title_tells(report: Report, facts: Iterable[Fact]) -> bool:
    """Return whether the title of a report is about the incident: whether its first paragraph states one of the facts.

    A report without a paragraph of its story, such as the row of a table, is about it.
    """
    first = next((one.number for one in report.paragraphs if one.kind is ParagraphKind.BODY), None)
    return first is None or any(
        fact.evidence.report == report.id and fact.evidence.paragraph <= first for fact in facts
    )


def _sentences_with(text: str, start: int, end: int, words: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the sentences between `start` and `end` that have some of the words, neighbours as one."""
    starts, ends = [start], []
    for gap in _BETWEEN.finditer(text, start, end):
        before, after = gap.span(1)
        ends.append(before)
        starts.append(after)
    ends.append(end)
    told = {at for first, last in words for at in range(bisect_right(starts, first) - 1, bisect_left(starts, last))}
    spans: list[tuple[int, int]] = []
    for at in sorted(told):
        if at - 1 in told:
            spans[-1] = (spans[-1][0], ends[at])
        else:
            spans.append((starts[at], ends[at]))
    return spans
