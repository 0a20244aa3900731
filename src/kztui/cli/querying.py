"""Commands whose arguments are a query, in which a term may begin with a hyphen."""

import re

import click

_FIELD = re.compile(r"-([A-Za-z]+(?:[._-][A-Za-z]+)*)[:<>=]")


class QueryCommand(click.Command):
    """A command that takes ``-type:riot`` as a term of its query; ``--output`` and other options stay options."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments; a blank keeps a negated term from being read as options."""
        return super().parse_args(ctx, [f" {arg}" if _negates(arg) else arg for arg in args])


def _negates(argument: str) -> bool:
    """Return whether an argument negates a field of the query language."""
    from kztui.search.query.fields import FIELDS
    from kztui.search.query.tokens import field_name

    match = _FIELD.match(argument)
    return match is not None and field_name(match[1]) in FIELDS
