"""Figures follow from facts: wholes and parts, bounds, zeros, copies, policies."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztui.model.claims import reason
from kztui.model.fact import DateSpan, Evidence, Fact, Field, Hedge, Place, Qualifier, Scope, Side, Value, fact_id
from kztui.model.figures import Policy, count_figure, date_figure, place_figure
from kztui.model.report import Source

LATER = {"r-wire": 1, "r-post": 2, "r-late": 3, "r-review": 30}
SOURCES = {
    report: Source(report, publisher=report[2:].title(), published=date(2016, 6, n)) for report, n in LATER.items()
}


def says(report: str, value: Value, field: Field = Field.KILLED, **more: Any) -> Fact:
    """Return a fact that a report states."""
    evidence = Evidence(report, 1, 0, 3, "six", "", "")
    return Fact(fact_id(field, evidence, value), field, value, evidence, **more)


def killed(*facts: Fact, policy: Policy = Policy.LATEST_OFFICIAL, sources: Mapping[str, Source] = SOURCES) -> object:
    """Return best, low and high of the killed, None when nobody states them."""
    figure = count_figure(facts, Field.KILLED, sources, policy)
    return figure and (figure.best, figure.low, figure.high)


def at_least(report: str, number: int, **more: Any) -> Fact:
    return says(report, number, qualifier=Qualifier.AT_LEAST, **more)


def test_a_part_never_adds_to_a_whole() -> None:
    assert killed(says("r-wire", 5), says("r-wire", 3, scope=Scope.PART)) == (5, 5, 5)


def test_parts_and_sides_add_up_where_no_whole_is_stated() -> None:
    guards = says("r-wire", 3, scope=Scope.PART, side=Side.SECURITY)
    attackers = says("r-wire", 4, side=Side.PERPETRATOR)
    assert killed(guards, attackers) == (7, 7, 7)
    assert killed(guards, at_least("r-wire", 4, side=Side.PERPETRATOR)) == (7, 7, None)


@pytest.mark.parametrize("more", [{"scope": Scope.AGGREGATE}, {"hedge": Hedge.DENIED}])
def test_aggregates_and_denials_state_nothing(more: dict[str, Any]) -> None:
    assert killed(says("r-wire", 50, **more)) is None


def test_zero_is_a_statement() -> None:
    assert killed(says("r-wire", 0)) == (0, 0, 0)


def test_bounds_leave_their_end_open() -> None:
    assert killed(at_least("r-wire", 20)) == (20, 20, None)
    assert killed(says("r-wire", 20, qualifier=Qualifier.AT_MOST)) == (20, 0, 20)
    assert killed(says("r-wire", 4, qualifier=Qualifier.RANGE, value_max=6)) == (4, 4, 6)


def test_an_authority_outweighs_what_is_published_later() -> None:
    told = says("r-wire", 9, official=True), says("r-late", 12)
    assert killed(*told) == (9, 9, 12)
    assert reason(told, Field.KILLED, SOURCES) == "the latest statement of an authority: Wire, 1 June 2016"


def test_an_authority_outweighs_others_for_a_week_only() -> None:
    told = says("r-wire", 9, official=True), says("r-late", 12), says("r-review", 11)
    assert killed(*told) == (11, 9, 12)
    assert reason(told, Field.KILLED, SOURCES) == "the latest statement: Review, 30 June 2016"
    assert killed(*told, says("r-post", 10, official=True)) == (11, 9, 12)
    assert killed(*told[:2]) == (9, 9, 12)


def test_a_bound_gives_way_to_the_last_number_within_it() -> None:
    told = at_least("r-wire", 20, official=True), says("r-post", 25), says("r-late", 8)
    assert killed(*told) == (25, 8, 25)
    assert reason(told, Field.KILLED, SOURCES) == "the latest statement within “20 or more”: Post, 2 June 2016"
    assert killed(at_least("r-wire", 20, official=True), says("r-late", 8)) == (20, 8, None)


@pytest.mark.parametrize(("policy", "best"), [(Policy.CONSERVATIVE, 8), (Policy.HIGHEST, 25)])
def test_other_policies_take_the_lowest_or_the_highest(policy: Policy, best: int) -> None:
    told = says("r-wire", 20, official=True), says("r-post", 25), says("r-late", 8)
    assert killed(*told, policy=policy) == (best, 8, 25)


def test_a_copy_is_no_second_source() -> None:
    copy = Source("r-post", publisher="Post", published=date(2016, 6, 2), copy_of="r-wire")
    figure = count_figure([says("r-wire", 5), says("r-post", 5)], Field.KILLED, {**SOURCES, "r-post": copy})
    assert figure is not None
    assert (figure.sources, figure.conflict) == (1, False)


def test_sources_that_differ_are_a_conflict() -> None:
    figure = count_figure([says("r-wire", 5), at_least("r-post", 2)], Field.KILLED, SOURCES)
    assert figure is not None
    assert (figure.sources, figure.conflict) == (2, True)


@given(
    st.lists(st.tuples(st.sampled_from(sorted(LATER)), st.integers(0, 500), st.sampled_from(Qualifier), st.booleans()))
)
def test_the_best_number_lies_within_its_bounds(told: list[tuple[str, int, Qualifier, bool]]) -> None:
    facts = [says(r, n, qualifier=q, value_max=n + 2, official=official) for r, n, q, official in told]
    for policy in Policy:
        figure = count_figure(facts, Field.KILLED, SOURCES, policy)
        assert (figure is None) == (not told)
        assert figure is None or figure.low <= figure.best <= (figure.best if figure.high is None else figure.high)


def test_the_most_precise_date_is_the_best_and_days_apart_are_a_conflict() -> None:
    month, day, other = (
        DateSpan(date(2016, 6, 1), date(2016, 6, 30), 4),
        DateSpan(date(2016, 6, 5), date(2016, 6, 5), 1),
        DateSpan(date(2016, 6, 6), date(2016, 6, 6), 1),
    )
    figure = date_figure([says("r-wire", month, Field.DATE), says("r-post", day, Field.DATE)], SOURCES)
    assert figure is not None
    assert (figure.best, figure.conflict) == (day, False)
    figure = date_figure([says("r-wire", other, Field.DATE), says("r-post", day, Field.DATE)], SOURCES)
    assert figure is not None
    assert figure.conflict


def test_the_most_precise_place_is_the_best_and_towns_apart_are_a_conflict() -> None:
    region, taraz, aktobe = (
        Place("Zhambyl", "KZ", "Zhambyl", 44.0, 72.0, 4),
        Place("Taraz", "KZ", "Zhambyl", 42.9, 71.37, 1),
        Place("Aktobe", "KZ", "Aktobe", 50.28, 57.2, 1),
    )
    figure = place_figure([says("r-wire", region, Field.PLACE), says("r-post", taraz, Field.PLACE)], SOURCES)
    assert figure is not None
    assert (figure.best, figure.conflict) == (taraz, False)
    figure = place_figure([says("r-wire", aktobe, Field.PLACE), says("r-post", taraz, Field.PLACE)], SOURCES)
    assert figure is not None
    assert figure.conflict
