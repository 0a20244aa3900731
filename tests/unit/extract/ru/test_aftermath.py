"""What becomes of an incident: tolls that rise, those still in hospital, suspects who are caught."""

import pytest

from kztui.model.fact import Fact, Field, Qualifier, Scope

from .samples import counts, incidents, values

BLAST = "11 июня в Экибастузе прогремел взрыв на складе. "


def of(facts: tuple[Fact, ...], field: Field) -> list[Fact]:
    """Return the facts of a field."""
    return [fact for fact in facts if fact.field is field]


@pytest.mark.parametrize(
    "text",
    [
        "Число жертв взрыва в Экибастузе, который случился 11 июня, выросло до восьми.",
        "Число погибших при взрыве, прогремевшем 11 июня в Экибастузе, достигло восьми.",
        "11 июня в Экибастузе прогремел взрыв. Количество погибших, среди которых есть дети, возросло до восьми.",
    ],
)
def test_a_clause_between_a_toll_and_its_number_parts_them_not(text: str) -> None:
    assert counts(text)["killed"] == [8]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Скончался шестой пострадавший.", 6),
        ("В больнице умерла третья пострадавшая.", 3),
        ("Вторая жертва взрыва скончалась в реанимации.", 2),
        ("Четвёртый полицейский скончался сегодня.", 4),
    ],
)
def test_the_nth_to_die_makes_the_toll_so_many(text: str, number: int) -> None:
    (facts,) = incidents(BLAST + text)
    assert [(fact.value, fact.updates) for fact in of(facts, Field.KILLED)] == [(number, True)]


def test_the_nth_to_die_comes_after_those_who_died_before() -> None:
    (facts,) = incidents(BLAST + "Погибли пять человек. Сегодня скончался шестой пострадавший.")
    assert [(fact.value, fact.scope) for fact in of(facts, Field.KILLED)] == [(5, Scope.PART), (6, Scope.WHOLE)]


@pytest.mark.parametrize(
    "text",
    [
        "Двое пострадавших в реанимации, третий пострадавший скончался.",
        "Ранены двое: один пострадавший в больнице, второй пострадавший умер.",
        "Двое нападавших скрылись. Третий нападавший скончался.",
    ],
)
def test_one_counted_off_among_others_is_one(text: str) -> None:
    assert counts(BLAST + text)["killed"] == [1]


@pytest.mark.parametrize(
    "text",
    [
        "В больнице остаются девять человек.",
        "Ещё девять человек остаются в больнице.",
        "В больнице остаются девять пострадавших.",
        "Врачи продолжают лечить девятерых пострадавших.",
    ],
)
def test_no_fewer_were_hurt_than_are_in_hospital_still(text: str) -> None:
    (facts,) = incidents(BLAST + text)
    assert [(fact.value, fact.qualifier) for fact in of(facts, Field.WOUNDED)] == [(9, Qualifier.AT_LEAST)]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Погибли двое, ещё шестеро в больнице.", [6]),
        ("Погибли двое, в том числе сторож, ещё шестеро, включая трёх полицейских, в больнице.", [6, 3]),
    ],
)
def test_others_are_in_hospital(text: str, numbers: list[int]) -> None:
    found = counts(BLAST + text)
    assert (found["killed"], found["wounded"]) == ([2], numbers)


def test_a_suspect_s_year_of_birth_is_no_number() -> None:
    (facts,) = incidents("11 июня в Экибастузе напали на пост. Подозреваемого, 1990 года рождения, задержали.")
    assert values(facts, Field.ARRESTED) == [1]


def test_where_a_suspect_is_arrested_a_fire_was_no_mishap() -> None:
    text = "11 июня в Экибастузе в окно отдела бросили бутылку, пострадал дежурный. Загорелась мебель. "
    (facts,) = incidents(text + "Подозреваемого задержали.")
    assert values(facts, Field.ARRESTED) == [1]


@pytest.mark.parametrize(
    "text",
    [
        "В понедельник утром троих подозреваемых задержали в Павлодаре.",
        "13 июня двоих нападавших задержали в Павлодаре.",
        "Полицейские задержали 15 июня в Павлодаре двоих грабителей.",
    ],
)
def test_suspects_caught_within_a_week_are_of_the_attack(text: str) -> None:
    (facts,) = incidents("11 июня в Экибастузе четверо в масках напали на кассира. " + text)
    assert values(facts, Field.PLACE) == ["Ekibastuz"]
    assert values(facts, Field.ARRESTED)


@pytest.mark.parametrize(
    "text",
    [
        "18 июня в Павлодаре задержали пятерых сторонников запрещённой партии.",
        "18 июля в Павлодаре задержали двоих грабителей.",
    ],
)
def test_other_arrests_stand_alone(text: str) -> None:
    assert len(incidents("11 июня в Экибастузе четверо в масках напали на кассира. " + text)) == 2
