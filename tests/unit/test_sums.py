"""Sums count an episode and its parts once, by whichever come to more."""

from datetime import date
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztui.model.fact import DateSpan, Field, Place
from kztui.model.figures import CountFigure
from kztui.model.summary import Summary
from kztui.model.sums import addends
from kztui.present.map import spots
from kztui.present.periods import periods
from kztui.search.results import Tally, tally_rows, total_of


def row(name: str, killed: int | None = None, wounded: int | None = None, of: str = "", month: int = 1) -> Summary:
    counts = {
        field: CountFigure(number, number, number)
        for field, number in ((Field.KILLED, killed), (Field.WOUNDED, wounded))
        if number is not None
    }
    day = date(2022, month, 5)
    return Summary(
        name, date=DateSpan(day, day, 1), place=Place("X", "KZ", lat=50.0, lon=57.0), counts=counts, part_of=of
    )


def test_each_field_of_an_episode_adds_what_is_more() -> None:
    assert total_of([row("unrest", 1), row("fight", 2, 4, of="unrest")]) == Tally(2, 2, 4)
    assert total_of([row("unrest", 9, 1), row("fight", 2, 4, of="unrest")]) == Tally(2, 9, 4)
    assert total_of([row("unrest", 9, 4), row("fight", 9, 4, of="unrest")]) == Tally(2, 9, 4)
    assert total_of([row("unrest"), row("fight", 2, of="unrest"), row("raid", 3, of="unrest")]) == Tally(3, 5, 0)


def test_a_part_counts_by_itself_where_its_episode_was_not_found() -> None:
    assert total_of([row("fight", 2, 4, of="unrest"), row("raid", 3)]) == Tally(2, 5, 4)


def test_parts_have_parts() -> None:
    rows = [row("unrest", 5), row("day", 1, of="unrest"), row("fight", 4, of="day"), row("raid", 3, of="day")]
    for order in permutations(rows):
        assert addends(order, Field.KILLED) == {"unrest": 7}


def test_parts_of_each_other_are_counted_once() -> None:
    rows = [row("one", 2, of="other"), row("other", 3, of="one"), row("itself", 4, of="itself")]
    assert total_of(rows) == Tally(3, 7, 0)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=8))
def test_no_figure_is_lost_and_none_counted_twice(told: list[tuple[int, int]]) -> None:
    rows = [row(f"{at}", number, of=f"{of}") for at, (number, of) in enumerate(told)]
    numbers = [number for number, _ in told]
    assert max(numbers, default=0) <= sum(addends(rows, Field.KILLED).values()) <= sum(numbers)


ROWS = [row("unrest", 1, month=1), row("fight", 2, 4, of="unrest", month=2), row("raid", 3, month=2)]


def test_an_episode_counts_in_its_own_stretch_and_place() -> None:
    edges = [date(2022, month, 1) for month in (1, 2, 3)]
    assert tally_rows(ROWS, edges, 5) == [Tally(1, 2, 4), Tally(2, 3, 0)]
    assert [(one.name, one.killed) for one in periods(ROWS)] == [("2022-02", 3), ("2022-01", 2)]
    assert [spot.killed for spot in spots(ROWS)] == [5]


@pytest.mark.parametrize("depth", [5_000])
def test_a_long_chain_of_parts_is_counted(depth: int) -> None:
    rows = [row(f"{at}", 1, of=f"{at - 1}") for at in range(depth)]
    assert total_of(rows) == Tally(depth, 1, 0)
