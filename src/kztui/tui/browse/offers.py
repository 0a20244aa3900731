"""What the palette offers on the browsing screen: all commands, those that were chosen last at the top."""

from kztui.tui.browse.context import Context
from kztui.tui.command import Command, key_words
from kztui.tui.dialogs.palette import Offer

MOST_RECENT = 5
"""The number of commands chosen last that come before the others."""

_ELSEWHERE = {
    "lines": "in any pane of lines",
    "list": "in the list (1)",
    "fields": "among facts",
    "source": "in the source",
    "mark": "on marked words (m in the source)",
    "map": "on the map (3)",
    "merge": "in Merge (5)",
}
"""Where the commands of a pane apply, by their scope."""


def commands(on: Context) -> list[Offer]:
    """Return the commands: those chosen last, those that apply, those that do not."""
    recent = {command_id: number for number, command_id in enumerate(on.preferences.recent)}
    scopes = (*getattr(on.panes.focused, "SCOPES", ()), "browse", "facts", "annotations", *_ELSEWHERE)
    order = {scope: number for number, scope in reversed(list(enumerate(scopes)))}
    offers = [(command, _offer(on, command)) for command in on.commands if command.scope in order]
    offers.sort(
        key=lambda pair: (recent.get(pair[0].id, MOST_RECENT), bool(pair[1].lacks), pair[0].group == "Move",
                          order[pair[0].scope])
    )  # fmt: skip
    return [offer for _, offer in offers]


def _offer(on: Context, command: Command) -> Offer:
    keys = "  ".join(map(key_words, on.preferences.keys.get(command.id, command.keys).split(",")))
    focused = on.panes.focused
    here = focused is not None and command.scope in getattr(focused, "SCOPES", ())

    async def run() -> None:
        before = (one for one in on.preferences.recent if one != command.id)
        on.preferences.recent = (command.id, *before)[:MOST_RECENT]
        carrier = on.screen if command.run or focused is None else focused
        await carrier.run_action(command.action)

    if command.run:
        lacks = command.lacks(on)
    elif here and focused:
        lacks = "" if focused.check_action(command.action, ()) else "There is nothing here."
    else:
        lacks = f"This works {_ELSEWHERE[command.scope]}."
    return Offer(command.label, keys, command.help, run, lacks)
