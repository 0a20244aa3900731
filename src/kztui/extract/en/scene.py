"""What the words around times, places and events say about them, set down for the stages that know no English."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal

from msgspec.structs import replace

from kztui.extract.en.denials import denied
from kztui.extract.en.frames import by_accident
from kztui.extract.en.journeys import ends_a_journey
from kztui.extract.en.reading import Parsed
from kztui.extract.en.revisions import revision_of
from kztui.extract.en.saying import (
    dated_apart,
    dates_a_finding,
    dates_a_late_death,
    dates_an_aside,
    dates_the_aftermath,
    dates_the_saying,
    finished,
    own_time,
    owned_event,
    places_the_saying,
    ranked_from,
    speaks,
)
from kztui.extract.en.vocabulary import says, verb_forms, word_set
from kztui.extract.mention import PlaceMention, TimeMention
from kztui.extract.reading import Construction, Event, Topic
from kztui.gazetteer import COUNTRY_PREC
from kztui.model.fact import Hedge, Side

_BREAK, _COMMA = 12, 2
"""What a word that begins another clause, and a comma, weigh more than other words."""

_PART_REACH = 3
"""Tokens beside a time within which a part of the day belongs to it."""

_LASTING_REACH = 4
"""Words before a time among which one says that something lasted until then."""

_HEDGE_REACH = 3
"""Words before an event within which a hedge is about it."""

_BORDER_REACH = 4
"""Words before a place among which "border" makes it a border's name ("the border between X and Y")."""

_PLOT_REACH = 8
"""Words before an event among which one says that it was planned."""

_ACCIDENT_BEFORE, _ACCIDENT_AFTER = 3, 4
_UPDATE_REACH = 8
"""Words beside an event, or those whom it harmed, within which "risen" or "now" is about their number."""

_NAMED_BEHIND = 2
"""Tokens behind "the capital" within which a place is its name."""

_BEFORE_HOURS = ("in", "at", "before", "after", "around", "by", "towards", "toward")
_BEFORE_TIMES = ("in", "on", "at", "by", "early", "late", "then")
_JOINTS = ("and", ";", "while", "but")
_CHIEF_TOWNS = frozenset(("capital", "centre", "center", "seat"))
_LARGEST = frozenset(("largest", "biggest"))
_POINTERS = ("the", "that", "this")
_POINTED_FROM = ("in", "from", "at", "on", "near", "outside", "across")
_TOPICS = {
    Topic.CROWDS: ("people", "crowds"),
    Topic.CAPTIVES: ("people", "captives"),
    Topic.PRISONS: ("people", "prisons"),
    Topic.PERIOD: ("constructions", "period"),
    Topic.MISHAP: ("constructions", "mishap"),
}
"""The word lists of the topics: file and entry."""


_PHRASES = {
    Topic.RESISTANCE: "resistance",
    Topic.EACH_OTHER: "each_other",
    Topic.FALLS: "falls",
    Topic.SUMS: "sums",
}
"""The lists of phrases of the topics in constructions.toml."""


def describe_scene(reading: Parsed, events: Sequence[Event]) -> None:
    """Set what a sentence's words say about its times and places, and, where it tells events, what is asked of them."""
    reading.times = [_time(reading, time, events) for time in reading.times]
    reading.places = [*_places(reading, events)]
    if not events:
        return
    words = reading.sentence.words
    said = reading.said
    reading.topics = frozenset(topic for topic, entry in _TOPICS.items() if word_set(*entry) & said)
    if reading.before is not None and not word_set("people", "crowds").isdisjoint(reading.before.sentence.words):
        reading.topics |= {Topic.CROWDS_BEFORE}
    reading.topics |= {topic for topic, entry in _PHRASES.items() if says(words, "constructions", entry)}
    if not said.isdisjoint(verb_forms("constructions", "crashing")) and _own_crash(reading):
        reading.topics |= {Topic.FALLS}
    if any(event.unreal and _plotted(reading, event) for event in events):
        reading.topics |= {Topic.PLOTS}
    breaks = word_set("clauses", "breaks")
    reading.weights = [1 + _BREAK if word in breaks else 1 + _COMMA if word == "," else 1 for word in words]
    for event in events:
        if event.construction is not Construction.NOUN and event.patients and event.patients[0].first == event.first:
            reading.weights[event.first - 1] += _BREAK  # the second half of "one in Osh on Friday and two in Uzgen"
    reading.pointing = _pointing(reading)
    _read_capital(reading)
    reading.largest = _largest_town(reading)
    reading.hours = frozenset(_hours_alone(words))
    reading.here = next((e.last for e in events if reading.word(e.last) == "here"), _this_town(words))
    accidental, of_another = by_accident(reading, events), _another_matter(reading)
    for event in events:
        _describe(reading, event)
        event.accidental = event.accidental or accidental
        event.of_another = of_another


