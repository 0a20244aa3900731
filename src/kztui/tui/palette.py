"""The command palette: the commands of the registry, found by their names."""

from collections.abc import Iterator
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.widget import Widget

from kztui.tui.commands import Command, in_scopes


class Commands(Provider):
    """Finds commands that work on the screen and on the pane that has the focus."""

    def _live(self) -> Iterator[tuple[Command, Widget]]:
        """Yield each command with the widget that carries it."""
        panes = getattr(self.focused, "SCOPES", ())
        for command in in_scopes((*panes, "browse")):
            carrier = (
                self.focused if command.scope in ("lines", "list", "source", "map", "alike", "query") else self.screen
            )
            if carrier:
                yield command, carrier

    async def discover(self) -> Hits:
        """Yield all commands."""
        for command, carrier in self._live():
            yield DiscoveryHit(command.label, partial(carrier.run_action, command.action), help=command.help)

    async def search(self, query: str) -> Hits:
        """Yield the commands whose names match."""
        matcher = self.matcher(query)
        for command, carrier in self._live():
            if (score := matcher.match(command.label)) > 0:
                run = partial(carrier.run_action, command.action)
                yield Hit(score, matcher.highlight(command.label), run, help=command.help)
