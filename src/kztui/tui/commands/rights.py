"""Which rights commands take in a shared casebook: all that write, since everybody may read."""

from collections.abc import Iterable

from kztui.model.rights import Rights
from kztui.tui.command import Command

_NEEDED = {
    Rights.ANALYST: (
        "fact.add", "fact.confirm", "fact.reject", "fact.correct", "note.add", "tag.add", "undo", "redo",
        "annotation.edit", "annotation.reply", "annotation.retract", "fact.split", "fact.move", "incident.merge",
        "incident.part", "incident.new", "incident.dismiss", "report.mend", "search.save",
    ),
    Rights.EDITOR: ("import",),
}  # fmt: skip
_NEEDED_BY = {command: rights for rights, commands in _NEEDED.items() for command in commands}


def with_rights(commands: Iterable[Command]) -> tuple[Command, ...]:
    """Return commands with the rights that they take."""
    return tuple(one._replace(needs=_NEEDED_BY.get(one.id, Rights.READER)) for one in commands)
