"""Who is shot at: a phrase of aiming without an object behind it tells of those before it."""

import pytest

from kztui.model.fact import Field

from .samples import incidents


def roles(text: str, field: Field) -> set[str]:
    return {str(fact.value) for facts in incidents(text) for fact in facts if fact.field is field}


@pytest.mark.parametrize(
    "text",
    [
        "A nurse shot at while cycling in Merke on Friday called the police.",
        "A nurse shot at on a road near Merke on Friday lost her way.",
        "A nurse shot at in her home in Merke on Friday was unhurt.",
        "A nurse fired at from a roof in Merke fled on Friday.",
    ],
)
def test_who_is_shot_at_is_a_victim(text: str) -> None:
    assert roles(text, Field.VICTIM) == {"nurse"}
    assert not roles(text, Field.PERPETRATOR)


def test_who_sits_in_a_car_that_is_shot_at_shot_nobody() -> None:
    assert not roles("A man in a car shot at in Merke on Friday fled.", Field.PERPETRATOR)


@pytest.mark.parametrize(
    "text",
    [
        "A man fired at his wife in Merke on Friday.",
        "A man shot at police in Merke on Friday.",
        "A man fired at least six shots in Merke on Friday.",
    ],
)
def test_who_shoots_at_others_did_it(text: str) -> None:
    assert roles(text, Field.PERPETRATOR) == {"man"}


def test_riders_who_open_fire_did_it() -> None:
    text = "Two men on a motorcycle opened fire on a shop in Merke on Friday."
    assert roles(text, Field.PERPETRATOR) == {"Two men"}
