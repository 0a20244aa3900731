"""Reports are extracted as readers see them (`kztui.text.visible`); facts quote them as they are."""

from bisect import bisect_left

from msgspec.structs import replace

from kztui.model.fact import Fact, fact_id, quote
from kztui.model.report import Report
from kztui.text.visible import VisibleText, visible


def visible_report(report: Report) -> tuple[Report, VisibleText]:
    """Return a report, under its id, with the text that a reader sees, and the way back to what is written."""
    seen = visible(report.text)
    if not seen.starts:
        return report, seen
    paragraphs = tuple(
        replace(one, start=bisect_left(seen.starts, one.start), end=bisect_left(seen.starts, one.end))
        for one in report.paragraphs
    )
    return replace(report, text=seen.text, paragraphs=paragraphs), seen


def as_written(fact: Fact, report: Report, seen: VisibleText) -> Fact:
    """Return a fact of the visible report with evidence in the report as it is written."""
    if not seen.starts:
        return fact
    said = fact.evidence
    evidence = quote(report.text, report.id, said.paragraph, *seen.span(said.start, said.end))
    return replace(fact, id=fact_id(fact.field, evidence, fact.value, fact.side), evidence=evidence)
