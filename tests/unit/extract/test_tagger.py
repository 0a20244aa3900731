"""Parts of speech in the light of the words beside."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztui.extract.en.tagger import known, tag

from .samples import sentence


def tagged(text: str) -> str:
    return "".join(sentence(text).tags)


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("Two masked gunmen killed three guards.", "MJNDMN."),
        ("The guards were shot dead by gunmen.", "TNBDRIN."),
        ("They will attack the post.", "OAVTN."),
        ("They will not attack the post.", "OARVTN."),
        ("The attack was over.", "TNBI."),
        ("He had wounded a guard.", "OHDTN."),
        ("A wounded guard fled.", "TJND."),
        ("The recently murdered senator was a friend.", "TRJNBTN."),
        ("The killing of two guards", "TNIMN"),
        ("a dozen people", "TMN"),
    ],
)
def test_classes_do_not_depend_on_capitals(text: str, tags: str) -> None:
    assert tagged(text) == tags
    assert tagged(text.upper()) == tags


def test_a_word_that_nobody_knows_is_a_name_or_goes_by_its_ending() -> None:
    assert tagged("Zhanbolat reburied the vrexing") == "PDTN"
    assert tag(["qwyrt", "xylofied", "xylofying", "xylofily"], [False] * 4) == ["P", "D", "G", "R"]


def test_a_capital_makes_a_name_of_a_common_word_inside_a_sentence() -> None:
    assert tagged("He met Rose Hill there")[2:4] == "PP"
    assert tagged("Police fled.")[0] == "N"


def test_common_words_are_known_and_names_are_not() -> None:
    assert known("police")
    assert not known("kulsary")


@given(st.lists(st.text(min_size=1), min_size=1))
def test_every_word_gets_a_letter(words: list[str]) -> None:
    tags = tag(words, [word[0].isupper() for word in words])
    assert len(tags) == len(words)
    assert set(tags) <= set("NPVDGBHAJRITOWCMS.")
