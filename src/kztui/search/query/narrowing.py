"""Adding a condition to a query that is written already, and taking it out again."""

import re

from kztui.errors import QueryError
from kztui.search.query.fields import FIELDS, Operand
from kztui.search.query.parser import parse
from kztui.search.query.tokens import Mark, Token, tokens
from kztui.search.query.tree import AnyOf


def holds(query: str, condition: str) -> bool:
    """Return whether a query has `condition`, literally."""
    return bool(_literal(condition).search(query))


def narrowed(query: str, condition: str) -> str:
    """Return the query that finds those incidents of `query` that meet `condition` too.

    A word that may go on keeps its star, and alternatives get parentheses. To a query that cannot be understood, the
    condition is merely added.
    """
    try:
        either = isinstance(parse(query).tree, AnyOf) and not re.fullmatch(r"\s*\([^()]*\)\s*", query)
        pieces = list(tokens(query))
    except QueryError:
        return f"{query} {condition}".strip()
    query += "*" if pieces and _goes_on(query, pieces[-1]) else ""
    if either:
        orders = [token for token in pieces if token.name == "sort"]
        for token in reversed(orders):
            query = query[: token.start] + query[token.end :]
        written = " ".join(f"sort:{token.value}" for token in orders)
        query = f"({query.strip()}) {written}".strip()
    return f"{query.strip()} {condition}".strip()


def widened(query: str, condition: str) -> str:
    """Return `query` without `condition`."""
    return " ".join(_literal(condition).sub("", query).split())


def chosen(query: str, field: str) -> list[str]:
    """Return the values of `field` that a query asks for as counts do: one alone, or alternatives in parentheses."""
    group = _group(field).search(query)
    return re.findall(_VALUES.get(field, _whole(field)), group[0]) if group else []


def without(query: str, field: str) -> str:
    """Return `query` without the values of `field` that `chosen` returns."""
    return " ".join(_group(field).sub("", query, count=1).split())


def switched(query: str, field: str, condition: str) -> str:
    """Return `query` with one more value of `field` as an alternative to those chosen, or without it if it is one.

    `condition` finds the value as counts do (``type:="riot"``).
    """
    held = chosen(query, field)
    kept = [one for one in held if one != condition] if condition in held else [*held, condition]
    if not held:
        return narrowed(query, condition)
    either = f"({' OR '.join(kept)})" if kept[1:] else "".join(kept)
    return " ".join(_group(field).sub(lambda match: either, query, count=1).split())


_VALUES = {
    "year": r"date:\d{4}",
    "verdict": r"(?:verdict:\w+|-has:verdict)",
    **{field: rf"{field}:\w+" for field in ("side", "dateprec", "placeprec")},
}


def _whole(field: str) -> str:
    """Return the pattern of a whole value."""
    return rf'{re.escape(field)}:="[^"]*"'


def _group(field: str) -> re.Pattern[str]:
    """Return what finds the chosen values of a field."""
    value = _VALUES.get(field, _whole(field))
    return re.compile(rf"(?<!\S)(?:{value}|\({value}(?: OR {value})+\))(?!\S)")


def _literal(condition: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\S){re.escape(condition)}(?!\S)")


def _goes_on(query: str, last: Token) -> bool:
    """Return whether a query ends in a word that is not finished."""
    unfinished = last.mark is Mark.TERM and last.end == len(query) and not last.quoted and not last.value.endswith("*")
    holds_words = not last.name or (FIELDS[last.name].operand is Operand.WORDS and last.operator != "=")
    return unfinished and holds_words
