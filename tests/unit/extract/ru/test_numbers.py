"""Russian numbers: digits, numerals in any case, collective ones, ranges, bounds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztui.extract.ru.numbers import Numeral, read_number
from kztui.model.fact import Qualifier

from .samples import sentence

EXACT, AT_LEAST, AT_MOST, ABOUT, RANGE = (
    Qualifier.EXACT, Qualifier.AT_LEAST, Qualifier.AT_MOST, Qualifier.ABOUT, Qualifier.RANGE,
)  # fmt: skip


def numbers(text: str) -> list[Numeral]:
    """Return the numbers of a text, read from left to right."""
    words, found, index = sentence(text), list[Numeral](), 0
    while index < len(words.words):
        number = read_number(words, index)
        index = number.last if number else index + 1
        found += [number] if number else []
    return found


@pytest.mark.parametrize(
    ("text", "value", "qualifier"),
    [
        ("пять", 5, EXACT), ("пятью", 5, EXACT), ("шестерых", 6, EXACT), ("двоим", 2, EXACT), ("обоих", 2, EXACT),
        ("сорока", 40, EXACT), ("двадцати одного", 21, EXACT), ("сто двадцать пять", 125, EXACT), ("17", 17, EXACT),
        ("38 тысяч", 38_000, EXACT), ("4,5 тысячи", 4_500, EXACT), ("12 000", 12_000, EXACT),
        ("полтора десятка", 15, EXACT), ("полутора десятков", 15, EXACT), ("полсотни", 50, EXACT),
        ("сотня", 100, EXACT),
        ("не менее двадцати", 20, AT_LEAST), ("по меньшей мере четверо", 4, AT_LEAST), ("свыше 50", 50, AT_LEAST),
        ("более 4,5 тысячи", 4_500, AT_LEAST), ("десятки", 20, AT_LEAST), ("до сотни", 100, AT_MOST),
        ("не более десяти", 10, AT_MOST), ("около 30", 30, ABOUT), ("порядка трёхсот", 300, ABOUT),
        ("примерно сорок", 40, ABOUT),
    ],
)  # fmt: skip
def test_numerals_are_read_in_every_case_with_what_bounds_them(text: str, value: int, qualifier: Qualifier) -> None:
    (number,) = numbers(text)
    assert (number.value, number.value_max, number.qualifier) == (value, None, qualifier)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("от шести до девяти", 6, 9),
        ("6–9", 6, 9),
        ("пять-шесть", 5, 6),
        ("двое-трое", 2, 3),
        ("восемь или девять", 8, 9),
    ],
)
def test_ranges_have_two_ends(text: str, low: int, high: int) -> None:
    (number,) = numbers(text)
    assert (number.value, number.value_max, number.qualifier) == (low, high, RANGE)


def test_collective_numerals_count_people_by_themselves() -> None:
    assert [number.people for number in numbers("трое, три, четверых, 5")] == [True, False, True, False]


def test_numbers_of_an_enumeration_stay_apart() -> None:
    assert [number.value for number in numbers("двадцать 5 пять, сто")] == [20, 5, 5, 100]


@given(st.integers(0, 999_999_999))
def test_digits_are_their_value(value: int) -> None:
    (number,) = numbers(f"{value} человек")
    assert number.value == value
