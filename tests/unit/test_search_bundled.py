"""Searching the bundled casebook agrees with counting its list."""

import json
from collections import Counter
from typing import Any

import pytest
from click.testing import CliRunner

from kztui.casebook import Casebook
from kztui.cli.program import kztui
from kztui.text.bundled import bundled


@pytest.fixture(scope="module")
def book() -> Casebook:
    """The bundled casebook."""
    return Casebook.open(bundled("incidents.json"))


@pytest.fixture(scope="module")
def listed() -> list[dict[str, Any]]:
    """What ``kztui list --json`` says of it."""
    result = CliRunner().invoke(kztui, ["list", "--json", "--casebook", str(bundled("incidents.json"))])
    return [json.loads(line) for line in result.stdout.splitlines()]


def _ids(book: Casebook, query: str) -> set[str]:
    found = book.search(query)
    return {row.id for row in found.rows(0, found.count)}


def test_every_spelling_of_kulsary_lists_the_same(book: Casebook) -> None:
    lists = [_ids(book, f"place:{name}") for name in ("Құлсары", "kulsary", "Qulsary", "Кульсары", "Kul'sary")]
    assert lists[0]
    assert all(found == lists[0] for found in lists)


def test_results_are_written_in_a_few_words(book: Casebook) -> None:
    assert len(repr(book.search())) < 500  # the screen's workers are described by what they are given, at each search


def test_figures_and_dates_agree_with_a_plain_count(book: Casebook, listed: list[dict[str, Any]]) -> None:
    expected = [
        row
        for row in listed
        if row["killed"]
        and row["killed"]["best"] >= 5
        and (row["date_start"] or "")[:4] <= "2012" <= (row["date_end"] or "")[:4]
    ]
    assert expected
    assert _ids(book, "killed:>=5 date:2012") == {row["id"] for row in expected}
    facets = book.search("killed:>=5 date:2012").facets()
    assert {facet.value: facet.count for facet in facets["type"]} == Counter(row["type"] for row in expected)
    assert [(facet.value, facet.count) for facet in facets["year"] if facet.value == "2012"] == [
        ("2012", len(expected))
    ]


def test_types_and_years_are_counted_as_the_list_shows_them(book: Casebook, listed: list[dict[str, Any]]) -> None:
    facets = book.search().facets()
    assert {facet.value: facet.count for facet in facets["type"]} == Counter(
        row["type"] for row in listed if row["type"]
    )
    assert sum(facet.count for facet in facets["region"]) <= len(listed)
    for facet in facets["year"]:
        within = [row for row in listed if (row["date_start"] or "")[:4] <= facet.value <= (row["date_end"] or "")[:4]]
        assert facet.count == len(within)


def test_the_distance_to_a_place_finds_what_lies_there(book: Casebook) -> None:
    near = _ids(book, "near:Kulsary<30km")
    assert _ids(book, "place:Kulsary has:coordinates ") <= near
    assert near < _ids(book, "near:Kulsary<1500km")


def test_a_typing_error_is_seen_through(book: Casebook) -> None:
    found = book.search("aktove ")
    assert found.message == "no aktove; showing aktobe"
    assert found.count == book.search("aktobe ").count
