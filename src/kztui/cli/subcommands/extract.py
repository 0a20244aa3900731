"""The command that shows what the extractor finds, without touching a casebook."""

import sys
from codecs import BOM_UTF8
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import click
import msgspec
from msgspec import Struct

from kztui.cli.options import published_option
from kztui.cli.output import out, tell
from kztui.errors import UserError
from kztui.export.views import drafts_view
from kztui.model.report import Report
from kztui.model.row import View
from kztui.present.wording import plural


class Line(Struct):
    """One line of input: a text, its id, and what is known of it."""

    id: str
    text: str
    published: date | None = None
    lang: str | None = None


@click.command("extract")
@click.argument("file", required=False)
@published_option
@click.option("--explain", is_flag=True, help="Explain each fact: the words it came from and the rule that found it.")
@click.option("--jsonl", is_flag=True, help="Read one JSON object a line on stdin, write one for each.")
def command(file: str | None, published: date | None, explain: bool, jsonl: bool) -> None:
    """Print the incidents that one text tells (FILE, or stdin) as JSON; no casebook is touched.

    With --jsonl, many texts at once: lines {"id", "text", "published": YYYY-MM-DD or null, "lang": the language's
    code} on stdin become lines {"id", "state", "incidents": [...]}. The state is "read", "nothing found", or "not read"
    where there are no rules for the language. With --explain, sentences with the words marked that the facts rest on,
    and the rules.
    Offsets count code points of the text; line ends and control characters count as one.
    """
    if not jsonl:
        report = _one_text(file, published)
        for line in _explained(report) if explain else [_json(report)]:
            out(line)
        return
    if file or published or explain:
        raise click.UsageError("--jsonl reads stdin, and the dates in its lines")
    bad = sum(not _answer(number, line) for number, line in enumerate(sys.stdin.buffer, 1) if line.strip())
    if bad:
        raise UserError(f"{plural(bad, 'line')} could not be read")


def _explained(report: Report) -> Iterable[str]:
    from kztui.cli.explanation import explanation

    return explanation(report)


def _json(report: Report) -> bytes:
    return msgspec.json.format(msgspec.json.encode(_found(report.id, report)), indent=2)


def _one_text(file: str | None, published: date | None) -> Report:
    from kztui.ingest.header import Header
    from kztui.ingest.reading import Document, only_report, read_report

    if file is None:
        return only_report(Document(sys.stdin.buffer.read(), "the text", given=Header(published=published)))
    return read_report(Path(file), published=published)


def _answer(number: int, line: bytes) -> bool:
    """Print what one line of input tells; or say why it cannot be read, and return False."""
    from kztui.errors import PluginError
    from kztui.extract.engine import ExtractionDefect
    from kztui.ingest.header import Header
    from kztui.ingest.report import make_report

    try:
        asked = msgspec.json.decode(line.removeprefix(BOM_UTF8), type=Line)
    except (ValueError, RecursionError) as error:
        tell(f"Error: line {number}: {error}")
        return False
    report = make_report(asked.text, Header(published=asked.published, language=(asked.lang or "").lower()))
    if report is None:
        tell(f"Error: line {number}: there is no text in it")
        return False
    try:
        found = _found(asked.id, report)
    except (ExtractionDefect, PluginError) as error:
        tell(f"Error: line {number}: {error}")
        return False
    out(msgspec.json.encode(found))
    return True


def _found(name: str, report: Report) -> View:
    from kztui.extract.engine import extract

    found = extract(report)
    view = drafts_view(name, found.drafts, {report.id: report.source})
    return {"id": name, "state": str(found.state), **view}
