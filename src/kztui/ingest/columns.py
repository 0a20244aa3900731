"""Rows of tables and objects of JSON as reports: which columns hold the text and the head."""

from collections.abc import Iterable, Mapping

import msgspec
from msgspec.structs import replace

from kztui.errors import DateError
from kztui.ingest.header import Header, Layer
from kztui.ingest.importer import ReportSource
from kztui.text.days import parse_moment

_NAMES = {
    "text": "text body content article full_text fulltext article_text content_text story maintext plain_text "
    "текст содержание мәтін",
    "title": "title headline heading subject заголовок название тақырып",
    "publisher": "publisher source outlet site site_name sitename domain media newspaper источник издание дереккөз",
    "published": "published date published_at date_published publication_date pub_date pubdate published_date "
    "publish_date datetime дата күні",
    "url": "url link address href source_url ссылка адрес",
    "language": "language lang язык тіл",
    "author": "author authors byline автор",
    "archived": "archive archived archive_url",
}
_FIELD = {name: field for field, names in _NAMES.items() for name in names.split()}

HEAD_FIELDS = tuple(field for field in _NAMES if field != "text")
"""The fields of a head that a row can hold."""


def key(name: str) -> str:
    """Return the name of a column in lower case, with its words joined by underscores."""
    return "_".join(name.replace("-", " ").replace("_", " ").lower().split())


def report_columns(names: Iterable[str]) -> dict[str, str]:
    """Return which of a table's columns holds which field, by the fields' names; the first column of a field wins."""
    found: dict[str, str] = {}
    for name in names:
        if field := _FIELD.get(key(name)):
            found.setdefault(field, name)
    return found


def row_report(cells: Mapping[str, str], columns: Mapping[str, str]) -> ReportSource:
    """Return the report in a row, whose `columns` hold its fields (`report_columns`)."""
    values = {field: cells.get(column, "").strip() for field, column in columns.items()}
    text = values.pop("text", "")
    return ReportSource(text, (Layer("column", row_header(values)),), problem="" if text else "there is no text in it")


def row_header(values: Mapping[str, str]) -> Header:
    """Return the head that a row gives, by the names of its fields. A day that cannot be read is left out."""
    header = msgspec.convert({**values, "published": None}, Header)
    try:
        moment = parse_moment(values.get("published", ""))
    except DateError:
        return header
    return replace(header, published=moment.day, hour=moment.hour)
