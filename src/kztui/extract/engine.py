"""The cascade from end to end: a report in, the facts of its incidents out."""

from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from kztui.extract.cases import Case, PlacedMention, cases_of_sentence, gather
from kztui.extract.dates import Calendar
from kztui.extract.events import find_events
from kztui.extract.facts import FactWriter, facts_of
from kztui.extract.gazetteer import gazetteer
from kztui.extract.places import PlaceMention
from kztui.extract.reading import Reading, read_sentence
from kztui.extract.sources import Attribution, find_attribution
from kztui.extract.tokens import read_sentences
from kztui.model.fact import Fact, Place
from kztui.model.report import Report

_NEAR_PREC = 2
"""UCDP's where_prec for "near" a named place."""

_COUNTRY_PREC = 6
_LARGE_TOWN = 500_000
"""People of a town that is known without its country being named."""

_STANDING = ("at", "near", "named", "modifier")
"""The relations in which a named place is where the event happened."""


def extract(report: Report) -> list[tuple[Fact, ...]]:
    """Return the facts of each incident that a report tells, in the order it tells them.

    Every fact quotes the report: ``report.text[start:end] == exact``. Only English is read; a report in another
    language gives no incident. Raises LexiconError when a lexicon file is broken.
    """
    if report.language != "en":
        return []
    known = Calendar(report.published)
    readings = [read_sentence(sentence, known) for sentence in read_sentences(report)]
    countries = _countries(readings)
    attributions: dict[int, Attribution] = {}
    told: list[Case] = []
    said: Attribution | None = None
    for reading in readings:
        events = find_events(reading)
        found = find_attribution(reading, said)
        if found is not None:
            attributions[reading.sentence.number] = said = found
        if events:
            told += cases_of_sentence(reading, events, _places(reading, countries))
    writer = FactWriter(report, attributions)
    cases = [case for case in gather(told) if _tells(case)]
    for case in cases:
        case.places = case.places or _country_of(case, readings, countries)
    return [facts_of(case, writer) for case in cases]


def _country_of(case: Case, readings: Sequence[Reading], countries: Sequence[str]) -> list[PlacedMention]:
    """Return the country that a report names most, for want of a place: by a case's own sentences if they name it."""
    for reading in (*(event.reading for event in case.events), *readings):
        for mention in reading.places:
            place = mention.candidates[0].place if mention.candidates else None
            if (
                place
                and place.prec == _COUNTRY_PREC
                and place.country == countries[0]
                and mention.relation not in ("from", "dateline")
            ):
                return [PlacedMention(reading, mention.first, mention.last, place, mention.relation)]
    return []


def _countries(readings: Iterable[Reading]) -> list[str]:
    """Return the countries that a report names or is filed from, most often first."""
    named: Counter[str] = Counter()
    for reading in readings:
        for mention in reading.places:
            if mention.candidates and (
                mention.candidates[0].place.prec == _COUNTRY_PREC or mention.relation == "dateline"
            ):
                named[mention.candidates[0].place.country] += 1
    return [country for country, _ in named.most_common()]


def _places(reading: Reading, countries: Sequence[str]) -> list[PlacedMention]:
    """Return the places of a sentence where something can have happened, resolved among themselves."""
    placed: list[PlacedMention] = []
    near: list[Place] = []
    for mention in reading.places:
        if mention.relation not in _STANDING:
            continue
        if not _plausible(mention, reading, countries):
            continue
        place = _resolved(mention, countries, near)
        if mention.relation == "near":
            place = replace(place, prec=max(place.prec, _NEAR_PREC))
        placed.append(PlacedMention(reading, mention.first, mention.last, place, mention.relation))
        near.append(place)
    return placed


def _resolved(mention: PlaceMention, countries: Sequence[str], near: Sequence[Place]) -> Place:
    if not mention.candidates:
        around = near[-1] if near else None
        country = around.country if around else countries[0] if countries else ""
        return Place(" ".join(mention.name.split()), country, around.region if around else "")
    first = next((c for c in countries if any(candidate.place.country == c for candidate in mention.candidates)), "")
    return gazetteer().resolve(mention.candidates, [first] if first else [], near)


def _plausible(mention: PlaceMention, reading: Reading, countries: Sequence[str]) -> bool:
    """Return whether a name is a place and not a person's: in a country that the report names, or by its preposition."""
    if not mention.candidates or any(candidate.place.country in countries for candidate in mention.candidates):
        return True
    if any(m.kind == "name" and m.first <= mention.first < m.last and m.last - m.first > 1 for m in reading.mentions):
        return False
    large = max(candidate.population for candidate in mention.candidates) >= _LARGE_TOWN
    return large or (not reading.sentence.shouted and reading.word(mention.first - 1) in ("in", "at", "near", "of"))


def _tells(case: Case) -> bool:
    """Return whether a case says enough to be an incident: who or how many suffered, or where and when."""
    if case.aside and not case.times and not case.places:
        return False
    suffered = any(event.patients or event.weapons or event.agents for event in case.events)
    located = bool(case.times and case.places)
    strong = any(not event.weak for event in case.events)
    return (suffered and (strong or bool(case.times or case.places))) or located
