"""Painting text with marks on it."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from kztui.tui.paint import Layer, fit, hits, joined, paint

BOLD, RED = Style(bold=True), Style(color="red")
SPAN = st.tuples(st.integers(0, 30), st.integers(0, 30), st.sampled_from([BOLD, RED]))


@given(st.lists(SPAN, max_size=6), st.integers(0, 20))
def test_segments_read_as_the_text_whatever_lies_on_it(spans: list[tuple[int, int, Style]], start: int) -> None:
    text = "thirty-one letters and no more."
    layers = [Layer(min(a, b), max(a, b), style) for a, b, style in spans]
    assert "".join(segment.text for segment in paint(text, start, 31, Style(), layers)) == text[start:]


def seen(segments: list[Segment]) -> list[tuple[str, object]]:
    """Return each character with what shows of its style."""
    shown: list[tuple[str, object]] = []
    for text, style, _ in segments:
        assert style
        blank = (style.bgcolor, style.underline, style.strike, style.reverse)
        shown += [(letter, blank if letter == " " and not any(blank[1:]) else style) for letter in text]
    return shown


STYLES = [BOLD, RED, Style(bgcolor="blue"), Style(color="red", underline=True), Style(color="red", reverse=True)]


@given(st.lists(st.builds(Segment, st.text("a ", min_size=1, max_size=4), st.sampled_from(STYLES)), max_size=8))
def test_joined_segments_look_as_before(segments: list[Segment]) -> None:
    assert seen(joined(segments)) == seen(segments)
    assert len(joined(segments)) <= len(segments)


def test_blanks_take_the_style_beside_them() -> None:
    assert joined([Segment(" ", BOLD), Segment("a", RED), Segment("  ", BOLD), Segment("b", RED)]) == [
        Segment(" a  b", RED)
    ]


def test_layers_that_overlap_add_up() -> None:
    segments = paint("abcdef", 0, 6, Style(), [Layer(0, 4, BOLD), Layer(2, 6, RED)])
    assert [(s.text, s.style) for s in segments] == [("ab", BOLD), ("cd", BOLD + RED), ("ef", RED)]


def test_a_hit_begins_a_word_in_any_spelling() -> None:
    text = "Fires in Құлсары, not unsulsary"
    assert [text[a:b] for a, b in hits(text, ["kulsari"])] == ["Құлсары"]
    assert [text[a:b] for a, b in hits(text, ["fire", "in"])] == ["Fire", "in"]


def test_hits_are_offsets_into_the_whole_text() -> None:
    assert hits("aa bb aa", ["aa"], 3, 8) == [(6, 8)]


@given(st.text(alphabet="aй漢👩\u0301\t", max_size=30), st.integers(2, 20))
def test_a_cell_is_exactly_as_wide_as_its_column(text: str, width: int) -> None:
    assert cell_len(fit(text, width)) == width
    assert cell_len(fit(text, width, "right")) == width
