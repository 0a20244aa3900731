"""A dossier as a Word document with end notes: a text that editors can change."""

import re
from collections.abc import Iterator
from itertools import pairwise

from kztui.export.account import Account, Citation, Passage, Said, Statement, accounts
from kztui.export.format import Format, Selection
from kztui.export.word import EndNotes, Links, document, paragraph, run, table
from kztui.present.wording import day_words, figure_words, plural, source_words


def write(selection: Selection) -> Iterator[bytes]:
    """Yield the document: a chapter for each incident; each value has end notes with the words that state it."""
    notes, links = EndNotes(), Links()
    chapters: list[str] = []
    for told in accounts(selection):
        chapters.append("".join(_chapter(told, notes, links, new_page=bool(chapters))))
    several = len(chapters) > 1
    title = f"Incidents: {selection.query or 'all'}" if several else selection.rows[0].title if selection.rows else ""
    head = paragraph(run(title), "Title") + paragraph(run(plural(len(chapters), "incident")), "Subtitle")
    yield from document(title, [head, *chapters] if several else chapters, notes, links)


def _chapter(told: Account, notes: EndNotes, links: Links, *, new_page: bool) -> Iterator[str]:
    yield paragraph(run(told.title), "Heading1", new_page=new_page)
    yield paragraph(run(told.line), "Subtitle")
    yield table((one.field.label.capitalize(), _statement(one, notes)) for one in told.statements)
    yield paragraph(run("Sources"), "Heading2")
    for report in told.dossier.reports:
        where = source_words(report.source)
        yield paragraph(links.to(report.url, report.title or where), "Heading3")
        yield paragraph(run(where), "Head") if report.title else ""
        yield from (_passage(passage) for passage in told.passages[report.id])
    if told.remarks:
        yield paragraph(run("Notes"), "Heading2")
        yield from (paragraph(run(remark)) for remark in told.remarks)


def _statement(statement: Statement, notes: EndNotes) -> str:
    """Return the figure of a field, what is said of it by whom, and how it was known from day to day."""
    note = run(f"  {statement.note}", "Disputed" if statement.disputed else "Dim") if statement.note else ""
    figure = run(statement.figure, "Figure") if statement.figure else ""
    lines = [figure + note] if figure or note else []
    lines += [_said(said, notes) for said in statement.said]
    lines += [run(f"known on {day_words(day)}: {figure_words(step)}", "Dim") for day, step in statement.steps]
    return "".join(paragraph(line, "Cell") for line in lines)


def _said(said: Said, notes: EndNotes) -> str:
    return run(said.words) + notes.refer(map(_note, said.citations))


def _note(citation: Citation) -> tuple[str, str]:
    return f"“{citation.quote}” {citation.where}", citation.source.url


def _passage(passage: Passage) -> str:
    """Return a paragraph of a report, with the words marked that state facts."""
    runs = [run(f"¶{passage.number}  ", "Dim")]
    edges = sorted({0, len(passage.text), *(edge for mark in passage.marks for edge in mark[:2])})
    for start, end in pairwise(edges):
        marked = any(first <= start and end <= last for first, last, _ in passage.marks)
        runs.append(run(re.sub(r"\s+", " ", passage.text[start:end]), "Marked" if marked else ""))
    return paragraph("".join(runs), "Quote")


FORMAT = Format("a dossier of each incident as a Word document, with end notes", write)
