"""What was attacked: things that an event noun, a list or another verb names, and people who share a verb."""

import pytest

from kztui.model.fact import Field

from .samples import incident, incidents, words


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("Bomb attacks were carried out on Friday against the state oil company in Taraz.", {"state oil company"}),
        ("A bomb attack in Taraz on Friday was aimed at the fuel tanks of a factory.", {"fuel tanks of a factory"}),
        ("The house of Judge Sadykov in Taraz was the target of a bomb attack on Friday.", {"house of judge sadykov"}),
        ("The bank and the hotel in Taraz were the targets of bomb attacks on Friday.", {"bank", "hotel"}),
        ("After killing a guard, the rebels used explosives against the town hall of Taraz.", {"town hall of taraz"}),
        ("Two bombs went off at the house of a judge and at the offices of a lawyer in Taraz on Friday.",
         {"house of a judge", "offices of a lawyer"}),
        ("An explosion took place on Friday at one of the banks in Taraz, wounding a guard.", {"banks"}),
        ("Guerrillas carried out sabotage operations against the electricity network in Taraz on Friday.",
         {"electricity network"}),
        ("Gunmen attacked and robbed a bank in Taraz on Friday.", {"bank"}),
        ("The bank in Taraz was not the target of the bomb attack on Friday.", set()),
        ("A bomb attack was carried out on Friday in Taraz near a tram.", set()),
    ],
)  # fmt: skip
def test_targets(text: str, targets: set[str]) -> None:
    assert words(incident(text), Field.TARGET) == targets


def test_who_killed_before_attacking_did_both() -> None:
    facts = incident("After killing a guard, the rebels used explosives against the town hall of Taraz on Friday.")
    assert words(facts, Field.VICTIM) == {"guard"}
    assert words(facts, Field.PERPETRATOR) == {"rebels"}


@pytest.mark.parametrize(
    ("text", "doers", "victims"),
    [
        ("The men kidnapped and killed a teacher in Taraz on Friday.", {"men"}, {"teacher"}),
        ("The Red Front had kidnapped and sentenced a teacher in Taraz on Friday.", {"red front"}, {"teacher"}),
        ("Two men were kidnapped and killed in Taraz on Friday.", set(), {"two men"}),
    ],
)
def test_verbs_that_and_joins_share_their_object(text: str, doers: set[str], victims: set[str]) -> None:
    facts = incident(text)
    assert (words(facts, Field.PERPETRATOR), words(facts, Field.VICTIM)) == (doers, victims)


def test_who_else_suffered_is_named_behind_the_verb() -> None:
    facts = incident("A bomb exploded in Taraz on Friday. Also injured were Luis Roca and Mario Paz.")
    assert words(facts, Field.VICTIM) == {"luis roca", "mario paz"}


@pytest.mark.parametrize(
    "text",
    [
        "The deputy harshly attacked the minister in Taraz on Friday.",
        "The deputy attacked the minister in a speech in Taraz on Friday.",
        "The paper published personal attacks on a judge in Taraz on Friday.",
    ],
)
def test_who_is_attacked_by_words_is_no_victim(text: str) -> None:
    assert incidents(text) == []


def test_who_is_attacked_in_a_place_is_one() -> None:
    facts = incident("A deputy attacked the minister in an office in Taraz on Friday.")
    assert words(facts, Field.VICTIM) == {"minister"}
