"""A query's word is looked up in all its forms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztui.search.query.forms import forms
from kztui.text.fold import fold

SAME = (
    "attack attacks attacked attacking", "bomb bombs bombed bombing bombings", "city cities", "stop stopped stopping",
    "hope hoped hoping", "carry carries carried carrying", "kill killed killing killings", "possible possibility",
    "investigate investigated investigating investigation investigations investigators", "arrest arrested arrests",
    "prisoner prisoners prison prisons", "violence violences", "militant militants", "happy happiness",
    "hospital hospitals hospitalized", "represent representing representatives", "police policing",
    "взрыв взрывы взрывом взрывами", "полиция полиции полицию", "город города городе городами",
    "нападавшие нападавших нападавшими", "раненые раненых раненым", "задержан задержаны задержали",
    "убитый убитого убитых", "взорвавшийся взорвавшегося", "человек люди людей человека", "ребёнок дети детей ребенка",
    "идти шёл шли", "Жанаозен Жанаозене Жанаозена",
    "жарылыс жарылыстан жарылыстар жарылысы жарылысында", "мектеп мектебі мектептер мектебіне",
    "Құлсары Құлсарыда Құлсарыдағы Құлсарының", "шабуыл шабуылда шабуылдар шабуылға",
    "тұрғын тұрғындар тұрғындарды тұрғыны", "содыр содырлар содырлардың",
)  # fmt: skip


@pytest.mark.parametrize("words", SAME)
def test_forms_of_one_word_find_each_other(words: str) -> None:
    for word in words.split():
        assert forms(word) >= {fold(other) for other in words.split()}


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("attack", "tack"),
        ("police", "polite"),
        ("city", "cite"),
        ("взрыв", "рыв"),
        ("жарылыс", "жар"),
        ("қала", "қалам"),
    ],
)
def test_other_words_are_no_forms(word: str, other: str) -> None:
    assert fold(other) not in forms(word)


@pytest.mark.parametrize("spelling", ["Kul'sary", "Qulsary", "Құлсары", "Кульсары"])
def test_a_word_is_among_its_forms_in_any_spelling(spelling: str) -> None:
    assert "kulsari" in forms(spelling)


@given(st.text() | st.text(st.sampled_from("abdeginsty'éйавшися"), max_size=12))
def test_all_texts_have_forms(word: str) -> None:
    assert fold(word) in forms(word)


@pytest.mark.parametrize("word", ["2016", "5", "kz20160001"])
def test_what_has_digits_has_no_other_forms(word: str) -> None:
    assert forms(word) == {word}


def test_a_russian_word_with_digits_has_its_forms() -> None:
    assert fold("35-летние") in forms("35-летний")


def test_a_russian_noun_has_its_own_forms_alone() -> None:
    assert len(forms("взрыв")) <= 12
