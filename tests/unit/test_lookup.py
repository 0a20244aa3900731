"""Linking finds the incidents of a window in memory as a search finds them, in the same order."""

from datetime import date, timedelta
from random import Random

from kztui.casebook.lookup import InMemory, LibraryIncidents
from kztui.link.known import Window
from kztui.model.fact import DateSpan, Fact, Field, Place, fact_id, quote
from kztui.model.figures import SAME_PLACE_KM
from kztui.model.incident import Incident
from kztui.model.report import Paragraph, Report, report_id
from kztui.search.memory import Memory
from kztui.store.base import Records

TEXT = "Two guards were killed at a depot."
REPORT = Report(report_id(TEXT), TEXT, (Paragraph(1, 0, len(TEXT)),))


def incident(number: int, span: DateSpan | None, place: Place | None = None) -> Incident:
    words = quote(TEXT, REPORT.id, 1, 0, 3)
    facts = [Fact(fact_id(Field.KILLED, words, 2), Field.KILLED, 2, words)]
    if place:
        facts.append(Fact(fact_id(Field.PLACE, words, place), Field.PLACE, place, words))
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
    in_memory = InMemory(library)
    found_any = 0
    for _ in range(200):
        first = date(2009, 12, 1) + timedelta(random.randrange(4000))
        window = Window(first, first + timedelta(random.randrange(62)), ())
        results = library.search(f"date:{window.first}..{window.last}")
        expected = list(results.rows(0, results.count))
        assert in_memory.around(window) == expected
        found_any += len(expected)
    assert found_any > 1000


def somewhere(random: Random) -> Place:
    return Place(
        f"Aul {random.randrange(99)}", lat=round(random.uniform(49, 51), 4), lon=round(random.uniform(60, 63), 4)
    )


def test_of_many_days_each_window_has_what_a_search_near_its_places_finds() -> None:
    random = Random(4)
    made = (incident(number, span(random), random.choice((None, somewhere(random)))) for number in range(300))
    incidents = {one.id: one for one in made}
    library = Memory(Records({REPORT.id: REPORT}, incidents))
    known = LibraryIncidents(library)
    found_any = 0
    for _ in range(200):
        first = date(2009, 12, 1) + timedelta(random.randrange(2000))
        window = Window(first, first + timedelta(random.randrange(63, 2000)), (somewhere(random), Place("Kazakhstan")))
        where = f"{window.places[0].lat},{window.places[0].lon}"
        results = library.search(f"date:{window.first}..{window.last} near:{where}<{SAME_PLACE_KM:.0f}km")
        expected = [one.id for one in results.rows(0, results.count)]
        assert [one.id for one in known.around(window)] == expected
        found_any += len(expected)
    assert found_any > 500
