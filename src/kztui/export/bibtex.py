"""BibTeX: the reports of the incidents, each once, for a bibliography."""

import re
from collections.abc import Iterator

from kztui.export.address import web_address
from kztui.export.format import Format, Selection
from kztui.model.report import Report

_SPECIAL = re.compile(r"[\\{}$&%#_^~]")
_WRITTEN = {"\\": r"\textbackslash{}", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}"}


def write(selection: Selection) -> Iterator[bytes]:
    """Yield an entry of biblatex for each report, under its id; `note` names its incidents."""
    reports: dict[str, Report] = {}
    incidents: dict[str, list[str]] = {}
    for dossier in selection.dossiers():
        selection.lose("of which only the reports are given: a bibliography has no place for facts")
        if not all(report.published for report in dossier.reports):
            selection.lose("with a report of which the day of publication is not known: no date there")
        for report in dossier.reports:
            reports[report.id] = report
            incidents.setdefault(report.id, []).append(dossier.summary.id)
    for report in reports.values():
        yield _entry(report, incidents[report.id]).encode()


def _entry(report: Report, incidents: list[str]) -> str:
    fields = {
        "title": report.title or report.id,
        "organization": report.publisher,
        "date": str(report.published or ""),
        "url": web_address(report.url),
        "langid": {"en": "english", "ru": "russian", "kk": "kazakh"}.get(report.language, ""),
        "note": ", ".join(incidents),
    }
    lines = [f"  {name} = {{{_escaped(value, name)}}}" for name, value in fields.items() if value]
    return f"@online{{{report.id},\n" + ",\n".join(lines) + "\n}\n\n"


def _escaped(text: str, name: str) -> str:
    """Return `text` as LaTeX reads it; an address stays as it is."""
    if name == "url":
        return text
    return _SPECIAL.sub(lambda sign: _WRITTEN.get(sign[0], "\\" + sign[0]), " ".join(text.split()))


FORMAT = Format("the reports as a bibliography (biblatex)", write)
