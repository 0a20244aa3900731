"""What is only remembered: it is no incident of the day on which people gather for it."""

from datetime import date

import pytest

from kztui.model.fact import DateSpan, Field

from .samples import incidents, values


@pytest.mark.parametrize(
    "text",
    [
        "19 июня в Актобе возложили цветы в память о погибших при нападении.",
        "19 июня в Таразе прошёл митинг в память о пяти полицейских, погибших при теракте.",
        "19 июня в Таразе прошёл забег в память о капитане, который погиб при взрыве.",
        "В память о трёх полицейских, убитых в Таразе, назвали улицу.",
        "К десятой годовщине нападения, в котором погибли семь человек, в Актобе открыли памятник.",
        "В Актобе минутой молчания вспомнили погибших при нападении на воинскую часть.",
        "10 лет со дня теракта в Таразе: тогда погибли пятеро полицейских.",
        "Исполнилось десять лет со дня взрыва в Таразе, унёсшего жизни двух полицейских.",
    ],
)
def test_what_is_remembered_is_no_new_incident(text: str) -> None:
    assert incidents(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("19 июня в Актобе неизвестные взорвали памятник, ранен прохожий.", "bombing"),
        ("19 июня в Актобе полиция разогнала митинг в память о погибших при теракте.", "force against protesters"),
        ("19 июня в Актобе во время возложения цветов к памятнику задержаны трое активистов.", "arrest"),
        ("19 июня в Актобе обстреляли колонну. Пострадавший потерял память.", "armed attack"),
    ],
)
def test_what_happens_where_others_remember_is_one(text: str, kind: str) -> None:
    (facts,) = incidents(text)
    assert values(facts, Field.TYPE) == [kind]


def test_what_is_remembered_has_its_own_day_where_that_is_told() -> None:
    text = "19 июня в Таразе почтили память погибших. 12 ноября 2011 года там напали на пост, погибли пятеро."
    (facts,) = incidents(text)
    assert values(facts, Field.DATE) == [DateSpan(date(2011, 11, 12), date(2011, 11, 12), 1)]
