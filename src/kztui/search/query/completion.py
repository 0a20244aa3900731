"""Completion: the fields and values that can follow in a query that is being typed."""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from msgspec import Struct

from kztui.search.query.fields import FIELDS, Operand, QueryField
from kztui.search.query.tokens import field_name, in_quotes
from kztui.text.fold import fold

MOST = 50
"""The most suggestions that are made."""

_VALUE = r'(?:^|[\s(-])(([a-z]+(?:[._-][a-z]+)*):(=?)(?:"([^"]*)|([^\s"]*)))$'
_NAME = r"(?:^|[\s(-])([a-z]{2,}(?:[._-][a-z]*)*)$"


class Completion(Struct, frozen=True):
    """What can replace the code points `start` to `end` of a query: `text`, shown as `label`.

    `count` is how many incidents have the value; None for a field, about which `meaning` says more.
    """

    label: str
    text: str
    start: int
    end: int
    count: int | None = None
    meaning: str = ""


def suggest(query: str, position: int, values: Callable[[str], Mapping[str, int]]) -> list[Completion]:
    """Return what can complete `query` at the code point `position`, the most frequent first.

    `values` gives the values of a field with the numbers of their incidents.
    """
    before = query[:position]
    if match := re.search(_VALUE, before, re.IGNORECASE):
        field = FIELDS.get(field_name(match[2]))
        return _values(field, match, values) if field else []
    if match := re.search(_NAME, before, re.IGNORECASE):
        typed = field_name(match[1])
        return [
            Completion(f"{field.name}:", f"{field.name}:", match.start(1), match.end(1), meaning=field.meaning)
            for field in sorted(FIELDS.values(), key=lambda field: len(field.name))
            if field.name.startswith(typed)
        ]
    return []


def _values(field: QueryField, match: re.Match[str], values: Callable[[str], Mapping[str, int]]) -> list[Completion]:
    counts: Mapping[str, int | None]
    typed = match[4] or match[5] or ""
    if field.operand is Operand.ORDER:
        signed = [order for name in field.choices for order in (f"-{name}", name)]
        counts = dict.fromkeys(order for order in signed if order != "-relevance")
    elif field.operand is Operand.CHOICE:
        counts = dict.fromkeys(field.choices)
    elif field.operand in (Operand.WORDS, Operand.NEAR):
        counts = values("place" if field.operand is Operand.NEAR else field.name)
    else:
        return []
    literal = field.operand in (Operand.ORDER, Operand.CHOICE)
    fits = str.startswith if literal else _fits
    fitting = [(value, count) for value, count in counts.items() if fits(value, typed.lower())]
    fitting.sort(key=lambda pair: (-(pair[1] or 0), pair[0] if pair[1] else ""))
    start, end = match.span(1)
    return [
        Completion(value, f"{field.name}:{match[3]}{_quoted(value)} ", start, end, count)
        for value, count in fitting[:MOST]
    ]


def _fits(value: str, typed: str) -> bool:
    start = fold(typed)
    if not start:
        return value.startswith(typed.strip())
    return f" {start}" in _folded(value)


@lru_cache(maxsize=20_000)
def _folded(value: str) -> str:
    return f" {fold(value)}"


def _quoted(value: str) -> str:
    return in_quotes(value) if re.search(r'[\s()"“”„«»]', value) else value
