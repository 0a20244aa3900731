"""Make data/decisions.json: what an analyst decides about what the program finds in the bundled reports.

    python -m scripts.make_decisions

The reports are imported, and what is found is held against ``data/grouping.json``, which says what each report states.
Where both agree nothing is decided. Else: incidents that are one are merged, wrong facts are rejected or corrected,
missing ones are added with the words that state them, incidents that nobody found are made of such facts. The gold's
figures are the analyst's; which words carry them is found here. Run it after the extractor has changed, look at the
differences, then run ``scripts.make_casebook``.
"""

import json
import re
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec

from kztui.extract.gazetteer import gazetteer
from kztui.link.likeness import SAME_TOWN_KM
from kztui.model.decisions import arrange
from kztui.model.fact import COUNTED, DateSpan, Fact, Field, Hedge, Place, Qualifier, Scope, Side, Value, fact_id, quote
from kztui.model.figures import distance_km, statements_of
from kztui.model.incident import Incident, number_incidents
from kztui.model.report import Report
from kztui.model.suggestion import Suggestion
from kztui.store.incidents import Records, load_incidents
from kztui.text.fold import fold, fold_with_offsets
from kztui.text.sentences import sentences
from scripts.make_casebook import DATA, Line, annotation_of, bundled_reports, import_reports

Entry = dict[str, Any]
ANALYST = "analyst"
OFFICIAL = re.compile(
    r"ministr|ministry|prosecutor|KNB|Security Committee|police (?:say|said)|official|spokes|министерств|прокур|МВД|КНБ"
)
"""Words of a paragraph that quotes someone who speaks for the state."""

LEAST = 1.5
"""Points of agreement from which an incident that was found is taken for one that a report tells."""

NUMBERS = (
    "no|zero|nul|не",
    "one|a|an|один|одного|одна",
    "two|двое|двух|два|двоих",
    "three|трое|трех|трёх|три|троих",
    "four|четверо|четырех|четыре",
    "five|пятеро|пять|пятерых",
    "six|шестеро|шесть|шестерых",
    "seven|семеро|семь|семерых",
    "eight|восемь|восьмерых",
    "nine|девять",
    "ten|десять",
    "eleven|одиннадцать",
    "twelve|двенадцать",
    "thirteen|тринадцать",
    "fourteen|четырнадцать",
    "fifteen|пятнадцать",
    "sixteen|шестнадцать",
    "seventeen|семнадцать",
    "eighteen|восемнадцать",
    "nineteen|девятнадцать",
    "twenty|двадцать",
)
"""How reports write the numbers from 0 on."""


def main() -> None:
    """Write the decisions, one a line."""
    gold = json.loads((DATA / "grouping.json").read_text(encoding="utf-8"))
    reports = bundled_reports()
    with tempfile.TemporaryDirectory() as folder:
        records = load_incidents(import_reports(Path(folder), reports))
    analyst = Analyst(gold, reports, records)
    analyst.decide()
    analyst.refuse(records.suggestions)
    written = ",\n".join(msgspec.json.encode(line).decode() for line in analyst.lines)
    (DATA / "decisions.json").write_text(f"[\n{written}\n]\n", encoding="utf-8")


