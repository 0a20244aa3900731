"""What is invisible in a text hides no word from extraction and search, and offsets stay true."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztui.casebook import Casebook
from kztui.extract.engine import extract
from kztui.ingest.header import Header
from kztui.ingest.report import make_report
from kztui.model.fact import Field
from kztui.model.report import Report
from kztui.search.query.highlight import highlighter
from kztui.search.query.parser import parse
from kztui.text.clean import clean
from kztui.text.visible import visible

PLAIN = "Two officers were killed in Alga on 3 May 2016. Police arrested five attackers."
SIGNS = ["\u00ad", "\u200b", "\u200c", "\u2060", "\ufeff", "\u200e", "\u034f", "\ufe0f"]


def _report(text: str) -> Report:
    report = make_report(text, Header(language="en"))
    assert report
    return report


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("am\u00admu\u00adni\u00adtion", "ammunition"),
        ("am\u00ad\nmunition", "ammunition"),
        ("am-\nmunition", "ammunition"),
        ("am-  \n  munition", "ammunition"),
        ("Kazakh-\nKyrgyz", "Kazakh-\nKyrgyz"),
        ("pages 3-\n5", "pages 3-\n5"),
        ("a well-known man", "a well-known man"),
        ("five o\ufb03cers", "five officers"),
        ("Алма-А\u0301та", "Алма-Ата"),
        ("и\u0306од е\u0308ж", unicodedata.normalize("NFC", "и\u0306од е\u0308ж")),
        ("S\u0327\u0131mkent", "Ş\u0131mkent"),
        ("Al\u2060ga", "Alga"),
        ("Al\u25ccga", "Alga"),
    ],
)
def test_a_text_is_seen_as_its_reader_sees_it(written: str, seen: str) -> None:
    assert visible(written).text == seen


def test_a_text_without_invisible_characters_is_itself() -> None:
    assert visible(PLAIN) == (PLAIN, (), ())


@given(st.text(alphabet="aé и-\n\u00ad\u200b\u0301\u0306\ufb01B", max_size=60))
def test_each_stretch_leads_back_to_the_characters_that_it_is_made_of(text: str) -> None:
    seen = visible(text)
    spans = [seen.span(place, place + 1) for place in range(len(seen.text))]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(before[0] <= after[0] and before[1] <= after[1] for before, after in pairwise(spans))
    for shown, (start, end) in zip(seen.text, spans, strict=True):
        assert shown in unicodedata.normalize("NFKC", text[start:end])


@pytest.mark.parametrize("sign", SIGNS)
def test_facts_are_found_in_words_with_invisible_characters_and_quote_them_as_they_are(sign: str) -> None:
    written = clean(
        PLAIN.replace("officers", f"offi{sign}cers").replace("killed", f"kil{sign}led").replace("Alga", f"Al{sign}ga")
    )
    report = _report(written)
    plain, found = extract(_report(PLAIN)).drafts, extract(report).drafts
    assert [[(f.field, f.value) for f in draft] for draft in found] == [[(f.field, f.value) for f in d] for d in plain]
    assert [f.value for draft in found for f in draft if f.field is Field.KILLED] == [2]
    for fact in (fact for draft in found for fact in draft):
        assert report.text[fact.evidence.start : fact.evidence.end] == fact.evidence.exact
        assert report.paragraph_at(fact.evidence.start).number == fact.evidence.paragraph


def test_a_word_that_a_line_end_divides_is_read() -> None:
    report = _report(PLAIN.replace("officers", "of-\nficers").replace("arrested", "ar-\nrested"))
    (draft,) = extract(report).drafts
    counts = {fact.field: fact.value for fact in draft if fact.field.counted}
    assert counts == {Field.KILLED: 2, Field.ARRESTED: 5}


@pytest.mark.parametrize(
    "word", ["am\u00admunition", "am\u2060munition", "am\u25ccmunition", "am-\nmunition", "ammuni\u200btion"]
)
def test_a_search_finds_such_words_and_marks_them_where_they_are(word: str, casebook: Casebook) -> None:
    text = f"A depot of {word} burned."
    (span,) = highlighter(parse("ammunition").tree).spans(text)
    assert text[slice(*span)] == word
