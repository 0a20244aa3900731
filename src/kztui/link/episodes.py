"""Episodes: what one report tells of days of unrest, parted into the whole and the days of it that it tells apart.

"The unrest between 14 and 18 November cost five lives. One died in At-Bashi on 15 November": the second sentence has a
town, a day and a number of its own, which are those of a part and not of the whole.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from msgspec import Struct

from kztui.link.profile import UNREST
from kztui.model.fact import COUNTED, DateSpan, Fact, Field, Place, Scope
from kztui.model.precision import DatePrecision, PlacePrecision
from kztui.model.report import Report
from kztui.text.sentences import sentences

Facts = tuple[Fact, ...]

_ONCE = (Field.DATE, Field.PLACE, Field.KILLED)
"""Fields of which a part has one value: the next one in the sentence begins another part."""


class Episode(Struct, frozen=True):
    """The facts of one draft: those of the `whole`, and those of each of the `parts` that the report tells apart."""

    whole: Facts
    parts: tuple[Facts, ...] = ()


def parted(draft: Facts, report: Report) -> Episode:
    """Return a draft with the parts that the report tells in sentences of their own; most drafts have none.

    A part has a town and a day, and counts no more than some of the people. The whole is unrest that is told of
    elsewhere in the report, with a number, and with a region or with more than that day.
    """
    if not UNREST & {fact.value for fact in draft if fact.field is Field.TYPE}:
        return Episode(draft)
    by_sentence = _by_sentence(draft, report)
    parts = [part for told in by_sentence if _is_apart(told) for part in _each(told)]
    if not parts:
        return Episode(draft)
    gone = {fact.id for part in parts for fact in part}
    whole = tuple(fact for fact in draft if fact.id not in gone)
    return Episode(whole, tuple(parts)) if _is_whole(whole, parts) else Episode(draft)


def _by_sentence(draft: Facts, report: Report) -> list[list[Fact]]:
    found: defaultdict[int, list[Fact]] = defaultdict(list)
    starts = [start for start, _ in sentences(report.text, report.language)]
    for fact in sorted(draft, key=lambda one: one.evidence.start):
        found[sum(start <= fact.evidence.start for start in starts)].append(fact)
    return list(found.values())


def _is_apart(told: Sequence[Fact]) -> bool:
    """Return whether the facts of a sentence are of a part: a town, a day, people, and nothing that is of the whole."""
    counts = [fact for fact in told if fact.field in COUNTED]
    some = bool(counts) and all(fact.scope is Scope.PART for fact in counts)
    return some and any(map(_is_day, told)) and any(map(_is_town, told)) and not any(map(_is_broad, told))


def _each(told: Iterable[Fact]) -> Iterable[Facts]:
    """Yield the parts that one sentence tells one after the other, each with its town and its day."""
    groups: list[list[Fact]] = [[]]
    for fact in told:
        if fact.field in _ONCE and any(one.field is fact.field for one in groups[-1]):
            groups.append([])
        groups[-1].append(fact)
    return [tuple(one) for one in groups if any(map(_is_day, one)) and any(map(_is_town, one))]


def _is_whole(facts: Sequence[Fact], parts: Sequence[Facts]) -> bool:
    """Return whether facts are those of a whole: it is counted, and broader than each of the parts."""
    counted = any(fact.field in COUNTED and fact.scope is Scope.WHOLE for fact in facts)
    days = {fact.value for part in parts for fact in part if _is_day(fact)}
    towns = {fact.value for part in parts for fact in part if _is_town(fact)}
    own = {fact.value for fact in facts if _is_day(fact) or _is_town(fact)}
    return counted and any(map(_is_broad, facts)) and not own & (days | towns)


def _is_day(fact: Fact) -> bool:
    return isinstance(fact.value, DateSpan) and fact.value.prec == DatePrecision.DAY


def _is_town(fact: Fact) -> bool:
    return isinstance(fact.value, Place) and fact.value.prec < PlacePrecision.DISTRICT


def _is_broad(fact: Fact) -> bool:
    """Return whether a fact names more than a day, or a region or country."""
    if isinstance(fact.value, DateSpan):
        return fact.value.prec > DatePrecision.DAY
    return isinstance(fact.value, Place) and fact.value.prec >= PlacePrecision.REGION
