"""What people read on the command line: a table of incidents, a page on one of them."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kztui.model.annotation import Annotation, judged, verdicts
from kztui.model.claims import claims, reason
from kztui.model.fact import COUNTED, DateSpan, Fact, Field, Place
from kztui.model.figures import FEW_DAYS, Policy, side_figures
from kztui.model.history import history
from kztui.model.incident import Incident
from kztui.model.report import Report, Source
from kztui.model.revision import threads
from kztui.model.summary import Summary
from kztui.present.wording import (
    RETRACTED,
    annotation_words,
    circumstances,
    count_cell,
    date_cell,
    day_words,
    fact_words,
    figure_words,
    quoted_words,
    side_words,
    source_words,
    trace_words,
    value_words,
)

HEADINGS = ("Id", "Date", "Place", "Type", "Killed", "Wounded", "Sources", "Tags")
_LONGEST_QUOTE = 60


def incident_table(rows: Sequence[Summary]) -> Iterator[str]:
    """Yield lines: a heading and a line for each row, in columns that fit; nothing when there are no rows."""
    if rows:
        yield from _columns([HEADINGS, *map(_cells, rows)], right=("Killed", "Wounded", "Sources"))


def incident_page(
    incident: Incident, row: Summary, reports: Iterable[Report], annotations: Sequence[Annotation], policy: Policy
) -> Iterator[str]:
    """Yield the lines that tell all of an incident: figures by `policy`, reports, each report's facts, annotations."""
    reports = list(reports)
    sources = {report.id: report.source for report in reports}
    facts = judged(incident.facts, annotations)
    yield f"{incident.id}  {row.title}"
    for field in (Field.DATE, Field.PLACE):
        if field in row.conflicts:
            said = [c.fact.value for c in claims(facts, field, sources)]
            exact = [v for v in said if isinstance(v, DateSpan | Place) and v.prec <= FEW_DAYS]
            yield f"  {field} {' or '.join(dict.fromkeys(map(value_words, exact)))}, the reports differ"
            yield f"    best is {reason(facts, field, sources, policy)}"
    for field in COUNTED:
        if figure := getattr(row, field):
            yield f"  {field} {figure_words(figure)}{', the reports differ' if figure.conflict else ''}"
            yield from (f"    {line}" for line in _behind(field, figure.conflict, facts, sources, policy))
    decided = {**{one.fact.id: "added" for one in annotations if one.fact}, **_verdict_words(annotations)}
    for report in reports:
        yield ""
        copied = f"copy of {sources[report.copy_of].label}" if report.copy_of in sources else ""
        yield " · ".join(part for part in (source_words(report.source), copied, report.title, report.url) if part)
        stated = [fact for fact in incident.facts if fact.evidence.report == report.id]
        yield from ("  " + line for line in _columns([_fact_cells(fact, decided) for fact in stated]))
    beside = [one for one in annotations if one.answers or not (one.fact or one.target.fact in decided)]
    if beside:
        yield ""
    for first, replies in threads(beside):
        yield _annotation(first) if first else f"({RETRACTED})"
        yield from (f"  {_annotation(one)}" for one in replies)


def _verdict_words(annotations: Sequence[Annotation]) -> dict[str, str]:
    return {fact: annotation_words(verdict) for fact, verdict in verdicts(annotations).items()}


def _annotation(annotation: Annotation) -> str:
    about = f"{annotation.target.incident} " if annotation.into else ""
    said = "  ".join(part for part in (annotation_words(annotation), quoted_words(annotation)) if part)
    return f"{about}{said}  ({trace_words(annotation)})"


def _behind(
    field: Field, conflict: bool, facts: Sequence[Fact], sources: Mapping[str, Source], policy: Policy
) -> Iterator[str]:
    """Yield the number side by side, why the best one is the best, and how it has grown; what there is to say."""
    if sides := side_figures(facts, field, sources, policy):
        yield side_words(sides)
    known = history(facts, field, sources, policy)
    if len(known) > 1 or conflict:
        yield f"best is {reason(facts, field, sources, policy)}"
    if len(known) > 1:
        yield "known as " + ", ".join(f"{figure_words(figure)} on {day_words(day)}" for day, figure in known)


def width(text: str) -> int:
    """Return how many columns of a terminal `text` takes: two for wide characters, none for combining ones."""
    return sum(
        0
        if unicodedata.combining(c) or unicodedata.category(c) == "Cf"
        else 1 + (unicodedata.east_asian_width(c) in "WF")
        for c in text
    )


def _cells(row: Summary) -> tuple[str, ...]:
    return (
        row.id,
        date_cell(row.date),
        row.place.name if row.place else "",
        row.type,
        count_cell(row.killed).strip(),
        count_cell(row.wounded).strip(),
        str(row.reports),
        " ".join(f"#{tag}" for tag in row.tags),
    )


def _fact_cells(fact: Fact, decided: Mapping[str, str]) -> tuple[str, ...]:
    quote = " ".join(fact.evidence.exact.split())
    if len(quote) > _LONGEST_QUOTE:
        quote = quote[:_LONGEST_QUOTE].rstrip() + "…"
    about = f"¶{fact.evidence.paragraph}", f"“{quote}”", decided.get(fact.id, "")
    return fact.field, fact_words(fact), circumstances(fact), *about


def _columns(lines: Sequence[Sequence[str]], right: Sequence[str] = ()) -> Iterator[str]:
    """Yield `lines` of cells as text in aligned columns; those headed by one of `right` are aligned to the right."""
    widths = [max(map(width, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        padded = (
            " " * (wide - width(cell)) + cell if head in right else cell + " " * (wide - width(cell))
            for cell, wide, head in zip(line, widths, lines[0], strict=True)
        )
        yield "  ".join(padded).rstrip()
