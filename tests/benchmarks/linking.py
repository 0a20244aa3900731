"""Measures linking on the bundled reports: ``python tests/benchmarks/linking.py [--errors]``.

The reports are imported in the order of their publication. What was linked is compared with the gold grouping
(``data/grouping.json``) twice: with the incidents as the extractor finds them, and with those that the gold states,
which shows linking alone. Printed are precision and recall over pairs of reports: a pair is linked when one incident
has facts of both, or will have when all suggestions are taken; it is right when both tell one incident
of the gold. A wrong join is an incident with facts of two incidents of the gold that nobody was asked about.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import combinations
from typing import Any

from kztui.casebook.lookup import KnownIncidents
from kztui.extract.engine import extract
from kztui.gazetteer import gazetteer
from kztui.ingest.reading import read_report
from kztui.link.joining import link
from kztui.model.fact import COUNTED, DateSpan, Fact, Field, Place, Value, fact_id, quote
from kztui.model.figures import values
from kztui.model.linked import Linked
from kztui.model.report import Report
from kztui.search.memory import Memory
from kztui.store.base import Records
from kztui.text.bundled import bundled

Draft = tuple[Fact, ...]
Entry = dict[str, Any]
Pair = frozenset[str]


def stated(report: Report, entry: Entry) -> Draft:
    """Return the facts of an entry of the gold, as a faultless extractor would give them."""
    said: list[tuple[Field, Value]] = []
    if entry["type"]:
        said.append((Field.TYPE, entry["type"]))
    if entry["date_start"]:
        first, last = date.fromisoformat(entry["date_start"]), date.fromisoformat(entry["date_end"])
        days = (last - first).days
        said.append((Field.DATE, DateSpan(first, last, 1 + sum(days > most for most in (0, 5, 6, 30)))))
    if entry["place"]:
        candidates = gazetteer().lookup(entry["place"])
        place = gazetteer().resolve(candidates, ["KZ"], []) if candidates else Place(entry["place"], "KZ")
        said.append((Field.PLACE, place))
    said += [(field, entry[field]["value"]) for field in COUNTED if entry[field]]
    telling = [p for p in report.paragraphs if entry["place"] and entry["place"] in report.text[p.start : p.end]]
    span = (telling or report.paragraphs)[0]
    evidence = quote(report.text, report.id, span.number, span.start, span.end)
    return tuple(Fact(fact_id(field, evidence, value), field, value, evidence) for field, value in said)


def gold_of(draft: Draft, entries: Sequence[Entry]) -> str:
    """Return the incident of the gold that a draft tells, by what they agree on; or nothing."""
    dates = [f.value for f in draft if isinstance(f.value, DateSpan) and f.value.start]
    kinds, towns = values(draft, Field.TYPE), [f.value.name for f in draft if isinstance(f.value, Place)]

    def agreement(entry: Entry) -> float:
        points = 0.0
        if entry["date_start"]:
            first, last = date.fromisoformat(entry["date_start"]), date.fromisoformat(entry["date_end"])
            spans = [(d.start - timedelta(1), d.end + timedelta(1), d.prec) for d in dates if d.start and d.end]
            inside = [prec for start, end, prec in spans if start <= last and end >= first]
            points += max((2.0 if prec <= 2 else 1.0 for prec in inside), default=0.0)
        points += 1.5 * any(town in (entry["place"], entry["incident"].partition(" ")[2]) for town in towns)
        points += 1.0 * (entry["type"] in kinds)
        for field in COUNTED:
            numbers = {f.value for f in draft if f.field is field}
            points += 1.0 * bool(entry[field] and entry[field]["value"] in numbers)
        return points

    best = max(entries, key=agreement)
    return best["incident"] if agreement(best) >= 1.5 else ""


def pairs_of(groups: Iterable[set[str]]) -> set[Pair]:
    """Return all pairs within the groups."""
    return {frozenset(pair) for group in groups for pair in combinations(sorted(group), 2)}


def all_taken(linked: Linked) -> list[set[str]]:
    """Return the reports of each incident as they are when all suggestions are taken."""
    group = {incident.id: {incident.id} for incident in linked.new}
    for suggestion in linked.suggestions:
        united = group[suggestion.incident] | group[suggestion.like]
        group.update(dict.fromkeys(united, united))
    reports = {incident.id: set(incident.reports) for incident in linked.new}
    return [set[str]().union(*(reports[one] for one in united)) for united in group.values()]


def measure(
    title: str, reports: Sequence[Report], drafts: dict[str, list[Draft]], gold: dict[str, list[Entry]]
) -> None:
    """Print how the drafts, by report id, are linked."""
    linked = link(
        ((report, drafts[report.id]) for report in reports), KnownIncidents(Memory(Records({}, {}))), lambda _: False
    )
    names = {report.id: report.file_name for report in reports}
    told: defaultdict[str, set[str]] = defaultdict(set)
    for report in reports:
        for entry in gold[report.file_name]:
            told[entry["incident"]].add(report.id)
    true = pairs_of(told.values())
    joined = pairs_of(set(incident.reports) for incident in linked.new)
    both = joined | pairs_of(all_taken(linked))
    found: defaultdict[str, set[str]] = defaultdict(set)
    for report in reports:
        for draft in drafts[report.id]:
            found[gold_of(draft, gold[report.file_name])].add(report.id)
    reachable = pairs_of(members for incident, members in found.items() if incident)
    wrong = _wrong_joins(linked, drafts, gold, names)
    print(f"{title}: {len(reports)} reports, {len(linked.new)} incidents, {len(linked.suggestions)} suggestions")
    print(f"  joined            precision {_share(joined & true, joined)}  recall {_share(joined & true, true)}")
    print(f"  and suggested     precision {_share(both & true, both)}  recall {_share(both & true, true)}")
    print(f"  of those found    recall {_share(both & reachable, reachable)}")
    print(f"  wrong joins       {len(wrong)}")
    if "--errors" in sys.argv[1:]:
        print(*wrong, sep="\n")
        for pair in sorted(both - true, key=sorted):
            print("  wrong  ", *(names[one] for one in sorted(pair)))
        for pair in sorted(true - both, key=sorted):
            print("  missed " if pair in reachable else "  unfound", *(names[one] for one in sorted(pair)))


def _wrong_joins(
    linked: Linked, drafts: dict[str, list[Draft]], gold: dict[str, list[Entry]], names: dict[str, str]
) -> list[str]:
    home = {id(fact): incident.id for incident in linked.new for fact in incident.facts}
    told: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for report, found in drafts.items():
        for draft in found:
            incident = gold_of(draft, gold[names[report]])
            if incident:
                told[home[id(draft[0])]][incident].append(names[report])
    return [f"  {incident} joins {dict(several)}" for incident, several in told.items() if len(several) > 1]


def _share(part: set[Pair], whole: set[Pair]) -> str:
    return f"{len(part) / len(whole):.2f} ({len(part)}/{len(whole)})" if whole else "-"


def main() -> None:
    """Measure with the extractor's incidents and with the gold's."""
    gold = json.loads(bundled("grouping.json").read_text(encoding="utf-8"))["files"]
    reports = sorted((read_report(bundled("reports") / name) for name in gold), key=lambda r: str(r.published))
    english = [report for report in reports if report.language == "en"]
    measure("As extracted, English", english, {r.id: extract(r).drafts for r in english}, gold)
    faultless = {r.id: [stated(r, e) for e in gold[r.file_name]] for r in reports}
    measure("As the gold states, all", reports, faultless, gold)


if __name__ == "__main__":
    main()
