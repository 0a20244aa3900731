"""What becomes of new reports once their incidents are compared with those known."""

from msgspec import Struct

from kztui.model.fact import Fact
from kztui.model.incident import Incident
from kztui.model.report import Report
from kztui.model.suggestion import Suggestion


class Part(Struct, frozen=True):
    """The incident `incident` is a part of the episode `whole`: `report` tells both."""

    incident: str
    whole: str
    report: str


class Linked(Struct, frozen=True):
    """What becomes of new reports.

    `reports` know whose copies they are. `joined` are the facts to be added to known incidents, by id; `new` are the
    incidents that were not known, with what joined them since; `suggestions` say what may be the same. `parts` are
    those that a report tells as such, `joins` account for what was joined to another incident.
    """

    reports: tuple[Report, ...] = ()
    joined: dict[str, tuple[Fact, ...]] = {}
    new: tuple[Incident, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    parts: tuple[Part, ...] = ()
    joins: tuple[Suggestion, ...] = ()
