"""Building the index. As a program, ``python -m kztui.search.build CASEBOOK FOLDER``, it builds the index of a casebook
in a new folder. It prints lines of a word and a number of incidents: ``total``, ``done`` so far, ``visible`` to others.

It runs in a process of its own: parsing a big file holds the interpreter's lock for seconds.
"""

import gc
import os
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
import tantivy

from kztui.search.annotated import by_incident, digest
from kztui.search.documents import document, schema
from kztui.search.entry import entry
from kztui.search.records import Known, Records, Stored
from kztui.search.source import Source
from kztui.store.annotations import Notebook, annotations_path, load_annotations
from kztui.store.errors import StoreError

CHUNK = 500
"""Incidents between two reports of progress."""

Progress = Callable[[str, int], object]
"""Hears what a number of incidents is: ``done`` or ``visible``."""

FIRST, NEXT = 1_000, 20_000
"""After so many incidents others can search those that are there, and again after so many more."""

WRITER_BYTES = 200_000_000
"""Memory of tantivy's writer: the more, the fewer segments."""


def build(folder: Path, source: Source, notebook: Notebook, progress: Progress = lambda kind, number: None) -> None:
    """Write the index and the records of a casebook into the new `folder`; they are whole when this returns.

    `progress` hears how many incidents are done, and how many others can see.
    Raises OSError, ValueError or sqlite3.Error when there is no room.
    """
    annotations = by_incident(notebook)
    words = folder / "words"
    words.mkdir(parents=True)
    index = tantivy.Index(schema(), path=str(words))
    writer = index.writer(WRITER_BYTES, 1)
    records = Records.create(folder / "records.db")
    encode = msgspec.json.Encoder().encode
    number, visible = 0, FIRST
    known: set[str] = set()
    kept: set[str] = set()
    for chunk in source.chunks(CHUNK):
        stored = []
        for incident, reports in chunk:
            one = entry(number, incident, reports, annotations.get(incident.id, ()))
            writer.add_document(tantivy.Document.from_dict(document(one), index.schema))
            stored.append(Stored(number, incident.id, one.summary, encode(incident)))
            known.add(incident.id)
            number += 1
        records.add_incidents(stored)
        new = {report.id: report for _, reports in chunk for report in reports if report.id not in kept}
        records.add_reports((report.id, encode(report)) for report in new.values())
        kept.update(new)
        if number >= visible:
            writer.commit()
            records.commit()
            visible = number + NEXT
            progress("visible", number)
        progress("done", number)
    records.add_reports((report.id, encode(report)) for report in source.reports(but=kept))
    writer.commit()
    digests = {incident: digest(on_it) for incident, on_it in annotations.items() if incident in known}
    records.finish(digests, Known(source.stamp, notebook.stamp, source.report_count, tuple(source.problems)))
    records.close()
    writer.wait_merging_threads()


def main(casebook: Path, folder: Path) -> int:
    """Build and report progress on standard output. Returns the exit code; what went wrong is on standard error."""
    gc.disable()
    os.nice(5)
    try:
        notebook = load_annotations(annotations_path(casebook))
        source = Source(casebook)
        _print("total", source.total)
        build(folder, source, notebook, _print)
    except (StoreError, OSError, ValueError, sqlite3.Error) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _print(kind: str, number: int) -> None:
    print(kind, number, flush=True)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
