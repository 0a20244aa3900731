"""Make data/decisions.json: what an analyst decides about what the program finds in the bundled reports.

    python -m scripts.make_decisions

The reports are imported, and what is found is held against ``data/grouping.json``, which says what each report states.
Where both agree nothing is decided. Else: incidents that are one are merged, wrong facts are rejected or corrected,
missing ones are added with the words that state them, incidents that nobody found are made of such facts. A report that
only names an incident is no source of it: its facts are rejected. The gold's figures are the analyst's; which words
carry them is found here unless the gold names them. Run it after the extractor has changed, look at the
differences, then run ``scripts.make_casebook``.
"""

import json
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec

from kztui.model.annotation import judged
from kztui.model.decisions import arrange
from kztui.model.fact import COUNTED, WORDED, DateSpan, Fact, Field, Hedge, Place, Qualifier, Scope, Side, Value
from kztui.model.figures import FEW_DAYS, side_figures
from kztui.model.history import history
from kztui.model.incident import Incident, serial_id
from kztui.model.report import Report
from kztui.model.statements import statements_of
from kztui.model.suggestion import Suggestion
from kztui.model.summary import summarize
from kztui.store.base import Records, read_all
from kztui.store.opening import open_store
from scripts.gold import (
    Entry,
    Stated,
    also,
    bounds,
    days,
    fact_of,
    find,
    find_number,
    fits,
    missing_from,
    overlaps,
    same,
    stated,
)
from scripts.make_casebook import DATA, Line, annotation_of, bundled_reports, import_reports

LEAST, LEAST_OF_ONE = 1.5, 1.0
"""Points of agreement from which an incident that was found is taken for one that a report tells, or the only one."""

REGION = 4
"""UCDP's where_prec of a first-level region."""

NAMED_ONLY = "the report only names it"

COUNTED_FROM_LAST = "dates.from_last/1"
"""The rule for days counted from the one named before ("the previous day")."""


