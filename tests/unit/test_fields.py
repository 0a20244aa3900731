"""The tables of the model: fields, precisions, event types and their codes."""

import re
from datetime import date, timedelta
from typing import get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztui.errors import DecisionError
from kztui.extract.calendars import days_span
from kztui.model.annotation import check_value
from kztui.model.fact import DateSpan, EventType, Evidence, Fact, Field, Place, Value
from kztui.model.precision import DatePrecision, PlacePrecision
from kztui.model.summary import date_words
from kztui.present.corrections import typed_value
from kztui.search.query.parser import parse

ACLED = {
    "Battles": {"Armed clash", "Government regains territory", "Non-state actor overtakes territory"},
    "Explosions/Remote violence": {
        "Chemical weapon", "Air/drone strike", "Suicide bomb", "Shelling/artillery/missile attack",
        "Remote explosive/landmine/IED", "Grenade",
    },
    "Violence against civilians": {"Sexual violence", "Attack", "Abduction/forced disappearance"},
    "Protests": {"Peaceful protest", "Protest with intervention", "Excessive force against protesters"},
    "Riots": {"Violent demonstration", "Mob violence"},
    "Strategic developments": {
        "Agreement", "Arrests", "Change to group/activity", "Disrupted weapons use",
        "Headquarters or base established", "Looting/property destruction",
        "Non-violent transfer of territory", "Other",
    },
}  # fmt: skip
"""The event and sub-event types of the ACLED codebook."""


@pytest.mark.parametrize("field", Field)
def test_a_field_is_read_from_its_name(field: Field) -> None:
    assert msgspec.json.decode(msgspec.json.encode(field), type=Field) is field
    assert re.fullmatch("[a-z]+(_[a-z]+)*", field)
    assert field.meaning
    assert len(field.aspect.glyph) == 1
    parse(f"{field}:{field.example}")


@pytest.mark.parametrize("field", Field)
def test_each_field_takes_one_type_of_value(field: Field) -> None:
    day = date(2016, 6, 5)
    values: list[Value] = [3, "arson", DateSpan(day, day, 1), Place("Alga", "KZ")]
    assert {type(value) for value in values} == set(get_args(Value))
    wanted = {"count": int, "when": DateSpan, "where": Place}.get(field.aspect, str)
    for value in values:
        if isinstance(value, wanted):
            check_value(field, value)
        else:
            with pytest.raises(DecisionError, match=r"number of people|needs|type is one of"):
                check_value(field, value)


@pytest.mark.parametrize("kind", EventType)
def test_each_event_type_has_an_acled_code(kind: EventType) -> None:
    event, sub_event = kind.acled
    assert sub_event in ACLED[event]


@pytest.mark.parametrize(
    ("days", "precision"),
    [(1, 1), (2, 2), (6, 2), (7, 3), (8, 4), (9, 4), (10, 4), (11, 4), (31, 4), (32, 5), (366, 5)],
)
def test_the_precision_of_a_span_follows_from_its_days(days: int, precision: int) -> None:
    start = date(2016, 6, 1)
    assert DatePrecision.between(start, start + timedelta(days - 1)) == precision


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 400))
def test_an_analyst_and_the_program_say_the_same_of_a_span(start: date, days: int) -> None:
    end = start + timedelta(days)
    fact = Fact("f-1", Field.DATE, DateSpan(), Evidence("r-1", 1, 0, 1, "x"))
    typed = typed_value(fact, f"{start}..{end}")
    assert typed == days_span(start, end)
    assert repr(typed) == repr(DateSpan(start, end, int(DatePrecision.between(start, end))))


def test_days_that_cannot_be_worked_out_are_no_correction() -> None:
    with pytest.raises(DecisionError, match="a date needs a day, a month or a year"):
        check_value(Field.DATE, DateSpan())


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (date(2016, 6, 5), date(2016, 6, 5), "5 June 2016"),
        (date(2016, 6, 3), date(2016, 6, 5), "3-5 June 2016"),
        (date(2016, 5, 28), date(2016, 6, 3), "28 May 2016 - 3 June 2016"),
        (date(2015, 6, 28), date(2016, 6, 29), "28 June 2015 - 29 June 2016"),
        (date(2016, 6, 3), date(2016, 6, 20), "3-20 June 2016"),
        (date(2012, 2, 1), date(2012, 2, 29), "February 2012"),
        (date(2015, 12, 31), date(2016, 1, 1), "31 December 2015 - 1 January 2016"),
        (date(2011, 5, 1), date(2011, 5, 31), "May 2011"),
        (date(2012, 1, 1), date(2012, 12, 31), "2012"),
    ],
)
def test_a_span_in_words(start: date, end: date, words: str) -> None:
    assert date_words(DateSpan(start, end, DatePrecision.between(start, end))) == words


def test_precisions_have_the_numbers_of_ucdp() -> None:
    assert [one.value for one in PlacePrecision] == [1, 2, 3, 4, 5, 6, 7]
    assert [one.value for one in DatePrecision if one] == [1, 2, 3, 4, 5]
    assert (PlacePrecision.PART_OF_COUNTRY.words, DatePrecision.FEW_DAYS.words) == ("part of country", "few days")
