"""Extraction on the MUC-4 corpus: reads its documents, prints predictions for the scorer, a JSON object a line.

    python tests/benchmarks/muc4.py DOCS.jsonl > predictions.jsonl

A document is an object with `docid`, `text`, and `dateline` {`place`, `date`}; a prediction has `docid` and
`incidents`, each with type, dates, places (most specific first), the fillers of five roles, and the killed and wounded.

MUC-4 counts less as an incident than kztui does. Its task description (Sundheim 1992, "Overview of the Fourth Message
Understanding Evaluation and Conference") is applied here and nowhere else, by `relevant`:

- only attacks, bombings, abductions, arsons and robberies are asked for, under MUC's five names;
- fighting between guerrillas and the forces of the state is left out, and so is what harms soldiers or military things
  alone, and what is said of the people at large without a number;
- a bomb and an abduction count where nobody and nothing is said to have suffered, and else like all else only where a
  civilian or a thing of civilians did;
- only what happened in the nine countries of the task is asked for;
- what happened more than two months before the report is left out;
- an incident that the report does not date happened on the day that it was filed, one that it does not place in the
  country that it was filed from;
- a town or village as a whole is a place, and no physical target; soldiers and military things that suffered beside
  civilians are no targets either (the keys of 1000 reports name soldiers four times);
- a filler is somebody or something, not every mention of it: of two phrases of one incident with the same noun, one
  of which has all the words of the other ("a bomb", "the powerful bomb"), the fuller one is given.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from kztui.extract.en.inflection import singular
from kztui.extract.en.numbers import read_number
from kztui.extract.engine import extract
from kztui.gazetteer import gazetteer
from kztui.ingest.paragraphs import paragraphs
from kztui.model.fact import EventType, Fact, Field, Place, Side
from kztui.model.figures import Policy, count_figure, date_figure, place_figure
from kztui.model.report import Report, Source, report_id

TYPES = {
    EventType.ARMED_ATTACK: "ATTACK",
    EventType.ASSASSINATION: "ATTACK",
    EventType.ARMED_CLASH: "ATTACK",
    EventType.FORCE_AGAINST_PROTESTERS: "ATTACK",
    EventType.BOMBING: "BOMBING",
    EventType.SUICIDE_BOMBING: "BOMBING",
    EventType.EXPLOSION: "BOMBING",
    EventType.ABDUCTION: "KIDNAPPING",
    EventType.ARSON: "ARSON",
    EventType.ROBBERY: "ROBBERY",
}
SCALES = ("dozen", "hundred", "thousand", "million")
DETERMINERS = {
    "the", "a", "an", "some", "several", "other", "another", "about", "at", "least", "more", "than", "over",
    "approximately", "these", "those", "this", "that", "his", "her", "their", "its", "around", "nearly", "many", "all",
    "alleged", "presumed", "suspected", "supposed",
}  # fmt: skip
MILITARY = {
    "military", "army", "navy", "garrison", "garrisons", "barracks", "base", "bases", "brigade", "battalion",
    "infantry", "troops", "patrol", "helicopter", "helicopters", "plane", "planes", "aircraft",
}  # fmt: skip
PREPOSITIONS = {"of", "in", "at", "on", "from", "with", "to", "for", "near", "who", "which", "wearing", "belonging"}
SOLDIERS = {"soldier", "troop", "patrol", "battalion", "brigade", "garrison", "regiment", "platoon"}
SETTLEMENTS = {"town", "village", "city", "community", "neighborhood"}
AT_LARGE = {"people", "persons", "civilians", "population", "citizens", "others"}
RAIDS = ("bombing", "bombings", "bombed", "bombardment")
COUNTRIES = {"AR", "BO", "CL", "CO", "EC", "SV", "GT", "HN", "PE"}
MONTHS_BACK = timedelta(62)
Facts = tuple[Fact, ...]


def main() -> None:
    """Read the documents named on the command line and print the predictions."""
    with Path(sys.argv[1]).open(encoding="utf-8") as lines:
        for line in lines:
            document = json.loads(line)
            incidents = list(predict(document))
            print(json.dumps({"docid": document["docid"], "incidents": incidents}))


def predict(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the incidents that are relevant in the sense of MUC-4."""
    dateline = document.get("dateline") or {}
    filed = date.fromisoformat(dateline["date"]) if dateline.get("date") else None
    text = document["text"]
    report = Report(report_id(text), text, paragraphs(text), published=filed)
    for facts in extract(report).drafts:
        if relevant(facts, report.source):
            yield prediction(facts, report.source, dateline.get("place") or "")


