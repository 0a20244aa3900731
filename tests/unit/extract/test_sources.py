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
    ],
)
def test_sources(text: str, name: str, official: bool) -> None:
    for written in (text, text.upper()):
        found = said(written)
        assert found
        assert (found.name.lower(), found.official) == (name.lower(), official)


def test_the_statement_goes_on_with_the_source_named_before() -> None:
    found = said("The KNB said two died. The statement said that four were hurt.")
    assert found
    assert found.name == "KNB"


@pytest.mark.parametrize("text", ["Two died.", "Residents fled the town."])
def test_no_source(text: str) -> None:
    assert said(text) is None
