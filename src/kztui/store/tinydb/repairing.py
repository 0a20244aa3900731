"""Putting damaged files right, as far as that goes: what can be read is kept, the rest is left in a copy beside.

A file is gone over to find its records, to look at each of them and, if anything is wrong, to write it again. In memory
are the place and the id of each record, and in full those that are changed, the journal's, and what analysts made.
"""

import shutil
from collections.abc import Iterator, Mapping, Set
from pathlib import Path
from typing import Any

from msgspec import Raw, Struct
from msgspec.structs import replace

from kztui.model.annotation import Annotation
from kztui.model.incident import Incident
from kztui.model.report import Report, Source, report_id
from kztui.model.saved_search import SavedSearch
from kztui.model.suggestion import Suggestion
from kztui.store.base import Progress, unheard
from kztui.store.encoding import Record, decode_record, encode_record, id_of
from kztui.store.files import replacing
from kztui.store.tinydb.edited import EditedTable
from kztui.store.tinydb.finding import find
from kztui.store.tinydb.journal import Journal
from kztui.store.tinydb.renaming import Home, Homes, follow, home, part
from kztui.store.tinydb.schema import ANNOTATIONS, INCIDENTS, LISTING, empty_tables, is_json
from kztui.store.tinydb.tables import STEP, UNNAMED, write_tables

KINDS: Mapping[str, Mapping[str, type[Struct]]] = {
    INCIDENTS: {"reports": Report, "incidents": Incident, "suggestions": Suggestion},
    ANNOTATIONS: {"annotations": Annotation, "saved_searches": SavedSearch},
}
"""The tables of each kind of file that are kept, and their records; reports come before what quotes them."""

_ROUNDS = 3
_FINDING, _LOOKING, _WRITING = range(_ROUNDS)
"""The rounds in which a file is gone over."""


