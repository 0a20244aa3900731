"""What a search gives back, whichever way it was made."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from msgspec import Struct

from kztui.model.summary import Summary
from kztui.search.query.highlight import Highlighter
from kztui.search.query.tokens import in_quotes


class Facet(Struct, frozen=True):
    """How many of the results have one value of a field, and the `query` text that keeps only these."""

    field: str
    value: str
    count: int
    query: str


FACETS = ("year", "type", "region", "source", "tag")
"""The fields whose values are counted beside the results, in this order."""


class Results(Protocol):
    """The incidents that a query found, in order. Rows are fetched when asked for."""

    @property
    def count(self) -> int:
        """How many incidents were found."""

    @property
    def told(self) -> int:
        """How many of them, the first ones, are told in the searched words: in title, place, facts, notes and the
        paragraphs that state the facts. The others have the words elsewhere in their reports.
        """

    @property
    def order(self) -> str:
        """What the rows are sorted by: a word of `kztui.search.query.fields.ORDERS`, perhaps after a hyphen."""

    @property
    def query(self) -> str:
        """The text that asked for them."""

    @property
    def readings(self) -> tuple[str, ...]:
        """How each term of the query was understood, in words: "killed ≥ 5", "in 2012", "not riot"."""

    @property
    def message(self) -> str:
        """What the user must know about these results, such as that another spelling was tried; empty if nothing."""

    @property
    def milliseconds(self) -> float:
        """How long the search took."""

    @property
    def highlighter(self) -> Highlighter:
        """What finds the searched words in a text."""

    @property
    def words(self) -> tuple[str, ...]:
        """The searched words, folded."""

    def rows(self, start: int, stop: int) -> Sequence[Summary]:
        """Return the rows `start` to `stop` (exclusive), counted from 0."""

    def position(self, incident_id: str) -> int | None:
        """Return the row of an incident, or None when it was not found."""

    def numbered(self, first: int, stop: int) -> int:
        """Return how many have a number (`kztui.search.library.Library.numbers`) from `first` to before `stop`."""

    def among(self, incident_ids: Iterable[str]) -> set[str]:
        """Return those of these incidents that were found."""

    def facets(self, fields: Sequence[str] = FACETS) -> dict[str, list[Facet]]:
        """Return by field the counts of its values in all of the results, the largest first (years: the latest)."""


def facet(field: str, value: str, count: int) -> Facet:
    """Return the count of one value with the query text that keeps it."""
    return Facet(field, value, count, f"date:{value}" if field == "year" else f"{field}:={in_quotes(value)}")


def in_order(field: str, counts: dict[str, int]) -> list[Facet]:
    """Return the facets of one field from its `counts` by value."""
    pairs = sorted(counts.items(), key=lambda pair: pair[0], reverse=field == "year")
    if field != "year":
        pairs.sort(key=lambda pair: pair[1], reverse=True)
    return [facet(field, value, count) for value, count in pairs]
