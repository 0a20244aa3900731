"""Who and what the noun groups stand for."""

import pytest

from kztui.extract.mention import Mention
from kztui.model.fact import Side

from .samples import reading


def mention(text: str) -> Mention:
    """Return the first mention of a sentence."""
    return reading(text).mentions[0]


@pytest.mark.parametrize(
    ("text", "kind", "side"),
    [
        ("Two masked gunmen fled.", "people", Side.PERPETRATOR),
        ("Three border guards fled.", "people", Side.SECURITY),
        ("Four shoppers fled.", "people", Side.CIVILIAN),
        ("Five people fled.", "people", Side.UNKNOWN),
        ("Two armed men fled.", "people", Side.PERPETRATOR),
        ("A group of armed men fled.", "people", Side.PERPETRATOR),
        ("A couple of guards fled.", "people", Side.SECURITY),
        ("The bodies of two soldiers vanished.", "people", Side.SECURITY),
        ("The KNB fled.", "organization", Side.SECURITY),
        ("Jund al-Khilafah fled.", "organization", Side.PERPETRATOR),
        ("The bomb vanished.", "weapon", Side.UNKNOWN),
        ("The police station vanished.", "target", Side.UNKNOWN),
        ("The explosion vanished.", "event", Side.UNKNOWN),
    ],
)
def test_what_a_group_stands_for(text: str, kind: str, side: Side) -> None:
    for written in (text, text.upper()):
        found = mention(written)
        assert (found.kind, found.side) == (kind, side)


@pytest.mark.parametrize(
    ("text", "count"),
    [("A guard fled.", 1), ("Three guards fled.", 3), ("More than a dozen guards fled.", 12), ("Guards fled.", None)],
)
def test_how_many(text: str, count: int | None) -> None:
    assert mention(text).count == count
    assert mention(text.upper()).count == count


def test_a_mention_reaches_over_the_words_around_its_number() -> None:
    assert mention("Between four and six guards fled.").exact == "Between four and six guards"


def test_a_person_by_name() -> None:
    assert mention("Deputy mayor Aslan Bekturov fled.").kind in ("name", "people")
    assert mention("Aslan Bekturov fled.").kind == "name"


def test_members_belong_to_their_organisation() -> None:
    found = mention("Three members of Jund al-Khilafah fled.")
    assert (found.organization, found.side, found.count) == ("Jund al-Khilafah", Side.PERPETRATOR, 3)


def test_suspicion_is_kept() -> None:
    assert mention("Two suspected militants fled.").suspected
    assert not mention("Two militants fled.").suspected


@pytest.mark.parametrize(
    "text", ["A man, 35, fled.", "A man (35) fled.", "A man aged 35 fled.", "A 35-year-old man fled."]
)
def test_an_age_counts_nobody(text: str) -> None:
    for written in (text, text.upper()):
        assert [found.count for found in reading(written).mentions] == [1]
