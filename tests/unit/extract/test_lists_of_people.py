"""Lists of people of whom something is said beside their names."""

import pytest

from kztui.model.fact import Fact, Field, Scope, Side

from .samples import incident, words


@pytest.mark.parametrize(
    ("text", "victims"),
    [
        ("Gunmen killed Hector Paz, leader of the Movement of the Left (MDL), and deputy Gilda Ruiz in Taraz.",
         {"hector paz", "gilda ruiz"}),
        ("Gunmen killed Hector Paz, leader of the front, and two guards in Taraz on Friday.",
         {"hector paz", "two guards"}),
        ("The murder of Mario Cano, head of the paper Sol, and Jaime Leal, a deputy, in Taraz on Friday was condemned.",
         {"mario cano", "jaime leal"}),
        ("Luis Paz, mayor of Osh, Ana Gil, a teacher at a school, and Juan Roca, a clerk, were shot dead in Taraz.",
         {"luis paz", "ana gil", "juan roca"}),
        ("Luis Paz, who had been mayor, and Ana Gil, who taught in a school, were shot dead in Taraz on Friday.",
         {"luis paz", "ana gil"}),
        ("Luis Paz and Ana Gil, both of whom were teachers, were shot dead in Taraz on Friday.",
         {"luis paz", "ana gil"}),
        ("Injured by a bomb in Taraz on Friday were: a cab driver; Elmer Rojas, a beggar who sat there; and Ana Gil.",
         {"cab driver", "elmer rojas", "ana gil"}),
    ],
)  # fmt: skip
def test_lists_go_on_behind_what_is_said_of_one(text: str, victims: set[str]) -> None:
    assert words(incident(text), Field.VICTIM) == victims


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Gunmen killed Hector Paz, a lawyer, and wounded Ana Gil in Taraz on Friday.", {"hector paz"}),
        ("Hector Paz, leader of the front, was shot dead and Ana Gil, a clerk, was wounded in Taraz.", {"hector paz"}),
        ("Gunmen killed Hector Paz, a lawyer, the mayor said in Taraz on Friday.", {"hector paz"}),
        (
            "Gunmen killed Hector Paz, leader of the front, police and Ana Gil, a witness, said in Taraz.",
            {"hector paz"},
        ),
    ],
)
def test_lists_end_before_others(text: str, killed: set[str]) -> None:
    facts = incident(text)
    assert {fact.evidence.exact.lower() for fact in facts if fact.field is Field.KILLED} == killed


def counted(facts: tuple[Fact, ...], field: Field) -> set[tuple[object, Scope]]:
    """Return the numbers of a field with what they cover."""
    return {(fact.value, fact.scope) for fact in facts if fact.field is field}


@pytest.mark.parametrize(
    "text",
    [
        "40 gunmen, including eight Afghans, were detained in Osh on Friday.",
        "40 gunmen, among them eight Afghans, were detained in Osh on Friday.",
        "40 gunmen, eight of them Afghans, were detained in Osh on Friday.",
        "40 gunmen, eight of whom are Afghans, were detained in Osh on Friday.",
        "40 gunmen (including eight Afghans) were detained in Osh on Friday.",
        "Police detained 40 gunmen, including eight Afghan nationals, in Osh on Friday.",
        "After an attack in Osh on Friday 40 gunmen were detained, including eight Afghans.",
        "40 gunmen, including eight Afghans, surrendered in Osh on Friday.",
        "Forty people, including eight women, were detained in Osh on Friday after an attack.",
    ],
)
def test_those_included_are_a_part_of_those_arrested(text: str) -> None:
    assert counted(incident(text), Field.ARRESTED) == {(40, Scope.WHOLE), (8, Scope.PART)}


def test_those_beside_others_are_not_included() -> None:
    facts = incident("40 gunmen and eight Afghans were detained in Osh on Friday.")
    assert counted(facts, Field.ARRESTED) == {(40, Scope.PART), (8, Scope.PART)}


@pytest.mark.parametrize(
    "among", ["including two Tajiks and eight Afghans", "two of them Tajiks", "two of them Afghans"]
)
def test_whoever_is_among_attackers_is_no_victim(among: str) -> None:
    facts = incident(f"40 gunmen, {among}, were killed in Osh on Friday.")
    assert not words(facts, Field.VICTIM)
    assert {fact.side for fact in facts if fact.field is Field.KILLED} == {Side.PERPETRATOR}


@pytest.mark.parametrize("among", ["two women", "two Afghans", "two of them Afghans"])
def test_whoever_is_among_the_dead_is_one_of_them(among: str) -> None:
    among = among if "of them" in among else f"including {among}"
    facts = incident(f"Nine priests, {among}, were murdered in Osh on Friday.")
    assert counted(facts, Field.KILLED) == {(9, Scope.WHOLE), (2, Scope.PART)}
    assert {fact.side for fact in facts if fact.field is Field.KILLED} == {Side.CIVILIAN}