def _own_crash(reading: Parsed) -> bool:
    """Return whether people came to harm as their own vehicle crashed, and no weapon or attacker is told of ("died when
    his car overturned"): that is none of a deed told before."""
    if any(mention.kind == "weapon" or mention.side is Side.PERPETRATOR for mention in reading.mentions):
        return False
    for verb in reading.verbs:
        if verb.passive or reading.word(verb.main) not in verb_forms("constructions", "crashing"):
            continue
        what = next((mention for mention in reading.mentions if mention.last == verb.first), None)
        opened = what is not None and reading.word(what.first - 1) in ("when", "as", "after")
        if what is not None and opened and reading.word(what.first) in ("his", "her", "their"):
            return True
    return False


def _plotted(reading: Parsed, event: Event) -> bool:
    """Return whether an event that has not happened was planned, by a word right before it."""
    before = reading.sentence.words[max(0, event.first - _PLOT_REACH) : event.first]
    if {"suspected", "accused"} & {*before}:
        return False
    violent = event.meaning.type is not None and event.kind not in ("protest", "operation", "raid", "foil")
    return violent and event.family != "arrest" and bool(word_set("constructions", "plotting") & {*before})


def _describe(reading: Parsed, event: Event) -> None:
    """Set what the words around an event say about it."""
    words = reading.sentence.words
    event.hedge = _hedge(reading, event) if event.effect or event.kind == "blame" else Hedge.NONE
    near = words[max(0, event.first - _ACCIDENT_BEFORE) : event.last + _ACCIDENT_AFTER]
    event.accidental = bool(word_set("constructions", "accidental") & {*near})
    if event.kind == "explode" and not event.agents and _by_itself(words):
        event.accidental = True
    event.updates = _updates(words, event)
    event.revision = revision_of(reading, event)
    ranked = event.construction is Construction.NOUN and any(
        start <= event.first < time.first for time in reading.times if (start := ranked_from(reading, time)) is not None
    )
    event.definite = event.definite or ranked
    event.parted = _parted(reading, event) and not ranked
    event.reach = _reach(reading, event)
    event.time = own_time(reading, event)
    event.dated_apart = dated_apart(reading, event) or (event.time is not None and event.time.open)
    event.background = _background(reading, event)
    event.amid = reading.word(min((event.first, *(one.first for one in event.agents))) - 1) in ("when", "as")


def _updates(words: Sequence[str], event: Event) -> bool:
    """Return whether words beside an event make its number follow an earlier one."""
    toll = event.construction is Construction.TOLL and bool(event.patients)
    if toll and word_set("constructions", "reaching") & {*words[event.last : event.patients[0].first]}:
        return True
    updates = word_set("constructions", "updates")
    return not updates.isdisjoint(words) and any(
        updates & {*words[max(0, first - _UPDATE_REACH) : last + _UPDATE_REACH]}
        for first, last in ((event.first, event.last), *((one.first, one.last) for one in event.patients))
    )


def _by_itself(words: Sequence[str]) -> bool:
    """Return whether what went off is what a sentence says is stored or burnt there ("a blast at a gas plant"), and no
    bomb."""
    return bool(word_set("constructions", "depots") & {*words}) and not word_set("constructions", "bombs") & {*words}


def _time(reading: Parsed, time: TimeMention, events: Sequence[Event]) -> TimeMention:
    words = reading.sentence.words
    opens = word_set("dates", "open")
    if time.open and _only_arrests_since(reading, time, events):
        time = replace(time, open=False)  # "19 people have been held since Friday's raid"
    since = next((i for i in range(time.first - 1, -1, -1) if words[i] in opens), time.first) if time.open else 0
    late = dates_a_late_death(reading, time)
    said = dates_the_saying(reading, time) or dates_the_aftermath(reading, time)
    when = "when" in (reading.word(time.last), reading.word(time.last + 1))
    ranked = ranked_from(reading, time) is not None and not when
    said = said or ranked or (bool(events) and dates_an_aside(reading, time, events))
    return replace(
        time,
        since=since,
        bound=_bound(words, time) if time.open else "",
        when=when,
        about="saying" if said else "late death" if late else "finding" if dates_a_finding(reading, time) else "event",
        hours=frozenset(_hours(words, time)),
        opens=_opens(words, time),
    )


