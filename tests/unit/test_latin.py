"""Cyrillic words in Latin letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztui.text.latin import latin


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Жаңаөзен", "Zhangaözen"),
        ("Щучинск", "Shchuchinsk"),
        ("водитель «Газели»", "voditel’ «Gazeli»"),
        ("Құлсары", "Qulsary"),
        ("АҚТӨБЕ", "AQTÖBE"),
        ("Aktobe, 5 June", "Aktobe, 5 June"),
    ],
)
def test_cyrillic_is_read_in_latin_letters(written: str, read: str) -> None:
    assert latin(written) == read


@given(st.text())
def test_no_letter_of_the_region_stays_cyrillic(text: str) -> None:
    assert not {*latin(text)} & {*"абвгдежзийклмнопрстуфхцчшщъыьэюяәғқңөұүһі"}
