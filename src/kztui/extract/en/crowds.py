"""Crowds that protest, and forces that act against them, told by verbs that say something else of others ("300 people
rallied", "workers gathered on the square, demanding pay", "police cleared the square of strikers")."""

from functools import cache

from kztui.extract.en.groups import VerbGroup
from kztui.extract.en.inflection import singular
from kztui.extract.en.reading import Parsed
from kztui.extract.en.roles import agents_of, objects_of
from kztui.extract.en.subjects import subject_of
from kztui.extract.en.vocabulary import verb_forms, word_set
from kztui.extract.mention import Mention
from kztui.model.fact import Side

_MANY = 10
"""People who are many enough to be a crowd."""

_MEANS_REACH = 8
"""Words behind "used" among which a means of force is its object."""

_STREETS = ("streets", "street", "square")


@cache
def gathering_verbs() -> frozenset[str]:
    """Return the forms of the verbs that can tell of a protest by their subjects."""
    return frozenset().union(
        *(verb_forms("crowds", entry) for entry in ("marching", "gathering", "taking", "blocking"))
    )


def protests(reading: Parsed, verb: VerbGroup) -> bool:
    """Return whether a verb group says that a crowd came together in protest."""
    word = reading.word(verb.main)
    if verb.negated or verb.modal or word not in gathering_verbs():
        return False
    words = reading.sentence.words
    if word in verb_forms("crowds", "taking") and not (
        reading.word(verb.last) == "to" and {*_STREETS} & {*words[verb.last + 1 : verb.last + 3]}
    ):
        return False
    subject = subject_of(reading, verb)
    if subject is None or not _crowd(subject):
        return False
    plain = word in verb_forms("crowds", "gathering") | verb_forms("crowds", "blocking")
    plain = plain and not _blocks_way(reading, verb)
    return not plain or _called(subject) or bool(word_set("crowds", "demanding") & {*words})


def _blocks_way(reading: Parsed, verb: VerbGroup) -> bool:
    """Return whether a crowd blocks a road or its like: people without a herd do that for nothing but protest."""
    if word_set("crowds", "herds") & {*reading.sentence.words}:
        return False
    if verb.passive or reading.word(verb.main) not in verb_forms("crowds", "closing"):
        return False
    return any(singular(reading.word(one.head)) in word_set("crowds", "ways") for one in objects_of(reading, verb))


@cache
def dispersing_verbs() -> frozenset[str]:
    """Return the forms of the verbs that can tell of force against a crowd by their subjects and objects."""
    return verb_forms("crowds", "dispersing") | verb_forms("crowds", "using")


def disperses(reading: Parsed, verb: VerbGroup) -> bool:
    """Return whether a verb group says that forces of the state used force against a crowd: they beat or cleared one,
    or used gas or batons where one is named."""
    unreal = verb.negated or (verb.modal and reading.word(verb.first) != "to")
    if unreal or reading.word(verb.main) not in dispersing_verbs():
        return False
    words = reading.sentence.words
    if (word_set("people", "crowds") | verb_forms("crowds", "parting")).isdisjoint(words):
        return False
    doers = agents_of(reading, verb) if verb.passive else [subject_of(reading, verb)]
    if not any(doer is not None and doer.side is Side.SECURITY for doer in doers):
        return False
    if reading.word(verb.main) in verb_forms("crowds", "dispersing"):
        return True
    near = words[verb.last : verb.last + _MEANS_REACH]
    return bool(word_set("crowds", "means") & {*near})


def _crowd(subject: Mention) -> bool:
    """Return whether these are many people, or people of a kind, and no forces or fighters."""
    counted = subject.number is not None and subject.number.first <= subject.head < subject.number.last
    if not (subject.kind == "people" or counted) or subject.side in (Side.SECURITY, Side.PERPETRATOR):
        return False
    if subject.number is not None:
        return subject.number.value >= _MANY
    return subject.plural or subject.sentence.words[subject.head] == "crowd"


def _called(subject: Mention) -> bool:
    """Return whether the words of a crowd say that it protests ("demonstrators")."""
    words = subject.sentence.words[subject.first : subject.last]
    return bool(word_set("people", "crowds") & {*words})
