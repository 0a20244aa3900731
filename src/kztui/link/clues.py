"""Clues: what speaks for and against two profiles being of one incident.

Each has a name, under which `weights.toml` has its weight, and a strength from 0 to 1. The distances and the windows of
days are those by which newsrooms' event data are linked (ACLED, UCDP GED: same place, same days).
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import product

from msgspec import Struct

from kztui.link.profile import Profile
from kztui.link.towns import crowd, town_of
from kztui.link.weights import weights
from kztui.model.fact import COUNTED, ON_THINGS, DateSpan, EventType, Field, Place
from kztui.model.figures import FEW_DAYS, SAME_PLACE_KM, distance_km
from kztui.model.precision import DatePrecision, PlacePrecision
from kztui.model.summary import date_words
from kztui.model.tolls import agree
from kztui.text.fold import fold

SAME_TOWN_KM, SAME_SPOT_KM = 15.0, 3.0
"""So near are two places of one name that are one, and two names for one place."""

REGION_KM = 300.0
"""So far from the middle of a region a town of it can be; regions have been split and renamed since."""

CLOSE_DAYS = 3
"""Reports that disagree on the day of one incident are seldom further apart."""

FRESH_DAYS, NEWS_DAYS, RECALL_DAYS = 7, 31, 3 * 365
"""A report that does not say when tells, as a rule, what happened at most so many days before: news, then news that
goes on; or it recalls what happened in the years before (a trial, an anniversary)."""

LATE_DAYS = 365
"""A report published so many days after what it tells recalls it: its numbers are no news."""

_MANY_NAMES, _MANY_WORDS, _FEW_WORDS = 3, 0.4, 5
"""So many shared names, and such a share of the words of the shorter telling, are as much as there can be; a telling of
fewer words counts as one of so many."""

_TELLING = 3
"""A number from here on is seldom named by chance."""

_LARGE = 20
"""A number of people from here on is hardly ever shared by chance."""

_RARE, _WOUNDED = 6, 3
"""An incident with so many killed, or so many times as many wounded, is hardly ever one of two on a day in any city."""

_MANY_SITES = 2
"""So many sites or kinds of people in common are as much as there can be."""

_KINDS = (
    {
        EventType.ARMED_CLASH, EventType.ARMED_ATTACK, EventType.ASSASSINATION, EventType.BOMBING,
        EventType.SUICIDE_BOMBING, EventType.EXPLOSION, EventType.JAILBREAK,
    },
    {EventType.BOMBING, EventType.SUICIDE_BOMBING, EventType.EXPLOSION, EventType.ARSON},
    {EventType.ARREST, EventType.PLOT_FOILED},
    {
        EventType.RIOT, EventType.PROTEST, EventType.MOB_VIOLENCE, EventType.FORCE_AGAINST_PROTESTERS,
        EventType.ARSON, EventType.ARMED_ATTACK, EventType.ARMED_CLASH,
    },
    {EventType.ROBBERY, EventType.ARMED_ATTACK, EventType.ARMED_CLASH},
)  # fmt: skip
"""Types that reports use for one and the same incident."""

_LIKE = (
    {EventType.BOMBING, EventType.SUICIDE_BOMBING, EventType.EXPLOSION},
    {EventType.RIOT, EventType.PROTEST, EventType.MOB_VIOLENCE, EventType.FORCE_AGAINST_PROTESTERS, EventType.ARSON},
    {EventType.ARREST, EventType.PLOT_FOILED},
)
"""Types that are nearly the same: which one a report uses depends on what it tells most of."""

_USUAL = {EventType.ARMED_ATTACK, EventType.ARMED_CLASH, EventType.ARREST}
"""Types of which most incidents are: two of one type need not be one."""

_FIGHTING = {EventType.ARMED_ATTACK, EventType.ARMED_CLASH}
_UNREST = {EventType.RIOT, EventType.PROTEST, EventType.FORCE_AGAINST_PROTESTERS}


class Clue(Struct, frozen=True):
    """What speaks for or against one incident: its `name` in the weights, how strong it is, and it in words.

    `crowd` says of a clue to where it was how many others of its size there may be there on a day, from 0 to 1.
    """

    name: str
    strength: float = 1.0
    words: str = ""
    crowd: float = 1.0

    @property
    def points(self) -> float:
        """What it adds to the log-odds."""
        return weights()[self.name] * self.strength


def clues(one: Profile, other: Profile) -> tuple[Clue, ...] | None:
    """Return what speaks for and against one incident; None when days or places exclude it."""
    when, where = _when(one, other), _where(one, other)
    if when is None or where is None:
        return None
    what = (*_kind(one, other), *_tolls(one, other), *_shared(one, other), *_subjects(one, other))
    rest = (*_breadth(one, other), *_hours(one, other), *_late(one, other), *_fate(one, other), *what)
    return (*when, *where, *rest)


def _when(one: Profile, other: Profile) -> tuple[Clue, ...] | None:
    """Compare the days: the most exact ones of each; where one names none, by when it was published."""
    if not one.days or not other.days:
        return _by_publication(one, other)
    exact_one, exact_other = ([span for span in days if span.prec <= FEW_DAYS] for days in (one.days, other.days))
    exact = exact_one and exact_other
    near = _same_days(list(product(exact_one, exact_other))) if exact else ()
    if near:
        sure = _one_time(one.days) and _one_time(other.days)
        return near if sure or near[0].name != "same-day" else (Clue("a-day-shared", 1.0, near[0].words),)
    common = [max(a.prec, b.prec) for a, b in product(one.days, other.days) if _gap(a, b) == 0]
    if not common:
        return None if exact else _same_days(list(product(one.days, other.days))) or None
    rough = Clue("same-year" if min(common) == DatePrecision.YEAR else "same-month", 1.0, "the dates allow it")
    return (rough, Clue("other-days", 1.0, "the exact days differ")) if exact else (rough,)


def _same_days(pairs: Sequence[tuple[DateSpan, DateSpan]]) -> tuple[Clue, ...]:
    """Compare exact days: nothing when they are too far apart."""
    common = [(a, b) for a, b in pairs if _gap(a, b) == 0]
    if not common:
        gap = min(_gap(a, b) for a, b in pairs)
        words = f"{gap} day{'s' if gap > 1 else ''} apart"
        return (Clue("days-apart", gap / CLOSE_DAYS, words),) if gap <= CLOSE_DAYS else ()
    if max(common[0][0].prec, common[0][1].prec) > FEW_DAYS:
        return ()
    same = [(a, b) for a, b in common if a == b or max(a.prec, b.prec) == DatePrecision.DAY]
    a, b = min(same or common, key=lambda pair: max(pair[0].prec, pair[1].prec))
    return (Clue("same-day" if same else "a-day-shared", 1.0, f"both on {date_words(min(a, b, key=_length))}"),)


def _length(span: DateSpan) -> int:
    return (span.end - span.start).days if span.start and span.end else 0


def _by_publication(one: Profile, other: Profile) -> tuple[Clue, ...] | None:
    for undated, dated in ((one, other), (other, one)):
        if undated.days or not undated.published:
            continue
        exact = [span for span in dated.days if span.prec <= DatePrecision.MONTH]
        spans = exact or ([DateSpan(dated.published, dated.published, 1)] if dated.published and not dated.days else [])
        delays = [delay for span in spans if (delay := _days_after(undated.published, span)) is not None]
        if any(-CLOSE_DAYS <= delay <= FRESH_DAYS for delay in delays):
            return (Clue("fresh", 1.0, "published in the days after"),)
        if any(-CLOSE_DAYS <= delay <= NEWS_DAYS for delay in delays):
            return (Clue("recent", 1.0, "published within a month"),)
        if any(0 <= delay <= RECALL_DAYS for delay in delays):
            return (Clue("recalled", 1.0, "published years after"),)
        if delays:
            return None
    return ()


def _days_after(published: date, span: DateSpan) -> int | None:
    """Return how many days after the end of a span something was published; below 0 for before its start."""
    if not (span.start and span.end):
        return None
    if published < span.start:
        return (published - span.start).days
    return max(0, (published - span.end).days)


def _where(one: Profile, other: Profile) -> tuple[Clue, ...] | None:
    pairs = list(product(one.places, other.places))
    shared = [(a, b) for a, b in pairs if _same_town(a, b)]
    for a, b in sorted(shared, key=lambda pair: max(pair[0].prec, pair[1].prec)):
        if max(a.prec, b.prec) > PlacePrecision.DISTRICT:
            return (Clue("same-region", 1.0, f"both in {a.name}"),)
        main = a is one.places[0] and b is other.places[0]
        many, rare = max(crowd(a), crowd(b)), min(1.0, min(_size(one), _size(other)) / _RARE)
        return (Clue("same-town" if main else "a-town-shared", 1 - many / 2, f"both in {a.name}", many * (1 - rare)),)
    for a, b in pairs:
        distance, rough = distance_km(a, b), max(a.prec, b.prec) >= PlacePrecision.DISTRICT
        if distance is not None and distance <= SAME_PLACE_KM and not rough:
            return (Clue("near", 1.0, f"{a.name} and {b.name} are {distance:.0f} km apart"),)
        within = distance is not None and distance <= REGION_KM and a.country == b.country
        if rough and ((a.region and a.region == b.region) or within):
            return (Clue("same-region", 1.0, f"{a.name} and {b.name} are in one region"),)
    return _where_in_text(one, other)


def _size(one: Profile) -> float:
    """Return how many were killed; so many wounded as `_WOUNDED` count as one of them."""
    killed, wounded = (told.best if (told := one.tolls.get(field)) else 0 for field in (Field.KILLED, Field.WOUNDED))
    return max(killed, wounded / _WOUNDED)


def _where_in_text(one: Profile, other: Profile) -> tuple[Clue, ...] | None:
    """Compare where no two places agree: by a place that stands in the other's text, or by the country alone."""
    elsewhere = bool(one.places and other.places)
    for placed, told in ((one, other), (other, one)):
        for place in placed.places:
            if all(f" {word} " in told.text for word in fold(place.name).split()):
                return (Clue("named-elsewhere" if elsewhere else "named", 1.0, f"both name {place.name}"),)
    if elsewhere:
        return None
    shared = one.countries & other.countries
    if not shared or one.places or other.places:
        return ()
    if _UNREST & {*one.types} and _UNREST & {*other.types}:
        return (Clue("nationwide", 1.0, f"both in {min(shared)}"),)
    return ()


