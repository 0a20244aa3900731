"""Days of publication in the forms that people and programs write them."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztui.errors import DateError
from kztui.text.days import find_day, parse_moment
from tests.unit.ingest.documents import english_day, russian_day


@pytest.mark.parametrize(
    ("text", "day", "hour"),
    [
        ("2016-03-09", date(2016, 3, 9), ""),
        ("2016-03-09T10:15:00+06:00", date(2016, 3, 9), "10:15+06:00"),
        ("2016-03-09T10:15:00.123Z", date(2016, 3, 9), "10:15Z"),
        ("2016-03-09 10:15", date(2016, 3, 9), "10:15"),
        ("20160309101500", date(2016, 3, 9), "10:15"),
        ("20160309", date(2016, 3, 9), ""),
        ("9 March 2016", date(2016, 3, 9), ""),
        ("9th of March, 2016", date(2016, 3, 9), ""),
        ("March 6, 2024", date(2024, 3, 6), ""),
        ("Mar. 6, 2024 at 3:05 p.m.", date(2024, 3, 6), "15:05"),
        ("06 Nov 2024 03:18 PM", date(2024, 11, 6), "15:18"),
        ("06 Nov 2024 12:18 AM", date(2024, 11, 6), "00:18"),
        ("Wed, 06 Nov 2024 15:18:09 GMT", date(2024, 11, 6), "15:18 GMT"),
        ("Wed, 06 Nov 2024 15:18:09 +0600 (ALMT)", date(2024, 11, 6), "15:18+0600"),
        ("Wednesday, November 6, 2024", date(2024, 11, 6), ""),
        ("6 ноября 2024", date(2024, 11, 6), ""),
        ("6 ноября 2024 г., 15:18", date(2024, 11, 6), "15:18"),
        ("15:18, 6 ноября 2024 года", date(2024, 11, 6), "15:18"),
        ("Среда, 6 ноября 2024 в 15:18", date(2024, 11, 6), "15:18"),
        ("Опубликовано: 6 нояб. 2024", date(2024, 11, 6), ""),
        ("2024 жылғы 6 қараша", date(2024, 11, 6), ""),
        ("6 қараша 2024", date(2024, 11, 6), ""),
        ("06.11.2024 15:18", date(2024, 11, 6), "15:18"),
        ("06.11.2024 г.", date(2024, 11, 6), ""),
        ("25/11/2024", date(2024, 11, 25), ""),
        ("11/25/2024", date(2024, 11, 25), ""),
        ("07/07/2024", date(2024, 7, 7), ""),
        ("Published on March 6, 2024", date(2024, 3, 6), ""),
    ],
)
def test_a_day_is_read_in_every_usual_form(text: str, day: date, hour: str) -> None:
    assert parse_moment(text) == (day, hour)
    assert parse_moment(f"  {text} ") == (day, hour)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "2016-02-30",
        "2016-13-01",
        "31 June 2016",
        "9 March",
        "March 2016",
        "9 Marchember 2016",
        "25:61 9 March 2016",
    ],
)
def test_what_is_not_a_day_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(DateError, match="is not a date: write it as YYYY-MM-DD"):
        parse_moment(text)


def test_a_day_that_can_be_two_is_asked_for() -> None:
    with pytest.raises(DateError, match="'03/09/2016' can be two days: write it as YYYY-MM-DD"):
        parse_moment("03/09/2016")


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_every_day_is_read_in_every_language(day: date) -> None:
    assert parse_moment(english_day(day)).day == parse_moment(russian_day(day)).day == day
    assert parse_moment(day.isoformat()).day == parse_moment(f"{day:%d.%m.%Y}").day == day


@given(st.text(max_size=100))
def test_no_text_breaks_the_reading(text: str) -> None:
    with suppress(DateError):
        assert parse_moment(text).day.year > 0


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2016-03-09-aktobe.txt", date(2016, 3, 9)),
        ("aktobe_20160309.html", date(2016, 3, 9)),
        ("https://x.test/2016/03/09/raid", date(2016, 3, 9)),
        ("raid-12345678.txt", None),
        ("2016-13-09.txt", None),
        ("2016-03-09-to-2016-03-10.txt", None),
    ],
)
def test_a_name_can_hold_a_day(name: str, day: date | None) -> None:
    assert find_day(name) == day
