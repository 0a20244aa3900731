"""Events: one construction each, and what is not said to have happened."""

import pytest

from .samples import event, events


@pytest.mark.parametrize(
    ("text", "kind", "construction", "agents", "patients"),
    [
        ("Gunmen killed three officers.", "kill", "active", ["gunmen"], ["three officers"]),
        ("Three officers were killed by gunmen.", "kill", "passive", ["gunmen"], ["three officers"]),
        ("The killing of three officers by gunmen shook them.", "kill", "noun", ["gunmen"], ["three officers"]),
        ("The murder committed by gunmen against a judge shook them.", "murder", "noun", ["gunmen"], ["a judge"]),
        ("An attack staged by gunmen on a bank shook them.", "attack", "noun", ["gunmen"], ["a bank"]),
        ("A blast left three people dead.", "deadly", "active", [], ["three people"]),
        ("Seven people died.", "die", "active", [], ["seven people"]),
        ("Officials counted three dead.", "die", "adjective", [], ["three"]),
        ("Masked men abducted a judge.", "abduct", "active", ["masked men"], ["a judge"]),
        ("The death toll rose to 25 people.", "die", "toll", [], ["25 people"]),
        ("Two guards received injuries.", "hurt", "active", [], ["two guards"]),
        ("Forty people have sought medical care.", "hurt", "active", [], ["forty people"]),
        ("That is how 11 people died.", "die", "active", [], ["11 people"]),
        ("He could not say what killed two guards.", "kill", "active", [], ["two guards"]),
        ("The state counts 16 dead.", "die", "adjective", [], ["16"]),
        ("Two men suspected of preparing attacks were killed.", "kill", "passive", [], ["two men"]),
        ("Two guards paid with their lives.", "die", "active", [], ["two guards"]),
        ("Police broke up a group of extremists.", "foil", "active", ["police"], ["a group of extremists"]),
        ("Gunmen struck in Taraz.", "attack", "active", ["gunmen"], []),
        ("On that day police fired at strikers.", "attack", "active", ["police"], ["strikers"]),
        ("A car parked in Taraz blew up.", "explode", "active", [], ["a car"]),
        ("Villagers fought gunmen.", "clash", "active", ["villagers"], ["gunmen"]),
        ("Gunmen struck a bank.", "attack", "active", ["gunmen"], ["a bank"]),
    ],
)
def test_constructions(text: str, kind: str, construction: str, agents: list[str], patients: list[str]) -> None:
    for written in (text, text.upper()):
        found = event(written, kind)
        assert found.rule == f"events.{kind}.{construction}/1"
        assert [mention.exact.lower() for mention in found.agents] == agents
        assert [mention.exact.lower() for mention in found.patients] == patients
        assert not found.unreal


@pytest.mark.parametrize(
    "text",
    [
        "The men will kill a guard.", "The men planned to kill a guard.", "The men did not kill a guard.",
        "Officials feared a possible attack.", "Police want to avoid further attacks.",
    ],
)  # fmt: skip
def test_what_is_not_said_to_have_happened(text: str) -> None:
    for written in (text, text.upper()):
        assert [found.unreal for found in events(written)] == [True]


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("There were no casualties.", []), ("There were no casualties among civilians.", ["civilians"]),
        ("No officers were wounded.", ["no officers"]), ("Nobody was hurt.", ["nobody"]),
        ("No resident came to harm.", ["no resident"]),
    ],
)  # fmt: skip
def test_explicit_zeros(text: str, denied: list[str]) -> None:
    for written in (text, text.upper()):
        found = [one for one in events(written) if one.effect == "wounded"]
        assert [(one.zero, [mention.exact.lower() for mention in one.denied]) for one in found] == [(True, denied)]


def test_what_is_told_aside() -> None:
    raid, attack = events("Police raided a flat after the attack.")
    assert (raid.aside, attack.aside) == (False, True)


def test_an_event_noun_can_be_the_cause() -> None:
    found = event("A blast killed two guards.", "kill")
    assert found.cause
    assert found.cause.exact == "A blast"
    assert found.agents == []


def test_weapons() -> None:
    for text in ("Gunmen attacked a bank with hand grenades.", "Gunmen threw hand grenades at a bank."):
        assert ["hand grenades"] in [[weapon.exact for weapon in found.weapons] for found in events(text)]


def test_what_a_bomb_destroys_is_bombed() -> None:
    for text in ("A bank in Taraz was destroyed by a bomb.", "A bank in Taraz was damaged with dynamite."):
        for written in (text, text.upper()):
            assert [found.kind for found in events(written)] == ["bomb"]


def test_a_claim_of_responsibility() -> None:
    found = event("Jund al-Khilafah claimed responsibility for the bombing.", "claim")
    assert [mention.detail for mention in found.agents] == ["Jund al-Khilafah"]
