"""Facts: what a case says about each field of an incident, each with the words that say it."""

from collections.abc import Iterator, Sequence

from kztui.extract.cases import Case
from kztui.extract.casualties import Casualty, count_casualties
from kztui.extract.doubting import count_doubt, date_doubt, kind_doubt, place_doubt
from kztui.extract.kinds import kind_of
from kztui.extract.mention import Attribution, Mention, Trait
from kztui.extract.reading import Construction, Event, Reading
from kztui.model.fact import (
    COUNTED,
    Doubt,
    EventType,
    Fact,
    Field,
    Hedge,
    Qualifier,
    Scope,
    Side,
    Value,
    fact_id,
    in_order,
    quote,
)
from kztui.model.report import Report


class FactWriter:
    """Writes the facts of one report: quotes the words and says whom the report quotes for them."""

    def __init__(self, report: Report) -> None:
        self._report = report

    def write(
        self,
        field: Field,
        value: Value,
        reading: Reading,
        span: tuple[int, int],
        rule: str,
        *,
        qualifier: Qualifier = Qualifier.NONE,
        value_max: int | None = None,
        side: Side = Side.UNKNOWN,
        scope: Scope = Scope.WHOLE,
        hedge: Hedge = Hedge.NONE,
        updates: bool = False,
        doubt: Doubt = Doubt.NONE,
        voice: Attribution | None = None,
    ) -> Fact:
        """Return the fact that tokens `span` of a sentence say; `voice` says it where the sentence quotes several."""
        sentence = reading.sentence
        start, end = sentence.starts[span[0]], sentence.ends[span[1] - 1]
        evidence = quote(self._report.text, self._report.id, sentence.paragraph, start, end)
        said = voice or reading.attribution
        return Fact(
            fact_id(field, evidence, value, side),
            field,
            value,
            evidence,
            qualifier,
            value_max,
            side,
            scope,
            hedge,
            said.name if said else "",
            bool(said and said.official),
            rule,
            updates,
            doubt,
        )

    def source(self, reading: Reading) -> Fact | None:
        """Return the fact that a sentence is quoted from someone, where the sentence itself names them."""
        said = reading.attribution
        if said is None or said.mention.sentence is not reading.sentence:
            return None
        span = (said.mention.first, said.mention.last)
        return self.write(Field.ATTRIBUTED_TO, said.name, reading, span, "sources.said/1")


def facts_of(case: Case, writer: FactWriter, usual: EventType, *, many: bool) -> tuple[Fact, ...]:
    """Return the facts of a case, each once, in the order of the fields and of the words.

    `usual` is the type where only effects are told; `many` says that the report tells of many incidents.
    """
    main, kind = kind_of(case, usual)
    span, doubt = (main.first, main.last), kind_doubt(case, main, many=many)
    facts = [writer.write(Field.TYPE, str(kind), main.reading, span, main.rule, doubt=doubt)]
    for dated in case.times:
        span, doubt = (dated.time.first, dated.time.last), date_doubt(case, dated)
        facts.append(writer.write(Field.DATE, dated.time.span, dated.reading, span, dated.time.rule, doubt=doubt))
    for placed in sorted(case.places, key=lambda p: (p.place.prec, p.relation == "near")):
        span, doubt, rule = (placed.first, placed.last), place_doubt(case, placed), f"places.{placed.relation}/1"
        facts.append(writer.write(Field.PLACE, placed.place, placed.reading, span, rule, doubt=doubt))
    for field in COUNTED:
        casualties = count_casualties(case, field)
        facts += [_count_fact(one, writer, count_doubt(main, casualties, one)) for one in casualties]
    facts += _role_facts(case, writer, kind)
    readings = {event.reading.sentence.number: event.reading for event in case.events}
    facts += [fact for reading in readings.values() if (fact := writer.source(reading)) is not None]
    unique: dict[str, Fact] = {}
    for fact in facts:
        unique.setdefault(fact.id, fact)
    return tuple(sorted(unique.values(), key=in_order))


