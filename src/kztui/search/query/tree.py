"""What a query means, as a small tree that never changes. `written` turns it back into text that parses to it again."""

import re
from datetime import date

from msgspec import Struct

from kztui.text.fold import fold

_HYPHENS = "[-‐‑]"


class Word(Struct, frozen=True):
    """A word anywhere in an incident, in any of its forms; as a `prefix` also every word that begins so.

    One with hyphens is also found as its parts, one after the other: "suicide-bombing" as "suicide bombing".
    """

    text: str
    prefix: bool = False

    @property
    def parts(self) -> tuple[str, ...]:
        """The folded words between its hyphens; empty when it has none."""
        return hyphenated(self.text)


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

    @property
    def parts(self) -> tuple[str, ...]:
        """The folded words, those between hyphens too; empty when there is no hyphen."""
        return hyphenated(self.text)


class Choice(Struct, frozen=True):
    """One of the few values of a field."""

    field: str
    value: str


class Id(Struct, frozen=True):
    """The incident with this id, whole and exact, or the one that it was merged into."""

    id: str


class Number(Struct, frozen=True):
    """A figure from `low` to `high`, both included; None where it is open."""

    field: str
    low: int | None
    high: int | None


class Dates(Struct, frozen=True):
    """At least one day in common with the days from `start` to `end`, both included; None where it is open."""

    start: date | None
    end: date | None


class Near(Struct, frozen=True, eq=False):
    """Within `km` kilometres of a place, or of "degrees north,degrees east". `position` is where the query says so, and
    makes no difference.
    """

    place: str
    km: float
    position: int = 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Near) and (self.place, self.km) == (other.place, other.km)

    def __hash__(self) -> int:
        return hash((self.place, self.km))


class Not(Struct, frozen=True):
    """Everything but that."""

    node: "Node"


class All(Struct, frozen=True):
    """All of these; everything when there are none."""

    nodes: tuple["Node", ...] = ()


class AnyOf(Struct, frozen=True):
    """At least one of these."""

    nodes: tuple["Node", ...]


Node = Word | Phrase | Value | Choice | Id | Number | Dates | Near | Not | All | AnyOf


def hyphenated(text: str) -> tuple[str, ...]:
    """Return the folded words of a text, parted at hyphens too; empty when these part none."""
    parts = tuple(fold(" ".join(re.split(_HYPHENS, text))).split())
    return parts if len(parts) > len(fold(text).split()) else ()


def written(node: Node) -> str:
    """Return query text that parses to `node`. The blank after a whole word keeps it from being a prefix."""
    match node:
        case Word():
            return node.text + ("*" if node.prefix else " ")
        case Phrase():
            return f'"{node.text}"'
        case Value():
            return f'{node.field}:{"=" if node.whole else ""}"{node.text}"{"*" if node.prefix else ""}'
        case Choice():
            return f"{node.field}:{node.value} "
        case Id():
            return f"id:{node.id} "
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
