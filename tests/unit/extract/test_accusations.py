"""Who is said to have done it: accused, suspected, or claiming it, in the ways that reports use."""

import pytest

from kztui.model.fact import Field, Hedge

from .samples import incidents

ACCUSED = ("The men of the White Wolf gang", "members of the Steppe Hawks", "three brothers from Taraz")
SENTENCES = (
    "{} are responsible for the killings, a prosecutor said.",
    "The prosecutor holds {} responsible for the attack.",
    "{} are suspected of the murder.",
    "{} were charged with the crime a week later.",
    "Residents believe that {} were behind the attack.",
    "{} were involved in the murder, the court heard.",
    "Suspicion fell on {}.",
    "The killings bear the mark of {}, police said.",
    "The murder was ordered by {}.",
    "The killers were {}.",
    "The authors of the attack were {}.",
    "{} have been linked to the killings.",
    "Investigators called the attack the work of {}.",
)


def doers(text: str) -> set[tuple[str, Hedge]]:
    """Return who is said to have done what a text tells, with how far the text stands behind it."""
    fields = (Field.PERPETRATOR, Field.CLAIMED_BY)
    return {(str(f.value), f.hedge) for facts in incidents(text) for f in facts if f.field in fields}


@pytest.mark.parametrize("accused", ACCUSED)
@pytest.mark.parametrize("sentence", SENTENCES)
def test_the_accused_are_suspected(sentence: str, accused: str) -> None:
    told = sentence.format(accused)
    found = doers(f"Two farmers were shot dead near Merke on Friday. {told[0].upper()}{told[1:]}")
    assert any({*name.split()} & {*accused.split()} and hedge is Hedge.SUSPECTED for name, hedge in found), found


def test_a_claim_is_a_claim() -> None:
    found = doers(
        "Two farmers were shot dead near Merke on Friday. The Steppe Front said it had carried out the attack."
    )
    assert "Steppe Front" in {name for name, _ in found}


@pytest.mark.parametrize(
    "sentence",
    [
        "The mayor is responsible for roads and schools.",
        "The mayor, Askar Bekov, was behind the wheel.",
        "A committee led by Askar Bekov is involved in talks.",
        "Askar Bekov is not responsible for the attack, the court said.",
    ],
)
def test_who_is_responsible_for_something_else_is_not_accused(sentence: str) -> None:
    assert doers(f"Two farmers were shot dead near Merke on Friday. {sentence}") == set()


def test_who_denies_it_for_somebody_is_not_accused() -> None:
    text = "Two farmers were shot dead near Merke on Friday. The mayor denied that soldiers were behind the murder."
    assert {hedge for _, hedge in doers(text)} <= {Hedge.DENIED}
