"""Figures follow from facts: wholes and parts, bounds, zeros, copies, policies."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from kztui.model.annotation import AnnotationKind, Target, Verdict, annotation
from kztui.model.claims import reason
from kztui.model.fact import DateSpan, Evidence, Fact, Field, Hedge, Place, Qualifier, Scope, Side, Value, fact_id
from kztui.model.figures import (
    TOWN_PREC,
    Policy,
    count_figure,
    date_figure,
    place_figure,
    side_figures,
)
from kztui.model.incident import Incident
from kztui.model.report import Source
from kztui.model.summary import summarize

LATER = {"r-wire": 1, "r-post": 2, "r-late": 3, "r-review": 30}
SOURCES = {
    report: Source(report, publisher=report[2:].title(), published=date(2016, 6, n)) for report, n in LATER.items()
}


MONTH, DAY, NEXT = (
    DateSpan(date(2016, 5, 1), date(2016, 5, 31), 4),
    DateSpan(date(2016, 5, 29), date(2016, 5, 29), 1),
    DateSpan(date(2016, 5, 30), date(2016, 5, 30), 1),
)


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


def test_victims_are_of_the_security_forces_or_civilians() -> None:
    victims = says("r-wire", 8, side=Side.VICTIM)
    soldiers = says("r-wire", 3, side=Side.SECURITY, scope=Scope.PART)
    assert killed(victims, soldiers, says("r-wire", 18, side=Side.PERPETRATOR)) == (26, 26, 26)


ATTACKERS, VICTIMS = says("r-wire", 13, side=Side.PERPETRATOR), says("r-post", 8, side=Side.VICTIM)


def test_a_count_of_one_side_is_a_part_where_another_report_tells_more() -> None:
    assert killed(ATTACKERS, VICTIMS, says("r-late", 19)) == (19, 19, 19)
    both = says("r-late", 12, side=Side.PERPETRATOR), says("r-late", 6, side=Side.VICTIM)
    assert killed(ATTACKERS, VICTIMS, *both) == (18, 18, 18)
    assert killed(says("r-post", 0, side=Side.CIVILIAN), says("r-late", 2, side=Side.SECURITY)) == (2, 2, 2)


def test_a_count_of_one_side_is_all_while_no_report_tells_more() -> None:
    assert killed(ATTACKERS, at_least("r-post", 2)) == (13, 13, 13)
    assert killed(ATTACKERS, says("r-post", 5, side=Side.PERPETRATOR)) == (5, 5, 13)
    assert killed(VICTIMS) == (8, 8, 8)


@pytest.mark.parametrize("unknown", [Side.UNKNOWN, Side.TOTAL])
def test_a_count_with_people_of_no_known_side_is_not_of_one_side(unknown: Side) -> None:
    told = says("r-wire", 4, side=Side.PERPETRATOR), says("r-wire", 3, scope=Scope.PART, side=unknown)
    assert killed(*told, says("r-post", 9)) == (9, 7, 9)


def sides(*facts: Fact) -> dict[Side, tuple[int, int, int | None]]:
    """Return best, low and high of the killed of each side."""
    figures = side_figures(facts, Field.KILLED, SOURCES)
    return {side: (one.best, one.low, one.high) for side, one in figures.items()}


def test_each_side_has_a_figure() -> None:
    told = ATTACKERS, VICTIMS, says("r-late", 18, side=Side.PERPETRATOR), says("r-late", 7, side=Side.VICTIM)
    assert sides(*told) == {Side.PERPETRATOR: (18, 13, 18), Side.VICTIM: (7, 7, 8)}
    soldiers = says("r-post", 3, side=Side.SECURITY, scope=Scope.PART)
    assert sides(*told, soldiers)[Side.SECURITY] == (3, 3, 3)
    assert sides(says("r-post", 3, side=Side.SECURITY)) == {Side.SECURITY: (3, 3, 3)}
    assert side_figures([says("r-wire", 3, Field.ARRESTED, side=Side.PERPETRATOR)], Field.ARRESTED, SOURCES) == {}


def test_parts_of_a_side_beside_a_total_are_a_least_number() -> None:
    total = says("r-wire", 8)
    policemen = says("r-wire", 2, scope=Scope.PART, side=Side.SECURITY)
    assert sides(total, policemen) == {Side.SECURITY: (2, 2, None)}
    assert sides(total, policemen, says("r-wire", 6, scope=Scope.PART, side=Side.CIVILIAN)) == {
        Side.SECURITY: (2, 2, 2), Side.CIVILIAN: (6, 6, 6)
    }  # fmt: skip
    more = says("r-post", 5, scope=Scope.PART, side=Side.SECURITY), says("r-post", 9)
    assert sides(total, policemen, *more) == {Side.SECURITY: (5, 5, None)}


def test_zero_is_a_statement() -> None:
    assert killed(says("r-wire", 0)) == (0, 0, 0)


def test_bounds_leave_their_end_open() -> None:
    assert killed(at_least("r-wire", 20)) == (20, 20, None)
    assert killed(says("r-wire", 20, qualifier=Qualifier.AT_MOST)) == (20, 0, 20)
    assert killed(says("r-wire", 4, qualifier=Qualifier.RANGE, value_max=6)) == (4, 4, 6)


def test_two_exact_totals_of_one_report_are_rivals_whoever_is_quoted() -> None:
    figure = count_figure([says("r-wire", 1), says("r-wire", 3)], Field.KILLED, SOURCES)
    assert figure
    assert (figure.low, figure.high, figure.conflict, figure.sources) == (1, 3, True, 1)
    told = [says("r-wire", 3), at_least("r-wire", 3), says("r-wire", 4, qualifier=Qualifier.ABOUT)]
    assert not getattr(count_figure(told, Field.KILLED, SOURCES), "conflict", True)


def test_an_authority_outweighs_what_is_published_later() -> None:
    told = says("r-wire", 9, official=True), says("r-late", 12)
    assert killed(*told) == (9, 9, 12)
    assert reason(told, Field.KILLED, SOURCES) == "the latest statement of an authority: Wire, 1 June 2016"


def test_an_authority_outweighs_others_for_a_week_only() -> None:
    told = says("r-wire", 9, official=True), says("r-late", 12), says("r-review", 11)
    assert killed(*told) == (11, 9, 12)
    assert reason(told, Field.KILLED, SOURCES) == "the latest statement: Review, 30 June 2016"
    assert killed(*told, says("r-post", 10, official=True)) == (11, 10, 12)
    assert killed(*told[:2]) == (9, 9, 12)


def test_a_bound_gives_way_to_the_last_number_within_it() -> None:
    told = at_least("r-wire", 20, official=True), says("r-post", 25), says("r-late", 8)
    assert killed(*told) == (25, 20, 25)
    assert reason(told, Field.KILLED, SOURCES) == "the latest statement within “20 or more”: Post, 2 June 2016"


@pytest.mark.parametrize("policy", Policy)
def test_a_least_number_is_never_lost(policy: Policy) -> None:
    assert killed(at_least("r-wire", 20, official=True), says("r-late", 8), policy=policy) == (20, 20, None)
    assert killed(at_least("r-wire", 5), says("r-late", 3, official=True), policy=policy) == (5, 5, None)


@pytest.mark.parametrize(("policy", "best"), [(Policy.CONSERVATIVE, 8), (Policy.HIGHEST, 25)])
def test_other_policies_take_the_lowest_or_the_highest(policy: Policy, best: int) -> None:
    told = says("r-wire", 20, official=True), says("r-post", 25), says("r-late", 8)
    assert killed(*told, policy=policy) == (best, 8, 25)


def test_a_lone_part_is_a_least_number_and_gives_way_to_a_whole() -> None:
    some = says("r-wire", 3, scope=Scope.PART)
    assert killed(some) == (3, 3, None)
    assert killed(some, says("r-post", 2)) == (2, 2, 2)
    assert killed(some, says("r-post", 7)) == (7, 7, 7)


def doubted(*facts: Fact, policy: Policy = Policy.LATEST_OFFICIAL) -> bool:
    """Return whether the number of the killed bears the sign of doubt."""
    return summarize(Incident("KZ-2016-0001", facts), SOURCES, policy=policy).doubts == ("killed",)


NINE_AND_ONE = says("r-wire", 9, side=Side.PERPETRATOR), says("r-wire", 1, side=Side.SECURITY)


def test_a_total_below_its_sides_gives_way_to_them_and_is_in_doubt() -> None:
    told = says("r-post", 9), *NINE_AND_ONE
    assert killed(*told) == (10, 9, 10)
    assert doubted(*told)
    assert reason(told, Field.KILLED, SOURCES) == "the least that the sides come to"
    assert not doubted(says("r-post", 10), *NINE_AND_ONE)
    assert killed(*told, policy=Policy.CONSERVATIVE) == (9, 9, 10)
    assert doubted(*told, policy=Policy.CONSERVATIVE)


def test_a_total_within_what_its_sides_may_come_to_stands_in_doubt() -> None:
    told = says("r-post", 10), *NINE_AND_ONE, says("r-late", 12, side=Side.PERPETRATOR)
    assert killed(*told) == (10, 10, 10)
    assert doubted(*told)


def test_one_side_alone_is_no_more_than_all() -> None:
    told = says("r-wire", 2, side=Side.SECURITY), says("r-post", 1)
    assert killed(*told) == (2, 1, 2)
    assert doubted(*told)
    assert not doubted(told[0], says("r-post", 2))
    assert not doubted(told[0], says("r-post", 3))


OFFICERS, ATTACKER = says("r-wire", 2, side=Side.SECURITY), says("r-post", 1, side=Side.PERPETRATOR)


def test_sides_that_different_reports_count_add_up() -> None:
    assert killed(OFFICERS, ATTACKER) == (3, 3, 3)
    assert not doubted(OFFICERS, ATTACKER)
    assert reason((OFFICERS, ATTACKER), Field.KILLED, SOURCES) == "the sum of both: perpetrators 1, victims 2"
    assert killed(OFFICERS, at_least("r-post", 4, side=Side.PERPETRATOR)) == (6, 6, None)
    assert killed(OFFICERS, says("r-late", 3, side=Side.SECURITY), ATTACKER) == (4, 3, 4)
    for policy, best in ((Policy.CONSERVATIVE, 3), (Policy.HIGHEST, 4)):
        assert killed(OFFICERS, says("r-late", 3, side=Side.SECURITY), ATTACKER, policy=policy) == (best, 3, 4)


def test_those_attacked_may_be_the_same_people_on_two_sides() -> None:
    guards = says("r-late", 7, side=Side.CIVILIAN)
    figure = count_figure((OFFICERS, guards), Field.KILLED, SOURCES)
    assert figure
    assert (figure.best, figure.low, figure.high, figure.conflict, figure.doubtful) == (7, 2, 7, True, True)
    figure = count_figure((OFFICERS, guards, ATTACKER), Field.KILLED, SOURCES)
    assert figure
    assert (figure.best, figure.low, figure.high, figure.conflict) == (8, 3, 8, True)


def test_sides_do_not_add_to_a_report_that_counts_them_all() -> None:
    both = says("r-late", 2, side=Side.SECURITY), says("r-late", 1, side=Side.PERPETRATOR)
    assert killed(OFFICERS, ATTACKER, *both) == (3, 3, 3)
    assert killed(OFFICERS, ATTACKER, says("r-late", 3)) == (3, 3, 3)
    assert killed(OFFICERS, ATTACKER, says("r-late", 5)) == (5, 5, 5)
    assert killed(OFFICERS, says("r-post", 4, side=Side.VICTIM)) == (4, 4, 4)


@pytest.mark.parametrize("side", [Side.UNKNOWN, Side.TOTAL])
def test_a_number_below_the_sides_of_its_report_is_of_further_people(side: Side) -> None:
    fourth = says("r-wire", 1, side=side)
    assert killed(OFFICERS, fourth) == (3, 2, 3)
    assert doubted(OFFICERS, fourth)
    assert killed(*NINE_AND_ONE, fourth) == (11, 10, 11)
    parts = (replace(one, scope=Scope.PART) for one in NINE_AND_ONE)
    assert killed(*parts, fourth) == (11, 10, 11)
    assert killed(OFFICERS, at_least("r-wire", 1, side=side)) == (2, 2, None)
    assert killed(OFFICERS, says("r-wire", 0, side=side)) == (2, 2, 2)
    assert killed(OFFICERS, fourth, policy=Policy.CONSERVATIVE) == (2, 2, 3)


def test_a_total_below_its_own_parts_gives_way_to_them() -> None:
    assert killed(*NINE_AND_ONE, says("r-wire", 9)) == (10, 9, 10)
    assert doubted(*NINE_AND_ONE, says("r-wire", 9))
    some = says("r-wire", 12, side=Side.PERPETRATOR, scope=Scope.PART)
    assert killed(some, says("r-wire", 10)) == (12, 10, 12)


def test_a_number_that_reaches_the_sides_of_its_report_is_the_total() -> None:
    for total in (3, 7):
        assert killed(OFFICERS, says("r-wire", total)) == (total, total, total)
        assert not doubted(OFFICERS, says("r-wire", total))
    assert killed(OFFICERS, says("r-wire", 1), says("r-wire", 7)) == (7, 1, 7)


def test_as_many_of_one_side_in_other_words_may_be_others() -> None:
    others = replace(says("r-wire", 2), evidence=Evidence("r-wire", 2, 90, 100, "two others"))
    assert killed(OFFICERS, others) == (2, 2, 2)
    assert doubted(OFFICERS, others)
    assert not doubted(OFFICERS, says("r-wire", 2)), "these are the same words"
    assert not doubted(replace(OFFICERS, scope=Scope.PART), others)
    one_each = says("r-wire", 1, side=Side.SECURITY), says("r-wire", 1, side=Side.CIVILIAN)
    assert not doubted(*one_each, others)


def test_totals_on_different_authorities_in_one_report_are_rivals() -> None:
    told = says("r-wire", 9, official=True, attributed_to="officials"), says("r-wire", 21, attributed_to="residents")
    figure = count_figure(told, Field.KILLED, SOURCES)
    assert figure is not None
    assert (figure.best, figure.low, figure.high, figure.sources, figure.conflict) == (9, 9, 21, 1, True)


def test_a_copy_is_no_second_source() -> None:
    copy = Source("r-post", publisher="Post", published=date(2016, 6, 2), copy_of="r-wire")
    figure = count_figure([says("r-wire", 5), says("r-post", 5)], Field.KILLED, {**SOURCES, "r-post": copy})
    assert figure is not None
    assert (figure.sources, figure.conflict) == (1, False)


def test_sources_that_differ_are_a_conflict() -> None:
    figure = count_figure([says("r-wire", 5), at_least("r-post", 7)], Field.KILLED, SOURCES)
    assert figure is not None
    assert (figure.sources, figure.conflict) == (2, True)


@pytest.mark.parametrize("other", [at_least("r-post", 10), at_least("r-post", 4), says("r-post", 10)])
def test_what_can_both_be_right_is_no_conflict(other: Fact) -> None:
    figure = count_figure([says("r-wire", 10), other], Field.KILLED, SOURCES)
    assert figure is not None
    assert (figure.best, figure.low, figure.high, figure.conflict) == (10, 10, 10, False)


def test_about_leaves_room_for_a_tenth() -> None:
    def differ(number: int) -> bool:
        told = says("r-wire", 100, qualifier=Qualifier.ABOUT), says("r-post", number)
        figure = count_figure(told, Field.KILLED, SOURCES)
        return figure is not None and figure.conflict

    assert [number for number in (89, 90, 110, 111) if differ(number)] == [89, 111]


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
    figure = date_figure([says("r-wire", MONTH, Field.DATE), says("r-post", DAY, Field.DATE)], SOURCES)
    assert figure is not None
    assert (figure.best, figure.conflict) == (DAY, False)
    figure = date_figure([says("r-wire", NEXT, Field.DATE), says("r-post", DAY, Field.DATE)], SOURCES)
    assert figure is not None
    assert figure.conflict


def test_the_day_that_most_sources_name_is_the_best() -> None:
    told = says("r-wire", DAY, Field.DATE), says("r-post", DAY, Field.DATE), says("r-late", NEXT, Field.DATE)
    figure = date_figure(told, SOURCES)
    assert figure is not None
    assert (figure.best, figure.conflict) == (DAY, True)
    figure = date_figure(told[1:], SOURCES)
    assert figure is not None
    assert figure.best == NEXT


def test_the_reason_for_a_date_or_place_is_said() -> None:
    told = says("r-wire", DAY, Field.DATE), says("r-post", NEXT, Field.DATE), says("r-late", DAY, Field.DATE)
    assert reason(told, Field.DATE, SOURCES) == "what 2 of 3 sources say"
    assert reason(told[:2], Field.DATE, SOURCES) == "the latest of those named as often: Post, 2 June 2016"
    assert reason([told[0], says("r-post", MONTH, Field.DATE)], Field.DATE, SOURCES) == "the most exact"
    assert reason([told[0], told[2]], Field.DATE, SOURCES) == "what all sources say"
    assert reason(told[:1], Field.DATE, SOURCES) == "what the only source says"
    town = [says(report, Place(report, "KZ"), Field.PLACE) for report in ("r-post", "r-wire")]
    assert reason(town, Field.PLACE, SOURCES) == "the first of those named as often: Post, 2 June 2016"
    assert reason(told, Field.PLACE, SOURCES) == ""


def test_a_day_after_its_publication_is_not_the_best() -> None:
    later = DateSpan(date(2016, 6, 9), date(2016, 6, 9), 1)
    figure = date_figure([says("r-wire", later, Field.DATE), says("r-wire", DAY, Field.DATE)], SOURCES)
    assert figure is not None
    assert (figure.best, figure.conflict) == (DAY, False)


def test_reports_that_share_a_day_do_not_contradict_each_other() -> None:
    figure = date_figure(
        [says("r-wire", one, Field.DATE) for one in (DAY, NEXT)] + [says("r-post", DAY, Field.DATE)], SOURCES
    )
    assert figure is not None
    assert not figure.conflict
    figure = date_figure(
        [says("r-wire", one, Field.DATE) for one in (NEXT, MONTH)] + [says("r-post", DAY, Field.DATE)], SOURCES
    )
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


@pytest.mark.parametrize(("prec", "differ"), [(TOWN_PREC, True), (TOWN_PREC + 1, False)])
def test_places_near_towns_apart_are_a_conflict_and_districts_are_none(prec: int, differ: bool) -> None:
    taraz, aktobe = Place("Taraz", "KZ", "", 42.9, 71.37, prec), Place("Aktobe", "KZ", "", 50.28, 57.2, prec)
    figure = place_figure([says("r-wire", aktobe, Field.PLACE), says("r-post", taraz, Field.PLACE)], SOURCES)
    assert figure is not None
    assert figure.conflict is differ


@pytest.mark.parametrize("prec", [1, 2])
def test_a_name_that_is_on_no_map_gives_way_to_a_town_that_is(prec: int) -> None:
    town, bare = Place("Taraz", "KZ", "Zhambyl", 42.9, 71.37, prec), Place("Qwyzz", prec=1)
    region = Place("Zhambyl", "KZ", "Zhambyl", 44.0, 72.0, 4)
    for told, best in (((bare, town), town), ((bare, region), bare), ((bare,), bare)):
        figure = place_figure([says("r-wire", one, Field.PLACE) for one in told], SOURCES)
        assert figure is not None
        assert figure.best == best


def test_the_town_that_most_sources_name_is_the_best() -> None:
    taraz, aktobe = Place("Taraz", "KZ", "Zhambyl", 42.9, 71.37, 1), Place("Aktobe", "KZ", "Aktobe", 50.28, 57.2, 1)
    told = says("r-wire", taraz, Field.PLACE), says("r-post", aktobe, Field.PLACE), says("r-late", aktobe, Field.PLACE)
    figure = place_figure(told, SOURCES)
    assert figure is not None
    assert (figure.best, figure.conflict) == (aktobe, True)
    figure = place_figure([*told, says("r-wire", aktobe, Field.PLACE)], SOURCES)
    assert figure is not None
    assert not figure.conflict


def test_a_summary_counts_the_sources_of_which_a_fact_stands() -> None:
    facts = says("r-wire", 5), says("r-post", 5), says("r-late", 6)
    copied = {**SOURCES, "r-post": Source("r-post", copy_of="r-wire")}
    assert summarize(Incident("KZ-2016-0001", facts), copied).reports == 2
    verdict = annotation(AnnotationKind.VERDICT, Target("KZ-2016-0001", facts[2].id), "ada", verdict=Verdict.REJECTED)
    assert summarize(Incident("KZ-2016-0001", facts), copied, [verdict]).reports == 1


@given(st.lists(st.tuples(st.integers(0, 40), st.sampled_from(Qualifier)), min_size=1, max_size=4), st.integers(0, 60))
def test_an_analysts_number_is_the_best_and_no_bound_is_lost(told: list[tuple[int, Qualifier]], number: int) -> None:
    facts = [says(report, n, qualifier=q) for report, (n, q) in zip(LATER, told, strict=False)]
    before = count_figure(facts, Field.KILLED, SOURCES)
    assert before
    after = before.set_to(number, "ann")
    assert (after.best, after.computed, after.set_by) == (number, before.best, "ann")
    assert after.low <= after.best
    assert after.high is None if before.high is None else after.high is not None and after.best <= after.high
    assert after.low <= before.low
