"""The kinds of events that the lexicon tells apart, and the organisations: what languages share."""

from functools import cache
from typing import Literal

from kztui.errors import LexiconError
from kztui.extract.tables import SHARED, Entry, Word
from kztui.model.fact import EventType, Side
from kztui.text.fold import fold


class EventKind(Entry, frozen=True):
    """A kind of event: the incident type it makes, its effect on people, whether it needs another event to belong to
    (`weak`), and the `family` that sets it apart from others."""

    type: EventType | None = None
    effect: Literal["killed", "wounded", "arrested", ""] = ""
    weak: bool = False
    family: str = ""


class Organization(Entry, frozen=True):
    """An organisation by its usual `name` and its other `names`."""

    name: Word
    side: Side
    kind: Literal["group", "force", "authority", "media"]
    names: tuple[Word, ...] = ()


@cache
def kinds() -> dict[str, EventKind]:
    """Return the kinds of events by name, the most telling first."""
    found = SHARED.entries("kinds", EventKind)
    for name, kind in found.items():
        if kind.type is None and not kind.weak:
            raise LexiconError(f"kinds.toml: [{name}]: type is missing: only weak kinds go without")
    return found


@cache
def capitals() -> dict[str, str]:
    """Return the capitals of countries by ISO 3166 code."""
    return SHARED.entry("capitals", "capitals", dict[str, Word])


@cache
def largest_towns() -> dict[str, str]:
    """Return the largest town of countries where that is not the capital, by ISO 3166 code."""
    return SHARED.entry("capitals", "largest", dict[str, Word])


@cache
def bureaus() -> frozenset[str]:
    """Return the towns from which correspondents report on a whole country: capitals and others."""
    return SHARED.words("capitals", "bureaus") | {*capitals().values()}


@cache
def centres() -> dict[str, str]:
    """Return the chief towns of the regions of Central Asia by the names that the gazetteer gives these."""
    return SHARED.entry("capitals", "centres", dict[str, Word])


@cache
def organizations() -> dict[str, Organization]:
    """Return the organisations by the folded form of each of their names."""
    listed = SHARED.entry("organizations", "organization", list[Organization])
    return {fold(name): known for known in listed for name in (known.name, *known.names)}
