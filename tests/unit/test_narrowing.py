"""A condition that is added to a query keeps those of its incidents that meet it, and can be taken out again."""

import pytest

from kztui.casebook import Casebook
from kztui.search.query.narrowing import chosen, holds, narrowed, switched, widened, without
from kztui.text.bundled import bundled


@pytest.fixture(scope="module")
def book() -> Casebook:
    """The bundled casebook."""
    return Casebook.open(bundled("incidents.json"))


def ids(book: Casebook, query: str) -> set[str]:
    found = book.search(query)
    return {row.id for row in found.rows(0, found.count)}


@pytest.mark.parametrize("condition", ["date:2012", 'type:="armed attack"', 'region:="Aktobe"'])
@pytest.mark.parametrize(
    "query",
    ["", "akt", "attack ", "akt*", "aktobe OR taraz", "akt OR sort:-killed tar", "killed:>=2", '"security forces"',
     "(a)", "type:arm", "place:=aktobe", "-taraz", "date:2012-07..2016", "sort:killed"],
)  # fmt: skip
def test_both_must_match(book: Casebook, query: str, condition: str) -> None:
    assert ids(book, query)
    both = narrowed(query, condition)
    assert ids(book, both) == ids(book, query) & ids(book, condition)
    assert holds(both, condition)
    assert not holds(query, condition)
    assert ids(book, widened(both, condition)) == ids(book, query)


def test_the_order_stays(book: Casebook) -> None:
    assert narrowed("aktobe OR sort:-killed taraz", "date:2012") == "(aktobe OR  taraz*) sort:-killed date:2012"


def test_a_part_of_a_condition_is_none() -> None:
    assert not holds("date:2012-05", "date:2012")
    assert widened("date:2012-05 date:2012", "date:2012") == "date:2012-05"


def test_a_broken_query_stays_to_be_mended() -> None:
    assert narrowed("killed:>", "date:2012") == "killed:> date:2012"


def test_values_of_a_field_are_chosen_and_dropped_one_by_one() -> None:
    query = "depot"
    for condition in ('type:="armed attack"', 'type:="riot"', 'type:="explosion"'):
        query = switched(query, "type", condition)
    assert query == 'depot* (type:="armed attack" OR type:="riot" OR type:="explosion")'
    assert chosen(query, "type") == ['type:="armed attack"', 'type:="riot"', 'type:="explosion"']
    assert without(query, "type") == "depot*"
    query = switched(query, "type", 'type:="riot"')
    assert query == 'depot* (type:="armed attack" OR type:="explosion")'
    query = switched(switched(query, "verdict", "-has:verdict"), "verdict", "verdict:confirmed")
    assert query.endswith(" (-has:verdict OR verdict:confirmed)")
    assert chosen(query, "verdict") == ["-has:verdict", "verdict:confirmed"]
    for condition in ('type:="armed attack"', 'type:="explosion"'):
        query = switched(query, "type", condition)
    assert query == "depot* (-has:verdict OR verdict:confirmed)"


@pytest.mark.parametrize(
    "query", ["date:2012..2014", "type:riot", "(date:2012 OR killed:>5)", "x(date:2012)", "-date:2012"]
)
def test_what_counts_would_not_write_is_nothing_chosen(query: str) -> None:
    assert not chosen(query, "year")
    assert not chosen(query, "type")
    assert without(query, "year") == query