def relevant(facts: Facts, source: Source) -> bool:
    """Return whether MUC-4 asks for the incident that these facts tell."""
    if not type_of(facts):
        return False
    clash = EventType(str(facts[0].value)) is EventType.ARMED_CLASH
    deed = type_of(facts)
    by_itself = deed == "KIDNAPPING" or (deed == "BOMBING" and any(fact.field is Field.WEAPON for fact in facts))
    harmed = [fact for fact in facts if fact.field in (Field.VICTIM, Field.TARGET)]
    if not (by_itself and not harmed) and not any(civil(fact, certain=clash) for fact in harmed):
        return False
    where = place_figure(facts, {source.report: source})
    if where and where.best.country and where.best.country not in COUNTRIES:
        return False
    when = date_figure(facts, {source.report: source})
    return not (source.published and when and when.high and source.published - when.high > MONTHS_BACK)


def civil(fact: Fact, *, certain: bool) -> bool:
    """Return whether a fact names a victim or target that is no soldier, no military thing and no people at large.

    `certain`: only those count whose words say that they are civilians.
    """
    said = bare(fact.evidence.exact).lower()
    if fact.field is Field.TARGET:
        return _civil_thing(said)
    if fact.field is not Field.VICTIM or fact.side is Side.SECURITY:
        return False
    if certain:
        return fact.side is Side.CIVILIAN or ".name/" in fact.origin
    return said not in AT_LARGE or said != " ".join(fact.evidence.exact.lower().split())


def _civil_thing(said: str) -> bool:
    """Return whether a target is no military thing, and no town as a whole."""
    return not MILITARY & {*said.split()} and _noun(said) not in SETTLEMENTS


def type_of(facts: Facts) -> str:
    """Return MUC's name of an incident's type, empty when it has none.

    What is called a bombing but names no bomb is an air raid, an attack; a bomb that was found in time is a bombing.
    """
    kind = EventType(str(facts[0].value))
    bombs = any(fact.field is Field.WEAPON for fact in facts)
    if kind is EventType.PLOT_FOILED and bombs:
        return "BOMBING"
    raid = facts[0].evidence.exact.lower().endswith(RAIDS)
    rebels = any(fact.field is Field.PERPETRATOR and fact.side is Side.PERPETRATOR for fact in facts)
    if kind is EventType.BOMBING and raid and not rebels and not bombs:
        return "ATTACK"
    return TYPES.get(kind, "")


def prediction(facts: Facts, source: Source, filed_at: str) -> dict[str, Any]:
    """Return one incident in the form that the scorer reads."""
    sources = {source.report: source}
    when = date_figure(facts, sources)
    span = when.best if when and when.best.resolved else None
    killed = count_figure(facts, Field.KILLED, sources, Policy.LATEST_OFFICIAL)
    wounded = count_figure(facts, Field.WOUNDED, sources, Policy.LATEST_OFFICIAL)
    victims = [victim for victim in words(facts, Field.VICTIM) if _noun(victim) not in SOLDIERS]
    targets = [target for target in words(facts, Field.TARGET) if _civil_thing(target.lower())]
    return {
        "type": type_of(facts),
        "date_start": str(span.start if span else source.published or "") or None,
        "date_end": str(span.end if span else source.published or "") or None,
        "places": places(facts, filed_at),
        "perp_ind": words(facts, Field.PERPETRATOR, "people", "name", counted=True),
        "perp_org": words(facts, Field.PERPETRATOR, "organization") + words(facts, Field.CLAIMED_BY, "organization"),
        "target": targets,
        "victim": victims,
        "victim_name": words(facts, Field.VICTIM, "name"),
        "weapon": words(facts, Field.WEAPON),
        "killed": killed.best if killed else None,
        "wounded": wounded.best if wounded else None,
    }


