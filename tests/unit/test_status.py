"""What the status line says of incidents and reports."""

from datetime import date
from pathlib import Path

from kztui import Verdict
from kztui.extract.engine import extract
from kztui.model.summary import Summary
from kztui.present.dossier import read_dossier
from kztui.present.fact_lines import Kind, lines_by_source
from kztui.present.status import incident_status, line_status, match_status, report_status
from tests.tui.world import make_casebook, report


def test_a_title_is_in_quotes_that_close_and_a_part_begins_a_sentence() -> None:
    row = Summary("KZ-2022-0003", headlines=('"Videos show troops',), part_of="KZ-2022-0001")
    assert incident_status(row) == "“Videos show troops”. Part of KZ-2022-0001, counted there"


def test_facts_that_agree_are_told_as_such(tmp_path: Path) -> None:
    casebook = make_casebook(tmp_path / "incidents.json")

    def told(kind: Kind) -> str:
        dossier = read_dossier(casebook, "KZ-2011-0001")
        return line_status(dossier, next(line for line in lines_by_source(dossier) if line.kind is kind))

    agree = "these facts agree with the figures: type suicide bombing, date 12 November 2011, place Taraz"
    assert told(Kind.AGREE) == f"{agree}. y confirms all 3 unchecked"
    facts = casebook.incident("KZ-2011-0001").facts
    casebook.notes.judge("KZ-2011-0001", [fact.id for fact in facts[:3]], Verdict.CONFIRMED)
    assert told(Kind.AGREE) == agree
    casebook.notes.judge("KZ-2011-0001", [facts[3].id], Verdict.REJECTED)
    assert told(Kind.REJECTED) == "this fact was rejected: killed 7"
    casebook.notes.judge("KZ-2011-0001", [facts[4].id], Verdict.REJECTED)
    assert told(Kind.REJECTED) == "these facts were rejected: killed 7, wounded 3"


def test_quoted_words_of_a_report_keep_their_capitals(tmp_path: Path) -> None:
    drill = report(
        "An exercise ended on Tuesday. Shooting at Aktau was part of the exercise.",
        title="Exercise ends",
        publisher="Kazinform",
        published=date(2017, 3, 9),
    )
    casebook = make_casebook(tmp_path / "incidents.json")
    casebook.add([(drill, extract(drill).drafts)])
    said = report_status(casebook, casebook.reports.row(drill.id))
    assert said.endswith("Exercise ends. Nothing found: 1 paragraph read; p1 “Shooting”: part of an exercise")


def test_a_searched_word_is_shown_where_the_incident_is_told(tmp_path: Path) -> None:
    casebook = make_casebook(tmp_path / "incidents.json")
    dossier = read_dossier(casebook, "KZ-2016-0001")

    def said(query: str) -> str:
        return match_status(dossier, casebook.search(query).highlighter)

    assert said("morning ").startswith('Harbour Wire, p4 "')
    assert said("morning OR risen ").startswith('Ledger, p1 "')
    assert said("morning OR rifles ") == "weapon hunting rifles"
    assert said("zebra ") == ""
