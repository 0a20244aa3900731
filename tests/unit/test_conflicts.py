"""What two people decided differently in copies of one casebook waits, and is settled by a record of its own."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kztui import Casebook, Verdict
from kztui.errors import DecisionError
from kztui.model.annotation import AnnotationKind, Target
from kztui.model.conflicts import Conflict
from kztui.model.fact import Fact, Field, fact_id, quote
from kztui.model.report import Report
from kztui.text.bundled import bundled
from tests.deciding import Decide, dismiss, figure, ids, merge, refuse, verdict

MakeReport = Callable[..., Report]
MakeFacts = Callable[[Report], tuple[Fact, ...]]


@pytest.fixture
def copies(tmp_path: Path, make_report: MakeReport, make_facts: MakeFacts) -> tuple[Casebook, Casebook]:
    """Ann's casebook and Ben's copy of it, with two incidents that may be one."""
    ann, ben = (Casebook.open(tmp_path / f"{name}.json", author=name) for name in ("ann", "ben"))
    reports = [make_report(ending) for ending in ("", " And another one.")]
    ann.add([(report, [make_facts(report)]) for report in reports])
    ben.take_in(ann.batch())
    return ann, ben


def together(ann: Casebook, ben: Casebook) -> tuple[Conflict, ...]:
    """The conflicts when each has taken in what the other has."""
    for mine, theirs in ((ann, ben), (ben, ann)):
        mine.take_in(theirs.batch())
    assert ann.decisions.conflicts() == ben.decisions.conflicts()
    return tuple(ann.decisions.conflicts())


DIFFERENT = [
    (verdict(Verdict.CONFIRMED), verdict(Verdict.REJECTED)),
    (verdict(Verdict.CORRECTED, 3), verdict(Verdict.CORRECTED, 4)),
    (merge, refuse),
    (dismiss, verdict(Verdict.CONFIRMED)),
    (figure(3), figure(4)),
]


@pytest.mark.parametrize(("anns", "bens"), DIFFERENT)
@pytest.mark.parametrize("winner", ["ann", "ben"])
def test_each_kind_waits_and_is_settled_for_both(
    copies: tuple[Casebook, Casebook], anns: Decide, bens: Decide, winner: str
) -> None:
    ann, ben = copies
    made = {"ann": anns(ann), "ben": bens(ben)}
    (conflict,) = together(ann, ben)
    assert {one.author: one for one in (conflict.one, conflict.other)} == made
    chosen = conflict.one if conflict.one.author == winner else conflict.other
    ben.decisions.settle(conflict, chosen)
    assert together(ann, ben) == ()
    summaries = [{one: book.summary(one) for one in ids(book)} for book in (ann, ben)]
    assert summaries[0] == summaries[1]
    ben.undo()
    assert together(ann, ben) == (conflict,)
    with pytest.raises(DecisionError, match="meanwhile"):
        ben.decisions.settle(Conflict(conflict.other, conflict.one), chosen)


@pytest.mark.parametrize("winner", ["ann", "ben"])
def test_what_was_settled_counts(copies: tuple[Casebook, Casebook], winner: str) -> None:
    ann, ben = copies
    verdict(Verdict.CORRECTED, 3)(ann)
    verdict(Verdict.CORRECTED, 4)(ben)
    merge(ann)
    refuse(ben)
    for conflict in together(ann, ben):
        ben.decisions.settle(conflict, conflict.one if conflict.one.author == winner else conflict.other)
    together(ann, ben)
    for book in (ann, ben):
        killed = [one.killed.best for one in map(book.summary, ids(book)) if one.killed]
        assert len(ids(book)) == (1 if winner == "ann" else 2)
        assert (3 if winner == "ann" else 4) in killed


@pytest.mark.parametrize(("anns", "bens"), [*DIFFERENT[:2], DIFFERENT[4]])
def test_who_knew_of_a_decision_and_made_another_settles_it(
    copies: tuple[Casebook, Casebook], anns: Decide, bens: Decide
) -> None:
    ann, ben = copies
    anns(ann)
    ben.take_in(ann.batch())
    bens(ben)
    assert together(ann, ben) == ()
    anns(ann)
    bens(ben)
    assert len(together(ann, ben)) == 1
    anns(ann)
    assert together(ann, ben) == ()


def test_who_dismisses_in_sight_of_the_work_of_others_knew_of_it(copies: tuple[Casebook, Casebook]) -> None:
    ann, ben = copies
    verdict(Verdict.CONFIRMED)(ann)
    ben.take_in(ann.batch())
    dismiss(ben)
    assert together(ann, ben) == ()
    verdict(Verdict.REJECTED)(ann.as_author("cy"))
    assert together(ann, ben) == ()


def test_who_dismisses_knew_of_work_in_a_report_that_is_set_aside(copies: tuple[Casebook, Casebook]) -> None:
    ann, ben = copies
    first, second, *_ = ids(ann)
    ann.decisions.merge(second, first)  # an incident that no other report tells of would go with the one set aside
    report = ann.report(ann.incident(first).reports[0])
    evidence = quote(report.text, report.id, 1, 0, 6)
    added = Fact(fact_id(Field.WEAPON, evidence, "rifles"), Field.WEAPON, "rifles", evidence)
    ann.annotate(AnnotationKind.FACT, Target(first, evidence=evidence), fact=added)
    ben.take_in(ann.batch())
    ben.reports.set_aside([report.id])
    ben.decisions.dismiss(first)
    assert together(ann, ben) == ()


@pytest.mark.parametrize("same", [verdict(Verdict.CONFIRMED), verdict(Verdict.CORRECTED, 3), merge, refuse, dismiss])
def test_the_same_decision_of_two_is_no_conflict(copies: tuple[Casebook, Casebook], same: Decide) -> None:
    for book in copies:
        same(book)
    assert together(*copies) == ()


def test_the_bundled_casebook_has_none() -> None:
    assert Casebook.open(bundled("incidents.json")).decisions.conflicts() == []
