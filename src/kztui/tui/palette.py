"""The command palette: the commands of the registry, found by their names, and the themes."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from textual.app import App
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.types import IgnoreReturnCallbackType
from textual.widget import Widget

from kztui.tui.app import KztuiApp
from kztui.tui.commands import Command, in_scopes, key_words
from kztui.tui.themes import DARK, LIGHT

MOST_RECENT = 5
"""So many of the commands chosen last stand before the others."""


class Commands(Provider):
    """Finds commands that work on the screen and on the pane that has the focus, the ones chosen last at the top."""

    def _live(self) -> Iterator[tuple[Command, IgnoreReturnCallbackType]]:
        """Yield each command with what runs it."""
        carriers = [widget for widget in (self.focused, self.screen) if widget]
        for command in in_scopes((*getattr(self.focused, "SCOPES", ()), "browse")):
            carrier = next(widget for widget in carriers if hasattr(widget, f"action_{command.action}"))
            yield command, self._running(command, carrier)

    def _running(self, command: Command, carrier: Widget) -> IgnoreReturnCallbackType:
        async def run() -> None:
            self._app.recent = (command.id, *(id_ for id_ in self._app.recent if id_ != command.id))[:MOST_RECENT]
            await carrier.run_action(command.action)

        return run

    @property
    def _app(self) -> KztuiApp:
        assert isinstance(self.app, KztuiApp)
        return self.app

    async def discover(self) -> Hits:
        """Yield all commands."""
        order = {command_id: number for number, command_id in enumerate(self._app.recent)}
        live = sorted(self._live(), key=lambda pair: (order.get(pair[0].id, MOST_RECENT), pair[0].group == "Move"))
        for command, run in live:
            shown = self._with_keys(Content(command.label), command)
            yield DiscoveryHit(shown, run, text=command.label, help=command.help)

    async def search(self, query: str) -> Hits:
        """Yield the commands whose names match."""
        matcher = self.matcher(query)
        for command, run in self._live():
            if (score := matcher.match(command.label)) > 0:
                shown = self._with_keys(matcher.highlight(command.label), command)
                yield Hit(score, shown, run, text=command.label, help=command.help)

    def _with_keys(self, label: Content, command: Command) -> Content:
        """Return a command's name with the keys that run it."""
        keys = map(key_words, self._app.keys.get(command.id, command.keys).split(","))
        return Content.assemble(label, (f"  {'  '.join(keys)}", "$text-accent"))


class Themes(Provider):
    """Finds themes by their names, our own at the top."""

    def _themes(self) -> Iterator[tuple[str, IgnoreReturnCallbackType]]:
        own = (DARK.name, LIGHT.name)
        for name in (*own, *sorted(self.app.available_themes.keys() - set(own))):
            yield name, partial(setattr, self.app, "theme", name)

    async def discover(self) -> Hits:
        """Yield all themes."""
        for name, take in self._themes():
            yield DiscoveryHit(name, take)

    async def search(self, query: str) -> Hits:
        """Yield the themes whose names match."""
        matcher = self.matcher(query)
        for name, take in self._themes():
            if (score := matcher.match(name)) > 0:
                yield Hit(score, matcher.highlight(name), take)


def choose_theme(app: App[Any]) -> None:
    """Let the reader choose the colours."""
    app.push_screen(CommandPalette([Themes], placeholder="Colours …"))
