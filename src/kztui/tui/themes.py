"""Our two themes, and the semantic colours that every theme gets."""

from textual.theme import Theme

_DARK_FACTS = {
    "fact-count": "#ff8f85",
    "fact-when": "#c9a7f5",
    "fact-where": "#7fd18b",
    "fact-who": "#74b7ff",
    "fact-what": "#f2a65a",
    "hit": "#fec50c",
    "current": "#fec50c",
    "current-text": "#14181d",
    "cursor": "#0f4751",
    "cursor-away": "#222932",
}
_LIGHT_FACTS = {
    "fact-count": "#b3261e",
    "fact-when": "#6b3fb8",
    "fact-where": "#1c7434",
    "fact-who": "#0b57a4",
    "fact-what": "#8f5200",
    "hit": "#7a5b00",
    "current": "#ffd84d",
    "current-text": "#1d2126",
    "cursor": "#bfe3e6",
    "cursor-away": "#e9e6dd",
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
    variables={**_DARK_FACTS, "border": "#35c3d6", "footer-background": "#1b2128", "text-muted": "#8d99a6"},
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
    variables={**_LIGHT_FACTS, "border": "#00707f", "footer-background": "#efece4", "text-muted": "#6a6f76"},
)


def semantic_colours(dark: bool) -> dict[str, str]:
    """Return the colours of kinds of facts and of marks, for a theme that does not name them itself."""
    return _DARK_FACTS if dark else _LIGHT_FACTS
