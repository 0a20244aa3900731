"""Who says so."""

import pytest

from kztui.extract.en.sources import find_attribution
from kztui.extract.mention import Attribution
from kztui.model.fact import Field, Scope, Side

from .samples import incident, readings


def said(text: str) -> Attribution | None:
    """Return whom the last sentence of a text quotes."""
    found = None
    for read in readings(text):
        now = find_attribution(read, found)
        found = now or found
    return now


@pytest.mark.parametrize(
    ("text", "name", "official"),
    [
        ("Two died, the KNB said.", "KNB", True),
        ("The KNB said two died.", "KNB", True),
        ("According to the prosecutor's office, two died.", "prosecutor's office", True),
        ("Two died, the prosecutor's office was quoted by Tengri News as saying.", "prosecutor's office", True),
        ("Tengri News quoted the interior ministry as saying that two died.", "interior ministry", True),
        ("Jund al-Khilafah claimed the attack.", "Jund al-Khilafah", False),
        ("Aslan Bekturov said two died.", "Aslan Bekturov", False),
        ("Extremists killed two hikers whose bodies were found, the KNB now believes.", "KNB", True),
    ],
)
def test_sources(text: str, name: str, official: bool) -> None:
    for written in (text, text.upper()):
        found = said(written)
        assert found
        assert (found.name.lower(), found.official) == (name.lower(), official)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Steppe Watch said two died.", "Steppe Watch"),
        ("The Zhailau said two died.", "Zhailau"),
        ("Two died, Zhailau said.", "Zhailau"),
    ],
)
def test_capitals_make_a_source_of_unknown_words(text: str, name: str) -> None:
    found = said(text)
    assert found
    assert found.name == name


def test_the_statement_goes_on_with_the_source_named_before() -> None:
    found = said("The KNB said two died. The statement said that four were hurt.")
    assert found
    assert found.name == "KNB"


@pytest.mark.parametrize(
    "text",
    [
        "Two died.",
        "Residents fled the town.",
        "Reports said two died.",
        "The claims said two died.",
        "Rumours claimed that two had died.",
        "Footage said to be from Merke showed two dead.",
        "Estimates indicated that two died.",
    ],
)
def test_no_source(text: str) -> None:
    assert said(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "A bomb went off in Oral on Friday. Six people died, the mayor said. The Health Ministry said nine.",
        "A bomb went off in Oral on Friday. Six died, the mayor said. Nine people died, the Health Ministry said.",
        "A bomb went off in Oral on Friday. The mayor said six people died, while the Health Ministry said nine.",
    ],
)
def test_two_authorities_give_rival_totals(text: str) -> None:
    killed = [fact for fact in incident(text) if fact.field is Field.KILLED]
    assert {(fact.value, fact.scope, fact.attributed_to) for fact in killed} == {
        (6, Scope.WHOLE, "mayor"),
        (9, Scope.WHOLE, "Health Ministry"),
    }


def test_the_dead_of_one_side_are_all_of_them_where_another_authority_counts_them() -> None:
    killed = [
        fact
        for fact in incident(
            "A gunfight broke out in Oral on Friday. Local sources said at least 16 people were killed. The Interior "
            "Ministry said eight militants were killed."
        )
        if fact.field is Field.KILLED
    ]
    assert {(fact.value, fact.side, fact.scope, fact.attributed_to) for fact in killed} == {
        (16, Side.UNKNOWN, Scope.WHOLE, "Local sources"),
        (8, Side.PERPETRATOR, Scope.WHOLE, "Interior Ministry"),
    }


@pytest.mark.parametrize(
    ("after", "killed"),
    [
        ("The toll has risen to nine, the Health Ministry said.", {(6, Scope.PART), (9, Scope.WHOLE)}),
        ("Three more died in hospital, the Health Ministry said.", {(6, Scope.PART), (3, Scope.PART)}),
        ("The Health Ministry said 12 vehicles were lost.", {(6, Scope.WHOLE)}),
    ],
)
def test_what_goes_on_from_a_total_is_no_rival_of_it(after: str, killed: set[tuple[int, Scope]]) -> None:
    facts = incident(f"Six people died in a blast in Oral on Friday, the mayor said. {after}")
    assert {(fact.value, fact.scope) for fact in facts if fact.field is Field.KILLED} == killed


def test_a_quotation_mark_inside_is_no_part_of_a_value() -> None:
    facts = incident('Troops killed eight "militants" in Oral on Friday.')
    assert {fact.value for fact in facts if fact.field is Field.PERPETRATOR} == {"eight militants"}
