"""The JSON forms of what kztui knows: plain dicts whose keys are documented here and do not change."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from kztui.model.annotation import Annotation, judged, verdicts, with_added
from kztui.model.fact import DateSpan, Doubt, Evidence, Fact, Field, Place, Side, Value
from kztui.model.figures import CountFigure, Policy, side_figures
from kztui.model.incident import Incident
from kztui.model.report import Report, Source
from kztui.model.row import View, figure_view, row_view
from kztui.model.summary import Summary, summarize


def incident_view(
    incident: Incident,
    row: Summary,
    reports: Sequence[Report],
    annotations: Sequence[Annotation],
    policy: Policy = Policy.LATEST_OFFICIAL,
) -> View:
    """Return all that is known of an incident: its list row, by `policy` the killed and wounded of each side (sides),
    facts as the verdicts leave them, reports (with their texts) and annotations.

    The facts are those that analysts added too; `verdict` is that on a fact: confirmed, corrected (its value is the
    right one), rejected (it does not count), or null.
    """
    facts, sources = judged(incident.facts, annotations), {report.id: report.source for report in reports}
    return {
        **row_view(row),
        "sides": {
            field.value: _sides_view(side_figures(facts, field, sources, policy))
            for field in (Field.KILLED, Field.WOUNDED)
        },
        "facts": list(_judged_facts(incident, annotations)),
        "reports": [report_view(report) for report in reports],
        "annotations": [annotation_view(annotation) for annotation in annotations],
    }


def _judged_facts(incident: Incident, annotations: Sequence[Annotation]) -> Iterator[View]:
    decided = verdicts(annotations)
    left = {fact.id: fact for fact in judged(incident.facts, annotations)}
    for fact in with_added(incident.facts, annotations):
        verdict = decided[fact.id].verdict if fact.id in decided else None
        yield {**fact_view(left.get(fact.id, fact)), "verdict": verdict.value if verdict else None}


def drafts_view(name: str, drafts: Sequence[tuple[Fact, ...]], sources: Mapping[str, Source]) -> View:
    """Return what was found in the text called `name`: its id and its incidents, each a list row with its facts.

    These incidents are in no casebook: they have no id, reports or tags.
    """
    incidents = []
    for facts in drafts:
        row = row_view(summarize(Incident("", facts), sources))
        for key in ("id", "reports", "conflicts", "histories", "doubts", "tags", "part_of"):
            del row[key]
        incidents.append({**row, "facts": [fact_view(fact) for fact in facts]})
    return {"id": name, "incidents": incidents}


def fact_view(fact: Fact) -> View:
    """Return a fact: id, field, value, value_max, qualifier, side, scope, hedge, doubt (null for none),
    attributed_to, official, origin and evidence (report, paragraph, start, end, exact).
    """
    return {
        "id": fact.id,
        "field": fact.field.value,
        "value": value_view(fact.value),
        "value_max": fact.value_max,
        "qualifier": fact.qualifier.value,
        "side": fact.side.value,
        "scope": fact.scope.value,
        "hedge": fact.hedge.value,
        "doubt": None if fact.doubt is Doubt.NONE else fact.doubt.value,
        "attributed_to": fact.attributed_to,
        "official": fact.official,
        "origin": fact.origin,
        "evidence": _evidence_view(fact.evidence),
    }


def value_view(value: Value) -> Any:
    """Return a value: a number, words, a date (start, end, prec) or a place (name, country, region, lat, lon, prec)."""
    view = msgspec.to_builtins(value)
    if isinstance(value, DateSpan | Place):
        del view["is"]
        view.pop("geoname", None)
    return view


def report_view(report: Report) -> View:
    """Return a report: id, title, publisher, published, url, language, copy_of (the id of the report that it repeats),
    paragraphs (number, start, end, kind), text, and provenance (null, or those that are known of author, hour,
    canonical, archived, retrieved, path, sha256, format, known_from), also: the heads (title, publisher, published,
    url) under which the same text was published elsewhere.
    """
    keys = ("id", "title", "publisher", "published", "url", "language", "copy_of", "paragraphs", "text", "provenance")
    view = msgspec.to_builtins(report)
    return {**{key: view.get(key) for key in keys}, "also": view.get("also", [])}


def annotation_view(annotation: Annotation) -> View:
    """Return an annotation: id (that of its first version), kind, author, created, edited (is it a later version?),
    answers (the id of what it replies to, or null), text, verdict, value, fact (an id, or null), evidence, the
    added_fact when it adds one, of a decision the incident that it is `about`, `into` which, and which `facts`; the
    terms of a correction (those that are set of qualifier, value_max, side, scope, hedge, attributed_to), the report
    that it is on as a whole, and what it mended of its head; null where there are none.
    """
    target = annotation.target
    return {
        "id": annotation.origin,
        "kind": annotation.kind.value,
        "author": annotation.author,
        "created": annotation.created.isoformat(timespec="seconds"),
        "edited": bool(annotation.replaces),
        "answers": annotation.answers or None,
        "text": annotation.text,
        "verdict": annotation.verdict.value if annotation.verdict else None,
        "value": None if annotation.value is None else value_view(annotation.value),
        "fact": target.fact or None,
        "evidence": _evidence_view(target.evidence) if target.evidence else None,
        "added_fact": fact_view(annotation.fact) if annotation.fact else None,
        "about": target.incident if annotation.into else None,
        "into": annotation.into or None,
        "facts": list(annotation.facts),
        "terms": msgspec.to_builtins(annotation.terms),
        "report": annotation.report or None,
        "head": msgspec.to_builtins(annotation.head),
    }


def _evidence_view(evidence: Evidence) -> View:
    return {
        "report": evidence.report,
        "paragraph": evidence.paragraph,
        "start": evidence.start,
        "end": evidence.end,
        "exact": evidence.exact,
    }


def _sides_view(figures: Mapping[Side, CountFigure]) -> View:
    return {side.value: figure_view(figure) for side, figure in figures.items()}
