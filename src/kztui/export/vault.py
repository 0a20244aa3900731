"""A folder of Markdown files with YAML heads and links between them, as note-taking programs read it."""

from collections.abc import Iterator
from json import dumps

from kztui.export.account import account_of
from kztui.export.address import web_address
from kztui.export.format import FolderFormat, Selection
from kztui.export.markdown import chapter, plain
from kztui.model.report import Report
from kztui.model.summary import Summary
from kztui.present.wording import source_words


def files(selection: Selection) -> Iterator[tuple[str, bytes]]:
    """Yield a file for each incident, one for each report, and an index that leads to the incidents."""
    options = selection.options
    told_by: dict[str, list[Summary]] = {}
    reports: dict[str, Report] = {}
    for dossier in selection.dossiers():
        told = account_of(selection, dossier)
        links = "".join(f"- [{plain(source_words(one.source))}](../reports/{one.id}.md)\n" for one in dossier.reports)
        text = f"{_head(dossier.summary, tags=options.notes)}\n{chapter(told)}\n## Reports\n\n{links}"
        yield f"incidents/{told.id}.md", text.encode()
        for report in dossier.reports:
            reports[report.id] = report
            told_by.setdefault(report.id, []).append(dossier.summary)
    for report in reports.values():
        yield f"reports/{report.id}.md", _report(report, told_by[report.id], full_text=options.full_text).encode()
    listed = "".join(f"- [{plain(row.title)}](incidents/{row.id}.md)\n" for row in selection.rows)
    yield "index.md", f"# Incidents\n\n{listed}".encode()


def _head(row: Summary, *, tags: bool) -> str:
    """Return the YAML head of an incident; JSON values are YAML."""
    values: dict[str, object] = {
        "id": row.id,
        "title": row.title,
        "type": row.type,
        "date": str(row.date.start) if row.date and row.date.start else None,
        "date_prec": row.date.prec if row.date else None,
        "place": row.place.name if row.place else None,
        "where_prec": row.place.prec if row.place else None,
        **{field.value: figure.best for field, figure in row.counts.items()},
        "conflicts": list(row.conflicts),
        **({"tags": list(row.tags)} if tags else {}),
    }
    return _yaml(values)


def _report(report: Report, rows: list[Summary], *, full_text: bool) -> str:
    head = _yaml(
        {
            "id": report.id,
            "title": report.title,
            "publisher": report.publisher,
            "published": str(report.published or "") or None,
            "url": web_address(report.url),
            "language": report.language,
        }
    )
    links = "".join(f"- [{plain(row.title)}](../incidents/{row.id}.md)\n" for row in rows)
    texts = (plain(report.text[one.start : one.end]) for one in report.paragraphs)
    body = "\n\n".join(texts) + "\n\n" if full_text else ""
    return f"{head}\n# {plain(report.title or source_words(report.source))}\n\n{body}## Incidents\n\n{links}"


def _yaml(values: dict[str, object]) -> str:
    return "---\n" + "".join(f"{key}: {dumps(value, ensure_ascii=False)}\n" for key, value in values.items()) + "---\n"


FORMAT = FolderFormat("a folder of Markdown files with YAML heads and links", files)
