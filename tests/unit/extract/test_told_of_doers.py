"""Who did it, told in another clause or sentence than the deed."""

import pytest

from kztui.model.fact import Field, Place

from .samples import incidents

DEED = "A judge was shot dead in Merke on Friday. "


def doers(text: str) -> list[str]:
    (facts,) = incidents(text)
    return [str(fact.value) for fact in facts if fact.field in (Field.PERPETRATOR, Field.ATTRIBUTED_TO)]


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        (DEED + "A court found Ruslan Bekov guilty of the attack.", "Ruslan Bekov"),
        (DEED + "A court convicted Ruslan Bekov of the murder.", "Ruslan Bekov"),
        (DEED + "Ruslan Bekov was sentenced to 20 years in prison for the murder.", "Ruslan Bekov"),
        (DEED + "Police named Ruslan Bekov as the suspect.", "Ruslan Bekov"),
        (DEED + "Police arrested his driver for the murder.", "driver"),
        (DEED + "The suspect is a 40-year-old driver.", "driver"),
        (DEED + "The suspect, a 40-year-old driver, fled.", "driver"),
        (DEED + "The shooter, 30-year-old Ruslan Bekov, was detained.", "Ruslan Bekov"),
        (DEED + "His driver has confessed.", "driver"),
        (DEED + "His driver confessed to the killing.", "driver"),
        (DEED + "His driver pleaded guilty to the murder.", "driver"),
        ("Gunmen raided a bank in Merke on Friday. The gang was led by Ruslan Bekov.", "Ruslan Bekov"),
        ("A man fired at his wife with a shotgun in Merke on Friday.", "man"),
        ("Three men who fired at a patrol in Merke on Friday were detained.", "Three men"),
        ("A rights group said inmates at colony No. 5 in Merke had attacked guards on Friday.", "inmates"),
        ("A shop burned down in Merke on Friday. A rival trader poured petrol on the door.", "trader"),
    ],
)
def test_a_doer_is_found_in_another_clause(text: str, doer: str) -> None:
    assert any(doer in one for one in doers(text))


@pytest.mark.parametrize(
    "more",
    [
        "The suspect, police said, fled.",
        "The gunman, a lawyer said, fled.",
        "A court found Ruslan Bekov guilty of tax evasion.",
        "Ruslan Bekov was sentenced to a fine for speeding.",
        "His driver did not confess to the killing.",
        "Police named Ruslan Bekov as the new judge.",
        "The investigation is led by Ruslan Bekov.",
    ],
)
def test_who_is_only_named_beside_a_deed_did_not_do_it(more: str) -> None:
    assert not doers(DEED + more)


def test_a_name_behind_an_article_is_no_place() -> None:
    (facts,) = incidents("A judge in Merke was shot from a Toyota on Friday.")
    assert [fact.value.name for fact in facts if isinstance(fact.value, Place)] == ["Merke"]
