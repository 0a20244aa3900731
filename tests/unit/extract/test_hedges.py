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
