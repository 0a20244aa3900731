"""Cases: the events of one sentence gathered into what it tells of.

Events of one sentence are one case unless the sentence tells one of them aside or dates and places set them apart.
"""

from collections.abc import Sequence

from msgspec import Struct

from kztui.extract.mention import TimeMention
from kztui.extract.reading import Construction, Event, Reading, Topic
from kztui.gazetteer import COUNTRY_PREC
from kztui.model.fact import Doubt, Place
from kztui.model.precision import DatePrecision, PlacePrecision

_VIOLENT, _CROWD = frozenset(("bombing", "murder", "fighting")), "crowd"
"""Families of which one sentence can tell one incident: deeds of one attack, and all that a crowd does."""

_RAMPAGE = frozenset(("fighting", "arson", "robbery"))
"""Families of what the same people do in one rampage."""

_ACCUSING = frozenset(("blame", "claim"))

_ASIDE = 8
"""What an event told aside counts farther from a time or place than it stands, in tokens."""

_OPENING = 5
"""The number of the last sentence to which the time and place with which a report opens can belong."""

_MANY_IN_A_YEAR = 20
"""People from whom on what befell them in a year, of which no more is said, is no single incident's."""

_WAR = 1_000
"""Killed from which on it is no single incident, when no day is named."""


class PlacedMention(Struct):
    """A place that a sentence names, resolved: tokens `first` to `last` (exclusive). `saying`: where it was said.
    `doubt` is why it may not be that of its case."""

    reading: Reading
    first: int
    last: int
    place: Place
    relation: str
    saying: bool = False
    doubt: Doubt = Doubt.NONE


class DatedMention(Struct):
    """A time that a sentence names for an event."""

    reading: Reading
    time: TimeMention


class Case(Struct):
    """An incident in the making: its events with the times and places attached to them.

    `behind` are the places of a sentence without an event that follows: where it was, if nothing else says so.
    """

    events: list[Event] = []
    times: list[DatedMention] = []
    places: list[PlacedMention] = []
    behind: list[PlacedMention] = []
    apart: bool = False
    aggregate: bool = False

    @property
    def aside(self) -> bool:
        """Whether all of it is told beside something else, whoever is accused of it."""
        told = [event for event in self.events if event.kind not in _ACCUSING] or self.events
        return all(event.aside for event in told)

    @property
    def accusing(self) -> bool:
        """Whether it only says who claims a deed or is accused of it."""
        return all(event.kind in _ACCUSING for event in self.events)

    @property
    def mishap(self) -> bool:
        """Whether people died in an accident or by nature, and nothing else happened."""
        if any(not event.weak and event.kind not in ("kill", "arrest") for event in self.events):
            return False
        return any({Topic.MISHAP, Topic.FALLS} & event.reading.topics for event in self.events)

    @property
    def beside_country(self) -> bool:
        """Whether its sentences say that it happened near a country: a place told of otherwise need not be there."""
        return any(mention.beside_country for event in self.events for mention in event.reading.places)

    def take(self, other: "Case") -> None:
        """Add the events, times and places of another case."""
        self.events += other.events
        self.times += other.times
        self.places += other.places
        self.behind += other.behind


class Scene(Struct):
    """The place and time that a sentence without an event has set for the next one ("It began in Shubarshi.")."""

    paragraph: int = 0
    last: Case | None = None
    places: list[PlacedMention] = []
    times: list[DatedMention] = []
    told: bool = False
    carried: bool = False
    opens: bool = False

    def set(self, reading: Reading, places: Sequence[PlacedMention], *, opens: bool) -> None:
        """Take the places and times of a sentence that tells no event; one that `opens` a story sets them for the next
        paragraph, too."""
        self.enter(reading)
        places = [placed for placed in places if not placed.saying]
        if self.last is not None:
            self.last.behind, self.last = [*places], None
        times = [DatedMention(reading, t) for t in reading.times if not t.open and t.about != "saying"]
        self.times = times or self.times
        if not (self.carried and self.places):
            self.places = [*places] or self.places
        self.opens = opens

    def enter(self, reading: Reading) -> None:
        """Forget what another paragraph has set, unless sentences open the report and nothing has been told since: the
        places of the first one stay then, whatever others the next ones name."""
        if reading.sentence.paragraph == self.paragraph:
            return
        self.carried = self.opens and not self.told and reading.sentence.number <= _OPENING
        if self.carried:
            self.paragraph, self.last = reading.sentence.paragraph, None
        else:
            self.paragraph, self.last, self.places, self.times = reading.sentence.paragraph, None, [], []

    def give(self, case: Case) -> None:
        """Give a case the place and time it lacks."""
        if not case.aside and only_around(case.places, self.places) and not case.beside_country:
            case.places, self.places = case.places + self.places, []
        if case.times:
            self.times = []  # the scene of what comes next is this case
        elif not case.aside and not _only_unharmed(case):
            case.times, self.times = self.times, []


