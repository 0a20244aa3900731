"""A piece of text found in a report in any spelling."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztui.present.occurrences import Literal


@pytest.mark.parametrize(
    ("wanted", "text", "found"),
    [
        ("gun", "Gunmen with guns; a shotgun.", ["Gun", "gun", "gun"]),
        ("Kulsary", "в Құлсары и Кульсары", ["Құлсары", "Кульсары"]),
        ("house of culture", "the House of\nCulture.", ["House of\nCulture"]),
        ("огонь", "огонь, и Огонь", ["огонь", "Огонь"]),
        ("cooperate", "co-\noperate", ["co-\noperate"]),
        ("18:05", "at 18:05 and 18.05", ["18:05", "18.05"]),
        ("dead", "nothing", []),
        ("...", "wait... what", []),
        ("", "anything", []),
        ("s", "шум", ["ш"]),
    ],
)
def test_what_is_found(wanted: str, text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in Literal(wanted).spans(text)] == found


@given(st.text(max_size=4), st.text(max_size=60))
def test_places_are_in_order_and_within_the_text(wanted: str, text: str) -> None:
    spans = Literal(wanted).spans(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(one[0] <= other[0] for one, other in pairwise(spans))
