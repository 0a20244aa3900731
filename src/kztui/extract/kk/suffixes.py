"""The endings of Kazakh words: what follows a stem, read from left to right.

A noun takes plural, possessive and case, a verb voice, negation and tense, and what the tense makes of it can take the
endings of a noun again ("тап-қан-дар-дың"). Vowel harmony and assimilation are not checked: no two endings differ by
them alone. The tables follow the outline of Kazakh morphology in Muhamedowa, "Kazakh: A Comprehensive Grammar" (2016).
"""

import re
from enum import StrEnum
from functools import lru_cache

from msgspec import Struct

from kztui.extract.kk.script import plain


class Case(StrEnum):
    """The case of a noun; `AT` is the attribute made of the locative ("Ақтөбе-дегі шабуыл")."""

    NOMINATIVE = "nominative"
    GENITIVE = "genitive"
    DATIVE = "dative"
    ACCUSATIVE = "accusative"
    LOCATIVE = "locative"
    ABLATIVE = "ablative"
    INSTRUMENTAL = "instrumental"
    AT = "at"


class Form(StrEnum):
    """What the ending makes of a verb: a predicate, an attribute or noun, a link to the next verb, an intention."""

    FINITE = "finite"
    PARTICIPLE = "participle"
    CONVERB = "converb"
    INTENTION = "intention"
    GERUND = "gerund"


class Noun(Struct, frozen=True):
    """The ending of a noun: its case, its number, and whether it says whose it is (`possessed`).

    `length` counts the letters of the case ending.
    """

    case: Case
    plural: bool = False
    length: int = 0
    possessed: bool = False


class Verb(Struct, frozen=True):
    """The ending of a verb. `noun` is the ending of the noun that it has become."""

    form: Form
    passive: bool
    negative: bool
    noun: Noun = Noun(Case.NOMINATIVE)


def _spelt(*groups: str) -> str:
    """Return a pattern for any of these endings, the longest first."""
    endings = sorted({plain(ending) for group in groups for ending in group.split()}, key=len, reverse=True)
    return "|".join(endings)


_CASES = {
    Case.GENITIVE: _spelt("ның нің дың дің тың тің"),
    Case.AT: _spelt("дағы дегі тағы тегі ндағы ндегі"),
    Case.LOCATIVE: _spelt("да де та те нда нде"),
    Case.ABLATIVE: _spelt("дан ден тан тен нан нен"),
    Case.INSTRUMENTAL: _spelt("мен бен пен"),
    Case.DATIVE: _spelt("ға ге қа ке на не а е"),
    Case.ACCUSATIVE: _spelt("ны ні ды ді ты ті н"),
}
_PLURAL = _spelt("лар лер дар дер тар тер")
_POSSESSIVE = _spelt("сы сі ы і")
_NOUN = re.compile(
    rf"(?P<plural>{_PLURAL})?(?P<possessive>{_POSSESSIVE})?(?:"
    + "|".join(f"(?P<{case}>{endings})" for case, endings in _CASES.items())
    + ")?"
)
_VERB = re.compile(
    rf"(?P<passive>{_spelt('ыл іл л ын ін н')})?(?P<negative>{_spelt('ма ме ба бе па пе')})?(?:"
    rf"(?P<participle>{_spelt('ған ген қан кен атын етін итын итін йтын йтін')})(?P<ending>.*)"
    rf"|(?P<intention>{_spelt('мақ мек бақ бек пақ пек')})(?:{_spelt('шы ші')})?"
    rf"|(?P<finite>{_spelt('ды ді ты ті ыр')}|(?:{_spelt('а е и й')})(?:{_spelt('ды ді')}))"
    rf"|(?P<converb>{_spelt('ып іп п а е й')})"
    rf"|(?P<gerund>{_spelt('у')})(?P<gerund_ending>.*)"
    rf"|(?P<refused>{_spelt('й')}(?:{_spelt('ды ді')}))"
    ")"
)


@lru_cache(maxsize=65_536)
def noun_ending(ending: str) -> Noun | None:
    """Return what an ending, in plain letters, makes of a noun; None when it is not the ending of a noun."""
    found = _NOUN.fullmatch(ending)
    if found is None:
        return None
    case = next((case for case in _CASES if found[case]), Case.NOMINATIVE)
    return Noun(
        case, bool(found["plural"]), len(found[case]) if case is not Case.NOMINATIVE else 0, bool(found["possessive"])
    )


@lru_cache(maxsize=65_536)
def verb_ending(ending: str) -> Verb | None:
    """Return what an ending, in plain letters, makes of a verb; None when it is not the ending of a verb."""
    found = _VERB.fullmatch(ending)
    if found is None:
        return None
    passive, negative = bool(found["passive"]), bool(found["negative"] or found["refused"])
    form = next((form for form in Form if found[form]), Form.FINITE)
    noun = noun_ending(found["ending"] or found["gerund_ending"] or "")
    return None if noun is None else Verb(form, passive, negative, noun)


def stems(stem: str) -> tuple[str, ...]:
    """Return the forms that a plain stem takes before endings: its last п, к or қ softens before a vowel."""
    soft = {"п": "бу", "к": "г", "қ": "ғ"}.get(stem[-1:], "")
    return (stem, *(stem[:-1] + letter for letter in soft))