def _opens(words: Sequence[str], time: TimeMention) -> bool:
    """Return whether a time opens a clause behind another ("and in July", "; on the next day")."""
    start = time.first
    while start and words[start - 1] in _BEFORE_TIMES:
        start -= 1
    return start > 0 and words[start - 1] in _JOINTS


def _only_arrests_since(reading: Parsed, time: TimeMention, events: Sequence[Event]) -> bool:
    """Return whether a time is that of an event noun since which nothing but arrests is told of: what else has been
    done since then is another deed."""
    noun = owned_event(reading, time)
    if noun is None:
        return False
    return all(event.family == "arrest" or event.effect == "arrested" for event in events if event.first != noun.first)


def _bound(words: Sequence[str], time: TimeMention) -> Literal["", "since", "until"]:
    """Return "since" or "until" where it stands before a time and bounds a sum; what "went on until" a day is none."""
    before = words[time.first - 1] if time.first else ""
    if before == "until":
        lasting = words[max(0, time.first - _LASTING_REACH) : time.first]
        return "" if word_set("dates", "continuing") & {*lasting} else "until"
    return "since" if before == "since" else ""


def _hours(words: Sequence[str], time: TimeMention) -> Iterator[str]:
    """Yield the parts of the day that stand in a time or beside it ("in the morning of 12 September")."""
    for word in words[max(0, time.first - _PART_REACH) : time.last + _PART_REACH]:
        if word in word_set("dates", "parts_of_day"):
            yield word


def _hours_alone(words: Sequence[str]) -> Iterator[str]:
    """Yield the parts of the day that a preposition makes a time ("in the morning", "shortly before midnight")."""
    parts = word_set("dates", "parts_of_day")
    if parts.isdisjoint(words):
        return
    for index in (index for index, word in enumerate(words) if word in parts):
        before = words[index - 1] if index and words[index - 1] != "the" else words[index - 2] if index > 1 else ""
        if before in _BEFORE_HOURS:
            yield words[index]


def _places(reading: Parsed, events: Sequence[Event]) -> Iterator[PlaceMention]:
    names = [(m.first, m.last) for m in reading.mentions if m.kind == "name" and m.last > m.first + 1]
    for place in reading.places:
        after = place.last + 1
        owning = reading.word(place.last) == "'s" and after < len(reading.sentence.words)
        owning = owning and all(other.first != after for other in reading.places)  # not "Almaty's Orbita suburb"
        named = owning and reading.sentence.capital(after)
        yield replace(
            place,
            relation="people" if not _country(place) and speaks(reading, place) else place.relation,
            owns="name" if named else "thing" if owning else "",
            abroad=_country(place) and reading.word(place.last) in word_set("places", "abroad"),
            border=_border(reading, place),
            person=any(first <= place.first < last for first, last in names),
            governed=reading.word(place.first - 1) in ("in", "at", "near", "of"),
            saying=places_the_saying(reading, place.first),
            reached=ends_a_journey(reading, place.first, events),
        )


def _border(reading: Parsed, place: PlaceMention) -> bool:
    """Return whether a place only names a border: "the Uzbek border", "the border with Uzbekistan"."""
    borders = word_set("places", "borders")
    before = reading.sentence.words[max(0, place.first - _BORDER_REACH) : place.first]
    beside = bool(borders & {*before}) and before[-1] in ("with", "of", "between", "and", "the")
    return reading.word(place.last) in borders or beside


def _pointing(reading: Parsed) -> int | None:
    """Return the token of a word that points at a town named before ("there", "the city"), None when no word does."""
    words = reading.sentence.words
    if words[0] == "there":
        return 0
    then = next((verb.last for verb in reading.verbs if reading.word(verb.last) == "then"), None)
    if then is not None:
        return then
    towns = word_set("places", "towns")
    if towns.isdisjoint(reading.said):
        return None
    for index in (index for index, word in enumerate(words) if word in towns):
        start = index - (words[index - 1] == "same")
        pointing = start > 1 and words[start - 1] in _POINTERS and words[start - 2] in _POINTED_FROM
        if pointing and reading.word(index + 1) != "of" and all(p.first != index + 1 for p in reading.places):
            return index
    return None


def _this_town(words: Sequence[str]) -> int | None:
    """Return the token of the noun in "this city" or "this capital", None when nothing is so called."""
    if "this" not in words:
        return None
    kinds = word_set("places", "towns") | {"capital"}
    return next((i for i in range(1, len(words)) if words[i] in kinds and words[i - 1] == "this"), None)


