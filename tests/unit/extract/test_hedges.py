"""How far a report stands behind what it tells."""

from datetime import date

import pytest

from kztui.extract.engine import extract
from kztui.ingest.header import Header
from kztui.ingest.report import make_report
from kztui.model.fact import Fact, Field, Hedge
from kztui.model.figures import count_figure


def killed(text: str) -> list[Fact]:
    """Return the facts about the killed in a report of 10 June 2016."""
    report = make_report(text, Header(published=date(2016, 6, 10)))
    assert report is not None
    return [fact for facts in extract(report).drafts for fact in facts if fact.field is Field.KILLED]


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("Gunmen killed two guards in Taraz on Friday.", Hedge.NONE),
        ("Gunmen reportedly killed two guards in Taraz on Friday.", Hedge.REPORTEDLY),
        ("Two guards were allegedly killed in Taraz on Friday.", Hedge.SUSPECTED),
        ("The ministry denied that two guards had been killed in Taraz on Friday.", Hedge.DENIED),
        ("The man did not deny that he had killed two guards in Taraz on Friday.", Hedge.NONE),
    ],
)
def test_a_word_before_the_event_hedges_it(text: str, hedge: Hedge) -> None:
    assert [(fact.value, fact.hedge) for fact in killed(text)] == [(2, hedge)]


def test_a_denied_number_is_no_figure() -> None:
    facts = killed("The ministry denied that two guards had been killed in Taraz on Friday.")
    assert count_figure(facts, Field.KILLED, {}) is None


def test_both_are_two() -> None:
    assert [fact.value for fact in killed("Both attackers were killed in Taraz on Friday.")] == [2]


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("Posts that bandits killed two guards and a clerk in Taraz on Friday are wrong.", Hedge.DENIED),
        ("A post saying that two guards were killed in Taraz on Friday is no hoax; it is fake.", Hedge.DENIED),
        ("Reports that two guards were killed in Taraz on Friday were not invented.", Hedge.NONE),
        ("A message said that two guards were killed in Taraz on Friday and the governor was mistaken.", Hedge.NONE),
        ("In a post saying that two guards were killed in Taraz on Friday, the band said all were wrong.", Hedge.NONE),
        ("A video claiming that two guards were killed in Taraz on Friday says that the first number was wrong.",
         Hedge.NONE),
    ],
)  # fmt: skip
def test_only_what_is_called_false_is_denied(text: str, hedge: Hedge) -> None:
    assert {fact.hedge for fact in killed(text)} == {hedge}
