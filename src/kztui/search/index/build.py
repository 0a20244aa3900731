"""Building the index, as a program: ``python -m kztui.search.index.build LOCATION FOLDER [OLD]``.

It brings the index in the folder OLD up to the casebook, or else builds one in a new folder. It prints lines of a word
and a number of incidents: ``total``, ``done`` so far, ``visible`` to others.

It runs in a process of its own: parsing a big file holds the interpreter's lock for seconds.
"""

import gc
import os
import sqlite3
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from itertools import chain, islice
from pathlib import Path
from zlib import crc32

import tantivy

from kztui.errors import StoreError
from kztui.search.index.documents import schema
from kztui.search.index.prepare import Prepared, prepared
from kztui.search.index.records import Contents, Records, Stored
from kztui.search.index.sums import note
from kztui.store.base import RecordSource, Version
from kztui.store.opening import open_store

Progress = Callable[[str, int], object]
"""Is told what a number of incidents is: ``done`` or ``visible``."""

FIRST, NEXT = 1_000, 20_000
"""After how many incidents others can search those that are there, and after how many more again."""

WRITER_BYTES = 64_000_000
"""Memory of tantivy's writer: enough for `NEXT` incidents, so that each commit makes one segment. With three times as
much, indexing took a quarter longer (measured).
"""


def build(folder: Path, source: RecordSource, progress: Progress = lambda kind, number: None) -> None:
    """Write the index and the records of a casebook into the new `folder`; they are whole when this returns.

    They hold what was imported; annotations come to it when the index is opened (`kztui.search.index.index`).
    `progress` is told how many incidents are done, and how many others can see.
    Raises OSError, ValueError or sqlite3.Error when there is no room.
    """
    _fill(folder, source, range(source.total), progress)


def extend(folder: Path, source: RecordSource, progress: Progress = lambda kind, number: None) -> bool:
    """Bring the index in `folder` up to what the store holds; return whether it could.

    It can when incidents were added or changed, as imports do, and not when some are gone or most have changed.
    A process that is killed while at it leaves an index as stale as before. Raises ValueError when incidents have
    changed places, beside the errors of `build`: then the index is of no use.
    """
    with closing(Records(folder / "records.db")) as records:
        contents, there = records.contents(), records.incidents()
    changed = [one for one in range(source.total) if there.get(one, ("", -1))[1] != crc32(source.incident_json(one))]
    if not contents.version.records or source.total < contents.numbers or 2 * len(changed) > source.total:
        return False
    _fill(folder, source, changed, progress)
    return True


def _fill(folder: Path, source: RecordSource, numbers: Sequence[int], progress: Progress) -> None:
    chunks = prepared(source, numbers)
    first = list(islice(chunks, 1))  # the processes that prepare are copies of this one, before it has threads
    target = _Target(folder)
    done, visible = source.total - len(numbers), source.total - len(numbers) + FIRST
    for chunk in chain(first, chunks):
        target.add(chunk, source)
        done += len(chunk.incidents)
        if done >= visible:
            target.commit()
            visible = done + NEXT
            progress("visible", done)
        progress("done", done)
    alone = list(source.reports(but=target.reports))
    target.add_reports([report.id for report in alone], source)
    unread = target.unread | {report.id: report.language for report in alone if report.unread}
    problems = tuple(dict.fromkeys((*source.problems, *target.problems)))
    version = Version(source.version)
    target.finish(Contents(version, source.report_count, problems, source.suggestions, source.total, unread))


class _Target:
    """The index and the records while they grow, and the ids of what is in them."""

    def __init__(self, folder: Path) -> None:
        words, self.path = folder / "words", folder / "records.db"
        self.problems: list[str] = []
        self.extends = words.exists()
        if self.extends:
            self.index = tantivy.Index.open(str(words))
            self.records = Records(self.path)
        else:
            words.mkdir(parents=True)
            self.index = tantivy.Index(schema(), path=str(words))
            self.records = Records.create(self.path)
        self.ids = {number: identifier for number, (identifier, _) in self.records.incidents().items()}
        self.numbers = {identifier: number for number, identifier in self.ids.items()}
        self.reports = self.records.report_ids()
        self.unread = dict(self.records.contents().unread)
        self.writer = self.index.writer(WRITER_BYTES, 1)

    def add(self, chunk: Prepared, source: RecordSource) -> None:
        stored = []
        for number, identifier, row, document in chunk.incidents:
            if self.ids.get(number, identifier) != identifier:
                raise ValueError(f"{identifier} is where another incident was")
            if self.numbers.setdefault(identifier, number) != number:
                self.problems.append(
                    f"{source.location}: incident {identifier} is there twice: the first one counts (see kztui repair)"
                )
                continue
            record = source.incident_json(number)
            stored.append(Stored(number, identifier, row, record, crc32(record)))
            if self.extends:
                self.writer.delete_documents_by_term("number", number)
            self.writer.add_json(document)
        self.records.add_incidents(stored)
        if self.extends:
            self.records.forget_annotations(one.id for one in stored)
        self.add_reports(chunk.reports, source)
        self.problems += chunk.problems

    def add_reports(self, report_ids: Iterable[str], source: RecordSource) -> None:
        new = [one for one in report_ids if one not in self.reports]
        self.records.add_reports((one, source.report_json(one)) for one in new)
        self.reports.update(new)

    def commit(self) -> None:
        """Make what was added visible to others: the rows first, since the index leads to them."""
        self.records.commit()
        self.writer.commit()

    def finish(self, contents: Contents) -> None:
        self.commit()
        self.records.finish(contents)
        self.records.close()
        self.writer.wait_merging_threads()
        with self.path.open("rb") as file:
            os.fsync(file.fileno())
        note(self.path.parent)


def main(location: str, folder: Path, old: Path | None = None) -> int:
    """Extend the `old` index or build one in `folder`, with progress on standard output.

    Returns the exit code; what went wrong is on standard error.
    """
    gc.disable()
    os.nice(5)
    try:
        source = open_store(location).records()
        _print("total", source.total)
        if old is None or not _extended(old, source):
            build(folder, source, _print)
    except (StoreError, OSError, ValueError, RuntimeError, sqlite3.Error) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _extended(old: Path, source: RecordSource) -> bool:
    try:
        return extend(old, source, _print)
    except (OSError, ValueError, StoreError, sqlite3.Error):
        return False


def _print(kind: str, number: int) -> None:
    print(kind, number, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], *map(Path, sys.argv[2:])))
