"""What reports of arrests tell of those who were caught: what was found on them, and to which group they may belong."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from kztui.extract.kk.reading import Parsed
from kztui.extract.kk.suffixes import Case
from kztui.extract.kk.vocabulary import begins, word_set
from kztui.extract.mention import Mention
from kztui.extract.reading import Construction, Event
from kztui.model.fact import Side


def arrests(events: Sequence[Event]) -> list[Event]:
    """Return the events in which people are said to have been arrested."""
    return [event for event in events if event.effect == "arrested" and event.patients and not event.unreal]


def add_found(parsed: Parsed, caught: Sequence[Event]) -> None:
    """Give the nearest of the arrests of a sentence the weapons that it says were found ("екі тапанша тәркіленді")."""
    for weapon in _found(parsed):
        nearest = min(caught, key=lambda event: abs(event.first - weapon.first))
        nearest.weapons = [one for one in nearest.weapons if one.first != weapon.first] + [weapon]


def found_apart(parsed: Parsed, before: Sequence[Event]) -> list[Event]:
    """Return a reference to the arrests of the sentence before, with the weapons that this one says were found."""
    told, sentence = before[-1].reading.sentence if before else None, parsed.reading.sentence
    near = told is not None and told.number == sentence.number - 1 and told.paragraph == sentence.paragraph
    found = _found(parsed) if near and arrests(before) else ()
    return [
        Event(parsed.reading, "named", one.first, one.last, Construction.NOUN, weapons=[one], definite=True)
        for one in found
    ]


def _found(parsed: Parsed) -> Iterator[Mention]:
    """Yield the weapons that a sentence says were found or taken away, each as no more than a thing."""
    words = parsed.words
    verbs = [index for index, word in enumerate(words) if begins(word, "clauses", "finding_arms")]
    verbs = [index for index in verbs if parsed.reading.word(index + 1) not in word_set("clauses", "none")]
    for group in parsed.groups if verbs else ():
        taken = group.case in (Case.NOMINATIVE, Case.ACCUSATIVE, Case.INSTRUMENTAL) and group.mention.first < verbs[-1]
        if group.mention.kind == "weapon" and taken:
            yield replace(group.mention, traits=frozenset())  # a grenade that was found has not exploded


def groups_of(parsed: Parsed, events: Sequence[Event]) -> list[Event]:
    """Return the armed and banned groups to which those who were arrested are said to belong in a sentence, each as one
    that is suspected ("... ұйымына мүше деген күдікпен ұсталды")."""
    belonging = any(begins(word, "clauses", "belonging") for word in parsed.words)
    named = [group.mention for group in parsed.groups if group.mention.kind == "organization"] if belonging else []
    return [
        Event(parsed.reading, "named", one.first, one.last, Construction.NOUN, agents=[_suspected(one)])
        for one in named
        if one.side is Side.PERPETRATOR and not any(one in event.agents for event in events)
    ]


def _suspected(group: Mention) -> Mention:
    return replace(group, side=Side.UNKNOWN, suspected=True)
