"""What a casebook asks of search, whether an index answers or memory."""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from kztui.model.decisions import Arrangement
from kztui.model.incident import Incident
from kztui.model.report import Report
from kztui.model.suggestion import Suggestion
from kztui.model.summary import Summary
from kztui.search.results import Results
from kztui.store.tinydb.annotations import Notebook
from kztui.store.tinydb.files import Stamp


class Library(Protocol):
    """The incidents and reports of a casebook as they can be searched and read. Safe in several threads."""

    @property
    def stamp(self) -> Stamp | None:
        """The stamp of the casebook's file as it was read; None when there was none."""

    @property
    def arrangement(self) -> Arrangement:
        """How the annotations that were taken last leave the incidents."""

    @property
    def suggestions(self) -> Sequence[Suggestion]:
        """The suggestions as they were made on import."""

    @property
    def problems(self) -> tuple[str, ...]:
        """A line on each record in the casebook's file that is not sound."""

    @property
    def counts(self) -> tuple[int, int]:
        """The numbers of incidents and of reports."""

    @property
    def numbers(self) -> int:
        """How many numbers were given: in the order of the file. Incidents that decisions have made come after them."""

    def search(self, query: str = "", sort: str = "") -> Results:
        """Return what `query` asks for, in its order or else in that of `sort`. Raises QueryError."""

    def values(self, field: str) -> Mapping[str, int]:
        """Return the values of a field, each with the number of its incidents."""

    def incident(self, incident_id: str) -> Incident:
        """Return an incident, under an id that it has or had. Raises KeyError when there is none with this id."""

    def report(self, report_id: str) -> Report:
        """Return a report. Raises KeyError when there is none with this id."""

    def summary(self, incident_id: str) -> Summary:
        """Return the list row of an incident. Raises KeyError when there is none with this id."""

    def take(self, notebook: Notebook) -> None:
        """Let these annotations stand in place of those before."""


Progress = Callable[[int, int], object]
"""Is told how many incidents have been indexed, of how many."""

Partial = Callable[[Library], object]
"""Is given an index that still grows: what is in it can be searched and read."""
