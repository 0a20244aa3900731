"""Facts: what a case says about each field of an incident, each with the words that say it."""

from collections.abc import Iterator, Sequence

from kztui.extract.cases import Case
from kztui.extract.casualties import Casualty, count_casualties
from kztui.extract.en.mentions import Mention
from kztui.extract.en.reading import Reading
from kztui.extract.en.sources import Attribution
from kztui.extract.event import Event
from kztui.extract.kinds import kind_of
from kztui.extract.lexicon import word_set
from kztui.model.fact import (
    COUNTED,
    Fact,
    Field,
    Hedge,
    Qualifier,
    Scope,
    Side,
    Value,
    fact_id,
    quote,
)
from kztui.model.report import Report

_HEDGE_REACH, _DENIAL_REACH = 3, 9
"""Words before an event within which a hedge, and a verb of denial, are about it."""


class FactWriter:
    """Writes the facts of one report: quotes the words and says whom the report quotes for them."""

    def __init__(self, report: Report, attributions: dict[int, Attribution]) -> None:
        self._report = report
        self._attributions = attributions

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
    ) -> Fact:
        """Return the fact that tokens `span` of a sentence say."""
        sentence = reading.sentence
        start, end = sentence.starts[span[0]], sentence.ends[span[1] - 1]
        evidence = quote(self._report.text, self._report.id, sentence.paragraph, start, end)
        said = self._attributions.get(sentence.number)
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
        )

    def source(self, reading: Reading) -> Fact | None:
        """Return the fact that a sentence is quoted from someone, where the sentence itself names them."""
        said = self._attributions.get(reading.sentence.number)
        if said is None or said.mention.sentence is not reading.sentence:
            return None
        span = (said.mention.first, said.mention.last)
        return self.write(Field.ATTRIBUTED_TO, said.name, reading, span, "sources.said/1")


def facts_of(case: Case, writer: FactWriter) -> tuple[Fact, ...]:
    """Return the facts of a case, each once, in the order of the fields and of the words."""
    facts = [_type_fact(case, writer)]
    for dated in case.times:
        span = (dated.time.first, dated.time.last)
        facts.append(writer.write(Field.DATE, dated.time.span, dated.reading, span, dated.time.rule))
    for placed in sorted(case.places, key=lambda p: p.place.prec):
        span = (placed.first, placed.last)
        facts.append(writer.write(Field.PLACE, placed.place, placed.reading, span, f"places.{placed.relation}/1"))
    for field in COUNTED:
        facts += [_count_fact(casualty, writer) for casualty in count_casualties(case, field)]
    facts += _role_facts(case, writer)
    readings = {event.reading.sentence.number: event.reading for event in case.events}
    facts += [fact for reading in readings.values() if (fact := writer.source(reading)) is not None]
    order = {field: position for position, field in enumerate(Field)}
    unique: dict[str, Fact] = {}
    for fact in facts:
        unique.setdefault(fact.id, fact)
    return tuple(sorted(unique.values(), key=lambda fact: order[fact.field]))


def _type_fact(case: Case, writer: FactWriter) -> Fact:
    event, kind = kind_of(case)
    return writer.write(Field.TYPE, str(kind), event.reading, (event.first, event.last), event.rule)


def _count_fact(casualty: Casualty, writer: FactWriter) -> Fact:
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
        hedge=_hedge(casualty.event),
    )


def _hedge(event: Event) -> Hedge:
    """Return the hedge beside an event's words; a denial can stand farther before them ("denied that ... killed")."""
    words = event.reading.sentence.words
    before = {*words[max(0, event.first - _HEDGE_REACH) : event.first]}
    if any(_denial(words, index) for index in range(max(0, event.first - _DENIAL_REACH), event.first)):
        return Hedge.DENIED
    for hedge in (Hedge.REPORTEDLY, Hedge.SUSPECTED):
        if word_set("attribution", hedge) & before:
            return hedge
    return Hedge.NONE


def _denial(words: Sequence[str], index: int) -> bool:
    """Return whether a word denies what follows: not in "does not deny that"."""
    return words[index] in word_set("attribution", "denied") and words[index - 1] not in ("not", "n't", "never")


def _role_facts(case: Case, writer: FactWriter) -> Iterator[Fact]:
    """Yield the facts about who did it, to whom or what, and with which weapons."""
    doers = {_place_of(one) for event in case.events for one in event.agents if one.side is Side.UNKNOWN}
    for event in case.events:
        yield from _agent_facts(event, writer)
        for mention in (*event.patients, *event.parts):
            if mention.side is Side.PERPETRATOR and mention.kind == "people":
                yield _who(Field.PERPETRATOR, mention, event, writer)
            elif mention.kind in ("people", "name") and not _everyone(mention):
                if event.effect != Field.ARRESTED and _place_of(mention) not in doers:
                    yield _who(Field.VICTIM, mention, event, writer)
            elif mention.kind == "target":
                yield _who(Field.TARGET, mention, event, writer)
        for mention in event.weapons:
            yield _who(Field.WEAPON, mention, event, writer)


def _place_of(mention: Mention) -> tuple[int, int]:
    """Return where a mention stands: the number of its sentence, and its first token."""
    return mention.sentence.number, mention.first


def _agent_facts(event: Event, writer: FactWriter) -> Iterator[Fact]:
    """Yield the perpetrators of an event, those who claim it or are blamed for it; the state's forces only for harm
    to civilians."""
    for mention in event.agents:
        if event.kind == "claim":
            yield _who(Field.CLAIMED_BY, mention, event, writer)
        elif not _everyone(mention) and _did_it(mention, event):
            yield _who(Field.PERPETRATOR, mention, event, writer)
            if mention.organization:
                span, rule = mention.organization_span, f"roles.{Field.PERPETRATOR}.organization/1"
                yield writer.write(
                    Field.PERPETRATOR, mention.organization, event.reading, span, rule, side=mention.side
                )


def _did_it(mention: Mention, event: Event) -> bool:
    return mention.side is not Side.SECURITY or event.kind == "blame" or _harms_civilians(event)


def _harms_civilians(event: Event) -> bool:
    """Return whether an event did something to civilians, so that forces of the state are its perpetrators."""
    return any(patient.side is Side.CIVILIAN or patient.kind == "name" for patient in event.patients)


def _everyone(mention: Mention) -> bool:
    """Return whether the words mean a people as a whole, or no more than "another", "both", "the bodies"."""
    head = mention.sentence.words[mention.head]
    unnamed = mention.last == mention.head + 1 and head in word_set("people", "bodies")
    return (
        unnamed
        or head in ("another", "both")
        or (mention.definite and mention.number is None and head in ("people", "population"))
    )


def _who(field: Field, mention: Mention, event: Event, writer: FactWriter) -> Fact:
    value = {"organization": mention.detail, "name": mention.name}.get(mention.kind) or plain(mention)
    rule = f"roles.{field}.{mention.kind}/1"
    hedge = Hedge.SUSPECTED if mention.suspected or event.kind == "blame" else Hedge.NONE
    return writer.write(
        field, value, event.reading, (mention.first, mention.last), rule, side=mention.side, hedge=hedge
    )


def plain(mention: Mention) -> str:
    """Return the words of a mention in one line, without the article before them."""
    words = mention.exact.split()
    return " ".join(words[1:] if words[0].lower() in ("the", "a", "an") and len(words) > 1 else words)