def words(facts: Iterable[Fact], field: Field, *kinds: str, counted: bool = False) -> list[str]:
    """Return the words of the facts of a field, in one line each, those that its rules of `kinds` made; numbers before
    them are kept where they are `counted`."""
    facts = tuple(facts)
    owners = [fact.evidence.exact for fact in facts if fact.field is field and ".organization/" in fact.origin]
    found = (fact for fact in facts if fact.field is field)
    chosen = (f for f in found if not kinds or any(f".{kind}/" in f.origin for kind in kinds))
    phrases = (
        str(fact.value) if ".name/" in fact.origin else bare(fact.evidence.exact, counted=counted) for fact in chosen
    )
    return fullest(list(dict.fromkeys(_without_owner(phrase, owners) for phrase in phrases)))


def fullest(phrases: list[str]) -> list[str]:
    """Return the phrases without those that say less of what another one with the same noun says."""
    noun = [_noun(phrase) for phrase in phrases]
    said = [{singular(word) for word in phrase.lower().split()} for phrase in phrases]
    return [
        phrase
        for index, phrase in enumerate(phrases)
        if not any(
            noun[index] == noun[other] and (said[index] < said[other] or (said[index] == said[other] and other < index))
            for other in range(len(phrases))
        )
    ]


def _noun(phrase: str) -> str:
    """Return the noun of a phrase in the singular: the last word before a preposition."""
    words = phrase.lower().split()
    end = next((index for index, word in enumerate(words) if index and word in PREPOSITIONS), len(words))
    return singular(words[end - 1])


def _without_owner(phrase: str, owners: list[str]) -> str:
    """Return a phrase without the organisation that it begins with, which is a filler of its own."""
    owner = next((one for one in owners if phrase.startswith(f"{one} ")), "")
    return phrase.removeprefix(f"{owner} ") if owner else phrase


def bare(phrase: str, *, counted: bool = False) -> str:
    """Return a phrase without the determiners, hedges and numbers before it, which the key gives at most as
    alternatives; numbers stay where they are `counted`."""
    tokens = phrase.split()
    while len(tokens) > 1 and tokens[1].lower() != "of" and _before_noun(tokens[0].lower(), counted=counted):
        del tokens[0]
    return " ".join(tokens)


def _before_noun(word: str, *, counted: bool) -> bool:
    return word in DETERMINERS or (not counted and _numeric(word))


def _numeric(word: str) -> bool:
    """Return whether a word alone is, or begins, a number."""
    return (
        word[0].isdigit()
        or word.removesuffix("s") in SCALES
        or ("-" not in word and read_number([word], 0) is not None)
    )


def country_of(filed_at: str) -> Place | None:
    """Return the country of the town that a report was filed from."""
    found = gazetteer().lookup(filed_at.split("(")[0].strip())
    return gazetteer().country(found[0].place.country) if found else None


def places(facts: Iterable[Fact], filed_at: str) -> list[str]:
    """Return the places of an incident, the most specific first, of several alike the one named most often, with the
    regions and countries around them."""
    named = [fact.value for fact in facts if fact.field is Field.PLACE and isinstance(fact.value, Place)]
    if not named and filed_at:
        named = [country] if (country := country_of(filed_at)) else []
    names: list[str] = []
    told = Counter(place.name for place in named)
    for place in sorted(named, key=lambda place: (_grain(place), -told[place.name])):
        country = gazetteer().country(place.country)
        names += [place.name, place.region, country.name if country else ""]
    return [name.upper() for name in dict.fromkeys(names) if name]


def _grain(place: Place) -> int:
    """Return how large a place is: one that the gazetteer lacks is a part of a town, or a village."""
    return place.prec if place.geoname or place.prec > 2 else 0


if __name__ == "__main__":
    main()
