"""How values, facts and figures are worded on the screen."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from kztui.model.annotation import Annotation, AnnotationKind, Verdict
from kztui.model.fact import DateSpan, Doubt, EventType, Fact, Hedge, Place, Qualifier, Scope, Side, Value
from kztui.model.figures import CountFigure
from kztui.model.precision import DatePrecision
from kztui.model.report import Head, Source
from kztui.model.summary import Summary, date_words
from kztui.search.query.fields import NAMED

CONFLICT = "!"
"""Stands by a figure on which sources contradict each other; the key of the same name says who says what."""

ROSE, DOUBT = "▴", "?"
"""Stand by a number that changed from report to report, and by one that is less than its parts."""

OPEN_TO_DOUBT = "open to doubt"
"""What the sign of doubt says."""

ADDED = "✚"
"""Stands by a fact that an analyst added."""

UNSTATED = "-"
"""Stands for a number that nobody states."""

ANNOTATION_SIGNS = {AnnotationKind.NOTE: '"', AnnotationKind.TAG: "#", AnnotationKind.FACT: ADDED}
"""The sign of each kind that is neither a verdict nor a decision."""

NOTHING = "No incident matches this search: / changes it, esc in the list clears it."
EMPTY = "This casebook is empty: press I to bring in reports, or run kztui import FILE."
"""What is said where there are no incidents."""

VERDICT_SIGNS = {Verdict.CONFIRMED: "✓", Verdict.REJECTED: "✗", Verdict.CORRECTED: "✎"}

SHORT_TYPES: dict[str, str] = {
    EventType.ARMED_CLASH: "clash",
    EventType.ARMED_ATTACK: "attack",
    EventType.SUICIDE_BOMBING: "suicide b.",
    EventType.ASSASSINATION: "killing",
    EventType.PLOT_FOILED: "plot",
    EventType.MOB_VIOLENCE: "mob",
    EventType.FORCE_AGAINST_PROTESTERS: "force",
}
"""Short names for the event types that do not fit a narrow column."""

_DECIDED = {
    AnnotationKind.MERGED: "merged into",
    AnnotationKind.SPLIT: "facts split off as",
    AnnotationKind.MOVED: "facts moved to",
    AnnotationKind.REFUSED: "not the same as",
    AnnotationKind.PART: "part of",
}

_DECIDED_ALONE = {
    AnnotationKind.MADE: "made by hand",
    AnnotationKind.DISMISSED: "dismissed",
    AnnotationKind.SET_ASIDE: "set aside",
    AnnotationKind.MENDED: "mended",
    AnnotationKind.ALSO: "published elsewhere, too",
    AnnotationKind.READ: "read",
    AnnotationKind.RESTORED: "restored",
    AnnotationKind.IMPORTED: "import",
}
"""The decisions that name no other incident."""

_SIDES = {
    Side.PERPETRATOR: "perpetrators",
    Side.VICTIM: "victims",
    Side.SECURITY: "security forces",
    Side.CIVILIAN: "civilians",
}

_QUALIFIED = {
    Qualifier.AT_LEAST: "at least {}",
    Qualifier.AT_MOST: "at most {}",
    Qualifier.ABOUT: "about {}",
}


def value_words(value: Value) -> str:
    """Return a bare value in words; empty for a date that is not resolved."""
    if isinstance(value, DateSpan):
        return date_words(value)
    return value.name if isinstance(value, Place) else str(value)


def fact_words(fact: Fact) -> str:
    """Return what a fact states, with the words that bound a number: "at least 20", "19-25", "5 June 2016"."""
    if fact.qualifier is Qualifier.RANGE and fact.value_max is not None:
        return f"{fact.value}-{fact.value_max}"
    words = value_words(fact.value)
    return _QUALIFIED.get(fact.qualifier, "{}").format(words) if words else f"“{fact.evidence.exact}”, unresolved"


def circumstances(fact: Fact) -> str:
    """Return whose people a number counts, what it covers, how sure the report is, whom it quotes, and why the fact is
    open to doubt; "" for none."""
    side = "" if fact.side in (Side.UNKNOWN, Side.TOTAL) else str(fact.side)
    scope = {Scope.PART: "a part", Scope.AGGREGATE: "over a period"}.get(fact.scope, "")
    hedge = "" if fact.hedge is Hedge.NONE else str(fact.hedge)
    doubt = "" if fact.doubt is Doubt.NONE else f"{DOUBT} {fact.doubt}"
    says = f"says {fact.attributed_to}" if fact.attributed_to not in ("", fact.value) else ""
    return ", ".join(part for part in (side, scope, hedge, says, doubt) if part)


def figure_words(figure: CountFigure) -> str:
    """Return a figure with its range when it has one: "25", "25 (20 to 25)", "20 or more", "25 (20 or more)".

    A number that an analyst has set is told as theirs, beside the computed one: "12 (9 to 14) set by ann, computed 14".
    """
    if figure.set_by:
        computed = "no report states it" if figure.computed is None else f"computed {figure.computed}"
        return f"{_range_words(figure)} set by {figure.set_by}, {computed}"
    return _range_words(figure)


def _range_words(figure: CountFigure) -> str:
    if figure.high is None:
        low = f"{figure.low} or more"
        return low if figure.low == figure.best else f"{figure.best} ({low})"
    if figure.low == figure.high == figure.best:
        return str(figure.best)
    return f"{figure.best} ({figure.low} to {figure.high})"


def side_words(figures: Mapping[Side, CountFigure]) -> str:
    """Return the figures of the sides: "perpetrators 18 (4 to 18), victims 8 (6 to 8), security forces 3"."""
    return ", ".join(f"{_SIDES[side]} {figure_words(figure)}" for side, figure in figures.items())


def count_cell(figure: CountFigure | None, *, doubted: bool = False) -> str:
    """Return a figure for a narrow column: the best number, "+" while it is open, then a sign or a blank.

    The sign says that sources contradict each other, that the number changed from report to report, or that it is
    open to doubt.
    """
    if figure is None:
        return f"{UNSTATED} "
    sign = CONFLICT if figure.conflict else ROSE if figure.history else DOUBT if doubted else " "
    return f"{figure.best}{'+' if figure.high is None else ''}{sign}"


def date_cell(span: DateSpan | None) -> str:
    """Return a span for a column, as precise as it is: 2016-06-05, 2016-06-03~ (a few days), 2016-06, 2016 or "?"."""
    if span is None or span.start is None:
        return "?"
    day = span.start.isoformat()
    if span.prec >= DatePrecision.MONTH:
        return day[: len("2016-06")] if span.prec == DatePrecision.MONTH else day[: len("2016")]
    return day + ("~" if span.end != span.start else "")


def title_words(row: Summary) -> str:
    """Return the title of an incident as a line has it: "Armed attack, Aktobe, 5 June 2016"."""
    return row.title.replace(" · ", ", ")


UNDATED = "undated"
"""Said of a report that does not say when it was published."""


def day_words(day: date | None) -> str:
    """Return a day as one writes it: "5 June 2016"; empty for none."""
    return date_words(DateSpan(day, day, 1)) if day else ""


def short_day(day: date | None) -> str:
    """Return a day for a narrow column: "5 Jun 2016"; empty for none."""
    return f"{day.day} {day:%b %Y}" if day else ""


def source_words(source: Source) -> str:
    """Return a report's publisher and day: "Reuters, 10 June 2016"."""
    return ", ".join(part for part in (source.label, day_words(source.published)) if part)


