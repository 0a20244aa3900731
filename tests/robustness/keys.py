"""Random keys, mouse clicks and sizes on the screen: it goes on, and nothing is logged as a defect."""

import asyncio
import random
from contextlib import chdir, redirect_stderr, suppress
from io import StringIO
from pathlib import Path

from textual import _wait
from textual.errors import NoWidget
from textual.pilot import OutOfBounds, Pilot

from kztui.casebook import Casebook
from kztui.tui.app import KztuiApp
from kztui.tui.settings import read_settings
from tests.robustness.command import Hang, logged, patience
from tests.robustness.work import Work, kind_of
from tests.robustness.world import NAME, make_world

KEYS = 20_000
BURST = 60  # keys on one start

NAMED = (
    "up", "down", "left", "right", "enter", "escape", "tab", "shift+tab", "pageup", "pagedown", "home", "end", "space",
    "backspace", "delete", "ctrl+p", "ctrl+s", "ctrl+u", "ctrl+w", "ctrl+a", "ctrl+left", "ctrl+right", "f1",
    "question_mark", "slash", "left_square_bracket", "right_square_bracket", "less_than_sign", "greater_than_sign",
    "exclamation_mark", "apostrophe", "left_curly_bracket", "right_curly_bracket",
)  # fmt: skip
LETTERS = "abcdefghijklmnoprstuvwxyzABCDEFGHIJKLMNOPRSTUVWXYZ0123456789:>.-фывйцуЮ"
"""Without q, which leaves."""

SIZES = ((120, 36), (80, 24), (200, 50), (40, 10), (100, 20), (62, 15), (30, 5))


def attempt(work: Work) -> str:
    """Press keys in bursts, each on a fresh start, in a folder of their own: what they export stays there."""
    _wait.SLEEP_GRANULARITY, _wait.SLEEP_IDLE = 1 / 500, 1 / 1000  # the pilot waits for idleness twice for each key
    world = make_world(work.folder / "world")
    here = work.folder / "here"
    here.mkdir()
    pressed = 0
    for _ in work.repeat(KEYS // BURST):
        seed = work.chance.randrange(10**9)
        steps: list[str] = []
        with chdir(here):
            defect = _burst(work.fresh(world) / NAME, random.Random(seed), steps)
        pressed += len(steps)
        if defect:
            work.defect(defect, f"{len(steps)} steps: {' '.join(steps)}")
    return f"{pressed:,} keys, clicks and sizes"


def _burst(casebook: Path, chance: random.Random, steps: list[str]) -> str:
    """Start the screen and do random things, noted in `steps`; return what went wrong."""
    try:
        with patience(180), redirect_stderr(StringIO()):
            asyncio.run(_press(casebook, chance, steps))
    except Hang as hang:
        return f"hang: {kind_of(hang)}"
    except Exception as error:
        return f"screen: {kind_of(error)}"
    return f"screen, logged: {defect}" if (defect := logged()) else ""


async def _press(casebook: Path, chance: random.Random, steps: list[str]) -> None:
    app = KztuiApp(Casebook.open(casebook), settings=read_settings(str(casebook)))
    async with app.run_test(size=chance.choice(SIZES)) as pilot:
        for _ in range(BURST):
            if not app.is_running:
                return
            await _step(pilot, chance, steps)
        await pilot.pause()


async def _step(pilot: Pilot[None], chance: random.Random, steps: list[str]) -> None:
    kind = chance.random()
    if kind < 0.03:
        width, height = chance.choice(SIZES)
        steps.append(f"resize {width}x{height}")
        await pilot.resize_terminal(width, height)
    elif kind < 0.12:
        size = pilot.app.size
        where = chance.randrange(max(1, size.width)), chance.randrange(max(1, size.height))
        times = chance.choice((1, 1, 2, 3))
        steps.append(f"click {where[0]},{where[1]} {times}")
        with suppress(OutOfBounds, NoWidget):  # what the pilot says when the screen has changed its size meanwhile
            await pilot.click(offset=where, times=times)
    else:
        keys = [
            chance.choice(LETTERS) if chance.random() < 0.6 else chance.choice(NAMED)
            for _ in range(chance.choice((1, 1, 1, 4)))
        ]
        steps += keys
        await pilot.press(*keys)
