"""Doubts: what in the dates of a report cannot be."""

from collections.abc import Iterable, Iterator
from datetime import date

from kztui.model.fact import DateSpan, Fact, Field
from kztui.model.precision import DatePrecision
from kztui.model.statements import states
from kztui.model.summary import date_words

LONG = 7
"""Days between two exact dates from which on they are hardly of one incident."""

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def doubts(facts: Iterable[Fact], published: date | None) -> Iterator[str]:
    """Yield, in words, how the days that one report names for an incident contradict the calendar, each other or the
    report's publication.
    """
    dated = [fact for fact in facts if fact.field is Field.DATE and states(fact)]
    days: dict[DateSpan, str] = {}
    for fact in dated:
        if isinstance(fact.value, DateSpan) and fact.value.start and fact.value.prec <= DatePrecision.FEW_DAYS:
            days.setdefault(fact.value, fact.evidence.exact)
    for span, words in days.items():
        assert span.start
        weekday = WEEKDAYS[span.start.weekday()]
        if span.prec == DatePrecision.DAY and any(day in words for day in WEEKDAYS) and weekday not in words:
            yield f"“{' '.join(words.split())}” was a {weekday}"
        if published and span.start > published:
            yield f"{date_words(span)} is after its publication on {date_words(DateSpan(published, published, 1))}"
    first, last = (pick(days, key=lambda span: str(span.start), default=None) for pick in (min, max))
    if first and last and first.end and last.start and (last.start - first.end).days > LONG:
        yield f"one incident on {date_words(first)} and on {date_words(last)}"
