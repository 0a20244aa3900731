"""A dossier in Markdown, with footnotes: each value leads to the words that state it."""

import re
from collections.abc import Iterator

from kztui.export.account import Account, Citation, accounts
from kztui.export.address import web_address
from kztui.export.format import Format, Selection
from kztui.present.wording import day_words, figure_words, source_words

_SIGNS = re.compile(r"([\\`*_\[\]<>#|~&])")
_AT_THE_START = re.compile(r"^(\d+(?=[.)])|(?=[-+=]))")
"""What is before the sign by which a paragraph would be a list or a line below a heading."""


def write(selection: Selection) -> Iterator[bytes]:
    """Yield a chapter for each incident, and after it its footnotes."""
    for told in accounts(selection):
        yield f"{chapter(told)}\n".encode()


def chapter(told: Account) -> str:
    """Return the account of an incident, its footnotes at the end."""
    return "\n".join(_lines(told)) + "\n"


def _lines(told: Account) -> Iterator[str]:
    notes: dict[Citation, str] = {}

    def refer(citation: Citation) -> str:
        return f"[^{notes.setdefault(citation, f'{told.id}-{len(notes) + 1}')}]"

    yield f"# {plain(told.title)}"
    yield ""
    yield told.line
    yield ""
    for statement in told.statements:
        note = f" ({plain(statement.note)})" if statement.note else ""
        yield f"- **{statement.field.label}**" + (f": {plain(statement.figure)}{note}" if statement.figure else note)
        for said in statement.said:
            yield f"    - {plain(said.words)}{''.join(map(refer, said.citations))}"
        for day, figure in statement.steps:
            yield f"    - known on {day_words(day)}: {figure_words(figure)}"
    yield from _sources(told)
    if told.remarks:
        yield from ("", "## Notes", "", *(f"- {plain(remark)}" for remark in told.remarks))
    yield ""
    for citation, name in notes.items():
        link = f" <{address}>" if (address := web_address(citation.source.url)) else ""
        yield f"[^{name}]: “{plain(citation.quote)}” {plain(citation.where)}{link}"


def _sources(told: Account) -> Iterator[str]:
    yield from ("", "## Sources")
    for report in told.dossier.reports:
        yield ""
        yield f"### {plain(source_words(report.source))}"
        if report.title:
            yield from ("", f"*{plain(report.title)}*")
        for passage in told.passages[report.id]:
            yield from ("", f"> ¶{passage.number} {plain(' '.join(passage.text.split()))}")


def plain(text: str) -> str:
    """Return `text` so that Markdown reads it as these words and nothing else."""
    return _AT_THE_START.sub(r"\1\\", _SIGNS.sub(r"\\\1", " ".join(text.split())))


FORMAT = Format("a dossier of each incident in Markdown, with footnotes", write)
