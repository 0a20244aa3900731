"""Following what others write into the casebook, keeping it in order, and showing how it stands."""

import asyncio
from collections.abc import Callable
from typing import Any

from textual.screen import Screen

from kztui.casebook import Casebook
from kztui.present.wording import standing_words
from kztui.text.clean import clean
from kztui.tui.background import in_background
from kztui.tui.widgets.bars import TopBar


class Follower:
    """Looks at the casebook's files again and again, and when it is told that others have written."""

    def __init__(
        self,
        screen: Screen[Any],
        casebook: Casebook,
        top: TopBar,
        look_every: float,
        *,
        reread: Callable[[], None],
        say: Callable[[str], None],
    ) -> None:
        """The files are looked at each `look_every` seconds; `reread` is called when others have changed something."""
        self._screen, self._casebook, self._top, self._look_every = screen, casebook, top, look_every
        self._reread, self._say = reread, say

    def begin(self) -> None:
        """Follow others from now on."""
        self._look_later()
        self._casebook.listen(lambda: self._screen.call_later(self._woken))  # from another thread

    def show_casebook(self) -> None:
        """Show the casebook's name, how it stands and what is wrong with it."""
        self._top.name_of_casebook = clean(self._casebook.name).removesuffix(".json")
        self._show_standing(self._casebook.standing)
        usual = self._casebook.problems or not self._top.standing
        self._top.problem = clean(self._casebook.problem) if usual else ""

    def _look_later(self) -> None:
        self._screen.set_timer(self._look_every, lambda: in_background(self._screen, self._look, "look"))

    async def _look(self) -> None:
        """Follow what other programs change, and look again later."""
        await self._follow()
        await self._tidy()
        self._look_later()

    def _woken(self) -> None:
        """Follow what others have just written."""
        in_background(self._screen, self._follow, "follow")

    async def _follow(self) -> None:
        if await asyncio.to_thread(self._casebook.refresh):
            self._reread()
        self._show_standing(await asyncio.to_thread(lambda: self._casebook.standing))

    async def _tidy(self) -> None:
        """Put the casebook in order; say how far it is when that takes a while, as folding a big one does."""
        said = ""

        def progress(done: int, total: int) -> None:
            nonlocal said
            words = f"folding, {100 * done // max(1, total)} %"
            if words != said:
                said = words
                self._screen.app.call_from_thread(setattr, self._top, "progress", words)

        await asyncio.to_thread(self._casebook.tidy, progress)
        if said:
            self._top.progress = ""

    def _show_standing(self, standing: str) -> None:
        """Show how the casebook stands, and what that means when it has changed."""
        before, self._top.standing = self._top.standing, clean(standing)
        if standing != before:
            self._screen.refresh_bindings()
            if said := standing_words(standing, before):
                self._say(said)
