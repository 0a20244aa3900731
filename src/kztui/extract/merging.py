"""Gathering: the cases of a report's sentences joined where they tell of the same incident.

From sentence to sentence a case goes on: a new one begins where the date, the place, the kind of event or a named
victim contradicts it, or a word such as "another" parts it.
"""

from collections.abc import Sequence, Set
from itertools import product

from msgspec import Struct

from kztui.extract.cases import Case, DatedMention
from kztui.extract.mention import Trait
from kztui.extract.reading import Construction, Event, Topic
from kztui.gazetteer import gazetteer
from kztui.model.fact import ON_THINGS, DateSpan, Field, Place, Side
from kztui.model.figures import distance_km
from kztui.model.precision import DatePrecision

_SHOOTING = frozenset(("murder", "fighting"))
_CROWD = "crowd"
_RIOTING = frozenset((_CROWD, "arson", "robbery", "fighting"))
"""Families of what belongs to a riot that is told with it: its fires, looting and fights."""

_OF_PRISONS = _RIOTING | {"jailbreak", "abduction", "murder"}
"""Families of what belongs to a riot of prisoners."""

_RAMPAGE = frozenset(("murder", "fighting", "arson", "robbery"))
"""Families of what "he" or "they" who were told of can do beside it."""

_MEMORY = 6
"""Sentences after which an event without date or place no longer goes on with the case told last."""

_OPEN, _FULL = 40, 60
"""Cases told last that can still go on, and events after which nothing more is taken of one: no report that people
write has more."""

_DAYS, _TOWNS = 3, 3  # the precisions up to which dates and places tell incidents apart
_SOON, _DAYS_AFTER = 2, 3
"""Sentences and days behind a deed within which suspects who are arrested are held for it."""

_LEAD = 3
"""The number of the last sentence behind a headline with which a story can begin."""

_FAR = 150.0
"""Kilometres from a plot from which on those who are arrested are none of its, where they lie in another region."""

_ENDING = frozenset(("arrest", "plot"))
_EXACT = 2  # UCDP's date_prec of two to six days


class Gist(Struct, frozen=True):
    """What tells one case from another: `sentence` is the last that tells of it, `families` the kinds of its strong
    events, `victims` the last names of the people it names. `hours` are the parts of the day of its times, `around`
    those beside events that it tells anew. `burned`: nobody but a mob is said to have set its fires; `found`: all that
    is dated of it is that bodies were found."""

    sentence: int
    families: frozenset[str]
    spans: tuple[DateSpan, ...]
    places: tuple[Place, ...]
    victims: frozenset[str]
    timed: bool
    aside: bool
    general: bool
    definite: bool
    apart: bool
    bare: bool
    hours: frozenset[str]
    around: frozenset[str]
    size: int
    suspects: bool
    deed: bool
    same_doers: bool
    burned: bool
    found: bool
    events: Sequence[Event]

    @property
    def newcomers(self) -> bool:
        """Whether those who did something are told of for the first time."""
        return any(map(_by_newcomers, self.events))

    @property
    def prison(self) -> bool:
        """Whether it is what prisoners do, told of a prison."""
        return not self.families.isdisjoint(_OF_PRISONS) and any(map(_in_prison, self.events))

    @property
    def refers(self) -> bool:
        """Whether it speaks of people or an event told of before."""
        return any(map(_refers, self.events))

    @property
    def caught(self) -> bool:
        """Whether it is no more than the arrest of people, of whom a plot can have been told before."""
        return _of_suspects(self.events, members=True)

    @property
    def headline(self) -> bool:
        """Whether no more than a headline tells it."""
        return self.sentence == 0 and self.events[0].reading.sentence.headline

    @property
    def opening(self) -> bool:
        """Whether all of it is told in the first sentences of a report."""
        return self.sentence <= _LEAD

    @property
    def towns(self) -> tuple[Place, ...]:
        """Its places that are towns or smaller."""
        return tuple(place for place in self.places if place.prec <= _TOWNS)


