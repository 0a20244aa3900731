"""Numbers told and then taken back: "at first officials had spoken of seven dead; in the end two were killed"."""

from collections.abc import Sequence
from functools import cache

from kztui.extract.en.groups import VerbGroup
from kztui.extract.en.reading import Parsed
from kztui.extract.en.roles import objects_of
from kztui.extract.en.subjects import subject_start
from kztui.extract.en.vocabulary import adjectives, verb_forms, verbs, word_set
from kztui.extract.mention import Mention
from kztui.extract.reading import Construction, Event, Revision
from kztui.extract.shared import kinds

_BEFORE, _BEHIND = 12, 6
"""Words before an event and behind it among which a phrase says that its number is an earlier or a later one."""

_TO_REACH = 3
"""Words between a verb or its object and the "to" before the number that it gives."""

TELLING = {"killed": "die", "wounded": "wound", "arrested": "arrest"}
"""The kind of event that tells a bare number of each counted field."""


def revised(reading: Parsed, found: Sequence[Event]) -> list[Event]:
    """Return the events that give a number anew ("the figure was later corrected to four"): of what this sentence or
    the one before counts."""
    told: list[Event] = []
    if _giving().isdisjoint(reading.said):
        return []
    for verb in reading.verbs:
        if reading.word(verb.main) not in _giving():
            continue
        if counted := _counted(reading, verb, [*found, *told]):
            told.append(counted)
            continue
        if reading.word(verb.main) in verb_forms("revisions", "counting"):
            continue  # "has spoken to 17 relatives"
        number = _reached(reading, verb)
        if number is None or not _of_figure(reading, verb):
            continue
        effects = [event.effect for event in found if event.first < verb.first and event.effect]
        effect = effects[-1] if effects else effect_before(reading)
        if effect:
            event = Event(reading, TELLING[effect], verb.first, verb.last, Construction.TOLL, patients=[number])
            event.definite = True
            if reading.word(verb.main) in verb_forms("revisions", "revising"):
                event.revision = Revision.CORRECTED
            told.append(event)
    return told


@cache
def _giving() -> frozenset[str]:
    """Return the forms of the verbs that give a number, in place of another or not."""
    return frozenset().union(*(verb_forms("revisions", entry) for entry in ("revising", "giving", "counting")))


def _counted(reading: Parsed, verb: VerbGroup, found: Sequence[Event]) -> Event | None:
    """Return the number that a verb gives of its own, None for a verb that only changes one told before."""
    if verb.negated or verb.modal or verb.passive:
        return None
    if reading.word(verb.main) in verb_forms("revisions", "counting"):
        return _by_another_source(reading, verb, found)
    if reading.word(verb.main) in verb_forms("revisions", "giving"):
        return _of_the_dead(reading, verb)
    return None


def _by_another_source(reading: Parsed, verb: VerbGroup, found: Sequence[Event]) -> Event | None:
    """Return the number that another source gives for what a sentence has counted, or the one before ("but a rights
    group counted 11", "six died, the mayor said. The ministry said nine")."""
    if all(one.kind != "number" for one in reading.mentions):
        return None
    objects = objects_of(reading, verb)
    number = objects[0] if objects else reading.mention_at(verb.last + (reading.word(verb.last) == "of"))
    bare = number is not None and number.kind == "number" and reading.word(number.last) in (".", ";", ",", "")
    if number is None or not bare:
        return None
    effect = next((event.effect for event in reversed(found) if event.last <= verb.first and event.effect), "")
    if not effect and reading.attribution is not None:
        effect = effect_before(reading)
    if not effect:
        return None
    return Event(reading, TELLING[effect], verb.first, verb.last, Construction.TOLL, patients=[number])


def _of_the_dead(reading: Parsed, verb: VerbGroup) -> Event | None:
    """Return the number that one gives for people called by what happened to them ("put the dead at seven")."""
    dead = next(iter(objects_of(reading, verb)), None)
    kind = adjectives().get(reading.word(dead.head), "") if dead is not None else ""
    end = next((other.first for other in reading.verbs if other.first > verb.last), len(reading.sentence.words))
    at = [m for m in reading.mentions if m.number and m.first < end and reading.word(m.first - 1) == "at" and m.people]
    if dead is None or not kind or not at or at[0].first < dead.last:
        return None
    where = reading.mention_at(dead.last + 1)
    if reading.word(dead.last) != "at" and (where is None or where.kind != "event"):
        return None  # "put the dead of the whole country at 225"
    effect = kinds()[kind].effect
    return Event(reading, TELLING[effect], verb.first, verb.last, Construction.TOLL, patients=at[:1])


