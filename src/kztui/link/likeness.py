"""Likeness: how far two profiles speak of one incident, and why, in words.

Points add up like log-odds: three for a shared day or town, one for a shared name or number. The distances and the
window of days are those by which newsrooms' event data are linked (ACLED, UCDP GED: same place, same days); the
points were set by hand and measured on the bundled reports.
"""

from collections.abc import Iterable
from itertools import product

from msgspec import Struct

from kztui.link.profile import Profile
from kztui.model.fact import DateSpan, EventType, Place
from kztui.model.figures import FEW_DAYS, SAME_PLACE_KM, distance_km
from kztui.model.summary import date_words
from kztui.text.fold import fold

SAME_TOWN_KM = 15.0
"""Two places so near are one for news."""

CLOSE_DAYS = 3
"""Reports that disagree on the day of one incident are seldom further apart."""

FRESH_DAYS, NEWS_DAYS = 7, 31
"""A report that does not say when tells, as a rule, what happened at most so many days before, or recalls what did."""

_MONTH = 4  # UCDP's date_prec
_DISTRICT = 3  # UCDP's where_prec
_DISTINCT = 5
"""A number of people from here on is seldom shared by chance."""

SAME_WORDS, LEAST_WORDS = 0.2, 4
"""The share of the words that count, and how many they must be at least: of the bundled reports, half of those on one
incident share so much, and one in twenty of the others."""

AGREED = 1.5
"""What a shared day and town need besides to be certain: the points of one large number or of two other details."""

_KINDS = (
    {
        EventType.ARMED_CLASH, EventType.ARMED_ATTACK, EventType.ASSASSINATION, EventType.BOMBING,
        EventType.SUICIDE_BOMBING, EventType.EXPLOSION, EventType.JAILBREAK,
    },
    {EventType.BOMBING, EventType.SUICIDE_BOMBING, EventType.EXPLOSION, EventType.ARSON},
    {EventType.ARREST, EventType.PLOT_FOILED},
    {
        EventType.RIOT, EventType.PROTEST, EventType.MOB_VIOLENCE, EventType.FORCE_AGAINST_PROTESTERS,
        EventType.ARSON, EventType.ROBBERY, EventType.ARMED_ATTACK, EventType.ARMED_CLASH,
    },
)  # fmt: skip
"""Types that reports use for one and the same incident."""


_UNREST = {EventType.RIOT, EventType.PROTEST, EventType.FORCE_AGAINST_PROTESTERS}


class Likeness(Struct, frozen=True):
    """How alike two profiles are: `points`, the `reasons` in words, and whether it is `certain` that they are one."""

    points: float
    reasons: tuple[str, ...] = ()
    certain: bool = False


UNLIKE = Likeness(0.0)
"""Two profiles that cannot be of one incident."""


class _Found(Struct, frozen=True):
    points: float
    reason: str = ""
    same: bool = False


def likeness(one: Profile, other: Profile) -> Likeness:
    """Return how far two profiles speak of one incident; `UNLIKE` when their days or places exclude it."""
    when, where = _when(one, other), _where(one, other)
    if when is None or where is None:
        return UNLIKE
    details, kind = [*_numbers(one, other), *_names(one, other), *_wording(one, other)], _kind(one, other)
    points = sum(found.points for found in (when, where, *details, kind))
    reasons = tuple(found.reason for found in (when, where, *details, kind) if found.reason)
    agreed = sum(found.points for found in details) >= AGREED
    return Likeness(points, reasons, when.same and where.same and agreed and kind.points > 0)


def _when(one: Profile, other: Profile) -> _Found | None:
    if not one.days or not other.days:
        return _by_publication(one, other)
    exact = [[span for span in days if span.prec <= FEW_DAYS] for days in (one.days, other.days)]
    pairs = list(product(*exact) if all(exact) else product(one.days, other.days))
    common = [(a, b) for a, b in pairs if _gap(a, b) == 0]
    if common:
        rough = min(max(a.prec, b.prec) for a, b in common)
        shared = next(min(a, b, key=lambda s: s.prec) for a, b in common if max(a.prec, b.prec) == rough)
        points = {1: 3.0, 2: 3.0, 3: 2.0, 4: 1.5}.get(rough, 0.5)
        settled = rough <= FEW_DAYS and _one_time(one.days) and _one_time(other.days) and _same_hours(one, other)
        return _Found(points, f"both on {date_words(shared)}" if rough <= FEW_DAYS else "the dates allow it", settled)
    gap = min(_gap(a, b) for a, b in pairs)
    if gap <= CLOSE_DAYS:
        return _Found(1.5 if gap == 1 else 0.5, f"{gap} day{'s' if gap > 1 else ''} apart")
    return None


