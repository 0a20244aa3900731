"""Events: what a sentence tells, from its verbs, nouns, tolls and zeros together."""

from collections.abc import Iterator, Sequence

from kztui.extract.kk.noun_events import noun_events
from kztui.extract.kk.reading import Parsed
from kztui.extract.kk.tolls import tolls, zeros
from kztui.extract.kk.verb_events import verb_events
from kztui.extract.kk.vocabulary import bare
from kztui.extract.mention import Mention, Trait
from kztui.extract.reading import Construction, Event


def find_events(parsed: Parsed, before: Sequence[Event]) -> list[Event]:
    """Return the events that a sentence tells, in order; `before` are those of the sentence before."""
    events = [*verb_events(parsed), *noun_events(parsed), *zeros(parsed), *tolls(parsed)]
    events += _recalled(parsed, before) if not events else []
    counted = {event.effect for event in (*before, *events) if event.construction is Construction.TOLL}
    for event in events:
        if event.effect in counted and event.construction is not Construction.TOLL:
            _count_among(event.patients)
    return sorted(events, key=lambda event: (event.first, event.last))


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