def only_around(named: Sequence[PlacedMention], inner: Sequence[PlacedMention]) -> bool:
    """Return whether the places named are no more than countries in which the inner ones lie."""
    return all(
        around.place.prec == COUNTRY_PREC and all(around.place.country == p.place.country for p in inner)
        for around in named
    )


def cases_of_sentence(
    reading: Reading,
    events: Sequence[Event],
    places: Sequence[PlacedMention],
    meant: tuple[int, PlacedMention] | None,
    scene: Scene,
) -> list[Case]:
    """Return the cases that one sentence tells, each with the times and places that stand nearest to its events.

    `meant` is the town that the word at a token points at.

    What the sentence leaves open the `scene` fills in; a sentence without an event sets it.
    """
    real = [event for event in events if not event.unreal]
    if not real:
        scene.set(reading, places, opens=reading.sentence.closed and not events)
        return []
    clusters = _clusters(reading, real, places)
    for time in reading.times:
        _attach_time(reading, clusters, time)
    for place in places:
        nearest = _nearest(reading, clusters, place.first, place.last)
        (nearest.behind if place.saying else nearest.places).append(place)
    if meant is not None:
        nearest = _nearest(reading, clusters, meant[0], meant[0] + 1)
        nearest.places += [meant[1]] if only_around(nearest.places, [meant[1]]) else []
    for cluster in clusters:
        cluster.times = [dated for dated in cluster.times if dated.time.form == "past"] or cluster.times
        cluster.apart = cluster.events[0].parted
        cluster.places = _in_one_country(reading, cluster)
        cluster.aggregate = cluster.aggregate or _of_a_war(cluster) or _summed_up(cluster)
    scene.enter(reading)
    scene.give(clusters[0])
    scene.last = clusters[-1]
    scene.told = scene.told or not reading.sentence.headline
    return clusters


def own_town(event: Event, places: Sequence[PlacedMention]) -> str:
    """Return the town that an event noun has beside it ("the Taraz attack", "explosions in Atyrau"), or nothing."""
    for placed in places:
        within = placed.reading is event.reading and event.first <= placed.first < event.reach
        if within and placed.place.prec < COUNTRY_PREC:
            return placed.place.name
    return ""


def _attach_time(reading: Reading, clusters: Sequence[Case], time: TimeMention) -> None:
    """Attach a time to the case it stands nearest to.

    "Since May 2011" makes what stands before it, or follows at once, a sum over many incidents; what follows with
    "when" took place then.
    """
    if time.about not in ("event", "finding"):
        return
    if not time.open or _since_a_day(reading, clusters, time) or _since_an_event(clusters, time):
        owner = next((c for c in clusters if any(event.time is time for event in c.events)), None)
        nearest = owner or _nearest(reading, clusters, time.first, time.last)
        if not _long_before(nearest, time):
            nearest.times.append(DatedMention(reading, time))
        return
    before = [case for case in clusters if case.events[0].first < time.first]
    after = [case for case in clusters if case.events[0].first >= time.last]
    if before and time.bound:
        _nearest(reading, before, time.first, time.last).aggregate = True
    if after and time.when:
        _nearest(reading, after, time.first, time.last).times.append(DatedMention(reading, time))
    elif after and not before and time.bound == "since":
        _nearest(reading, after, time.first, time.last).aggregate = True


def _in_one_country(reading: Reading, case: Case) -> list[PlacedMention]:
    """Return the places of a case without those in other countries than the one named nearest to its events."""
    if not case.places:
        return []
    deeds = [event for event in case.events if event.family != "arrest"] or case.events
    country = min(
        case.places, key=lambda p: min(_cost(reading, e.first, e.last, p.first, p.last) for e in deeds)
    ).place.country
    return [placed for placed in case.places if placed.place.country in (country, "")]


def _of_a_war(case: Case) -> bool:
    """Return whether so many were killed that it took many incidents, where no day is named ("70,000 died")."""
    killed = (p.number.value for e in case.events if e.effect == "killed" for p in e.patients if p.number)
    return max(killed, default=0) >= _WAR and not any(dated.time.span.prec == 1 for dated in case.times)


def _summed_up(case: Case) -> bool:
    """Return whether a number is that of a year or more ("dozens were arrested in recent years")."""
    if any(DatePrecision.DAY <= dated.time.span.prec <= DatePrecision.MONTH for dated in case.times):
        return False
    counted = [e for e in case.events if e.effect and any(p.number or p.plural for p in e.patients)]
    if case.times and _statistic(case):
        return True  # "last year 420 people were killed in Kazakhstan"
    if case.times and any(e.construction is Construction.NOUN and e.plural for e in counted):
        return True  # "41 murders in 2020"
    return any(Topic.SUMS in event.reading.topics for event in counted)


