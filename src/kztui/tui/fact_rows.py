"""The rows of the facts pane: facts grouped by field, each group under its figure."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from kztui.model.annotation import Verdict
from kztui.model.fact import Fact, Field
from kztui.model.report import voices
from kztui.model.summary import date_words
from kztui.present.dossier import Dossier
from kztui.present.wording import (
    CONFLICT,
    DOUBT,
    VERDICT_SIGNS,
    circumstances,
    fact_words,
    figure_words,
    plural,
    side_words,
    value_words,
)
from kztui.tui.chart import growth_rows
from kztui.tui.paint import fit
from kztui.tui.row import Part, Row
from kztui.tui.wrap import cells, shown, wrap

LABEL = 13
"""Cells of a field's name, its glyph included."""


def fact_rows(dossier: Dossier, width: int, signs: Mapping[str, str]) -> list[Row]:
    """Return the rows for the facts of an incident on lines of `width` cells, an item for each of `dossier.facts`.

    A field that one fact states takes one line when it fits. A fact whose id is in `signs` begins with that sign.
    """
    rows: list[Row] = []
    item = 0
    for field, group in groupby(dossier.facts, key=lambda fact: fact.field):
        facts = list(group)
        alone = _alone(dossier, item, facts[0], width, signs) if len(facts) == 1 else None
        if alone:
            rows.append(alone)
        else:
            rows.append(_heading(dossier, field, facts, width))
            if len(facts) > 1:
                rows.extend(side_rows(dossier, field, width, 4))
            rows.extend(growth_rows(dossier.history(field), width, 4))
            for position, fact in enumerate(facts, item):
                rows.extend(_fact(dossier, position, fact, width, signs))
        item += len(facts)
    return rows


def side_rows(dossier: Dossier, field: Field, width: int, indent: int) -> Iterator[Row]:
    """Yield the lines that say how many of a figure are of which side; none when no side is counted."""
    words = side_words(dossier.sides(field))
    for start, end in wrap(words, 0, len(words), max(8, width - indent)):
        yield Row(None, (Part(" " * indent + words[start:end], "dim"),))


def _label(field: Field) -> str:
    return f"{field.aspect.glyph} {field.label}"


def _heading(dossier: Dossier, field: Field, facts: Sequence[Fact], width: int) -> Row:
    """Return the line over the facts of a field: its figure, a sign when reports differ, how many there are."""
    sign, style = _sign(dossier, field)
    label, value = f"  {_label(field).ljust(LABEL)} ", figure_of(dossier, field) if len(facts) > 1 else ""
    reports = voices(dossier.sources[fact.evidence.report] for fact in dossier.standing if fact.field is field)
    sources = f"{plural(reports, 'source')} " if reports > 1 else ""
    if sum(map(cells, (label, value, sign, sources))) + 1 > width:
        sources = f"×{reports} " if reports > 1 else ""
    if sum(map(cells, (label, value, sign, sources))) + 1 > width:
        label = f"  {_label(field)} "
    left = (Part(label, field.aspect), Part(f"{value} ", "strong"), Part(sign, style))
    return Row(None, left, (Part(sources, "dim"),))


def _sign(dossier: Dossier, field: Field) -> tuple[str, str]:
    """Return the sign, and its style, of a figure that reports contradict each other on or that is open to doubt."""
    if str(field) in dossier.summary.conflicts:
        return CONFLICT, "conflict"
    return (DOUBT if str(field) in dossier.summary.doubts else ""), "dim"


def figure_of(dossier: Dossier, field: Field) -> str:
    """Return what the facts of a field come to; empty for fields of words, which have no figure."""
    summary, count = dossier.summary, dossier.figure(field)
    if count:
        return figure_words(count)
    return {
        Field.TYPE: summary.type,
        Field.DATE: date_words(summary.date),
        Field.PLACE: summary.place.name if summary.place else "",
    }.get(field, "")


def _source(dossier: Dossier, fact: Fact, width: int) -> Part:
    """Return who says it and in which paragraph, in at most two fifths of a line."""
    label, paragraph = dossier.sources[fact.evidence.report].label, f" ¶{fact.evidence.paragraph} "
    room = max(4, width * 2 // 5 - len(paragraph))
    return Part(" " + fit(label, min(cells(label), room)) + paragraph, "dim")


def _gutter(dossier: Dossier, fact: Fact, signs: Mapping[str, str]) -> tuple[Part, Part]:
    annotation = dossier.verdicts.get(fact.id)
    verdict = annotation.verdict if annotation else None
    sign = Part(VERDICT_SIGNS[verdict], str(verdict)) if verdict else Part(" ")
    return Part(signs.get(fact.id, " "), "strong"), sign


def _words(dossier: Dossier, fact: Fact) -> tuple[str, str]:
    """Return what a fact says, as its verdict leaves it, and the style of it."""
    annotation = dossier.verdicts.get(fact.id)
    if annotation and annotation.verdict is Verdict.REJECTED:
        return fact_words(fact), "struck"
    if annotation and annotation.value is not None:
        return f"{value_words(annotation.value)} (was {fact_words(fact)})", ""
    return fact_words(fact), ""


def _alone(dossier: Dossier, item: int, fact: Fact, width: int, signs: Mapping[str, str]) -> Row | None:
    words, style = _words(dossier, fact)
    extra = circumstances(fact)
    source = _source(dossier, fact, width)
    text = f"{words}, {extra}" if extra else words
    room = width - 2 - cells(text) - cells(source.text)
    name = _label(fact.field)
    if len(name) + 2 > room:
        return None
    label = Part(f"{name} ".ljust(min(room, LABEL + 1)), fact.field.aspect)
    parts = (Part(shown(words), style), Part(f", {extra}" if extra else "", "dim"))
    return Row(item, (*_gutter(dossier, fact, signs), label, *parts), (source,))


def _fact(dossier: Dossier, item: int, fact: Fact, width: int, signs: Mapping[str, str]) -> Iterator[Row]:
    words, style = _words(dossier, fact)
    extra = circumstances(fact)
    text = f"{words}, {extra}" if extra else words
    source = _source(dossier, fact, width)
    gutter = _gutter(dossier, fact, signs)
    first = wrap(text, 0, len(text), max(8, width - 4 - cells(source.text)))[:1]
    rest = wrap(text, first[0][1], len(text), width - 5) if first else []
    for number, (start, end) in enumerate(first + rest):
        edge = min(max(start, len(words)), end)
        parts = (Part(text[start:edge], style), Part(text[edge:end], "dim"))
        if number == 0:
            yield Row(item, (*gutter, Part("  "), *parts), (source,))
        else:
            yield Row(item, (Part(" " * 4), *parts))