class Repair:
    """What can be kept of the file at `path`, of the kind that `holds` names, and of its journal.

    `lines` say what is wrong and what becomes of it; there are none when all is well. `ids` are those of the records
    that are kept, by table. `progress` is told how many bytes are done, of how many, each counted once a round.
    Raises StoreError when a file cannot be read or is not one of kztui's.
    """

    def __init__(self, path: Path, holds: str, progress: Progress = unheard) -> None:
        self.path = path
        self.lines: list[str] = []
        self.ids: dict[str, set[str]] = {name: set() for name in KINDS[holds]}
        self._holds = holds
        self._progress = progress
        self._files = [path, Journal(path).path]
        self._size = sum(file.stat().st_size for file in self._files if file.exists())
        self._tables = self._read()
        self._shared: set[str] = set()
        self._looked = 0

    def sift(self, reports: Set[str]) -> None:
        """Drop what cannot be read, the later ones of several records with one id, and what quotes a report whose id is
        not among `reports`: facts, incidents without any other, and annotations that add one.

        While there are no reports at all, nothing is dropped for want of one: a copy may yet be put back. Incidents
        with one id are left to `part_doubles`.
        """
        for name, kind in KINDS[self._holds].items():
            shared = self._sift(name, kind, reports)
            if kind is Report:
                self._give_own_ids(shared)
            if kind is Incident:
                self._shared = shared
            else:
                self._drop_later(name, shared)

    def part_doubles(self, named: Set[str]) -> Homes:
        """Give the later ones of several incidents with one id another one, which none of those that annotations have
        `named` has; return those of them that shared one.
        """
        table, ids = self._tables["incidents"], self.ids["incidents"]
        groups = self._numbers("incidents", self._shared)
        numbers = (number for group in groups.values() for number in group)
        sources = self._sources({report for number in numbers for report in self._incident(number).reports})
        homes: dict[str, list[Home]] = {}
        for identifier, group in groups.items():
            before = {number: self._incident(number) for number in group}
            parted = part(before, sources, lambda one: one in ids or one in named)
            for number, incident in before.items():
                now = parted.get(number)
                if now is None:
                    self._say(f"incident {identifier} is there twice: the two states are joined")
                    del table[number]
                elif now != incident:
                    table[number] = Raw(encode_record(now))
                    ids.add(now.id)
                if now and now.id != identifier:
                    self._say(f"incident {identifier} is there twice: the later one is {now.id} now")
            if len(parted) > 1 and identifier in named:
                homes[identifier] = [home(incident) for incident in parted.values()]
        return homes

    def follow(self, homes: Homes) -> None:
        """Let annotations follow the incidents that they are about when these shared an id."""
        table = self._tables["annotations"]
        made = {number: decode_record(bytes(record), Annotation) for number, record in table.items()}
        oldest_first = sorted(made, key=lambda number: (made[number].order, int(number)))
        followed = zip(oldest_first, follow((made[number] for number in oldest_first), homes), strict=True)
        for number, (one, others) in followed:
            if one != made[number]:
                self._say(f"annotation {one.id} is on {one.target.incident} now")
                table[number] = Raw(encode_record(one))
            if others:
                what = f"{one.kind} “{one.text}”" if one.text else one.kind
                it = f"annotation {one.id}, {what} by {one.author} on {one.target.incident}"
                self._say(f"{it}: see whether {' or '.join(others)} is meant")

    @property
    def named(self) -> set[str]:
        """The ids of the incidents that annotations name."""
        made = (decode_record(bytes(one), Annotation) for one in self._tables["annotations"].values())
        return {identifier for one in made for identifier in (one.target.incident, one.into, *one.incidents)}

    def write(self) -> None:
        """Put the repaired file in place, with the damaged ones in copies beside it. Raises StoreError."""
        for file in filter(Path.exists, self._files):
            copy = _free(file)
            shutil.copy2(file, copy)
            self.lines.append(f"{file}: kept as {copy.name}")
        with replacing(self.path, private=self._holds == ANNOTATIONS) as new:
            tables = {**empty_tables(self._holds), **self._tables}
            write_tables(new.file, tables, progress=lambda done: self._told(_WRITING, done))
        Journal(self.path).remove()

    def _read(self) -> dict[str, EditedTable]:
        if not any(map(Path.exists, self._files)):
            return {name: EditedTable({}) for name in self.ids}
        found = find(self.path, self._holds, self.ids.keys(), lambda done: self._told(_FINDING, done))
        self.lines += found.lines
        ours = {"meta", LISTING, *self.ids}  # the first is written anew, the second when the file is folded
        others = {name: _readable(table) for name, table in found.tables.items() if name not in ours}
        return {**others, **{name: EditedTable(found.tables.get(name, {})) for name in self.ids}}

    def _sift(self, name: str, kind: type[Struct], reports: Set[str]) -> set[str]:
        """Drop what cannot be kept of one table; return the ids that several of the other records have."""
        table, ids = self._tables[name], self.ids[name]
        shared: set[str] = set()
        for number, data in self._looked_at(table):
            identifier = "" if name in UNNAMED else id_of(data)
            kept: Struct | None = None
            try:
                one = decode_record(data, kind)
                kept = self._quoting(one, reports) if reports else one
            except (ValueError, RecursionError) as error:
                self._say(f"{_called(kind)} {identifier or number}: {error}: dropped")
            if kept is None:
                del table[number]
                continue
            if kept is not one:
                table[number] = Raw(encode_record(kept))
            if identifier in ids:
                shared.add(identifier)
            elif identifier:
                ids.add(identifier)
        return shared

    def _looked_at(self, table: EditedTable) -> Iterator[tuple[str, bytes]]:
        for place, (number, record) in enumerate(table.items()):
            data = bytes(record)
            self._looked += len(data)
            if place % STEP == 0:
                self._told(_LOOKING, self._looked)
            yield number, data

    def _quoting(self, one: Record, reports: Set[str]) -> Record | None:
        """Return a record without the facts of other reports than these; None when that leaves nothing of it."""
        if isinstance(one, Incident):
            kept = tuple(fact for fact in one.facts if fact.evidence.report in reports)
            if len(kept) == len(one.facts):
                return one
            self._say(f"incident {one.id}: facts of reports that are missing are dropped")
            return replace(one, facts=kept) if kept else None
        if isinstance(one, Annotation) and one.fact and one.fact.evidence.report not in reports:
            self._say(f"annotation {one.id}: the report {one.fact.evidence.report} that it quotes is missing: dropped")
            return None
        return one

    def _give_own_ids(self, shared: Set[str]) -> None:
        """Give those of several reports with one id that have another text their own ids again."""
        table, ids = self._tables["reports"], self.ids["reports"]
        for group in self._numbers("reports", shared).values():
            others = len(group) - 1
            for number in group:
                one = decode_record(bytes(table[number]), Report)
                own = report_id(one.text)
                if others and own not in ids:
                    table[number] = Raw(encode_record(replace(one, id=own)))
                    ids.add(own)
                    others -= 1
                    self._say(f"report {one.id} is there twice: the one of another text is {own} now")

    def _drop_later(self, name: str, shared: Set[str]) -> None:
        what = _called(KINDS[self._holds][name])
        for identifier, (_, *later) in self._numbers(name, shared).items():
            for number in later:
                self._say(f"{what} {identifier} is there twice: the later one is dropped")
                del self._tables[name][number]

    def _numbers(self, name: str, ids: Set[str]) -> dict[str, list[str]]:
        """Return the numbers of the records with these ids."""
        numbers: dict[str, list[str]] = {}
        for number, record in self._tables[name].items() if ids else ():
            if (identifier := id_of(record)) in ids:
                numbers.setdefault(identifier, []).append(number)
        return numbers

    def _incident(self, number: str) -> Incident:
        return decode_record(bytes(self._tables["incidents"][number]), Incident)

    def _sources(self, reports: Set[str]) -> dict[str, Source]:
        """Return where these reports come from; of one that is missing only the id is known."""
        sources = {identifier: Source(identifier) for identifier in reports}
        for record in self._tables["reports"].values() if reports else ():
            if id_of(record) in reports:
                one = decode_record(bytes(record), Report)
                sources[one.id] = one.source
        return sources

    def _told(self, round_: int, done: int) -> None:
        self._progress(min(round_ * self._size + done, _ROUNDS * self._size), _ROUNDS * self._size)

    def _say(self, line: str) -> None:
        self.lines.append(f"{self.path}: {line}")


