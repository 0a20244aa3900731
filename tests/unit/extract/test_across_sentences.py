"""Days and places that another sentence names, and those that belong to something else."""

import pytest

from kztui.model.fact import Field

from .samples import incident, incidents, words


@pytest.mark.parametrize(
    "told",
    [
        "It happened on Sunday near Merke.",
        "The incident took place on Sunday near Merke.",
        "Officials added that this happened on Sunday near Merke.",
        "The attack took place on Sunday near Merke.",
    ],
)
def test_where_and_when_it_happened_is_told_later(told: str) -> None:
    facts = incident(f"Two wardens were killed in an attack, a ministry said. {told}")
    assert words(facts, Field.DATE) == {"2016-06-05"}
    assert words(facts, Field.PLACE) == {"merke"}


def test_what_happened_is_no_incident_by_itself() -> None:
    assert incidents("Nobody knew what it meant. It happened on Sunday in Merke.") == []


@pytest.mark.parametrize(
    "text",
    [
        "On Tuesday a court jailed two brothers for the murder of a trader in Merke in March 2015.",
        "Two brothers were sentenced on Tuesday for the murder of a trader in Merke in March 2015.",
        "A trader who was murdered in Merke in March 2015 was buried on Tuesday.",
    ],
)
def test_the_day_of_the_verdict_or_funeral_is_not_that_of_the_crime(text: str) -> None:
    assert words(incident(text), Field.DATE) == {"2015-03-01"}


def test_a_day_years_ago_is_the_day() -> None:
    text = "Two years ago today a man shot three clerks dead in Merke; the town held a vigil on Wednesday."
    assert words(incident(text), Field.DATE) == {"2014-06-10"}


def test_days_after_that_count_from_the_day_named_last() -> None:
    text = "On 1 June a guard was shot dead in Merke. Four days after that, another was shot dead in Shu."
    assert [words(facts, Field.DATE) for facts in incidents(text)] == [{"2016-06-01"}, {"2016-06-05"}]


def test_a_dateline_can_stand_behind_a_headline() -> None:
    facts = incident("Two shepherds killed\n\nASTANA: Two shepherds were killed in Merke on Sunday, a ministry said.")
    assert words(facts, Field.PLACE) == {"merke"}
