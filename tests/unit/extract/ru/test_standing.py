"""What a Russian report's places have to do with each other, and sentences that tell of two."""

import pytest

from kztui.model.fact import Field

from .samples import incidents, values


def test_a_name_of_several_countries_follows_those_that_the_report_surely_names() -> None:
    (facts,) = incidents("Двое пограничников ранены 10 июня в Ак-Сае, сообщили в Баткенской области Кыргызстана.")
    assert values(facts, Field.PLACE)[0] == "Ak-Say"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Полиция Караганды раскрыла ограбление. 10 июня двое в масках забрали деньги, ранив кассира.", "Karaganda"),
        ("В больнице Тараза скончался полицейский. Его ранили при нападении на пост 10 июня.", "Taraz"),
        ("Житель Семея застрелил 10 июня соседа.", "Semey"),
    ],
)
def test_an_office_a_hospital_or_residents_speak_for_a_town_where_no_other_is_named(text: str, place: str) -> None:
    assert place in [name for facts in incidents(text) for name in values(facts, Field.PLACE)]


def test_a_hospital_s_town_is_not_where_it_happened() -> None:
    (facts,) = incidents("В Каскелене 10 июня ранен таксист, его прооперировали в больнице Алматы.")
    assert values(facts, Field.PLACE) == ["Kaskelen"]


def test_a_sentence_that_tells_of_two_places_is_read_as_two() -> None:
    first, second = incidents("В Хромтау 8 июня ранен патрульный, в Кандыагаше 9 июня убит участковый.")
    assert (values(first, Field.PLACE), values(first, Field.WOUNDED)) == (["Khromtau"], [1])
    assert (values(second, Field.PLACE), values(second, Field.KILLED)) == (["Kandyagash"], [1])


def test_a_place_after_a_comma_alone_does_not_part_a_sentence() -> None:
    (facts,) = incidents("Перестрелка произошла 10 июня в Атырау, в микрорайоне Привокзальный, двое ранены.")
    assert values(facts, Field.WOUNDED) == [2]
