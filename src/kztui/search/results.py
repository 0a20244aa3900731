"""What a search gives back, whichever way it was made."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple, Protocol

from msgspec import Struct
from msgspec.structs import replace

from kztui.model.fact import Field
from kztui.model.precision import DatePrecision, PlacePrecision
from kztui.model.summary import Summary
from kztui.model.sums import addends
from kztui.search.query.highlight import Highlighter
from kztui.search.query.tokens import in_quotes


class Facet(Struct, frozen=True):
    """How many of the results have one value of a field, and the `query` text that keeps only these."""

    field: str
    value: str
    count: int
    query: str


class Tally(NamedTuple):
    """How many incidents there are in a stretch of days or at a place, and their dead and wounded by the best figures.

    An episode and its parts add up once (`kztui.model.sums`), where the episode is.
    """

    incidents: int = 0
    killed: int = 0
    wounded: int = 0

    def plus(self, other: "Tally", sign: int = 1) -> "Tally":
        """Return both together, or without the other one where the `sign` is -1."""
        return Tally(*(mine + sign * theirs for mine, theirs in zip(self, other, strict=True)))


class Spot(NamedTuple):
    """A place with the number of its incidents; `exact` is False for a region or a country."""

    name: str
    lat: float
    lon: float
    incidents: int
    exact: bool = True


FACETS = ("year", "type", "region", "source", "tag")
"""The fields whose values are counted unless others are asked for, in this order."""


class Results(Protocol):
    """The incidents that a query found, in order. Rows are fetched when asked for."""

    @property
    def count(self) -> int:
        """How many incidents were found."""

    @property
    def told(self) -> int:
        """How many of them, the first ones, are told in the searched words: in title, place, facts, notes and the
        sentences that state the facts. The others have the words elsewhere in their reports.
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

    def tally(self, edges: Sequence[date], least_exact: int = DatePrecision.YEAR) -> list[Tally]:
        """Return what began between each two neighbouring days of `edges` (in order, the second exclusive).

        Dates that are less exact than `least_exact` (UCDP's date_prec) are left out.
        """

    def total(self) -> Tally:
        """Return how many there are, with their dead and wounded."""

    def spots(self) -> list[Spot]:
        """Return the places of the results, those with most incidents first."""

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


def tally_rows(rows: Iterable[Summary], edges: Sequence[date], least_exact: int) -> list[Tally]:
    """Return what began between the days of `edges`, by looking at each row."""
    rows = list(rows)
    found = [Tally() for _ in edges[1:]]
    for row, one in zip(rows, _tallies(rows), strict=True):
        day = row.date.start if row.date and row.date.prec <= least_exact else None
        at = bisect_right(edges, day) - 1 if day else -1
        if 0 <= at < len(found):
            found[at] = found[at].plus(one)
    return found


def total_of(rows: Iterable[Summary]) -> Tally:
    """Return how many rows there are, with their dead and wounded."""
    found = Tally()
    for one in _tallies(list(rows)):
        found = found.plus(one)
    return found


def _tallies(rows: Sequence[Summary]) -> Iterator[Tally]:
    """Yield what each row adds to a sum over them all."""
    killed, wounded = (addends(rows, field) for field in (Field.KILLED, Field.WOUNDED))
    return (Tally(1, killed.get(row.id, 0), wounded.get(row.id, 0)) for row in rows)


def alone(row: Summary) -> Summary:
    """Return a row as one that is a part of no other."""
    return replace(row, part_of="")


def spots_of_rows(rows: Iterable[Summary]) -> list[Spot]:
    """Return the places of rows, those with most incidents first."""
    places = (row.place for row in rows)
    return together(
        Spot(place.name, round(place.lat, 4), round(place.lon, 4), 1, place.prec < PlacePrecision.REGION)
        for place in places
        if place is not None and place.lat is not None and place.lon is not None
    )


def together(spots: Iterable[Spot]) -> list[Spot]:
    """Return each place once, with all of its incidents, those with most incidents first."""
    found: dict[tuple[float, float], Spot] = {}
    for spot in spots:
        before = found.get((spot.lat, spot.lon), spot._replace(incidents=0))
        there = before.incidents + spot.incidents
        found[spot.lat, spot.lon] = before._replace(incidents=there, exact=before.exact or spot.exact)
    return sorted(found.values(), key=lambda spot: (-spot.incidents, spot.name))
