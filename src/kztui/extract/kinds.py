"""What kind of incident a case is: from its most informative event and its participants."""

from collections import Counter
from collections.abc import Iterable
from functools import cache

from kztui.extract.cases import Case
from kztui.extract.mention import Mention, Trait
from kztui.extract.reading import Construction, Event, Topic
from kztui.extract.shared import kinds
from kztui.model.fact import ON_THINGS, EventType, Side

_ARMED = frozenset(("raid", "operation", "attack", "kill", "murder", "shoot", "clash"))
_BLASTS = frozenset(("explode", "raid", "attack", "kill", "shoot", "wound", "die", "damage"))
_CROWDS = frozenset(("riot", "protest", "mob", "disperse"))
_RAIDS = frozenset(("attack", "raid", "operation"))
_MANY = 50
"""People who do it together from which on they are a crowd."""

_STATE = frozenset(("raid", "operation"))
_PEACEFUL = _STATE | {"arrest", "held", "foil", "happening", "blame", "claim", "find"}
_VIOLENT = _ARMED | _BLASTS | {"bomb", "riot", "escape", "abduct", "suicide"}


def kind_of(case: Case, usual: EventType) -> tuple[Event, EventType]:
    """Return the event of a case that says most, and the type of incident that it makes of the case; `usual` is the
    type where only effects are told ("five people died")."""
    event = min(case.events, key=_weight)
    if event.kind == "burn":
        killed = any(e.effect == "killed" and e.patients for e in case.events)
        violence = (
            e
            for e in case.events
            if _outranks_fire(e) or _fight_before(e, event) or (killed and e.kind in _ARMED and not e.aside)
        )
        event = min(violence, key=_weight, default=event)
    if event.kind in ("bomb", "suicide", "burn") and (shooting := _shooting_before(case, event)):
        return shooting, EventType.ARMED_ATTACK
    return event, _type(case, event, usual)


def _shooting_before(case: Case, blast: Event) -> Event | None:
    """Return the violence of people with arms that a bomb or a fire only ended ("killed seven people before blowing
    himself up", "shot at a guard and threw a petrol bomb"); None where those who did it are called bombers."""
    if _by_suicide(case) or any(agent.side is Side.SECURITY for event in case.events for agent in event.agents):
        return None
    earlier = case.events[: case.events.index(blast)]
    doers = (
        event for event in earlier if event.agents and event.cause is None and not event.aside and not event.weapons
    )
    shooting = (
        e for e in doers if e.construction is Construction.ACTIVE and e.kind in ("shoot", "kill", "murder", "attack")
    )
    return next(
        (e for e in shooting if any(one.people and one.side is not Side.PERPETRATOR for one in e.patients)), None
    )


def usual_type(events: Iterable[Event]) -> EventType:
    """Return the type of what a report tells most often, whatever becomes of it; figures of speech tell nothing."""
    real = (event for event in events if not (event.unreal and event.reason == "figure"))
    told = Counter(event.kind for event in real if not event.weak and event.family != "arrest")
    (most, _) = told.most_common(1)[0] if told else ("", 0)
    return (kinds()[most].type if most and most not in _STATE else None) or EventType.ARMED_ATTACK


def _outranks_fire(event: Event) -> bool:
    """Return whether an event says more than a fire in the same incident: what a crowd does, a robbery by somebody, and
    violence to people."""
    if event.aside or event.weak:
        return False
    if event.kind == "rob" and event.agents and event.patients:
        return True
    return event.family == "crowd" or (event.effect in ("killed", "wounded") and bool(event.patients))


def _fight_before(event: Event, fire: Event) -> bool:
    """Return whether an event is a fight of which an earlier sentence than that of a fire tells: the fire came of it
    ("rebels clashed with police ... a school was burned")."""
    earlier = event.reading.sentence.number < fire.reading.sentence.number
    return earlier and event.family == "fighting" and not event.aside