def main() -> None:
    """Write the decisions, one a line."""
    gold = json.loads((DATA / "grouping.json").read_text(encoding="utf-8"))
    reports = bundled_reports()
    with tempfile.TemporaryDirectory() as folder:
        records = read_all(open_store(str(import_reports(Path(folder), reports))).records())
    analyst = Analyst(gold, reports, records)
    analyst.decide()
    analyst.keep_needed()
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
        for name, incident in self.whole.items():
            if whole := incident.get("part_of"):
                self.lines.append(Line("part", self.home[name], self.home[whole]))

    def keep_needed(self) -> None:
        """Drop the decisions on which nothing that is shown depends: facts that were added, what was decided about a
        number of one report, and types that reports use for the same.

        Evidence that is not about its incident is rejected in any case.
        """
        kept = {id(line) for line in self.lines}
        shown, split = self._shown(kept), {fact for line in self.lines for fact in line.facts}
        groups: defaultdict[tuple[str, ...], list[Line]] = defaultdict(list)
        for number, line in enumerate(self.lines):
            if line.field in COUNTED and line.why != NAMED_ONLY:
                groups[line.incident, line.report, line.field].append(line)
            elif line.do == "add" or (line.do == "correct" and line.field == Field.TYPE):
                groups[str(number),].append(line)
        singles = [[line] for group in groups.values() if group[1:] for line in group]
        for group in (*groups.values(), *singles):
            if any(line.new and line.new.id in split for line in group):
                continue
            rest = kept - {id(line) for line in group}
            if all(shown[incident] == now for incident, now in self._shown(rest, group[0].incident).items()):
                kept = rest
        self.lines = [line for line in self.lines if id(line) in kept]

    def _shown(self, kept: set[int], only: str = "") -> dict[str, object]:
        """Return what is shown of the incidents by the decisions in `kept`: rows, sides, histories, words; of all, or
        of `only` one and those that decisions tie to it."""
        lines = [line for line in self.lines if id(line) in kept]
        tied = {only} | {
            one for line in lines if only in (line.incident, line.into) for one in (line.incident, line.into)
        }
        about = [line for line in lines if not only or {line.incident, line.into} & tied]
        annotations = [annotation_of(line, number) for number, line in enumerate(about)]
        arranged = arrange(annotations, self.found.get)
        sources = {report.id: report.source for report in self.reports}
        views: dict[str, object] = {}
        for identifier in {
            arranged.id_of(one) for one in (tied - {""} if only else {*self.found, *arranged.incidents})
        }:
            incident = arranged.incidents.get(identifier) or self.found.get(identifier)
            if incident:
                on_it = arranged.annotations.get(identifier, ())
                facts = judged(incident.facts, on_it)
                words = {f: sorted({str(x.value) for x in facts if x.field is f}) for f in WORDED}
                sides = [side_figures(facts, field, sources) for field in COUNTED]
                steps = [history(facts, field, sources) for field in COUNTED]
                views[identifier] = (summarize(incident, sources, on_it), sides, steps, words)
        return views

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
                agreed, least = agreement(facts, entry), LEAST if len(self.entries[report]) > 1 else LEAST_OF_ONE
                points[entry["incident"]] += agreed if agreed >= least else 0
        best = max(points, key=lambda name: points[name])
        return best if points[best] else ""

    def _make(self, report: Report, entry: Entry) -> None:
        """Make an incident that nobody has found: of the facts that joined another one though they are of this one, or
        of facts that the analyst adds."""
        if self._part(report, entry):
            return
        others = (self.home[other["incident"]] for other in self.entries[report.id] if other["incident"] in self.home)
        host = next(others, next(iter(self.incidents)))
        said = [one for field in (Field.TYPE, Field.DATE, Field.PLACE) for one in stated(entry, field)]
        facts = [fact_of(report, entry, one) for one in said]
        sources = {report.id: report.source}
        taken = {*self.incidents, *self.home.values()}
        made = Incident(serial_id(facts, sources, taken.__contains__), tuple(facts))
        self.lines += [_add(host, report, fact) for fact in facts]
        self.lines.append(Line("split", host, made.id, facts=tuple(fact.id for fact in facts), why=entry["incident"]))
        self.home[entry["incident"]] = made.id
        self.incidents = {**self.incidents, made.id: made}

    def _part(self, report: Report, entry: Entry) -> bool:
        """Split off the facts of a report that joined another incident; return whether there were any."""
        for host, incident in self.incidents.items():
            own = [fact for fact in incident.facts if fact.evidence.report == report.id]
            meant = next((e for e in self.entries[report.id] if e["incident"] == self.named.get(host)), None)
            told = agreement(own, entry) if own else 0.0
            if told >= LEAST and told > (agreement(own, meant) if meant else 0.0) and len(own) < len(incident.facts):
                taken = {*self.incidents, *self.home.values()}
                made = Incident(serial_id(own, {report.id: report.source}, taken.__contains__), tuple(own))
                ids = tuple(fact.id for fact in own)
                self.lines.append(Line("split", host, made.id, facts=ids, why=entry["incident"]))
                self.home[entry["incident"]] = made.id
                rest = tuple(fact for fact in incident.facts if fact not in own)
                self.incidents = {**self.incidents, host: Incident(host, rest), made.id: made}
                return True
        return False

    def _drop(self, incident: Incident) -> None:
        """Set aside an incident that is none."""
        report = next(report for report in self.reports if report.id == incident.reports[0])
        self.lines.append(Line("dismiss", incident.id, why="this is no incident", report=report.file_name))

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
        if entry.get("mention"):
            self.lines += [_verdict("reject", home, report, fact, why=NAMED_ONLY) for fact in facts]
            return
        more = also(entry)
        wrong = [fact for fact in facts if _names(entry.get("wrong", ()), fact)]
        for field in (Field.TYPE, Field.DATE, Field.PLACE):
            own = [fact for fact in facts if fact.field is field and not any(same(fact, one) for one in more)]
            self._judge_field(report, entry, own, field)
        for field in COUNTED:
            own = [f for f in facts if f.field is field and f not in wrong and not any(same(f, one) for one in more)]
            self._judge_number(report, entry, own, field)
        self.lines += [_verdict("reject", home, report, fact) for fact in wrong]
        self.lines += [_add(home, report, fact_of(report, entry, one)) for one in missing_from(facts, more)]

    def _judge_field(self, report: Report, entry: Entry, own: Sequence[Fact], field: Field) -> None:
        home = self.home[entry["incident"]]
        wrong = [fact for fact in own if not self._is_right(fact, entry)]
        right = [fact for fact in own if fact not in wrong]
        said = [fact_of(report, entry, one) for one in stated(entry, field)]
        missing = [] if any(_is_exact(fact, said) for fact in right) else said
        off = [*wrong, *(fact for fact in right if missing and _is_close(fact))]
        if missing and len(off) == 1 and _can_mean(off[0], missing[0], report):
            self.lines.append(_verdict("correct", home, report, off[0], missing[0].value))
            return
        self.lines += [_verdict("reject", home, report, fact) for fact in wrong]
        self.lines += [_add(home, report, fact) for fact in missing]

    def _is_right(self, fact: Fact, entry: Entry) -> bool:
        if isinstance(fact.value, DateSpan):
            whole = self.whole[entry["incident"]]
            return not fact.value.resolved or all(overlaps(fact.value, *days(one)) for one in (entry, whole))
        if isinstance(fact.value, Place):
            return fits(fact.value, entry["place"] or self.whole[entry["incident"]]["place"])
        return bool(fact.value == entry["type"])

    def _judge_number(self, report: Report, entry: Entry, own: Sequence[Fact], field: Field) -> None:
        """Decide about a number: the least that makes it, and the parts by side, what the entry states."""
        home, said = self.home[entry["incident"]], stated(entry, field)
        if states(own, entry, field, report):
            return
        missing = missing_from(own, said)
        kept = [fact for fact in own if any(same(fact, one) for one in said)]
        wrong = [fact for fact in own if fact not in kept]
        if len(missing) == len(wrong) == 1 and _is_stated_by(wrong[0], missing[0]):
            self.lines.append(_verdict("correct", home, report, wrong[0], missing[0].value))
            return
        sided = [one for one in said if one.side is not Side.TOTAL]
        for stay, wanted in ((own, missing), (own, sided), (kept, missing), (kept, sided), ([], said)):
            new = {fact.id: fact for fact in (fact_of(report, entry, one) for one in wanted)}
            if states([*(f for f in stay if f.id not in new), *new.values()], entry, field, report):
                break
        gone = [fact for fact in own if fact not in stay and fact.id not in new]
        self.lines += [_verdict("reject", home, report, fact) for fact in gone]
        self.lines += [_add(home, report, fact) for fact in new.values()]


