"""Lists of people of whom something is said beside their names."""

import pytest

from kztui.model.fact import Field

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
