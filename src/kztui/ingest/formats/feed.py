"""News feeds (RSS 2.0, RSS 1.0, Atom): a report an item."""

import re
from collections.abc import Iterator
from typing import Any

from kztui.errors import DateError, IngestError
from kztui.ingest.encoding import start_of
from kztui.ingest.header import Header, Layer
from kztui.ingest.importer import NO, SURE, Data, Importer, ReportSource
from kztui.ingest.markup import plain_text
from kztui.text.days import parse_moment

_ROOT = re.compile(
    r"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>\s*)*<(?:rss|feed|rdf:RDF)\b", re.DOTALL
)
_ENTITIES = re.compile(rb"<!ENTITY", re.IGNORECASE)


def likelihood(data: Data, suffix: str) -> float:
    """A feed is known by its root element."""
    return SURE if _ROOT.match(start_of(data[:20_000]).lstrip("\ufeff")) else NO


def read(data: Data, name: str) -> Iterator[ReportSource]:
    """Yield the report of each item; those without text are left out."""
    import fastfeedparser

    content = data[:]
    if _ENTITIES.search(content):
        raise IngestError("the feed defines entities of its own, as only attacks do")
    try:
        feed = fastfeedparser.parse(content)
    except Exception as error:  # the parser raises many kinds of error for broken feeds
        raise IngestError(f"the feed is broken ({' '.join(str(error).split())[:100]})") from error
    if not feed.entries:
        raise IngestError("the feed has no items")
    publisher = plain_text(str(feed.feed.get("title") or ""))
    language = str(feed.feed.get("language") or "")[:2].lower()
    for entry in feed.entries:
        source = _item(entry, publisher, language)
        yield source if source.text else ReportSource(problem="an item without text")


def _item(entry: Any, publisher: str, language: str) -> ReportSource:
    whole = [str(one.get("value") or "") for one in entry.get("content") or ()]
    texts = (plain_text(text) for text in (*whole, str(entry.get("description") or entry.get("summary") or "")))
    text = max(texts, key=len, default="")
    try:
        moment = parse_moment(str(entry.get("published") or ""))
    except DateError:
        moment = None
    header = Header(
        title=plain_text(str(entry.get("title") or "")),
        publisher=publisher,
        author=plain_text(str(entry.get("author") or "")),
        published=moment and moment.day,
        hour=moment.hour if moment else "",
        url=str(entry.get("link") or ""),
        language=language,
    )
    return ReportSource(text or header.title, (Layer("feed", header),))


IMPORTER = Importer("a feed", likelihood, read, largest=50_000_000, isolated=True)
