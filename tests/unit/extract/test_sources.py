"""Who says so."""

import pytest

from kztui.extract.en.sources import find_attribution
from kztui.extract.mention import Attribution

from .samples import readings


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
