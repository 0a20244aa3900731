"""How a query was understood, in words: what the search line shows beside it."""

from kztui.model.fact import Field
from kztui.search.query.parser import Query
from kztui.search.query.tree import All, AnyOf, Choice, Dates, Id, Near, Node, Not, Number, Phrase, Value, Word


def readings(query: Query) -> tuple[str, ...]:
    """Return each term of a query as it was understood: ("killed ≥ 5", "2012-07-01 to 2012-09-30", "not riot")."""
    tree = query.tree
    return tuple(map(_reading, tree.nodes if isinstance(tree, All) else (tree,)))


def _reading(node: Node) -> str:
    match node:
        case Word():
            return f"{node.text}…" if node.prefix else node.text
        case Phrase():
            return f"“{node.text}”"
        case Value():
            return f"{_name(node.field)} {'exactly ' if node.whole else ''}{node.text}{'…' if node.prefix else ''}"
        case Choice():
            return f"{_name(node.field)} {node.value.replace('_', ' ')}"
        case Id():
            return node.id
        case Number():
            return f"{_name(node.field)} {_bounds(node.low, node.high)}"
        case Dates():
            return _days(node)
        case Near():
            return f"within {node.km:g} km of {node.place}"
        case Not():
            return f"not {_inner(node.node)}"
        case AnyOf():
            return " or ".join(map(_inner, node.nodes))
    return " and ".join(map(_inner, node.nodes))


def _inner(node: Node) -> str:
    return f"({_reading(node)})" if isinstance(node, All | AnyOf) else _reading(node)


def _name(field: str) -> str:
    return {**_NAMES, **{one.value: one.label for one in Field}}.get(field, field)


_NAMES = {"dateprec": "date precision", "placeprec": "place precision", "lang": "language"}
_NAMES |= {f"{one}.min": f"lowest {one.label}" for one in Field if one.counted}
_NAMES |= {f"{one}.max": f"highest {one.label}" for one in Field if one.counted}


def _bounds(low: int | None, high: int | None) -> str:
    if low == high:
        return f"= {low}"
    if low is None:
        return f"≤ {high}"
    return f"≥ {low}" if high is None else f"{low} to {high}"


def _days(node: Dates) -> str:
    if node.start == node.end:
        return f"on {node.start}"
    if node.start is None:
        return f"until {node.end}"
    if node.end is None:
        return f"from {node.start}"
    first, last = (node.start.month, node.start.day), (node.end.month, node.end.day)
    if node.start.year == node.end.year and first == (1, 1) and last == (12, 31):
        return f"in {node.start.year}"
    return f"from {node.start} to {node.end}"
