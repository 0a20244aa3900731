"""The town of a deed that its own sentence does not name."""

import pytest

from kztui.model.fact import Field, Place
from kztui.model.figures import place_figure
from kztui.model.report import Source

from .samples import FRIDAY, incident, incidents, report


def place_of(text: str) -> str:
    facts = incident(text)
    figure = place_figure(facts, {report(text).id: Source(report(text).id, published=FRIDAY)})
    assert figure is not None
    assert isinstance(figure.best, Place)
    return figure.best.name


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("Two guards were shot dead in Kyrgyzstan on Monday. The bank in Naryn has two doors. Officials "
         "from Osh are on their way.", "Naryn"),
        ("Kazakh bank robbed\n\nSHYMKENT, Kazakhstan (AP) -- Two guards were shot dead at a Kazakh bank on Monday.",
         "Shymkent"),
        ("OSH, Kyrgyzstan -- Two guards were shot dead on the city's western edge on Monday, officials said.", "Osh"),
        ("Two guards were shot dead on Monday at a bank in Kazakhstan's largest city, officials say.", "Almaty"),
        ("BISHKEK -- Two guards were shot dead on Monday in the country's biggest city, officials say.", "Bishkek"),
        ("Two guards were shot dead on Monday in Kazakhstan's largest city of the south, Shymkent.", "Shymkent"),
        ("The Atyrau regional police department said two guards were shot dead in Kulsary on Monday.", "Kulsary"),
        ("Two guards were shot dead in Kazakhstan on Monday, the Semey police department said.", "Semey"),
    ],
)  # fmt: skip
def test_the_town_of_the_opening_stands_in(text: str, town: str) -> None:
    assert place_of(text) == town


@pytest.mark.parametrize(
    "text",
    [
        "ALMATY, Kazakhstan (AP) -- Two guards were shot dead at a Kazakh bank on Monday. Kazakhstan is large.",
        "BISHKEK, Kyrgyzstan -- Two guards were shot dead in the north of Kyrgyzstan on Monday.",
    ],
)
def test_correspondents_in_large_towns_report_on_a_country(text: str) -> None:
    assert place_of(text) in ("Kazakhstan", "Kyrgyzstan")


def test_only_the_first_incident_of_a_report_happened_there() -> None:
    text = "Two guards were shot dead in Naryn on Monday. In 2011 a bomb killed five soldiers in Kyrgyzstan."
    _, other = incidents(text)
    assert "Naryn" not in {fact.value.name for fact in other if isinstance(fact.value, Place)}


def test_what_happened_at_a_border_happened_in_no_town_of_the_opening() -> None:
    text = "Two guards were shot on the border of Kyrgyzstan with Tajikistan on Monday. All is calm. Shops in Osh shut."
    assert "Osh" not in {
        fact.value.name for fact in incident(text) if fact.field is Field.PLACE and isinstance(fact.value, Place)
    }


@pytest.mark.parametrize(
    "sentence",
    [
        "They were flown to Astana.",
        "One of them was flown to Astana for treatment.",
        "The minister flew to Astana.",
        "The minister arrived in Astana on Saturday.",
        "The suspects fled to Astana.",
        "The bodies were sent to Astana.",
        "The wounded were evacuated to Astana by helicopter.",
    ],
)
def test_a_town_that_people_go_to_is_not_where_it_happened(sentence: str) -> None:
    facts = incident("Gunmen wounded two policemen on Monday. " + sentence)
    assert not [fact for fact in facts if fact.field is Field.PLACE]


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen wounded two policemen on Monday. Both live in Naryn.",
        "Gunmen wounded two policemen on Monday. It was on the road to Naryn.",
        "Gunmen went to Naryn on Monday and shot two policemen.",
        "Gunmen drove to Naryn on Monday and opened fire, wounding two policemen.",
        "Gunmen arrived in Naryn on Monday and wounded two policemen.",
        "Gunmen wounded two policemen in Naryn on Monday. They were flown to Astana.",
    ],
)
def test_a_town_where_people_do_what_is_told_is_one(text: str) -> None:
    assert place_of(text) == "Naryn"
