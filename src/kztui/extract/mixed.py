"""Reports in several languages: each paragraph is read by the grammar of its own language."""

import re

from msgspec.structs import replace

from kztui.extract.calendars import Calendar
from kztui.extract.languages import grammar
from kztui.extract.reading import Event, Reading
from kztui.model.report import ParagraphKind, Report
from kztui.text.language import language_of

_LEAST = 60
"""Code points of the shortest paragraph that can be in another language than its report."""

_OTHER_LETTERS = {"en": re.compile(r"[^\x00-\x7f]"), "ru": re.compile("[A-Za-zәғқңөұүһіӘҒҚҢӨҰҮҺІ]")}
_RARE = 20


def read_sentences(report: Report) -> list[tuple[Reading, list[Event]]] | None:
    """Return what the sentences of a report mention and tell, in order; None when its language has no grammar.

    A paragraph in another language that has a grammar is read by that one, unless all of them are: then somebody has
    chosen the report's language. Raises LexiconError.
    """
    if grammar(report.language) is None:
        return None
    languages = _languages(report)
    if len({*languages.values()}) < 2 or report.language not in languages.values():
        return _read(report)
    found = [one for language in dict.fromkeys(languages.values()) for one in _read(_only(language, report, languages))]
    found.sort(key=lambda one: one[0].sentence.paragraph)
    for number, (reading, _) in enumerate(found):
        reading.sentence.number = number
    return found


def _read(report: Report) -> list[tuple[Reading, list[Event]]]:
    reader = grammar(report.language)
    return list(reader.read(report, Calendar(report.published))) if reader else []


def _languages(report: Report) -> dict[int, str]:
    """Return the language of each paragraph of the body by its number; that of the report where it is the other's."""
    found = {}
    for paragraph in (one for one in report.paragraphs if one.kind is ParagraphKind.BODY):
        language = report.language
        text = report.text[paragraph.start : paragraph.end]
        if len(text) >= _LEAST and not _plainly(language, text):
            own = language_of(text)
            language = own if grammar(own) is not None else language
        found[paragraph.number] = language
    return found


def _plainly(language: str, text: str) -> bool:
    """Return whether hardly a letter of a text is of another alphabet than its language has."""
    other = _OTHER_LETTERS.get(language)
    return other is not None and len(other.findall(text)) * _RARE <= len(text)


def _only(language: str, report: Report, languages: dict[int, str]) -> Report:
    """Return a report in one language, of which only the paragraphs in that language are body."""
    paragraphs = tuple(
        one if languages.get(one.number, language) == language else replace(one, kind=ParagraphKind.BOILERPLATE)
        for one in report.paragraphs
    )
    return replace(report, language=language, paragraphs=paragraphs)
