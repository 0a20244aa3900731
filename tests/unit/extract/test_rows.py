"""Those called by their place in a row: "three gunmen were arrested and the fourth was killed"."""

import pytest

from kztui.model.fact import Field, Side

from .samples import counts, incident


@pytest.mark.parametrize(
    ("text", "field", "counted"),
    [
        (
            "Three gunmen were arrested and the fourth was killed in Oral on Friday.",
            Field.KILLED,
            {(1, Side.PERPETRATOR)},
        ),
        (
            "Two militants were held in Oral on Friday, the third was wounded and the fourth was killed.",
            Field.KILLED,
            {(1, Side.PERPETRATOR)},
        ),
        (
            "Two militants were held in Oral on Friday, the third was wounded and the fourth was killed.",
            Field.WOUNDED,
            {(1, Side.PERPETRATOR)},
        ),
        ("Two guards were wounded and a third was killed in Oral on Friday.", Field.KILLED, {(1, Side.SECURITY)}),
        (
            "Police surrounded three gunmen in Oral on Friday. Two were arrested and the third was killed.",
            Field.KILLED,
            {(1, Side.UNKNOWN)},
        ),
    ],
)
def test_one_more_of_the_people_told_of_is_counted(text: str, field: Field, counted: set[tuple[int, Side]]) -> None:
    assert counts(incident(text), field) == counted


@pytest.mark.parametrize(
    "text",
    [
        "A gunman wounded two guards in Oral on Friday with two bombs; the third was found by police.",
        "A man shot dead two guards in Oral on Friday and fled in one of two cars; the second was shot at.",
        "The first blast in Oral on Friday killed two guards, and the second killed three.",
    ],
)
def test_things_in_a_row_are_no_people(text: str) -> None:
    facts = incident(text)
    assert not {1} & {value for value, _ in counts(facts, Field.KILLED) | counts(facts, Field.WOUNDED)}


def test_a_doer_whom_police_kill_is_counted_apart_from_an_officer_who_dies() -> None:
    facts = incident(
        "Police shot dead a man who had stabbed two officers in Oral on Friday. One of the officers later died."
    )
    assert counts(facts, Field.KILLED) == {(1, Side.PERPETRATOR), (1, Side.SECURITY)}


def test_whoever_police_kill_need_have_done_nothing() -> None:
    facts = incident("Police shot dead a man who was walking his dog in Oral on Friday.")
    assert counts(facts, Field.KILLED) == {(1, Side.UNKNOWN)}
