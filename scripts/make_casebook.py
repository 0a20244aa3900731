"""Make the casebook that the program starts with, from the bundled reports and the decisions on them.

    python -m scripts.make_casebook [FOLDER]

Reads ``data/reports/*.txt`` in the order of their publication and ``data/decisions.json``, and writes
``incidents.json`` and ``incidents.annotations.json`` to FOLDER, by default ``data``. The same input gives the same
files, byte for byte. A decision that no longer fits what the extractor finds is named and stops the rest: run
``scripts.make_decisions`` and look at what has changed.

A line of ``decisions.json`` is an annotation in short:

- ``{"do": "merge", "incident": ID, "into": ID, "why": NAME}``
- ``{"do": "refuse", "incident": ID, "into": ID}``: these two are not the same
- ``{"do": "part", "incident": ID, "into": ID}``: an incident is a part of an episode
- ``{"do": "dismiss", "incident": ID, "why": REASON}``: this is no incident
- ``{"do": "confirm" | "reject", "incident": ID, "fact": ID, ...}``
- ``{"do": "correct", "incident": ID, "fact": ID, "value": VALUE, ...}``
- ``{"do": "add", "incident": ID, "new": FACT, ...}`` (as analysts add facts)
- ``{"do": "split", "incident": ID, "into": ID, "facts": [ID, ...], "why": NAME}``

Further keys (report, field, words, says) are for the reader.
"""

import hashlib
import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
from msgspec.structs import replace

from kztui.casebook import Casebook
from kztui.casebook.annotating import CAME_WITH_IT
from kztui.casebook.lookup import LibraryIncidents, wording
from kztui.extract.engine import extract
from kztui.ingest.reading import read_report
from kztui.link.joining import link
from kztui.model.annotation import Annotation, AnnotationKind, Target, Verdict
from kztui.model.decisions import arrange
from kztui.model.fact import Fact, Value
from kztui.model.incident import serial_id
from kztui.model.report import Report
from kztui.search.memory import Memory
from kztui.store.base import Batch, Records, read_all
from kztui.store.opening import open_store

DATA = Path(__file__).parent.parent / "data"
FIRST = datetime(2026, 11, 29, tzinfo=UTC)
"""The day on which the decisions were made; each one counts as a second later than the one before."""

VERDICTS = {"confirm": Verdict.CONFIRMED, "reject": Verdict.REJECTED, "correct": Verdict.CORRECTED}
KINDS = {
    "merge": AnnotationKind.MERGED,
    "split": AnnotationKind.SPLIT,
    "add": AnnotationKind.FACT,
    "refuse": AnnotationKind.REFUSED,
    "part": AnnotationKind.PART,
    "dismiss": AnnotationKind.DISMISSED,
}


class Line(msgspec.Struct, omit_defaults=True):
    """One decision."""

    do: str
    incident: str
    into: str = ""
    fact: str = ""
    facts: tuple[str, ...] = ()
    value: Value | None = None
    new: Fact | None = None
    why: str = ""
    report: str = ""
    field: str = ""
    words: str = ""
    says: str = ""


def bundled_reports() -> list[Report]:
    """Return the bundled reports in the order of their publication."""
    paths = (DATA / "reports").glob("*.txt")
    # where this machine keeps the reports is nobody else's business
    read = [replace(read_report(path), provenance=msgspec.UNSET) for path in paths]
    return sorted(read, key=lambda report: (str(report.published), report.file_name))


def import_reports(folder: Path, reports: Iterable[Report]) -> Path:
    """Import reports, one after the other, into a new casebook in `folder`; return its path."""
    path = folder / "incidents.json"
    import_numbered(path, [(report, extract(report).drafts) for report in reports])
    return path


def import_numbered(path: Path, drafts: Sequence[tuple[Report, Sequence[tuple[Fact, ...]]]]) -> None:
    """Import reports with their drafts into a new casebook; the incidents get serial ids, as the bundled ones have."""
    linked = link(drafts, LibraryIncidents(Memory(Records({}, {}))), lambda _: False, wording, serial_id)
    append(path, Batch(linked.reports, linked.new, (*linked.suggestions, *linked.joins)))


def append(path: Path, batch: Batch) -> None:
    """Append a batch to the casebook at `path`."""
    store = open_store(str(path))
    with store.transaction(store.version()) as transaction:
        transaction.append(batch)
    store.close(lambda: ())


def annotation_of(line: Line, number: int) -> Annotation:
    """Return the annotation that a decision is; `number` counts the decisions."""
    identifier = "a-" + hashlib.sha256(f"{number}|{line.do}|{line.incident}|{line.fact}".encode()).hexdigest()[:12]
    kind = AnnotationKind.VERDICT if line.do in VERDICTS else KINDS[line.do]
    return Annotation(
        identifier,
        kind,
        Target(line.incident, line.fact, line.new.evidence if line.new else None),
        CAME_WITH_IT,
        FIRST + timedelta(seconds=number),
        text=line.why,
        verdict=VERDICTS.get(line.do),
        value=line.value,
        fact=line.new,
        into=line.into,
        facts=line.facts,
    )


def write_annotations(path: Path, lines: Iterable[Line]) -> None:
    """Write the decisions as annotations on the casebook at `path`. Raises SystemExit when one does not fit."""
    annotations = [annotation_of(line, number) for number, line in enumerate(lines, 1)]
    append(path, Batch(annotations=tuple(annotations)))
    records = read_all(open_store(str(path)).records())
    found = arrange(annotations, records.incidents.get)
    known = found.incidents.keys() | records.incidents.keys() | found.redirects.keys()
    problems = [f"there is no incident {a.target.incident}" for a in annotations if a.target.incident not in known]
    book = Casebook.open(path, author=CAME_WITH_IT, cache=path.parent)
    book.fold()
    problems += book.check()
    if problems:
        raise SystemExit("\n".join([*problems, "Run python -m scripts.make_decisions and look at what has changed."]))


def main(folder: Path) -> None:
    """Make both files in `folder`."""
    lines = msgspec.json.decode((DATA / "decisions.json").read_bytes(), type=list[Line])
    for file in (*folder.glob("incidents*.json"), *folder.glob("incidents*.journal")):
        file.unlink()
    path = import_reports(folder, bundled_reports())
    write_annotations(path, lines)
    for beside in (*folder.glob("incidents*.lock"), *folder.glob("incidents*.journal")):
        beside.unlink()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else DATA)
