"""Sentences as tokens: offsets, pieces, capitals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztui.extract.en.tokens import LONGEST, read_sentences
from kztui.ingest.header import Header
from kztui.ingest.report import make_report
from kztui.model.report import ParagraphKind

from .samples import sentence, sentences


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Three law-enforcement officers died.", "three|law-enforcement|officers|died|."),
        ("The U.S. envoy's car was hit.", "the|u.s.|envoy|'s|car|was|hit|."),
        ("About 1,300 people left by 10th May.", "about|1,300|people|left|by|10th|may|."),
        ("Kul'sary’s mayor spoke.", "kul'sary|'s|mayor|spoke|."),
        ("A 4-6 hour siege", "a|4|-|6|hour|siege"),
        ("Құлсары қаласы", "құлсары|қаласы"),
        ('He said: "Stop!"', 'he|said|:|"|stop|!|"'),
    ],
)
def test_words(text: str, words: str) -> None:
    assert "|".join(sentence(text).words) == words


def test_tokens_stand_where_they_say() -> None:
    text = "First paragraph.\n\nA bomb  went off\nin Taraz."
    second = sentences(text)[1]
    assert second.paragraph == 2
    assert [text[start:end] for start, end in zip(second.starts, second.ends, strict=True)] == [
        "A", "bomb", "went", "off", "in", "Taraz", "."
    ]  # fmt: skip
    assert second.exact(1, 4) == "bomb  went off"


def test_sentences_that_are_glued_together_are_parted() -> None:
    assert [one.words[0] for one in sentences("One man died.The siege went on.")] == ["one", "the"]


def test_capitals_say_something_unless_all_is_shouted() -> None:
    plain, shouted = sentence("Police searched Taraz today."), sentence("POLICE SEARCHED TARAZ TODAY.")
    assert [plain.capital(i) for i in range(4)] == [True, False, True, False]
    assert [shouted.capital(i) for i in range(4)] == [False] * 4
    assert plain.words == shouted.words


def test_text_without_sentence_ends_is_cut_into_pieces() -> None:
    pieces = sentences("guards fled " * LONGEST)
    assert [len(piece.words) for piece in pieces] == [LONGEST, LONGEST]
    assert [piece.number for piece in pieces] == [0, 1]


def test_only_the_story_is_read() -> None:
    made = make_report("By Ann Author\n\nA bomb went off.\n\nFollow us on social media", Header())
    assert made is not None
    bodies = [p.number for p in made.paragraphs if p.kind is ParagraphKind.BODY]
    assert {one.paragraph for one in read_sentences(made)} == set(bodies)


@given(st.text())
def test_tokens_are_in_order_and_hold_all_that_is_no_blank(text: str) -> None:
    made = make_report(text)
    for one in read_sentences(made) if made else []:
        assert len(one.words) == len(one.starts) == len(one.ends) == len(one.tags)
        assert one.start == one.starts[0]
        assert one.end == one.ends[-1]
        gaps = zip(one.ends, [*one.starts[1:], one.end], strict=True)
        assert all(one.text[end:start].isspace() or end == start for end, start in gaps)
        assert all(start < end for start, end in zip(one.starts, one.ends, strict=True))
