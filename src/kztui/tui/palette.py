"""The command palette: the commands of the registry, found by their names."""

from collections.abc import Iterator

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.types import IgnoreReturnCallbackType
from textual.widget import Widget

from kztui.tui.app import KztuiApp
from kztui.tui.commands import Command, in_scopes

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
        recent = self._app.recent
        live = sorted(self._live(), key=lambda pair: recent.index(pair[0].id) if pair[0].id in recent else MOST_RECENT)
        for command, run in live:
            yield DiscoveryHit(command.label, run, help=command.help)

    async def search(self, query: str) -> Hits:
        """Yield the commands whose names match."""
        matcher = self.matcher(query)
        for command, run in self._live():
            if (score := matcher.match(command.label)) > 0:
                yield Hit(score, matcher.highlight(command.label), run, help=command.help)
