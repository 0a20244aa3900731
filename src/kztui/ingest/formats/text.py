"""Plain text, in Unicode or in an older encoding of Russian, with header lines or without."""

from collections.abc import Iterator
from datetime import date

from kztui.errors import DateError
from kztui.ingest.encoding import decode, is_text
from kztui.ingest.header import Header, Layer, split_header
from kztui.ingest.importer import NO, POSSIBLE, Data, Importer, ReportSource
from kztui.text.days import parse_moment

_START = 4096
_OPENING = 8  # lines
_LONGEST_TITLE = 160
_END_OF_SENTENCE = (".", "!", "…", ",", ";", ":")


_NOT_REPORTS = frozenset((
    *(".bat", ".c", ".cfg", ".conf", ".cpp", ".css", ".geojson", ".h", ".ini", ".ipynb", ".java", ".js", ".json"),
    *(".kml", ".lock", ".php", ".ps1", ".py", ".sh", ".sql", ".svg", ".toml", ".ts", ".vcf", ".xml", ".yaml", ".yml"),
))  # fmt: skip
"""Suffixes of text that is not for readers."""


def likelihood(data: Data, suffix: str) -> float:
    """Anything that is text for readers can be a report."""
    start = data[:_START]
    return POSSIBLE if suffix not in _NOT_REPORTS and not start.startswith(b"<?xml") and is_text(start) else NO


def read(data: Data, name: str) -> Iterator[ReportSource]:
    """Yield the one report; its first line is its title when it stands alone and does not end like a sentence."""
    header, text = split_header(decode(data[:]))
    text = text.strip()
    yield ReportSource(text, (Layer("header line", header), opening(text)))


def opening(text: str) -> Layer:
    """Return what the first lines of a text suggest: a headline on top of it, and a line that is a day."""
    lines = [line for line in text.split("\n", _OPENING)[:_OPENING] if line.strip()]
    return Layer("first lines?", Header(title=_headline(text), published=next(filter(None, map(_day, lines)), None)))


def _headline(text: str) -> str:
    """Return the line that begins a text if it looks like a headline, else nothing."""
    line, _, rest = text.partition("\n")
    line = line.strip()
    like_one = len(line) <= _LONGEST_TITLE and not line.endswith(_END_OF_SENTENCE) and not _day(line)
    return line if like_one and len(rest.strip()) > len(line) else ""


def _day(line: str) -> date | None:
    try:
        return parse_moment(line).day
    except DateError:
        return None


IMPORTER = Importer("plain text", likelihood, read)
