"""Reports in rows: which columns of a table, or keys of an object, hold the text and the head of a report."""

from collections.abc import Iterable, Mapping

from kztui.errors import DateError
from kztui.ingest.days import Moment, parse_moment
from kztui.ingest.header import Header, Layer
from kztui.ingest.importer import ReportSource

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


def report_columns(names: Iterable[str]) -> dict[str, str]:
    """Return which of a table's columns holds which field, by the fields' names; the first column of a field wins."""
    found: dict[str, str] = {}
    for name in names:
        if field := _FIELD.get(key(name)):
            found.setdefault(field, name)
    return found


def key(name: str) -> str:
    """Return the name of a column in lower case, with its words joined by underscores."""
    return "_".join(name.replace("-", " ").replace("_", " ").lower().split())


def row_report(row: Mapping[str, str], columns: Mapping[str, str], origin: str) -> ReportSource:
    """Return the report in a row, whose `columns` hold its fields (`report_columns`). A day that cannot be read is
    left out.
    """
    values = {field: (row.get(column) or "").strip() for field, column in columns.items()}
    text = values.pop("text", "")
    moment = _moment(values.pop("published", ""))
    header = Header(**values, published=moment and moment.day, hour=moment.hour if moment else "")
    return ReportSource(text, (Layer(origin, header),), problem="" if text else "there is no text in it")


def _moment(text: str) -> Moment | None:
    try:
        return parse_moment(text) if text else None
    except DateError:
        return None
