"""Sides of the wounded told beside the dead of one side, and who is named among them."""

import pytest

from kztui.model.fact import Field, Scope, Side

from .samples import incidents, of

CLASH = "В Таразе 10 июня произошла перестрелка. "


def wounded(text: str) -> list[tuple[object, Side, Scope]]:
    (facts,) = incidents(CLASH + text)
    return [(fact.value, fact.side, fact.scope) for fact in of(facts, Field.WOUNDED)]


@pytest.mark.parametrize(
    "text",
    [
        "Погибли трое полицейских, 14 ранены.",
        "Трое полицейских погибли, ещё 14 ранены.",
        "Погибли трое солдат и 14 получили ранения.",
        "Убиты три боевика, 14 ранены.",
        "Трое полицейских убиты, 14 человек ранены.",
        "Погибли трое солдат, из гражданских — один, 14 ранены.",
    ],
)
def test_a_bare_number_is_of_no_side_behind_people_to_whom_something_else_was_done(text: str) -> None:
    assert wounded(text) == [(14, Side.UNKNOWN, Scope.WHOLE)]


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Боевики напали на солдат, ранив 14.", Side.SECURITY),
        ("Погибли трое солдат и ранены 14 полицейских.", Side.SECURITY),
        ("Погибли трое солдат и ранены 14 прохожих.", Side.CIVILIAN),
    ],
)
def test_a_number_is_of_those_whom_its_own_words_name(text: str, side: Side) -> None:
    assert wounded(text) == [(14, side, Scope.WHOLE)]


@pytest.mark.parametrize(
    "text",
    [
        "Погибли трое солдат, 14 человек ранены, среди раненых шесть мирных жителей.",
        "Погибли трое солдат и 14 ранены, в том числе шесть мирных жителей.",
        "Погибли трое солдат и 14 получили ранения, из них шесть — гражданские.",
        "Погибли трое солдат и 14 получили ранения, шестеро из них — мирные жители.",
        "Погибли трое солдат и ранены 14 человек, в их числе шесть прохожих.",
        "Убиты три боевика, 14 ранены: шесть прохожих.",
    ],
)
def test_those_named_among_the_wounded_are_of_their_own_side(text: str) -> None:
    assert wounded(text) == [(14, Side.UNKNOWN, Scope.WHOLE), (6, Side.CIVILIAN, Scope.PART)]


def test_each_of_two_numbers_has_parts_of_its_own() -> None:
    text = "Погибли семь человек, в том числе двое полицейских, ранены 15 человек, в том числе четверо детей."
    (facts,) = incidents(CLASH + text)
    assert [(fact.value, fact.side) for fact in of(facts, Field.KILLED)] == [(7, Side.UNKNOWN), (2, Side.SECURITY)]
    assert wounded(text) == [(15, Side.UNKNOWN, Scope.WHOLE), (4, Side.CIVILIAN, Scope.PART)]


def test_parts_of_the_dead_are_not_those_of_the_wounded() -> None:
    text = "Погибли семь человек, 15 ранены, среди погибших двое полицейских."
    (facts,) = incidents(CLASH + text)
    assert [(fact.value, fact.side) for fact in of(facts, Field.KILLED)] == [(7, Side.UNKNOWN), (2, Side.SECURITY)]
    assert wounded(text) == [(15, Side.UNKNOWN, Scope.WHOLE)]


def test_what_became_of_the_wounded_is_no_part_of_them() -> None:
    text = "Ранены трое полицейских: один скончался."
    (facts,) = incidents(CLASH + text)
    assert [fact.value for fact in of(facts, Field.KILLED)] == [1]
    assert [fact.value for fact in of(facts, Field.WOUNDED)] == [3]


@pytest.mark.parametrize(
    "text",
    [
        "Погибли пятеро военных, а 11 человек, в том числе трое детей, получили ранения.",
        "Погибли пятеро военных, 11 человек, среди них трое детей, ранены.",
        "Погибли пятеро военных, а 11, включая трёх детей, госпитализированы.",
    ],
)
def test_those_named_among_people_do_not_part_these_from_their_verb(text: str) -> None:
    (facts,) = incidents(CLASH + text)
    assert [(fact.value, fact.scope) for fact in of(facts, Field.KILLED)] == [(5, Scope.WHOLE)]
    assert wounded(text) == [(11, Side.UNKNOWN, Scope.WHOLE), (3, Side.CIVILIAN, Scope.PART)]


def test_who_most_of_them_are_is_not_how_many() -> None:
    text = "Погибли семь солдат, 14 ранены, большинство — мирные жители."
    assert wounded(text) == [(14, Side.UNKNOWN, Scope.WHOLE)]


def test_who_some_of_the_dead_are_is_not_how_many_died() -> None:
    (facts,) = incidents(CLASH + "Пострадали 20 человек, из них трое погибли, двое — полицейские.")
    assert [fact.value for fact in of(facts, Field.KILLED)] == [3]


def test_a_toll_is_more_than_those_named_among_it() -> None:
    text = "Число раненых достигло 20, в том числе трое детей."
    assert wounded(text) == [(20, Side.UNKNOWN, Scope.WHOLE), (3, Side.CIVILIAN, Scope.PART)]


@pytest.mark.parametrize(
    "text",
    [
        "Погибли семь человек, 15 ранены. Среди раненых — четверо детей.",
        "Погибли семь человек, 15 ранены. В числе раненых четверо детей.",
        "Ранены 15 человек. Среди пострадавших, по данным полиции, четверо детей.",
    ],
)
def test_those_named_among_the_wounded_in_a_sentence_of_its_own(text: str) -> None:
    assert wounded(text) == [(15, Side.UNKNOWN, Scope.WHOLE), (4, Side.CIVILIAN, Scope.PART)]


@pytest.mark.parametrize(
    "text",
    [
        "Ранены 15 человек. Среди погибших — четверо детей.",
        "Ранены 15 человек. Среди раненых — 16 детей.",
        "Ранены 15 человек. Среди раненых нет детей.",
        "Ранены 15 человек. Среди раненых, по данным полиции, есть дети.",
    ],
)
def test_others_are_no_part_of_the_wounded_told_before(text: str) -> None:
    assert wounded(text) == [(15, Side.UNKNOWN, Scope.WHOLE)]
