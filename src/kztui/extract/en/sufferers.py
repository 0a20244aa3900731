"""Who suffered, told without a verb for it: "so was an officer", "among the dead were two guards", "the only victim
was", "at the cost of six lives", "injuries were suffered by 40"."""

from collections.abc import Iterator, Sequence
from functools import cache

from kztui.extract.en.groups import VerbGroup
from kztui.extract.en.inflection import singular
from kztui.extract.en.reading import Parsed
from kztui.extract.en.revisions import TELLING, effect_before
from kztui.extract.en.roles import agents_of, complement, enumeration, listed, objects_of
from kztui.extract.en.subjects import subject_of
from kztui.extract.en.vocabulary import adjectives, denying_nouns, verb_forms, word_set
from kztui.extract.mention import Mention
from kztui.extract.reading import Construction, Event

_ECHOES = {"was": Construction.PASSIVE, "were": Construction.PASSIVE, "did": Construction.ACTIVE}
_ONLY_REACH = 2
_LIVES = ("lives", "life")
_BEING = ("was", "were", "are", "is")
_FREE = ("at large", "on the run")
_LARGE_REACH = 4

_AMONG_REACH = 10
"""Tokens behind those who are counted within which "among the dead" says what happened to them."""

_SINGLE = frozenset(("only", "sole"))


def sufferers(reading: Parsed, found: Sequence[Event]) -> Iterator[Event]:
    """Yield the events that a sentence tells so; `found` are those that its other words tell."""
    said = reading.said
    if said.isdisjoint(_words()):
        return
    if said & {"so", "as"} and said & _ECHOES.keys():
        yield from _echoes(reading, found)
    if "cost" in said and not said.isdisjoint(_LIVES):
        yield from _cost(reading)
    if "large" in said or "run" in said:
        yield from _at_large(reading)
    counting = not said.isdisjoint(word_set("people", "suffered")) and not said.isdisjoint(_counting())
    single = not said.isdisjoint(_SINGLE)
    injured = not said.isdisjoint(word_set("constructions", "harm"))
    inverted = reading.word(_opening(reading)) in _participles()
    if not (counting or single or injured or inverted):
        return
    rules = (
        (inverted, _inverted),
        (counting, _among_those),
        (counting, _counted_among),
        (single, _only_victim),
        (injured, _harm_done),
    )
    for verb in reading.verbs:
        told = (rule(reading, verb) for worth, rule in rules if worth)
        if event := next(filter(None, told), None):
            yield event


@cache
def _counting() -> frozenset[str]:
    return verb_forms("constructions", "including") | {"among"}


@cache
def _words() -> frozenset[str]:
    """Return the words of which a sentence has one where a rule of these applies."""
    by_word = {"so", "as", "cost", "large", "run"}
    return _SINGLE | word_set("constructions", "harm") | _counting() | _participles() | by_word


def _echoes(reading: Parsed, found: Sequence[Event]) -> Iterator[Event]:
    """Yield "so was X" and "as were X": the same as what the event before them did to others."""
    words = reading.sentence.words
    for index in (i for i, word in enumerate(words) if word in ("so", "as") and reading.word(i + 1) in _ECHOES):
        first = reading.mention_at(index + 2)
        if first is None or not first.people or (index and words[index - 1] not in (",", ";", "and", "-", "–")):
            continue
        before = [event for event in found if event.effect and event.last <= index]
        effect = before[-1].effect if before else effect_before(reading)
        active = _ECHOES[reading.word(index + 1)] is Construction.ACTIVE
        if effect and (not active or effect == "killed"):
            echoed = [one for one in listed(reading, first) if one.people]
            yield Event(reading, TELLING[effect], index, index + 2, _ECHOES[reading.word(index + 1)], patients=echoed)


def _at_large(reading: Parsed) -> Iterator[Event]:
    """Yield "the attackers are still at large": none of them is said to be arrested."""
    words = reading.sentence.words
    for verb in reading.verbs:
        stays = reading.word(verb.main) in verb_forms("constructions", "staying")
        near = " ".join(words[verb.last : verb.last + _LARGE_REACH])
        if not (stays or reading.sentence.tags[verb.main] == "B") or verb.passive or verb.negated:
            continue
        if not near.removeprefix("still ").startswith(_FREE):
            continue
        who = [one for one in enumeration(reading, subject_of(reading, verb)) if one.people]
        if who and all(one.number is None for one in who):
            yield Event(reading, "held", verb.main, verb.last, Construction.ACTIVE, denied=who, zero=True)


def _cost(reading: Parsed) -> Iterator[Event]:
    """Yield "at the cost of six lives"."""
    for mention in reading.mentions:
        cost = reading.sentence.words[max(0, mention.first - 2) : mention.first] == ["cost", "of"]
        if cost and mention.number and reading.word(mention.head) in _LIVES:
            yield Event(reading, "die", mention.first, mention.last, Construction.NOUN, patients=[mention])


