"""A monkey at the screen: random keys, clicks, pastes and sizes of the terminal."""

from random import Random

from textual import events
from textual.app import App
from textual.geometry import Size
from textual.pilot import Pilot

SIZES = ((120, 36), (80, 24), (200, 50), (40, 10), (30, 6), (99, 20))
KEYS = (
    *"abcdefghijklmnprstuvwxyzABCDEFGHIJKLMNOPRSTUVWXYZ0123456789/?'!.,<>[]{}+-=;*цухъжэ",
    *("up", "down", "left", "right", "enter", "enter", "escape", "escape", "tab", "shift+tab", "space", "backspace"),
    *("delete", "home", "end", "pageup", "pagedown", "ctrl+p", "ctrl+f", "ctrl+n", "ctrl+r", "ctrl+t", "ctrl+u"),
    *("ctrl+d", "ctrl+up", "ctrl+down", "shift+right", "shift+left", "f1", "f2", "f5"),
)
"""All keys but those that leave the program, open an editor or a browser."""

NAMES = {"/": "slash", "?": "question_mark", "'": "apostrophe", "!": "exclamation_mark", ".": "full_stop"}


async def play(pilot: Pilot[None], chance: Random, steps: int) -> list[str]:
    """Do `steps` random things; return what was done, so that a fault can be repeated."""
    done: list[str] = []
    for _ in range(steps):
        done.append(await _step(pilot, chance))
        if chance.random() < 0.3:
            await pilot.pause()
    return done


async def _step(pilot: Pilot[None], chance: Random) -> str:
    app: App[None] = pilot.app
    kind = chance.random()
    if kind < 0.8:
        key: str = chance.choice(KEYS)
        app.post_message(events.Key(NAMES.get(key, key), key if len(key) == 1 else None))
        return key
    if kind < 0.95:
        x, y = chance.randrange(max(1, app.size.width)), chance.randrange(max(1, app.size.height))
        for happening in chance.choice(_CLICKS):
            app.post_message(_mouse(happening, x, y))
            x, y = max(0, x + chance.randint(-3, 3)), max(0, y + chance.randint(-1, 1))
        return f"mouse at {x}, {y}"
    if kind < 0.97:
        app.post_message(events.Paste("half a\nnote \x1b[31m"))
        return "paste"
    size = Size(*chance.choice(SIZES))
    app.post_message(events.Resize(size, size))
    return f"{size}"


_CLICKS = (
    (events.MouseDown, events.MouseUp),
    (events.MouseDown, events.MouseUp, events.MouseDown, events.MouseUp),
    (events.MouseDown, events.MouseMove, events.MouseMove, events.MouseUp),
    (events.MouseUp,),
    (events.MouseDown,),
    (events.MouseScrollDown,),
    (events.MouseScrollUp,),
)


def _mouse(kind: type[events.MouseEvent], x: int, y: int) -> events.MouseEvent:
    button = 0 if kind is events.MouseMove else 1
    made: events.MouseEvent = kind(None, x, y, 0, 0, button, False, False, False, x, y)
    return made