def repair(records: Path, notes: Path, progress: Progress, *, dry_run: bool) -> list[str]:
    """Put both files of a casebook right; return what was wrong and what became of it, nothing when all was well.

    Call it under their lock. With `dry_run` nothing is written. `progress` is told how much of the file of records is
    done, of how much. Raises StoreError when a file is not one of kztui's.
    """
    files = told, made = Repair(records, INCIDENTS, progress), Repair(notes, ANNOTATIONS)
    reports = told.ids["reports"]  # it is filled before what quotes them is looked at
    for file in files:
        file.sift(reports)
    if homes := told.part_doubles(made.named):
        made.follow(homes)
    for file in files:
        if file.lines and not dry_run:
            file.write()
    return [line for file in files for line in file.lines]


def _called(kind: type[Struct]) -> str:
    return "saved search" if kind is SavedSearch else kind.__name__.lower()


def _readable(table: Mapping[str, Any]) -> EditedTable:
    """Return the records of another program's table that are JSON."""
    readable = EditedTable(table)
    for number, record in table.items():
        if not is_json(bytes(record)):
            del readable[number]
    return readable


def _free(file: Path) -> Path:
    """Return a name for a copy of a damaged file that no file has."""
    number = 1
    while (copy := file.with_name(f"{file.name}.damaged-{number}")).exists():
        number += 1
    return copy