def _breadth(one: Profile, other: Profile) -> Iterator[Clue]:
    """Yield that one tells of unrest over several days, and the other of one day of it."""
    for whole, part in ((one, other), (other, one)):
        if whole.broad and not part.broad and any(span.prec == DatePrecision.DAY for span in part.days):
            yield Clue("broader", 1.0, "one goes on for days")


def _hours(one: Profile, other: Profile) -> Iterator[Clue]:
    """Yield that two parts of the day distinguish them."""
    if one.hours and other.hours and not one.hours & other.hours:
        yield Clue("other-hours", 1.0, f"{min(one.hours)} and {min(other.hours)}")


def _kind(one: Profile, other: Profile) -> Iterator[Clue]:
    if not one.types or not other.types:
        return
    shared = next((kind for kind in one.types if kind in other.types), None)
    if shared:
        yield Clue("usual-kind" if shared in _USUAL else "same-kind", 1.0, f"both {shared}")
        return
    words = f"{one.types[0]} and {other.types[0]}"
    if any({*one.types} & kinds and {*other.types} & kinds for kinds in _LIKE):
        yield Clue("like-kind", 1.0, words)
    elif not any({*one.types} & kinds and {*other.types} & kinds for kinds in _KINDS) or _deeds_apart(one, other):
        yield Clue("other-kind", 1.0, words)