def _weight(event: Event) -> tuple[int, bool, bool, bool, int]:
    """Order events: what happened before its effects, harm before arrests, what is told in the open before asides, a
    cause before what it did, one event before talk of several, then the lexicon's ranking."""
    several = event.plural and not event.definite
    harm = event.effect in ("killed", "wounded") and bool(event.patients)
    late = 2 if event.family == "arrest" else (1 if harm else 3) if event.weak else 0
    caused = event.cause is not None and event.kind != "explode"  # what goes off is no cause of it
    return late, event.aside, caused, several, _ranks()[event.kind]


@cache
def _ranks() -> dict[str, int]:
    """Return the place of each kind of event in the lexicon's ranking."""
    return {kind: rank for rank, kind in enumerate(kinds())}


def _type(case: Case, event: Event, usual: EventType) -> EventType:
    told = {other.kind for other in case.events}
    if event.family == "arrest" and _said(case, Topic.PLOTS):
        return EventType.PLOT_FOILED
    if event.kind in _STATE and _only_arrests(case):
        return EventType.ARREST
    if event.kind in _VIOLENT and not _by_forces(event) and _said(case, Topic.CAPTIVES) and _said(case, Topic.PRISONS):
        if "riot" in told and "escape" not in told:
            return EventType.RIOT
        return EventType.JAILBREAK
    if (told & _CROWDS or _said(case, Topic.CROWDS)) and _forces_attack(case):
        return EventType.FORCE_AGAINST_PROTESTERS
    if _said(case, Topic.CROWDS_BEFORE) and _forces_attack(case) and not any(map(_perpetrators, case.events)):
        return EventType.FORCE_AGAINST_PROTESTERS
    if "protest" in told and "riot" not in told and _killed(case):
        return EventType.FORCE_AGAINST_PROTESTERS
    if event.kind in _ARMED | {"wound", "die"} and _said(case, Topic.EACH_OTHER):
        return EventType.ARMED_CLASH if _forces_act(case) else EventType.MOB_VIOLENCE
    if (
        event.kind in _ARMED | {"wound", "die", "deadly"}
        and _said(case, Topic.RESISTANCE)
        and not _harms_civilians(case)
    ):
        return EventType.ARMED_CLASH
    if _by_mob(case) or (told & {"clash", "riot", "attack"} and _between_peoples(case)):
        return EventType.MOB_VIOLENCE
    if event.kind in _ARMED and (_fought(case) or "clash" in told):
        return EventType.ARMED_CLASH
    if event.kind in _BLASTS | {"bomb"} and _by_suicide(case):
        return EventType.SUICIDE_BOMBING
    if event.kind in _BLASTS and _explosives(case) and not _accidental(case):
        return EventType.BOMBING
    if event.weak and _said(case, Topic.CROWDS):
        return EventType.RIOT
    if event.kind in _STATE:
        return EventType.ARMED_CLASH if event.family else EventType.ARMED_ATTACK
    if usual in ON_THINGS and event.effect in ("killed", "wounded"):
        usual = EventType.ARMED_ATTACK  # no fire or robbery of this case's own
    return event.meaning.type or usual


def _by_forces(event: Event) -> bool:
    """Return whether forces of the state did it ("guards beat an inmate"): nobody breaks out by that."""
    return bool(event.agents) and all(agent.side is Side.SECURITY for agent in event.agents)


def _only_arrests(case: Case) -> bool:
    """Return whether a raid or operation arrested people, and nobody is said to have attacked or suffered."""
    arrests = any(event.effect == "arrested" and event.patients for event in case.events)
    harmed = any(event.effect in ("killed", "wounded") and event.patients for event in case.events)
    attackers = any(a.side is Side.PERPETRATOR for event in case.events if event.kind != "blame" for a in event.agents)
    return arrests and not harmed and not attackers and {e.kind for e in case.events} <= _PEACEFUL


def _forces_attack(case: Case) -> bool:
    """Return whether the state's forces fired on or killed someone."""
    return any(
        event.kind in _ARMED and any(agent.side is Side.SECURITY for agent in event.agents) for event in case.events
    )


