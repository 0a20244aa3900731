"""Commemorations: what is remembered on a day did not happen on it."""

from datetime import date

import pytest

from kztui.model.fact import DateSpan, Doubt, Fact, Field

from .samples import counts, incidents, words

PUBLISHED = date(2024, 3, 6)  # a Wednesday


def told(text: str) -> list[tuple[Fact, ...]]:
    return incidents(text, PUBLISHED)


def days(facts: tuple[Fact, ...]) -> list[tuple[date | None, date | None]]:
    return [(f.value.start, f.value.end) for f in facts if f.field is Field.DATE and isinstance(f.value, DateSpan)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (
            "Officials laid flowers in Oral on Friday to mark ten years since gunmen raided a shop, killing seven.",
            date(2014, 3, 1),
        ),
        ("Pupils in Oral marked on Tuesday five years since a bomb killed seven people.", date(2019, 3, 5)),
        ("It has been five years since a bomb killed seven people in Oral.", date(2019, 3, 6)),
        (
            "Wednesday marks the tenth anniversary of the riot in Oral in which seven people were killed.",
            date(2014, 3, 6),
        ),
        (
            "Kin of seven people killed by a bomb lit candles in Oral on Monday, a decade after the blast.",
            date(2014, 3, 4),
        ),
        (
            "On Monday Oral marked the 10th anniversary of the raid of May 2, 2013, in which seven people were killed.",
            date(2013, 5, 2),
        ),
    ],
)
def test_an_anniversary_is_counted_back_to_the_deed(text: str, day: date) -> None:
    (facts,) = told(text)
    assert days(facts) == [(day, day)]
    assert [value for value, _ in counts(facts, Field.KILLED)] == [7]


def test_a_day_that_is_counted_back_to_is_doubtful() -> None:
    (facts,) = told("Tuesday marks the tenth anniversary of the riot in Oral in which seven people were killed.")
    assert {fact.doubt for fact in facts if fact.field is Field.DATE} == {Doubt.COUNTED_DAY}


@pytest.mark.parametrize(
    "text",
    [
        "Oral laid wreaths on Tuesday to mark the anniversary of the shooting in which police killed seven people.",
        "Hundreds gathered in Oral on Sunday to commemorate the victims of clashes that killed seven people.",
        "A minute of silence was held in Oral on Tuesday for seven people killed in the shooting.",
        "A memorial was unveiled in Oral on Monday. The bombing killed seven people.",
    ],
)
def test_no_deed_has_the_day_of_the_ceremony(text: str) -> None:
    (facts,) = told(text)
    assert days(facts) == []
    assert [value for value, _ in counts(facts, Field.KILLED)] == [7]


@pytest.mark.parametrize(
    "text",
    [
        "A memorial to the victims of the attack was unveiled in Oral on Monday.",
        "A monument to seven policemen killed in the attack was opened in Oral on Monday.",
        "Flowers were laid in Oral on Monday on the anniversary of the attack.",
    ],
)
def test_what_a_monument_remembers_is_no_incident(text: str) -> None:
    assert told(text) == []


def test_what_is_remembered_is_no_part_of_what_is_news() -> None:
    news, memory = told(
        "A gunman killed two policemen in Oral on Monday. On Tuesday wreaths were laid in Oral to mark the anniversary "
        "of a bombing that killed seven people."
    )
    assert days(news) == [(date(2024, 3, 4), date(2024, 3, 4))]
    assert [value for value, _ in counts(news, Field.KILLED)] == [2]
    assert days(memory) == []
    assert words(memory, Field.TYPE) == {"bombing"}


@pytest.mark.parametrize(
    "text",
    [
        "On the anniversary of the riot, gunmen attacked a post in Oral on Monday, killing two guards.",
        "Gunmen attacked mourners who were laying flowers at a memorial in Oral on Monday, killing two guards.",
        "A monument to the victims of the riot was blown up in Oral on Monday, killing two guards.",
        "Gunmen killed two guards in Oral on Monday, the 20th anniversary of independence.",
        "On Monday, as Oral marked the tenth anniversary of the city, a man shot two guards.",
        "Two guards were returning from anniversary celebrations in Oral when they were shot dead on Monday.",
        "Residents of Oral remember how gunmen stormed a bank on Monday and killed two guards.",
        "Flowers were laid in Oral on Tuesday at the place where gunmen killed two guards on Monday.",
    ],
)
def test_what_happens_beside_a_ceremony_has_its_own_day(text: str) -> None:
    (facts,) = told(text)
    assert days(facts) == [(date(2024, 3, 4), date(2024, 3, 4))]


def test_years_ago_stay_years_ago_beside_a_ceremony() -> None:
    (facts,) = told("Two years ago today a man shot six guards in Oral, and silence was kept there on Monday.")
    assert days(facts) == [(date(2022, 3, 6), date(2022, 3, 6))]


def test_the_year_counted_back_to_is_none_of_the_days_that_follow() -> None:
    memory, news = told(
        "Oral marked on Friday ten years since a bomb killed seven people. On March 4 gunmen in Aktau shot two guards."
    )
    assert days(memory) == [(date(2014, 3, 1), date(2014, 3, 1))]
    assert days(news) == [(date(2024, 3, 4), date(2024, 3, 4))]
