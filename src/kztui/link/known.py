"""What linking asks of the incidents that a casebook has."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple, Protocol

from kztui.model.fact import Place
from kztui.model.incident import Incident
from kztui.model.report import Report


class Window(NamedTuple):
    """Days, both included, in which an incident may have happened, and the places where; none when they are unknown."""

    first: date
    last: date
    places: tuple[Place, ...]


class Row(NamedTuple):
    """An incident and the place where it seems to have happened, if one is known."""

    id: str
    place: Place | None


class KnownIncidents(Protocol):
    """The incidents with which new reports are compared."""

    def around(self, window: Window) -> Iterable[Row]:
        """Return the incidents that may have happened in the window, or more than those."""

    def incident(self, incident_id: str) -> Incident:
        """Return an incident."""

    def report(self, report_id: str) -> Report:
        """Return a report."""

    def linked(self, incident_id: str) -> Iterable[str]:
        """Return the incidents that are suggested to be the same as this one."""
