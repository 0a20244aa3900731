"""Arrests that are none of the incident's: of long ago, or for something else."""

from kztui.extract.en.charges import charge_of, names_deed
from kztui.extract.en.groups import VerbGroup
from kztui.extract.en.reading import Parsed
from kztui.extract.en.vocabulary import phrases_by_first, word_set
from kztui.model.precision import DatePrecision

_TIMES_REACH = 3


def of_another_matter(reading: Parsed, verb: VerbGroup) -> bool:
    """Return whether an arrest is one of long ago ("had been detained twice", "was arrested three times before", "was
    jailed in 2009"), or had been made for no deed that an incident can be ("had been arrested for fraud")."""
    words = reading.sentence.words
    beside = {*words[max(0, verb.first - 1) : verb.last + 1]}
    if word_set("constructions", "long_before") & beside or "times" in words[verb.last : verb.last + _TIMES_REACH]:
        return True
    if not (verb.passive or verb.bare) or verb.modal:
        return False
    yearly = bool(reading.times) and all(time.span.prec == DatePrecision.YEAR for time in reading.times)
    if _years_before(reading) or (yearly and not reading.places):
        return True
    return words[verb.first] == "had" and any(not _weighty(reading, index) for index in charge_of(reading, verb))


def _years_before(reading: Parsed) -> bool:
    """Return whether a phrase of the sentence says that it tells of years before ("years ago", "in the past")."""
    words = reading.sentence.words
    listed = phrases_by_first("constructions", "years_before")
    return any(
        tuple(words[index : index + len(phrase)]) == phrase
        for index, word in enumerate(words)
        for phrase in listed.get(word, ())
    )


def _weighty(reading: Parsed, index: int) -> bool:
    """Return whether somebody is charged with a deed, and with more than a theft that nothing points at."""
    petty = word_set("accusation", "petty")
    return names_deed(reading, index) and reading.word(index) not in petty
