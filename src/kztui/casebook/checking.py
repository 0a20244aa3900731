"""A close look at a casebook: is everything there that its records refer to?"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from functools import lru_cache

from kztui.errors import DecisionError
from kztui.model.annotation import AnnotationKind, check_value
from kztui.model.conflicts import conflicts
from kztui.model.decisions import arrange
from kztui.model.fact import DateSpan, Evidence, Fact, Field
from kztui.model.incident import Incident
from kztui.model.report import Report, report_id
from kztui.model.revision import Records as Log
from kztui.model.suggestion import made_one
from kztui.store.base import IncidentRecord, Notebook, Progress, RecordSource, unheard
from kztui.store.encoding import decode_record

BRING_BACK = "bring it back from a copy with kztui merge-casebooks, or import its report again"
"""What to do about an incident or a fact that something was noted on and that is gone, as after a repair."""

STEP = 1_000
"""After how many records `progress` is told how far the look is."""


def verify(source: RecordSource, notebook: Notebook, progress: Progress = unheard) -> Iterator[str]:
    """Yield a line on each thing that is wrong: records that cannot be read, texts that are not those that were
    imported, facts whose words are not in their report or whose values do not fit their fields, annotations on what
    is not there.

    Records are decoded one after another, and only those that annotations name are kept. `progress` is told how many
    were looked at, of how many.
    """
    total = source.report_count + source.total
    found = list(_reports(source, lambda done: progress(done, total)))
    named = {one for made in notebook.annotations for one in (made.target.incident, made.into, *made.incidents)}
    same = made_one(source.suggestions)
    named.update(one for pair in same for one in pair)
    kept: dict[str, Incident] = {}
    unreadable: list[str] = []
    incidents = source.incidents(range(source.total), unreadable)
    found += _incidents(incidents, named, kept, lambda done: progress(source.report_count + done, total))
    progress(total, total)
    yield from dict.fromkeys((*source.problems, *unreadable))
    yield from notebook.problems
    yield from found
    made = Log(notebook.annotations)
    yield from dict.fromkeys((*_annotations(made, kept, _Texts(source), same), *_decisions(made, kept)))
    for one in conflicts(made):
        who = f"{one.one.author} and {one.other.author}"
        yield f"incident {one.incident}: {who} decided differently ({one.one.id}, {one.other.id}): decide in Merge (5)"


class _Texts:
    """The texts of reports by id; empty for a report that is not there."""

    def __init__(self, source: RecordSource) -> None:
        self._source = source
        self.of = lru_cache(maxsize=STEP)(self._text)

    def _text(self, report: str) -> str:
        try:
            return decode_record(self._source.report_json(report), Report).text
        except (KeyError, ValueError, RecursionError):
            return ""


def _reports(source: RecordSource, done: Callable[[int], object]) -> Iterator[str]:
    for number, report in enumerate(source.reports(), 1):
        yield from _report(report)
        if number % STEP == 0:
            done(number)


def _incidents(
    records: Iterable[IncidentRecord], named: Set[str], kept: dict[str, Incident], done: Callable[[int], object]
) -> Iterator[str]:
    """Yield what is wrong with incidents; those that are `named` are added to those `kept`."""
    seen: set[str] = set()
    for at, (_, incident, reports) in enumerate(records, 1):
        if at % STEP == 0:
            done(at)
        if incident.id in seen:
            yield f"incident {incident.id} is there twice: the first one counts (see kztui repair)"
            continue
        seen.add(incident.id)
        if incident.id in named:
            kept[incident.id] = incident
        texts = {report.id: report.text for report in reports}
        for fact in incident.facts:
            if not _is_quoted(fact.evidence, texts.get(fact.evidence.report, "")):
                yield f"incident {incident.id}: fact {fact.id}: its words are not in report {fact.evidence.report}"
            if wrong := _wrong_value(fact):
                yield f"incident {incident.id}: fact {fact.id}: {wrong}"


def _wrong_value(fact: Fact) -> str:
    """Return what is wrong with the value of a fact; days that could not be worked out are no fault."""
    if fact.field is Field.DATE and isinstance(fact.value, DateSpan):
        return ""
    try:
        check_value(fact.field, fact.value)
    except DecisionError as error:
        return str(error)
    return ""


def _annotations(
    made: Log, incidents: Mapping[str, Incident], texts: _Texts, same: Iterable[tuple[str, str]]
) -> Iterator[str]:
    """Yield a line on each annotation that is about something that is not there, as decisions leave the incidents.

    What is said of a fact stays when an analyst retracts the fact or sets its report aside, and so may be about none.
    An incident all of whose reports are set aside leads to nowhere, and so may be away too.
    """
    arrangement = arrange(made.in_force(), incidents.get, same)
    absent = {one.fact.id for one in made.all if one.fact}
    imported = (fact for incident in incidents.values() for fact in incident.facts)
    absent.update(fact.id for fact in imported if fact.evidence.report in arrangement.aside)
    for incident, on_it in arrangement.annotations.items():
        if not incident or texts.of(incident) or arrangement.redirects.get(incident) == "":
            continue
        about = arrangement.incidents.get(incident) or incidents.get(incident)
        facts = absent.union(fact.id for fact in about.facts) if about else absent
        for annotation in on_it:
            if about is None:
                yield f"annotation {annotation.id}: there is no incident {incident}: {BRING_BACK}"
            elif annotation.target.fact and annotation.target.fact not in facts:
                fact = annotation.target.fact
                yield f"annotation {annotation.id}: incident {incident} has no fact {fact}: {BRING_BACK}"
            elif (words := annotation.target.evidence) and not _is_quoted(words, texts.of(words.report)):
                yield f"annotation {annotation.id}: its words are not in report {words.report}"


def _decisions(made: Log, incidents: Mapping[str, Incident]) -> Iterator[str]:
    """Yield a line on each decision in force about two incidents of which one was neither imported nor ever made."""
    splits = {one.into for one in made.all if one.kind is AnnotationKind.SPLIT}
    there = {*incidents, *splits, *(one.target.incident for one in made.all if one.kind is AnnotationKind.MADE)}
    for one in made.in_force():
        for incident in (one.target.incident, one.into):
            if one.into and incident not in there:
                yield f"annotation {one.id}: there is no incident {incident}: {BRING_BACK}"


def _report(report: Report) -> Iterator[str]:
    if report.id != report_id(report.text):
        yield f"report {report.id}: its text is not the one that was imported"
    edges = [edge for paragraph in report.paragraphs for edge in (paragraph.start, paragraph.end)]
    if not edges or edges != sorted(edges) or edges[0] < 0 or edges[-1] > len(report.text):
        yield f"report {report.id}: its paragraphs do not fit its text"


def _is_quoted(evidence: Evidence, text: str) -> bool:
    return 0 <= evidence.start < evidence.end and text[evidence.start : evidence.end] == evidence.exact
