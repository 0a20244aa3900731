"""The file of reports and incidents."""

from collections.abc import Callable, Collection, Iterable, Sequence, Set
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from msgspec import Struct

from kztui.model.fact import Fact
from kztui.model.incident import Incident, number_incidents
from kztui.model.linked import Linked
from kztui.model.report import Report
from kztui.model.suggestion import Suggestion
from kztui.store.tinydb.files import Stamp, read_file
from kztui.store.tinydb.schema import INCIDENTS, Decoded, decode_table, raw_tables

Batch = Collection[tuple[Report, Sequence[tuple[Fact, ...]]]]
"""Reports, each with its incidents as the facts of one incident each."""

Link = Callable[[Batch, Set[str]], Linked]
"""Says what becomes of new reports; it is given the ids of incidents that are taken."""


class Records(NamedTuple):
    """The file's sound reports, incidents (both by id) and suggestions, a line on each record that is not sound, and
    the file's stamp.
    """

    reports: dict[str, Report]
    incidents: dict[str, Incident]
    problems: tuple[str, ...] = ()
    stamp: Stamp | None = None
    suggestions: tuple[Suggestion, ...] = ()


class _Id(Struct, frozen=True):
    id: str


class Change(NamedTuple):
    """Facts to add to an incident, and the ids of facts to drop from it."""

    incident: str
    added: tuple[Fact, ...] = ()
    dropped: frozenset[str] = frozenset()


class Added(Struct, frozen=True):
    """How many reports and incidents came in, and how many of the reports were known before.

    `copies` counts the new reports that repeat another one, `joined` the known incidents that new reports tell of, too,
    `suggestions` what may be the same.
    """

    reports: int = 0
    known: int = 0
    incidents: int = 0
    joined: int = 0
    suggestions: int = 0
    copies: int = 0


def load_incidents(path: Path) -> Records:
    """Return the records of the file at `path`; none when there is no such file.

    Raises StoreError when the file as a whole cannot be used (`kztui.store.tinydb.schema.raw_tables`).
    """
    content = read_file(path)
    if content is None:
        return Records({}, {})
    data, stamp = content
    tables = raw_tables(data, path, INCIDENTS)
    found = decode_table(tables.get("reports", {}), Report, path, "report")
    told = decode_table(tables.get("incidents", {}), Incident, path, "incident")
    reports, twice = _by_id(found, path, "report")
    incidents, incidents_twice = _by_id(told, path, "incident")
    orphans = [incident for incident in incidents.values() if not reports.keys() >= set(incident.reports)]
    for incident in orphans:
        del incidents[incident.id]
    lost = [f"{path}: incident {incident.id}: a report that its facts quote is missing" for incident in orphans]
    made = decode_table(tables.get("suggestions", {}), Suggestion, path, "suggestion")
    problems = (*found.problems, *twice, *told.problems, *incidents_twice, *lost, *made.problems)
    return Records(reports, incidents, problems, stamp, tuple(made.records))


def all_new(batch: Batch, taken: Set[str]) -> Linked:
    """Return new reports with their incidents as new ones, whatever is known. `taken` are ids that are not free."""
    reports = tuple(report for report, _ in batch)
    drafts = [facts for _, told in batch for facts in told]
    return Linked(reports, {}, tuple(number_incidents(drafts, taken, {one.id: one.source for one in reports})))


def add_incidents(path: Path, batch: Batch, reserved: Iterable[str] = (), link: Link = all_new) -> Added:
    """Add the reports of `batch` and their incidents in one write; a report that is there already is left out.

    `link` says which incidents are new. New ones get the next free ids; `reserved` are ids that are taken without
    being in the file. Raises StoreError, and then nothing was added.
    """
    from kztui.store.tinydb.storage import editing, insert  # imports TinyDB, which only a writer needs

    with editing(path, INCIDENTS) as edit:
        reports, incidents = edit.tables["reports"], edit.tables["incidents"]
        seen, places = set(_places(reports)), _places(incidents)
        new: dict[str, tuple[Report, Sequence[tuple[Fact, ...]]]] = {}
        known = 0
        for report, told in batch:
            if report.id in seen or report.id in new:
                known += 1
            else:
                new[report.id] = (report, told)
        linked = link(list(new.values()), places.keys() | set(reserved))
        for incident, facts in linked.joined.items():
            _join(incidents, places.get(incident), Incident(incident, facts))
        insert(reports, linked.reports)
        insert(incidents, linked.new)
        insert(edit.tables["suggestions"], linked.suggestions)
    copies = sum(bool(report.copy_of) for report in linked.reports)
    return Added(len(linked.reports), known, len(linked.new), len(linked.joined), len(linked.suggestions), copies)


def renew_incidents(path: Path, changes: Iterable[Change], batch: Batch, reserved: Set[str], link: Link) -> Added:
    """Change the facts of known incidents, and add the incidents in `batch`, whose reports are there, in one write.

    Raises StoreError, and then nothing was changed.
    """
    from kztui.store.tinydb.storage import editing, insert

    with editing(path, INCIDENTS) as edit:
        incidents = edit.tables["incidents"]
        places = _places(incidents)
        linked = link(batch, places.keys() | reserved)
        joined = [Change(incident, facts) for incident, facts in linked.joined.items()]
        for change in (*changes, *joined):
            _join(incidents, places.get(change.incident), Incident(change.incident, change.added), change.dropped)
        insert(incidents, linked.new)
        insert(edit.tables["suggestions"], linked.suggestions)
    return Added(0, 0, len(linked.new), len(linked.joined), len(linked.suggestions))


def _join(table: dict[str, Any], place: str | None, more: Incident, dropped: Set[str] = frozenset()) -> None:
    """Add facts to the incident at a place of the table; to a new record when decisions alone have made it so far."""
    from kztui.store.tinydb.storage import insert

    if place is None:
        insert(table, [more])
        return
    document = table[place]
    there = msgspec.convert(document, Incident) if isinstance(document, dict) else _decode(document)
    facts = {fact.id: fact for fact in there.facts if fact.id not in dropped}
    facts.update((fact.id, fact) for fact in more.facts)
    table[place] = msgspec.to_builtins(Incident(there.id, tuple(facts.values())))


def _decode(document: bytes) -> Incident:
    return msgspec.json.decode(document, type=Incident)


def _places(table: dict[str, Any]) -> dict[str, str]:
    """Return the numbers under which records stand in a table, by the records' ids."""
    return {msgspec.json.decode(document, type=_Id).id: number for number, document in table.items()}


def _by_id(decoded: Decoded, path: Path, name: str) -> tuple[dict[str, Any], list[str]]:
    """Return the records by id and a line on each id that stands more than once (the first record is kept)."""
    by_id: dict[str, Any] = {}
    twice = []
    for record in decoded.records:
        if by_id.setdefault(record.id, record) is not record:
            twice.append(f"{path}: {name} {record.id} is there twice: the first one counts")
    return by_id, twice
