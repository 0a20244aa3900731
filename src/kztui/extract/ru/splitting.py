"""Sentences that tell of two places side by side, read as two: "в Уральске задержали 20 человек, в Актобе — 35"."""

from collections.abc import Iterator
from itertools import pairwise

from msgspec.structs import replace

from kztui.extract.mention import PlaceMention
from kztui.extract.ru.numbers import numeral
from kztui.extract.ru.places import find_places
from kztui.extract.ru.tokens import Analysed

_BREAKS = frozenset((",", ";"))
_PREPOSITIONS = frozenset(("в", "во", "на", "под", "близ", "у", "около", "возле"))
_DASHES = frozenset(("—", "–", "-"))
_OPENING = _BREAKS | _DASHES
_COUNTED = 5
"""Tokens of a number with its noun."""

_LEAD = 8
"""Tokens between a break and the name of the place that opens what follows it."""


def parts(sentence: Analysed) -> Iterator[Analysed]:
    """Yield a sentence, or the stretches of it that each say what happened in a place of their own."""
    words = sentence.words
    if _OPENING.isdisjoint(words) or len([word for word in words if word in _PREPOSITIONS]) < 2:
        yield sentence
        return
    first = 0
    for cut in _cuts(sentence):
        yield _stretch(sentence, first, cut)
        first = cut
    yield _stretch(sentence, first, len(sentence.words)) if first else sentence


def _cuts(sentence: Analysed) -> Iterator[int]:
    """Yield the tokens after the breaks between two places that something is said of."""
    places = [place for place in find_places(sentence) if place.relation in ("at", "near") and place.governed]
    for one, other in pairwise(places):
        cut = _elliptical(sentence, other)
        if one.last < cut:
            yield cut
            continue
        cut = _break_before(sentence, other)
        if (
            one.last < cut
            and _tells(sentence, one.last, cut)
            and _tells(sentence, other.last, _end(places, other, sentence))
        ):
            yield cut


def _end(places: list[PlaceMention], place: PlaceMention, sentence: Analysed) -> int:
    return next((other.first for other in places if other.first > place.first), len(sentence.words))


def _break_before(sentence: Analysed, place: PlaceMention) -> int:
    """Return the token after the break that a place stands right behind, 0 when it stands behind none."""
    for index in range(place.first - 1, max(0, place.first - _LEAD), -1):
        if sentence.words[index] in _BREAKS:
            return index + 1
        if sentence.pos(index) not in ("PREP", "CONJ", "ADJF", "NOUN", "PRCL", "ADVB"):
            return 0
    return 0


def _elliptical(sentence: Analysed, place: PlaceMention) -> int:
    """Return the token after the "и" that opens "и двое — во вторник в Аягозе", 0 when there is none."""
    dash = next((i for i in range(place.first - 1, max(0, place.first - _LEAD), -1) if sentence.words[i] in _DASHES), 0)
    opened = next((i for i in range(dash - 1, max(0, dash - _COUNTED), -1) if sentence.words[i] in ("и", "а")), 0)
    counted = dash and opened and _counts(sentence, opened + 1, dash)
    return opened + 1 if counted and not _tells(sentence, dash, place.first) else 0


def _counts(sentence: Analysed, first: int, last: int) -> bool:
    """Return whether some tokens are a number of people and nothing else."""
    words = {sentence.pos(index) for index in range(first, last) if numeral(sentence, index) is None}
    return any(numeral(sentence, index) for index in range(first, last)) and words <= {"NOUN", "ADJF", "PRCL", "ADVB"}


def _tells(sentence: Analysed, first: int, last: int) -> bool:
    """Return whether a predicate or a number stands among some tokens."""
    return any(
        sentence.pos(index) in ("VERB", "PRTS", "NUMR") or sentence.words[index].isdecimal()
        for index in range(first, last)
    )


def _stretch(sentence: Analysed, first: int, last: int) -> Analysed:
    span = slice(first, last)
    return replace(
        sentence,
        start=sentence.starts[first],
        end=sentence.ends[last - 1],
        words=sentence.words[span],
        starts=sentence.starts[span],
        ends=sentence.ends[span],
        tags=sentence.tags[span],
        dateline=sentence.dateline if first == 0 else 0,
        read=sentence.read[span],
        small=sentence.small[span],
    )
