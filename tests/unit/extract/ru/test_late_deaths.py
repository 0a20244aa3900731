"""Those of the wounded who die later, and numbers told again of those who were counted before."""

import pytest

from kztui.model.fact import Field, Scope, Side

from .samples import incidents, of

DAY = "В Таразе 10 июня "


def killed(text: str) -> list[tuple[object, Side]]:
    (facts,) = incidents(DAY + text)
    return [(fact.value, fact.side) for fact in of(facts, Field.KILLED)]


@pytest.mark.parametrize(
    "text",
    [
        "мужчина ранил двух сотрудников полиции. Один из них позже скончался в больнице.",
        "мужчина ранил двух сотрудников полиции. Один позже скончался.",
        "мужчина ранил двух сотрудников полиции, один из которых впоследствии умер.",
        "мужчина ранил двух сотрудников полиции. Через два дня один из них скончался.",
    ],
)
def test_one_of_the_wounded_who_dies_is_of_their_side(text: str) -> None:
    assert killed(text) == [(1, Side.SECURITY)]


@pytest.mark.parametrize(
    "text",
    [
        "мужчина убил сторожа и ранил двух сотрудников полиции. Один из них позже скончался.",
        "мужчина застрелил сторожа и ранил двух сотрудников полиции. Один скончался в больнице.",
    ],
)
def test_one_of_the_wounded_who_dies_adds_to_the_dead(text: str) -> None:
    assert killed(text) == [(1, Side.CIVILIAN), (1, Side.SECURITY)]


def test_one_of_the_wounded_is_none_of_the_dead_told_before() -> None:
    text = "убиты трое боевиков, двое полицейских ранены, один из них позже скончался."
    assert killed(text) == [(3, Side.PERPETRATOR), (1, Side.SECURITY)]


def test_one_of_the_wounded_of_no_side_is_of_none() -> None:
    text = "при взрыве погибли двое прохожих, пятеро ранены, один из них позже скончался."
    assert killed(text) == [(2, Side.CIVILIAN), (1, Side.UNKNOWN)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("при взрыве ранены двое. Трое скончались.", [(3, Side.UNKNOWN)]),
        ("при взрыве ранены двое прохожих. Ещё один скончался на месте.", [(1, Side.UNKNOWN)]),
        ("при взрыве ранены двое прохожих. Третий скончался.", [(1, Side.UNKNOWN)]),
    ],
)
def test_others_who_die_are_none_of_the_wounded(text: str, told: list[tuple[object, Side]]) -> None:
    assert killed(text) == told


@pytest.mark.parametrize(
    "text", ["Третий убит.", "Второй нападавший убит.", "Третий погиб.", "Другой убит при задержании."]
)
def test_one_who_is_counted_off_in_a_sentence_of_its_own_is_of_the_same_incident(text: str) -> None:
    (facts,) = incidents(f"{DAY}на отдел напали трое. Один ранен. {text}")
    assert [fact.value for fact in of(facts, Field.KILLED)] == [1]


def test_those_who_are_counted_off_are_counted_each_for_what_befell_them() -> None:
    text = "на отдел напали четверо. Двое задержаны, третий ранен, а четвёртый убит."
    (facts,) = incidents(DAY + text)
    found = [[fact.value for fact in of(facts, field)] for field in (Field.KILLED, Field.WOUNDED, Field.ARRESTED)]
    assert found == [[1], [1], [2]]


def test_numbers_of_those_who_are_a_part_are_not_added_to_it() -> None:
    text = "погибли семь человек, в том числе пятеро полицейских. Сначала стрелок убил двух полицейских."
    (facts,) = incidents(DAY + text)
    found = [(fact.value, fact.side, fact.scope) for fact in of(facts, Field.KILLED)]
    assert found == [(7, Side.UNKNOWN, Scope.WHOLE), (5, Side.SECURITY, Scope.PART)]


def test_another_who_dies_later_adds_to_a_part() -> None:
    text = "погибли семь человек, в том числе пятеро полицейских. Ещё двое полицейских скончались."
    assert (2, Side.SECURITY) in killed(text)
