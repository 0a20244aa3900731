"""The sentence in which a report tells of an incident, to be read beside that of another one."""

from collections import Counter

from msgspec import Struct

from kztui.casebook import Casebook
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
        for start, end in told_spans(report, stated_in(report, dossier.standing)):
            number = next(one.number for one in report.paragraphs if one.start <= start < one.end)
            return KeySentence(f"{report.source.label}, p{number}", " ".join(report.text[start:end].split()))
    return KeySentence()
