"""A dossier: all that the panes show of one incident, read at once and never changed."""

from datetime import date
from functools import cached_property

from msgspec import Struct

from kztui.casebook import Casebook
from kztui.model.annotation import Annotation, judged, numbers_set, verdicts, with_added
from kztui.model.claims import reason
from kztui.model.fact import COUNTED, Fact, Field, Side, in_order
from kztui.model.figures import CountFigure, Policy, best_of, count_figure, side_figures
from kztui.model.history import Step, history
from kztui.model.incident import Incident
from kztui.model.report import Report, Source
from kztui.model.statements import statements_of
from kztui.model.summary import Summary, with_set
from kztui.model.tolls import toll_of


class Dossier(Struct, frozen=True, dict=True):
    """An incident, its summary, its reports and the annotations in force, oldest first."""

    incident: Incident
    summary: Summary
    reports: tuple[Report, ...]
    annotations: tuple[Annotation, ...]
    policy: Policy = Policy.LATEST_OFFICIAL

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """The facts as the pane shows them: by field, and within a field in the order of reports and words."""
        return tuple(sorted(with_added(self.incident.facts, self.annotations), key=in_order))

    @cached_property
    def standing(self) -> tuple[Fact, ...]:
        """The facts as the verdicts leave them."""
        return judged(self.incident.facts, self.annotations)

    @cached_property
    def sources(self) -> dict[str, Source]:
        """The sources of the reports, by report id."""
        return {report.id: report.source for report in self.reports}

    @cached_property
    def verdicts(self) -> dict[str, Annotation]:
        """The verdict in force on each fact that has one, by fact id."""
        return verdicts(self.annotations)

    def figure(self, field: Field) -> CountFigure | None:
        """Return the figure of a counted field as the verdicts leave it; None for other fields and for silence."""
        if field not in COUNTED:
            return None
        figure = count_figure(self.standing, field, self.sources, self.policy)
        return with_set(figure, numbers_set(self.annotations).get(field))

    def why(self, field: Field) -> str:
        """Return why the figure of a field is what it is: "best is what all sources say"; empty where there is none."""
        words = reason(self.standing, field, self.sources, self.policy, self.annotations)
        figure = self.figure(field)
        begins = "computed" if figure and figure.set_by else "best"
        return f"{begins} is {words}" if words else ""

    def best_report(self, field: Field) -> str:
        """Return the id of the report whose statement a counted field's best number is; empty when none states it."""
        statements = statements_of(self.standing, field, self.sources)
        return best_of(toll_of(statements).current, self.policy).source.report if statements else ""

    def sides(self, field: Field) -> dict[Side, CountFigure]:
        """Return the figures of a counted field for each side that is counted; nothing for other fields."""
        return side_figures(self.standing, field, self.sources, self.policy) if field in COUNTED else {}

    def history(self, field: Field) -> list[Step]:
        """Return how the figure of a counted field was known from day to day; nothing for other fields."""
        if field not in COUNTED:
            return []
        return history(self.standing, field, self.sources, self.policy)


def read_dossier(casebook: Casebook, incident_id: str) -> Dossier:
    """Return the dossier of an incident, its reports by their days. Raises KeyError for an unknown id."""
    incident = casebook.incident(incident_id)
    reports = sorted(map(casebook.report, incident.reports), key=lambda one: one.published or date.max)
    return Dossier(incident, casebook.summary(incident_id), tuple(reports), casebook.annotations(incident_id))