def _read_capital(reading: Parsed) -> None:
    """Set the token of "capital" in "in the capital", or of "capital", "centre" or "seat" in "in the regional centre",
    where no town follows that it is."""
    words = reading.sentence.words
    if _CHIEF_TOWNS.isdisjoint(reading.said):
        return
    for index in (index for index, word in enumerate(words) if word in _CHIEF_TOWNS):
        start = index - 1 if words[index - 1] in _POINTERS else index - 2
        if start < 1 or words[start] not in _POINTERS or words[start - 1] not in ("in", "from", "at", "of"):
            continue
        named = any(0 < place.first - index <= _NAMED_BEHIND for place in reading.places if not _country(place))
        of_town = reading.word(index + 1) == "of" and not _of_country(reading, index)
        if named or of_town or reading.word(index + 1) == "city":
            continue
        kind = words[index - 1]
        if kind in word_set("places", "regional"):
            reading.centre = index
            return
        if words[index] == "capital" and kind not in word_set("places", "local"):
            reading.capital = index
            return


def _largest_town(reading: Parsed) -> int | None:
    """Return the token of "city" in "Kazakhstan's largest city" or "the country's biggest city" where no town follows
    that it is."""
    words = reading.sentence.words
    if _LARGEST.isdisjoint(reading.said):
        return None
    for index in range(3, len(words)):
        if words[index] not in ("city", "town") or words[index - 1] not in _LARGEST:
            continue
        owner = index - 3
        owned = words[owner + 1] == "'s" and (
            words[owner] in ("country", "nation") or _ends_country(reading, owner + 1)
        )
        named = any(0 < place.first - index <= _NAMED_BEHIND for place in reading.places if not _country(place))
        if owned and not named:
            return index
    return None


def _ends_country(reading: Parsed, last: int) -> bool:
    """Return whether the name of a country ends before a token."""
    return any(place.last == last and _country(place) for place in reading.places)


def _country(place: PlaceMention) -> bool:
    """Return whether a place is a country."""
    return bool(place.candidates) and place.candidates[0].place.prec == COUNTRY_PREC


def _of_country(reading: Parsed, index: int) -> bool:
    """Return whether "of" and a country stand behind a token ("the capital of Kyrgyzstan")."""
    near = (index + 2, index + 3)
    return any(place.first in near and _country(place) for place in reading.places)


def _hedge(reading: Parsed, event: Event) -> Hedge:
    """Return the hedge beside an event's words; a denial can stand farther from them."""
    if denied(reading, event):
        return Hedge.DENIED
    before = {*reading.sentence.words[max(0, event.first - _HEDGE_REACH) : event.first]}
    for hedge in (Hedge.REPORTEDLY, Hedge.SUSPECTED):
        if word_set("attribution", hedge) & before:
            return hedge
    return Hedge.NONE


def _parted(reading: Parsed, event: Event) -> bool:
    """Return whether a word parts an event from the one told before ("Elsewhere ...", "a second explosion")."""
    words = reading.sentence.words
    if not word_set("constructions", "elsewhere").isdisjoint(words[:2]):
        return True
    beside = words[max(0, event.first - 1) : event.first + 2]
    return event.construction is Construction.NOUN and not word_set("constructions", "parting").isdisjoint(beside)


def _another_matter(reading: Parsed) -> bool:
    """Return whether a sentence says that it tells of another matter than the one before ("in another case")."""
    others, matters = word_set("constructions", "others"), word_set("constructions", "matters")
    if matters.isdisjoint(reading.said):
        return False
    return any(one in others and matter in matters for one, matter in pairwise(reading.sentence.words))


def _reach(reading: Parsed, event: Event) -> int:
    """Return the token before which a place is an event's own ("the Taraz attack", "explosions in Atyrau", "killed in
    Osh")."""
    behind = reading.word(event.last) in word_set("places", "at")
    if event.construction is not Construction.NOUN and not behind:
        return event.first
    return event.last + (3 if behind else 0)


def _background(reading: Parsed, event: Event) -> int | None:
    """Return the token of the relative word before a verb that tells what had happened before ("on Tuesday a court
    jailed a man who had shot"); None when the verb does not, or no other verb stands before it."""
    verb = reading.verb_at(event.first)
    if verb is None or not finished(reading, verb):
        return None
    if not any(other.last <= verb.first and not finished(reading, other) for other in reading.verbs):
        return None
    relative = word_set("clauses", "relative")
    return next((i for i in range(verb.first - 1, -1, -1) if reading.word(i) in relative), None)