def annotation_words(annotation: Annotation) -> str:
    """Return what an annotation says: a note's text, "#tag", or a decision with its corrected value and why."""
    if annotation.kind is AnnotationKind.NOTE:
        return annotation.text
    why = f": {annotation.text}" if annotation.text else ""
    if annotation.kind in _DECIDED_ALONE:
        return f"{_DECIDED_ALONE[annotation.kind]}{_mended_words(annotation.head)}{why}"
    if annotation.into:
        return f"{_DECIDED[annotation.kind]} {annotation.into}{why}"
    if annotation.fact:
        return f"{annotation.fact.field.label} {fact_words(annotation.fact)}"
    if annotation.kind is AnnotationKind.TAG:
        return f"#{annotation.text}"
    if annotation.field:
        return f"{annotation.field.label} set to {annotation.value}{why}"
    to = "" if annotation.value is None else f" to {value_words(annotation.value)}"
    return f"{annotation.verdict}{to}{why}"


def _mended_words(head: Head | None) -> str:
    """Return what was mended of a report's head: " to title “Raid”, published 2016-03-09"."""
    if head is None:
        return ""
    return " to " + ", ".join(f"{field} {value or 'none'}" for field, value in head.values.items())


def quoted_words(annotation: Annotation) -> str:
    """Return the words of a report that a note or a tag is on: "p4 “at least 20”"; empty for a fact or none."""
    words = annotation.words
    return "" if words is None or annotation.target.fact else f"p{words.paragraph} “{' '.join(words.exact.split())}”"


def change_words(annotation: Annotation, fact: Fact | None = None) -> str:
    """Return what writing an annotation did: "note “who?”", "edit of tag #verify", "retraction of fact killed 20"."""
    change = "retraction of " if annotation.retracts else "edit of " if annotation.replaces else ""
    return change + kind_words(annotation, fact)


