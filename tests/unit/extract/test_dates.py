"""Times: what each expression means, counted from the publication or from the last day named."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztui.extract.calendars import Calendar
from kztui.extract.en.dates import find_times
from kztui.extract.mention import TimeMention
from kztui.model.fact import DateSpan

from .samples import FRIDAY, sentence, sentences


def times(*texts: str, published: date | None = FRIDAY) -> list[tuple[str, TimeMention]]:
    """Return the times of some sentences of one report, with their words."""
    known, found = Calendar(published), []
    for number, text in enumerate(texts):
        one = sentence(text)
        one.number = number
        found += [(one.exact(time.first, time.last), time) for time in find_times(one, known)]
    return found


def span(*texts: str, published: date | None = FRIDAY) -> DateSpan:
    """Return the span of the last time that the sentences name."""
    return times(*texts, published=published)[-1][1].span


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("text", "words", "start", "end", "prec"),
    [
        ("It began on 5 June 2016.", "5 June 2016", "2016-06-05", "2016-06-05", 1),
        ("It began on June 5, 2016.", "June 5, 2016", "2016-06-05", "2016-06-05", 1),
        ("It began on the 5th of June.", "5th of June", "2016-06-05", "2016-06-05", 1),
        ("It began on the third of June.", "third of June", "2016-06-03", "2016-06-03", 1),
        ("It began on 31 May, a Tuesday.", "31 May, a Tuesday", "2016-05-31", "2016-05-31", 1),
        ("It began on Jun. 5.", "Jun. 5", "2016-06-05", "2016-06-05", 1),
        ("It began on 3 Jan 90.", "3 Jan 90", "1990-01-03", "1990-01-03", 1),
        ("It began on 12.09.2012.", "12.09.2012", "2012-09-12", "2012-09-12", 1),
        ("It began on 2012-09-12.", "2012-09-12", "2012-09-12", "2012-09-12", 1),
        ("It began on 25/06/2015.", "25/06/2015", "2015-06-25", "2015-06-25", 1),
        ("It began on the night of 4 June.", "4 June", "2016-06-04", "2016-06-04", 1),
        ("It began on 12 September.", "12 September", "2015-09-12", "2015-09-12", 1),
        ("It began on Sunday, 5 June, at noon.", "Sunday, 5 June", "2016-06-05", "2016-06-05", 1),
        ("It began on Friday.", "Friday", "2016-06-10", "2016-06-10", 1),
        ("It began earlier this month.", "this month", "2016-06-01", "2016-06-10", 4),
        ("It began last Friday.", "last Friday", "2016-06-03", "2016-06-03", 1),
        ("It began on Monday night.", "Monday night", "2016-06-06", "2016-06-06", 1),
        ("It began yesterday.", "yesterday", "2016-06-09", "2016-06-09", 1),
        ("It began three days ago.", "three days ago", "2016-06-07", "2016-06-07", 1),
        ("It lasted from 4 to 6 June.", "4 to 6 June", "2016-06-04", "2016-06-06", 2),
        ("It lasted from 30 May to 2 June.", "30 May to 2 June", "2016-05-30", "2016-06-02", 2),
        ("It lasted from 28 May to 3 June.", "28 May to 3 June", "2016-05-28", "2016-06-03", 3),
        ("It began between 30 May and 2 June.", "30 May and 2 June", "2016-05-30", "2016-06-02", 2),
        ("It was in the night of Sunday to Monday.", "Sunday to Monday", "2016-06-05", "2016-06-06", 2),
        ("It was July 8-10, 2015.", "July 8-10, 2015", "2015-07-08", "2015-07-10", 2),
        ("It began last week.", "last week", "2016-05-30", "2016-06-05", 3),
        ("It began two weeks ago.", "two weeks ago", "2016-05-24", "2016-05-30", 3),
        ("It began in May 2011.", "May 2011", "2011-05-01", "2011-05-31", 4),
        ("It began in May.", "May", "2016-05-01", "2016-05-31", 4),
        ("It began in December.", "December", "2015-12-01", "2015-12-31", 4),
        ("It began in mid-May.", "mid-May", "2016-05-11", "2016-05-20", 4),
        ("It began last June.", "last June", "2015-06-01", "2015-06-30", 4),
        ("It began last month.", "last month", "2016-05-01", "2016-05-31", 4),
        ("It began in 2011.", "2011", "2011-01-01", "2011-12-31", 5),
        ("It began two years ago.", "two years ago", "2014-01-01", "2014-12-31", 5),
    ],
)
def test_spans(text: str, words: str, start: str, end: str, prec: int) -> None:
    for written in (text, text.upper()):
        ((named, time),) = times(written)
        assert named.lower() == words.lower()
        assert time.span == DateSpan(day(start), day(end), prec)
        assert not time.open


@pytest.mark.parametrize(
    "text", ["It began on Friday.", "It began yesterday.", "It began on 5 June.", "last week", "next week"]
)
def test_without_a_publication_date_such_times_stay_unresolved(text: str) -> None:
    assert not span(text, published=None).resolved


@pytest.mark.parametrize("text", ["It began on 31 February 2016.", "It began on 3/4/2016.", "It began on 40.13.2016."])
def test_days_that_are_none_or_mean_different_things_stay_unresolved(text: str) -> None:
    assert [time.span.resolved for _, time in times(text)] in ([False], [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two days later he fled.", "2016-05-19"), ("Two days afterwards he fled.", "2016-05-19"),
        ("The previous day he fled.", "2016-05-16"),
        ("The next day he fled.", "2016-05-18"), ("The following night he fled.", "2016-05-18"),
        ("That same day he fled.", "2016-05-17"), ("A day earlier he fled.", "2016-05-16"),
    ],
)  # fmt: skip
def test_times_counted_from_the_last_day_named(text: str, expected: str) -> None:
    for written in (text, text.upper()):
        assert span("It began on 17 May.", written).start == day(expected)
    assert not span(text).resolved


def test_the_year_comes_from_the_sentence_before_or_from_the_publication() -> None:
    assert span("It began on 12 May 2011.", "It ended on 30 May.").start == day("2011-05-30")
    far = ("It began on 12 May 2011.", "Nobody spoke.", "Years went by.", "It ended on 30 May.")
    assert span(*far).start == day("2016-05-30")
    assert span("It began in May 2011.", "It ended on 5 June.", published=None).start == day("2011-06-05")


@pytest.mark.parametrize(
    "text",
    [
        "Fifty have died since Sunday, 5 June.",
        "Fifty have died since May 2011, when it began.",
        "Fifty have died since May 2011.",
        "Fifty died over the past two weeks.",
        "He goes next Monday.",
    ],
)
def test_times_that_date_no_event_are_open(text: str) -> None:
    for written in (text, text.upper()):
        assert [time.open for _, time in times(written)] == [True]


def test_a_day_of_these_weeks_dates_what_is_told_after_it() -> None:
    assert [(words, time.open) for words, time in times("Ten have died since Sunday, 5 June, when men came.")] == [
        ("Sunday, 5 June", False)
    ]


@pytest.mark.parametrize(
    "text", ["He may march on.", "At 17:00 he left.", "He was born in 1985.", "A sun rose.", "It has 2016 pages."]
)
def test_what_is_no_time(text: str) -> None:
    assert times(text) == []
    assert times(text.upper()) == []


def test_weekdays_are_days_within_a_week_before_publication() -> None:
    for number, name in enumerate(("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")):
        start = span(f"It began on {name}.").start
        assert start
        assert start.weekday() == number
        assert 0 <= (FRIDAY - start).days < 7


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_any_full_date_is_read(written: date) -> None:
    assert span(f"It began on {written.day} {written:%B} {written.year}.").start == written
    assert span(f"It began on {written:%B} {written.day}, {written.year}.").start == written


@given(
    st.lists(
        st.sampled_from(
            [
                "4",
                "31",
                "June",
                "May",
                ",",
                "-",
                "to",
                "of",
                "2016",
                "last",
                "past",
                "next",
                "week",
                "two",
                "days",
                "ago",
                "Sunday",
                "1.2.2016",
                "/",
            ]
        )
    )
)
def test_times_are_in_order_and_inside_their_sentence(words: list[str]) -> None:
    for one in sentences(" ".join(["x", *words])):
        found = find_times(one, Calendar(FRIDAY))
        ends = [0, *(time.last for time in found)]
        assert all(end <= time.first < time.last <= len(one.words) for end, time in zip(ends, found, strict=False))
        assert all(time.span.start <= time.span.end for time in found if time.span.start and time.span.end)


@pytest.mark.parametrize("published", [date.min, date.max])
def test_at_the_ends_of_the_calendar_there_is_an_answer(published: date) -> None:
    """Days before the year 1 and after 9999 cannot be told; nothing else goes wrong."""
    texts = ("It began yesterday.", "It began 900 years ago.", "last week", "last year", "on Friday", "two days later")
    for time in (time for text in texts for _, time in times("It began on 1 January 1900.", text, published=published)):
        assert time.span.prec in range(6)


def test_days_after_an_event_do_not_count_from_the_last_day_named() -> None:
    assert span("It began on 1 June.", "Two days after, he fled.").start == day("2016-06-03")
    assert not span("It began on 1 June.", "He fled two days after the raid.").resolved


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("It began overnight.", "2016-06-09", "2016-06-10"),
        ("It began at the weekend.", "2016-06-04", "2016-06-05"),
        ("It began over the weekend.", "2016-06-04", "2016-06-05"),
        ("It began in late May.", "2016-05-21", "2016-05-31"),
        ("It began in early June 2015.", "2015-06-01", "2015-06-10"),
        ("It began on June 3-4.", "2016-06-03", "2016-06-04"),
        ("It began on New Year's Eve.", "2015-12-31", "2015-12-31"),
        ("It began on Monday and went on until Wednesday.", "2016-06-06", "2016-06-08"),
        ("It began late on Monday and raged into Tuesday.", "2016-06-06", "2016-06-07"),
        ("It began at 2200 GMT on Monday, early on Tuesday local time.", "2016-06-07", "2016-06-07"),
        ("It began three years ago today.", "2013-06-10", "2013-06-10"),
        ("It began a year ago on Monday.", "2015-06-06", "2015-06-06"),
        ("It began on 7/6/2016.", "2016-06-07", "2016-06-07"),
    ],
)
def test_days_in_other_words(text: str, start: str, end: str) -> None:
    (found,) = (time.span for _, time in times(text))
    assert (str(found.start), str(found.end)) == (start, end)


def test_a_name_of_today_is_no_day() -> None:
    assert times("It began in Tselinograd, today Astana, long before.") == []


def test_two_days_in_a_row_are_one_time() -> None:
    ((said, time),) = times("Clashes on Wednesday and Thursday left three people dead.")
    assert (said, str(time.span.start), str(time.span.end)) == ("Wednesday and Thursday", "2016-06-08", "2016-06-09")
