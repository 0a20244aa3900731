"""The state of a casebook at a glance: what waits, how much is checked, and what happened in which year and region."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from kztui.casebook import Casebook
from kztui.model.annotation import AnnotationKind
from kztui.model.report import ReportState
from kztui.present.stretches import Scale, stretches
from kztui.present.wording import plural
from kztui.search.results import Tally

_MOST_READ = 3_000
"""So many incidents or reports are read for figures that no index has; of more it is told what is known without."""

_REGIONS = 8
_IMPORTS = 3


class Waiting(NamedTuple):
    """Something to do: how much of it there is, in words what it is, and the search or else the view that lists it."""

    number: int
    words: str
    query: str = ""
    view: str = ""


class Progress(NamedTuple):
    """How much of something is done; `total` is 0 where nobody has counted."""

    words: str
    done: int
    total: int


class Counted(NamedTuple):
    """What happened in a year or a region, and the search for it."""

    name: str
    tally: Tally
    query: str


class Overview(NamedTuple):
    """All that the view shows."""

    waiting: tuple[Waiting, ...]
    checked: tuple[Progress, ...]
    imports: tuple[tuple[date, str], ...]
    years: tuple[Counted, ...]
    regions: tuple[Counted, ...]


def overview(casebook: Casebook) -> Overview:
    """Return the state of a casebook. Raises StoreError."""
    return Overview(
        tuple(_waiting(casebook)),
        tuple(_checked(casebook)),
        tuple(_imports(casebook)),
        tuple(_years(casebook)),
        tuple(_regions(casebook)),
    )


def _waiting(casebook: Casebook) -> Iterator[Waiting]:
    for words, query in (
        ("tolls contradict", "conflict:killed OR conflict:wounded OR conflict:arrested"),
        ("days or places contradict", "conflict:date OR conflict:place"),
        ("without a type", "-has:type"),
        ("without a place", "-has:place"),
        ("incidents that nobody has checked", "-has:verdict"),
    ):
        yield Waiting(casebook.search(query).count, words, query)
    if differing := len(casebook.decisions.conflicts()):  # only where casebooks were merged
        yield Waiting(differing, "decided differently by two people", view="merge")
    yield Waiting(len(casebook.decisions.suggestions()), "suggestions: one incident or two", view="merge")
    if casebook.report_count <= _MOST_READ:
        states = casebook.reports.counts()
        for state in (ReportState.NOTHING_FOUND, ReportState.NOT_READ):
            yield _reports(state, states[state])
    else:
        yield _reports(ReportState.NOT_READ, len(casebook.reports.unread()))


def _reports(state: ReportState, number: int) -> Waiting:
    return Waiting(number, f"reports: {state}", f"state:{state.replace(' ', '-')}", "reports")


def _checked(casebook: Casebook) -> Iterator[Progress]:
    total = casebook.incident_count
    yield Progress("incidents", casebook.search("has:verdict").count, total)
    if total <= _MOST_READ:
        facts = judged = 0
        for row in casebook.search().rows(0, total):
            known = {fact.id for fact in casebook.incident(row.id).facts}
            verdicts = {one.target.fact for one in casebook.annotations(row.id) if one.verdict}
            facts, judged = facts + len(known), judged + len(known & verdicts)
        yield Progress("facts", judged, facts)
    else:
        noted = (one.annotation for one in casebook.notes.on(casebook.search("has:verdict")))
        yield Progress("facts", len({one.target.fact for one in noted if one.verdict}), 0)


def _imports(casebook: Casebook) -> Iterator[tuple[date, str]]:
    """Yield the latest imports, the newest first."""
    found = [entry for entry in casebook.log() if entry.record.kind is AnnotationKind.IMPORTED]
    for entry in sorted(found, key=lambda one: one.record.created, reverse=True)[:_IMPORTS]:
        record = entry.record
        words = f"{plural(len(record.reports), 'report')}, {plural(len(record.incidents), 'incident')}"
        yield record.created.astimezone().date(), words


def _years(casebook: Casebook) -> Iterator[Counted]:
    for stretch in stretches(casebook.search(), Scale.YEAR):
        yield Counted(stretch.name, stretch.tally, f"date:{stretch.name}")


def _regions(casebook: Casebook) -> Iterator[Counted]:
    results = casebook.search()
    years = sorted(int(facet.value) for facet in results.facets(("year",))["year"])
    edges = (date(years[0], 1, 1), date(years[-1] + 1, 1, 1)) if years else ()
    for facet in results.facets(("region",))["region"][:_REGIONS]:
        told = casebook.search(facet.query).tally(edges)[0] if edges else Tally()
        yield Counted(facet.value, told._replace(incidents=facet.count), facet.query)
