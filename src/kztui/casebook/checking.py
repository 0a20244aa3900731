"""A close look at a casebook: is everything there that its records refer to?"""

from collections.abc import Iterator

from kztui.errors import DecisionError
from kztui.model.annotation import check_value
from kztui.model.conflicts import conflicts
from kztui.model.decisions import Arrangement, arrange
from kztui.model.fact import DateSpan, Evidence, Fact, Field
from kztui.model.report import Report, report_id
from kztui.model.revision import Records as Log
from kztui.store.base import Notebook, Records


def verify(records: Records, notebook: Notebook) -> Iterator[str]:
    """Yield a line on each thing that is wrong: records that cannot be read, texts that are not those that were
    imported, facts whose words are not in their report or whose values do not fit their fields, annotations on what
    is not there.
    """
    yield from records.problems
    yield from notebook.problems
    for report in records.reports.values():
        yield from _report(report)
    for incident in records.incidents.values():
        for fact in incident.facts:
            if not _is_quoted(fact.evidence, records.reports):
                yield f"incident {incident.id}: fact {fact.id}: its words are not in report {fact.evidence.report}"
            if wrong := _wrong_value(fact):
                yield f"incident {incident.id}: fact {fact.id}: {wrong}"
    made = Log(notebook.annotations)
    arrangement = arrange(made.in_force(), records.incidents.get)
    absent = {one.fact.id for one in notebook.annotations if one.fact}
    imported = (fact for incident in records.incidents.values() for fact in incident.facts)
    absent.update(fact.id for fact in imported if fact.evidence.report in arrangement.aside)
    yield from _annotations(arrangement, records, absent)
    for one in conflicts(made):
        who = f"{one.one.author} and {one.other.author}"
        yield f"incident {one.incident}: {who} decided differently ({one.one.id}, {one.other.id}): decide in Merge (5)"


def _wrong_value(fact: Fact) -> str:
    """Return what is wrong with the value of a fact; days that could not be worked out are no fault."""
    if fact.field is Field.DATE and isinstance(fact.value, DateSpan):
        return ""
    try:
        check_value(fact.field, fact.value)
    except DecisionError as error:
        return str(error)
    return ""


def _annotations(arrangement: Arrangement, records: Records, absent: set[str]) -> Iterator[str]:
    """Yield a line on each annotation that is about something that is not there, as decisions leave the incidents.

    `absent` are the facts that may be away: what is said of them stays when an analyst retracts the fact or sets its
    report aside. An incident all of whose reports are set aside leads to nowhere, and so may be away too.
    """
    for incident, on_it in arrangement.annotations.items():
        if not incident or incident in records.reports or arrangement.redirects.get(incident) == "":
            continue
        about = arrangement.incidents.get(incident) or records.incidents.get(incident)
        facts = absent.union(fact.id for fact in about.facts) if about else absent
        for annotation in on_it:
            if about is None:
                yield f"annotation {annotation.id}: there is no incident {incident}"
            elif annotation.target.fact and annotation.target.fact not in facts:
                yield f"annotation {annotation.id}: incident {incident} has no fact {annotation.target.fact}"
            elif (words := annotation.target.evidence) and not _is_quoted(words, records.reports):
                yield f"annotation {annotation.id}: its words are not in report {words.report}"


def _report(report: Report) -> Iterator[str]:
    if report.id != report_id(report.text):
        yield f"report {report.id}: its text is not the one that was imported"
    edges = [edge for paragraph in report.paragraphs for edge in (paragraph.start, paragraph.end)]
    if not edges or edges != sorted(edges) or edges[0] < 0 or edges[-1] > len(report.text):
        yield f"report {report.id}: its paragraphs do not fit its text"


def _is_quoted(evidence: Evidence, reports: dict[str, Report]) -> bool:
    text = reports[evidence.report].text if evidence.report in reports else ""
    return 0 <= evidence.start < evidence.end and text[evidence.start : evidence.end] == evidence.exact
