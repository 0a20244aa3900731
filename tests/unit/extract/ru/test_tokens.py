"""Russian tokens and sentences: hyphens, look-alikes, shortened words, headlines."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztui.extract.ru.tokens import normal, read_sentences, sentence_spans

from .samples import reading, report, sentence


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Трёх", "трех"),
        ("poссия", "россия"),
        ("Взpыв", "взрыв"),
        ("поли-\nцейских", "полицейских"),
        ("iPhone", "iphone"),
    ],
)
def test_words_are_made_alike(word: str, expected: str) -> None:
    assert normal(word) == expected


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("В г. Уральске и с. Масанчи ищут 3 чел. из банды. Их двое.", 2),
        ("Имам Х. Р. найден во дворе. Его убили.", 2),
        ("Стрельба в Таразе\nДвое ранены на рынке.", 2),
        ("Он сказал: «Стреляли!» Потом уехал.", 2),
        ("один два три без точки", 1),
    ],
)
def test_sentences_end_where_they_end(text: str, count: int) -> None:
    assert len(read_sentences(report(text))) == count


def test_a_line_that_the_page_broke_goes_on() -> None:
    wrapped = (
        "Как сообщили вечером в полиции города, неизвестные открыли стрельбу у рынка в\n"
        "Шымкенте, после чего скрылись на машине без номеров, их ищут все патрули\nгорода."
    )
    assert len(read_sentences(report(wrapped))) == 1


def test_offsets_lead_back_to_the_report() -> None:
    text = "Трёх поли-\nцейских ранили в Taразе 🚓 12 000 раз."
    words = sentence(text)
    assert [text[a:b] for a, b in zip(words.starts, words.ends, strict=True)][:2] == ["Трёх", "поли-\nцейских"]


@given(st.text(alphabet="абвГД .!?\n-«»1№й", max_size=80))
def test_sentences_are_in_order_and_overlap_nowhere(text: str) -> None:
    spans = list(sentence_spans(text, 0, len(text)))
    assert all(a < b for a, b in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    assert "".join(text.split()) == "".join("".join(text[a:b] for a, b in spans).split())


@pytest.mark.parametrize(("noun", "gender"), [("супруг", "masc"), ("супруга", "femn")])
def test_a_form_that_two_genders_share_has_that_of_its_likeliest_reading(noun: str, gender: str) -> None:
    (group,) = reading(f"Задержан {noun}.").groups
    assert group.gender == gender
