"""Our two themes, and the semantic colours that every theme gets."""

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
    "dim": "#8d99a6",
    "conflict": "#f2a65a",
    "good": "#7fd18b",
    "bad": "#ff8f85",
    "tag": "#74b7ff",
    "cursor": "#0f4751",
    "cursor-away": "#222932",
    "bar": "#3d4854",
}
_ON_LIGHT = {
    "fact-count": "#b3261e",
    "fact-when": "#6b3fb8",
    "fact-where": "#1c7434",
    "fact-who": "#0b57a4",
    "fact-what": "#8f5200",
    "hit": "#7a5b00",
    "current": "#ffd84d",
    "current-text": "#1d2126",
    "mark": "#9fd8df",
    "dim": "#6a6f76",
    "conflict": "#8f5200",
    "good": "#1c7434",
    "bad": "#b3261e",
    "tag": "#0b57a4",
    "cursor": "#bfe3e6",
    "cursor-away": "#e9e6dd",
    "bar": "#c9c4b6",
}

DARK = Theme(
    name="kztui-dark",
    primary="#35c3d6",
    secondary="#74b7ff",
    accent="#fec50c",
    warning="#f2a65a",
    error="#ff8f85",
    success="#7fd18b",
    foreground="#d9dee5",
    background="#11151a",
    surface="#11151a",
    panel="#2a323c",
    dark=True,
    variables={**_ON_DARK, "border": "#35c3d6", "footer-background": "#1b2128", "text-muted": "#8d99a6"},
)
LIGHT = Theme(
    name="kztui-light",
    primary="#00707f",
    secondary="#0b57a4",
    accent="#8f5200",
    warning="#8f5200",
    error="#b3261e",
    success="#1c7434",
    foreground="#23282e",
    background="#fbfaf6",
    surface="#fbfaf6",
    panel="#d9d5ca",
    dark=False,
    variables={**_ON_LIGHT, "border": "#00707f", "footer-background": "#efece4", "text-muted": "#6a6f76"},
)


_ON_ANSI = {
    **{"fact-count": "red", "fact-when": "magenta", "fact-where": "green", "fact-who": "blue", "fact-what": "yellow"},
    **{"hit": "yellow", "dim": "default", "conflict": "yellow", "good": "green", "bad": "red", "tag": "cyan"},
    "bar": "default",
    **dict.fromkeys(("current", "current-text", "mark", "cursor", "cursor-away"), "default"),
}


def semantic_colours(theme: Theme) -> dict[str, str]:
    """Return the colours of kinds of facts and of marks, for a theme that does not name them itself."""
    if theme.ansi:
        return _ON_ANSI
    return _ON_DARK if theme.dark else _ON_LIGHT


def painted_styles(colours: Mapping[str, str]) -> dict[str, Style]:
    """Return the styles with which lines are painted, by name, from the colours of a theme by theirs.

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
        "mark": Style(bgcolor=colours["mark"], color=colours["current-text"], reverse=plain, underline=plain),
        "cursor": Style(bgcolor=colours["cursor"], bold=True, reverse=plain),
        "cursor-away": Style(bgcolor=colours["cursor-away"]),
        "hit": style("hit", bold=True),
        "match": Style(bgcolor=colours["tag"], color=colours["current-text"], bold=True, reverse=plain, underline=True),
        "dim": style("dim"),
        "bar": style("bar"),
        "heading": style("dim", underline=True),
        "strong": Style(bold=True),
        "struck": style("dim", strike=True),
        "conflict": style("conflict", bold=True),
        "confirmed": style("good", bold=True),
        "rejected": style("bad", bold=True),
        "corrected": style("conflict", bold=True),
        "tag": style("tag", bold=True),
        "noted": style("tag") + Style(italic=True),
    }
