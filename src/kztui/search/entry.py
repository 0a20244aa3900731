"""What a query can ask of one incident: the same for the index and for looking at each incident in turn."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct

from kztui.model.annotation import Annotation, AnnotationKind, judged
from kztui.model.fact import Fact, Field, Hedge, Place, Side
from kztui.model.incident import Incident
from kztui.model.report import Report, Source
from kztui.model.summary import Summary, summarize
from kztui.search.query.fields import LARGEST
from kztui.text.fold import fold

_STATES = (AnnotationKind.DISMISSED, AnnotationKind.MADE)
_SIDELESS = (Side.UNKNOWN, Side.TOTAL)
_TYPE, _UNHEDGED, _DENIED = Field.TYPE, Hedge.NONE, Hedge.DENIED
"""Looked up once: every fact is asked for them, and an enumeration is slow to answer."""
MOST_YEARS = 50
"""A span of more years than this is counted under its first ones only."""


class Entry(Struct, frozen=True):
    """One incident as search sees it.

    `number` tells incidents apart and orders equals: the later one is newer. `told` and `rest` are the texts that free
    words search: what is told of the incident, and what else its reports say. `values` are pairs of a field
    and one of its values as it is shown. `asides` are further values that are found under a field without being
    counted. `choices` are pairs of a field and a word.
    """

    number: int
    summary: Summary
    told: tuple[str, ...]
    rest: tuple[str, ...]
    values: tuple[tuple[str, str], ...]
    asides: tuple[tuple[str, str], ...]
    choices: frozenset[tuple[str, str]]
    numbers: Mapping[str, int]


def entry(number: int, incident: Incident, reports: Sequence[Report], annotations: Sequence[Annotation] = ()) -> Entry:
    """Return the entry of an incident. `reports` are its reports, `annotations` those in force on it."""
    sources = {report.id: report.source for report in reports}
    summary = summarize(incident, sources, annotations)
    facts = judged(incident.facts, annotations) if annotations else incident.facts
    stated = [fact for fact in facts if fact.hedge is not _DENIED]
    values = _values(summary, stated, reports, sources)
    parted = [_parted(report, facts) for report in reports]
    told = [_head(summary, facts, [one.head for one in parted])]
    told += [one.told for one in parted if one.told]
    told += [annotation.text for annotation in annotations if annotation.text]
    return Entry(
        number,
        summary,
        tuple(told),
        tuple([one.rest for one in parted if one.rest]),
        tuple(values),
        tuple([pair for pair in dict.fromkeys(_asides(summary, stated, reports, annotations)) if pair not in values]),
        frozenset(_choices(summary, facts, incident.facts, annotations)),
        _numbers(summary),
    )


@lru_cache(maxsize=50_000)
def _on_one_line(value: str) -> str:
    return " ".join(value.split())


def years(summary: Summary) -> range:
    """Return the years in which an incident may have happened."""
    span = summary.date
    if span is None or span.start is None or span.end is None:
        return range(0)
    return range(span.start.year, min(span.end.year + 1, span.start.year + MOST_YEARS))


def _head(summary: Summary, facts: Iterable[Fact], heads: Iterable[str]) -> str:
    """Return what is known of an incident in few words: id, title, the words of the facts, the `heads` of reports."""
    words = [summary.id, summary.title.replace("·", "/")]
    said: list[str] = []
    for fact in facts:
        value = fact.value
        if isinstance(value, str):
            said.append(value)
        elif isinstance(value, Place):
            said += value.name, value.region
        said.append(fact.attributed_to)
    return " / ".join((*words, *(word for word in dict.fromkeys(said) if word), *heads))


class _Parted(NamedTuple):
    """A report in parts: its head and the sentences that tell of an incident, and what else it says."""

    head: str
    told: str
    rest: str


def _parted(report: Report, facts: Sequence[Fact]) -> _Parted:
    from kztui.model.telling import stated_in, title_tells, told_spans  # entries that are kept are made of them
    from kztui.text.visible import visible

    stated = stated_in(report, facts)
    tells = title_tells(report, stated)
    told: list[str] = []
    rest: list[str] = [] if tells else [report.title]
    at, text = 0, report.text
    for start, end in told_spans(report, stated):
        told.append(text[start:end])
        rest.append(text[at:start])
        at = end
    rest.append(text[at:])
    head = f"{report.title} / {report.publisher}" if tells else report.publisher
    return _Parted(head, visible("\n\n".join(told)).text, visible("\n\n".join(rest).strip()).text)


def _values(
    summary: Summary, stated: Sequence[Fact], reports: Iterable[Report], sources: Mapping[str, Source]
) -> dict[tuple[str, str], None]:
    """Return the values that are counted, in order: of type and place the incident's own, as the list shows them."""
    found = [("type", summary.type), *(("year", str(year)) for year in years(summary))]
    if summary.place:
        found += _place(summary.place)
    for fact in stated:
        if fact.field is not _TYPE:
            found += _worded(fact)
    for report in reports:
        found += ("source", sources[report.id].label), ("lang", report.language)
    found += [("tag", tag) for tag in summary.tags]
    return {(field, line): None for field, value in found if (line := _on_one_line(value))}


