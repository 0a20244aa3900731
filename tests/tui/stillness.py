"""When the screen stands still: told by what its parts still have to do, and not by time, of which a busy machine takes
as much as it likes.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any
from unittest.mock import patch

from textual import app as textual_app
from textual import pilot as textual_pilot
from textual.app import App
from textual.message import Message
from textual.message_pump import MessagePump
from textual.pilot import Pilot, WaitForScreenTimeout
from textual.screen import Screen

_LONGEST = 60.0
"""Seconds after which a part that does not answer has hung."""

_TURNS = 5
"""Turns of the loop in which a key comes from the terminal's driver to the app."""


class Stillness:
    """Counts the messages between the parts of the screen, to tell when there are none any more."""

    def __init__(self) -> None:
        self._sent = 0

    @contextmanager
    def kept_by_pilots(self) -> Iterator[None]:
        """Let a pilot wait, wherever it waits, until the screen stands still."""
        post = MessagePump.post_message

        def counted(pump: MessagePump, message: Message) -> bool:
            taken = post(pump, message)
            self._sent += taken
            return taken

        async def wait(pilot: Pilot[Any], timeout: float = _LONGEST) -> bool:
            return await self.of(pilot.app)

        with (
            patch.object(MessagePump, "post_message", counted),
            patch.object(Pilot, "_wait_for_screen", wait),
            patch.object(textual_app, "wait_for_idle", _come),
            patch.object(textual_pilot, "wait_for_idle", _come),
        ):
            yield

    async def of(self, app: App[Any]) -> bool:
        """Wait until all parts have dealt with what they had to, no key waits for its turn, and the screen is laid out
        and painted.

        That is so after two rounds in which nobody had anything to say, since a part can be busy after its answer.
        Returns False when the app has failed.
        """
        silent = 0
        while silent < 2:
            before = self._sent
            asked = await _round(app)
            if app._exception is not None:
                return False
            if not app.is_running:
                return True
            if resized := app._resize_event is not None:
                app._check_resize()
            if unpainted := _to_do(app.screen):
                app.screen._on_timer_update()
            if keys := unfinished(app, "keystrokes"):
                await asyncio.wait(keys)
            silent = 0 if resized or unpainted or keys or self._sent - before > asked else silent + 1
        return True


def unfinished(app: App[Any], *groups: str) -> list[asyncio.Task[None]]:
    """Return the tasks of the workers that are under way, of some groups or of all."""
    workers = (one for one in app.workers if not groups or one.group in groups)
    return [one._task for one in workers if one._task and not one.is_finished]


async def _round(app: App[Any]) -> int:
    """Wait until every part has dealt with the messages that it has now; return how many were asked."""
    pumps: list[MessagePump] = [app, *app._registry]
    left: set[MessagePump] = set()

    def answer(pump: MessagePump) -> None:
        left.remove(pump)

    for pump in pumps:
        if pump.call_later(answer, pump):
            left.add(pump)
    asked = len(left)
    until = monotonic() + _LONGEST
    turns = 0
    while any(not (pump._closing or pump._closed) for pump in left) and app._exception is None:
        turns += 1
        await asyncio.sleep(0 if turns < 20 else 0.001)
        if monotonic() > until:
            raise WaitForScreenTimeout(f"no answer from {left}")
    return asked


def _to_do(screen: Screen[Any]) -> bool:
    """Return whether the screen has to be laid out or painted, or calls what waits for that."""
    return bool(
        screen._layout_required
        or screen._scroll_required
        or screen._repaint_required
        or screen._recompose_required
        or screen._dirty_widgets
        or screen._callbacks
    )


async def _come(min_sleep: float = 0, max_sleep: float = 0) -> None:
    """Let what was sent by another thread, or by the driver, come to the app."""
    for _ in range(_TURNS):
        await asyncio.sleep(0)
