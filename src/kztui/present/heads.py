"""The head of a report in lines that can be changed, and what changing it leads to."""

from collections.abc import Mapping
from typing import Any

from kztui.casebook.following import Consequences, Follow
from kztui.ingest.header import GUESSED, Header, header_of
from kztui.model.report import Head, Report
from kztui.present.wording import day_words, fact_words, plural

Lines = Mapping[str, str]
"""What is written in the lines of a head, by the names of its fields."""

_BEGINNING = 60
"""Code points of a text by which it is named where it has no title."""

LABELS = {
    "title": "Title",
    "publisher": "Publisher",
    "published": "Day",
    "url": "Address",
    "author": "Author",
    "language": "Language",
}
"""The lines of a head, by the names of its fields."""

LANGUAGES = {"en": "English", "ru": "Russian", "kk": "Kazakh", "ky": "Kyrgyz", "uz": "Uzbek", "tg": "Tajik"}
"""The languages that have a name here, by their codes."""


def head_lines(report: Report) -> dict[str, str]:
    """Return the head of a report as lines: its day in ISO 8601, its language by name where there is one."""
    about = report.origin
    return {
        "title": report.title,
        "publisher": report.publisher,
        "published": str(report.published or ""),
        "url": report.url,
        "author": about.author,
        "language": LANGUAGES.get(report.language, report.language),
    }


def named(report: Report) -> str:
    """Return the title of a report; of one that has none, how it begins."""
    return report.title or f"“{' '.join(report.text[:_BEGINNING].split())}”"


def origin_words(report: Report, field: str) -> str:
    """Return where a value of a report's head comes from: "from: JSON-LD", "? from: file name"; empty for nowhere.

    A report without a day of publication is said to have none: what it calls "Tuesday" stays open.
    """
    about = report.origin
    origin = about.known_from.get(field, "")
    if field == "published" and not report.published:
        return "none is stated"
    if not origin or not head_lines(report)[field]:
        return ""
    guess = f"{GUESSED} " if origin.endswith(GUESSED) else ""
    return f"{guess}from: {origin.removesuffix(GUESSED)}"


def read_line(field: str, text: str) -> str:
    """Return what a line of a head was read as, where that is not plain. Raises IngestError."""
    header = _header({field: text})
    if field == "published":
        return " ".join(filter(None, (day_words(header.published), header.hour)))
    return header.language if field == "language" else ""


def given_head(before: Lines, lines: Lines) -> Header:
    """Return what has been changed in the lines of a head. Raises IngestError."""
    return _header({field: lines[field] for field in LABELS if lines[field] != before[field]})


def mended_head(before: Lines, lines: Lines) -> Head:
    """Return what has been mended in the lines of a head; an emptied line empties its value. Raises IngestError."""
    header = given_head(before, lines)
    values: dict[str, Any] = {field: getattr(header, field) for field in LABELS if lines[field] != before[field]}
    return Head(**values)


def consequence_words(found: Consequences) -> list[str]:
    """Return, in a line each, what follows from a mended head."""
    lines = [_follow_words(one) for one in found.changes]
    return lines + [f"a new incident with {plural(len(facts), 'fact')}" for facts in found.new]


def _follow_words(one: Follow) -> str:
    told = one.after or one.before
    assert told
    quoted = f"“{' '.join(told.evidence.exact.split())}”"
    was, now = (fact_words(fact) if fact else "" for fact in (one.before, one.after))
    change = f"{was} becomes {now}" if was and now else f"{now} is new" if now else f"{was} is not stated any more"
    return f"{one.incident}  {told.field.label} {quoted}: {change}"


def _header(values: Mapping[str, str]) -> Header:
    words = {field: " ".join(text.split()) for field, text in values.items()}
    if language := words.get("language"):
        codes = {name.lower(): code for code, name in LANGUAGES.items()}
        words["language"] = codes.get(language.lower(), language)
    return header_of(words)
