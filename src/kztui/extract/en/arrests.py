"""Arrests that are none of the incident's: of long ago, or for something else."""

from collections.abc import Iterator
from itertools import islice

from kztui.extract.en.charges import charge_of, finite, names_deed
from kztui.extract.en.groups import VerbGroup
from kztui.extract.en.reading import Parsed
from kztui.extract.en.vocabulary import past_phrase, verb_forms, word_set
from kztui.extract.reading import Reading
from kztui.model.precision import DatePrecision

_TIMES_REACH = 3

_OPENING = 3
"""Tokens at the head of a sentence at which "years ago" tells when all of it was."""

_LOOK_BACK = 30
"""Sentences before an arrest that can tell what it is for."""


def of_another_matter(reading: Parsed, verb: VerbGroup) -> bool:
    """Return whether an arrest is one of long ago ("had been detained twice", "was arrested three times before", "was
    jailed in 2009"), or had been made for a theft or its like of which nothing is told ("had been arrested for
    fraud")."""
    words = reading.sentence.words
    beside = {*words[max(0, verb.first - 1) : verb.last + 1]}
    if word_set("constructions", "long_before") & beside or "times" in words[verb.last : verb.last + _TIMES_REACH]:
        return True
    if not (verb.passive or verb.bare) or verb.modal:
        return False
    charges = charge_of(reading, verb)
    if _years_before(reading, verb, charges):
        return True
    if not any(names_deed(reading, index) for index in charges) and _of_another_year(reading):
        return True
    return words[verb.first] == "had" and any(_petty(reading, index) for index in charges)


def _years_before(reading: Parsed, verb: VerbGroup, charges: list[int]) -> bool:
    """Return whether "years ago" or its like is when an arrest was made: at the head of the sentence, or behind the
    verb, and before any deed that it was made for."""
    words = reading.sentence.words
    if any(
        verb.first > index and past_phrase(words, index, "constructions", "years_before") for index in range(_OPENING)
    ):
        return True
    deed = next((index for index in charges if names_deed(reading, index)), len(words))
    others = (other.first for other in reading.verbs if other.first >= verb.last and finite(reading, other))
    near = range(verb.last, min([deed, *others]))
    return any(past_phrase(words, index, "constructions", "years_before") for index in near)


def _of_another_year(reading: Parsed) -> bool:
    """Return whether a sentence has no day but a year, and another time was told before it."""
    times = reading.times
    if not times or reading.places or any(time.span.prec != DatePrecision.YEAR for time in times):
        return False
    told = (time.span for before in _before(reading) for time in before.times if time.span.resolved)
    return any(not span.overlaps(time.span) for span in told for time in times)


def _petty(reading: Parsed, index: int) -> bool:
    """Return whether somebody is charged with a theft or its like, and the report told of none."""
    if reading.word(index) not in word_set("accusation", "petty"):
        return False
    thefts = verb_forms("accusation", "stealing") | word_set("accusation", "petty")
    return all(thefts.isdisjoint(before.sentence.words) for before in _before(reading))


def _before(reading: Parsed) -> Iterator[Reading]:
    """Yield the sentences before one, the nearest first."""
    return islice(_all_before(reading), _LOOK_BACK)


def _all_before(reading: Reading) -> Iterator[Reading]:
    while reading.before is not None:
        reading = reading.before
        yield reading