def _count_fact(casualty: Casualty, writer: FactWriter, doubt: Doubt) -> Fact:
    return writer.write(
        casualty.field,
        casualty.value,
        casualty.event.reading,
        casualty.span,
        casualty.event.rule,
        qualifier=casualty.qualifier,
        value_max=casualty.value_max,
        side=casualty.side,
        scope=casualty.scope,
        hedge=casualty.event.hedge,
        updates=casualty.event.updates,
        doubt=doubt,
        voice=casualty.event.voice,
    )


def _role_facts(case: Case, writer: FactWriter, kind: EventType) -> list[Fact]:
    """Return the facts about who did it, to whom or what, and with which weapons, in an incident of a kind.

    "The building" or "the judge" say nothing new where others of the field are called by more.
    """
    told = [*_roles(case, writer, kind)]
    fuller = {fact.field for fact, mention in told if _in_full(fact.field, mention)}
    return [fact for fact, mention in told if Trait.AGAIN not in mention.traits or fact.field not in fuller]


def _in_full(field: Field, mention: Mention) -> bool:
    return Trait.AGAIN not in mention.traits and (field is not Field.VICTIM or mention.kind == "name")


def _roles(case: Case, writer: FactWriter, kind: EventType) -> Iterator[tuple[Fact, Mention]]:
    """Yield the facts of the roles in a case, each with the mention that it states."""
    doers = {_place_of(one) for event in case.events for one in event.agents if one.side is Side.UNKNOWN}
    forces = kind in _BY_FORCES and _only_forces_act(case, kind)
    harm = _harm(case)
    for event in case.events:
        yield from _agent_facts(event, writer, kind, by_force=forces and _by_force(event, harm))
        for mention in (*event.patients, *event.parts):
            if mention.kind == "target":
                yield _who(Field.TARGET, mention, event, writer), mention
            elif event.kind == "protest":
                continue  # whoever protested has suffered nothing by it
            elif mention.side is Side.PERPETRATOR and mention.kind == "people" and not _victims_always(event):
                yield _who(Field.PERPETRATOR, mention, event, writer), mention
            elif _suffered(mention, event) and _place_of(mention) not in doers:
                yield _who(Field.VICTIM, mention, event, writer), mention
        for mention in event.weapons:
            yield _who(Field.WEAPON, mention, event, writer), mention


def _suffered(mention: Mention, event: Event) -> bool:
    """Return whether an event did harm to people, so that they are its victims."""
    somebody = mention.kind in ("people", "name") and Trait.EVERYONE not in mention.traits
    return somebody and event.effect != Field.ARRESTED


def _victims_always(event: Event) -> bool:
    """Return whether those who suffered an event are victims, whoever they were: those whom others than forces of the
    state harmed, and those whom a noun says were murdered ("the murder of a rebel leader")."""
    if event.kind == "abduct":
        return True
    if any(agent.people and agent.side is not Side.SECURITY for agent in event.agents):
        return not _to_themselves(event)
    return event.construction is Construction.NOUN and event.kind in ("murder", "assassinate")


def _to_themselves(event: Event) -> bool:
    """Return whether those who suffered an event are those who did it ("two bombers blew themselves up")."""
    doers = {_place_of(agent) for agent in event.agents}
    return any(_place_of(patient) in doers for patient in event.patients)


def _place_of(mention: Mention) -> tuple[int, int]:
    """Return where a mention stands: the number of its sentence, and its first token."""
    return mention.sentence.number, mention.first


_BY_FORCES = (EventType.FORCE_AGAINST_PROTESTERS, EventType.ARMED_ATTACK)
"""Kinds of incidents whose doers can be forces of the state."""

_FORCE = frozenset(("disperse", "kill", "murder", "shoot", "attack", "wound", "hurt", "stab"))


