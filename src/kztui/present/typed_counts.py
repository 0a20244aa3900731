"""Numbers of people as an analyst types them: "6", "six", "about 6", "at least 2", "2 to 4", "9+", "none"."""

import re
from typing import NamedTuple

from kztui.errors import DecisionError
from kztui.model.fact import Qualifier

_SMALL = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_NOBODY = ("none", "nobody", "no one", "no-one")
_NUMBER = rf"([0-9]{{1,9}}|[0-9]{{1,3}}(?:[ ,][0-9]{{3}})+|{'|'.join(_SMALL)})"
_RANGE = re.compile(rf"(?:between |from )?{_NUMBER} ?(?:to|and|-|–|—|\.\.) ?{_NUMBER}")
_BOUNDS = (
    (
        re.compile(rf"(?:at least|no fewer than|no less than|>=|≥) ?{_NUMBER}|{_NUMBER} ?(?:\+|or more)"),
        Qualifier.AT_LEAST,
        0,
    ),
    (re.compile(rf"(?:more than|over|>) ?{_NUMBER}"), Qualifier.AT_LEAST, 1),
    (re.compile(rf"(?:at most|up to|no more than|<=|≤) ?{_NUMBER}"), Qualifier.AT_MOST, 0),
    (re.compile(rf"(?:fewer than|less than|under|<) ?{_NUMBER}"), Qualifier.AT_MOST, -1),
    (re.compile(rf"(?:about|around|some|roughly|approximately|nearly|almost|c\.|~) ?{_NUMBER}"), Qualifier.ABOUT, 0),
    (re.compile(_NUMBER), Qualifier.NONE, 0),
)


class Count(NamedTuple):
    """A number of people, and how it bounds the truth; `most` is the upper end of a range."""

    number: int
    qualifier: Qualifier = Qualifier.NONE
    most: int | None = None


def typed_count(text: str) -> Count:
    """Return the number that `text` says. Raises DecisionError with one line that says what is wanted."""
    words = " ".join(text.lower().split())
    if words in _NOBODY:
        return Count(0)
    if match := _RANGE.fullmatch(words):
        low, high = _number(match[1]), _number(match[2])
        if low < high:
            return Count(low, Qualifier.RANGE, high)
    for form, qualifier, step in _BOUNDS:
        if match := form.fullmatch(words):
            number = _number(next(filter(None, match.groups()))) + step
            if number >= 0:
                return Count(number, qualifier)
    raise DecisionError(f"“{text.strip()}” is not a number of people: write 6, about 6, at least 2, 2 to 4 or none")


def count_text(count: Count) -> str:
    """Return a number as `typed_count` reads it."""
    if count.qualifier is Qualifier.RANGE and count.most is not None:
        return f"{count.number} to {count.most}"
    words = {Qualifier.AT_LEAST: "at least ", Qualifier.AT_MOST: "at most ", Qualifier.ABOUT: "about "}
    return f"{words.get(count.qualifier, '')}{count.number}"


def _number(word: str) -> int:
    return _SMALL.index(word) if word in _SMALL else int(re.sub("[ ,]", "", word))
