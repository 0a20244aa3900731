"""Russian times: days, nights, ranges, relative days, months, years."""

from datetime import date

import pytest

from kztui.extract.calendars import Calendar
from kztui.extract.mention import TimeMention
from kztui.extract.ru.dates import find_times
from kztui.extract.ru.tokens import read_sentences

from .samples import PUBLISHED, report


def times(text: str, published: date | None = PUBLISHED) -> list[TimeMention]:
    """Return the times that a text names."""
    calendar = Calendar(published)
    return [time for sentence in read_sentences(report(text, published)) for time in find_times(sentence, calendar)]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Взрыв прогремел 5 июня.", "2015-06-05", "2015-06-05"),
        ("Взрыв прогремел 25 июня.", "2014-06-25", "2014-06-25"),
        ("Это было 3 марта 2011 года.", "2011-03-03", "2011-03-03"),
        ("Это было 3 марта прошлого года.", "2014-03-03", "2014-03-03"),
        ("Это было 07.05.2013.", "2013-05-07", "2013-05-07"),
        ("Пятого июня начались беспорядки.", "2015-06-05", "2015-06-05"),
        ("Вечером 18-го июня его нашли.", "2015-06-18", "2015-06-18"),
        ("В ночь на 5 июня сожгли машину.", "2015-06-05", "2015-06-05"),
        ("В ночь с 4 на 5 июня сожгли машину.", "2015-06-04", "2015-06-05"),
        ("В ночь с пятницы на субботу сожгли машину.", "2015-06-19", "2015-06-20"),
        ("С 13 по 15 марта шли бои.", "2015-03-13", "2015-03-15"),
        ("Бои шли 13–15 марта.", "2015-03-13", "2015-03-15"),
        ("С понедельника по среду шли бои.", "2015-06-15", "2015-06-17"),
        ("Со вторника до пятницы шли бои.", "2015-06-16", "2015-06-19"),
        ("С вечера вторника до утра среды шли бои.", "2015-06-16", "2015-06-17"),
        ("С утра среды шли бои.", "2015-06-17", "2015-06-17"),
        ("Бои шли 30 мая – 2 июня.", "2015-05-30", "2015-06-02"),
        ("Накануне задержали троих.", "2015-06-19", "2015-06-19"),
        ("Позавчера задержали троих.", "2015-06-18", "2015-06-18"),
        ("В понедельник, 15 июня, задержали троих.", "2015-06-15", "2015-06-15"),
        ("Во вторник задержали троих.", "2015-06-16", "2015-06-16"),
        ("В минувшую субботу задержали троих.", "2015-06-13", "2015-06-13"),
        ("На прошлой неделе задержали троих.", "2015-06-08", "2015-06-14"),
        ("В минувшие выходные задержали троих.", "2015-06-13", "2015-06-14"),
        ("Три дня назад задержали троих.", "2015-06-17", "2015-06-17"),
        ("Год назад задержали троих.", "2014-01-01", "2014-12-31"),
        ("Пять лет назад, 3 октября 2010 года, здесь стреляли.", "2010-10-03", "2010-10-03"),
        ("В июле прошлого года задержали троих.", "2014-07-01", "2014-07-31"),
        ("В мае задержали троих.", "2015-05-01", "2015-05-31"),
        ("В 2013 году задержали троих.", "2013-01-01", "2013-12-31"),
        ("Летом 2012 года задержали троих.", "2012-06-01", "2012-08-31"),
    ],
)
def test_words_for_a_time_are_days(text: str, first: str, last: str) -> None:
    (time,) = times(text)
    assert (str(time.span.start), str(time.span.end), time.open) == (first, last, False)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Двумя днями ранее взорвали машину.", "2015-06-08"),
        ("Днём ранее взорвали машину.", "2015-06-09"),
        ("На следующий день взорвали машину.", "2015-06-11"),
        ("Спустя три дня взорвали машину.", "2015-06-13"),
        ("В тот же день взорвали машину.", "2015-06-10"),
    ],
)
def test_some_days_are_counted_from_the_one_named_before(text: str, day: str) -> None:
    assert str(times(f"Стрельба была 10 июня. {text}")[1].span.start) == day


@pytest.mark.parametrize(
    "text", ["С начала года погибли десять.", "За последние пять лет погибли десять.", "С 2011 года погибли десять."]
)
def test_periods_date_no_event(text: str) -> None:
    assert all(time.open for time in times(text))


@pytest.mark.parametrize(
    "text",
    [
        "Мужчина 1987 года рождения.",
        "В доме № 7.",
        "Счёт 5.06 не закрыт на 5 %.",
        "Машина 2010 года выпуска.",
        "Среда обитания.",
    ],
)
def test_other_numbers_and_words_are_no_times(text: str) -> None:
    assert not [time for time in times(text) if time.span.resolved and time.span.prec != 1]


def test_without_a_day_of_publication_relative_days_stay_open_questions() -> None:
    (time,) = times("Вчера взорвали машину.", None)
    assert not time.span.resolved


def test_what_happens_on_wednesdays_is_no_day() -> None:
    assert times("Совет собирается по средам.") == []
    assert times("Он шёл по среде обитания.") == []
