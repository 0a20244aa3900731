"""Tolls over time: a later number replaces an earlier one of the same voice, others contradict each other."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztui.model.claims import reason
from kztui.model.fact import Evidence, Fact, Field, Qualifier, Scope, Side, fact_id
from kztui.model.figures import CountFigure, Policy, count_figure
from kztui.model.history import history, known_on
from kztui.model.report import Source

FIRST = date(2019, 3, 4)
POLICE: dict[str, Any] = {"attributed_to": "police", "official": True}
MINISTRY: dict[str, Any] = {"attributed_to": "Interior Ministry", "official": True}
PARTY: dict[str, Any] = {"attributed_to": "the Altyn Dala party"}


class Book:
    """Reports as they come in, each with what it says of the killed."""

    def __init__(self) -> None:
        self.facts: list[Fact] = []
        self.sources: dict[str, Source] = {}

    def report(
        self, day: int, publisher: str, number: int, *, source: dict[str, Any] | None = None, **more: Any
    ) -> str:
        """Add a report published `day` days after the first; return its id."""
        report = f"r-{len(self.sources)}"
        self.sources[report] = Source(report, publisher, FIRST + timedelta(day), **(source or {}))
        evidence = Evidence(report, 1, 0, 3, "six")
        self.facts.append(Fact(fact_id(Field.KILLED, evidence, number), Field.KILLED, number, evidence, **more))
        return report

    @property
    def figure(self) -> CountFigure:
        found = count_figure(self.facts, Field.KILLED, self.sources)
        assert found is not None
        return found

    @property
    def shown(self) -> tuple[int, int, int | None, bool, bool]:
        """Best, low, high, whether there is a conflict, whether there is a history."""
        one = self.figure
        return one.best, one.low, one.high, one.conflict, one.history


def test_a_toll_that_rises_by_its_own_words_is_a_history() -> None:
    book = Book()
    for day, (publisher, number) in enumerate((("Steppe", 3), ("Lake", 5), ("Hill", 9))):
        book.report(day, publisher, number, updates=True)
    assert book.shown == (9, 9, 9, False, True)
    assert [(step.day, step.figure.best) for step in history(book.facts, Field.KILLED, book.sources)] == [
        (FIRST, 3), (FIRST + timedelta(1), 5), (FIRST + timedelta(2), 9)
    ]  # fmt: skip
    second = count_figure(known_on(book.facts, book.sources, FIRST + timedelta(1)), Field.KILLED, book.sources)
    assert second is not None
    assert (second.best, second.conflict) == (5, False)


def test_voices_that_cannot_both_be_right_conflict_whatever_their_days() -> None:
    book = Book()
    book.report(0, "Steppe", 14, **MINISTRY)
    book.report(5, "Steppe", 64, **PARTY)
    assert book.shown == (14, 14, 64, True, False)
    book.report(60, "Lake", 70, **PARTY)
    assert book.figure.conflict


def test_near_the_same_words_under_another_name_are_another_voice() -> None:
    book = Book()
    book.report(0, "Steppe", 7)
    book.report(1, "Lake", 8)
    assert book.shown == (8, 7, 8, True, False)


@pytest.mark.parametrize("later", [5, 9])
def test_a_voice_raises_and_corrects_its_own_number(later: int) -> None:
    book = Book()
    book.report(0, "Steppe", 7)
    book.report(1, "STEPPE", later)
    assert book.shown == (later, later, later, False, True)


@pytest.mark.parametrize("later", [5, 9])
def test_an_authority_raises_and_corrects_its_number_through_any_publisher(later: int) -> None:
    book = Book()
    book.report(0, "Steppe", 7, **MINISTRY)
    book.report(1, "Lake", later, attributed_to="Interior Ministry spokesman Talgat Omarov", official=True)
    assert book.shown == (later, later, later, False, True)


def test_one_authority_quoted_otherwise_by_two_publishers_on_one_day_is_a_conflict() -> None:
    book = Book()
    book.report(0, "Steppe", 5, **MINISTRY)
    book.report(0, "Lake", 3, **MINISTRY)
    assert book.shown == (5, 3, 5, True, False)
    book.report(1, "Hill", 6, **MINISTRY)
    assert book.shown == (6, 6, 6, False, True)


def test_one_publisher_raises_its_number_within_a_day() -> None:
    book = Book()
    book.report(0, "Steppe", 5, **MINISTRY)
    book.report(0, "Steppe", 7, **MINISTRY)
    assert book.shown == (7, 7, 7, False, True)


def test_the_state_raises_the_toll_but_does_not_contradict_itself_unseen() -> None:
    book = Book()
    book.report(0, "Steppe", 7, **MINISTRY)
    book.report(2, "Lake", 9, **POLICE)
    assert book.shown == (9, 9, 9, False, True)
    book.report(3, "Hill", 8, attributed_to="the prosecutor", official=True)
    assert book.figure.conflict


def test_a_number_that_the_earlier_voice_takes_up_later_is_a_step() -> None:
    book = Book()
    book.report(0, "Steppe", 3)
    book.report(1, "Lake", 5)
    assert book.figure.conflict
    book.report(2, "Steppe", 6)
    assert book.shown == (6, 6, 6, False, True)


def test_a_number_above_what_the_earlier_voice_says_later_stays_a_rival() -> None:
    book = Book()
    book.report(0, "Steppe", 3)
    book.report(1, "Lake", 9)
    book.report(2, "Steppe", 6)
    assert book.shown == (6, 6, 9, True, True)


def test_the_settled_number_replaces_those_of_the_first_weeks_only() -> None:
    book = Book()
    book.report(0, "Steppe", 3)
    book.report(400, "Lake", 4)
    assert book.shown == (4, 4, 4, False, True)
    book.report(500, "Hill", 6)
    assert book.figure.conflict


def test_who_repeats_a_rivals_number_later_settles_nothing() -> None:
    book = Book()
    book.report(0, "Steppe", 5, **MINISTRY)
    book.report(1, "Lake", 13, **PARTY)
    book.report(150, "Hill", 13)
    assert book.shown == (5, 5, 13, True, False)
    book.report(151, "Dale", 14)
    assert book.shown == (14, 13, 14, True, True)


def test_a_revision_replaces_what_it_revises_on_the_same_day_and_without_one() -> None:
    book = Book()
    first = book.report(0, "Steppe", 10)
    book.report(0, "Lake", 8, source={"revises": first})
    assert book.shown == (8, 8, 8, False, True)


def test_a_vaguer_number_does_not_replace_an_exact_one() -> None:
    book = Book()
    book.report(0, "Steppe", 10)
    book.report(1, "Steppe", 10, qualifier=Qualifier.AT_LEAST)
    assert book.shown == (10, 10, 10, False, False)


def test_a_least_number_that_is_outgrown_is_a_history() -> None:
    book = Book()
    book.report(0, "Steppe", 20, qualifier=Qualifier.AT_LEAST)
    book.report(2, "Lake", 25)
    assert book.shown == (25, 25, 25, False, True)
    book.report(3, "Hill", 2, qualifier=Qualifier.AT_LEAST)
    assert book.shown == (25, 25, 25, False, True)


def test_a_least_number_below_what_is_known_is_no_history() -> None:
    book = Book()
    book.report(0, "Lake", 5)
    book.report(200, "Hill", 2, qualifier=Qualifier.AT_LEAST)
    assert book.shown == (5, 5, 5, False, False)


def test_one_camp_is_a_part_of_a_higher_total_but_both_camps_are_a_rival_to_it() -> None:
    book = Book()
    report = book.report(0, "Steppe", 5, side=Side.SECURITY)
    book.report(1, "Lake", 8)
    assert book.shown == (8, 8, 8, False, False)
    evidence = Evidence(report, 1, 9, 12, "two")
    book.facts.append(Fact("f-2", Field.KILLED, 2, evidence, side=Side.PERPETRATOR))
    assert book.shown == (8, 7, 8, True, False)


told = st.tuples(
    st.integers(0, 40),
    st.sampled_from(["Steppe", "Lake", "Hill"]),
    st.integers(0, 30),
    st.sampled_from(list(Qualifier)),
    st.sampled_from([{}, POLICE, MINISTRY, PARTY]),
    st.sampled_from([Side.UNKNOWN, Side.UNKNOWN, Side.SECURITY, Side.PERPETRATOR]),
    st.sampled_from([Scope.WHOLE, Scope.WHOLE, Scope.PART]),
    st.booleans(),
)


def book_of(reports: Sequence[tuple[Any, ...]]) -> Book:
    book = Book()
    for day, publisher, number, qualifier, said, side, scope, updates in reports:
        book.report(
            day, publisher, number, qualifier=qualifier, value_max=number + 2, side=side, scope=scope, updates=updates,
            **said,
        )  # fmt: skip
    return book


@given(st.lists(told, min_size=1, max_size=6), st.sampled_from(Policy))
def test_the_best_number_lies_between_low_and_high_and_no_bound_is_lost(reports: list[Any], policy: Policy) -> None:
    book = book_of(reports)
    figure = count_figure(book.facts, Field.KILLED, book.sources, policy)
    assert figure is not None
    assert figure.low <= figure.best
    assert figure.high is None or figure.best <= figure.high


@given(st.lists(told, min_size=1, max_size=5), st.randoms())
def test_the_order_of_the_reports_does_not_matter(reports: list[Any], random: Any) -> None:
    book = book_of(reports)
    before = book.figure
    random.shuffle(book.facts)
    assert book.figure == before


@given(st.lists(told, min_size=1, max_size=5), st.data(), st.integers(0, 9))
def test_a_copy_changes_nothing(reports: list[Any], data: st.DataObject, delay: int) -> None:
    book = book_of(reports)
    before = book.figure
    copied = data.draw(st.integers(0, len(reports) - 1))
    day, _, number, qualifier, said, side, scope, updates = reports[copied]
    book.report(
        day + delay, "Copyist", number, source={"copy_of": f"r-{copied}"}, qualifier=qualifier, value_max=number + 2,
        side=side, scope=scope, updates=updates, **said,
    )  # fmt: skip
    assert book.figure == before


@given(st.lists(told, min_size=1, max_size=6), st.sampled_from(Policy))
def test_what_is_known_on_the_last_day_is_what_is_known_today(reports: list[Any], policy: Policy) -> None:
    book = book_of(reports)
    last = max(source.published for source in book.sources.values() if source.published)
    known = known_on(book.facts, book.sources, last)
    today = count_figure(book.facts, Field.KILLED, book.sources, policy)
    assert count_figure(known, Field.KILLED, book.sources, policy) == today
    steps = history(book.facts, Field.KILLED, book.sources, policy)
    assert today is not None
    assert (steps[-1].figure.best, steps[-1].figure.high) == (today.best, today.high)


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 30)), min_size=1, max_size=5), st.integers(1, 30))
def test_a_least_number_of_a_voice_that_says_no_more_survives_in_every_policy(
    others: list[tuple[int, int]], least: int
) -> None:
    book = Book()
    book.report(0, "Altyn", least, qualifier=Qualifier.AT_LEAST, **PARTY)
    for day, number in others:
        book.report(day, "Steppe", number, **MINISTRY)
    for policy in Policy:
        figure = count_figure(book.facts, Field.KILLED, book.sources, policy)
        assert figure is not None
        assert min(figure.low, figure.best) >= least
        assert figure.high is None or figure.high >= least


def test_silence_has_neither_figure_nor_reason() -> None:
    assert count_figure([], Field.KILLED, {}) is None
    assert reason([], Field.KILLED, {}) == ""
