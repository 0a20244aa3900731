"""Summaries: what a list shows of an incident."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct

from kztui.model.annotation import Annotation, AnnotationKind, judged, numbers_set, tags
from kztui.model.fact import COUNTED, DateSpan, Doubt, Fact, Field, Place, by_field
from kztui.model.figures import (
    CountFigure,
    DateFigure,
    PlaceFigure,
    Policy,
    count_figure,
    date_figure,
    place_figure,
    values,
)
from kztui.model.incident import Incident
from kztui.model.precision import DatePrecision
from kztui.model.report import Source, voices
from kztui.model.statements import states

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


class Summary(Struct, frozen=True):
    """One line of the incident list. `type` is a word of `EventType` or empty.

    `counts` has the figures of the counted fields that are stated, in the order of `COUNTED`. `conflicts` names the
    fields on which reports contradict each other, `histories` the numbers that changed from report to report, `doubts`
    the fields whose figure rests on facts in doubt alone, and the numbers that may count too few or too many. `reports`
    counts the independent reports with a fact in force: neither copies nor reports whose facts were all rejected.
    `headlines` say what happened, the most detailed wording first.
    `part_of` is the id of the episode that it is a part of.
    """

    id: str
    type: str = ""
    date: DateSpan | None = None
    place: Place | None = None
    counts: dict[Field, CountFigure] = {}
    reports: int = 0
    conflicts: tuple[str, ...] = ()
    histories: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    notes: int = 0
    headlines: tuple[str, ...] = ()
    part_of: str = ""

    @property
    def killed(self) -> CountFigure | None:
        """The number of people killed; None when it is not stated."""
        return self.counts.get(Field.KILLED)

    @property
    def wounded(self) -> CountFigure | None:
        """The number of people wounded; None when it is not stated."""
        return self.counts.get(Field.WOUNDED)

    @property
    def arrested(self) -> CountFigure | None:
        """The number of people arrested; None when it is not stated."""
        return self.counts.get(Field.ARRESTED)

    @property
    def title(self) -> str:
        """The incident in a few words: "Armed attack · Aktobe · 5 June 2016"."""
        parts = (self.type.capitalize() or "Incident", self.place.name if self.place else "", date_words(self.date))
        return " · ".join(part for part in parts if part)


def summarize(
    incident: Incident,
    sources: Mapping[str, Source],
    annotations: Iterable[Annotation] = (),
    policy: Policy = Policy.LATEST_OFFICIAL,
) -> Summary:
    """Return the summary of `incident`, its figures computed from the facts as the `annotations` leave them.

    `sources` maps the ids of the incident's reports to their sources; `annotations` are those in force on it. A number
    that an analyst has set is the best one, but for policies that are asked for.
    """
    from kztui.model.headline import headlines  # rows that are kept have theirs

    annotations = tuple(annotations)
    facts = judged(incident.facts, annotations) if annotations else incident.facts
    of = by_field(facts)
    when, where = date_figure(of.get(Field.DATE, ()), sources), place_figure(of.get(Field.PLACE, ()), sources)
    counts = {
        field: figure
        for field in COUNTED
        if field in of and (figure := count_figure(of[field], field, sources, policy))
    }
    if policy is Policy.LATEST_OFFICIAL and (numbers := numbers_set(annotations)):
        decided = {field: with_set(counts.get(field), numbers.get(field)) for field in COUNTED}
        counts = {field: figure for field, figure in decided.items() if figure}
    figures: dict[Field, DateFigure | PlaceFigure | CountFigure] = {}
    if when:
        figures[Field.DATE] = when
    if where:
        figures[Field.PLACE] = where
    figures.update(counts)
    kind = next(iter(values(of.get(Field.TYPE, ()), Field.TYPE)), "")
    return Summary(
        incident.id,
        type=kind,
        date=when.best if when else None,
        place=where.best if where else None,
        counts=counts,
        reports=voices(sources[report] for report in {fact.evidence.report for fact in facts}),
        conflicts=tuple([str(field) for field, figure in figures.items() if figure.conflict]),
        histories=tuple([str(field) for field, figure in counts.items() if figure.history]),
        doubts=tuple(_doubts(of, figures, kind)),
        tags=tags(annotations),
        notes=sum([a.kind is AnnotationKind.NOTE for a in annotations]),
        headlines=headlines(kind, facts, sources),
        part_of=_whole(incident.id, annotations),
    )


def with_set(figure: CountFigure | None, number: Annotation | None) -> CountFigure | None:
    """Return a figure with the best number that an analyst has set, if there is one."""
    if number is None or not isinstance(number.value, int):
        return figure
    if figure is None:
        return CountFigure(number.value, number.value, number.value, 0, set_by=number.author)
    return figure.set_to(number.value, number.author)


def _doubts(
    of: Mapping[Field, Sequence[Fact]],
    figures: Mapping[Field, DateFigure | PlaceFigure | CountFigure],
    kind: str,
) -> Iterator[str]:
    """Yield the fields that are open to doubt, in the order of the fields; `of` has the facts of each."""
    none = Doubt.NONE  # looked up once: an enumeration is slow to answer
    doubtful = {field for field, facts in of.items() for fact in facts if fact.doubt is not none}
    for field in (Field.TYPE, *figures):
        figure, facts = figures.get(field), of.get(field, ())
        best = figure.best if figure else kind
        added_up = isinstance(figure, CountFigure) and figure.doubtful
        if added_up or (field in doubtful and _rests_on_doubt(facts, best)):
            yield str(field)


def _rests_on_doubt(facts: Iterable[Fact], best: object) -> bool:
    """Return whether all of the facts of a field that state its best value, or all where none does, are in doubt."""
    stated = [fact for fact in facts if states(fact)]
    behind = [fact for fact in stated if fact.value == best] or stated
    return bool(behind) and all(fact.doubt is not Doubt.NONE for fact in behind)


def _whole(incident_id: str, annotations: Iterable[Annotation]) -> str:
    decided = [a.into for a in annotations if a.kind is AnnotationKind.PART and a.into != incident_id]
    return decided[-1] if decided else ""


def date_words(span: DateSpan | None) -> str:
    """Return a span as one writes it: "5 June 2016", "May 2011", "2012", "3-5 June 2016"; empty when unresolved."""
    if span is None or span.start is None or span.end is None:
        return ""
    start, end = span.start, span.end
    month = _MONTHS[start.month - 1]
    if start == end:
        return f"{start.day} {month} {start.year}"
    if span == DateSpan(start, date(start.year, 12, 31), DatePrecision.YEAR) and (start.month, start.day) == (1, 1):
        return f"{start.year}"
    if span == DateSpan(start.replace(day=1), _last_day(start), DatePrecision.MONTH):
        return f"{month} {start.year}"
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}-{end.day} {month} {start.year}"
    return f"{start.day} {month} {start.year} - {end.day} {_MONTHS[end.month - 1]} {end.year}"


def _last_day(day: date) -> date:
    """Return the last day of a day's month."""
    from calendar import monthrange  # few dates are a month

    return day.replace(day=monthrange(day.year, day.month)[1])
