"""All commands: the bindings, the footer, the palette, help and `docs/keys.md` come from here."""

from collections.abc import Iterator

from kztui.tui.command import Command
from kztui.tui.commands.by_hand import BY_HAND
from kztui.tui.commands.figures import FIGURES
from kztui.tui.commands.identity import IDENTITY
from kztui.tui.commands.layout import LAYOUT
from kztui.tui.commands.looks import LOOKS
from kztui.tui.commands.notes import NOTES
from kztui.tui.commands.program import PROGRAM
from kztui.tui.commands.rights import with_rights
from kztui.tui.commands.saved import SAVED
from kztui.tui.commands.searching import SEARCHING
from kztui.tui.commands.settings import SETTING_COMMANDS
from kztui.tui.commands.taking_out import TAKING_OUT
from kztui.tui.commands.verdicts import VERDICTS
from kztui.tui.local import LOCAL

SCREEN = with_rights(
    (
        *VERDICTS,
        *SEARCHING,
        *NOTES,
        *LAYOUT,
        *IDENTITY,
        *BY_HAND,
        *FIGURES,
        *LOOKS,
        *SAVED,
        *TAKING_OUT,
        *SETTING_COMMANDS,
        *PROGRAM,
    )
)
"""Those of the browsing screen and of its facts and annotations."""

COMMANDS = (*LOCAL, *SCREEN)

BY_ID = {command.id: command for command in COMMANDS}

_OF_KEY: dict[str, list[Command]] = {}
for _command in SCREEN:
    for _key in _command.keys.split(","):
        _OF_KEY.setdefault(_key, []).append(_command)

RIVALS = {
    one.id: [other for key in one.keys.split(",") for other in _OF_KEY[key] if other is not one] for one in SCREEN
}
"""For each command of the screen those that have a key in common with it: the key runs the one that applies."""

RENAMED = {
    "view.timeline": "view.time",
    "view.sources": "view.reports",
    "view.alike": "view.merge",
    "view.notebook": "view.notes",
    "view.facets": "view.counts",
    "alike.same": "merge.same",
    "alike.different": "merge.different",
    "incident.no_part": "incident.part",
}
"""Names that commands had before, as readers may have them in their configuration."""


def in_scopes(scopes: tuple[str, ...]) -> Iterator[Command]:
    """Yield the commands of the given scopes in the order of the registry."""
    return (command for command in COMMANDS if command.scope in scopes)
