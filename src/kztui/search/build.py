"""Building the index. As a program, ``python -m kztui.search.build CASEBOOK FOLDER``, it builds the index of a casebook
in a new folder. It prints lines of a word and a number of incidents: ``total``, ``done`` so far, ``visible`` to others.

It runs in a process of its own: parsing a big file holds the interpreter's lock for seconds.
"""

import gc
import os
import sqlite3
import sys
from collections.abc import Callable
from itertools import chain, islice
from pathlib import Path

import msgspec
import tantivy

from kztui.search.documents import schema
from kztui.search.prepare import Prepared, prepared
from kztui.search.records import Known, Records
from kztui.search.source import Source
from kztui.store.errors import StoreError

Progress = Callable[[str, int], object]
"""Hears what a number of incidents is: ``done`` or ``visible``."""

FIRST, NEXT = 1_000, 20_000
"""After so many incidents others can search those that are there, and again after so many more."""

WRITER_BYTES = 200_000_000
"""Memory of tantivy's writer: the more, the fewer segments."""


def build(folder: Path, source: Source, progress: Progress = lambda kind, number: None) -> None:
    """Write the index and the records of a casebook into the new `folder`; they are whole when this returns.

    They hold what was imported; annotations come to it when the index is opened (`kztui.search.index`).
    `progress` hears how many incidents are done, and how many others can see.
    Raises OSError, ValueError or sqlite3.Error when there is no room.
    """
    chunks = prepared(source)
    first = list(islice(chunks, 1))  # the processes that prepare are copies of this one, before it has threads
    target = _Target(folder)
    done, visible = 0, FIRST
    for chunk in chain(first, chunks):
        target.add(chunk, source)
        done += len(chunk.stored)
        if done >= visible:
            target.commit()
            visible = done + NEXT
            progress("visible", done)
        progress("done", done)
    rest = {report.id: msgspec.json.encode(report) for report in source.reports(but=target.reports)}
    target.records.add_reports(rest.items())
    problems = (*source.problems, *target.problems)
    target.finish(Known(source.stamp, None, source.report_count, problems, source.suggestions, source.total))


class _Target:
    """The index and the records while they grow, and the ids of what is in them."""

    def __init__(self, folder: Path) -> None:
        words = folder / "words"
        words.mkdir(parents=True)
        self.index = tantivy.Index(schema(), path=str(words))
        self.writer = self.index.writer(WRITER_BYTES, 1)
        self.records = Records.create(folder / "records.db")
        self.incidents: set[str] = set()
        self.reports: set[str] = set()
        self.problems: list[str] = []

    def add(self, chunk: Prepared, source: Source) -> None:
        stored = []
        for one, fields in zip(chunk.stored, chunk.documents, strict=True):
            if one.id in self.incidents:
                self.problems.append(f"{source.path}: incident {one.id} is there twice: the first one counts")
                continue
            self.incidents.add(one.id)
            stored.append(one)
            self.writer.add_document(tantivy.Document.from_dict(fields, self.index.schema))
        self.records.add_incidents(stored)
        self.records.add_reports((id_, record) for id_, record in chunk.reports.items() if id_ not in self.reports)
        self.reports.update(chunk.reports)
        self.problems += chunk.problems

    def commit(self) -> None:
        self.writer.commit()
        self.records.commit()

    def finish(self, known: Known) -> None:
        self.writer.commit()
        self.records.finish(known)
        self.records.close()
        self.writer.wait_merging_threads()


def main(casebook: Path, folder: Path) -> int:
    """Build and report progress on standard output. Returns the exit code; what went wrong is on standard error."""
    gc.disable()
    os.nice(5)
    try:
        source = Source(casebook)
        _print("total", source.total)
        build(folder, source, _print)
    except (StoreError, OSError, ValueError, RuntimeError, sqlite3.Error) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _print(kind: str, number: int) -> None:
    print(kind, number, flush=True)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
