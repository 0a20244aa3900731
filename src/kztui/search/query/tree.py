"""What a query means, as a small tree that never changes. `written` turns it back into text that parses to it again."""

from dataclasses import dataclass, field
from datetime import date

from msgspec import Struct

from kztui.text.fold import fold


class Word(Struct, frozen=True):
    """A word anywhere in an incident, in any of its forms; as a `prefix` also every word that begins so."""

    text: str
    prefix: bool = False


class Phrase(Struct, frozen=True):
    """Words that follow one another."""

    text: str

    @property
    def words(self) -> tuple[str, ...]:
        """The folded words."""
        return tuple(fold(self.text).split())


class Value(Struct, frozen=True):
    """A phrase in one value of a field. `prefix`: its last word may go on. `whole`: it is all of the value."""

    field: str
    text: str
    prefix: bool = False
    whole: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """The folded words."""
        return tuple(fold(self.text).split())


class Choice(Struct, frozen=True):
    """One of the few values of a field."""

    field: str
    value: str


class Number(Struct, frozen=True):
    """A figure from `low` to `high`, both included; None where it is open."""

    field: str
    low: int | None
    high: int | None


class Dates(Struct, frozen=True):
    """At least one day in common with the days from `start` to `end`, both included; None where it is open."""

    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class Near:
    """Within `km` kilometres of a place, or of "degrees north,degrees east". `position` is where the query says so."""

    place: str
    km: float
    position: int = field(default=0, compare=False)


class Not(Struct, frozen=True):
    """Everything but that."""

    node: "Node"


class All(Struct, frozen=True):
    """All of these; everything when there are none."""

    nodes: tuple["Node", ...] = ()


class AnyOf(Struct, frozen=True):
    """At least one of these."""

    nodes: tuple["Node", ...]


Node = Word | Phrase | Value | Choice | Number | Dates | Near | Not | All | AnyOf


def written(node: Node) -> str:
    """Return query text that parses to `node`. A word that is no prefix needs the blank after it to stay so."""
    match node:
        case Word():
            return node.text + ("*" if node.prefix else " ")
        case Phrase():
            return f'"{node.text}"'
        case Value():
            return f'{node.field}:{"=" if node.whole else ""}"{node.text}"{"*" if node.prefix else ""}'
        case Choice():
            return f"{node.field}:{node.value} "
        case Number():
            return f"{node.field}:{_range(node.low, node.high)} "
        case Dates():
            return f"date:{_range(node.start, node.end)} "
        case Near():
            return f'near:"{node.place}"<{node.km:.6f}km '
        case Not():
            return "-" + _inner(node.node)
        case AnyOf():
            return " OR ".join(_inner(part) for part in node.nodes)
    return " ".join(_inner(part) for part in node.nodes)


def _inner(node: Node) -> str:
    return f"({written(node)})" if isinstance(node, All | AnyOf | Not) else written(node)


def _range(low: object, high: object) -> str:
    return f"{low}" if low == high else f"{'' if low is None else low}..{'' if high is None else high}"
