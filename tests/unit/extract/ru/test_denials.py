"""Numbers of dead that somebody denies: they are no figure, no part of one, and no incident of their own."""

import pytest

from kztui.model.fact import COUNTED, Fact, Field, Hedge, Scope, Side

from .samples import incidents

ATTACK = "9 июня в Таразе при нападении на склад погибли двое сторожей. "


def killed(facts: tuple[Fact, ...]) -> dict[Hedge, list[Fact]]:
    """Return the numbers of dead, those denied apart."""
    found = [fact for fact in facts if fact.field is Field.KILLED]
    return {hedge: [fact for fact in found if fact.hedge is hedge] for hedge in (Hedge.NONE, Hedge.DENIED)}


@pytest.mark.parametrize(
    ("denial", "number", "voice"),
    [
        ("Сообщения о девяти погибших в МВД опровергли.", 9, "Interior Ministry"),
        ("В МВД опровергли сведения о девяти погибших.", 9, "Interior Ministry"),
        ("МВД опровергло слухи о гибели девяти человек.", 9, "Interior Ministry"),
        ("Информация о девяти погибших не подтвердилась, сообщили в МВД.", 9, "Interior Ministry"),
        ("В акимате не подтвердили публикации о шести погибших.", 6, "акимате"),
        ("Сведения о том, что погибли шесть человек, в акимате назвали ложными.", 6, "акимате"),
        ("По рассказам соседей, погибли шесть человек, однако в акимате эту информацию опровергли.", 6, "акимате"),
        ("Соседи говорили о шести погибших, но акимат это отрицает.", 6, "акимат"),
        ("По словам соседей, погибли шесть человек. В акимате эту информацию опровергли.", 6, "акимате"),
        ("По словам соседей, погибли шесть человек. Власти эти сведения не подтвердили.", 6, "Власти"),
    ],
)
def test_a_denied_number_is_the_denier_s_and_the_toll_stays(denial: str, number: int, voice: str) -> None:
    (facts,) = incidents(ATTACK + denial)
    (toll,), (denied,) = killed(facts).values()
    assert (toll.value, toll.scope) == (2, Scope.WHOLE)
    assert (denied.value, denied.attributed_to, denied.side) == (number, voice, Side.UNKNOWN)


def test_what_was_confirmed_is_not_denied() -> None:
    (facts,) = incidents(ATTACK + "По словам соседей, погибли шесть человек. В акимате эту информацию подтвердили.")
    assert not killed(facts)[Hedge.DENIED]


def test_a_denial_of_something_else_leaves_the_toll_alone() -> None:
    (facts,) = incidents("9 июня в Таразе погибли двое сторожей, на склад напали. Слухи о закрытии рынка опровергли.")
    assert not killed(facts)[Hedge.DENIED]


@pytest.mark.parametrize(
    "text",
    [
        "Информация о гибели девяти человек в Таразе 9 июня не подтвердилась.",
        "В полиции опровергли сообщения о девяти погибших 9 июня в Таразе.",
    ],
)
def test_deaths_that_are_only_denied_are_no_incident(text: str) -> None:
    assert incidents(text) == []


def test_a_denial_of_another_number_leaves_those_told_before_alone() -> None:
    denial = "Ранее сообщалось о пяти погибших, однако прокуратура это опровергла."
    (facts,) = incidents("9 июня в Таразе прогремел взрыв, ранены двое. " + denial)
    assert [(f.value, f.hedge) for f in facts if f.field in COUNTED] == [(2, Hedge.NONE)]
    (facts,) = incidents("9 июня в Таразе прогремел взрыв, погибли пятеро. " + denial)
    assert [(f.value, f.hedge) for f in facts if f.field in COUNTED] == [(5, Hedge.DENIED)]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Акимат Тараза опроверг сообщения о нападении на пост.", 0),
        ("Акимат Тараза опроверг слухи о новом взрыве на рынке.", 0),
        ("Акимат Тараза сообщил о нападении на пост 15 июня.", 1),
    ],
)
def test_an_event_of_which_only_denied_reports_tell_is_none(text: str, number: int) -> None:
    assert len(incidents(text)) == number
