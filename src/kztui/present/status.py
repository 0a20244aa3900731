"""What the status line says of what is under the cursor."""

from kztui.model.claims import reason
from kztui.model.fact import Fact, Field
from kztui.model.summary import Summary
from kztui.present.dossier import Dossier
from kztui.present.fact_lines import Kind, Line, best_fact, sources_of
from kztui.present.wording import (
    circumstances,
    fact_words,
    figure_words,
    plural,
    source_words,
    trace_words,
    value_words,
)


def incident_status(row: Summary) -> str:
    """Return what happened in an incident, in the longest wording, and what to know of its figures."""
    what = row.headlines[0] if row.headlines else ""
    differ = f"sources contradict each other on {_listed(row.conflicts)} (! shows who says what)"
    notes = [differ] if row.conflicts else []
    notes += [f"{_listed(row.doubts)} open to doubt"] if row.doubts else []
    notes += [f"part of {row.part_of}, counted there"] if row.part_of else []
    return ". ".join(part for part in (what, "; ".join(notes)) if part)


def line_status(dossier: Dossier, line: Line) -> str:
    """Return what a line of facts is, in full: a figure with why it is the best, a fact with its words and source."""
    if line.kind is Kind.FIGURE:
        return _figure(dossier, line)
    if line.kind is Kind.SOURCE:
        source = dossier.sources[line.report]
        return f"{source_words(source)}: {source.title}" if source.title else source_words(source)
    if line.kind is Kind.FACT:
        return fact_status(dossier, line.facts[0])
    unchecked = sum(fact.id not in dossier.verdicts for fact in line.facts)
    words = ", ".join(f"{fact.field.label} {fact_words(fact)}" for fact in line.facts)
    if line.kind is Kind.AGREE:
        return f"say what the figures say: {words}. y confirms all {unchecked} unchecked" if unchecked else words
    return f"rejected: {words}"


def _figure(dossier: Dossier, line: Line) -> str:
    field = line.field
    assert field
    figure, best = dossier.figure(field), best_fact(dossier, field)
    value = figure_words(figure) if figure else value_words(best.value) if best else ""
    value = dossier.summary.type if field is Field.TYPE else value
    why = reason(dossier.standing, field, dossier.sources)
    said = f"best is {why}" if why else f"said by {plural(sources_of(dossier, field), 'source')}"
    differ = "; sources contradict each other: ! shows who says what" if field in dossier.summary.conflicts else ""
    return f"{field.label} {value}: {said}{differ}"


def fact_status(dossier: Dossier, fact: Fact) -> str:
    """Return a fact in full: its value on what terms, its words, its report, its verdict."""
    terms = circumstances(fact)
    verdict = dossier.verdicts.get(fact.id)
    decided = f"; {verdict.verdict} by {trace_words(verdict)}" if verdict else ""
    words = " ".join(fact.evidence.exact.split())
    where = f"{source_words(dossier.sources[fact.evidence.report])}, paragraph {fact.evidence.paragraph}"
    stated = f"{fact.field.label} {fact_words(fact)}{f', {terms}' if terms else ''}"
    return f'{stated}: "{words}" ({where}){decided}'


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(name.replace("_", " ") for name in names)
