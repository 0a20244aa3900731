"""What becomes of an incident: tolls that rise, those still in hospital, suspects who are caught."""

import pytest

from kztui.model.fact import DateSpan, Field, Qualifier, Scope
from kztui.model.figures import Policy, count_figure

from .samples import counts, incidents, of, report, values

BLAST = "11 июня в Экибастузе прогремел взрыв на складе. "


def best(text: str, field: Field) -> int | None:
    """Return the best number of a counted field of the one incident that a text tells."""
    (facts,) = incidents(text)
    made = report(text)
    figure = count_figure(facts, field, {made.id: made.source}, Policy.LATEST_OFFICIAL)
    return figure.best if figure else None


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
def test_so_many_were_hurt_as_are_in_hospital_still(text: str) -> None:
    (facts,) = incidents(BLAST + text)
    assert [(fact.value, fact.qualifier) for fact in of(facts, Field.WOUNDED)] == [(9, Qualifier.EXACT)]


def test_more_were_hurt_than_are_in_hospital_still() -> None:
    (facts,) = incidents(BLAST + "Ранены 20 человек. В больницах остаются 11 человек.")
    assert [(fact.value, fact.scope) for fact in of(facts, Field.WOUNDED)] == [(20, Scope.WHOLE), (11, Scope.PART)]


def test_a_least_number_in_hospital_is_one() -> None:
    (facts,) = incidents(BLAST + "В больницах остаются не менее 11 человек.")
    assert [(fact.value, fact.qualifier) for fact in of(facts, Field.WOUNDED)] == [(11, Qualifier.AT_LEAST)]


@pytest.mark.parametrize(
    ("text", "dead", "hurt"),
    [
        ("Погибли двое, ещё шестеро в больнице.", [2], [6]),
        ("Погибли двое, в том числе сторож, ещё шестеро, включая трёх полицейских, в больнице.", [2, 1], [6, 3]),
    ],
)
def test_others_are_in_hospital(text: str, dead: list[int], hurt: list[int]) -> None:
    found = counts(BLAST + text)
    assert (found["killed"], found["wounded"]) == (dead, hurt)


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


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Взрыв в Таразе прогремел 15 июня, погибли трое. 17 июня число погибших выросло до пяти.", [15]),
        ("Взрыв в Таразе прогремел 15 июня, погибли трое. На следующий день число погибших достигло пяти.", [15]),
        ("Взрыв в Таразе прогремел 15 июня, погибли трое. Число погибших выросло до пяти во вторник.", [15]),
        ("Число погибших при взрыве 15 июня в Таразе выросло до пяти.", [15]),
        ("17 июня число погибших при взрыве 15 июня в Таразе выросло до пяти.", [15]),
    ],
)
def test_the_day_of_a_growing_toll_is_not_that_of_the_event(text: str, days: list[int]) -> None:
    (facts,) = incidents(text)
    assert [day.start.day for day in values(facts, Field.DATE) if isinstance(day, DateSpan) and day.start] == days


def test_where_a_trial_is_held_nothing_happened() -> None:
    text = "В Таразе начался суд по делу об убийстве судьи. Убийство произошло 3 мая в Шу."
    assert [values(facts, Field.PLACE) for facts in incidents(text)] == [["Shu"]]


@pytest.mark.parametrize(
    ("text", "field", "number"),
    [
        ("В бою под Таразом 15 июня погибли не пятеро, как сообщалось ранее, а четверо боевиков.", Field.KILLED, 4),
        ("При взрыве в Таразе 15 июня ранены не 12 человек, а 15.", Field.WOUNDED, 15),
        ("15 июня в Таразе полиция задержала не пятерых, а четверых подозреваемых.", Field.ARRESTED, 4),
        ("При взрыве в Таразе 15 июня ранены не менее 12 человек.", Field.WOUNDED, 12),
    ],
)
def test_the_right_number_takes_the_place_of_the_wrong_one(text: str, field: Field, number: int) -> None:
    assert [values(facts, field) for facts in incidents(text)] == [[number]]


def test_what_one_sentence_sets_the_scene_for_is_over_with_the_next_day() -> None:
    text = (
        "Рынок в Таразе закрыт с понедельника. В среду там подрались торговцы, ранены двое. Задержаны девять человек."
    )
    (facts,) = incidents(text)
    assert (values(facts, Field.WOUNDED), values(facts, Field.ARRESTED)) == ([2], [9])


def test_what_prisoners_do_is_of_the_riot_in_their_prison() -> None:
    text = "Бунт вспыхнул 15 июня в колонии под Таразом. Заключённые убили троих охранников и взяли заложников."
    (facts,) = incidents(text)
    assert (values(facts, Field.TYPE), values(facts, Field.KILLED)) == (["riot"], [3])


@pytest.mark.parametrize(
    ("later", "killed"),
    [
        ("Двое раненых скончались в больнице.", 8),
        ("Ещё двое раненых скончались в больнице.", 8),
        ("18 июня в больнице скончались ещё двое раненых.", 10),
    ],
)
def test_a_grown_toll_counts_the_wounded_who_had_died(later: str, killed: int) -> None:
    assert best(f"{BLAST}12 июня число погибших выросло до восьми. {later}", Field.KILLED) == killed


def test_those_listed_beside_others_add_to_the_attackers() -> None:
    text = "Боевики 15 июня под Таразом убили троих полицейских и пятерых других людей. Уничтожены 24 боевика."
    assert best(text, Field.KILLED) == 32


@pytest.mark.parametrize(
    ("later", "killed"),
    [("Двое из раненых позже умерли.", [2]), ("Полиция ищет стрелка.", [3])],
)
def test_who_was_shot_need_not_have_died_of_it(later: str, killed: list[int]) -> None:
    (facts,) = incidents(f"В Таразе 15 июня рядовой расстрелял из автомата троих сослуживцев. {later}")
    assert values(facts, Field.KILLED) == killed
