"""Places: what is named, and whether it is where the event happened."""

import pytest

from kztui.extract.en.places import find_places
from kztui.gazetteer import COUNTRY_PREC
from kztui.model.fact import Field, Place

from .samples import incident, incidents, sentence, words


def relations(text: str) -> dict[str, str]:
    return {place.name.lower(): place.relation for place in find_places(sentence(text))}


@pytest.mark.parametrize(
    ("text", "name", "relation"),
    [
        ("A bomb went off in Taraz.", "taraz", "at"),
        ("A bomb went off in the western town of Kulsary.", "kulsary", "at"),
        ("A bomb went off near Aktobe.", "aktobe", "near"),
        ("A bomb went off 230 km from Atyrau.", "atyrau", "away"),
        ("The men came from Atyrau.", "atyrau", "from"),
        ("Kazakh police said so.", "kazakh", "people"),
    ],
)
def test_relations(text: str, name: str, relation: str) -> None:
    """In capitals a name needs a preposition that puts something there."""
    assert relations(text)[name] == relation
    assert relations(text.upper()).get(name) == (None if relation in ("away", "from") else relation)


@pytest.mark.parametrize(
    "text",
    ["The May sun rose.", "He can read.", "The nice man left.", "Police found reading glasses."],
)
def test_common_words_are_no_places(text: str) -> None:
    assert relations(text) == {}
    assert relations(text.upper()) == {}


def places(text: str) -> set[str]:
    return words(incident(text), Field.PLACE)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gunmen killed two guards in Kulsary, Atyrau region, on Friday.", {"kulsary", "atyrau region"}),
        ("The Taraz-based group killed two guards in Atyrau on Friday.", {"atyrau"}),
        ("Gunmen from Taraz killed two guards in Atyrau on Friday.", {"atyrau"}),
        ("Gunmen killed two guards in the village of Zhanakorganbek on Friday.", {"zhanakorganbek"}),
        ("An explosion that killed two guards rocked Taraz on Friday.", {"taraz"}),
        ("Gunmen killed two guards in northwest Taraz on Friday.", {"taraz"}),
        ("The ministry said in Astana that gunmen had killed two guards in Taraz on Friday.", {"taraz"}),
        ("The ministry said on Friday in Astana that gunmen had killed two guards in Taraz.", {"taraz"}),
        ("The ministry said that gunmen had killed two guards in Taraz on Friday.", {"taraz"}),
        ("A summit in Istanbul was put off after gunmen killed two guards in Almaty on Friday.", {"almaty"}),
    ],
)
def test_where_it_happened(text: str, expected: set[str]) -> None:
    assert places(text) == expected
    assert places(text.upper()) == expected


def test_a_distance_away_is_not_the_place() -> None:
    facts = incident("Gunmen killed two guards on a road 230 km from Atyrau on Friday.")
    assert "atyrau" not in words(facts, Field.PLACE)


def test_near_a_town_is_less_precise_than_in_it() -> None:
    def precision(text: str) -> int:
        (value,) = (fact.value for fact in incident(text) if fact.field is Field.PLACE)
        assert isinstance(value, Place)
        return value.prec

    assert precision("Gunmen killed two guards in Taraz on Friday.") == 1
    assert precision("Gunmen killed two guards near Taraz on Friday.") == 2


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Gunmen killed seven people in Toulouse, France, on Friday.", "FR"),
        ("Gunmen killed seven people in Bishkek on Friday.", "KG"),
        ("Gunmen killed seven people in Taraz on Friday.", "KZ"),
    ],
)
def test_events_keep_their_country(text: str, country: str) -> None:
    for written in (text, text.upper()):
        found = [fact.value for fact in incident(written) if fact.field is Field.PLACE]
        assert {place.country for place in found if isinstance(place, Place)} == {country}


def test_whose_a_thing_is_is_not_where_it_happened() -> None:
    facts = incident("Gunmen killed two guards in Taraz on Friday, London's Daily Mirror writes.")
    assert words(facts, Field.PLACE) == {"taraz"}
    facts = incident("London's yearly report tells of two guards who were killed in Taraz, Kazakhstan.")
    assert "london" not in words(facts, Field.PLACE)


