"""What the status line says of incidents and reports."""

from datetime import date
from pathlib import Path

from kztui.extract.engine import extract
from kztui.model.summary import Summary
from kztui.present.dossier import read_dossier
from kztui.present.status import incident_status, match_status, report_status
from tests.tui.world import make_casebook, report


def test_a_title_is_in_quotes_that_close_and_a_part_begins_a_sentence() -> None:
    row = Summary("KZ-2022-0003", headlines=('"Videos show troops',), part_of="KZ-2022-0001")
    assert incident_status(row) == "“Videos show troops”. Part of KZ-2022-0001, counted there"


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
