"""A report as lines for people: its head, state, text and annotations."""

from collections.abc import Iterator, Sequence

from kztui.casebook.reports import ReportRow
from kztui.cli.report_views import head_words
from kztui.model.annotation import Annotation
from kztui.model.report import ParagraphKind
from kztui.present.wording import annotation_words, trace_words


def report_page(row: ReportRow, annotations: Sequence[Annotation]) -> Iterator[str]:
    """Yield the lines. Paragraphs that are not part of the story are marked."""
    report = row.report
    yield f"{report.id}  {row.state}" + (f": {row.reason}" if row.reason else "")
    for name, words in head_words(report):
        yield f"{name:<10} {words}"
    if row.incidents:
        yield f"{'incidents':<10} {' '.join(row.incidents)}"
    for paragraph in report.paragraphs:
        yield ""
        kind = "" if paragraph.kind is ParagraphKind.BODY else f" ({paragraph.kind})"
        yield f"¶{paragraph.number}{kind} {' '.join(report.text[paragraph.start : paragraph.end].split())}"
    if annotations:
        yield ""
    for annotation in annotations:
        yield f"{annotation_words(annotation)}  ({trace_words(annotation)})"
