"""What an input format is, and what it makes of a document."""

from collections.abc import Callable, Iterator
from mmap import mmap

from msgspec import Struct

from kztui.ingest.header import Layer
from kztui.model.fact import Field, Qualifier, Scope, Side, Value

Data = bytes | mmap
"""The bytes of a document; a big file is mapped, so slices of it are read when they are taken."""

LARGEST = 10_000_000
"""Bytes: more is not a single report (a long novel is a tenth of it)."""

SURE, LIKELY, POSSIBLE, NO = 1.0, 0.6, 0.1, 0.0
"""How likely a document is in a format: by its first bytes, by its structure or its name, by nothing against it."""


class CodedValue(Struct, frozen=True):
    """What somebody else has coded about an incident; code points `start` to `end` of the text state it."""

    field: Field
    value: Value
    start: int
    end: int
    side: Side = Side.UNKNOWN
    scope: Scope = Scope.WHOLE
    qualifier: Qualifier = Qualifier.NONE
    value_max: int | None = None


class ReportSource(Struct, frozen=True):
    """One report as its document gives it, not yet cleaned: its text, and what is known of it.

    `layers` say what the document tells of the report, the most trusted first. A table gives the `cells` of a row by
    the names of their columns instead, which `kztui.ingest.rows` understands. `coded` are the facts of the incident
    that the row is about, when it is one. When `problem` is not empty, this part of the document cannot be read, for
    the reason it gives; the other parts can.
    """

    text: str = ""
    layers: tuple[Layer, ...] = ()
    problem: str = ""
    cells: dict[str, str] = {}
    coded: tuple[CodedValue, ...] = ()


class Importer(Struct, frozen=True):
    """An input format: what a plug-in registers under ``kztui.importers``.

    `description` is a word or two for messages ("a web page"). `likelihood` says from a document's bytes and the suffix
    of its name (lower case, with the dot) how likely it is in this format, from `NO` to `SURE`. `read` is given the
    bytes and the name of the document and yields its reports; it raises IngestError, without the name, when the
    document as a whole cannot be read. More than `largest` bytes are refused. What is `isolated` is read in a process
    of its own, because its parser is not proof against hostile input.
    """

    description: str
    likelihood: Callable[[Data, str], float]
    read: Callable[[Data, str], Iterator[ReportSource]]
    largest: int = LARGEST
    isolated: bool = False