def _statistic(case: Case) -> bool:
    """Return whether verbs alone say what befell so many people that it took many incidents, and nobody and nothing is
    said to have done it. So many victims of a whole year are a statistic, not one incident, unless a town and a year by
    its number say which ("in 2011 25 people were shot dead in Aktobe")."""
    if any(e.agents or e.weapons or e.definite or e.construction is Construction.NOUN for e in case.events):
        return False
    towns = any(placed.place.prec <= PlacePrecision.DISTRICT for placed in case.places)
    if towns and any(map(_numbered, case.times)):
        return False
    people = (patient for event in case.events for patient in event.patients)
    return max((one.number.value for one in people if one.number), default=0) >= _MANY_IN_A_YEAR


def _numbered(dated: DatedMention) -> bool:
    """Return whether the words of a time have a number ("in 2011", no "last year")."""
    return any(word.isdigit() for word in dated.reading.sentence.words[dated.time.first : dated.time.last])


def _only_unharmed(case: Case) -> bool:
    """Return whether a case says no more than that nobody came to harm."""
    return all(event.zero and event.effect in ("killed", "wounded") for event in case.events)


def _since_a_day(reading: Reading, clusters: Sequence[Case], time: TimeMention) -> bool:
    """Return whether a time is open from a day of the last week on, and says how many suffered from then on: what has
    happened "since Sunday" is one incident."""
    if time.bound != "since" or time.form != "weekday":
        return False
    return any(event.effect and event.patients for event in _nearest(reading, clusters, time.first, time.last).events)


def _since_an_event(clusters: Sequence[Case], time: TimeMention) -> bool:
    """Return whether "since" stands before an event noun and not before its time ("since the raids of May")."""
    return any(time.since < event.first and event.last < time.first for case in clusters for event in case.events)


def _long_before(case: Case, time: TimeMention) -> bool:
    """Return whether a case had happened before what the time dates: "on Tuesday a court jailed a man who had shot"."""
    begun = [event.background for event in case.events if event.background is not None]
    return len(begun) == len(case.events) and time.last <= min(begun)


def _clusters(reading: Reading, events: Sequence[Event], places: Sequence[PlacedMention]) -> list[Case]:
    """Return the events of a sentence as cases: an effect joins its cause, what is told aside stands alone."""
    cases: list[Case] = []
    for event in (e for e in events if not e.weak):
        partner = next((c for c in cases if _one_story(reading, c.events[-1], event, places)), None)
        partner.events.append(event) if partner else cases.append(Case([event]))
    for event in (e for e in events if e.weak):
        home = _cause_of(event, cases)
        near = [case for case in cases if _back(case.events[0]) is _back(event)] if home is None else []
        home = home or (min(near, key=lambda c: _distance(reading, c, event)) if near else None)
        home.events.append(event) if home else cases.append(Case([event]))
    for case in cases:
        case.events.sort(key=lambda event: event.first)
    return cases


def _one_story(reading: Reading, one: Event, other: Event, places: Sequence[PlacedMention]) -> bool:
    """Return whether two events of a sentence, in order, are one: neither is told aside or dated apart, no "since"
    parts them, nor has each a town of its own."""
    if any(time.open and time.about == "event" and one.last <= time.first < other.first for time in reading.times):
        return False
    if _back(one) is not _back(other):
        return False
    if (one.dated_apart or other.dated_apart) and _back(one) is None:
        return False
    if _days_apart(one, other) or _in_dated_clauses(reading, one, other):
        return False
    towns = {own_town(one, places), own_town(other, places)}
    if len(towns) > 1 and "" not in towns:
        return False
    if {id(patient) for patient in one.patients} & {id(patient) for patient in other.patients}:
        return True  # "wanted for the murder of two guards, shot in Osh on Friday"
    if one.aside or other.aside:
        return other.definite and one.kind == other.kind and not (other.aside and other.patients)
    families = {one.family, other.family} - {"", "arrest"}
    together = {id(agent) for agent in one.agents} & {id(agent) for agent in other.agents}
    if together and families <= _RAMPAGE:
        return True  # "young men fought each other and burned shops"
    return len(families) <= 1 or families <= _VIOLENT or _CROWD in families


def _in_dated_clauses(reading: Reading, one: Event, other: Event) -> bool:
    """Return whether the second of two events stands in a clause that opens with a time of its own, behind one that has
    another ("In April gunmen shot a judge, and in July a guard was stabbed")."""
    times = [time for time in reading.times if time.about == "event" and time.span.resolved and not time.open]
    opening = [time for time in times if time.opens and one.last <= time.first and time.last <= other.first]
    return any(time.last <= late.first and not time.span.overlaps(late.span) for late in opening for time in times)


def _back(event: Event) -> TimeMention | None:
    """Return the time that is counted back to an event, None where none is."""
    return event.time if event.time is not None and event.time.form == "back" else None


def _days_apart(one: Event, other: Event) -> bool:
    """Return whether each of two events has a day of its own, and they are not the same."""
    days = [event.time.span for event in (one, other) if event.time is not None and event.time.span.prec == 1]
    return len(days) > 1 and not days[0].overlaps(days[1])


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
    return sum(reading.weights[start:end])
