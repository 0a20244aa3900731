"""Web Annotations (https://www.w3.org/TR/annotation-model/): facts, and notes when asked for, on the reports' words.

A report is named by the SHA-256 of its text (``urn:sha256:``), of which its id has the beginning; positions are code
points of that text, the end exclusive.
"""

import hashlib
from collections.abc import Iterator
from typing import Any

import msgspec

from kztui.export.address import web_address
from kztui.export.format import Format, Selection
from kztui.model.annotation import AnnotationKind
from kztui.model.fact import Evidence
from kztui.model.report import Report
from kztui.present.dossier import Dossier
from kztui.present.wording import annotation_words, circumstances, fact_words

CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def write(selection: Selection) -> Iterator[bytes]:
    """Yield an AnnotationPage: a fact classifies its words, a note comments on them, a tag tags them."""
    yield b'{"@context":"' + CONTEXT.encode() + b'","id":"urn:kztui:page","type":"AnnotationPage","items":['
    separator = b"\n"
    for dossier in selection.dossiers():
        selection.lose_notes(dossier.summary)
        for item in _items(dossier, selection):
            yield separator + msgspec.json.encode(item)
            separator = b",\n"
    yield b"\n]}\n"


def _items(dossier: Dossier, selection: Selection) -> Iterator[dict[str, Any]]:
    reports = {report.id: report for report in dossier.reports}
    for fact in dossier.standing:
        extra = f" ({circumstances(fact)})" if circumstances(fact) else ""
        said = _text(f"{fact.field.label}: {fact_words(fact)}{extra}", "classifying")
        yield {
            "id": f"urn:kztui:{dossier.summary.id}:{fact.id}",
            "type": "Annotation",
            "motivation": "classifying",
            "body": [said, _text(dossier.summary.id, "linking")],
            "target": _target(fact.evidence, reports[fact.evidence.report]),
        }
    if not selection.options.notes:
        return
    remarks = [made for made in dossier.annotations if made.kind in (AnnotationKind.NOTE, AnnotationKind.TAG)]
    if len(remarks) < len(dossier.annotations):
        selection.lose("with verdicts or decisions: a Web Annotation has no form for them")
    for made in remarks:
        purpose = "commenting" if made.kind is AnnotationKind.NOTE else "tagging"
        on = made.words
        words = on if on and on.report in reports else None
        yield {
            "id": f"urn:kztui:{made.origin}",
            "type": "Annotation",
            "motivation": purpose,
            "creator": {"type": "Person", "name": made.author},
            "created": made.created.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "body": [_text(annotation_words(made).removeprefix("#"), purpose)],
            "target": _target(words, reports[words.report]) if words else f"urn:kztui:{dossier.summary.id}",
        }


def _text(value: str, purpose: str) -> dict[str, str]:
    return {"type": "TextualBody", "value": value, "purpose": purpose, "format": "text/plain"}


def _target(words: Evidence, report: Report) -> dict[str, Any]:
    target: dict[str, Any] = {
        "source": f"urn:sha256:{hashlib.sha256(report.text.encode()).hexdigest()}",
        "selector": [
            {"type": "TextPositionSelector", "start": words.start, "end": words.end},
            {"type": "TextQuoteSelector", "exact": words.exact, "prefix": words.prefix, "suffix": words.suffix},
        ],
    }
    return target | ({"scope": address} if (address := web_address(report.url)) else {})


FORMAT = Format("facts and notes as W3C Web Annotations (JSON-LD)", write)
