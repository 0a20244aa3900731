"""Web pages, as a browser or SingleFile saves them: the story without the page around it, and what the page says of it.

The body is found by trafilatura. The head comes, in this order, from SingleFile's comment, JSON-LD, meta elements and
trafilatura's own search.
"""

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from kztui.errors import DateError, IngestError
from kztui.ingest.claimed import fits
from kztui.ingest.encoding import decode_declared, start_of
from kztui.ingest.header import Header, Layer
from kztui.ingest.importer import LARGEST, LIKELY, NO, SURE, Data, Importer, ReportSource
from kztui.text.days import find_day, parse_moment

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NEAR = 30
"""Elements from the headline on among which a day is looked for."""

_LONGEST_DAY = 80
_START = 20_000
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_TAG = re.compile(
    r"</?(?:p|div|a|br|span|table|tr|td|h[1-6]|article|section|script|meta|ul|li|img)\b[^<>]*>", re.IGNORECASE
)
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?([\w-]+)|<\?xml[^>]+encoding=[\"']([\w-]+)", re.IGNORECASE)
_SINGLE_FILE = re.compile(r"<!--\s*Page saved with SingleFile\s*(.*?)-->", re.DOTALL)
_STORIES = ("newsarticle", "article", "reportagenewsarticle", "blogposting", "liveblogposting", "webpage")


def likelihood(data: Data, suffix: str) -> float:
    """A page begins with its root element; a part of one has tags from its start on."""
    start = start_of(data[:_START]).lstrip("\ufeff \t\r\n")
    if _PAGE.match(start):
        return SURE
    tags = _TAG.findall(start[:4000])
    return LIKELY if len(tags) >= 4 and (start.startswith("<") or len(tags) >= 12) else NO


def read(data: Data, name: str) -> Iterator[ReportSource]:
    """Yield the report of the page."""
    yield read_page(markup_of(data[:]))


def markup_of(content: bytes) -> str:
    """Return the text of a page, in the encoding that it declares or that its bytes suggest. Raises IngestError."""
    found = _CHARSET.search(content[:_START])
    return decode_declared(content, (found[1] or found[2]).decode("ascii") if found else "")


def read_page(markup: str, outer: tuple[Layer, ...] = ()) -> ReportSource:
    """Return the report of a page. `outer` is what an archive says of it, which goes before what it says itself.

    Raises IngestError when there is no story in it.
    """
    from lxml.etree import LxmlError
    from lxml.html import HTMLParser, document_fromstring
    from trafilatura import bare_extraction

    if len(markup) > LARGEST:
        raise IngestError(f"the page has more than {LARGEST // 1_000_000} million letters")
    markup = re.sub(r"^\s*<\?xml[^>]*>", "", markup).replace("\0", "")
    if not markup.strip():
        raise IngestError("the page is empty")
    try:
        page = document_fromstring(markup, parser=HTMLParser(encoding="utf-8", huge_tree=False, remove_pis=True))
    except LxmlError as error:
        raise IngestError("no story was found on the page") from error
    layers = [*outer, *_single_file(markup), *_linked_data(page), _meta(page)]
    url = next((header.url or header.canonical for _, header in layers if header.url or header.canonical), None)
    dates = {"original_date": True, "extensive_search": True, "outputformat": "%Y-%m-%d"}
    story = bare_extraction(
        markup, url=url, with_metadata=True, include_comments=False, include_tables=True, date_extraction_params=dates
    )
    text = "" if story is None or isinstance(story, dict) else story.text or ""
    if not text.strip():
        raise IngestError("no story was found on the page")
    return ReportSource(_paragraphs(text), (*layers, _by_search(story), _in_words(page), _by_address(url or "")))


def _paragraphs(text: str) -> str:
    """Return trafilatura's text, a line a block, with an empty line between blocks; cells and bullets without marks."""
    lines = (re.sub(r"^(?:[-*•]|\|)\s+", "", line.strip()).rstrip("| ") for line in text.splitlines())
    return "\n\n".join(line for line in lines if line)


def _single_file(markup: str) -> Iterator[Layer]:
    if comment := _SINGLE_FILE.search(markup[:_START]):
        values = dict(re.findall(r"^\s*(url|saved date):\s*(.*?)\s*$", comment[1], re.MULTILINE))
        yield Layer("SingleFile", Header(url=values.get("url", ""), retrieved=values.get("saved date", "")))


def _linked_data(page: "HtmlElement") -> Iterator[Layer]:
    """Yield what the page's JSON-LD says of its story."""
    for script in page.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            # a page can nest what it says arbitrarily deep
            things = list(_things(json.loads(script.text or "", strict=False)))
        except (ValueError, RecursionError):
            continue
        for kind in _STORIES:
            for thing in things:
                if kind in _names(thing.get("@type"), lower=True):
                    yield Layer("JSON-LD", _header_of(thing))


