"""From a document to its reports: recognised, read, cleaned, with their heads."""

import hashlib
import mmap
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import IO, BinaryIO, NamedTuple

from msgspec.structs import replace

from kztui.errors import IngestError
from kztui.ingest.coded.facts import coded_facts
from kztui.ingest.header import GUESSED, Header, Layer, merged
from kztui.ingest.importer import Data, Importer, ReportSource
from kztui.ingest.recognising import importer, recognise
from kztui.ingest.report import make_report, provenance_of
from kztui.ingest.rows import understand
from kztui.model.fact import Fact
from kztui.model.report import Report
from kztui.text.days import find_day

_MAPPED = 20_000_000  # bytes: bigger files are copied and mapped, not held in memory
_KEPT_HASH = 200_000_000  # bytes: bigger files are not hashed as a whole


class Document(NamedTuple):
    """A document to read: its bytes, its name for messages, where it was read from, and what is known of its reports.

    `path` is None when it is not a file. `given` wins over what the document says; `found` is what the way that it came
    says of it, such as its address. An empty `kind` lets the content decide how it is read. `columns` says which column
    of a table holds which field (`kztui.ingest.coded.mapped`).
    """

    data: Data
    name: str
    path: Path | None = None
    given: Header = Header()
    found: tuple[Layer, ...] = ()
    kind: str = ""
    columns: Mapping[str, str] = {}


class Part(NamedTuple):
    """One part of a document that was read as a `kind`: a report, or the `problem` with it in one line.

    `facts` are those of the incident that somebody else has coded, when the report is a row of a table of incidents.
    """

    kind: str
    report: Report | None = None
    problem: str = ""
    facts: tuple[Fact, ...] = ()


def read_document(document: Document) -> Iterator[Part]:
    """Yield the parts of a document. Raises IngestError, with the document's name, when it cannot be read."""
    try:
        kind = document.kind or recognise(document.data, document.name)
        form = importer(kind)
        if len(document.data) > form.largest:
            raise IngestError(f"{form.description} of more than {form.largest // 1_000_000} MB is not read")
        yield from _parts(document, kind, form)
    except IngestError as error:
        raise IngestError(f"{document.name}: {error}") from error
    except RecursionError as error:
        raise IngestError(f"{document.name}: it is nested too deeply to be read") from error
    except ModuleNotFoundError as error:
        package = (error.name or "").partition(".")[0]
        raise IngestError(f"{document.name}: reading it needs {package}: pip install 'kztui[formats]'") from error


def read_report(
    path: Path, *, title: str = "", publisher: str = "", published: date | None = None, url: str = ""
) -> Report:
    """Return the report in the file at `path`; what is given here wins over what the file says.

    Raises IngestError when it cannot be read or has several reports.
    """
    given = Header(title, publisher, published, url)
    with opened(path) as data:
        return only_report(Document(data, str(path), path, given))


def only_report(document: Document) -> Report:
    """Return the report in a document that has one. Raises IngestError."""
    parts = read_document(document)
    first, second = next(parts, None), next(parts, None)
    if second is not None:
        raise IngestError(f"{document.name}: it has several reports: give one")
    if first is None or first.report is None:
        raise IngestError(f"{document.name}: {first.problem if first else 'it has no text in it'}")
    return first.report


def standard_input() -> BinaryIO:
    """Return the bytes of the standard input. Raises IngestError when it is closed."""
    if sys.stdin is None:
        raise IngestError("the standard input is closed: give a file")
    return sys.stdin.buffer


@contextmanager
def opened(path: Path) -> Iterator[Data]:
    """Give the bytes of the file at `path`. Raises IngestError."""
    try:
        if path.is_dir() and not os.access(path, os.R_OK | os.X_OK):
            raise IngestError(f"cannot read {path}: permission denied")
        if path.is_dir():
            raise IngestError(f"{path} is a folder: name the files in it")
        if not path.exists():
            raise IngestError(f"{path} does not exist")
        if not path.is_file():
            raise IngestError(f"{path} is not a file")
        with path.open("rb") as file:
            if path.stat().st_size <= _MAPPED:
                yield file.read()
            else:
                with TemporaryFile() as own:
                    copyfileobj(file, own)
                    yield from _mapped(own)
    except OSError as error:
        raise IngestError(f"cannot read {path}: {(error.strerror or str(error)).lower()}") from error


def _mapped(own: IO[bytes]) -> Iterator[Data]:
    """Yield the bytes of a file that nobody else can cut: to read a part of it that has gone would end the program."""
    own.flush()
    if not own.tell():  # it was cut before it was copied
        yield b""
        return
    with mmap.mmap(own.fileno(), 0, access=mmap.ACCESS_READ) as mapped:
        yield mapped


def _parts(document: Document, kind: str, form: Importer) -> Iterator[Part]:
    sha256 = hashlib.sha256(document.data).hexdigest() if len(document.data) <= _KEPT_HASH else ""
    name = document.path.name if document.path else ""
    by_name = Layer("file name?", Header(published=find_day(name)))
    empty = True
    for source in _understood(form.read(document.data, document.name), document.columns):
        empty = False
        if source.problem:
            yield Part(kind, problem=source.problem)
            continue
        given = Layer("option", document.given)
        guesses = () if source.coded else (*document.found, by_name)
        header, origins = merged((given, *source.layers, *guesses))
        if not header.language:
            origins["language"] = f"letters{GUESSED}"
        about = provenance_of(header, origins, document.path, sha256, kind, coded=bool(source.coded))
        report = make_report(source.text, header, file_name=name, provenance=about)
        if report is None:
            yield Part(kind, problem="it has no text in it")
        else:
            yield Part(kind, report, facts=coded_facts(report, source.coded))
    if empty:
        raise IngestError("it has no text in it")


def _understood(sources: Iterable[ReportSource], columns: Mapping[str, str]) -> Iterator[ReportSource]:
    """Yield the sources with their rows understood; of rows that tell nothing because of their columns only the first
    is a problem.
    """
    hopeless: set[tuple[str, ...]] = set()
    for number, source in enumerate(sources, 1):
        names = tuple(source.cells)
        if not names:
            yield source
        elif names not in hopeless:
            try:
                found = understand(source.cells, columns)
            except IngestError as error:
                hopeless.add(names)
                found = ReportSource(problem=str(error))
            else:
                found = replace(found, problem=f"row {number}: {found.problem}") if found.problem else found
            yield found