def _worded(fact: Fact) -> list[tuple[str, str]]:
    """Return the values of a fact that are words, under all the names of their fields."""
    field = fact.field
    words = [(field, fact.value)] if isinstance(fact.value, str) else []
    if fact.attributed_to:
        words.append((Field.ATTRIBUTED_TO, fact.attributed_to))
    return [(name, value) for field, value in words for name in (field, field.also) if name]


def _place(place: Place) -> tuple[tuple[str, str], ...]:
    return ("place", place.name), ("region", place.region), ("country", place.country)


def _asides(
    summary: Summary, stated: Iterable[Fact], reports: Iterable[Report], annotations: Iterable[Annotation]
) -> list[tuple[str, str]]:
    """Return the values that are found without being counted."""
    found = [("id", summary.id), ("part_of", summary.part_of)]
    for fact in stated:
        if isinstance(fact.value, Place):
            found += *_place(fact.value), ("place", fact.value.region), ("place", fact.value.country)
        elif fact.field is _TYPE:
            found += _worded(fact)
    for report in reports:
        found += ("source", report.title), ("source", report.url)
    found += [("note", annotation.text) for annotation in annotations if annotation.kind is AnnotationKind.NOTE]
    return [pair for pair in found if pair[1]]


def _choices(
    summary: Summary, facts: Iterable[Fact], all_facts: Iterable[Fact], annotations: Iterable[Annotation]
) -> Iterator[tuple[str, str]]:
    for fact in facts:
        yield "has", fact.field
        if fact.side not in _SIDELESS:
            yield "side", fact.side
    for fact in all_facts:
        if fact.hedge is not _UNHEDGED:
            yield "hedge", fact.hedge
    for field in summary.conflicts:
        yield "conflict", field
        yield "has", "conflict"
    for field in summary.doubts:
        yield "doubt", field
        yield "has", "doubt"
    for annotation in annotations:
        if annotation.kind is AnnotationKind.PART:
            yield "is", "part" if annotation.into == summary.part_of else "episode"
            continue
        yield ("is" if annotation.kind in _STATES else "has"), annotation.kind.value
        if annotation.verdict:
            yield "verdict", annotation.verdict.value
    if summary.place and summary.place.lat is not None and summary.place.lon is not None:
        yield "has", "coordinates"


def _numbers(summary: Summary) -> dict[str, int]:
    numbers = {"reports": summary.reports, "notes": summary.notes}
    for field, figure in summary.counts.items():
        numbers[field.value] = min(figure.best, LARGEST)
        numbers[f"{field.value}.min"] = min(figure.low, LARGEST)
        numbers[f"{field.value}.max"] = LARGEST if figure.high is None else min(figure.high, LARGEST)
    if summary.date and summary.date.start and summary.date.end:
        numbers["start"], numbers["end"] = summary.date.start.toordinal(), summary.date.end.toordinal()
        numbers["dateprec"] = summary.date.prec
    if summary.place:
        numbers["placeprec"] = summary.place.prec
    return numbers


def spot(summary: Summary) -> tuple[str, float, float] | None:
    """Return the folded name of an incident's place and its degrees north and east, or None when it has none."""
    place = summary.place
    if place is None or place.lat is None or place.lon is None:
        return None
    return _spot(place.name, place.lat, place.lon)


@lru_cache(maxsize=10_000)
def _spot(name: str, north: float, east: float) -> tuple[str, float, float]:
    return fold(name), round(north, 4), round(east, 4)