def _things(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > 6:
        return
    if isinstance(value, list):
        for one in value:
            yield from _things(one, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _things(value.get(key), depth + 1)


def _header_of(thing: dict[str, Any]) -> Header:
    day, hour = _moment(_text(thing.get("datePublished")))
    page = thing.get("mainEntityOfPage")
    return Header(
        title=_unescaped(_text(thing.get("headline"))),
        publisher=_unescaped(_text(thing.get("publisher"))),
        author=_unescaped(", ".join(_names(thing.get("author")))),
        published=day,
        hour=hour,
        canonical=_address(_text(thing.get("url")) or (page.get("@id", "") if isinstance(page, dict) else _text(page))),
        language=_code(_text(thing.get("inLanguage"))),
    )


def _meta(page: "HtmlElement") -> Layer:
    named: dict[str, str] = {}
    for element in page.iter("meta"):
        key = element.get("property") or element.get("name") or element.get("itemprop") or ""
        named.setdefault(key.lower(), (element.get("content") or "").strip())

    def first(*keys: str) -> str:
        return next((named[key] for key in keys if named.get(key)), "")

    day, hour = _moment(
        first(
            "article:published_time",
            "datepublished",
            "og:published_time",
            "parsely-pub-date",
            "pubdate",
            "dc.date.issued",
        )
        or first("sailthru.date", "dc.date", "date")
    )
    canonical = next(
        (one.get("href") or "" for one in page.iter("link") if (one.get("rel") or "").lower() == "canonical"), ""
    )
    claimed = _code(page.get("lang") or first("og:locale", "language"))
    language = claimed if claimed and fits(claimed, page.text_content()[:_START]) else ""
    author = first("author", "article:author", "parsely-author")
    return Layer(
        "meta",
        Header(
            title=first("og:title", "twitter:title", "dc.title"),
            publisher=first("og:site_name", "application-name", "dc.publisher"),
            author="" if author.startswith("http") else author,
            published=day,
            hour=hour,
            canonical=_address(canonical or first("og:url")),
            language=language,
        ),
    )


def _by_search(story: Any) -> Layer:
    """Return what trafilatura has found by looking over the page."""
    day, _ = _moment(story.date or "")
    if day and (day.month, day.day) == (1, 1):
        day = None  # what it makes of a year alone; a true first of January stands on the page in words
    title, publisher, author = story.title or "", story.sitename or "", story.author or ""
    return Layer("page?", Header(title=title, publisher=publisher, author=author, published=day))


def _in_words(page: "HtmlElement") -> Layer:
    """Return the day that stands by itself in words near the headline, in any language that `parse_moment` reads."""
    elements = list(page.iter("h1", "time", "p", "span", "div", "i", "em", "b", "small", "td", "li"))
    head = next((number for number, one in enumerate(elements) if one.tag == "h1"), 0)
    for element in elements[head : head + _NEAR]:
        if len(element) <= 1:
            day, hour = _moment(" ".join(element.text_content()[:_LONGEST_DAY].split()))
            if day:
                return Layer("page?", Header(published=day, hour=hour))
    return Layer("page?", Header())


def _by_address(url: str) -> Layer:
    return Layer("address?", Header(published=find_day(url), publisher=_host(url)))


def _host(url: str) -> str:
    match = re.match(r"https?://(?:www\.)?([^/:?#]+)", url)
    return match[1] if match else ""


def _moment(text: str) -> tuple[Any, str]:
    try:
        return parse_moment(text) if text else (None, "")
    except DateError:
        return None, ""


def _names(value: Any, *, lower: bool = False) -> list[str]:
    """Return the names in a value of JSON-LD: a name, a thing with a name, or a list of them."""
    found = [_text(one) for one in (value if isinstance(value, list) else [value])]
    return [name.lower() if lower else name for name in found if name and not name.startswith("http")]


def _text(value: Any) -> str:
    if isinstance(value, list):
        return _text(value[0]) if value else ""
    if isinstance(value, dict):
        return _text(value.get("name") or value.get("@value"))
    return value.strip() if isinstance(value, str) else ""


def _unescaped(text: str) -> str:
    from html import unescape

    return unescape(text)


def _address(text: str) -> str:
    return text if text.startswith(("http://", "https://")) else ""


def _code(text: str) -> str:
    match = re.match(r"[a-zA-Z]{2,3}(?![a-zA-Z])", text)
    return match[0].lower() if match else ""


IMPORTER = Importer("a web page", likelihood, read, isolated=True)