class Analyst:
    """Decides what is right, report by report, by what the gold says."""

    def __init__(self, gold: dict[str, Any], reports: Sequence[Report], records: Records) -> None:
        self.entries: dict[str, list[Entry]] = {r.id: gold["files"][r.file_name] for r in reports}
        self.whole = {incident["key"]: incident for incident in gold["incidents"]}
        self.reports = reports
        self.found = records.incidents
        self.incidents = records.incidents
        self.lines: list[Line] = []
        self.named = {incident: self._name_of(told) for incident, told in records.incidents.items()}
        self.home: dict[str, str] = {}

    def decide(self) -> None:
        """Decide which incidents are one, then what is wrong with their facts."""
        by_year = {incident: incident.startswith(f"KZ-{name[:4]}") for incident, name in self.named.items()}
        for incident, name in sorted(self.named.items(), key=lambda item: (not by_year[item[0]], item)):
            if name and self.home.setdefault(name, incident) != incident:
                self.lines.append(Line("merge", incident, self.home[name], why=name))
        for report in self.reports:
            for entry in self.entries[report.id]:
                if entry["incident"] not in self.home:
                    self._make(report, entry)
        for incident, name in sorted(self.named.items()):
            if not name:
                self._drop(self.incidents[incident])
        for report in self.reports:
            for entry in self.entries[report.id]:
                self._judge(report, entry)

    def refuse(self, suggestions: Sequence[Suggestion]) -> None:
        """Refuse the suggestions that are left when all that is one is merged."""
        annotations = [annotation_of(line, number) for number, line in enumerate(self.lines)]
        for one in arrange(annotations, self.found.get).pending(suggestions):
            self.lines.append(Line("refuse", one.incident, one.like))

    def _name_of(self, incident: Incident) -> str:
        """Return the gold's name of an incident that was found; nothing when no report tells it."""
        points: defaultdict[str, float] = defaultdict(float)
        for report in incident.reports:
            facts = [fact for fact in incident.facts if fact.evidence.report == report]
            for entry in self.entries[report]:
                agreed = agreement(facts, entry)
                points[entry["incident"]] += agreed if agreed >= LEAST else 0
        best = max(points, key=lambda name: points[name])
        return best if points[best] else ""

    def _make(self, report: Report, entry: Entry) -> None:
        """Make an incident that nobody has found, of facts that the analyst adds."""
        others = (self.home[other["incident"]] for other in self.entries[report.id] if other["incident"] in self.home)
        host = next(others, next(iter(self.incidents)))
        facts = list(added(report, entry, (Field.TYPE, Field.DATE, Field.PLACE)))
        sources = {report.id: report.source}
        (made,) = number_incidents([tuple(facts)], {*self.incidents, *self.home.values()}, sources)
        self.lines += [_add(host, report, fact) for fact in facts]
        self.lines.append(Line("split", host, made.id, facts=tuple(fact.id for fact in facts), why=entry["incident"]))
        self.home[entry["incident"]] = made.id
        self.incidents = {**self.incidents, made.id: Incident(made.id, tuple(facts))}

    def _drop(self, incident: Incident) -> None:
        """Reject an incident that is none."""
        report = next(report for report in self.reports if report.id == incident.reports[0])
        into = self.home[self.entries[report.id][0]["incident"]]
        self.lines.append(Line("merge", incident.id, into, why="this is no incident"))
        self.lines += [_verdict("reject", into, report, fact) for fact in incident.facts]

    def _judge(self, report: Report, entry: Entry) -> None:
        """Decide about each fact that a report gives an incident."""
        home = self.home[entry["incident"]]
        facts = [
            fact
            for incident in self.incidents.values()
            if self.named.get(incident.id, entry["incident"] if incident.id == home else "") == entry["incident"]
            for fact in incident.facts
            if fact.evidence.report == report.id
        ]
        for field in (Field.TYPE, Field.DATE, Field.PLACE, *COUNTED):
            own = [fact for fact in facts if fact.field is field]
            wrong = [fact for fact in own if not self._is_right(fact, own, entry, report)]
            right = [fact for fact in own if fact not in wrong]
            missing = [] if any(map(_is_exact, right)) else list(added(report, entry, (field,)))
            if missing and len(wrong) == 1 and _as_stated(wrong[0], missing[0]):
                self.lines.append(_verdict("correct", home, report, wrong[0], missing[0].value))
                continue
            self.lines += [_verdict("reject", home, report, fact) for fact in wrong]
            self.lines += [_add(home, report, fact) for fact in missing]

    def _is_right(self, fact: Fact, own: Sequence[Fact], entry: Entry, report: Report) -> bool:
        if fact.field is Field.TYPE:
            return bool(fact.value == entry["type"])
        if isinstance(fact.value, DateSpan):
            whole = self.whole[entry["incident"]]
            return not fact.value.resolved or all(overlaps(fact.value, *days(one)) for one in (entry, whole))
        if isinstance(fact.value, Place):
            return fits(fact.value, entry["place"] or self.whole[entry["incident"]]["place"])
        stated = {(one.low, one.high) for one in statements_of(own, fact.field, {report.id: report.source})}
        return stated == {bounds(entry[fact.field])} if stated else not entry[fact.field]


def agreement(facts: Sequence[Fact], entry: Entry) -> float:
    """Return how far the facts that a report gives an incident are those of an entry of the gold."""
    points = 0.0
    if entry["date_start"]:
        first, last = days(entry)
        near = [
            fact.value.prec
            for fact in facts
            if isinstance(fact.value, DateSpan)
            and fact.value.resolved
            and overlaps(fact.value, first - timedelta(1), last + timedelta(1))
        ]
        points += max((2.0 if prec <= 2 else 1.0 for prec in near), default=0.0)
    if entry["place"]:
        towns = [fact.value for fact in facts if isinstance(fact.value, Place) and fact.value.prec < 4]
        points += 1.5 * any(fits(town, entry["place"]) for town in towns)
    points += 1.0 * any(fact.value == entry["type"] for fact in facts if fact.field is Field.TYPE)
    for field in COUNTED:
        points += 1.0 * any(
            fact.field is field and entry[field] and fact.value == entry[field]["value"] for fact in facts
        )
    return points


def days(entry: Entry) -> tuple[date, date]:
    """Return the first and last day that the gold names; all days when it names none."""
    start, end = entry["date_start"], entry["date_end"]
    return (date.fromisoformat(start), date.fromisoformat(end)) if start else (date.min, date.max)


def overlaps(span: DateSpan, first: date, last: date) -> bool:
    """Return whether a span has a day in common with those from `first` to `last`."""
    return bool(span.start and span.end and span.start <= last and span.end >= first)


def place_of(name: str) -> Place:
    """Return the place that the gold names."""
    candidates = gazetteer().lookup(name)
    return gazetteer().resolve(candidates, ["KZ"], []) if candidates else Place(name, "KZ")


