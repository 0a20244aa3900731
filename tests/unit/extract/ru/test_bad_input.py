"""Bad input: whatever the text, no exception, and facts that quote it."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from .samples import incidents

_WORDS = [
    "убиты",
    "двое",
    "полицейских",
    "в",
    "Таразе",
    "5",
    "июня",
    ",",
    ".",
    "—",
    "«",
    "»",
    "(",
    "и",
    "который",
    "ранен",
    "никто",
    "не",
    "погиб",
    "взрыв",
    "нападение",
    "на",
    "пост",
    "от",
    "до",
    "около",
    "12",
    "15-летний",
    "ё",
    "Kazakhstan",
    "KNB",
    "взорвал",
    "себя",
    "05.06.2016",
    "год",
    "назад",
    "ночь",
    "с",
    "на",
    "пятницу",
    "\n",
]


@given(st.lists(st.sampled_from(_WORDS), max_size=40))
@settings(max_examples=150)
def test_any_order_of_words_is_read(words: list[str]) -> None:
    incidents("Новость: " + " ".join(words))


@pytest.mark.parametrize(
    "text",
    [
        "убит " * 3000, "12 " * 3000, "«" * 5000, "в Таразе " * 2000, "Ак-" * 3000 + "Сай", "и двое " * 3000,
        "взрыв 5 июня, " * 1500, "а" * 50_000, "который " * 3000, "Vzryv v Taraze, pogibli dvoe.",
    ],
)  # fmt: skip
def test_long_monotonous_text_is_read(text: str) -> None:
    incidents(f"Новость: {text}")


def test_an_english_report_never_waits_for_the_russian_dictionary() -> None:
    code = (
        "import sys; from kztui.extract.engine import extract; from kztui.ingest.report import make_report;"
        "extract(make_report('Two men were killed in Taraz on Friday.'));"
        "sys.exit(any(name.startswith(('pymorphy3', 'kztui.extract.ru')) for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
