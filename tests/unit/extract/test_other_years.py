"""Days without a year beside full dates, openings that set the scene, and what was done hours before."""

import pytest

from kztui.model.fact import Field, Place

from .samples import incident, incidents, words


@pytest.mark.parametrize(
    "later",
    ["They were caught on January 3.", "He fled. They were caught in Osh on January 3."],
)
def test_a_day_behind_a_full_date_is_of_the_year_that_it_is_near_to(later: str) -> None:
    found = incidents(f"On December 30, 2014, two men robbed a bank in Osh. {later}")
    days = {day for facts in found for day in words(facts, Field.DATE)}
    assert days <= {"2014-12-30", "2015-01-03"}


def test_a_day_far_from_the_full_date_is_of_the_last_year_that_had_it() -> None:
    text = "On March 3, 2014, two men robbed a bank in Osh. A guard was killed. On May 20 gunmen shot a judge in Naryn."
    assert [words(facts, Field.DATE) for facts in incidents(text)] == [{"2014-03-03"}, {"2016-05-20"}]


def test_the_opening_sets_the_scene_for_what_comes_in_the_next_paragraph() -> None:
    facts = incident(
        "In the village of Merke nobody wants to talk.\n\nOn the morning of June 6, six clerks came to count sheep.\n\n"
        "Two policemen were killed by stones."
    )
    assert words(facts, Field.DATE) == {"2016-06-06"}
    assert "merke" in words(facts, Field.PLACE)


@pytest.mark.parametrize(
    "before",
    ["hours after gunmen attacked a checkpoint in Naryn", "two days after militants attacked a checkpoint in Naryn"],
)
def test_what_others_did_hours_before_is_another_deed(before: str) -> None:
    first, second = incidents(f"A suicide bomber killed two guards in Osh on Monday, {before}.")
    assert words(first, Field.PLACE) == {"osh"}
    assert words(second, Field.PLACE) == {"naryn"}


def test_a_death_hours_after_the_deed_is_of_the_deed() -> None:
    assert len(incidents("A guard died in Osh on Monday, hours after gunmen had shot him.")) == 1


@pytest.mark.parametrize(
    "elsewhere",
    [
        "The presidents met in Samarkand on Tuesday, but shooting went on.",
        "A prosecutor told a briefing in Samarkand that four guards had died.",
    ],
)
def test_where_people_met_is_not_where_it_happened(elsewhere: str) -> None:
    found = incidents(f"Gunmen killed six guards in Uzbekistan's Nukus on Monday. {elsewhere}")
    places = {f.value.name for facts in found for f in facts if isinstance(f.value, Place)}
    assert "Samarkand" not in places


def test_the_country_of_an_arrest_is_not_that_of_the_deed() -> None:
    facts = incident("Aktau: guard dies after shooting; suspect caught in Russia\n\nThe guard was shot on Monday.")
    assert "russia" not in words(facts, Field.PLACE)


def test_where_a_spokesman_spoke_sets_no_scene() -> None:
    facts = incident(
        "Two guards were hurt by a bomb in Aktobe on Monday. A spokesman told reporters in Astana that it was weak. "
        "Both of the injured had got away with light wounds."
    )
    assert "astana" not in words(facts, Field.PLACE)