def _among_those(reading: Parsed, verb: VerbGroup) -> Event | None:
    """Return "among the wounded were X and Y", "the dead include X": they are parts of those."""
    being = reading.sentence.tags[verb.main] == "B" and not verb.passive
    if not being and reading.word(verb.main) not in verb_forms("constructions", "including"):
        return None
    whole = next((m for m in _before(reading, verb) if reading.word(m.head) in word_set("people", "suffered")), None)
    if whole is None or verb.negated or (being and "among" not in reading.sentence.words[: whole.first]):
        return None
    kind = adjectives().get(reading.word(whole.head)) or _meaning(reading.word(whole.head))
    first = reading.mention_at(verb.last)
    some = [one for one in listed(reading, first) if one.kind in ("people", "name")] if kind and first else []
    return (
        Event(reading, kind, verb.main, verb.last, Construction.ADJECTIVE, parts=some, definite=True) if some else None
    )


def _counted_among(reading: Parsed, verb: VerbGroup) -> Event | None:
    """Return "the minister counted three soldiers among the dead": they are all or a part of those."""
    if verb.negated or verb.modal or reading.word(verb.main) not in verb_forms("constructions", "counting"):
        return None
    some = enumeration(reading, subject_of(reading, verb)) if verb.passive else objects_of(reading, verb)
    some = [one for one in some if one.people]
    end = verb.last if verb.passive else some[-1].last if some else 0
    among = next((i for i in range(end, end + _AMONG_REACH) if end and reading.word(i) == "among"), 0)
    whole = reading.mention_at(among + 1) if among and some else None
    if whole is None or reading.word(whole.head) not in word_set("people", "suffered"):
        return None
    kind = adjectives().get(reading.word(whole.head)) or _meaning(reading.word(whole.head))
    return Event(reading, kind, verb.main, verb.last, Construction.ADJECTIVE, patients=some) if kind else None


def _before(reading: Parsed, verb: VerbGroup) -> list[Mention]:
    """Return the mentions before a verb group that no other verb parts from it, the nearest first."""
    start = max((other.last for other in reading.verbs if other.last <= verb.first), default=0)
    return [m for m in reversed(reading.mentions) if start <= m.first and m.last <= verb.first]


def _meaning(word: str) -> str:
    """Return the kind of event that a participle for those who suffered tells of ("the killed"), empty for none."""
    return {"killed": "die", "deceased": "die"}.get(word, "")


@cache
def _participles() -> frozenset[str]:
    """Return the participles with which a sentence can begin that names those who suffered behind its verb."""
    return frozenset(word for word in adjectives() if " " not in word) | {"killed", "arrested", "detained"}


def _opening(reading: Parsed) -> int:
    """Return the token at which a sentence begins, past "also"."""
    return int(reading.word(0) == "also")


def _inverted(reading: Parsed, verb: VerbGroup) -> Event | None:
    """Return "killed in the raid were X and Y", "also injured was X", "dead are X and Y"."""
    opening = _opening(reading)
    others = [other for other in reading.verbs if other.last <= verb.first and other.first > opening]
    if reading.sentence.tags[verb.main] != "B" or verb.passive or others or reading.word(verb.main) not in _BEING:
        return None
    word = reading.word(opening)
    kind = adjectives().get(word) or _meaning(word) or "arrest"
    first = reading.mention_at(verb.last + (reading.word(verb.last) == ":"))
    who = [one for one in listed(reading, first) if one.people] if first else []
    return Event(reading, kind, verb.main, verb.last, Construction.PASSIVE, patients=who) if who else None


def _only_victim(reading: Parsed, verb: VerbGroup) -> Event | None:
    """Return "X was the only casualty" and "the only victim was X"."""
    if reading.sentence.tags[verb.main] != "B" or verb.passive or verb.negated:
        return None
    left = [one for one in _before(reading, verb) if _single(one)]
    left = left[:1] or [one for one in enumeration(reading, subject_of(reading, verb)) if one.people]
    behind = next((m for m in reading.mentions if 0 <= m.first - verb.last <= _ONLY_REACH), None)
    right = [one for one in listed(reading, behind) if one.people] if behind else []
    for said, who in ((right, left), (left, right)):
        if len(said) == 1 and who and _single(said[0]):
            return Event(reading, "die", verb.main, verb.last, Construction.ADJECTIVE, patients=who)
    return None


def _single(mention: Mention) -> bool:
    words = mention.sentence.words
    fatal = singular(words[mention.head]) in denying_nouns()["killed"]
    return fatal and bool(_SINGLE & {*words[max(0, mention.first - 1) : mention.head]})


def _harm_done(reading: Parsed, verb: VerbGroup) -> Event | None:
    """Return "injuries were suffered by X" and "medical help was given to X"."""
    if not verb.passive or verb.negated or verb.modal:
        return None
    subject = subject_of(reading, verb)
    inside = reading.sentence.words[subject.first : subject.last] if subject is not None else []
    if not word_set("constructions", "harm") & {*inside}:
        return None
    suffered = reading.word(verb.main) in verb_forms("constructions", "suffering")
    who = agents_of(reading, verb) if suffered else complement(reading, verb.last, ("to",))
    people = [one for one in who if one.people]
    return Event(reading, "hurt", verb.main, verb.last, Construction.PASSIVE, patients=people) if people else None