def fits(place: Place, name: str) -> bool:
    """Return whether a place is the one that the gold names, or one around it."""
    meant = place_of(name)
    distance = distance_km(place, meant)
    if meant.prec >= 4 or place.prec >= 4:
        return place.country == meant.country and (meant.prec < 4 or place.prec >= 4)
    return place.name == name or (distance is not None and distance <= SAME_TOWN_KM)


def bounds(stated: Entry | None) -> tuple[int, int | None] | None:
    """Return the lowest and the highest number that an entry allows, None for an open end; None when it has none."""
    if stated is None:
        return None
    value = stated["value"]
    if stated["qualifier"] == Qualifier.AT_LEAST:
        return value, None
    return (0 if stated["qualifier"] == Qualifier.AT_MOST else value), stated.get("value_max", value)


def added(report: Report, entry: Entry, fields: Sequence[Field]) -> Iterator[Fact]:
    """Yield what an entry of the gold states in some fields, with the words of the report that say so."""
    for field in fields:
        qualifier, value_max = Qualifier.NONE, None
        value: Value | None = None
        if field is Field.TYPE:
            value = entry["type"]
        elif field is Field.PLACE and entry["place"]:
            value = place_of(entry["place"])
        elif field is Field.DATE and entry["date_start"]:
            first, last = days(entry)
            value = DateSpan(first, last, 1 + sum((last - first).days > most for most in (0, 5, 6, 30)))
        elif field in COUNTED and entry[field]:
            value, qualifier = entry[field]["value"], Qualifier(entry[field]["qualifier"])
            value_max = entry[field].get("value_max")
        if value is None:
            continue
        start, end = where(report, entry, field, value)
        paragraph = report.paragraph_at(start)
        evidence = quote(report.text, report.id, paragraph.number, start, end)
        side = Side.TOTAL if field in COUNTED else Side.UNKNOWN
        identifier = fact_id(field, evidence, value, side)
        official = field in COUNTED and bool(OFFICIAL.search(report.text[paragraph.start : paragraph.end]))
        yield Fact(identifier, field, value, evidence, qualifier, value_max, side, official=official, origin=ANALYST)


def where(report: Report, entry: Entry, field: Field, value: Value) -> tuple[int, int]:
    """Return the code points of the words that state a value: a place's name, a number, or else a sentence."""
    spans = sentences(report.text, report.language)
    named = [span for span in spans if entry["place"] and find(report.text, entry["place"], span)]
    for span in [*named, *spans]:
        if field is Field.PLACE and (found := find(report.text, entry["place"], span)):
            return found
        if isinstance(value, int) and (found := find_number(report.text, value, span)):
            return found
    return (named or spans)[0]


def find(text: str, name: str, span: tuple[int, int]) -> tuple[int, int] | None:
    """Return the code points of a name in a stretch of text, in whatever spelling."""
    key, offsets = fold_with_offsets(text[span[0] : span[1]])
    begin = f" {key}".find(f" {fold(name)}")
    return (span[0] + offsets[begin], span[0] + offsets[begin + len(fold(name)) - 1] + 1) if begin >= 0 else None


def find_number(text: str, number: int, span: tuple[int, int]) -> tuple[int, int] | None:
    """Return the code points of a number, in figures or in words, in a stretch of text."""
    written = f"{number:,}|{number}" + (f"|{NUMBERS[number]}" if number < len(NUMBERS) else "")
    match = re.search(rf"\b(?:{written})\b", text[span[0] : span[1]], re.IGNORECASE)
    return (span[0] + match.start(), span[0] + match.end()) if match else None


def _is_exact(fact: Fact) -> bool:
    """Return whether a right fact says all there is to say: not of a region or country, nor of a month or year."""
    if isinstance(fact.value, Place):
        return fact.value.prec < 4
    return not isinstance(fact.value, DateSpan) or fact.value.prec in (1, 2)


def _as_stated(fact: Fact, right: Fact) -> bool:
    """Return whether a fact is right once it has the value of `right`."""
    if fact.hedge is Hedge.DENIED or fact.scope is Scope.AGGREGATE:
        return False
    plain = fact.qualifier in (Qualifier.NONE, Qualifier.EXACT) and right.qualifier in (Qualifier.NONE, Qualifier.EXACT)
    return plain or fact.qualifier is right.qualifier is Qualifier.AT_LEAST


def _verdict(do: str, incident: str, report: Report, fact: Fact, value: Value | None = None) -> Line:
    says = fact.value if isinstance(fact.value, int | str) else fact.evidence.exact
    return Line(
        do, incident, fact=fact.id, value=value, report=report.file_name, field=fact.field,
        words=fact.evidence.exact, says=str(says),
    )  # fmt: skip


def _add(incident: str, report: Report, fact: Fact) -> Line:
    return Line("add", incident, new=fact, report=report.file_name, field=fact.field, words=fact.evidence.exact)


if __name__ == "__main__":
    main()
