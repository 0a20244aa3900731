"""From the text of a query to what is asked of a casebook: other names of places, and incidents that were merged."""

from collections.abc import Callable
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from kztui.search.query.parser import parse
from kztui.search.query.reading import readings
from kztui.search.query.tree import All, AnyOf, Choice, Id, Node, Not, Value
from kztui.text.fold import fold

_DISMISSED = Choice("is", "dismissed")
_ACTORS = ("actor", "perpetrator", "claimed_by", "attributed_to", "victim")
"""The fields whose values can be organisations."""


class Lookup(NamedTuple):
    """What a casebook knows of the ids and values in a query.

    `id_of` gives the id under which the facts of an incident are now, `has` says whether there is an incident with an
    id, `has_value` whether some value of a field has this folded text at the beginning of a word. `hides` says that
    there are dismissed incidents, which only a query that names them finds.
    """

    id_of: Callable[[str], str]
    has: Callable[[str], bool]
    has_value: Callable[[str, str], bool]
    hides: bool = False


class Asked(Struct, frozen=True):
    """A query as a casebook is asked it.

    `sort` is the order that it names, or empty. `readings` says in words how each of its terms was understood, and
    `message` what the user must know about the ids and places in it.
    """

    tree: Node
    sort: str = ""
    readings: tuple[str, ...] = ()
    message: str = ""


def ask(text: str, known: Lookup) -> Asked:
    """Return what `text` asks. Raises QueryError with the code point of the error."""
    query = parse(text)
    messages: dict[str, None] = {}

    def leaf(node: Node) -> Node:
        if isinstance(node, Id):
            now = known.id_of(node.id)
            if not now:
                messages[f"the reports of {node.id} are set aside"] = None
            elif now != node.id:
                messages[f"{node.id} was merged into {now}"] = None
            elif not known.has(now):
                messages[f"there is no incident {now}"] = None
            return Id(now)
        if isinstance(node, Value) and (names := _other_names(node, known)):
            messages[f"showing {' and '.join(names)} for {node.text}"] = None
            return AnyOf((node, *(replace(node, text=name, prefix=False) for name in names)))
        return node

    tree = _each(query.tree, leaf)
    tree = without_dismissed(tree) if known.hides else tree
    return Asked(tree, query.sort, readings(query), "; ".join(messages))


def without_dismissed(tree: Node) -> Node:
    """Return a query that leaves out the dismissed incidents, unless it asks for them."""
    asked: list[Node] = []

    def note(node: Node) -> Node:
        asked.append(node)
        return node

    _each(tree, note)
    return tree if _DISMISSED in asked else All((tree, Not(_DISMISSED)))


def _other_names(node: Value, known: Lookup) -> tuple[str, ...]:
    """Return what else the casebook calls what a query asks for: a place, or a type in another language, that it does
    not have by the name in the query, and an organisation by its other names."""
    if node.field in _ACTORS:
        from kztui.extract.terms import names_of_organization

        names = {fold(name): name for name in reversed(names_of_organization(node.text))}  # the usual spelling of each
        return tuple(name for key, name in names.items() if key != fold(node.text) and known.has_value(node.field, key))
    if node.field not in ("type", "place", "region", "country") or known.has_value(node.field, " ".join(node.words)):
        return ()
    if node.field == "type":
        from kztui.extract.terms import event_type

        kind = event_type(node.text)
        return (kind.value,) if kind else ()
    from kztui.search.query.places import other_names  # loads the gazetteer, which few queries need

    return other_names(node.field, node.text)


def _each(node: Node, change: Callable[[Node], Node]) -> Node:
    """Return the tree with each of its leaves changed."""
    if isinstance(node, All):
        return All(tuple(_each(part, change) for part in node.nodes))
    if isinstance(node, AnyOf):
        return AnyOf(tuple(_each(part, change) for part in node.nodes))
    return Not(_each(node.node, change)) if isinstance(node, Not) else change(node)
