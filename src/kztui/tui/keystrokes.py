"""Keys, each dealt with before the next is looked at."""

import asyncio
from collections import deque
from collections.abc import Coroutine, Sequence
from contextlib import suppress
from math import inf
from typing import Any

from textual import events, work
from textual.message_pump import MessagePump
from textual.widgets import Input
from textual.worker import Worker, WorkerError

from kztui.tui.textual_faults import EscapedKey, GuardedApp

PATIENCE = 1.0
"""Seconds after which the next key is looked at whatever the one before still does: nothing can lock the keyboard."""

_PARTS = 50
"""Parts in which the patience is spent: however long a busy machine stops the program, it takes one of them."""

IMPATIENCE = 0.3
"""Seconds after an escape in which another one does nothing more: it is pressed to be sure, not to go back twice."""

_SEARCH = "find"
_AWAITED = {"open", "save", "view", _SEARCH}
"""Workers that decide where the next key goes: they show an incident, end a dialog, change the view or the list."""

_LEAVING = {"enter", "tab", "shift+tab", "up", "down"}
"""Keys that lead from a line in which one types to what is found."""


class KeystrokesApp(GuardedApp):
    """An app in which keys that are typed ahead, or pasted as keys, go where they would go if typed slowly.

    Textual gives a key to what has the focus at that moment, though the key before it may still be on its way to
    opening a dialog: what is typed in one go would be lost, or taken for commands.
    """

    def __init__(self) -> None:
        super().__init__()
        self._waiting: deque[events.Key | events.Paste] = deque()
        self._under_way = True  # until `begin`
        self._escaped = -inf  # when an escape was obeyed, if no other key has come since
        self._unawaited: set[Worker[object]] = set()

    def begin(self) -> None:
        """Deal with keys: all that they can go to is there. Those that came before have waited."""
        self._follow(())

    async def on_event(self, event: events.Event) -> None:
        """Let a key wait for its turn; everything else is dealt with at once."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            self._waiting.append(event)
            if not self._under_way:
                self._under_way = True
                self._unawaited = {one for one in self.workers if one.group != _SEARCH or one in self._unawaited}
                self._follow(() if self._awaited() else await self._press())
        else:
            await super().on_event(event)

    def press_again(self, event: events.Key) -> None:
        """Press a key again, before those that wait."""
        self._waiting.appendleft(events.Key(event.key, event.character))

    def forget_typed(self) -> None:
        """Let nothing come of the keys that wait: they were meant for what an earlier one was to do."""
        self._waiting.clear()

    async def _press(self) -> Sequence[MessagePump]:
        """Hand on the next key; return its way, from the focus up to the app."""
        key = self._next()
        if self._is_impatient(key):
            return ()
        way = (self.focused or self.screen).ancestors_with_self
        await super().on_event(key)
        return way

    def _next(self) -> events.Key | events.Paste:
        """Take the next key: what came right behind an escape is one with alt only where that does something."""
        key = self._waiting.popleft()
        if not isinstance(key, EscapedKey):
            return key
        if key.key in self.screen.active_bindings:
            return events.Key(key.key, None)
        escape, behind = key.apart
        self._waiting.appendleft(behind)
        return escape

    def _is_impatient(self, key: events.Key | events.Paste) -> bool:
        """Return whether a key repeats an escape that has just been obeyed."""
        escape = isinstance(key, events.Key) and key.key == "escape"
        impatient = escape and key.time - self._escaped < IMPATIENCE
        if not impatient:
            self._escaped = key.time if escape else -inf
        return impatient

    @work(group="keystrokes")
    async def _follow(self, way: Sequence[MessagePump]) -> None:
        """Wait until a key has gone its way and what it began is ready, and hand on the next, to the last."""
        while self.screen_stack and not self._exit:  # what is typed after leaving is for nobody
            for pump in (*way, *way, *self.screen_stack[-1:]):  # the key, what its action sends after it, what it opens
                await _passed(pump)
            await _patiently(self._settled())
            self._unawaited.update(self._awaited())
            if not self._waiting:
                break
            try:
                way = await self._press()
            except Exception as error:  # as where messages are dealt with: a key that fails takes no other along
                if not self.survive(error):
                    raise
        self._under_way = False

    async def _settled(self) -> None:
        """Wait for the workers that decide where the next key goes."""
        while workers := self._awaited():
            with suppress(WorkerError):
                await asyncio.shield(self.workers.wait_for_complete(workers))

    def _awaited(self) -> list[Worker[object]]:
        """Return the workers that decide where the next key goes: those that these keys began, and a search that an
        earlier one began.
        """
        key = self._waiting[0] if self._waiting else None
        leaves = isinstance(key, events.Key) and key.key in _LEAVING
        typing = isinstance(self.focused, Input) and not leaves
        groups = set(_AWAITED)
        if typing:  # goes on while a search is under way, and while its results come to the view
            groups -= {_SEARCH, "view"}
        elif key is None or isinstance(key, EscapedKey) or (isinstance(key, events.Key) and key.key == "escape"):
            groups.remove(_SEARCH)
        new = set(self.workers) - self._unawaited
        return [worker for worker in new if worker.group in groups and not worker.is_finished]


async def _passed(pump: MessagePump) -> None:
    """Wait until `pump` has dealt with all messages that it has now; one that is closing is not waited for."""
    reached = asyncio.Event()
    if pump.call_later(reached.set):
        await _patiently(reached.wait())


async def _patiently(what: Coroutine[Any, Any, object]) -> None:
    """Wait for something while there is patience; the time that the program cannot run does not use it up."""
    task = asyncio.create_task(what)
    try:
        for _ in range(_PARTS):
            if (await asyncio.wait([task], timeout=PATIENCE / _PARTS))[0]:
                task.result()
                return
    finally:
        task.cancel()
