"""A store in memory: the second implementation of the protocol, for the tests that hold for every store."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from threading import RLock

from kztui.errors import StoreError
from kztui.model.incident import Incident
from kztui.model.report import Report
from kztui.model.rights import Rights
from kztui.model.suggestion import Suggestion
from kztui.store.base import Batch, Changes, IncidentRecord, Listing, Notebook, Progress, Tables, TakenIn, Version
from kztui.store.encoding import encode_record


class MemoryStore:
    """A log of batches; its version is how many there are."""

    name = "in memory"
    notice = ""
    obstacle = ""
    forgets = False
    author = ""
    rights = Rights.EDITOR
    standing = ""

    def __init__(self, log: list[Batch] | None = None, lock: AbstractContextManager[bool] | None = None) -> None:
        self.log = [] if log is None else log
        self._lock = lock or RLock()

    @property
    def location(self) -> str:
        return f"memory://{id(self.log)}"

    @property
    def places(self) -> Mapping[str, str]:
        return {"casebook": self.location}

    @property
    def size(self) -> int:
        return sum(len(encode_record(batch)) for batch in self.log)

    def again(self) -> "MemoryStore":
        """Open the same log once more."""
        return MemoryStore(self.log, self._lock)

    def version(self) -> Version:
        return Version(str(sum(map(_imports, self.log))), str(sum(not _imports(batch) for batch in self.log)))

    def records(self) -> "MemorySource":
        return MemorySource(self.location, _together(self.log), self.version().records)

    def notebook(self) -> Notebook:
        batch = _together(self.log)
        searches = {one.id: one for one in batch.searches}
        in_order = sorted(batch.annotations, key=lambda one: one.order)
        return Notebook(tuple(in_order), tuple(searches.values()), (), self.version().notebook)

    def changes_since(self, version: Version) -> Changes | None:
        if not (version.records + version.notebook).isdigit():
            return None
        imports = [batch for batch in self.log if _imports(batch)][int(version.records) :]
        others = [batch for batch in self.log if not _imports(batch)][int(version.notebook) :]
        return Changes(_together([*imports, *others]), self.version())

    @contextmanager
    def transaction(self, since: Version, *, alone: bool = True) -> Iterator["MemoryTransaction"]:
        with self._lock:
            yield MemoryTransaction(self, self.changes_since(since))

    def listen(self, wake: Callable[[], object]) -> None:
        pass

    def fetch(self, progress: Progress) -> None:
        pass

    def tidy(self, listing: Listing, progress: Progress) -> None:
        pass

    def check(self, listing: Listing) -> Iterator[str]:
        yield from ()

    def repair(self, progress: Progress, *, dry_run: bool) -> list[str]:
        return []

    @property
    def taken_in(self) -> TakenIn:
        return TakenIn()

    def begin_with(self, tables: Tables) -> bool:
        return False

    def change_over(self, version: Version, listing: Listing) -> bool:
        return False

    def fold(self, listing: Listing, progress: Progress) -> None:
        pass

    def make_ready(self, listing: Listing) -> None:
        pass

    def close(self, listing: Listing) -> None:
        pass


class MemoryTransaction:
    def __init__(self, store: MemoryStore, changes: Changes | None) -> None:
        self.changes = changes
        self._store = store

    def append(self, batch: Batch) -> Changes:
        if any("\x00" in one.text for one in batch.annotations):
            raise StoreError("cannot write: no room")
        if batch.reports or batch.incidents or batch.suggestions:
            self._store.log.append(Batch(batch.reports, batch.incidents, batch.suggestions))
        if batch.annotations or batch.searches:
            self._store.log.append(Batch(annotations=batch.annotations, searches=batch.searches))
        return Changes(batch, self._store.version())

    def take_in(self, batch: Batch, known: int, count: int, listing: Listing) -> Version:
        return self.append(batch).version


class MemorySource:
    def __init__(self, location: str, batch: Batch, version: str) -> None:
        self.location = location
        self.version = version
        self.problems: list[str] = []
        self.suggestions: tuple[Suggestion, ...] = batch.suggestions
        self._incidents: list[Incident] = list({one.id: one for one in batch.incidents}.values())
        self._reports: dict[str, Report] = {one.id: one for one in batch.reports}

    @property
    def total(self) -> int:
        return len(self._incidents)

    @property
    def report_count(self) -> int:
        return len(self._reports)

    def incidents(self, numbers: Iterable[int], problems: list[str]) -> Iterator[IncidentRecord]:
        for number in numbers:
            incident = self._incidents[number]
            yield IncidentRecord(number, incident, [self._reports[report] for report in incident.reports])

    def reports(self, but: Container[str] = ()) -> Iterator[Report]:
        return (report for report in self._reports.values() if report.id not in but)

    def incident_json(self, number: int) -> bytes:
        return encode_record(self._incidents[number])

    def report_json(self, report_id: str) -> bytes:
        return encode_record(self._reports[report_id])


def _imports(batch: Batch) -> bool:
    return bool(batch.reports or batch.incidents or batch.suggestions)


def _together(batches: Iterable[Batch]) -> Batch:
    batches = list(batches)
    return Batch(
        tuple(one for batch in batches for one in batch.reports),
        tuple(one for batch in batches for one in batch.incidents),
        tuple(one for batch in batches for one in batch.suggestions),
        tuple(one for batch in batches for one in batch.annotations),
        tuple(one for batch in batches for one in batch.searches),
    )
