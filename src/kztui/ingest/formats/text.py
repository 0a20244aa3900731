"""Plain text, in Unicode or in an older encoding of Russian, with header lines or without."""

from collections.abc import Iterator

from kztui.ingest.encoding import decode, is_text
from kztui.ingest.header import Header, Layer, split_header
from kztui.ingest.importer import NO, POSSIBLE, Data, Importer, ReportSource

_START = 4096
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
    yield ReportSource(text, (Layer("header line", header), Layer("first line?", Header(title=first_line(text)))))


def first_line(text: str) -> str:
    """Return the line that begins a text if it looks like a headline, else nothing."""
    line, _, rest = text.partition("\n")
    line = line.strip()
    longer = len(rest.strip()) > len(line)
    return line if longer and len(line) <= _LONGEST_TITLE and not line.endswith(_END_OF_SENTENCE) else ""


IMPORTER = Importer("plain text", likelihood, read)
