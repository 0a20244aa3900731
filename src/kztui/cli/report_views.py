"""The JSON forms of reports as such."""

from collections.abc import Sequence

from kztui.casebook.reports import ReportRow
from kztui.export.views import annotation_view, report_view
from kztui.model.annotation import Annotation
from kztui.model.report import Report
from kztui.model.row import View


def report_row_view(row: ReportRow) -> View:
    """Return a report in a list: id, state, title, publisher, published, hour, author, url, language, copy_of,
    incidents (ids), reason (why it was set aside, or null).
    """
    report = row.report
    about = report.origin
    return {
        "id": report.id,
        "state": row.state.value,
        "title": report.title,
        "publisher": report.publisher,
        "published": report.published and report.published.isoformat(),
        "hour": about.hour or None,
        "author": about.author,
        "url": report.url,
        "language": report.language,
        "copy_of": report.copy_of or None,
        "incidents": list(row.incidents),
        "reason": row.reason or None,
    }


def whole_report_view(row: ReportRow, annotations: Sequence[Annotation]) -> View:
    """Return all that is known of a report: its row, text, paragraphs, provenance and annotations."""
    whole = report_view(row.report)
    inner = {key: whole[key] for key in ("text", "paragraphs", "provenance")}
    return {**report_row_view(row), **inner, "annotations": [annotation_view(one) for one in annotations]}


def head_words(report: Report) -> list[tuple[str, str]]:
    """Return what is known of a report beside its text as pairs of a name and words; a guess ends in "?"."""
    about = report.origin
    values = {
        "title": report.title,
        "publisher": report.publisher,
        "author": about.author,
        "published": " ".join(filter(None, (str(report.published or ""), about.hour))),
        "url": report.url,
        "canonical": about.canonical if about.canonical != report.url else "",
        "archived": about.archived,
        "retrieved": about.retrieved,
        "language": report.language,
        "file": about.path or report.file_name,
        "repeats": report.copy_of,
    }
    guessed = {field for field, origin in about.known_from.items() if origin.endswith("?")}
    return [(name, f"{words} ?" if name in guessed else words) for name, words in values.items() if words]