def _deeds_apart(one: Profile, other: Profile) -> bool:
    """Return whether one is a fire or a robbery and the other fighting, each with a target or weapon of its own: only
    unrest has both."""
    own, theirs = {*one.types}, {*other.types}
    if not ((own <= ON_THINGS and theirs <= _FIGHTING) or (own <= _FIGHTING and theirs <= ON_THINGS)):
        return False
    return bool(one.what and other.what) and one.language == other.language and not one.what & other.what


def _tolls(one: Profile, other: Profile) -> Iterator[Clue]:
    """Yield each number of people that both state alike, and how far apart the others are.

    A toll grows, so one number that differs says little; two that both differ widely say that it is another incident.
    Whoever names the other's number beside their own speaks of the same people.
    """
    apart = []
    for field in COUNTED:
        a, b = one.tolls.get(field), other.tolls.get(field)
        if a is None or b is None:
            continue
        if a.best == b.best:
            if a.best:
                yield Clue(f"same-{field}", min(1.0, 0.3 + 0.7 * a.best / _LARGE), f"both say {a.best} {field}")
                apart.append(0.0)
        elif not agree(a, b):
            rivals = ((a.best, other.numbers.get(field, ())), (b.best, one.numbers.get(field, ())))
            if named := next((number for number, told in rivals if number >= _TELLING and number in told), 0):
                yield Clue("names-toll", 1.0, f"both name {named} {field}")
            apart.append(1 - min(a.best, b.best) / max(a.best, b.best))
            first, second = (a, b) if (one.published or date.min) <= (other.published or date.min) else (b, a)
            if first.best > second.best and not (named or a.sides or b.sides):
                yield Clue("toll-fell", 1.0, f"{first.best} and {second.best} {field}")
    if apart[1:]:
        if all(apart):
            yield Clue("tolls-apart", sum(apart) / len(apart), "none of the numbers is the same")
    elif apart and apart[0]:
        yield Clue("toll-apart", apart[0], "another number of people")