def test_streets_named_after_towns_are_no_towns() -> None:
    assert places("Gunmen killed two guards in Taraz at the corner of Aktobe and Atyrau streets.") == {"taraz"}


def test_a_country_leaves_room_for_the_town_told_before() -> None:
    facts = incident("Police drove up to a house in Taraz. Two officers were killed there, in Kazakhstan's south.")
    assert words(facts, Field.PLACE) == {"kazakhstan", "taraz"}


def test_the_region_of_a_name_is_a_region() -> None:
    assert places("Gunmen killed two guards in the region of Atyrau.") == {"atyrau region"}


@pytest.mark.parametrize(
    "text",
    [
        "The trail led to Taraz. There gunmen killed two guards on Friday.",
        "Police patrol Taraz at night. On Friday two guards were killed in the city.",
        "The charges had come from Taraz. Two guards were killed then.",
        "The weather in Taraz was fine. In the same town gunmen killed two guards on Friday.",
    ],
)
def test_the_city_is_the_one_named_before(text: str) -> None:
    assert places(text) == {"taraz"}


def test_that_city_may_be_named_in_the_same_sentence() -> None:
    text = "Gunmen attacked a bank in Taraz on Monday, and on Friday three of them were arrested in that city."
    assert all(words(facts, Field.PLACE) == {"taraz"} for facts in incidents(text))


def test_the_sentence_behind_may_tell_the_place() -> None:
    assert places("Gunmen killed two guards on Friday. The scene was a bank in Taraz.") == {"taraz"}
    assert places("Gunmen killed two guards in Aktobe on Friday. One of them came from a bank in Taraz.") == {"aktobe"}


def test_a_town_named_with_the_event_is_where_it_happened() -> None:
    assert places("The trail led to Taraz. Gunmen killed two guards in the city of Aktobe.") == {"aktobe"}
    assert places("The trail led to Taraz. In Aktobe gunmen killed two guards in the city.") == {"aktobe"}


def test_the_capital_and_here_are_towns() -> None:
    """ "The capital" is that of the country named, or that the report is about; "here" is where it was filed."""
    for told, town in (
        ("Three people were killed in a blast in the capital on Friday, Kyrgyz officials said.", "bishkek"),
        ("Two policemen were shot dead in the Tajik capital on Friday.", "dushanbe"),
        ("Two policemen were shot dead in the capital, Ashgabat, on Friday.", "ashgabat"),
        ("OSH, June 10 (Agency) - A judge was murdered here on Friday, police in Kyrgyzstan said.", "osh"),
    ):
        assert town in words(incident(told), Field.PLACE), told


