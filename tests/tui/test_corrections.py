"""What an analyst types for a fact."""

from datetime import date

import pytest

from kztui.errors import UserError
from kztui.model.fact import DateSpan, Evidence, Fact, Field, Place, Value
from kztui.present.corrections import editable, typed_value


def fact(field: Field, value: Value) -> Fact:
    return Fact("f-1", field, value, Evidence("r-1", 1, 0, 1, "x"))


DAY = DateSpan(date(2016, 6, 5), date(2016, 6, 5), 1)
MONTH = DateSpan(date(2016, 6, 1), date(2016, 6, 30), 4)
YEAR = DateSpan(date(2016, 1, 1), date(2016, 12, 31), 5)
FEW = DateSpan(date(2016, 6, 3), date(2016, 6, 5), 2)


@pytest.mark.parametrize("span", [DAY, MONTH, YEAR, FEW])
def test_a_date_reads_back_as_it_is_written(span: DateSpan) -> None:
    assert typed_value(fact(Field.DATE, DAY), editable(span)) == span


def test_a_number_is_digits() -> None:
    assert typed_value(fact(Field.KILLED, 3), " 12 ") == 12
    for text in ("", "-1", "1.5", "dozen", "٣"):
        with pytest.raises(UserError, match="number of people"):
            typed_value(fact(Field.KILLED, 3), text)


def test_a_place_is_found_in_any_spelling() -> None:
    place = typed_value(fact(Field.PLACE, Place("Almaty", "KZ")), "Құлсары")
    assert isinstance(place, Place)
    assert (place.name, place.country) == ("Kulsary", "KZ")
    assert place.lat is not None


def test_an_unknown_place_keeps_the_country() -> None:
    assert typed_value(fact(Field.PLACE, Place("Almaty", "KZ")), "Nowhere at all") == Place("Nowhere at all", "KZ")


def test_a_type_is_one_of_ours() -> None:
    assert typed_value(fact(Field.TYPE, "riot"), "Armed Clash") == "armed clash"
    with pytest.raises(UserError, match="a type is one of: armed clash"):
        typed_value(fact(Field.TYPE, "riot"), "party")
