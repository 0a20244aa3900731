"""Who did it and to whom: subjects, objects and agents."""

import pytest

from kztui.extract.en.roles import agents_of, enumeration, objects_of
from kztui.extract.en.subjects import subject_of

from .samples import reading


def roles(text: str, verb: str) -> tuple[list[str], list[str], list[str]]:
    """Return the subjects, objects and agents of the verb group around a word, in lower case."""
    read = reading(text)
    group = next(found for found in read.verbs if read.word(found.main) == verb)
    found = (enumeration(read, subject_of(read, group)), objects_of(read, group), agents_of(read, group))
    subjects, objects, agents = ([mention.exact.lower() for mention in mentions] for mentions in found)
    return subjects, objects, agents


@pytest.mark.parametrize(
    ("text", "verb", "subjects", "objects", "agents"),
    [
        ("Gunmen killed a guard.", "killed", ["gunmen"], ["a guard"], []),
        ("A guard was killed by two gunmen.", "killed", ["a guard"], [], ["two gunmen"]),
        ("Gunmen killed three guards, two clerks and a child.", "killed", ["gunmen"],
         ["three guards", "two clerks", "a child"], []),
        ("Two guards and a clerk were killed.", "killed", ["two guards", "a clerk"], [], []),
        ("The guards who killed a gunman fled.", "killed", ["the guards"], ["a gunman"], []),
        ("Three guards, who had hidden in a shed, were killed.", "killed", ["three guards"], [], []),
        ("Gunmen stormed a bank and killed a guard.", "killed", ["gunmen"], ["a guard"], []),
        ("Gunmen stormed a bank, killing a guard.", "killing", ["gunmen"], ["a guard"], []),
        ("Gunmen killed a guard and a clerk, and then wounded a child.", "wounded", ["gunmen"], ["a child"], []),
        ("On Friday gunmen killed a guard.", "killed", ["gunmen"], ["a guard"], []),
        ("Police said gunmen killed a guard.", "killed", ["gunmen"], ["a guard"], []),
        ("Gunmen killed up to ten guards.", "killed", ["gunmen"], ["up to ten guards"], []),
        ("He killed a guard.", "killed", [], ["a guard"], []),
    ],
)  # fmt: skip
def test_roles(text: str, verb: str, subjects: list[str], objects: list[str], agents: list[str]) -> None:
    for written in (text, text.upper()):
        assert roles(written, verb) == (subjects, objects, agents)
