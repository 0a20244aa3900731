"""Plug-ins: importers, exporters, languages and stores, as installed packages register them.

A package adds one by an entry point in its `pyproject.toml`, and kztui's own are registered in the same way:

    [project.entry-points."kztui.exporters"]
    csv = "kztui.export.csv:FORMAT"

Names are listed from the packages' metadata. Nothing is imported until it is asked for by name.
"""

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any

from kztui.errors import PluginError

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

OWN = "kztui"
"""The package whose names no other can claim."""


class Kind(StrEnum):
    """What a plug-in adds: the name of its group of entry points is ``kztui.`` and this, with an s."""

    IMPORTER = "importer"
    EXPORTER = "exporter"
    LANGUAGE = "language"
    STORE = "store"

    @property
    def group(self) -> str:
        """The group of entry points."""
        return f"kztui.{self}s"


class Plugins:
    """The plug-ins of one kind, by name.

    `problems` has a line for each that was left out because its name was taken: the first package in alphabetical
    order has the name, and kztui itself before all others.
    """

    def __init__(self, kind: Kind, entries: Mapping[str, "EntryPoint"], problems: tuple[str, ...]) -> None:
        self.kind = kind
        self.problems = problems
        self._entries = entries

    @property
    def names(self) -> tuple[str, ...]:
        """The names, in alphabetical order."""
        return tuple(sorted(self._entries))

    @property
    def unloadable(self) -> tuple[str, ...]:
        """A line for each plug-in of another package that cannot be imported. It imports the others of them."""
        problems = []
        for name, entry in sorted(self._entries.items()):
            if _package(entry) != OWN:
                try:
                    self.load(name)
                except PluginError as error:
                    problems.append(str(error))
        return tuple(problems)

    def load(self, name: str) -> Any:
        """Import a plug-in and return its object.

        Raises PluginError when there is none of this name or when it cannot be imported.
        """
        if name not in self._entries:
            raise PluginError(f"there is no {self.kind} {name}: choose one of {', '.join(self.names) or 'none'}")
        entry = self._entries[name]
        try:
            return entry.load()
        except (Exception, SystemExit) as error:  # a plug-in is somebody else's program, and can fail in any way
            why = " ".join(f"{type(error).__name__}: {error}".split())
            raise PluginError(
                f"package {_package(entry)}: its {self.kind} {name} cannot be loaded ({why}): update or remove it"
            ) from error


@cache
def plugins(kind: Kind) -> Plugins:
    """Return the plug-ins of a kind that are installed. They are looked up once."""
    from importlib.metadata import entry_points  # 35 ms to import, and few commands need it

    entries: dict[str, EntryPoint] = {}
    problems = []
    for entry in sorted(entry_points(group=kind.group), key=_rank):
        first = entries.setdefault(entry.name, entry)
        if first is not entry:
            why = f"{_package(first)} has one of this name"
            problems.append(f"package {_package(entry)}: its {kind} {entry.name} is left out: {why}")
    return Plugins(kind, entries, tuple(problems))


def _rank(entry: "EntryPoint") -> tuple[bool, str, str]:
    package = re.sub(r"[-_.]+", "-", _package(entry)).lower()
    return package != OWN, package, entry.value


def _package(entry: "EntryPoint") -> str:
    return entry.dist.name if entry.dist else "?"
