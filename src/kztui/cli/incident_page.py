"""What ``kztui show`` prints: a page on one incident."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from kztui.cli.aligned import aligned
from kztui.model.annotation import Annotation, judged, verdicts
from kztui.model.claims import claims, reason
from kztui.model.fact import DateSpan, Fact, Field, Place
from kztui.model.figures import FEW_DAYS, CountFigure, Policy, side_figures
from kztui.model.history import history
from kztui.model.incident import Incident
from kztui.model.report import Report, Source
from kztui.model.revision import threads
from kztui.model.summary import Summary
from kztui.present.wording import (
    OPEN_TO_DOUBT,
    RETRACTED,
    annotation_words,
    circumstances,
    day_words,
    fact_words,
    figure_words,
    quoted_words,
    side_words,
    source_words,
    trace_words,
    value_words,
)

_LONGEST_QUOTE = 60


def incident_page(
    incident: Incident, row: Summary, reports: Iterable[Report], annotations: Sequence[Annotation], policy: Policy
) -> Iterator[str]:
    """Yield the lines of an incident: figures by `policy`, each report with its facts, annotations."""
    reports = list(reports)
    sources = {report.id: report.source for report in reports}
    facts = judged(incident.facts, annotations)
    yield f"{incident.id}  {row.title}"
    for field in (Field.DATE, Field.PLACE):
        if field in row.conflicts:
            said = [c.fact.value for c in claims(facts, field, sources)]
            exact = [v for v in said if isinstance(v, DateSpan | Place) and v.prec <= FEW_DAYS]
            yield f"  {field} {' or '.join(dict.fromkeys(map(value_words, exact)))}, the reports differ"
            yield f"    best is {reason(facts, field, sources, policy, annotations)}"
    for field, figure in row.counts.items():
        yield f"  {field} {figure_words(figure)}{_doubts(row, field, figure)}"
        yield from (f"    {line}" for line in _behind(field, figure, facts, sources, policy, annotations))
    decided = {**{one.fact.id: "added" for one in annotations if one.fact}, **_verdict_words(annotations)}
    for report in reports:
        yield ""
        copied = f"copy of {sources[report.copy_of].label}" if report.copy_of in sources else ""
        printers = [str(head.publisher or head.url) for head in report.elsewhere]
        also = f"also in {', '.join(printers)}" if printers else ""
        yield " · ".join(part for part in (source_words(report.source), also, copied, report.title, report.url) if part)
        stated = [fact for fact in incident.facts if fact.evidence.report == report.id]
        yield from ("  " + line for line in aligned([_fact_cells(fact, decided) for fact in stated]))
    beside = [one for one in annotations if one.answers or not (one.fact or one.target.fact in decided)]
    if beside:
        yield ""
    for first, replies in threads(beside):
        yield _annotation(first) if first else f"({RETRACTED})"
        yield from (f"  {_annotation(one)}" for one in replies)


def _doubts(row: Summary, field: Field, figure: CountFigure) -> str:
    """Return what is to be known of a number before it is used."""
    differ = ", the reports differ" if figure.conflict else ""
    return differ + (f", {OPEN_TO_DOUBT}" if field in row.doubts else "")


def _verdict_words(annotations: Sequence[Annotation]) -> dict[str, str]:
    return {fact: annotation_words(verdict) for fact, verdict in verdicts(annotations).items()}


def _annotation(annotation: Annotation) -> str:
    about = f"{annotation.target.incident} " if annotation.into else ""
    said = "  ".join(part for part in (annotation_words(annotation), quoted_words(annotation)) if part)
    return f"{about}{said}  ({trace_words(annotation)})"


def _behind(
    field: Field,
    figure: CountFigure,
    facts: Sequence[Fact],
    sources: Mapping[str, Source],
    policy: Policy,
    annotations: Sequence[Annotation],
) -> Iterator[str]:
    """Yield what is known about a number: each side's share, why the best value is the best, how it has changed."""
    if sides := side_figures(facts, field, sources, policy):
        yield side_words(sides)
    known = history(facts, field, sources, policy)
    if len(known) > 1 or figure.conflict:
        yield f"{'computed' if figure.set_by else 'best'} is {reason(facts, field, sources, policy, annotations)}"
    if len(known) > 1:
        yield "known as " + ", ".join(f"{figure_words(figure)} on {day_words(day)}" for day, figure in known)


def _fact_cells(fact: Fact, decided: Mapping[str, str]) -> tuple[str, ...]:
    quote = " ".join(fact.evidence.exact.split())
    if len(quote) > _LONGEST_QUOTE:
        quote = quote[:_LONGEST_QUOTE].rstrip() + "…"
    about = f"¶{fact.evidence.paragraph}", f"“{quote}”", decided.get(fact.id, "")
    return fact.field, fact_words(fact), circumstances(fact), *about
