"""The sentence in which a report tells of an incident, to be read beside that of another one."""

from collections import Counter
from collections.abc import Iterable

from msgspec import Struct

from kztui.casebook import Casebook
from kztui.model.fact import Fact
from kztui.model.report import Report
from kztui.model.telling import stated_in, told_spans
from kztui.present.dossier import read_dossier


class KeySentence(Struct, frozen=True):
    """Who says it and in which paragraph, "Reuters, p2", and the words; both are empty where no report is at hand."""

    where: str = ""
    words: str = ""


def key_sentence(casebook: Casebook, incident_id: str) -> KeySentence:
    """Return the first sentence with facts of the report that states most of an incident's.

    It reads the facts and reports, so it is called off the screen's thread. Raises KeyError for an unknown id.
    """
    dossier = read_dossier(casebook, incident_id)
    stated = Counter(fact.evidence.report for fact in dossier.standing)
    for report in sorted(dossier.reports, key=lambda one: -stated[one.id]):
        if found := first_sentence(report, dossier.standing):
            return found
    return KeySentence()


def first_sentence(report: Report, facts: Iterable[Fact]) -> KeySentence | None:
    """Return the first sentence of a report that states one of `facts`; None where none does."""
    spans = told_spans(report, stated_in(report, facts))
    if not spans:
        return None
    start, end = spans[0]
    where = f"{report.source.label}, p{report.paragraph_at(start).number}"
    return KeySentence(where, " ".join(report.text[start:end].split()))
