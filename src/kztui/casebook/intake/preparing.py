"""What a document would bring into a casebook: its reports, each with the incidents that it tells."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from kztui.errors import IngestError, PluginError
from kztui.extract.engine import Draft, ExtractionDefect, State, extract
from kztui.ingest.header import Header, Layer
from kztui.ingest.reading import Document, Part, opened, read_document
from kztui.log import record_defect
from kztui.model.doubts import doubts
from kztui.model.fact import DateSpan, Field
from kztui.model.report import Report
from kztui.text.language import language_of

NO_INCIDENT = "no incident was found in it"
_LANGUAGES = {"en": "English", "ru": "Russian", "kk": "Kazakh"}


class Entry(Struct, frozen=True):
    """A document to import: the file at `path`, or `data` under a `name`, which may have been read from that file.

    `given` is what the user says of its reports, `found` what the way that it came says; `kind` is the format to read
    it as, or empty; `columns` says which column of a table holds which field, or nothing.
    """

    name: str
    path: str = ""
    data: bytes = b""
    given: Header = Header()
    found: tuple[Layer, ...] = ()
    kind: str = ""
    columns: dict[str, str] = {}


class Prepared(Struct, frozen=True):
    """One part of the document `name`, read as a `kind`: a report with its incidents, or the `problem` with it.

    `drafts` are the facts of each incident that the report tells, `notes` lines on what the reader should know.
    """

    name: str
    kind: str = ""
    report: Report | None = None
    state: State = State.NOT_READ
    drafts: list[Draft] = []
    notes: list[str] = []
    problem: str = ""


def prepare(entry: Entry) -> Iterator[Prepared]:
    """Yield the parts of a document. Whatever goes wrong is a part with a problem: nothing is raised for it."""
    document = Document(b"", entry.name, None, entry.given, entry.found, entry.kind, entry.columns)
    try:
        path = Path(entry.path) if entry.path else None
        if entry.data or path is None:
            yield from _prepared(entry, document._replace(data=entry.data, path=path))
            return
        with opened(path) as data:
            yield from _prepared(entry, document._replace(data=data, path=path))
    except (IngestError, PluginError) as error:
        yield Prepared(entry.name, problem=str(error))
    except MemoryError:
        yield Prepared(entry.name, problem=f"{entry.name}: reading it takes more memory than a document may use")
    except Exception as error:  # a parser can fail in any way, and the other documents are to go in
        why = " ".join(f"{type(error).__name__}: {error}".split())
        yield Prepared(entry.name, problem=f"{entry.name}: its reader failed on it, which is a defect ({why[:200]})")


def _prepared(entry: Entry, document: Document) -> Iterator[Prepared]:
    for part in read_document(document):
        if part.report is None:
            yield Prepared(entry.name, part.kind, problem=f"{entry.name}: {part.problem}")
        else:
            yield _extracted(entry.name, part, part.report)


def _extracted(name: str, part: Part, report: Report) -> Prepared:
    if part.facts:
        return Prepared(name, part.kind, report, State.READ, [part.facts])
    try:
        found = extract(report)
    except ExtractionDefect as error:
        return Prepared(name, part.kind, report, problem=record_defect(error, name))
    if found.state is State.NOT_READ:
        report = replace(report, provenance=replace(report.origin, unread=True))
    notes = list(_notes(report, found.state, found.drafts))
    return Prepared(name, part.kind, report, found.state, found.drafts, [f"{name}: {note}" for note in notes])


def _notes(report: Report, state: State, drafts: list[Draft]) -> Iterator[str]:
    if report.published is None:
        words = next((w for draft in drafts for w in _undated(draft)), "")
        yield f"no publication day: {words!r} cannot be dated" if words else "no publication day"
    elif report.published > date.today() + timedelta(days=1):  # somewhere it may be tomorrow already
        yield f"its day of publication, {report.published}, is still to come: kztui edit mends it"
    seems = language_of(report.text)
    if report.language in _LANGUAGES and seems != report.language:
        yield f"its text seems to be {_LANGUAGES.get(seems, seems)}, not {_LANGUAGES[report.language]}"
    if state is State.NOT_READ:
        yield f"not read: there are no rules for its language ({report.language})"
    elif state is State.NOTHING_FOUND:
        yield NO_INCIDENT
    wrong = dict.fromkeys(doubt for draft in drafts for doubt in doubts(draft, report.published))
    yield from (f"its dates contradict each other: {doubt}" for doubt in wrong)


def _undated(draft: Draft) -> Iterator[str]:
    """Yield the words of a draft that would be a day if the day of publication were known."""
    for fact in draft:
        if fact.field is Field.DATE and isinstance(fact.value, DateSpan) and not fact.value.resolved:
            yield fact.evidence.exact
