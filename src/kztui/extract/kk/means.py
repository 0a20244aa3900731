"""With what: weapons told beside what was done with them, in another clause or in a sentence of their own."""

from collections.abc import Sequence

from kztui.extract.kk.reading import Parsed
from kztui.extract.kk.suffixes import Case
from kztui.extract.kk.vocabulary import begins
from kztui.extract.mention import Trait
from kztui.extract.reading import Construction, Event


def arm(parsed: Parsed, events: Sequence[Event]) -> None:
    """Give the nearest event a weapon in the instrumental that no other event of the sentence has ("тапаншамен
    қорқытып, ақшаны алып кетті")."""
    harmful = [event for event in events if event.harmful]
    for group in parsed.groups if harmful else ():
        weapon = group.mention
        if weapon.kind == "weapon" and group.case is Case.INSTRUMENTAL and not any(weapon in e.weapons for e in events):
            min(harmful, key=lambda event: abs(event.first - weapon.first)).weapons.append(weapon)


def told_apart(parsed: Parsed, before: Sequence[Event]) -> list[Event]:
    """Return a reference to what the sentence before tells, with the weapon that this one names for it: what exploded
    ("құрылғы жәшікке жасырылған"), or what somebody used ("олар пышақпен қаруланған")."""
    weapons = [group for group in parsed.groups if group.mention.kind == "weapon"]
    harmful = [event for event in before if event.harmful] if weapons else []
    if not harmful or any(begins(word, "clauses", "seizing") for word in parsed.words):
        return []
    told, sentence = harmful[-1].reading.sentence, parsed.reading.sentence
    if told.number != sentence.number - 1 or told.paragraph != sentence.paragraph:
        return []
    exploded = any(event.family == "bombing" for event in harmful)
    using = any(begins(word, "clauses", "using") for word in parsed.words)
    for group in weapons:
        weapon = group.mention
        used = using and group.case is Case.INSTRUMENTAL
        if used or (exploded and Trait.EXPLOSIVE in weapon.traits):
            first, last = weapon.first, weapon.last
            return [Event(parsed.reading, "named", first, last, Construction.NOUN, weapons=[weapon], definite=True)]
    return []
