"""The cascade from end to end: a report in, the facts of its incidents out."""

from dataclasses import dataclass

from kztui.extract.calendars import Calendar
from kztui.extract.cases import Case, Scene, cases_of_sentence, own_town
from kztui.extract.en.events import find_events
from kztui.extract.en.reading import Reading, read_sentence
from kztui.extract.en.sources import Attribution, find_attribution
from kztui.extract.en.tokens import read_sentences
from kztui.extract.event import Event
from kztui.extract.facts import FactWriter, facts_of
from kztui.extract.lexicon import word_set
from kztui.extract.merging import gather
from kztui.extract.where import countries_of, country_of, places_behind, places_of, town_meant
from kztui.model.fact import Fact
from kztui.model.report import Report

_MANY = 50
"""A number from which on the dead of years are no single incident's, when no day is named."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a report tells: its sentences as `readings`, its `events`, what it tells sentence by sentence (`told`), the
    `cases` gathered from that, the `countries` it names, and whom its sentences quote, by their numbers."""

    readings: list[Reading]
    events: list[Event]
    told: list[Case]
    cases: list[Case]
    countries: list[str]
    attributions: dict[int, Attribution]


def extract(report: Report) -> list[tuple[Fact, ...]]:
    """Return the facts of each incident that a report tells, in the order it tells them.

    Every fact quotes the report: ``report.text[start:end] == exact``. Only English is read; a report in another
    language gives no incident. Raises LexiconError when a lexicon file is broken.
    """
    read = read_report(report)
    writer = FactWriter(report, read.attributions)
    cases = [case for case in read.cases if not why_left_out(case)]
    for case in cases:
        case.places += places_behind(case, read.countries)
        case.places = case.places or country_of(case, read.readings, read.countries)
    return [facts_of(case, writer) for case in cases]


def read_report(report: Report) -> Told:
    """Return what a report tells, cases that are no incidents included; raises LexiconError."""
    if report.language != "en":
        return Told([], [], [], [], [], {})
    known = Calendar(report.published)
    readings: list[Reading] = []
    for sentence in read_sentences(report):
        readings.append(read_sentence(sentence, known, readings[-1] if readings else None))
    read = Told(readings, [], [], [], countries_of(readings), {})
    said: Attribution | None = None
    scene = Scene()
    for reading in readings:
        found = find_attribution(reading, said)
        if found is not None:
            read.attributions[reading.sentence.number] = said = found
        events = find_events(reading)
        read.events.extend(events)
        places = places_of(reading, read.countries)
        read.told.extend(cases_of_sentence(reading, events, places, town_meant(reading, read.countries), scene))
    read.cases.extend(gather(read.told))
    return read


def why_left_out(case: Case) -> str:
    """Return the rule by which a case is no incident, empty when it is one: when who or how many suffered, or where
    and when, is said of one event in particular."""
    if _sum_over_years(case):
        return "left-out.years"
    if _mishap(case):
        return "left-out.mishap"
    if _spoken_of_in_general(case):
        return "left-out.general"
    named = any(patient.kind == "name" for event in case.events for patient in event.patients)
    if case.aside and not case.times and not case.places and not named:
        return "left-out.aside"
    suffered = any(event.patients or event.weapons or event.agents for event in case.events)
    located = bool(case.places) and (bool(case.times) or _known_by_place(case))
    strong = any(not event.weak for event in case.events)
    return "" if (suffered and (strong or bool(case.times or case.places))) or located else "left-out.vague"


def _known_by_place(case: Case) -> bool:
    """Return whether an event noun and a town name an event as one that readers know ("the attack in Aktobe")."""
    known = [e for e in case.events if ".noun" in e.rule and e.definite and not e.plural and not e.weak]
    return any(own_town(event.reading, event, case.places) for event in known)


def _sum_over_years(case: Case) -> bool:
    """Return whether it is a number of dead over a long time ("70,000 people in ten years of war")."""
    if any(mention.time.span.prec in (1, 2, 3) for mention in case.times):
        return False
    counted = [e for e in case.events if e.effect and any(p.number and p.number.value >= _MANY for p in e.patients)]
    return any(word_set("constructions", "period") & {*event.reading.sentence.words} for event in counted)


def _mishap(case: Case) -> bool:
    """Return whether people died in an accident or by nature, and nothing else happened."""
    if any(not event.weak and event.kind != "kill" for event in case.events):
        return False
    return any(word_set("constructions", "mishap") & {*event.reading.sentence.words} for event in case.events)


def _spoken_of_in_general(case: Case) -> bool:
    """Return whether it is about several events and no one in particular ("the wave of attacks on banks")."""
    strong = [event for event in case.events if not event.weak]
    several = bool(strong) and all(event.plural and not event.definite for event in strong)
    dated = any(mention.time.span.prec in (1, 2) for mention in case.times)
    particular = any(p.number or p.kind == "name" for event in case.events for p in event.patients)
    return several and not dated and not particular