def _killed(case: Case) -> bool:
    """Return whether people who are none of the state's forces are said to have been killed."""
    fallen = [p for event in case.events if event.effect == "killed" and not event.aside for p in event.patients]
    return any(patient.side is not Side.SECURITY for patient in fallen)


def _forces_act(case: Case) -> bool:
    """Return whether forces of the state are said to have done something."""
    return any(agent.side is Side.SECURITY for event in case.events for agent in event.agents)


def _harms_civilians(case: Case) -> bool:
    """Return whether civilians are said to have been killed or wounded."""
    harm = [event for event in case.events if event.effect in ("killed", "wounded")]
    return any(patient.side is Side.CIVILIAN for event in harm for patient in event.patients)


def _fought(case: Case) -> bool:
    """Return whether the state's forces acted against those on the other side, or the latter fell where they were."""
    raided = any(e.kind in _RAIDS and not e.agents and _perpetrators(e) for e in case.events)
    fallen = [e for e in case.events if e.effect == "killed" and _perpetrators(e)]
    forces = (e for e in case.events if any(agent.side is Side.SECURITY for agent in e.agents))
    acted = [e for e in forces if e.effect != "arrested"]
    against = any(_perpetrators(event) or any(_uncertain(p) for p in event.patients) for event in acted)
    present = any(m.side is Side.SECURITY for event in fallen for m in event.reading.mentions)
    shot = any(event.effect == "killed" for event in acted) and bool(fallen)
    return raided or against or present or shot


def _uncertain(patient: Mention) -> bool:
    """Return whether these are men, or a number of people, of whom nothing else is said."""
    return patient.side is Side.UNKNOWN and (patient.kind == "number" or Trait.MEN in patient.traits)


def _perpetrators(event: Event) -> bool:
    """Return whether an event did something to those on the perpetrators' side."""
    return any(patient.side is Side.PERPETRATOR for patient in event.patients)


def _between_peoples(case: Case) -> bool:
    """Return whether peoples or villagers fought each other ("Kazakhs and Dungans clashed"), and did not only suffer
    what forces of the state did ("guards fired at villagers")."""
    fought = [e for e in case.events if not (e.agents and all(a.side is Side.SECURITY for a in e.agents))]
    named = [m for event in fought for m in (*event.agents, *event.patients) if m.side is not Side.SECURITY]
    return any(Trait.PEOPLES in mention.traits for mention in named)


def _by_mob(case: Case) -> bool:
    """Return whether a mob did it, or a crowd of villagers or of many people burned or attacked something."""
    if any(Trait.MOB in agent.traits for event in case.events for agent in event.agents):
        return True
    rampage = [event for event in case.events if event.kind in ("burn", "attack", "damage", "rob") and not event.aside]
    return any(_crowd(agent) for event in rampage for agent in event.agents)


def _crowd(agent: Mention) -> bool:
    """Return whether these are villagers, or so many people that nobody armed and sent them."""
    if Trait.PEOPLES in agent.traits:
        return True
    many = agent.number is not None and agent.number.value >= _MANY
    return many and agent.side in (Side.UNKNOWN, Side.CIVILIAN) and agent.kind == "people"


def _explosives(case: Case) -> bool:
    """Return whether a weapon of the case explodes."""
    return any(Trait.EXPLOSIVE in weapon.traits for event in case.events for weapon in event.weapons)


def _accidental(case: Case) -> bool:
    """Return whether the words beside an event make it an accident."""
    return any(event.accidental for event in case.events)


def _by_suicide(case: Case) -> bool:
    """Return whether one who did it, or the weapon, is called so ("a suicide bomber")."""
    named = [mention for event in case.events for mention in (*event.agents, *event.weapons)]
    named += [mention for event in case.events if event.kind == "die" for mention in event.patients]
    return any(Trait.SUICIDE in mention.traits for mention in named)


def _said(case: Case, topic: Topic) -> bool:
    """Return whether a sentence of the case has a word of a topic."""
    return any(topic in event.reading.topics for event in case.events)
