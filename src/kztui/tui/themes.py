"""Our themes, and the semantic colours that every theme gets."""

from collections.abc import Mapping

from rich.style import Style
from textual.theme import Theme

_ON_DARK = {
    "fact-count": "#ff8f85",
    "fact-when": "#c9a7f5",
    "fact-where": "#7fd18b",
    "fact-who": "#74b7ff",
    "fact-what": "#f2a65a",
    "hit": "#fec50c",
    "current": "#fec50c",
    "current-text": "#14181d",
    "mark": "#7fd1e0",
    "mark-text": "#14181d",
    "dim": "#93a0ad",
    "conflict": "#ffb454",
    "good": "#7fd18b",
    "bad": "#ff8f85",
    "tag": "#8fd3e8",
    "here": "#fec50c",
    "cursor": "#0f4751",
    "cursor-away": "#2c323a",
    "bar": "#5f6b77",
}
_ON_LIGHT = {
    "fact-count": "#a8201a",
    "fact-when": "#5f35a8",
    "fact-where": "#17652c",
    "fact-who": "#0b4f96",
    "fact-what": "#7d4700",
    "hit": "#7a4a00",
    "current": "#ffd84d",
    "current-text": "#1d2126",
    "mark": "#006c7a",
    "mark-text": "#ffffff",
    "dim": "#5c6269",
    "conflict": "#9a3d00",
    "good": "#17652c",
    "bad": "#a8201a",
    "tag": "#005f73",
    "here": "#7a4a00",
    "cursor": "#bfe3e6",
    "cursor-away": "#e3dfd3",
    "bar": "#8b8778",
}
_ON_BLACK = {
    "fact-count": "#ff9e9e",
    "fact-when": "#e0b8ff",
    "fact-where": "#7dff9a",
    "fact-who": "#8ecbff",
    "fact-what": "#ffc27a",
    "hit": "#ffff00",
    "current": "#ffff00",
    "current-text": "#000000",
    "mark": "#00e5ff",
    "mark-text": "#000000",
    "dim": "#c8c8c8",
    "conflict": "#ffb000",
    "good": "#7dff9a",
    "bad": "#ff9e9e",
    "tag": "#7df9ff",
    "here": "#ffff00",
    "cursor": "#00464f",
    "cursor-away": "#2a2a2a",
    "bar": "#ffffff",
}


def _theme(name: str, colours: Mapping[str, str], *, dark: bool, text: str, ground: str, line: str, keys: str) -> Theme:
    """Return a theme: its text on its ground, the colour of lines and panels, and that of keys and of the focus."""
    return Theme(
        name=name,
        primary=keys,
        secondary=colours["fact-who"],
        accent=keys,
        warning=colours["conflict"],
        error=colours["bad"],
        success=colours["good"],
        foreground=text,
        background=ground,
        surface=ground,
        panel=line,
        dark=dark,
        variables={
            **colours,
            "border": keys,
            "footer-background": ground,
            "text-muted": colours["dim"],
            "text-accent": keys,
            "text-primary": keys,
        },
    )


DARK = _theme("kztui-dark", _ON_DARK, dark=True, text="#d9dee5", ground="#11151a", line="#5f6b77", keys="#fec50c")
LIGHT = _theme("kztui-light", _ON_LIGHT, dark=False, text="#23282e", ground="#fbfaf6", line="#8b8778", keys="#7a4a00")
CONTRAST = _theme(
    "kztui-contrast", _ON_BLACK, dark=True, text="#ffffff", ground="#000000", line="#ffffff", keys="#ffff00"
)
OURS = (DARK, LIGHT, CONTRAST)
"""Our own themes; a test computes how well each of their colours can be read."""


def theme_for(colours: str) -> Theme:
    """Return our theme for a terminal that says its `colours` in COLORFGBG: the dark one when it says nothing.

    The last number is that of the background among the sixteen colours; those that are bright are 7 and, but for the
    dark grey 8, the ones from there on (as Vim takes them).
    """
    ground = colours.rpartition(";")[2]
    return LIGHT if ground in ("7", *map(str, range(9, 16))) else DARK


_ON_ANSI = {
    **{"fact-count": "red", "fact-when": "magenta", "fact-where": "green", "fact-who": "blue", "fact-what": "yellow"},
    **{"hit": "yellow", "dim": "default", "conflict": "yellow", "good": "green", "bad": "red", "tag": "cyan"},
    **dict.fromkeys(("bar", "here"), "default"),
    **dict.fromkeys(("current", "current-text", "mark", "mark-text", "cursor", "cursor-away"), "default"),
}


def semantic_colours(theme: Theme) -> dict[str, str]:
    """Return the colours of kinds of facts and of marks, for a theme that does not name them itself."""
    if theme.ansi:
        return _ON_ANSI
    return _ON_DARK if theme.dark else _ON_LIGHT


def painted_styles(colours: Mapping[str, str], *, colourless: bool = False) -> dict[str, Style]:
    """Return the styles with which lines are painted, by name, from the colours of a theme by theirs. `colourless` is
    for a reader who wants no colours: greys alone do not show the row under the cursor well.

    Painted lines take them from here and not from style sheets: applying dozens of component classes to each pane
    would double the time to the first picture.
    """

    plain = colours["cursor"] == "default"  # the terminal's own colours: what is under a cursor is shown in reverse

    def style(name: str, *, bold: bool = False, underline: bool = False, strike: bool = False) -> Style:
        return Style(color=colours[name], bold=bold, underline=underline, strike=strike)

    kinds = ("count", "when", "where", "who", "what")
    return {
        **{kind: style(f"fact-{kind}", bold=True) for kind in kinds},
        **{f"says-{kind}": style(f"fact-{kind}", underline=True) for kind in kinds},
        "current": Style(color=colours["current-text"], bgcolor=colours["current"], bold=True, reverse=plain),
        "mark": Style(bgcolor=colours["mark"], color=colours["mark-text"], reverse=plain, underline=plain),
        "cursor": Style(bgcolor=None if colourless else colours["cursor"], bold=True, reverse=plain or colourless),
        "cursor-away": Style(bgcolor=colours["cursor-away"]),
        "hit": style("hit", bold=True),
        "match": Style(bgcolor=colours["tag"], color=colours["mark-text"], bold=True, reverse=plain, underline=True),
        "dim": style("dim"),
        "bar": style("bar"),
        "heading": style("dim", underline=True),
        "strong": Style(bold=True),
        "struck": style("dim", strike=True),
        "here": style("here", bold=True),
        "focused": style("here", bold=True),
        "history": style("tag", bold=True),
        "conflict": style("conflict", bold=True),
        "confirmed": style("good", bold=True),
        "rejected": style("bad", bold=True),
        "corrected": style("tag", bold=True),
        "tag": style("tag", bold=True),
        "noted": style("tag") + Style(italic=True),
    }
