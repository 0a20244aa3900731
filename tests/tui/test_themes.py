"""Our themes can be read: contrasts as WCAG 2.2 computes them (1.4.3, 1.4.11)."""

import pytest
from textual.color import Color
from textual.theme import Theme

from kztui.tui.themes import CONTRAST, DARK, LIGHT, OURS

WORDS = (
    *("fact-count", "fact-when", "fact-where", "fact-who", "fact-what"),
    *("hit", "dim", "conflict", "good", "bad", "tag"),
)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21."""

    def luminance(colour: str) -> float:
        parts = [
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
            for part in Color.parse(colour).normalized
        ]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(("theme", "least"), [(DARK, 4.5), (LIGHT, 4.5), (CONTRAST, 7.0)], ids=lambda one: str(one))
def test_words_can_be_read_on_the_page_and_on_a_row_without_the_focus(theme: Theme, least: float) -> None:
    assert theme.background
    assert theme.foreground
    for ground in (theme.background, theme.variables["cursor-away"]):
        for colour in (*(theme.variables[name] for name in WORDS), theme.foreground):
            assert contrast(colour, ground) >= least, (colour, ground)


@pytest.mark.parametrize("theme", OURS, ids=lambda theme: str(theme.name))
def test_marks_and_the_cursor_row_can_be_read(theme: Theme) -> None:
    assert theme.background
    assert theme.foreground
    colours = theme.variables
    assert contrast(colours["current"], colours["current-text"]) >= 4.5
    assert contrast(colours["mark"], colours["mark-text"]) >= 4.5
    assert contrast(theme.foreground, colours["cursor"]) >= 4.5
    for ground in ("mark", "bar"):
        assert contrast(colours[ground], theme.background) >= 3
