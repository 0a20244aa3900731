"""Putting damaged files right, as far as that goes: what can be read is kept, the rest is left in a copy beside."""

import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, MutableMapping, Set
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

import msgspec
from msgspec import Raw, Struct
from msgspec.structs import replace

from kztui.errors import StoreError
from kztui.model.annotation import Annotation
from kztui.model.incident import Incident
from kztui.model.report import Report, report_id
from kztui.model.saved_search import SavedSearch
from kztui.model.suggestion import Suggestion
from kztui.store.encoding import decode_record, encode_record, id_of
from kztui.store.files import open_file, replacing
from kztui.store.tinydb.journal import Journal
from kztui.store.tinydb.renaming import Homes, follow, part
from kztui.store.tinydb.rows import rows_of
from kztui.store.tinydb.salvaging import salvage
from kztui.store.tinydb.schema import (
    ANNOTATIONS,
    INCIDENTS,
    LISTING,
    TELLING,
    NotOursError,
    empty_tables,
    is_json,
    raw_tables,
    require_ours,
)
from kztui.store.tinydb.tables import UNNAMED, with_changes, write_tables

KINDS: Mapping[str, Mapping[str, type[Struct]]] = {
    INCIDENTS: {"reports": Report, "incidents": Incident, "suggestions": Suggestion},
    ANNOTATIONS: {"annotations": Annotation, "saved_searches": SavedSearch},
}
"""The tables of each kind of file that are kept, and their records."""

_Tables = dict[str, MutableMapping[str, Any]]


