"""Two analysts who decide at one moment, neither knowing of the other: a conflict, as when two files are merged."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import psycopg
import pytest

from kztui.casebook import Casebook
from kztui.model.annotation import Annotation, Verdict
from kztui.model.fact import Fact
from kztui.model.report import Report
from kztui.model.rights import Rights
from tests.deciding import Decide, dismiss, figure, ids, merge, refuse, verdict

MakeReport = Callable[..., Report]
MakeFacts = Callable[[Report], tuple[Fact, ...]]
AddressOf = Callable[..., str]

_WAITING = """
    select count(*) from pg_locks join pg_class on pg_class.oid = relation where relname = 'log' and not granted
"""


@pytest.fixture
def team(address_of: AddressOf, make_report: MakeReport, make_facts: MakeFacts) -> tuple[Casebook, Casebook]:
    """Ann and Ben on one casebook, with two incidents that may be one."""
    reports = [make_report(ending) for ending in ("", " And another one.")]
    with Casebook.open(address_of("ed")) as book:
        book.add([(report, [make_facts(report)]) for report in reports])
    ann, ben = (Casebook.open(address_of(name, Rights.ANALYST)) for name in ("ann", "ben"))
    return ann, ben


def known(one: Annotation) -> set[str]:
    """Return the ids of the records that a record names as those before it."""
    return {one.supersedes, *one.records} - {""}


def at_once(database: str, *acts: Callable[[], Annotation]) -> list[Annotation]:
    """Let each act decide upon what is there before any of them is written; return what they made."""
    with ThreadPoolExecutor(len(acts)) as threads, psycopg.connect(database) as holding:
        holding.execute("lock table kztui.log in share mode")  # reading goes on, writing waits
        made = [threads.submit(act) for act in acts]
        while holding.execute(_WAITING).fetchone() != (len(acts),):
            assert not any(one.done() for one in made)
        holding.rollback()
        return [one.result() for one in made]


@pytest.mark.parametrize(
    ("anns", "bens"),
    [
        (verdict(Verdict.CONFIRMED), verdict(Verdict.REJECTED)),
        (merge, refuse),
        (dismiss, verdict(Verdict.CONFIRMED)),
        (figure(3), figure(4)),
    ],
)
def test_each_kind_is_a_conflict_until_somebody_settles_it(
    team: tuple[Casebook, Casebook], database: str, anns: Decide, bens: Decide
) -> None:
    ann, ben = team
    made = at_once(database, partial(anns, ann), partial(bens, ben))
    for book in team:
        book.refresh()
    (conflict,) = ann.decisions.conflicts()
    assert [conflict.one, conflict.other] == made
    assert ben.decisions.conflicts() == [conflict]
    ben.decisions.settle(conflict, conflict.one)
    assert ann.refresh()
    assert [book.decisions.conflicts() for book in team] == [[], []]


def test_both_name_the_record_that_they_replace(team: tuple[Casebook, Casebook], database: str) -> None:
    ann, ben = team
    before = verdict(Verdict.CONFIRMED)(ann)
    ben.refresh()
    made = at_once(database, partial(verdict(Verdict.REJECTED), ann), partial(verdict(Verdict.REJECTED), ben))
    assert [known(one) for one in made] == [{before.id}] * 2


def test_the_same_decision_of_two_is_no_conflict(team: tuple[Casebook, Casebook], database: str) -> None:
    at_once(database, *(partial(verdict(Verdict.REJECTED), book) for book in team))
    for book in team:
        book.refresh()
        assert book.decisions.conflicts() == []


def test_of_one_who_undoes_and_one_who_decides_both_records_count(
    team: tuple[Casebook, Casebook], database: str
) -> None:
    ann, ben = team
    verdict(Verdict.CONFIRMED)(ann)
    ben.refresh()
    _, decided = at_once(database, lambda: ann.undo()[0], partial(verdict(Verdict.REJECTED), ben))
    for book in team:
        book.refresh()
        assert book.decisions.conflicts() == []
        assert [one.id for one in book.annotations(ids(book)[0])] == [decided.id]