def gather(told: Sequence[Case], endless: Set[int] = frozenset()) -> list[Case]:
    """Return the cases of a report: those told sentence by sentence, joined where they are the same incident. What the
    sentences of the numbers `endless` tell begins none."""
    cases: list[Case] = []
    gists: list[Gist] = []
    focus = -1
    for case in told:
        if case.aggregate:
            continue
        gist = _gist(case)
        fell = case.mishap and any(Topic.FALLS in event.reading.topics for event in case.events)
        home = None if fell else _home(gist, gists, focus)
        if home is None and focus >= 0 and case.accusing:
            case.places, case.times, home = [], [], focus  # those of the accusation, not of the deed
        if home is not None and gists[home].size > _FULL:
            continue  # the incident that this sentence goes on with is full
        if home is None and gist.sentence in endless:
            continue
        if home is None:
            if focus >= 0 and _other_hours(gist, gists[focus]):
                _go_on_that_day(case, cases[focus])
            home = len(cases)
            cases.append(case)
            gists.append(gist)
        else:
            if _follows(gist, gists[home]) or _answers(gist, gists[home]):
                case.times = []  # the day of the arrest is not that of the deed
            cases[home].take(case)
            cases[home].times = [dated for dated in cases[home].times if not _of_finding(dated)] or cases[home].times
            gists[home] = _gist(cases[home])
        if focus < 0 or not (gist.aside or fell):
            focus = home
    return cases


def _gist(case: Case) -> Gist:
    families = frozenset(event.family for event in case.events if event.family)
    named = [patient for event in case.events for patient in event.patients if patient.kind == "name"]
    return Gist(
        case.events[-1].reading.sentence.number,
        families,
        tuple(dict.fromkeys(dated.time.span for dated in case.times if dated.time.span.resolved)),
        tuple(dict.fromkeys(placed.place for placed in case.places)),
        frozenset(mention.surname for mention in named),
        bool(case.times),
        case.aside,
        all(e.plural and not e.definite and not e.patients and not e.agents for e in case.events),
        any(event.definite or event.pronoun for event in case.events),
        case.apart,
        all(e.definite and not e.patients and not e.agents for e in case.events) and not case.places,
        frozenset(part for dated in case.times for part in dated.time.hours),
        frozenset(part for event in case.events if _tells_anew(event) for part in event.reading.hours),
        len(case.events),
        _of_suspects(case.events),
        any(not event.weak and event.family not in _ENDING for event in case.events),
        any(_by_same_doers(event) for event in case.events),
        not any(Trait.MOB not in one.traits for e in case.events if e.family == "arson" for one in e.agents),
        bool(case.times) and all(map(_of_finding, case.times)),
        case.events,
    )


def _of_suspects(events: Sequence[Event], *, members: bool = False) -> bool:
    """Return whether events are no more than the arrest of people who may have done what was told before, which
    `members` of a group may have planned."""
    held = [patient for event in events if event.effect == Field.ARRESTED for patient in event.patients]
    others = (event for event in events if event.effect != Field.ARRESTED and not event.meaning.weak)
    sides = (Side.PERPETRATOR, Side.UNKNOWN)
    own = (not p.organization or (members and p.side is Side.PERPETRATOR) for p in held)
    return bool(held) and not any(others) and all(own) and all(p.side in sides and p.people for p in held)


def _by_same_doers(event: Event) -> bool:
    """Return whether those who did something were told of before ("they burned", "the robbers shot")."""
    if event.construction is not Construction.ACTIVE or event.weak:
        return False
    return event.pronoun or any(agent.definite and agent.side is Side.PERPETRATOR for agent in event.agents)


def _in_prison(event: Event) -> bool:
    """Return whether the sentence of an event is about a prison or those held there."""
    return Topic.PRISONS in event.reading.topics or Topic.CAPTIVES in event.reading.topics


def _refers(event: Event) -> bool:
    """Return whether an event is told of people, or as one, told of before ("they had been shot", "the two guards")."""
    return event.pronoun or event.definite or any(one.definite for one in (*event.agents, *event.patients))


def _by_newcomers(event: Event) -> bool:
    """Return whether those who did something are told of for the first time ("a man with a knife wounded")."""
    if event.construction is not Construction.ACTIVE or event.pronoun or event.aside:
        return False
    people = [agent for agent in event.agents if agent.kind == "people"]
    return bool(people) and not any(agent.definite for agent in people)


def _tells_anew(event: Event) -> bool:
    """Return whether an event is told as a new one, and no arrest."""
    return not (event.weak or event.definite or event.aside or event.family == "arrest")


def _other_hours(one: Gist, other: Gist) -> bool:
    """Return whether two cases are told for different parts of a day ("in the morning a bomb went off", "shortly before
    midnight there was shooting")."""
    own, theirs = one.hours or one.around, other.hours or other.around
    return bool(own and theirs and not own & theirs)


def _go_on_that_day(case: Case, before: Case) -> None:
    """Give a case that is told for a later hour the day and the town of the one before, where it names none."""
    if not case.times:
        case.times = [dated for dated in before.times if dated.time.span.prec == DatePrecision.DAY]
    if not case.places:
        case.places = [*before.places]


