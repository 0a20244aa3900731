"""What a casebook asks of search, whether an index answers or memory."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Protocol

from kztui.model.decisions import Arrangement
from kztui.model.incident import Incident
from kztui.model.report import Report
from kztui.model.suggestion import Suggestion
from kztui.model.summary import Summary
from kztui.search.results import Results
from kztui.store.base import Batch, Version


class Library(Protocol):
    """The incidents and reports of a casebook as they can be searched and read. Safe in several threads."""

    @property
    def version(self) -> str:
        """The version of the records (`kztui.store.base.Version`)."""

    @property
    def arrangement(self) -> Arrangement:
        """How annotations leave the incidents, as it was given last."""

    @property
    def suggestions(self) -> Sequence[Suggestion]:
        """The suggestions as they were made on import."""

    @property
    def problems(self) -> tuple[str, ...]:
        """A line on each record that cannot be read."""

    @property
    def unread(self) -> Mapping[str, str]:
        """The reports that came in unread (`Report.unread`) and that no imported incident quotes: languages by id."""

    @property
    def counts(self) -> tuple[int, int]:
        """The numbers of incidents and of reports."""

    @property
    def numbers(self) -> int:
        """How many ordinals have been assigned, in the order of import; incidents that decisions made come after."""

    def is_sound(self) -> bool:
        """Return whether the index is as it was written. It reads all of it: call it where nobody waits."""

    def search(self, query: str = "", sort: str = "") -> Results:
        """Return what `query` asks for, in its order or else in that of `sort`. Raises QueryError."""

    def values(self, field: str) -> Mapping[str, int]:
        """Return the values of a field, each with the number of its incidents."""

    def incident(self, incident_id: str) -> Incident:
        """Return an incident, under an id that it has or had. Raises KeyError when there is none with this id."""

    def imported(self, incident_id: str) -> Incident | None:
        """Return an incident as it was imported, or None when none was under this id."""

    def imported_report(self, report_id: str) -> Report:
        """Return a report as it was imported. Raises KeyError when there is none with this id."""

    def report(self, report_id: str) -> Report:
        """Return a report. Raises KeyError when there is none with this id."""

    def summary(self, incident_id: str) -> Summary:
        """Return the list row of an incident. Raises KeyError when there is none with this id."""

    def follow(self, batch: Batch, version: str) -> None:
        """Add what was imported since, which leads to a version of the records. Call `arrange` after it."""

    def arrange(self, arrangement: Arrangement, changed: Collection[str] | None, version: Version) -> None:
        """Show incidents as annotations leave them. `changed` are those that it may leave otherwise than before, None
        for all; `version` is that of the store.
        """

    def settle(self, version: Version) -> None:
        """Put imports that are kept aside where they last; `version` is that of the store."""

    def keep(self, version: Version) -> None:
        """Keep what the next start can use; `version` is that of the store."""


Partial = Callable[[Library], object]
"""Is given an index that still grows: what is in it can be searched and read."""
