"""The command that shows what the extractor finds, without touching a casebook."""

from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
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

CHUNK = 20
"""Texts that a worker gets at a time: about a tenth of a second's work."""


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
@click.option("--jobs", type=click.IntRange(1, 64), help="With --jsonl: so many processes of this machine.")
@click.option("--cluster", metavar="ADDRESS", help="With --jsonl: a Dask cluster, by the address of its scheduler.")
def command(
    file: str | None, published: date | None, explain: bool, jsonl: bool, jobs: int | None, cluster: str | None
) -> None:
    """Print the incidents that one text tells (FILE; without one, or for -, stdin) as JSON; no casebook is touched.

    With --jsonl, many texts at once: lines {"id", "text", "published": YYYY-MM-DD or null, "lang": the language's
    code} on stdin become lines {"id", "state", "incidents": [...]}. The state is "read", "nothing found", or "not read"
    where there are no rules for the language. With --explain, sentences with the words marked that the facts rest on,
    and the rules.
    Offsets count code points of the text; line ends and control characters count as one.
    """
    if (jobs or cluster) and not jsonl:
        raise click.UsageError("--jobs and --cluster are for many texts: use them with --jsonl")
    if jobs and cluster:
        raise click.UsageError("--jobs is about this machine: a cluster has its own workers")
    if not jsonl:
        report = _one_text(file, published)
        for line in _explained(report) if explain else [_json(report)]:
            out(line)
        return
    if file or published or explain:
        raise click.UsageError("--jsonl reads stdin, and the dates in its lines")
    from kztui.ingest.reading import standard_input

    bad = 0
    asked = ((number, line) for number, line in enumerate(standard_input(), 1) if line.strip())
    for answered in _answered(asked, jobs, cluster):
        if answered.problem:
            tell(f"Error: {answered.problem}")
            bad += 1
        else:
            out(answered.line)
    if bad:
        raise UserError(f"{plural(bad, 'line')} could not be read")


def _explained(report: Report) -> Iterable[str]:
    from kztui.cli.explanation import explanation

    return explanation(report)


def _json(report: Report) -> bytes:
    return msgspec.json.format(msgspec.json.encode(_found(report.id, report)), indent=2)


def _one_text(file: str | None, published: date | None) -> Report:
    from kztui.ingest.header import Header
    from kztui.ingest.reading import Document, only_report, read_report, standard_input

    if file in (None, "-"):
        return only_report(Document(standard_input().read(), "the text", given=Header(published=published)))
    return read_report(Path(file), published=published)


class Answer(Struct, frozen=True):
    """What one line of input tells, or the problem with it."""

    line: bytes = b""
    problem: str = ""


_Asked = tuple[int, bytes]
"""A line of input, with its number."""


def _answered(asked: Iterable[_Asked], jobs: int | None, cluster: str | None) -> Iterator[Answer]:
    """Yield the answers to lines in their order, made here, by processes, or by a cluster."""
    if not (jobs or cluster):
        yield from map(answer, asked)
        return
    from kztui.casebook.intake.chunks import each
    from kztui.casebook.intake.cluster import Cluster
    from kztui.casebook.intake.processes import Processes

    with Cluster(cluster) if cluster else Processes(jobs or 1) as workers:
        for found in each(workers, answers, _chunks(asked), _lost):
            yield from found


def _chunks(asked: Iterable[_Asked]) -> Iterator[list[_Asked]]:
    remaining = iter(asked)
    while chunk := list(islice(remaining, CHUNK)):
        yield chunk


def _lost(asked: _Asked) -> Answer:
    return Answer(problem=f"line {asked[0]}: it has taken two workers down")


def answers(asked: Sequence[_Asked]) -> list[Answer]:
    """Return the answers to lines of input; a worker imports this."""
    return [answer(one) for one in asked]


def answer(asked: _Asked) -> Answer:
    """Return what one line of input tells, or why it cannot be read."""
    from kztui.errors import PluginError
    from kztui.extract.engine import ExtractionDefect
    from kztui.ingest.header import Header
    from kztui.ingest.report import make_report

    number, line = asked
    try:
        text = msgspec.json.decode(line.removeprefix(BOM_UTF8), type=Line)
    except (ValueError, RecursionError) as error:
        return Answer(problem=f"line {number}: {error}")
    report = make_report(text.text, Header(published=text.published, language=(text.lang or "").lower()))
    if report is None:
        return Answer(problem=f"line {number}: there is no text in it")
    try:
        return Answer(msgspec.json.encode(_found(text.id, report)))
    except (ExtractionDefect, PluginError) as error:
        return Answer(problem=f"line {number}: {error}")


def _found(name: str, report: Report) -> View:
    from kztui.extract.engine import extract

    found = extract(report)
    view = drafts_view(name, found.drafts, {report.id: report.source})
    return {"id": name, "state": str(found.state), **view}