def _reached(reading: Parsed, verb: VerbGroup) -> Mention | None:
    """Return the number behind the "to" or "at" of a verb or of its object."""
    objects = [one for one in objects_of(reading, verb) if one.number is None]
    start = objects[0].last if objects else verb.last
    for index in range(start, start + _TO_REACH + 1):
        if reading.word(index) in ("to", "at"):
            number = next((m for m in reading.mentions if m.first == index + 1 and m.number), None)
            if number is not None and number.people:
                return number
    return None


def _of_figure(reading: Parsed, verb: VerbGroup) -> bool:
    """Return whether what a verb gives anew is a number of people: its object or the noun right before it, or "it"."""
    objects = [one for one in objects_of(reading, verb) if one.number is None]
    if objects:
        return reading.word(objects[0].head) in word_set("revisions", "figures")
    return reading.word(subject_start(reading, verb) - 1) in word_set("revisions", "figures") | {"it", "that", "which"}


def effect_before(reading: Parsed) -> str:
    """Return the counted field of which the sentence before speaks last, empty for none."""
    words = reading.before.sentence.words if reading.before is not None else []
    for word in reversed(words):
        listed = [trigger.event for trigger in verbs().get(word, ()) if not trigger.follow]
        listed += [adjectives()[word]] if word in adjectives() else []
        effect = next((kinds()[kind].effect for kind in listed if kinds()[kind].effect), "")
        if effect:
            return effect
    return ""


def revision_of(reading: Parsed, event: Event) -> Revision:
    """Return whether the words around an event say that its number is an earlier one or a later one."""
    if event.revision is not Revision.NONE or not event.effect:
        return event.revision
    if _all_words().isdisjoint(reading.said):
        return Revision.NONE
    words = reading.sentence.words
    before, behind = _before(words, event.first), _behind(words, event.last)
    if event.construction is Construction.TOLL and event.patients:
        between = words[event.last : event.patients[0].first]
        if {*between} & verb_forms("revisions", "revising") and ({"to"} & {*between} or _has(_spaced(before), "later")):
            return Revision.CORRECTED
        behind = between
        before = [*before, *words[event.first : event.last]]
    around = _spaced([*before, "|", *behind])
    telling = event.construction is Construction.TOLL or bool(word_set("revisions", "telling") & {*before, *behind})
    if _has(around, "former") or (telling and _has(around, "former_told")):
        return Revision.FORMER
    return Revision.LATER if _has(_spaced(before), "later") else Revision.NONE


def _before(words: Sequence[str], first: int) -> Sequence[str]:
    """Return the words before a token in its clause."""
    breaks = word_set("revisions", "breaks")
    start = next((index + 1 for index in range(first - 1, -1, -1) if words[index] in breaks), 0)
    return words[max(start, first - _BEFORE) : first]


def _behind(words: Sequence[str], last: int) -> Sequence[str]:
    """Return the words behind a token up to the next comma."""
    breaks = word_set("revisions", "breaks")
    near = range(last, min(last + _BEHIND, len(words)))
    return words[last : next((i for i in near if words[i] == "," or words[i] in breaks), near.stop)]


def _spaced(words: Sequence[str]) -> str:
    return f" {' '.join(words)} "


def _has(words: str, entry: str) -> bool:
    """Return whether words, with spaces around each, have a phrase of a list."""
    phrases = _by_last(entry)
    return any(phrase in words for last in phrases.keys() & {*words.split()} for phrase in phrases[last])


@cache
def _by_last(entry: str) -> dict[str, list[str]]:
    """Return the phrases of a list, with spaces around them, by their last words."""
    found: dict[str, list[str]] = {}
    for phrase in word_set("revisions", entry):
        found.setdefault(phrase.split()[-1], []).append(f" {phrase} ")
    return found


@cache
def _all_words() -> frozenset[str]:
    """Return the last words of the phrases and the verbs for numbers told and taken back."""
    return verb_forms("revisions", "revising").union(*map(_by_last, ("former", "former_told", "later")))
