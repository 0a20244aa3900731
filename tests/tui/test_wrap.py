"""Lines that fit."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from kztui.cli.aligned import width
from kztui.tui.wrap import cells, shown, wrap

TEXT = st.text(alphabet="ab \n\t-ійи\u0306\u0301漢👩\u200d👧é…", max_size=200)


def words(text: str, width: int, **how: bool) -> list[str]:
    return [text[start:end] for start, end in wrap(text, 0, len(text), width, **how)]


@given(TEXT, st.integers(2, 40))
def test_lines_fit_and_leave_out_white_space_only(text: str, width: int) -> None:
    lines = wrap(text, 0, len(text), width)
    kept = "".join(text[start:end] for start, end in lines)
    assert "".join(kept.split()) == "".join(text.split())
    assert all(before[1] <= after[0] for before, after in pairwise(lines))
    assert all(cell_len(shown(text[start:end])) <= width for start, end in lines)


def test_a_line_breaks_at_a_blank_and_a_long_word_where_the_line_ends() -> None:
    assert words("three men fled", 9) == ["three men", "fled"]
    assert words("unbreakable", 5) == ["unbre", "akabl", "e"]


def test_a_letter_keeps_its_combining_mark() -> None:
    assert words("и\u0306и\u0306и\u0306", 2) == ["и\u0306и\u0306", "и\u0306"]


def test_wide_letters_take_two_cells() -> None:
    assert words("漢字漢字", 5) == ["漢字", "漢字"]


def test_line_feeds_are_blanks_unless_kept() -> None:
    assert words("one\ntwo", 20) == ["one\ntwo"]
    assert words("one\n\ntwo", 20, keep_lines=True) == ["one", "two"]


def test_a_stretch_is_wrapped_with_offsets_into_the_whole_text() -> None:
    assert wrap("xx one two", 3, 10, 4) == [(3, 6), (7, 10)]


def test_what_is_shown_is_as_long_and_has_no_tabs() -> None:
    assert shown("a\tb\nc\xadd") == "a b c-d"


@pytest.mark.parametrize(
    "text", ["👩\u200d👩\u200d👧 x", "👍\U0001f3fd", "⚠\ufe0f", "🏴\U000e0067\U000e007f", "й\u0306e\u0301"]
)
def test_every_terminal_counts_the_same_cells(text: str) -> None:
    assert cells(text) == width(shown(text)) == sum(cells(letter) for letter in shown(text))
    assert len(shown(text)) == len(text)