def part_taken_back(taken: Sequence[Annotation]) -> str:
    """Return what taking incidents out of their episode did: "KZ-2016-0004 is no part of KZ-2016-0001"."""
    whole = taken[0].into
    if not taken[1:]:
        return f"{taken[0].target.incident} is no part of {whole}"
    return f"{len(taken)} incidents are no parts of {whole}"


def act_words(act: Sequence[Annotation], fact: Fact | None, called: Callable[[str], str] = str) -> str:
    """Return what was done at once, and to what: "on 3 incidents: tag #verify", "on 4 facts of KZ-2016-0005: confirmed"
    or "on KZ-2016-0005: made by hand, with 3 facts". `fact` is what the first one judges; `called` returns what an
    incident or report is called, by its id.
    """
    about = {report for one in act for report in one.reports or (one.about,)}
    kind = "report" if all(one.report or one.reports for one in act) else "incident"
    where = plural(len(about), kind) if len(about) > 1 else called(next(iter(about)))
    if len(act) == 1 or len(about) > 1:
        return f"on {where}: {change_words(act[0], fact)}"
    if all(one.verdict and one.verdict == act[0].verdict for one in act):
        return f"on {len(act)} facts of {where}: {act[0].verdict}"
    if not act[0].fact and all(one.fact for one in act[1:]):
        return f"on {where}: {change_words(act[0], fact)}, with {plural(len(act) - 1, 'fact')}"
    return f"on {where}: {change_words(act[0], fact)} and {len(act) - 1} more"


def kind_words(annotation: Annotation, fact: Fact | None = None) -> str:
    """Return what an annotation is, in one line: "note “who?”", "tag #verify", "fact killed 20".

    `fact` is the one that a verdict is about: "rejected (killed 20)".
    """
    words = " ".join(annotation_words(annotation).split())
    if annotation.into or annotation.field or annotation.kind in _DECIDED_ALONE:
        return words
    if annotation.kind is AnnotationKind.NOTE:
        return f"{'reply' if annotation.answers else 'note'} “{words}”"
    if annotation.verdict and fact:
        return f"{words} ({fact.field.label} {fact_words(fact)})"
    return f"{annotation.kind} {words}"


def trace_words(annotation: Annotation) -> str:
    """Return who wrote an annotation and when, in the reader's time: "ada, edited 3 Jun 2016 10:00"."""
    when = f"{annotation.created.astimezone():%-d %b %Y %H:%M}"
    return f"{annotation.author}, {'edited ' if annotation.replaces else ''}{when}"


RETRACTED = "what this answers was retracted"
"""Stands in the place of an annotation that has replies and is gone."""


def order_words(sort: str) -> str:
    """Return an order in words: "newest first" for "-date", "fewest killed first" for "killed", "place A to Z"."""
    name, falling = sort.removeprefix("-"), sort.startswith("-")
    if name == "date":
        return "newest first" if falling else "oldest first"
    if name == "relevance":
        return "best first"
    if name in NAMED:
        return f"{name} Z to A" if falling else f"{name} A to Z"
    return f"{'most' if falling else 'fewest'} {name} first"


def plural(number: int, thing: str, things: str = "") -> str:
    """Return a count with its noun: "1 incident", "1,240 incidents"; `things` is a plural that is not made by an s."""
    return f"{number:,} {thing if number == 1 else things or f'{thing}s'}"


def brought_back(reports: int, incidents: int) -> str:
    """Return how many reports that were set aside came back with an import, and how many incidents with them."""
    told = f", and {plural(incidents, 'incident')} with {'it' if reports == 1 else 'them'}" if incidents else ""
    return f"{plural(reports, 'report')} brought back that had been set aside{told}"


def unread_words(number: int) -> str:
    """Return how to have reports read that came in when there were no rules for their languages."""
    return f"{plural(number, 'report')} never read: kztui reextract --apply reads {'it' if number == 1 else 'them'}"


def quotation(words: str, source: Source, paragraph: int) -> str:
    """Return words with where they are from, to be pasted: the quote, and a line with publisher, day and address."""
    where = ", ".join(part for part in (source.label, day_words(source.published), f"¶{paragraph}") if part)
    return f"“{words}”\n— {where}{f', {source.url}' if source.url else ''}\n"


def standing_words(standing: str, before: str) -> str:
    """Return what it means that a casebook stands otherwise than before; empty when there is nothing to say."""
    if standing.startswith("away") and not before.startswith("away"):
        return "The server is away: what you write is kept here, and sent when it is back."
    if before.startswith("away") and not standing.startswith("away"):
        return "The server is back."
    return ""
