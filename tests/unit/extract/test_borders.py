"""Places that are no more than a border, and other texts that once raised an exception."""

from datetime import date

import pytest

from kztui.extract.engine import State, extract
from kztui.ingest.header import Header
from kztui.ingest.report import make_report
from kztui.model.fact import Fact, Field, Place

from .samples import incident, incidents


def places(facts: tuple[Fact, ...]) -> set[tuple[str, int]]:
    """Return the countries of the places that facts state, with their precision."""
    return {(fact.value.country, fact.value.prec) for fact in facts if isinstance(fact.value, Place)}


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("Two herdsmen were killed near the Turkmen border.", {"TM"}),
        ("Two herdsmen were killed on the border with Turkmenistan.", {"TM"}),
        ("Two herdsmen were killed on the Uzbek frontier. Kyrgyzstan sent troops to its border.", {"UZ", "KG"}),
        ("Two herdsmen were killed at the Uzbek-Turkmen border.", {"UZ", "TM"}),
        ("Two herdsmen were killed on the border between Uzbekistan and Turkmenistan.", {"UZ", "TM"}),
    ],
)
def test_an_incident_at_a_border_is_in_part_of_the_countries_beside_it(text: str, countries: set[str]) -> None:
    assert places(incident(text)) == {(country, 5) for country in countries}


def test_a_town_near_a_border_is_the_place() -> None:
    assert places(incident("Two herdsmen were killed in Osh, near the Uzbek border.")) == {("KG", 1)}


@pytest.mark.parametrize("where", ["near", "outside", "bordering", "close to", "next to", "near Iran and"])
def test_an_incident_near_a_country_is_not_in_it(where: str) -> None:
    assert places(incident(f"Two herdsmen were killed at a burnt-out hut {where} China.")) == set()
    assert places(incident(f"Two herdsmen were killed in Osh, {where} China.")) == {("KG", 1)}


def test_an_incident_near_another_country_is_not_in_the_town_of_the_report() -> None:
    text = "A festival begins in Osh, Kyrgyzstan, today. In May two herdsmen were killed at a hut near China."
    assert places(incident(text)) == {("KG", 6)}
    assert ("KG", 1) in places(incident(text.replace(" near China", "")))


@pytest.mark.parametrize(
    ("where", "place"),
    [("near Osh", ("KG", 2)), ("in China, near Mongolia", ("CN", 6)), ("near the Tajik village of Chorku", ("TJ", 2))],
)
def test_an_incident_near_a_town_is_there(where: str, place: tuple[str, int]) -> None:
    assert places(incident(f"Two herdsmen were killed {where}.")) == {place}


@pytest.mark.parametrize("subject", ["Two men", "A guard", "Nobody", "Three of them", "Four police officers", "Men"])
@pytest.mark.parametrize("border", ["the Uzbek border", "the border", "the Afghan frontier", "the Kazakh-Uzbek border"])
@pytest.mark.parametrize("verb", ["were killed", "was wounded", "were arrested"])
def test_a_border_is_no_reason_to_fail(subject: str, verb: str, border: str) -> None:
    for facts in incidents(f"{subject} {verb} near {border}, the police said."):
        assert {prec for _, prec in places(facts)} <= {5}


def test_a_number_that_is_none_counts_nobody() -> None:
    (facts,) = incidents("Two guards, 3e of them recruits, died on Friday near Taraz.")
    assert {fact.value for fact in facts if fact.field is Field.KILLED} <= {2}


DAYS = ("yesterday", "tomorrow", "a week ago", "last month", "last weekend", "two days later", "on Monday", "last year")


@pytest.mark.parametrize("published", [date.min, date.max])
@pytest.mark.parametrize("day", DAYS)
def test_the_calendar_has_ends(published: date, day: str) -> None:
    text = f"Two guards were killed in Taraz {day}. The next day two more died."
    made = make_report(text, Header(published=published))
    assert made is not None
    assert extract(made).state is State.READ


def test_each_country_beside_a_border_is_quoted_where_it_is_named() -> None:
    facts = incident("Kyrgyzstan said 36 of its citizens were killed on the border with Tajikistan.")
    quoted = {(fact.value.country, fact.evidence.exact) for fact in facts if isinstance(fact.value, Place)}
    assert quoted == {("KG", "Kyrgyzstan"), ("TJ", "Tajikistan")}


def test_a_capital_that_says_something_is_no_place() -> None:
    facts = incident("Two Uzbek guards were shot dead on the border with Kyrgyzstan, Tashkent said.")
    assert places(facts) == {("UZ", 5), ("KG", 5)}
    assert ("UZ", 1) in places(incident("Two guards were shot dead in Tashkent, Uzbekistan said."))
