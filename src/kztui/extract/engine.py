"""The cascade from end to end: a report in, the facts of its incidents out."""

from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise

from msgspec import Struct

from kztui.errors import UserError
from kztui.extract.accounts import with_accounts
from kztui.extract.cases import Case, Scene, cases_of_sentence, own_town
from kztui.extract.facts import FactWriter, facts_of
from kztui.extract.kinds import usual_type
from kztui.extract.languages import grammar
from kztui.extract.merging import gather
from kztui.extract.mixed import read_sentences
from kztui.extract.persons import resolve_names
from kztui.extract.reading import Construction, Event, Reading, Topic
from kztui.extract.stand_in_places import place_cases
from kztui.extract.visible import as_written, visible_report
from kztui.extract.where import countries_of, places_of, town_meant
from kztui.model.fact import Fact
from kztui.model.report import Report

_MANY = 50
"""A number from which on the dead of years are no single incident's, when no day is named."""

_DEEP = 10
"""Pieces of a text without sentence ends from which on it begins no new incident: no prose goes on so long."""

_SEVERAL = 4
"""Incidents of one report from which on the deeds of one are easily told with another."""

Draft = tuple[Fact, ...]
"""The facts that one report states about one incident."""


class State(StrEnum):
    """What became of a report."""

    READ = "read"
    NOTHING_FOUND = "nothing found"
    NOT_READ = "not read"
    """There is no grammar for its language."""


class Extraction(Struct, frozen=True):
    """The incidents of a report, in the order in which it tells them, and whether it was read at all."""

    state: State
    drafts: list[Draft] = []


class ExtractionDefect(Exception):
    """A rule failed on a report: a defect, and its text is one line that names the report."""

    def __init__(self, report: Report, error: Exception) -> None:
        name = report.file_name or report.title or report.id
        super().__init__(f"{name}: the extractor failed on it, which is a defect ({type(error).__name__}: {error})")
        self.report = report


class Analysis(Struct, frozen=True):
    """What a report says: its sentences as `readings`, their `events`, their cases one by one (`told`), and the same
    `cases` joined where they are one incident; the `countries` that it names, most often first."""

    readings: list[Reading]
    events: list[Event]
    told: list[Case]
    cases: list[Case]
    countries: list[str]


def extract(report: Report) -> Extraction:
    """Return the facts of each incident that a report tells.

    The report's language chooses the grammar. Every fact quotes the report: ``report.text[start:end] == exact``.
    Raises LexiconError when a lexicon file is broken, ExtractionDefect when a rule fails.
    """
    try:
        return _extract(report)
    except UserError:
        raise
    except Exception as error:  # whatever a rule raises is about this report alone
        raise ExtractionDefect(report, error) from error


def _extract(report: Report) -> Extraction:
    seen, way_back = visible_report(report)
    analysis = analyse(seen)
    if analysis is None:
        return Extraction(State.NOT_READ)
    writer = FactWriter(seen)
    cases = [case for case in analysis.cases if not why_left_out(case)]
    place_cases(cases, analysis.readings, analysis.countries)
    usual = usual_type(analysis.events)
    many = len(cases) >= _SEVERAL
    found = [facts_of(case, writer, usual, many=many) for case in cases]
    reader = grammar(report.language)
    if reader is not None:
        found = with_accounts(found, seen, analysis.readings, reader.accounts())
    drafts = [tuple(as_written(fact, report, way_back) for fact in facts) for facts in found]
    return Extraction(State.READ if drafts else State.NOTHING_FOUND, drafts)


def analyse(report: Report) -> Analysis | None:
    """Return what a report says, cases that are no incidents included; None when its language has no grammar.

    Raises LexiconError.
    """
    read = read_sentences(report)
    if read is None:
        return None
    readings = [reading for reading, _ in read]
    countries = countries_of(readings)
    told: list[Case] = []
    scene = Scene()
    for reading, events in read:
        places, meant = places_of(reading, countries), town_meant(reading, countries)
        told += cases_of_sentence(reading, events, places, meant, scene)
    found = [event for _, events in read for event in events]
    resolve_names(readings, found)
    return Analysis(readings, found, told, gather(told, endless(readings)), countries)


def endless(readings: Sequence[Reading]) -> frozenset[int]:
    """Return the numbers of the sentences deep in a text without sentence ends, cut into pieces of one length: what
    they tell begins no new incident."""
    deep, found = 0, set[int]()
    for before, reading in pairwise(readings):
        one, other = before.sentence, reading.sentence
        goes_on = one.paragraph == other.paragraph and one.words[-1][-1:].isalnum()
        deep = deep + 1 if goes_on and "\n" not in one.text[one.end : other.start] else 0
        if deep >= _DEEP:
            found.add(reading.sentence.number)
    return frozenset(found)


def why_left_out(case: Case) -> str:
    """Return the rule by which a case is no incident, empty when it is one: when who or how many suffered, or where
    and when, is said of one event in particular."""
    if _sum_over_years(case):
        return "left-out.years"
    if all(event.beside or event.kind in ("happening", "named") for event in case.events):
        return "left-out.vague"
    if all(event.zero for event in case.events):
        return "left-out.nothing"
    if case.mishap:
        return "left-out.mishap"
    if _spoken_of_in_general(case):
        return "left-out.general"
    named = any(patient.kind == "name" for event in case.events for patient in event.patients)
    if case.aside and not case.times and not case.places and not named:
        return "left-out.aside"
    suffered = any(event.patients or event.weapons or event.agents for event in case.events)
    told = any(event.kind != "happening" for event in case.events)
    foiled = any(event.kind == "foil" for event in case.events)
    located = told and bool(case.places) and (bool(case.times) or foiled or _known_by_place(case))
    strong = any(not event.weak for event in case.events)
    return "" if (suffered and (strong or bool(case.times or case.places))) or located else "left-out.vague"


def _known_by_place(case: Case) -> bool:
    """Return whether an event noun and a town name an event as one that readers know ("the attack in Aktobe")."""
    known = [
        e for e in case.events if e.construction is Construction.NOUN and e.definite and not e.plural and not e.weak
    ]
    return any(own_town(event, case.places) for event in known)


def _sum_over_years(case: Case) -> bool:
    """Return whether it is a number of dead over a long time ("70,000 people in ten years of war")."""
    if any(mention.time.span.prec in (1, 2, 3) for mention in case.times):
        return False
    counted = [e for e in case.events if e.effect and any(p.number and p.number.value >= _MANY for p in e.patients)]
    return any(Topic.PERIOD in event.reading.topics for event in counted)


def _spoken_of_in_general(case: Case) -> bool:
    """Return whether it is about several events and no one in particular ("the wave of attacks on banks")."""
    strong = [event for event in case.events if not event.weak]
    several = bool(strong) and all(event.plural and not event.definite for event in strong)
    dated = any(mention.time.span.prec in (1, 2) for mention in case.times)
    particular = any(p.number or p.kind == "name" for event in case.events for p in event.patients)
    return several and not dated and not particular
