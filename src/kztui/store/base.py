"""What a casebook asks of the place where it is kept.

A store is a log of records: nothing in it is deleted, and what changes is a new record. Reports, incidents and
suggestions come from importing (`RecordSource`), annotations and saved searches from analysts (`Notebook`). A
casebook reads both once, keeps up by `changes_since`, and writes by `transaction`: everything in it is decided upon
what the store holds at that moment, and is kept as a whole or not at all.

`kztui.store.tinydb` keeps casebooks in TinyDB files, `kztui.store.postgres` in a database that a team shares.
"""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, NamedTuple, Protocol

from msgspec import Struct

from kztui.model.annotation import Annotation
from kztui.model.incident import Incident
from kztui.model.report import Report
from kztui.model.rights import Rights
from kztui.model.saved_search import SavedSearch
from kztui.model.suggestion import Suggestion


class Version(NamedTuple):
    """A state of a store. Its parts are opaque: compare them, keep them, and give them back to the store.

    `records` is that of reports, incidents and suggestions, `notebook` that of annotations and saved searches.
    """

    records: str = ""
    notebook: str = ""


class Batch(Struct, frozen=True):
    """Records to append, or that were appended.

    An incident, and a saved search, takes the place of an earlier one with its id.
    """

    reports: tuple[Report, ...] = ()
    incidents: tuple[Incident, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    searches: tuple[SavedSearch, ...] = ()


Tables = Mapping[str, Iterable[Any]]
"""The records of a casebook by the names of a batch's fields, in the order of their ids. They can be gone through once.
"""


class Changes(NamedTuple):
    """What was appended since some version, oldest first, and the version that it led to.

    Records of the notebook can be among it that had been told before.
    """

    batch: Batch
    version: Version


class IncidentRecord(NamedTuple):
    """An incident, its number in the order of the store, from 0, and the reports that its facts quote."""

    number: int
    incident: Incident
    reports: Sequence[Report]


class RecordSource(Protocol):
    """Reports, incidents and suggestions as they were at one version, decoded when they are asked for.

    `location` is that of the store. `problems` has a line on each report or suggestion that cannot be read, and grows
    as reports are.
    """

    location: str
    version: str
    problems: list[str]
    suggestions: tuple[Suggestion, ...]

    @property
    def total(self) -> int:
        """The number of incidents, with those that cannot be read."""

    @property
    def report_count(self) -> int:
        """The number of reports, with those that cannot be read."""

    def incidents(self, numbers: Iterable[int], problems: list[str]) -> Iterator[IncidentRecord]:
        """Yield the incidents with these numbers; `problems` gets a line on each that cannot be read."""

    def reports(self, but: Container[str] = ()) -> Iterator[Report]:
        """Yield the reports whose ids are not in `but`."""

    def incident_json(self, number: int) -> bytes:
        """Return an incident as JSON for `kztui.store.encoding.decode_record`."""

    def report_json(self, report_id: str) -> bytes:
        """Return a report as JSON for `kztui.store.encoding.decode_record`. Raises KeyError when there is none."""


class Records(NamedTuple):
    """All that a source has, decoded: reports and incidents by id, suggestions, a line on each record that cannot be
    read, and the version.
    """

    reports: dict[str, Report]
    incidents: dict[str, Incident]
    suggestions: tuple[Suggestion, ...] = ()
    problems: tuple[str, ...] = ()
    version: str = ""


class Notebook(NamedTuple):
    """Annotations in their order (`Annotation.order`), the newest states of saved searches, a line on each record that
    cannot be read, and the version.
    """

    annotations: tuple[Annotation, ...] = ()
    searches: tuple[SavedSearch, ...] = ()
    problems: tuple[str, ...] = ()
    version: str = ""


Progress = Callable[[int, int], object]
"""Is told how much of something is done, of how much."""


def unheard(done: int, total: int) -> None:
    """Hear of progress and tell nobody."""


Listing = Callable[[], Iterable[Mapping[str, Any]]]
"""Gives a row for each incident in force, for other programs than kztui."""


class TakenIn(NamedTuple):
    """The last time that another casebook was taken in.

    `highest` is the highest count of a record that came with a casebook; 0 when none did. `since` is that of a record
    at all, and `version` the version, when the casebook became as it is: by taking the other one in, or, if that is
    `undone`, by going back.
    """

    highest: int = 0
    since: int = 0
    version: Version = Version()
    undone: bool = False


class Transaction(Protocol):
    """A time in which nobody else writes, or nobody else imports (`Store.transaction`).

    `changes` is what was appended since the version that the transaction was begun with, None when that cannot be told:
    then the store must be read again first.
    """

    changes: Changes | None

    def append(self, batch: Batch) -> Changes:
        """Append a batch, all of it or nothing, durably when this returns; return what was appended since `changes`:
        the batch, and what others have written meanwhile. Call it once at most. Raises StoreError.
        """

    def take_in(self, batch: Batch, known: int, count: int, listing: Listing) -> Version:
        """Append the records of another casebook, as `append` does; `known` is the highest count of a record there, and
        `count` that of one then.

        A store that can keeps what was there before, so that `Store.change_over` can go back to it.
        """


class Store(Protocol):
    """Where a casebook is kept. Safe in several threads."""

    @property
    def location(self) -> str:
        """The path or address by which it is opened, and known among others."""

    @property
    def name(self) -> str:
        """What to call it for short."""

    @property
    def places(self) -> Mapping[str, str]:
        """Where its parts are, by what they are called: files, or an address."""

    @property
    def author(self) -> str:
        """Who signs here, where the store knows who writes; empty where it believes whoever asks. Raises StoreError."""

    @property
    def rights(self) -> Rights:
        """What one may do here."""

    @property
    def standing(self) -> str:
        """How things are, in a few words, when they are not as usual: what one may do, or that a server is away."""

    def listen(self, wake: Callable[[], object]) -> None:
        """Call `wake`, in another thread, as soon as something may have changed; a store may know no way to tell."""

    def fetch(self, progress: Progress) -> None:
        """Bring what is read here from where it is kept, if that is elsewhere; `progress` is told when it is much.

        Raises StoreError.
        """

    @property
    def size(self) -> int:
        """How many bytes the records take, about, without reading them."""

    @property
    def obstacle(self) -> str:
        """Why nothing can be written there, in one line; empty when nothing is known to prevent it."""

    @property
    def notice(self) -> str:
        """What the user should know about the store, in one line; empty when nothing."""

    def version(self) -> Version:
        """Return the version of what the store holds now, without reading it."""

    def records(self) -> RecordSource:
        """Return the records as they are now. Raises StoreError when they cannot be used as a whole."""

    def notebook(self) -> Notebook:
        """Return the notebook as it is now. Raises StoreError when it cannot be used as a whole."""

    def changes_since(self, version: Version) -> Changes | None:
        """Return what was appended since a version; None when that cannot be told. Raises StoreError."""

    def transaction(self, since: Version, *, alone: bool = True) -> AbstractContextManager[Transaction]:
        """Begin a transaction; `since` is the version of what its changes will be decided upon. Raises StoreError.

        One that is not `alone` appends to the notebook only, and others may do so at the same time: none of their
        records is lost, and those that contradict each other without knowing of each other are a conflict.
        """

    @property
    def forgets(self) -> bool:
        """Whether `close` will shorten the history: what `changes_since` can tell now, it cannot tell after that."""

    def tidy(self, listing: Listing, progress: Progress) -> None:
        """Do what is better done while nobody waits. Raises nothing: it can be done later.

        `progress` is told how much of a long piece of work is done, of how much.
        """

    def check(self, listing: Listing) -> Iterator[str]:
        """Yield a line on each thing that other programs would find otherwise than it is."""

    def repair(self, progress: Progress, *, dry_run: bool) -> list[str]:
        """Put right what can be; return a line on each thing that was wrong, and on what became of it.

        With `dry_run` nothing is changed. `progress` is told how much is done, of how much. Raises StoreError.
        """

    def make_ready(self, listing: Listing) -> None:
        """Do beforehand, while others can write, what `Transaction.take_in` would do first. Raises StoreError."""

    @property
    def taken_in(self) -> TakenIn:
        """What is known of the last time that another casebook was taken in."""

    def change_over(self, version: Version, listing: Listing) -> bool:
        """Go back to what was there before another casebook was taken in, or, where that was done, forward again.

        What is left is kept, so that one can change over again. Nothing is done when the store is not at `version` any
        more, or cannot go back; returns whether it was done. Raises StoreError.
        """

    def begin_with(self, tables: Tables) -> bool:
        """Write records where there are none, a record at a time; return False where that cannot be done.

        Raises StoreError, and what going through the records raises; then nothing was written.
        """

    def fold(self, listing: Listing, progress: Progress) -> None:
        """Put everything into the form that other programs read, at once. Raises StoreError.

        `progress` is told how much is done, of how much.
        """

    def close(self, listing: Listing) -> None:
        """Leave the store in order for other programs; where they look for one, a `listing` is put there."""


def read_all(source: RecordSource) -> Records:
    """Return all records of a source, decoded. Of two incidents with one id the first one counts."""
    reports = {report.id: report for report in source.reports()}
    incidents: dict[str, Incident] = {}
    problems: list[str] = []
    for _, incident, _ in source.incidents(range(source.total), problems):
        if incidents.setdefault(incident.id, incident) is not incident:
            problems.append(
                f"{source.location}: incident {incident.id} is there twice: the first one counts (see kztui repair)"
            )
    found = tuple(dict.fromkeys((*source.problems, *problems)))
    return Records(reports, incidents, source.suggestions, found, source.version)
