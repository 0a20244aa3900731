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
        either = isinstance(parse(query).tree, AnyOf)
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


def _literal(condition: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\S){re.escape(condition)}(?!\S)")


def _goes_on(query: str, last: Token) -> bool:
    """Return whether a query ends in a word that is not finished."""
    unfinished = last.mark is Mark.TERM and last.end == len(query) and not last.quoted and not last.value.endswith("*")
    holds_words = not last.name or (FIELDS[last.name].operand is Operand.WORDS and last.operator != "=")
    return unfinished and holds_words
