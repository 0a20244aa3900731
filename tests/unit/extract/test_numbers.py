"""Numbers: digits, words, ranges, and the words that bound them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztui.extract.en.numbers import read_number
from kztui.extract.mention import Number
from kztui.model.fact import Qualifier

from .samples import sentence

EXACT, AT_LEAST, AT_MOST, ABOUT = Qualifier.EXACT, Qualifier.AT_LEAST, Qualifier.AT_MOST, Qualifier.ABOUT


def numbers(text: str) -> list[Number]:
    """Return the numbers of a text, read from left to right."""
    words, found, index = sentence(text).words, [], 0
    while index < len(words):
        number = read_number(words, index)
        index = number.last if number else index + 1
        found += [number] if number else []
    return found


@pytest.mark.parametrize(
    ("text", "value", "qualifier"),
    [
        ("five", 5, EXACT), ("1,300", 1300, EXACT), ("twenty-five", 25, EXACT), ("twenty five", 25, EXACT),
        ("one hundred and five", 105, EXACT), ("a hundred and twenty", 120, EXACT),
        ("two hundred and thirty-two", 232, EXACT), ("two thousand three hundred", 2300, EXACT),
        ("two dozen", 24, EXACT), ("a couple", 2, EXACT), ("half a dozen", 6, EXACT),
        ("1.5 million", 1_500_000, EXACT), ("zero", 0, EXACT),
        ("dozens", 12, AT_LEAST), ("scores", 20, AT_LEAST), ("hundreds", 100, AT_LEAST),
        ("tens of thousands", 10_000, AT_LEAST), ("at least 20", 20, AT_LEAST), ("more than 50", 50, AT_LEAST),
        ("over 50", 50, AT_LEAST), ("no fewer than seven", 7, AT_LEAST), ("more than a dozen", 12, AT_LEAST),
        ("20 or more", 20, AT_LEAST), ("a few dozen", 12, AT_LEAST), ("up to 12", 12, AT_MOST),
        ("fewer than ten", 10, AT_MOST), ("not more than 3", 3, AT_MOST), ("about 30", 30, ABOUT),
        ("some 30", 30, ABOUT), ("about a dozen", 12, ABOUT), ("seven or so", 7, ABOUT), ("nearly 100", 100, ABOUT),
    ],
)  # fmt: skip
def test_one_number(text: str, value: int, qualifier: Qualifier) -> None:
    for written in (text, text.upper()):
        (number,) = numbers(written)
        assert (number.value, number.qualifier, number.value_max) == (value, qualifier, None)


@pytest.mark.parametrize("text", ["between four and six", "4 to 6", "4-6", "4–6", "from four to six", "four or six"])
def test_ranges(text: str) -> None:
    (number,) = numbers(text)
    assert (number.value, number.value_max, number.qualifier) == (4, 6, Qualifier.RANGE)


@pytest.mark.parametrize("text", ["3.5", "2,5", "17:00", "10th", "third", "several", "no", "1,300,000,000,000", "b2"])
def test_what_is_no_number_of_people(text: str) -> None:
    assert numbers(text) == []


def test_a_number_that_rose_is_two_numbers() -> None:
    assert [number.value for number in numbers("the toll has risen from ten to eleven")] == [10, 11]


@pytest.mark.parametrize(
    ("text", "qualifier", "own"),
    [
        ("seven or more people", AT_LEAST, ["seven", "or", "more"]),
        ("seven people or more", AT_LEAST, ["seven"]),
        ("seven people or so", ABOUT, ["seven"]),
        ("seven at least", AT_LEAST, ["seven", "at", "least"]),
        ("seven guards at least", AT_LEAST, ["seven"]),
        ("seven guards are dead at the least.", AT_LEAST, ["seven"]),
        ("seven guards and six cooks, or more, died", EXACT, ["seven"]),
        ("six guards and seven cooks, or more, died", AT_LEAST, ["seven"]),
        ("seven guards, at least two of them badly", EXACT, ["seven"]),
        ("seven guards or more than nine cooks", EXACT, ["seven"]),
        ("seven guards, or so it seemed", EXACT, ["seven"]),
        ("at least seven or so", AT_LEAST, ["at", "least", "seven"]),  # what is said first counts
    ],
)
def test_what_follows_a_number_bounds_it(text: str, qualifier: Qualifier, own: list[str]) -> None:
    words = sentence(text).words
    number = read_number(words, words.index("seven"))
    assert number is not None
    assert (number.value, number.qualifier) == (7, qualifier)
    assert words[number.first : number.last] == own


def test_an_enumeration_is_two_numbers() -> None:
    assert [number.value for number in numbers("five men and six women")] == [5, 6]


def test_the_words_around_a_number_belong_to_it() -> None:
    words = sentence("killing at least twenty people").words
    number = read_number(words, 3)
    assert number is not None
    assert words[number.first : number.last] == ["at", "least", "twenty"]


@given(st.lists(st.sampled_from(["one", "hundred", "and", "thousand", "5", "1,000", "dozens", "of", "half", "a"])))
def test_a_number_stays_inside_its_words(words: list[str]) -> None:
    for first in range(len(words)):
        number = read_number(words, first)
        if number:
            assert 0 <= number.first <= first < number.last <= len(words)
            assert number.value >= 0


@given(st.integers(0, 999_999_999))
def test_digits_are_read_as_they_stand(value: int) -> None:
    for written in (str(value), f"{value:,}"):
        assert [number.value for number in numbers(f"They counted {written} men.")] == [value]