def _home(case: Gist, others: Sequence[Gist], focus: int) -> int | None:
    """Return the index of the case that a new one goes on with, or None."""
    if any(event.of_another for event in case.events):
        return None
    best, best_score = None, 0
    for position, index in enumerate(range(len(others) - 1, max(-1, len(others) - 1 - _OPEN), -1)):
        other = others[index]
        if other.sentence == case.sentence:
            continue
        if _under_headline(case, other):
            if _of_other_areas(case, other):
                continue
        elif _contradict(case, other) and not (index == focus and _goes_on(case, other)):
            continue
        if case.apart and case.spans and not other.spans:
            continue  # "its last attack took place in July 2016"
        ties = _ties(case, other)
        if (case.aside or case.general) and not ties and not case.definite and not _under_headline(case, other):
            continue
        score = ties * 4 + (3 if index == focus else 0) - min(position, 3)
        score -= 3 if case.apart else 0
        score += 2 if case.definite else 0
        score -= 4 if case.sentence - other.sentence > _MEMORY and not ties else 0
        if score > best_score:
            best, best_score = index, score
    return best


def _ties(case: Gist, other: Gist) -> int:
    """Return how many things two cases share: a day, a town, a named victim."""
    days = any(a.overlaps(b) and a.prec <= _DAYS for a in case.spans for b in other.spans)
    towns = {place.name for place in case.towns} & {place.name for place in other.towns}
    return int(days) + bool(towns) + bool(case.victims & other.victims)


def _contradict(one: Gist, other: Gist) -> bool:
    """Return whether two cases cannot be one incident: other days, other towns, other kinds, other named victims."""
    if one.families and other.families and not _families_agree(one, other) and not one.victims & other.victims:
        return True
    if one.families == {"plot"} and other.families == {"arrest"} and not one.definite and not _ties(one, other):
        return True
    days_apart = one.spans and other.spans and not one.bare and not _days_agree(one.spans, other.spans)
    if days_apart and not _found_after(one, other):
        return True
    if (_other_hours(one, other) and not one.suspects) or _other_deed(one, other):
        return True  # but those who are caught in the evening did it in the morning
    if _places_apart(one, other):
        return True
    other_victims = one.victims and other.victims and not one.victims & other.victims
    return bool(other_victims and not one.timed and not one.definite)


def _other_deed(one: Gist, other: Gist) -> bool:
    """Return whether others did another thing, though in one town on one day, both of which are said again ("unknown
    men burned a school in Taraz on Monday. A man with a knife wounded three in a shop in Taraz the same day")."""
    if one.families and other.families:
        return False  # their kinds decide
    told_anew = one.newcomers and other.newcomers and one.timed and bool(one.towns) and not one.definite
    families = one.families | other.families
    return told_anew and bool(families) and families <= ON_THINGS


def _of_finding(dated: DatedMention) -> bool:
    return dated.time.about == "finding"


def _found_after(one: Gist, other: Gist) -> bool:
    """Return whether one of two cases told one after the other is of bodies that were found within days of the deed
    that the other tells ("bodies were found on May 5 ... he had shot them on May 3")."""
    if one.found is other.found or abs(one.sentence - other.sentence) > _SOON:
        return False
    if not (one.refers or one.victims & other.victims):
        return False  # nothing but the town ties them
    found, deed = (one, other) if one.found else (other, one)
    own, theirs = [s.start for s in found.spans if s.start], [s.end for s in deed.spans if s.end and s.prec <= _EXACT]
    return bool(own and theirs) and 0 <= (min(own) - max(theirs)).days <= _DAYS_AFTER


def _follows(case: Gist, other: Gist) -> bool:
    """Return whether a case is the arrest of suspects within days of what the sentences right before it tell ("shot two
    guards on Monday. On Tuesday police arrested three men")."""
    if not case.suspects or not other.deed or case.aside or case.apart or case.places:
        return False
    if case.sentence - other.sentence > _SOON or _days_agree(case.spans, other.spans):
        return False
    own, theirs = [s.start for s in case.spans if s.start], [s.end for s in other.spans if s.end and s.prec <= _EXACT]
    return bool(own and theirs) and 0 <= (min(own) - max(theirs)).days <= _DAYS_AFTER


def _families_agree(one: Gist, other: Gist) -> bool:
    own, theirs = one.families - {"arrest"}, other.families - {"arrest"}
    if _CROWD in own | theirs and own | theirs <= _RIOTING:
        return True
    prisoners = (one.prison or one.same_doers) and other.prison
    if prisoners and _CROWD in own | theirs and own | theirs <= _OF_PRISONS:
        return True  # "rioted ... took guards hostage ... tried to break out"
    dated = one.timed and other.timed
    if one.same_doers and theirs and own | theirs <= _RAMPAGE and not (dated or one.places or one.apart):
        return True  # "robbed a shop. He stabbed the owner and set it on fire"
    if own == {"arson"} and "fighting" in theirs and one.burned and not (one.timed or one.places or one.apart):
        return True  # "clashes broke out between villagers ... thirty houses were burned"
    if own == {"murder"} and _CROWD in theirs and not (one.timed or one.places or one.victims or one.aside):
        return True  # "most of the injured had been stabbed"
    return not own or not theirs or bool(own & theirs) or own | theirs <= _SHOOTING


