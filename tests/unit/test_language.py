"""The language of a text, by its letters and its short words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztui.extract.engine import State, extract
from kztui.ingest.report import make_report
from kztui.text.language import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Two guards were wounded in the raid, the mayor said.", "en"),
        ("Gunmen from Qyzylorda attacked the post near Äuliekol.", "en"),
        ("Двое охранников ранены при налёте, сообщил аким.", "ru"),
        ("В Өскемене и Қордае прошли обыски.", "ru"),
        ("Ақтөбеде екі күзетші жараланды, деп хабарлады әкімдік.", "kk"),
        ("Мерке ауданында екі адам өлтірілді.", "kk"),
        ("Aqtöbede ekı küzetşı jaralandy dep habarlady äkımdık.", "kk"),
        ("Ошто эки киши каза тапты жана беш адам жаракат алды.", "ky"),
        ("Дар Душанбе таркиш ба амал омад ва се нафар кушта шуд.", "tg"),
        ("Toshkentda portlash yuz berdi va uch kishi halok boʻldi.", "uz"),
        ("Ташкент шаҳрида портлаш содир бўлди, уч киши ҳалок бўлди.", "uz"),
        ("У Києві стався вибух, поранено п'ятеро.", "uk"),
        ("Взрыв", "ru"),
        ("Blast", "en"),
        ("2016", "en"),
        ("", "en"),
    ],
)
def test_letters_and_short_words_tell_the_language(text: str, language: str) -> None:
    assert language_of(text) == language


@given(st.text())
def test_every_text_has_a_language(text: str) -> None:
    assert language_of(text).partition("-")[0].isalpha()


@pytest.mark.parametrize(
    "text",
    [
        "V gorode Kulsary 12 sentyabrya neizvestnye rasstrelyali dvukh politseyskikh, soobshchili v DVD oblasti.",
        "Na meste proisshestviya byli obnaruzheny tela chetyrekh chelovek, v tom chisle dvukh voennykh.",
    ],
)
def test_russian_in_latin_letters_is_told_from_english_and_not_read(text: str) -> None:
    report = make_report(text)
    assert report is not None
    assert report.language == "ru-latn"
    assert extract(report).state is State.NOT_READ
