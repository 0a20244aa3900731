"""The tokens of a query, with their positions in its text."""

import re
from collections.abc import Iterator
from enum import Enum

from msgspec import Struct

from kztui.errors import QueryError

_QUOTES = '"“”„«»'
_SPACE = re.compile(r"\s*")
_NAME = r"([A-Za-z]+(?:[._-][A-Za-z]+)*)(?::|(?=[<>]|=)|\s+(?=[<>=]=?\s*\d))"
_OPERATOR = r"(>=|<=|[<>=]?)(?:(?<=[<>=])\s+(?=\d))?"
"""An operator, and blanks between it and a number: "killed >= 5" is what "killed:>=5" is."""
_BARE = rf"[^\s(){_QUOTES}]*"
_QUOTED = rf"[{_QUOTES}]([^{_QUOTES}]*)[{_QUOTES}]"


def shortened(text: str) -> str:
    """Return `text` as a message can repeat it: at most 24 code points of it."""
    return text if len(text) <= 24 else text[:23] + "…"


def in_quotes(value: str) -> str:
    """Return `value` quoted, as it can follow a field's name. Quotes in it, which search ignores, become blanks."""
    return '"' + re.sub(f"[{_QUOTES}]", " ", value) + '"'


def field_name(written: str) -> str:
    """Return the name of a field as the table has it: letters in lower case, a hyphen as an underscore."""
    return written.lower().replace("-", "_")


class Mark(Enum):
    """What a token is."""

    OPEN = "("
    CLOSE = ")"
    MINUS = "-"
    OR = "OR"
    AND = "AND"
    NOT = "NOT"
    TERM = "term"


_MARKS = {mark.value: mark for mark in (Mark.OR, Mark.AND, Mark.NOT)}


class Token(Struct, frozen=True):
    """A piece of a query: code points `start` to `end`.

    A term is a word or a quoted phrase, with the `name` of a field if there is one. `value` is the text after the name
    and the `operator`, without its quotes; `tail` is what follows the quotes of a field's value.
    """

    mark: Mark
    start: int
    end: int
    value: str = ""
    name: str = ""
    operator: str = ""
    quoted: bool = False
    tail: str = ""
    value_start: int = 0


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of `text` in order. Raises QueryError for a quote that is not closed."""
    position = _skip(text, 0)
    while position < len(text):
        token = _next(text, position)
        yield token
        position = _skip(text, token.end)


def _skip(text: str, position: int) -> int:
    match = _SPACE.match(text, position)
    return match.end() if match else position


def _next(text: str, start: int) -> Token:
    character = text[start]
    if character in "()":
        return Token(Mark.OPEN if character == "(" else Mark.CLOSE, start, start + 1, character)
    if character == "-":
        return Token(Mark.MINUS, start, start + 1, "-")
    if name := re.compile(_NAME).match(text, start):
        return _field(text, name)
    if character in _QUOTES:
        quoted = _quoted(text, start)
        return Token(Mark.TERM, start, quoted.end(), quoted[1], quoted=True, value_start=start)
    end = _end_of_bare(text, start)
    word = text[start:end]
    return Token(_MARKS.get(word, Mark.TERM), start, end, word, value_start=start)


def _field(text: str, name: re.Match[str]) -> Token:
    """Return the term of a field: after its name a colon, an operator or both, and the value."""
    sign = re.compile(_OPERATOR).match(text, name.end())
    value_start = sign.end() if sign else name.end()
    operator = sign[1] if sign else ""
    if value_start < len(text) and text[value_start] in _QUOTES:
        quoted = _quoted(text, value_start)
        end = _end_of_bare(text, quoted.end())
        tail = text[quoted.end() : end]
        return Token(Mark.TERM, name.start(), end, quoted[1], field_name(name[1]), operator, True, tail, value_start)
    end = _end_of_bare(text, value_start)
    value = text[value_start:end]
    return Token(Mark.TERM, name.start(), end, value, field_name(name[1]), operator, value_start=value_start)


def _quoted(text: str, start: int) -> re.Match[str]:
    quoted = re.compile(_QUOTED).match(text, start)
    if quoted is None:
        raise QueryError("the quote is not closed", start)
    return quoted


def _end_of_bare(text: str, start: int) -> int:
    match = re.compile(_BARE).match(text, start)
    return match.end() if match else start