def _under_headline(case: Gist, other: Gist) -> bool:
    """Return whether a case is the first of the story whose headline tells another: they are one, unless days or
    regions part them, if the deeds are of one kind or befell the same ("bank robbed ... two guards were shot dead at a
    bank")."""
    if not other.headline or not case.opening or case.apart:
        return False
    return _families_agree(case, other) or bool(_named_in(case) & _named_in(other))


_BEFALLEN = ("people", "organization", "target")


def _named_in(case: Gist) -> set[str]:
    """Return the nouns for people, organisations and what can be attacked in the sentences of a case."""
    readings = {id(event.reading): event.reading for event in case.events}.values()
    nouns = (m.sentence.words[m.head] for reading in readings for m in reading.mentions if m.kind in _BEFALLEN)
    return {*nouns}


def _neighbours(one: Gist, other: Gist) -> bool:
    """Return whether a place of one case is in the region of one of the other, or not far from it."""
    return any(_region(a) == _region(b) or _close(a, b) for a in one.places for b in other.places)


def _close(one: Place, other: Place) -> bool:
    distance = distance_km(one, other)
    return distance is not None and distance < _FAR


def _region(place: Place) -> tuple[str, str]:
    return place.country, place.region


def _of_other_areas(one: Gist, other: Gist) -> bool:
    """Return whether two cases have no day in common, or lie in different regions or countries."""
    if one.spans and other.spans and not _days_agree(one.spans, other.spans):
        return True
    near = any(a.region and _region(a) == _region(b) for a in one.places for b in other.places)
    return not near and _places_apart(one, other)


def _goes_on(case: Gist, other: Gist) -> bool:
    """Return whether a case belongs to what the sentences right before it tell, though its day or town is another."""
    return _follows(case, other) or _foiled_by(case, other) or _answers(case, other)


def _answers(case: Gist, other: Gist) -> bool:
    """Return whether a case is what forces of the state did about what the sentences right before it tell, no later
    than the day after ("prisoners beat a guard on Friday. Troops stormed the camp the next morning")."""
    if case.places or case.aside or case.apart or case.sentence - other.sentence > _SOON or not other.deed:
        return False
    told = [event for event in case.events if event.family not in _ENDING]
    if not told or not all(event.agents and all(a.side is Side.SECURITY for a in event.agents) for event in told):
        return False
    doers = {agent.sentence.words[agent.head] for event in other.events for agent in event.agents}
    people = [one for event in told for one in event.patients if one.people]
    if not all(one.definite or one.sentence.words[one.head] in doers for one in people):
        return False  # "on Friday soldiers killed three smugglers"
    own, theirs = [s.start for s in case.spans if s.start], [s.end for s in other.spans if s.end and s.prec <= _EXACT]
    return bool(own and theirs) and (min(own) - max(theirs)).days == 1


def _foiled_by(case: Gist, other: Gist) -> bool:
    """Return whether a case is the arrest of suspects by which the plot was foiled that the sentences right before it
    tell: they need not be caught on the day or in the town of which those speak, but near it, unless it is "the"
    suspects who are caught."""
    if not case.caught or other.families != {"plot"} or case.aside or case.apart:
        return False
    if _places_apart(case, other) and not (case.refers or _neighbours(case, other)):
        return False
    return case.sentence - other.sentence <= _SOON and not (case.spans and other.spans)


def _days_agree(own: Sequence[DateSpan], theirs: Sequence[DateSpan]) -> bool:
    """Return whether two cases have a day in common; where both name exact ones, those decide."""
    exact = [[span for span in spans if span.prec <= _EXACT] for spans in (own, theirs)]
    pairs = product(*exact) if all(exact) else product(own, theirs)
    return any(a.overlaps(b) for a, b in pairs)


def _places_apart(one: Gist, other: Gist) -> bool:
    """Return whether no place of one case is, contains or lies in a place of the other."""
    names = gazetteer()
    if not one.places or not other.places:
        return False
    own, theirs = one.towns or one.places, other.towns or other.places
    return not any(a.name == b.name or names.contains(a, b) or names.contains(b, a) for a in own for b in theirs)
