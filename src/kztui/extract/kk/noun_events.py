"""Events that nouns tell ("шабуыл", "жарылыс"), with what was struck, who fought, and who only planned it."""

from collections.abc import Iterator, Sequence

from kztui.extract.kk.reading import Parsed
from kztui.extract.kk.roles import weapons
from kztui.extract.kk.suffixes import Case
from kztui.extract.kk.vocabulary import planning, verb_at, word_set
from kztui.extract.mention import Mention
from kztui.extract.reading import Construction, Event
from kztui.extract.shared import kinds

_PHRASE = 3
"""Words behind a noun among which the verb of its phrase stands ("терактінің алдын алды")."""


def noun_events(parsed: Parsed) -> Iterator[Event]:
    """Yield the events that the nouns of a sentence tell, in order."""
    for group in parsed.groups:
        mention = group.mention
        if mention.kind != "event" or _phrase_holds(parsed.words, mention):
            continue
        planners = _planners(parsed, mention)
        kind = mention.detail if planners is None else "foil"
        event = Event(parsed.reading, kind, mention.first, mention.last, Construction.NOUN, lemma=mention.label.lower())
        event.definite = mention.first == 0 and group.case is Case.NOMINATIVE
        event.plural = mention.plural
        if planners is not None:
            event.agents = planners
        elif kinds()[kind].family == "fighting":
            event.agents = _fighters(parsed, mention)
        else:
            event.patients = _struck(parsed, mention)
        event.weapons = weapons(parsed, max(0, mention.first - 3), mention.last)
        yield event


def _planners(parsed: Parsed, mention: Mention) -> list[Mention] | None:
    """Return those who only planned an attack ("теракт жасамақ болған алты адам"); None when one was made."""
    if not planning(parsed.reading.word(mention.last)):
        return None
    last = mention.last + 1
    while parsed.reading.word(last) in word_set("clauses", "auxiliaries"):
        last += 1
    return [
        g.mention for g in parsed.groups if g.mention.kind == "people" and g.mention.first <= last <= g.mention.head
    ]


def _phrase_holds(words: Sequence[str], mention: Mention) -> bool:
    """Return whether the noun is only part of a verb phrase ("шабуыл жасады")."""
    behind = range(mention.last, min(len(words), mention.last + _PHRASE))
    verbs = (verb for index in behind if (verb := verb_at(words, index)))
    return any(verb.first <= mention.first for verb in verbs)


def _fighters(parsed: Parsed, mention: Mention) -> list[Mention]:
    """Return the two sides of a fight ("полиция мен содырлар арасында атыс болды")."""
    among = next((i for i in range(mention.first - 1, -1, -1) if parsed.words[i] == "арасында"), None)
    if among is None:
        return []
    return [
        g.mention for g in parsed.groups if g.mention.last <= among and g.mention.kind in ("people", "organization")
    ][-2:]


def _struck(parsed: Parsed, mention: Mention) -> list[Mention]:
    """Return what an attack was made on: the dative before it ("тірек пунктіне жасалған шабуыл")."""
    reach = mention.first - 2
    return [
        g.mention
        for g in parsed.groups
        if g.case is Case.DATIVE and reach <= g.mention.last <= mention.first and g.mention.kind in ("people", "target")
    ]