def _only_forces_act(case: Case, kind: EventType) -> bool:
    """Return whether only forces of the state are said to have used force, and people who are none of theirs suffered
    it; no attackers are spoken of ("police opened fire, and two students were killed")."""
    sides = {patient.side for event in _harm(case) for patient in event.patients}
    doers = {agent.side for event in case.events if event.kind in _FORCE for agent in event.agents}
    if Side.SECURITY in sides or doers - {Side.SECURITY}:
        return False
    read = [event.reading for event in case.events]
    read += [reading.before for reading in read if reading.before is not None]
    if any(mention.side is Side.PERPETRATOR for reading in read for mention in reading.mentions):
        return False
    return bool(sides) or kind is EventType.FORCE_AGAINST_PROTESTERS


def _harm(case: Case) -> list[Event]:
    """Return the events of a case in which people were killed or wounded, in the order in which they are told."""
    harm = [e for e in case.events if e.effect in (Field.KILLED, Field.WOUNDED) and e.patients]
    return sorted(harm, key=_told_at)


def _told_at(event: Event) -> tuple[int, int]:
    return event.reading.sentence.number, event.first


def _by_force(event: Event, harm: Sequence[Event]) -> bool:
    """Return whether an event is force that harmed people: it tells the first harm of its incident itself or how it
    came about, or that follows at once. Whoever shot at a car or at themselves, or after people had been killed, need
    not have killed them."""
    if event.kind not in _FORCE or _to_themselves(event):
        return False
    if event.kind == "disperse" or not harm or event is harm[0]:
        return True
    if not all(patient.people for patient in event.patients):
        return False
    later = harm[0].reading.sentence.number - event.reading.sentence.number
    if _told_at(event) > _told_at(harm[0]):
        return later == 0 and event.amid
    return later == 0 or (later == 1 and event.kind != "shoot")  # who was shot at is told with the shots


def _agent_facts(
    event: Event, writer: FactWriter, kind: EventType, *, by_force: bool
) -> Iterator[tuple[Fact, Mention]]:
    """Yield the perpetrators of an event, those who claim it or are blamed for it, each with its mention; the state's
    forces only for harm to civilians, or where they used force (`by_force`)."""
    for mention in event.agents if not _only_protests(event, kind) else ():
        field = Field.CLAIMED_BY if event.kind == "claim" else Field.PERPETRATOR
        did_it = (by_force and mention.side is Side.SECURITY) or _did_it(mention, event)
        if field is Field.PERPETRATOR and (Trait.EVERYONE in mention.traits or not did_it):
            continue
        yield _who(field, mention, event, writer), mention
        if mention.organization:
            span, rule = mention.organization_span, f"roles.{field}.organization/1"
            hedge = Hedge.DENIED if mention.cleared else Hedge.NONE
            told = writer.write(field, mention.organization, event.reading, span, rule, side=mention.side, hedge=hedge)
            yield told, mention


def _only_protests(event: Event, kind: EventType) -> bool:
    """Return whether an event says no more of its agents than that they protested, in an incident that is another
    thing: a riot or force against them is none of their doing."""
    return event.kind == "protest" and kind is not EventType.PROTEST


def _did_it(mention: Mention, event: Event) -> bool:
    """Return whether an agent did wrong: not a thing, nor whoever arrests people or foils a plot, unless it is an armed
    group."""
    if mention.kind in ("target", "weapon"):
        return False
    if (event.effect == Field.ARRESTED or event.family == "plot") and mention.side is not Side.PERPETRATOR:
        return False
    return mention.side is not Side.SECURITY or event.kind in ("blame", "named") or _harms_civilians(event)


def _harms_civilians(event: Event) -> bool:
    """Return whether an event did something to civilians, so that forces of the state are its perpetrators."""
    return any(patient.side is Side.CIVILIAN or patient.kind == "name" for patient in event.patients)


def _who(field: Field, mention: Mention, event: Event, writer: FactWriter) -> Fact:
    rule = f"roles.{field}.{mention.kind}/1"
    suspected = mention.suspected or event.kind == "blame"
    denied = event.hedge is Hedge.DENIED or (mention.cleared and field is Field.PERPETRATOR)
    hedge = Hedge.DENIED if denied else Hedge.SUSPECTED if suspected else Hedge.NONE
    span = mention.first, max(mention.last, mention.quoted)
    return writer.write(field, mention.label, event.reading, span, rule, side=mention.side, hedge=hedge)
