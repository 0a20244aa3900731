"""Looking at what was known on a day."""

from datetime import date
from pathlib import Path

from kztui.present.dossier import read_dossier
from kztui.present.lens import Lens
from tests.tui.world import make_casebook

ATTACK = "KZ-2016-0001"


def test_a_dossier_of_a_day_has_the_reports_of_that_day(tmp_path: Path) -> None:
    book = make_casebook(tmp_path / "incidents.json")
    now = read_dossier(book, ATTACK)
    assert Lens().dossier(book, now) is now
    for day, publishers in ((9, ["Harbour Wire"]), (10, ["Harbour Wire", "Ledger"])):
        then = Lens(as_of=date(2016, 6, day)).dossier(book, now)
        assert [one.publisher for one in then.reports] == publishers
        assert {fact.evidence.report for fact in then.facts} == {one.id for one in then.reports}
        assert then.summary.reports == len(publishers)


def test_what_was_not_known_yet_has_no_figures_and_says_so(tmp_path: Path) -> None:
    book = make_casebook(tmp_path / "incidents.json")
    lens = Lens(as_of=date(2016, 6, 5))
    then = lens.dossier(book, read_dossier(book, ATTACK))
    assert (then.reports, then.facts, then.summary.counts, then.summary.reports) == ((), (), {}, 0)
    assert then.summary.headlines == ("Not reported by 5 Jun 2016",)
    rows = lens.rows(book, book.search().rows(0, 9))
    assert [row.headlines == ("Not reported by 5 Jun 2016",) for row in rows] == [row.id == ATTACK for row in rows]
    assert lens._replace(as_of=None).unknown == ""
