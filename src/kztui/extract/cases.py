"""Cases: the events of a report gathered into incidents.

Events of one sentence are one case unless the sentence tells one of them aside or dates and places set them apart.
From sentence to sentence a case goes on: a new one begins where the date, the place, the kind of event or a named
victim contradicts it, or a word such as "another" parts it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from kztui.extract.dates import TimeMention
from kztui.extract.events import Event
from kztui.extract.gazetteer import gazetteer
from kztui.extract.lexicon import verb_forms, word_set
from kztui.extract.mentions import Mention
from kztui.extract.reading import Reading
from kztui.model.fact import Place, Side

_VIOLENT = frozenset(("bombing", "murder", "fighting"))
_SHOOTING = frozenset(("murder", "fighting"))
_BREAKS = frozenset(("following", "after", "since", "when", "before", "where", ";", "while", "who", "which", "but"))
_ASIDE = 8
"""What an event told aside counts farther from a time or place than it stands, in tokens."""

_TELLING = frozenset(("on", "reporters", "journalists", "late", "early", "that"))
_MEMORY = 6
"""Sentences after which an event without date or place no longer goes on with the case told last."""


@dataclass(slots=True)
class PlacedMention:
    """A place that a sentence names, resolved: tokens `first` to `last` (exclusive)."""

    reading: Reading
    first: int
    last: int
    place: Place
    relation: str


@dataclass(slots=True)
class DatedMention:
    """A time that a sentence names for an event."""

    reading: Reading
    time: TimeMention


@dataclass(slots=True)
class Case:
    """An incident in the making: its events with the times and places attached to them."""

    events: list[Event] = field(default_factory=list)
    times: list[DatedMention] = field(default_factory=list)
    places: list[PlacedMention] = field(default_factory=list)
    apart: bool = False
    aggregate: bool = False

    @property
    def sentence(self) -> int:
        """The number of the last sentence that tells of it."""
        return max(event.reading.sentence.number for event in self.events)

    @property
    def aside(self) -> bool:
        """Whether all of it is told beside something else."""
        return all(event.aside for event in self.events)

    @property
    def general(self) -> bool:
        """Whether it only speaks of several events without saying who did what ("various bomb attacks")."""
        return all(e.plural and not e.definite and not e.patients and not e.agents for e in self.events)

    @property
    def families(self) -> set[str]:
        """The families of its strong events."""
        return {event.family for event in self.events if event.family}

    @property
    def specific(self) -> list[Place]:
        """Its places that are towns or smaller."""
        return [mention.place for mention in self.places if mention.place.prec <= 3]

    def take(self, other: "Case") -> None:
        """Add the events, times and places of another case."""
        self.events += other.events
        self.times += other.times
        self.places += other.places


@dataclass(slots=True)
class Scene:
    """The place and time that a sentence without an event has set for the next one ("It began in Shubarshi.")."""

    paragraph: int = 0
    places: list[PlacedMention] = field(default_factory=list)
    times: list[DatedMention] = field(default_factory=list)

    def set(self, reading: Reading, places: Sequence[PlacedMention]) -> None:
        """Take the places and times of a sentence that tells no event."""
        self.enter(reading)
        self.places = [*places] or self.places
        times = [DatedMention(reading, t) for t in reading.times if not t.open and not _dates_the_saying(reading, t)]
        self.times = times or self.times

    def enter(self, reading: Reading) -> None:
        """Forget what another paragraph has set."""
        if reading.sentence.paragraph != self.paragraph:
            self.paragraph, self.places, self.times = reading.sentence.paragraph, [], []

    def give(self, case: Case) -> None:
        """Give a case the place and time it lacks."""
        if not case.places and not case.aside:
            case.places, self.places = self.places, []
        if not case.times and not case.aside:
            case.times, self.times = self.times, []


def cases_of_sentence(
    reading: Reading, events: Sequence[Event], places: Sequence[PlacedMention], scene: Scene
) -> list[Case]:
    """Return the cases that one sentence tells, each with the times and places that stand nearest to its events.

    What the sentence leaves open the `scene` fills in; a sentence without an event sets it.
    """
    real = [event for event in events if not event.unreal]
    if not real:
        scene.set(reading, places)
        return []
    clusters = _clusters(reading, real)
    for time in reading.times:
        _attach_time(reading, clusters, time)
    for place in places:
        _nearest(reading, clusters, place.first, place.last).places.append(place)
    for cluster in clusters:
        cluster.apart = _parted(reading, cluster.events[0])
    scene.enter(reading)
    scene.give(clusters[0])
    return clusters


def _attach_time(reading: Reading, clusters: Sequence[Case], time: TimeMention) -> None:
    """Attach a time to the case it stands nearest to.

    "Since May 2011" makes what stands before it a sum over many incidents; what follows with "when" took place then.
    """
    if _dates_the_saying(reading, time):
        return
    if not time.open:
        _nearest(reading, clusters, time.first, time.last).times.append(DatedMention(reading, time))
        return
    before = [case for case in clusters if case.events[0].first < time.first]
    after = [case for case in clusters if case.events[0].first >= time.last]
    if before and reading.word(time.first - 1) in ("since", "until"):
        _nearest(reading, before, time.first, time.last).aggregate = True
    if after and "when" in (reading.word(time.last), reading.word(time.last + 1)):
        _nearest(reading, after, time.first, time.last).times.append(DatedMention(reading, time))


def _dates_the_saying(reading: Reading, time: TimeMention) -> bool:
    """Return whether a time says when something was said, not when it happened ("said on Tuesday")."""
    before = next((verb for verb in reversed(reading.verbs) if verb.last <= time.first), None)
    if before is None or reading.word(before.main) not in verb_forms("attribution", "verbs"):
        return False
    between = reading.sentence.words[before.last : time.first]
    return all(word in _TELLING for word in between)


def _parted(reading: Reading, event: Event) -> bool:
    """Return whether a word parts an event from the one told before ("Elsewhere ...", "a second explosion")."""
    opening = {reading.word(0), reading.word(1)} & word_set("constructions", "elsewhere")
    noun = {reading.word(event.first), reading.word(event.first - 1), reading.word(event.first + 1)}
    return bool(opening) or (".noun" in event.rule and bool(noun & word_set("constructions", "parting")))


def _clusters(reading: Reading, events: Sequence[Event]) -> list[Case]:
    """Return the events of a sentence as cases: an effect joins its cause, what is told aside stands alone."""
    cases: list[Case] = []
    for event in (e for e in events if not e.weak):
        partner = next((c for c in cases if _one_story(reading, c.events[-1], event)), None)
        partner.events.append(event) if partner else cases.append(Case([event]))
    for event in (e for e in events if e.weak):
        home = _cause_of(event, cases) or (min(cases, key=lambda c: _distance(reading, c, event)) if cases else None)
        home.events.append(event) if home else cases.append(Case([event]))
    for case in cases:
        case.events.sort(key=lambda event: event.first)
    return cases


def _one_story(reading: Reading, one: Event, other: Event) -> bool:
    """Return whether two events of a sentence, in order, are one: neither is told aside, no "since" parts them."""
    if any(time.open and one.last <= time.first < other.first for time in reading.times):
        return False
    if one.aside or other.aside:
        return other.definite and one.kind == other.kind
    families = {one.family, other.family} - {"", "arrest"}
    return len(families) <= 1 or families <= _VIOLENT


def _cause_of(event: Event, cases: Sequence[Case]) -> Case | None:
    """Return the case whose event noun is the subject of an effect ("the blast killed")."""
    if event.cause is None:
        return None
    return next((c for c in cases if any(e.first <= event.cause.head < e.last for e in c.events)), None)


def _distance(reading: Reading, case: Case, event: Event) -> int:
    """Return how far an effect stands from a case; what comes before it is nearer than what follows."""
    spans = [_cost(reading, other.first, other.last, event.first, event.last) for other in case.events]
    before = any(other.first < event.first for other in case.events)
    return min(spans) + (0 if before else 6)


def _nearest(reading: Reading, cases: Sequence[Case], first: int, last: int) -> Case:
    if len(cases) == 1:
        return cases[0]
    return min(
        cases, key=lambda c: min(_cost(reading, e.first, e.last, first, last) + _ASIDE * e.aside for e in c.events)
    )


def _cost(reading: Reading, first: int, last: int, other_first: int, other_last: int) -> int:
    """Return the tokens between two spans, words that begin another clause counted many times."""
    start, end = (last, other_first) if last <= other_first else (other_last, first)
    between = reading.sentence.words[start:end]
    return len(between) + sum(12 for word in between if word in _BREAKS) + sum(2 for word in between if word == ",")


def gather(told: Sequence[Case]) -> list[Case]:
    """Return the cases of a report: those told sentence by sentence, joined where they are the same incident."""
    cases: list[Case] = []
    focus: Case | None = None
    for case in told:
        if case.aggregate:
            continue
        home = _home(case, cases, focus)
        if home is None:
            cases.append(case)
            home = case
        else:
            home.take(case)
        if not case.aside or focus is None:
            focus = home
    return cases


def _home(case: Case, cases: Sequence[Case], focus: Case | None) -> Case | None:
    """Return the case that a new one goes on with, or None."""
    best, best_score = None, 0
    for position, other in enumerate(reversed(cases)):
        if contradict(case, other) or case.events[0].reading is other.events[-1].reading:
            continue
        ties = _ties(case, other)
        if (case.aside or case.general) and not ties and not _definite(case):
            continue
        score = ties * 4 + (3 if other is focus else 0) - min(position, 3)
        score -= 3 if case.apart else 0
        score += 2 if _definite(case) else 0
        score -= 4 if case.sentence - other.sentence > _MEMORY and not ties else 0
        if score > best_score:
            best, best_score = other, score
    return best


def _definite(case: Case) -> bool:
    return any(event.definite or event.pronoun for event in case.events)


def _ties(case: Case, other: Case) -> int:
    """Return how many things two cases share: a day, a town, a named victim."""
    days = any(_overlap(a, b) and a.span.prec <= 3 for a in _dated(case) for b in _dated(other))
    towns = {place.name for place in case.specific} & {place.name for place in other.specific}
    names = _victims(case) & _victims(other)
    return int(days) + bool(towns) + bool(names)


def contradict(one: Case, other: Case) -> bool:
    """Return whether two cases cannot be one incident: other days, other towns, other kinds, other named victims."""
    if one.families and other.families and not _families_agree(one, other):
        return True
    dates, others = _dated(one), _dated(other)
    if dates and others and not any(_overlap(a, b) for a in dates for b in others):
        return True
    if _places_apart(one, other):
        return True
    victims, known = _victims(one), _victims(other)
    return bool(victims and known and not victims & known and not one.times and _definite(one) is False)


def _families_agree(one: Case, other: Case) -> bool:
    own, theirs = one.families - {"arrest"}, other.families - {"arrest"}
    return not own or not theirs or bool(own & theirs) or own | theirs <= _SHOOTING


def _dated(case: Case) -> list[TimeMention]:
    return [mention.time for mention in case.times if mention.time.span.resolved]


def _overlap(a: TimeMention, b: TimeMention) -> bool:
    assert a.span.start and a.span.end and b.span.start and b.span.end
    return a.span.start <= b.span.end and b.span.start <= a.span.end


def _places_apart(one: Case, other: Case) -> bool:
    """Return whether no place of one case is, contains or lies in a place of the other."""
    names = gazetteer()
    places, others = [m.place for m in one.places], [m.place for m in other.places]
    if not places or not others:
        return False
    specific = [p for p in places if p.prec <= 3] or places
    known = [p for p in others if p.prec <= 3] or others
    return not any(a.name == b.name or names.contains(a, b) or names.contains(b, a) for a in specific for b in known)


def _victims(case: Case) -> set[str]:
    """Return the last names of the victims of a case that are named."""
    named = [p for event in case.events for p in event.patients if p.kind == "name"]
    return {_last_name(mention) for mention in named}


def _last_name(mention: Mention) -> str:
    return mention.sentence.words[mention.head]


def directed(event: Event) -> bool:
    """Return whether the forces of the state act in an event."""
    return any(agent.side is Side.SECURITY for agent in event.agents)
