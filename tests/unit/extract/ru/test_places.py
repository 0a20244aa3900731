"""Russian places: cases, adjectives of regions and districts, and what a place is to the events."""

import pytest

from kztui.model.fact import Field, Place

from .samples import incidents, of, reading


def places(text: str) -> list[tuple[str, str]]:
    """Return the usual name, or the report's word, and the relation of each place that a text names."""
    found = reading(text).places
    return [(place.candidates[0].place.name if place.candidates else place.name, place.relation) for place in found]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Стрельба в Шымкенте.", "Shymkent"), ("Стрельба в Караганде.", "Karaganda"),
        ("Стрельба в Кызылорде.", "Kyzylorda"),
        ("Стрельба в Оше.", "Osh"), ("Стрельба в Жанаозене.", "Zhanaozen"),
        ("Стрельба в Усть-Каменогорске.", "Ust-Kamenogorsk"),
        ("Стрельба в Атырау.", "Atyrau"), ("Стрельба в Исфаре.", "Isfara"), ("Стрельба в Аральске.", "Aral"),
        ("Стрельба в Актюбинске.", "Aktobe"), ("Стрельба в центре Бишкека.", "Bishkek"),
        ("Стрельба в мечети Куляба.", "Kulob"),
        ("Стрельба в Актюбинской области.", "Aktobe Region"), ("Стрельба в ГБАО.", "Gorno-Badakhshan"),
        ("Стрельба в Кордайском районе.", "Korday District"), ("СТРЕЛЬБА В АТЫРАУ", "Atyrau"),
        ("Стрельба в селе Масанчи.", "Masanchi"),
        ("Стрельба в алматинском кафе.", "Almaty"),
    ],
)  # fmt: skip
def test_places_are_found_in_every_case(text: str, name: str) -> None:
    assert places(text)[0][0] == name


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Бой под Кенкияком.", "near"), ("Бой близ Зайсана.", "near"), ("Бой недалеко от Мерке.", "near"),
        ("Задержан уроженец Шымкента.", "from"), ("Задержан житель Бишкека.", "from"), ("Автоматы из Тараза.", "from"),
        ("Сообщила полиция Караганды.", "people"), ("Раненых доставили в Алматы.", "from"),
    ],
)  # fmt: skip
def test_the_words_before_a_place_say_what_it_is_to_the_event(text: str, relation: str) -> None:
    assert places(text)[0][1] == relation


@pytest.mark.parametrize(
    "text",
    [
        "Стрельба на улице Сатпаева.", "Выиграл клуб «Кайрат».", "Об этом сказал Серик Ахметов.", "Бой был долгим.",
        "Сработал спецназ «Арыстан».", "Бой у реки Талас.", "Взорван мост через речку Чу.",
    ],
)  # fmt: skip
def test_streets_clubs_and_people_are_no_places(text: str) -> None:
    assert places(text) == []


def test_a_village_that_the_gazetteer_lacks_keeps_its_name() -> None:
    assert places("Стрельба в селе Тридевятое.") == [("Тридевятое", "at")]


def test_residents_and_villages_make_an_ordinary_word_a_place() -> None:
    assert places("Жители Мерке перекрыли трассу.") == [("Merke", "from")]
    assert places("Жители села Отар перекрыли трассу.") == [("Otar", "named")]
    assert places("Портной верил своей Мерке.") == []


def test_what_lies_across_a_place_is_not_in_it() -> None:
    assert places("Взорван мост через Сырдарью в Кызылорде.") == [("Sirdaryo", "from"), ("Kyzylorda", "at")]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            "10 июня на границе Кыргызстана с Таджикистаном произошла перестрелка, ранены четверо.",
            [("Кыргызстана", "KG"), ("Таджикистаном", "TJ")],
        ),
        (
            "10 июня на границе Казахстана с Китаем произошла перестрелка, ранены четверо.",
            [("Казахстана", "KZ"), ("Китаем", "CN")],
        ),
        ("Кыргызстан сообщил о 36 погибших в столкновениях на границе с Таджикистаном.", [("Кыргызстан", "KG")]),
    ],
)
def test_places_at_a_border_stand_in_their_own_words(text: str, places: list[tuple[str, str]]) -> None:
    (facts,) = incidents(text)
    named = [(f.evidence.exact, f.value.country) for f in of(facts, Field.PLACE) if isinstance(f.value, Place)]
    assert named == places