def states(facts: Sequence[Fact], entry: Entry, field: Field, report: Report) -> bool:
    """Return whether facts come to what an entry states of a counted field, in all and side by side."""
    sources = {report.id: report.source}

    def found(side: Side | None = None) -> set[tuple[int, int | None]]:
        return {(one.low, one.high) for one in statements_of(facts, field, sources, side)}

    number = entry[field]
    if not found() or not number:
        return not found() and not number
    told = statements_of(facts, field, sources)
    if len({side for side, *_ in number.get("sum", ())}) == 1 and not told[0].sides:
        return False
    named = [one for one in stated(entry, field) if one.side is not Side.TOTAL]
    return found() == {bounds(number)} and all(found(one.side) == {_of_side(named, one.side)} for one in named)


def _of_side(named: Sequence[Stated], side: Side) -> tuple[int, int | None]:
    """Return the lowest and the highest number of people of a side that an entry allows."""
    of_side = [one for one in named if one.side is side]
    number = sum(one.value for one in of_side if isinstance(one.value, int))
    return number, None if any(one.qualifier is Qualifier.AT_LEAST for one in of_side) else number


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
        places = [fact.value for fact in facts if isinstance(fact.value, Place) and fact.value.prec <= REGION]
        fitting = [place for place in places if fits(place, entry["place"])]
        points += max((1.5 if place.prec < REGION else 0.5 for place in fitting), default=0.0)
    points += 1.0 * any(fact.value == entry["type"] for fact in facts if fact.field is Field.TYPE)
    for field in COUNTED:
        numbers = {one.value for one in stated(entry, field)}
        points += 1.0 * any(fact.field is field and fact.value in numbers for fact in facts)
    return points


def _names(wrong: Sequence[list[str]], fact: Fact) -> bool:
    """Return whether a list of fields, each with a value or the words that state it, names a fact."""
    return [fact.field, fact.value] in wrong or [fact.field, fact.evidence.exact] in wrong


def _is_exact(fact: Fact, said: Sequence[Fact]) -> bool:
    """Return whether a right fact says all there is to say: no region or country, no more days than are `said`."""
    if isinstance(fact.value, Place):
        return fact.value.prec < 4
    if not isinstance(fact.value, DateSpan):
        return True
    return fact.value.prec == 1 or any(
        isinstance(v := one.value, DateSpan) and v.prec == fact.value.prec for one in said
    )


def _can_mean(fact: Fact, right: Fact, report: Report) -> bool:
    """Return whether the words of a fact can mean what is right: a time that counts from another one or names the days
    around, a place where the report does not name the right one."""
    if isinstance(fact.value, DateSpan):
        return _is_close(fact) or fact.origin == COUNTED_FROM_LAST
    return not isinstance(right.value, Place) or find(report.text, right.value.name, (0, len(report.text))) is None


def _is_close(fact: Fact) -> bool:
    """Return whether a fact names the few days around the right one."""
    return isinstance(fact.value, DateSpan) and fact.value.prec == FEW_DAYS


def _is_stated_by(fact: Fact, right: Stated) -> bool:
    """Return whether the words of a fact that counts too many or too few people state the right number of them."""
    exact = (Qualifier.NONE, Qualifier.EXACT)
    everyone = (Side.TOTAL, Side.UNKNOWN)
    if fact.hedge is Hedge.DENIED or fact.scope is not Scope.WHOLE or not isinstance(right.value, int):
        return False
    alike = fact.qualifier is right.qualifier or (fact.qualifier in exact and right.qualifier in exact)
    same_people = fact.side is right.side or (fact.side in everyone and right.side in everyone)
    return alike and same_people and bool(find_number(fact.evidence.exact, right.value, (0, len(fact.evidence.exact))))


def _verdict(do: str, incident: str, report: Report, fact: Fact, value: Value | None = None, why: str = "") -> Line:
    says = fact.value if isinstance(fact.value, int | str) else fact.evidence.exact
    return Line(
        do, incident, fact=fact.id, value=value, why=why, report=report.file_name, field=fact.field,
        words=fact.evidence.exact, says=str(says),
    )  # fmt: skip


def _add(incident: str, report: Report, fact: Fact) -> Line:
    return Line("add", incident, new=fact, report=report.file_name, field=fact.field, words=fact.evidence.exact)


if __name__ == "__main__":
    main()
