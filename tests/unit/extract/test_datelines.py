"""Datelines of many makes, whose day and town are not those of what is told."""

from datetime import date

import pytest

from kztui.extract.en.datelines import past_dateline
from kztui.model.fact import Field

from .samples import incident, words


@pytest.mark.parametrize(
    "dateline",
    [
        "Bishkek, June 10 (AP) - ",
        "Bishkek. June 10. Kabar.kg - ",
        "Bishkek. 10 June 2016. 24.kg - ",
        "(Bishkek, June 10, 2016) - ",
        "Fergana.news, Bishkek, June 10. ",
        "BISHKEK, June 9-10, Kabar. ",
        "BISHKEK, Kyrgyzstan. ",
        "Bishkek, 10 June /Kabar/. ",
        "June 10, 2016. ",
        "10 June (AP) - ",
    ],
)
def test_the_day_and_town_of_a_dateline_are_not_those_of_the_deed(dateline: str) -> None:
    facts = incident(f"Shop set ablaze\n\n{dateline}Unknown men burned a shop in Kyrgyzstan's Naryn on Tuesday.")
    assert words(facts, Field.DATE) == {"2016-06-07"}
    assert "bishkek" not in words(facts, Field.PLACE)
    assert "naryn" in words(facts, Field.PLACE)


@pytest.mark.parametrize(
    "text",
    [
        "June 10 - the day of the fair - was quiet.",
        "On June 10 - a Friday - men burned a shop.",
        "Naryn, June 5, 2009. A crowd burns a shop.",
        "Two shops burned in Naryn, June 10 - officials",
        "Men burned a shop in Naryn.",
    ],
)
def test_other_openings_are_no_datelines(text: str) -> None:
    assert past_dateline(text, date(2016, 6, 12)) == 0


def test_without_a_day_of_publication_a_day_that_stands_alone_is_that_of_the_report() -> None:
    assert past_dateline("Naryn, June 5, 2009. A crowd burns a shop.", None) == len("Naryn, June 5, 2009. ")


@pytest.mark.parametrize("site", ["Fergana.news", "Kyrgyzstan.kg"])
def test_an_address_on_the_web_names_no_place(site: str) -> None:
    facts = incident(f"Men burned a shop in Taraz on Tuesday, {site} reported.")
    assert words(facts, Field.PLACE) == {"taraz"}