class _EditedTable(MutableMapping[str, Any]):
    """A table of which some records are dropped or replaced: the others stay where they are, maybe in a file."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._table = table
        self._instead: dict[str, Any] = dict.fromkeys(table)

    def __len__(self) -> int:
        return len(self._instead)

    def __iter__(self) -> Iterator[str]:
        return iter(self._instead)

    def __getitem__(self, number: str) -> Any:
        return self._instead[number] or self._table[number]

    def __setitem__(self, number: str, record: Any) -> None:
        self._instead[number] = record

    def __delitem__(self, number: str) -> None:
        del self._instead[number]


class Repair:
    """What can be kept of the file at `path`, of the kind that `holds` names, and of its journal.

    `lines` say what is wrong and what becomes of it; there are none when all is well.
    """

    def __init__(self, path: Path, holds: str) -> None:
        self.path = path
        self.lines: list[str] = []
        self._holds = holds
        self._journal = Journal(path)
        self.exists = path.exists() or self._journal.path.exists()
        self._tables = self._read() if self.exists else {}
        self.reports = {id_of(record) for record in self._tables.get("reports", {}).values()}

    def drop_orphans(self) -> None:
        """Drop the facts that quote reports which are not there, and incidents without any other."""
        table = self._tables.get("incidents", {})
        for number in list(table):
            incident = decode_record(bytes(table[number]), Incident)
            kept = tuple(fact for fact in incident.facts if fact.evidence.report in self.reports)
            if len(kept) == len(incident.facts):
                continue
            self.lines.append(f"{self.path}: incident {incident.id}: facts of reports that are missing are dropped")
            if kept:
                table[number] = Raw(msgspec.json.encode(Incident(incident.id, kept)))
            else:
                del table[number]

    def drop_lost(self, reports: Set[str]) -> None:
        """Drop the facts that analysts added from reports which are not among `reports`: nothing can be written while
        they are there.
        """
        table = self._tables.get("annotations", {})
        for number in list(table):
            one = decode_record(bytes(table[number]), Annotation)
            if one.fact and one.fact.evidence.report not in reports:
                lost = f"the report {one.fact.evidence.report} that it quotes is missing"
                self.lines.append(f"{self.path}: annotation {one.id}: {lost}: dropped")
                del table[number]

    def part_doubles(self, is_named: Callable[[str], bool]) -> Homes:
        """Give the later ones of several incidents with one id another one; return those that shared one.

        `is_named` says of an id whether an annotation names it.
        """
        table = self._tables.get("incidents", {})
        if len({*map(id_of, table.values())}) == len(table):
            return {}
        incidents = [(number, decode_record(bytes(record), Incident)) for number, record in table.items()]
        reports = (decode_record(bytes(one), Report) for one in self._tables.get("reports", {}).values())
        parted, homes = part(incidents, {report.id: report.source for report in reports}, is_named)
        for number, incident in incidents:
            if number not in parted:
                self.lines.append(f"{self.path}: incident {incident.id} is there twice: the two states are joined")
            elif parted[number].id != incident.id:
                made = parted[number].id
                self.lines.append(f"{self.path}: incident {incident.id} is there twice: the later one is {made} now")
        self._tables["incidents"] = {number: Raw(encode_record(one)) for number, one in parted.items()}
        return homes

    def follow(self, homes: Homes) -> None:
        """Let annotations follow the incidents that they are about when these shared an id."""
        table = self._tables.get("annotations", {})
        made = {number: decode_record(bytes(record), Annotation) for number, record in table.items()}
        oldest_first = sorted(made, key=lambda number: (made[number].order, int(number)))
        followed = zip(oldest_first, follow((made[number] for number in oldest_first), homes), strict=True)
        for number, (one, others) in followed:
            if one != made[number]:
                self.lines.append(f"{self.path}: annotation {one.id} is on {one.target.incident} now")
                table[number] = Raw(encode_record(one))
            if others:
                what = f"{one.kind} “{one.text}”" if one.text else one.kind
                it = f"annotation {one.id}, {what} by {one.author} on {one.target.incident}"
                self.lines.append(f"{self.path}: {it}: see whether {' or '.join(others)} is meant")

    @property
    def named(self) -> set[str]:
        """The ids of the incidents that annotations name."""
        made = (decode_record(bytes(one), Annotation) for one in self._tables.get("annotations", {}).values())
        return {identifier for one in made for identifier in (one.target.incident, one.into, *one.incidents)}

    def write(self) -> None:
        """Put the repaired file in place, with the damaged ones in copies beside it. Raises StoreError."""
        for file in (self.path, self._journal.path):
            if file.exists():
                copy = _free(file)
                shutil.copy2(file, copy)
                self.lines.append(f"{file}: kept as {copy.name}")
        with replacing(self.path, private=self._holds == ANNOTATIONS) as new:
            write_tables(new.file, {**empty_tables(self._holds), **self._tables})
        self._journal.remove()

    def _read(self) -> _Tables:
        tables: Mapping[str, Mapping[str, Any]] = self._base()
        salvaged = self._journal.salvage()
        if salvaged is not None:
            entries, bad = salvaged
            tables = with_changes(tables, entries)
            if bad:
                self.lines.append(f"{self._journal.path}: lines that cannot be read are dropped: {bad}")
        ours = {"meta", LISTING, *KINDS[self._holds]}  # the first is written anew, the second when the file is folded
        others = {name: _readable(table) for name, table in tables.items() if name not in ours}
        return {**others, **{name: self._sound(name, tables.get(name, {})) for name in KINDS[self._holds]}}

    def _base(self) -> Mapping[str, Mapping[str, Any]]:
        """Return the tables of the file itself; of one that is cut or broken, those records that are whole."""
        file = open_file(self.path)
        if file is None:
            self.lines.append(f"{self.path} is gone: it is made again of its journal")
            return {}
        tables = _in_place(file)
        try:
            if tables is not None:
                require_ours(tables, self.path, self._holds)
                return tables
            file.seek(0)
            return raw_tables(file.read(), self.path, self._holds)
        except NotOursError:
            raise
        except StoreError:
            found = salvage(file, {name: TELLING[name] for name in KINDS[self._holds]})
        count = sum(map(len, found.tables.values()))
        lost = f", {found.lost} cannot and are left in the copy" if found.lost else ""
        self.lines.append(f"{self.path} is damaged: {count} records in it can be read{lost}")
        return found.tables

    def _with_own_ids(self, table: Mapping[str, Any]) -> _EditedTable:
        """Return a table of reports in which one that has the id of another report has its own again."""
        sound = _EditedTable(table)
        ids = Counter(map(id_of, table.values()))
        for number, record in table.items() if len(ids) < len(table) else ():
            with suppress(ValueError, RecursionError):
                one = decode_record(bytes(record), Report)
                own = report_id(one.text)
                if ids[one.id] > 1 and own not in ids:
                    sound[number] = Raw(encode_record(replace(one, id=own)))
                    ids[one.id], ids[own] = ids[one.id] - 1, 1
                    self.lines.append(
                        f"{self.path}: report {one.id} is there twice: the one of another text is {own} now"
                    )
        return sound

    def _sound(self, name: str, table: Mapping[str, Any]) -> _EditedTable:
        """Return the records of a table that can be read, each id once."""
        sound = self._with_own_ids(table) if name == "reports" else _EditedTable(table)
        seen: set[str] = set()
        kind = KINDS[self._holds][name]
        what = "saved search" if kind is SavedSearch else kind.__name__.lower()
        for number in list(sound):
            record = sound[number]
            identifier = "" if name in UNNAMED else id_of(record)
            try:
                decode_record(bytes(record), kind)
            except (ValueError, RecursionError) as error:
                self.lines.append(f"{self.path}: {what} {identifier or number}: {error}: dropped")
                del sound[number]
                continue
            if identifier in seen and kind is not Incident:
                self.lines.append(f"{self.path}: {what} {identifier} is there twice: the later one is dropped")
                del sound[number]
                continue
            if identifier:
                seen.add(identifier)
        return sound


def repair(records: Path, notes: Path, *, dry_run: bool) -> list[str]:
    """Put both files of a casebook right; return what was wrong and what became of it, nothing when all was well.

    Call it under their lock. With `dry_run` nothing is written. Raises StoreError when a file is not one of kztui's.
    """
    files = [Repair(records, INCIDENTS), Repair(notes, ANNOTATIONS)]
    if files[0].reports:  # with none at all, a copy of the records may yet be put back
        files[0].drop_orphans()
        files[1].drop_lost(files[0].reports)
    named = files[1].named
    if homes := files[0].part_doubles(named.__contains__):
        files[1].follow(homes)
    for file in files:
        if file.lines and not dry_run:
            file.write()
    return [line for file in files for line in file.lines]


def _in_place(file: BinaryIO) -> Mapping[str, Mapping[str, Raw]] | None:
    """Return the tables of a file that kztui has written, with all records in their places in it; None for any other,
    and for one in which a record is not JSON. The file stays open as long as a table of it is in use.
    """
    tables = rows_of(file) if hasattr(os, "pread") else None
    if tables is None or not all(is_json(bytes(record)) for table in tables.values() for record in table.values()):
        return None
    return tables


def _readable(table: Mapping[str, Any]) -> _EditedTable:
    """Return the records of another program's table that are JSON."""
    readable = _EditedTable(table)
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
