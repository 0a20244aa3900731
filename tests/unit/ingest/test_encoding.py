"""Bytes become text in the encodings that reports of the region come in."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztui.errors import IngestError
from kztui.ingest.encoding import decode, decode_declared
from tests.unit.ingest.documents import FIRE, RAID, SHOTS


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1251", "koi8-r"])
@pytest.mark.parametrize("text", [SHOTS.text, FIRE.text, f"{RAID.text}\n\n{SHOTS.text}", SHOTS.title])
def test_russian_text_is_read_in_every_usual_encoding(encoding: str, text: str) -> None:
    if encoding == "utf-16-le":
        text = RAID.text  # without a mark only Latin text is told by its zeros
    assert decode(text.encode(encoding)) == text


def test_western_quotes_and_accents_are_read() -> None:
    text = "The “Café” in Almaty was closed, the owner’s brother said – for good."
    assert decode(text.encode("cp1252")) == text


def test_a_declared_encoding_is_taken_unless_it_is_not_known_or_a_mark_says_otherwise() -> None:
    assert decode_declared("Пожар".encode("cp866"), "ibm866") == "Пожар"
    assert decode_declared("Пожар".encode(), "no-such-thing") == "Пожар"
    assert decode_declared(codecs.BOM_UTF8 + "Пожар".encode(), "windows-1251") == "Пожар"


@pytest.mark.parametrize("data", [b"text\0with zero", bytes(range(32)) * 20])
def test_what_is_not_text_is_refused(data: bytes) -> None:
    with pytest.raises(IngestError, match="it is a binary file, not text"):
        decode(data)


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"])))
def test_all_text_in_utf_8_stays_as_it_is(text: str) -> None:
    assert decode(text.encode()) == text.removeprefix("\ufeff")
