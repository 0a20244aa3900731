"""Linking finds the incidents of a window in memory as a search finds them, in the same order."""

from datetime import date, timedelta
from random import Random

from kztui.casebook.lookup import ByMonth
from kztui.link.known import Window
from kztui.model.fact import DateSpan, Fact, Field, fact_id, quote
from kztui.model.incident import Incident
from kztui.model.report import Paragraph, Report, report_id
from kztui.search.memory import Memory
from kztui.store.base import Records

TEXT = "Two guards were killed at a depot."
REPORT = Report(report_id(TEXT), TEXT, (Paragraph(1, 0, len(TEXT)),))


def incident(number: int, span: DateSpan | None) -> Incident:
    words = quote(TEXT, REPORT.id, 1, 0, 3)
    facts = [Fact(fact_id(Field.KILLED, words, 2), Field.KILLED, 2, words)]
    if span:
        facts.append(Fact(fact_id(Field.DATE, words, span), Field.DATE, span, words))
    return Incident(f"KZ-2016-{number:04d}", tuple(facts))


def span(random: Random) -> DateSpan | None:
    first = date(2010, 1, 1) + timedelta(random.randrange(3000))
    days = random.choice((0, 0, 0, 3, 30, 365, 4000))
    return random.choice((None, DateSpan(first, first + timedelta(days), 1)))


def test_each_window_has_what_a_search_by_its_days_finds() -> None:
    random = Random(3)
    incidents = {one.id: one for one in (incident(number, span(random)) for number in range(300))}
    library = Memory(Records({REPORT.id: REPORT}, incidents))
    by_month = ByMonth(library)
    found_any = 0
    for _ in range(200):
        first = date(2009, 12, 1) + timedelta(random.randrange(4000))
        window = Window(first, first + timedelta(random.randrange(62)), ())
        results = library.search(f"date:{window.first}..{window.last}")
        expected = list(results.rows(0, results.count))
        assert by_month.around(window) == expected
        found_any += len(expected)
    assert found_any > 1000
