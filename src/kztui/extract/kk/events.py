"""Events: what a sentence tells, from its verbs, nouns, tolls and zeros together."""

from collections.abc import Iterator, Sequence

from kztui.extract.kk.arrests import add_found, arrests, found_apart, groups_of
from kztui.extract.kk.late_deaths import died_since
from kztui.extract.kk.means import told_apart
from kztui.extract.kk.noun_events import noun_events
from kztui.extract.kk.reading import Parsed
from kztui.extract.kk.tolls import tolls, zeros
from kztui.extract.kk.verb_events import verb_events
from kztui.extract.kk.vocabulary import bare, begins
from kztui.extract.mention import Mention, Trait
from kztui.extract.reading import Construction, Event
from kztui.model.fact import Side


def find_events(parsed: Parsed, before: Sequence[Event]) -> list[Event]:
    """Return the events that a sentence tells, in order; `before` are those of the sentence before."""
    events = [*verb_events(parsed), *noun_events(parsed), *zeros(parsed), *tolls(parsed)]
    _last_act(parsed, events, before)
    _without_fights(parsed, events, before)
    _crowds_fight(parsed, events, before)
    _hired(parsed, [*before, *events])
    died_since(parsed, events, before)
    if caught := arrests(events):
        add_found(parsed, caught)
        events += groups_of(parsed, events)
    events += (
        told_apart(parsed, before) or found_apart(parsed, before) or _recalled(parsed, before) if not events else []
    )
    counted = {event.effect for event in (*before, *events) if event.construction is Construction.TOLL}
    for event in events:
        if event.effect in counted and event.construction is not Construction.TOLL:
            _count_among(event.patients)
    return sorted(events, key=lambda event: (event.first, event.last))


def _without_fights(parsed: Parsed, events: Sequence[Event], before: Sequence[Event]) -> None:
    """Take an operation without violence, told after arrests, for a reference to them ("Операция 2 қазанда өтті")."""
    told = [event for event in (*before, *events) if not event.unreal]
    violent = any(
        event.effect in ("killed", "wounded") or event.kind in ("attack", "shoot", "murder") for event in told
    )
    arrests = any(event.kind in ("arrest", "foil") for event in told)
    for event in events if arrests and not violent else ():
        if event.kind == "clash" and bare(parsed.words[event.last - 1], "clauses", "operation") is not None:
            event.kind, event.definite = "happening", True


def _last_act(parsed: Parsed, events: Sequence[Event], before: Sequence[Event]) -> None:
    """Take the end of an attacker, told without day or place after his attack, for his death ("ұстау кезінде ол
    өзін-өзі жарып жіберді")."""
    violent = any(event.kind in ("kill", "attack", "shoot", "murder", "clash") for event in before)
    if not violent or parsed.reading.times or parsed.reading.places:
        return
    for event in events:
        if event.kind == "suicide" and not event.unreal:
            event.kind, event.patients, event.agents = "die", event.patients or event.agents, []
            for patient in event.patients:
                patient.side = Side.PERPETRATOR


def _crowds_fight(parsed: Parsed, events: Sequence[Event], before: Sequence[Event]) -> None:
    """Take a clash in which a crowd is one side, or which follows a riot, for a riot ("шерушілер қақтығысты")."""
    crowd = any(begins(word, "people", "crowds") for word in parsed.words)
    rioting = any(event.kind in ("riot", "mob") for event in (*before, *events))
    for event in events if crowd or rioting else ():
        if event.kind == "clash" and bare(parsed.words[event.last - 1], "clauses", "scuffles") is not None:
            event.kind = "riot"


def _hired(parsed: Parsed, told: Sequence[Event]) -> None:
    """Take a killing for an assassination where it was done for money."""
    hired = any(begins(word, "clauses", "hired") for word in parsed.words)
    for event in told if hired else ():
        same = event.reading.sentence.paragraph == parsed.reading.sentence.paragraph
        if same and event.kind in ("kill", "murder") and any(patient.people for patient in event.patients):
            event.kind = "assassinate"


def hunted(parsed: Parsed, events: Sequence[Event]) -> None:
    """Take a fight with those who have fled from a prison for a part of the escape that the report tells of."""
    if parsed.reading.times or not any(begins(word, "clauses", "fugitives") for word in parsed.words):
        return
    for event in events:
        if event.kind == "clash":
            event.kind, event.definite = "happening", True


def _count_among(patients: Sequence[Mention]) -> None:
    """Mark people as some of those whom the toll before has counted ("... онға жетті. Тағы екі адам қайтыс болды")."""
    for patient in patients:
        patient.traits = patient.traits - {Trait.ADDING, Trait.OTHERS} | {Trait.OF_THEM}


def _recalled(parsed: Parsed, before: Sequence[Event]) -> Iterator[Event]:
    """Yield the event told before where the sentence only calls it "the incident" ("Оқиға 14 наурызда болды")."""
    at = next((i for i, word in enumerate(parsed.words[:3]) if bare(word, "clauses", "incident") is not None), None)
    strong = next((event for event in before if not event.weak and not event.unreal), None)
    told = strong or next((event for event in before if not event.unreal), None)
    if at is not None and told is not None:
        yield Event(parsed.reading, told.kind, at, at + 1, Construction.NOUN, definite=True)