def test_the_regional_centre_is_a_town() -> None:
    """It is the chief town of the region named last, itself or by a place in it; never the capital of the country."""
    for told, town in (
        ("Police searched flats in Zhanaozen. A blast in the regional capital killed two guards on Friday.", "aktau"),
        ("The raids began in Sughd region. A judge was murdered in the regional centre on Friday.", "khujand"),
        ("Police searched a farm near Uzgen. Gunmen killed two guards in the provincial capital on Friday.", "osh"),
    ):
        assert town in words(incidents(told)[-1], Field.PLACE), told
    for told in (
        "Police in Kazakhstan say a blast in the district capital killed two guards on Friday.",
        "Police in Kazakhstan say a blast in the regional capital killed two guards on Friday.",
    ):
        assert "astana" not in places(told), told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Officials in Taraz said gunmen had shot two guards dead near Merke on Friday.", {"merke"}),
        ("The ministry in Taraz said on Friday that two guards had died in an attack near Merke.", {"merke"}),
        ("Two guards were killed on Friday in the Kamarob gorge.", {"kamarob"}),
        ("Two guards were killed on Friday in the Rasht Valley, 250km east of Dushanbe.", {"rasht"}),
        ("A bomb went off on Friday in Merke, on the corner of Abai and Karl Marx streets.", {"merke"}),
        ("In the capital of Kyrgyzstan two guards were shot dead on Friday.", {"bishkek"}),
        ("ASTANA. Two guards were shot dead in Merke on Friday.", {"merke"}),
        ("ASTANA. June 9 (Agency) - Two guards were shot dead in Merke on Friday.", {"merke"}),
    ],
)
def test_the_town_of_those_who_say_it_is_not_the_place(text: str, expected: set[str]) -> None:
    towns = {f.value.name.lower() for f in incident(text) if isinstance(f.value, Place) and f.value.prec < COUNTRY_PREC}
    assert towns == expected


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("ALMATY, June 9 (Agency) - Gunmen killed two guards of a bank in this city on Friday.", {"almaty"}),
        ("ALMATY, June 9 (Agency) - The bank is new. Gunmen killed two guards in the north of this city.", {"almaty"}),
        ("ALMATY, June 9 (Agency) - Police came to Taraz. Gunmen had killed two guards in this city.", {"taraz"}),
        ("ALMATY, June 9 (Agency) - Police in this city said that gunmen had killed two guards in Taraz.", {"taraz"}),
        ("Gunmen killed two guards in this city on Friday.", set()),
    ],
)
def test_this_city_is_where_the_report_was_filed_unless_it_names_another(text: str, town: set[str]) -> None:
    assert places(text) == town


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("LIMA, 9 JUNE (AFP) -- A BOMB WOUNDED TWO GUARDS IN A LIMA CINEMA ON FRIDAY.", {"lima"}),
        ("LIMA, 9 JUNE (AFP) -- A BOMB WOUNDED TWO GUARDS IN A DOWNTOWN LIMA STREET ON FRIDAY.", {"lima"}),
        ("LIMA, 9 JUNE (AFP) -- A BOMB WOUNDED TWO GUARDS OF ANOTHER LIMA BANK ON FRIDAY.", {"lima"}),
        ("LIMA, 9 JUNE (AFP) -- A BOMB WOUNDED TWO GUARDS IN A LIMA SUBURB ON FRIDAY.", {"lima"}),
        ("LIMA, 9 JUNE (AFP) -- A BOMB WOUNDED TWO GUARDS ON LIMA AVENUE ON FRIDAY.", set()),
        ("LIMA, 9 JUNE (AFP) -- A LIMA LAWYER WAS WOUNDED BY A BOMB ON FRIDAY.", set()),
    ],
)
def test_one_of_many_things_in_capitals_is_in_the_town_before_it(text: str, town: set[str]) -> None:
    assert places(text) == town


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gunmen killed two guards in the wealthy Kokzhailau neighborhood of Almaty.", {"kokzhailau", "almaty"}),
        ("Gunmen invaded Karaotkelsai village on Friday and killed two guards.", {"karaotkelsai"}),
        ("Gunmen killed two guards in Almaty's Kokzhailau neighborhood.", {"kokzhailau", "almaty"}),
        ("A Karaotkelsai province spokesman said that gunmen had killed two guards in Almaty.", {"almaty"}),
        ("A wave of attacks that killed two guards hit Taraz on Friday.", {"taraz"}),
    ],
)
def test_areas_that_the_gazetteer_lacks(text: str, expected: set[str]) -> None:
    assert places(text) == expected


def test_a_quarter_lies_in_the_town_named_behind_it_and_casts_no_doubt_on_it() -> None:
    facts = [f for f in incident("Gunmen killed two guards in the Kokzhailau suburb of Almaty.") if f.field == "place"]
    found = {fact.value.name: (fact.value.region, fact.doubt) for fact in facts if isinstance(fact.value, Place)}
    assert found["Kokzhailau"][0] == found["Almaty"][0]
    assert found["Almaty"][1] == "none"


def test_those_who_are_abroad_do_not_make_their_country_the_one_it_is_about() -> None:
    text = (
        "TARAZ, June 9 (Agency) - Two American tourists were killed on Friday. The American embassy named them. "
        "American citizens stay at home. The American ambassador spoke of American missionaries."
    )
    assert places(text) <= {"taraz"}
