"""Our themes can be read: contrasts as WCAG 2.2 computes them (1.4.3, 1.4.11)."""

import pytest
from rich.color import Color as Rich
from rich.color import ColorSystem
from textual.color import Color
from textual.theme import Theme

from kztui.casebook import Casebook
from kztui.tui.app import KztuiApp
from kztui.tui.session import Session
from kztui.tui.settings import Settings
from kztui.tui.themes import CONTRAST, DARK, LIGHT, OURS, painted_styles, theme_for

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
    match = painted_styles(colours)["match"]
    assert match.color
    assert match.bgcolor
    assert contrast(match.color.name, match.bgcolor.name) >= 4.5
    assert contrast(theme.foreground, colours["cursor"]) >= 4.5
    for ground in ("mark", "bar"):
        assert contrast(colours[ground], theme.background) >= 3


@pytest.mark.parametrize("theme", OURS, ids=lambda theme: str(theme.name))
def test_the_row_with_the_focus_is_told_from_others_among_256_colours(theme: Theme) -> None:
    named = (str(theme.background), theme.variables["cursor"], theme.variables["cursor-away"])
    shown = [Rich.parse(colour).downgrade(ColorSystem.EIGHT_BIT).get_truecolor().hex for colour in named]
    assert len({*shown}) == 3
    assert contrast(str(theme.foreground), shown[1]) >= 4.5


@pytest.mark.parametrize(
    ("colours", "theme"),
    [
        ("0;15", LIGHT), ("0;7", LIGHT), ("0;default;15", LIGHT), ("8;11", LIGHT),
        ("15;0", DARK), ("7;8", DARK), ("15;default", DARK), ("", DARK), (";", DARK), ("15;255", DARK),
        ("\u0661", DARK),
    ],
)  # fmt: skip
def test_the_theme_follows_what_the_terminal_says(colours: str, theme: Theme) -> None:
    assert theme_for(colours) is theme


async def test_the_terminal_counts_where_nobody_chose_a_theme(
    casebook: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLORFGBG", "0;15")
    assert KztuiApp(casebook).theme == LIGHT.name
    assert KztuiApp(casebook, settings=Settings(shown={"theme": DARK.name})).theme == DARK.name
    assert KztuiApp(casebook, settings=Settings(session=Session(theme=CONTRAST.name))).theme == CONTRAST.name
    app = KztuiApp(casebook)
    async with app.run_test():
        session = app.session()
    assert session
    assert session.theme == ""  # in another terminal it may be dark