def _shared(one: Profile, other: Profile) -> Iterator[Clue]:
    """Yield the words that both use: names, who did it and to whom, with what and against what, and the rest."""
    places = {word for place in (*one.places, *other.places) for word in fold(f"{place.name} {place.region}").split()}
    known = {town for name in one.names & other.names if fold(town := town_of(name) or name.capitalize()) not in places}
    if names := sorted(known, key=lambda name: (-len(name), name)):
        yield Clue("same-names", min(1.0, len(names) / _MANY_NAMES), f"both name {', '.join(names[:_MANY_NAMES])}")
    if one.what & other.what:
        yield Clue("same-things", 1.0, "the same weapon or target")
    if one.who & other.who:
        yield Clue("same-people", 1.0, "the same people")
    if one.language == other.language and (share := _share(one.told, other.told)):
        yield Clue("same-words", min(1.0, share / _MANY_WORDS), "told in the same words")


def _subjects(one: Profile, other: Profile) -> Iterator[Clue]:
    """Yield what both name, or each another, of the means, of the sites and of the people that were hit."""
    for name, own, theirs in (
        ("means", one.means, other.means),
        ("site", one.sites, other.sites),
        ("victims", one.people, other.people),
    ):
        if shared := sorted(own & theirs):
            strength = 1.0 if name == "means" else min(1.0, len(shared) / _MANY_SITES)
            yield Clue(f"same-{name}", strength, f"both name {', '.join(shared)}")
        elif own and theirs:
            yield Clue(f"other-{name}", 1.0, f"{min(own)} and {min(theirs)}")


def _late(one: Profile, other: Profile) -> Iterator[Clue]:
    """Yield that one has other numbers and was published long after the days of the other, which it recalls."""
    for late, old in ((one, other), (other, one)):
        last = max((span.end for span in old.days if span.end), default=None)
        if late.published and last and (late.published - last).days >= LATE_DAYS and _others(late, old):
            yield Clue("long-after", 1.0, "other numbers long after")
            return


def _others(one: Profile, other: Profile) -> bool:
    """Return whether two profiles disagree on a number of people."""
    return any(not agree(one.tolls[field], other.tolls[field]) for field in one.tolls.keys() & other.tolls.keys())


def _fate(one: Profile, other: Profile) -> Iterator[Clue]:
    """Yield that those who did it are caught in one report and still free in another that is no earlier."""
    for caught, free in ((one, other), (other, one)):
        later = (caught.published or date.max) > (free.published or date.min)
        if caught.fate == {"held"} and free.fate == {"free"} and not later:
            yield Clue("other-fate", 1.0, "caught and at large")


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share of the words of the shorter telling that the other has too; few words prove little."""
    return len(one & other) / max(_FEW_WORDS, min(len(one), len(other)))


def _gap(a: DateSpan, b: DateSpan) -> int:
    """Return how many days lie between two resolved spans; 0 when they have a day in common."""
    if not (a.start and a.end and b.start and b.end):
        return 0
    return max(0, (b.start - a.end).days, (a.start - b.end).days)


def _one_time(days: Iterable[DateSpan]) -> bool:
    """Return whether all exact days have one day in common."""
    exact = [(span.start, span.end) for span in days if span.prec <= FEW_DAYS and span.start and span.end]
    return not exact or max(first for first, _ in exact) <= min(last for _, last in exact)


def _same_town(a: Place, b: Place) -> bool:
    """Return whether two places are one for news: of one name and not far apart, or hardly apart at all."""
    distance, same_name = distance_km(a, b), fold(a.name) == fold(b.name)
    if distance is None:
        return same_name
    return distance <= (SAME_TOWN_KM if same_name else SAME_SPOT_KM)
