"""What can complete a query, with how many incidents it leads to."""

from collections.abc import Callable, Mapping

from msgspec.structs import replace

from kztui.errors import QueryError
from kztui.search.query.completion import Completion, suggest
from kztui.search.results import Results

_COUNTED = 8
"""Completions for which it is searched how many incidents they lead to: as many as can be seen at once."""


def completions(
    query: str, position: int, values: Callable[[str], Mapping[str, int]], search: Callable[[str], Results]
) -> list[Completion]:
    """Return what can complete `query` at the code point `position`, the most frequent first.

    `values` gives the values of a field with the numbers of their incidents. The first completions say how many
    incidents `search` finds for the whole query with them.
    """
    found = suggest(query, position, values)
    return [
        *(_counted(query, one, search) for one in found[:_COUNTED]),
        *(_uncounted(one) for one in found[_COUNTED:]),
    ]


def _counted(query: str, completion: Completion, search: Callable[[str], Results]) -> Completion:
    """Return a completion with the number of what `query` finds with it, unless it is of a field or an order."""
    if completion.count is None:
        return completion
    completed = query[: completion.start] + completion.text + query[completion.end :]
    try:
        return replace(completion, count=search(completed).count)
    except QueryError:  # the rest of it is not finished
        return _uncounted(completion)


def _uncounted(completion: Completion) -> Completion:
    return replace(completion, count=None)