def _by_publication(one: Profile, other: Profile) -> _Found | None:
    """Compare an incident without a date by when its reports were published."""
    for undated, dated in ((one, other), (other, one)):
        if undated.days or not undated.published:
            continue
        exact = [span for span in dated.days if span.prec <= _MONTH]
        spans = exact or [DateSpan(day, day, 1) for day in dated.published if not dated.days]
        first, last = min(undated.published), max(undated.published)
        ago = [(first - s.end).days for s in spans if s.start and s.end and s.start <= last]
        if ago and min(ago) <= FRESH_DAYS:
            return _Found(1.0, "published in the days after")
        return _Found(0.5, "published in the weeks after") if ago and min(ago) <= NEWS_DAYS else None
    return None


def _where(one: Profile, other: Profile) -> _Found | None:
    for a, b in product(one.places, other.places):
        if _same_town(a, b):
            return _Found(3.0, f"both in {a.name}", max(a.prec, b.prec) <= _DISTRICT)
    for a, b in product(one.places, other.places):
        distance = distance_km(a, b)
        if distance is not None and distance <= SAME_PLACE_KM:
            return _Found(1.5, f"{a.name} and {b.name} are {distance:.0f} km apart")
        if max(a.prec, b.prec) >= _DISTRICT and a.region and a.region == b.region:
            return _Found(1.5, f"{a.name} and {b.name} are in one region")
    return _where_in_text(one, other)


def _where_in_text(one: Profile, other: Profile) -> _Found | None:
    """Compare where no two places agree: by a place that stands in the other's text, or by the country alone."""
    elsewhere = bool(one.places and other.places)
    for placed, told in ((one, other), (other, one)):
        for place in placed.places:
            if all(word in told.words for word in fold(place.name).split()):
                return _Found(0.5 if elsewhere else 1.5, f"both name {place.name}")
    if elsewhere:
        return None
    shared = one.countries & other.countries
    if not shared or one.places or other.places:
        return _Found(0.0)
    return _Found(3.0 if _nationwide(one) and _nationwide(other) else 1.5, f"both in {min(shared)}")


def _nationwide(profile: Profile) -> bool:
    """Return whether it is of a kind that spreads over a country; of others, the country is all that is known."""
    return bool(_UNREST & {*profile.types})


def _numbers(one: Profile, other: Profile) -> Iterable[_Found]:
    for field, number in sorted(one.numbers & other.numbers):
        yield _Found(1.5 if number >= _DISTINCT else 0.75, f"both say {number} {field}")


def _names(one: Profile, other: Profile) -> Iterable[_Found]:
    places = {word for place in (*one.places, *other.places) for word in fold(f"{place.name} {place.region}").split()}
    shared = sorted((one.names & other.names) - places, key=len, reverse=True)
    for name in shared[:3]:
        yield _Found(1.0, f"both name {name.capitalize()}")


def _wording(one: Profile, other: Profile) -> Iterable[_Found]:
    shared, least = len(one.told & other.told), min(len(one.told), len(other.told))
    if shared >= LEAST_WORDS and shared >= SAME_WORDS * least:
        yield _Found(1.0, "told in the same words")


def _kind(one: Profile, other: Profile) -> _Found:
    if not one.types or not other.types:
        return _Found(0.0)
    for kind in one.types:
        if kind in other.types:
            return _Found(1.0, f"both {kind}")
    if any({*one.types} & kinds and {*other.types} & kinds for kinds in _KINDS):
        return _Found(0.5)
    return _Found(-1.0)


def _gap(a: DateSpan, b: DateSpan) -> int:
    """Return how many days lie between two resolved spans; 0 when they have a day in common."""
    if not (a.start and a.end and b.start and b.end):
        return 0
    return max(0, (b.start - a.end).days, (a.start - b.end).days)


def _one_time(days: Iterable[DateSpan]) -> bool:
    """Return whether all exact days have one day in common."""
    exact = [(span.start, span.end) for span in days if span.prec <= FEW_DAYS and span.start and span.end]
    return not exact or max(first for first, _ in exact) <= min(last for _, last in exact)


def _same_hours(one: Profile, other: Profile) -> bool:
    """Return whether the parts of the day do not tell two incidents of one day apart."""
    return not one.hours or not other.hours or bool(one.hours & other.hours)


def _same_town(a: Place, b: Place) -> bool:
    distance = distance_km(a, b)
    if distance is not None:
        return distance <= SAME_TOWN_KM
    return fold(a.name) == fold(b.name)
