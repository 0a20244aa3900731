"""Who is named among those whom an event struck: "15 человек, среди них шесть полицейских и журналист"."""

from collections.abc import Iterator, Sequence

from kztui.extract.mention import Mention
from kztui.extract.reading import Construction, Event
from kztui.extract.ru.groups import Group
from kztui.extract.ru.reading import Parsed
from kztui.extract.ru.vocabulary import word_set
from kztui.model.fact import Side

_PEOPLE = ("people", "name", "number")
_DASHES = frozenset(("—", "–"))
_LISTS = _DASHES | {":"}
_NEAR = 2
"""Words before a colon or dash within which it belongs to those before it."""

_OF_THEM = frozenset((("из", "них"), ("из", "которых")))
_LISTING = frozenset((",", "и", "а", "также", "еще", "них", "которых"))


def add_parts(reading: Parsed, events: Sequence[Event]) -> None:
    """Set who is named among those whom an event struck ("15 человек, среди них шесть полицейских и журналист")."""
    for event in (e for e in events if e.effect):
        patients = [p for p in event.patients if p.people and (p.plural or (p.count or 0) > 1)]
        if not patients:
            continue
        apart = {id(one) for other in events if other.effect not in ("", event.effect) for one in other.patients}
        named = [m for m in _parts(reading, event, patients[-1]) if m.kind in _PEOPLE and m.count is not None]
        parts = [mention for mention in named if id(mention) not in apart]
        total = patients[-1].count
        if parts and (total is None or sum(part.count or 0 for part in parts) <= total):
            whole = patients[-1].side
            for part in (part for part in parts if part.side is Side.UNKNOWN):
                part.side = whole
            event.parts = parts
            event.patients = [p for p in event.patients if all(p is not part for part in parts)]
            for other in events:
                if other is not event and other.effect == event.effect:
                    other.patients = [p for p in other.patients if all(p is not part for part in parts)]


def parts_apart(reading: Parsed, events: Sequence[Event], before: Sequence[Event]) -> list[Event]:
    """Return references to the dead and the hurt of the sentence before, with those among them whom this one names
    ("погибли семь человек. Среди погибших трое детей")."""
    near = before and before[0].reading.sentence.number == reading.sentence.number - 1
    words = reading.sentence.words
    if not near or not ("среди" in words or "числе" in words):
        return []
    found = []
    for event in (event for event in before if event.effect):
        heading = next((group for group in reading.groups if _heads(group, event)), None)
        counted = [patient.count for patient in event.patients if patient.people]
        told = any(other.effect == event.effect and (other.patients or other.zero) for other in events)
        if heading is None or told or event.parts or len(counted) != 1:
            continue
        first = _behind(heading, reading.groups)
        named = [one for one in _listed(reading, first) if one.kind in _PEOPLE and one.count is not None]
        if named and sum(one.count or 0 for one in named) <= (counted[0] or 0):
            at, kind = heading.head, event.kind
            found.append(Event(reading, kind, at, at + 1, Construction.ADJECTIVE, parts=named, definite=True))
    return found[:1]


def _parts(reading: Parsed, event: Event, whole: Mention) -> Iterator[Mention]:
    """Yield the people behind "среди них", "в том числе", "из них", or a colon or dash, after a mention, and those
    behind "среди раненых" wherever that stands."""
    groups = [group for group in reading.groups if group.first >= whole.last and not group.place]
    if not groups:
        return
    heading = next((group for group in groups if _heads(group, event)), None)
    first = _first_part(reading, event, whole, groups) if heading is None else _behind(heading, groups)
    yield from _listed(reading, first)


def _listed(reading: Parsed, first: Group | None) -> Iterator[Mention]:
    """Yield the people of a group and of those listed with it, none where there is none."""
    if first is None:
        return
    last = first.first
    for group in (group for group in reading.groups if group.first >= first.first and not group.place):
        if group.nested:
            continue
        between = reading.sentence.words[last : group.first]
        if group is not first and not (group.direct and _LISTING.issuperset(between)):
            return
        yield _called(reading, group)
        last = group.end


def _heads(group: Group, event: Event) -> bool:
    """Return whether a group announces some of those whom an event struck ("среди раненых", "в числе погибших")."""
    named = _announced(group)
    return named is not None and named.key in word_set("constructions", f"counted_{event.effect}")


def _announced(group: Group) -> Group | None:
    """Return the noun for those some of whom a group announces, None where it announces nobody."""
    named = group if group.preposition == "среди" else group.inner if group.key == "число" else None
    return named if named is not None and named.plural and named.numeral is None else None


def _behind(heading: Group, groups: Sequence[Group]) -> Group | None:
    """Return the first group behind a heading and its genitives."""
    return next((group for group in groups if group.first >= heading.end), None)


def _first_part(reading: Parsed, event: Event, whole: Mention, groups: Sequence[Group]) -> Group | None:
    """Return the first group that the words before it make a part of those whom an event struck."""
    words, clause = reading.sentence.words, reading.clause_at(event.first)
    verbs = [p.at for each in reading.clauses for p in each.predicates if p.at != event.first]
    last, counted = whole.last, False
    for group in groups:
        if _announced(group) is not None or any(last <= at < group.first for at in verbs):
            return None
        between = words[last : group.first]
        listed = bool(between) and len(between) <= _NEAR and between[-1] in _LISTS
        named = tuple(words[group.last : group.last + 2]) in _OF_THEM and group.bare
        if (
            counted
            or listed
            or named
            or not word_set("constructions", "parts").isdisjoint((*between, group.preposition))
        ):
            return group
        counted = "числе" in words[group.first : group.last]
        thing = group in clause.groups and reading.mention_of(group).kind not in _PEOPLE
        if not (group.nested or group.preposition or thing):
            return None
        last = group.end
    return None


def _called(reading: Parsed, group: Group) -> Mention:
    """Return the people of a group; a bare number is of those whom it is said to be ("из них 11 — гражданские")."""
    part = reading.mention_of(group)
    following = next((other for other in reading.groups if other.first >= group.last), None)
    if not group.bare or following is None or following.numeral is not None or "nom" not in following.cases:
        return part
    between = reading.sentence.words[group.last : following.first]
    between = between[2:] if tuple(between[:2]) in _OF_THEM else between
    if all(word in _DASHES for word in between) and reading.mention_of(following).kind == "people":
        part.side = reading.mention_of(following).side
    return part
