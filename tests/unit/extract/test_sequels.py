"""What a sentence tells as so many days before: "searched houses on Tuesday, a day after a gunman killed two"."""

from datetime import date

import pytest

from kztui.model.fact import DateSpan, Doubt, Fact, Field

from .samples import counts, incident, incidents

PUBLISHED = date(2024, 3, 6)  # a Wednesday


def days(facts: tuple[Fact, ...]) -> list[date | None]:
    return [f.value.start for f in facts if f.field is Field.DATE and isinstance(f.value, DateSpan)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Police searched houses in Oral on Tuesday, a day after a gunman killed two guards.", date(2024, 3, 4)),
        ("The raid came a day after a gunman killed two guards in Oral.", date(2024, 3, 5)),
        ("Shops were closed two days after a bomb killed two guards in Oral.", date(2024, 3, 4)),
        ("Police held five men in Oral on Tuesday, a day after gunmen killed two guards.", date(2024, 3, 4)),
        (
            "The death toll in Oral rose to two, police said on Tuesday, a day after gunmen attacked it.",
            date(2024, 3, 4),
        ),
    ],
)
def test_a_deed_has_the_day_before_what_followed_it(text: str, day: date) -> None:
    facts = incident(text, PUBLISHED)
    assert days(facts) == [day]
    assert {number for number, _ in counts(facts, Field.KILLED)} == {2}


def test_a_deed_of_the_year_before_is_another_incident() -> None:
    news, before = incidents(
        "A gunman killed two guards in Oral on Monday, a year after a bombing killed seven people there.", PUBLISHED
    )
    assert {number for number, _ in counts(news, Field.KILLED)} == {2}
    assert {number for number, _ in counts(before, Field.KILLED)} == {7}
    assert (days(news), days(before)) == ([date(2024, 3, 4)], [date(2023, 1, 1)])


@pytest.mark.parametrize(
    "text",
    [
        "A gunman killed two guards in Oral on Sunday. Shops stayed shut two days after the gunman killed the guards.",
        "A gunman killed two guards in Oral on Sunday. Three men were held two days after the attack.",
    ],
)
def test_what_was_told_before_keeps_its_day(text: str) -> None:
    facts = incident(text, PUBLISHED)
    assert [day for day in days(facts) if day is not None] == [date(2024, 3, 3)]


def test_a_day_that_is_counted_back_to_is_doubtful() -> None:
    facts = incident("Police searched houses in Oral on Tuesday, a day after a gunman killed two guards.", PUBLISHED)
    assert {fact.doubt for fact in facts if fact.field is Field.DATE} == {Doubt.COUNTED_DAY}


def test_a_year_since_when_nothing_like_it_happened_is_that_of_the_deed_told_then() -> None:
    news, before = incidents(
        "Two people were killed in a bombing in Aktobe on Monday. It was the first since 2011, when a similar bombing "
        "killed one person in Oral.",
        PUBLISHED,
    )
    assert (days(news), days(before)) == ([date(2024, 3, 4)], [date(2011, 1, 1)])


def test_those_who_are_released_date_no_deed() -> None:
    facts = incident("A grenade killed two people in Oral. Seven of those held were released on Sunday.", PUBLISHED)
    assert days(facts) == []
