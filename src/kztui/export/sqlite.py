"""A SQLite database: incidents, facts, reports and annotations as tables that read well in Datasette."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import date

from kztui.export.format import Format, Selection
from kztui.export.table import Cell, cells, columns
from kztui.present.dossier import Dossier
from kztui.present.wording import annotation_words, circumstances, fact_words

_ALWAYS = ("id", "title")
"""The columns of incidents on which the other tables and the view rest."""

_TABLES = """
CREATE TABLE reports (id TEXT PRIMARY KEY, title TEXT, publisher TEXT, published TEXT, url TEXT, language TEXT,
  copy_of TEXT, text TEXT);
CREATE TABLE facts (incident TEXT NOT NULL REFERENCES incidents(id), id TEXT NOT NULL, field TEXT NOT NULL, said TEXT,
  value, circumstances TEXT, report TEXT REFERENCES reports(id), paragraph INTEGER, start INTEGER, end INTEGER,
  words TEXT, PRIMARY KEY (incident, id));
CREATE TABLE incident_reports (incident TEXT NOT NULL REFERENCES incidents(id), report TEXT NOT NULL
  REFERENCES reports(id), PRIMARY KEY (incident, report));
"""
_ANNOTATIONS = """
CREATE TABLE annotations (id TEXT PRIMARY KEY, incident TEXT NOT NULL REFERENCES incidents(id), kind TEXT NOT NULL,
  author TEXT, created TEXT, words TEXT);
"""
_VIEW = """
CREATE VIEW statements AS SELECT incidents.title, facts.field, facts.said, facts.circumstances, reports.publisher,
  reports.published, facts.words, facts.incident, facts.report
  FROM facts JOIN incidents ON incidents.id = facts.incident LEFT JOIN reports ON reports.id = facts.report;
"""


def write(selection: Selection) -> Iterator[bytes]:
    """Yield the file: the columns of the table format, each fact in force with its words, and the reports."""
    options = selection.options
    chosen = columns(options.columns and (*dict.fromkeys((*_ALWAYS, *options.columns)),))
    with closing(sqlite3.connect(":memory:")) as base:
        names = ", ".join('"id" TEXT PRIMARY KEY' if one.name == "id" else f'"{one.name}"' for one in chosen)
        base.executescript(f"CREATE TABLE incidents ({names}); {_TABLES}")
        if options.notes:
            base.executescript(_ANNOTATIONS)
        marks = ", ".join("?" * len(chosen))
        base.executemany(f"INSERT INTO incidents VALUES ({marks})", (_row(row) for row in cells(selection, chosen)))
        for dossier in selection.dossiers():
            selection.lose_notes(dossier.summary)
            selection.lose_unquoted()
            _add(base, dossier, full_text=options.full_text, notes=options.notes)
        base.executescript(_VIEW)
        base.commit()
        yield base.serialize()


def _add(base: sqlite3.Connection, dossier: Dossier, *, full_text: bool, notes: bool) -> None:
    incident = dossier.summary.id
    for report in dossier.reports:
        source = (report.title, report.publisher, str(report.published or ""), report.url, report.language)
        row = (report.id, *source, report.copy_of, report.text if full_text else None)
        base.execute("INSERT OR IGNORE INTO reports VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
        base.execute("INSERT OR IGNORE INTO incident_reports VALUES (?, ?)", (incident, report.id))
    for fact in dossier.standing:
        words, value = fact.evidence, fact.value if isinstance(fact.value, int | str) else fact_words(fact)
        where = (words.report, words.paragraph, words.start, words.end, words.exact)
        base.execute(
            "INSERT OR IGNORE INTO facts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (incident, fact.id, fact.field.value, fact_words(fact), value, circumstances(fact), *where),
        )
    for made in dossier.annotations if notes else ():
        base.execute(
            "INSERT OR IGNORE INTO annotations VALUES (?, ?, ?, ?, ?, ?)",
            (made.id, incident, made.kind.value, made.author, made.created.isoformat(), annotation_words(made)),
        )


def _row(row: Iterable[Cell]) -> list[str | int | float | None]:
    return [cell.isoformat() if isinstance(cell, date) else cell for cell in row]


FORMAT = Format("a SQLite database of incidents, facts and reports, for Datasette", write)
