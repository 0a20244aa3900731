"""The facts of a coded row."""

from collections.abc import Iterable

from kztui.ingest.importer import CodedValue
from kztui.model.fact import Fact, fact_id, quote
from kztui.model.report import Report

ORIGIN = "import"
"""The origin of a fact that was coded elsewhere."""


def coded_facts(report: Report, values: Iterable[CodedValue]) -> tuple[Fact, ...]:
    """Return the facts that a row codes, each with the words of its report that state it."""
    facts = []
    for one in values:
        evidence = quote(report.text, report.id, report.paragraph_at(one.start).number, one.start, one.end)
        facts.append(
            Fact(
                fact_id(one.field, evidence, one.value, one.side),
                one.field,
                one.value,
                evidence,
                one.qualifier,
                one.value_max,
                one.side,
                one.scope,
                origin=ORIGIN,
            )
        )
    return tuple(facts)
