"""Measures extraction on the bundled reports, language by language: ``python tests/benchmarks/facts.py [--errors]``.

Compares what the extractor finds in each report with what the report states (``files`` in data/grouping.json, see
data/README.md). An incident is found when one of the extracted ones fits it in at least two of date, place, type and
killed, date or place among them; an extracted incident that fits none is spurious. A found incident's fields are right
when they say the same:

- date: the same first and last day;
- place: the same name, or within 30 km of it; for a region or a country, the region itself or a place in it;
- killed, wounded, arrested: the same lowest and highest number ("at least 20" leaves the highest open).

``--errors`` prints each missed and spurious incident and each wrong fact in a line.
"""

import json
import sys
from collections import Counter
from datetime import date
from itertools import product
from typing import Any

from kztui.extract.engine import extract
from kztui.gazetteer import gazetteer
from kztui.ingest.reading import read_report
from kztui.model.fact import COUNTED, DateSpan, Fact, Place
from kztui.model.figures import CountFigure, distance_km
from kztui.model.incident import Incident
from kztui.model.report import Report
from kztui.model.summary import Summary, summarize
from kztui.text.bundled import bundled
from kztui.text.fold import fold

NEAR_KM = 30.0
LEAST_FIT = 3.0
REGION_PREC = 4
FIELDS = ("date", "place", "type", *(str(field) for field in COUNTED))
Gold = dict[str, Any]


def main() -> None:
    """Print a table for each language, and each error before it when asked."""
    gold = json.loads(bundled("grouping.json").read_text(encoding="utf-8"))["files"]
    reports = [read_report(bundled("reports") / name) for name in gold]
    for language in sorted({report.language for report in reports}):
        print(f"{language}:")
        _measure([report for report in reports if report.language == language], gold)


def _measure(reports: list[Report], gold: dict[str, list[Gold]]) -> None:
    tally: Counter[tuple[str, str]] = Counter()
    errors: list[str] = []
    for report in reports:
        found = [_summary(facts, report) for facts in extract(report).drafts]
        pairs, missed, spurious = _match(gold[report.file_name], found)
        tally.update({("incidents", "found"): len(pairs), ("incidents", "missed"): len(missed)})
        tally["incidents", "spurious"] += len(spurious)
        errors += [f"{report.file_name}  missed    {_incident_words(told)}" for told in missed]
        errors += [f"{report.file_name}  spurious  {_summary_words(summary)}" for summary in spurious]
        for told, summary in pairs:
            for field in FIELDS:
                outcome = _judge(field, told, summary)
                tally[field, outcome] += 1
                if outcome in ("wrong", "missed", "invented"):
                    stated, got = _gold_words(field, told), _found_words(field, summary)
                    errors.append(f"{report.file_name}  {field} {outcome}: {stated or '-'} -> {got or '-'}")
    if "--errors" in sys.argv[1:]:
        print(*errors, "", sep="\n")
    _print_table(tally, len(reports))


def _summary(facts: tuple[Fact, ...], report: Report) -> Summary:
    return summarize(Incident("", facts), {report.id: report.source})


def _match(told: list[Gold], found: list[Summary]) -> tuple[list[tuple[Gold, Summary]], list[Gold], list[Summary]]:
    """Return the pairs that fit, best first, and what is left over on both sides."""
    fits = sorted(
        ((_fit(told[i], found[j]), -i, -j) for i, j in product(range(len(told)), range(len(found)))), reverse=True
    )
    pairs: dict[int, int] = {}
    for fit, i, j in fits:
        if fit >= LEAST_FIT and -i not in pairs and -j not in pairs.values():
            pairs[-i] = -j
    missed = [gold for i, gold in enumerate(told) if i not in pairs]
    spurious = [summary for j, summary in enumerate(found) if j not in pairs.values()]
    return [(told[i], found[j]) for i, j in pairs.items()], missed, spurious


def _fit(told: Gold, found: Summary) -> float:
    """Return how well an extracted incident fits a stated one: 2 for date and for place, 1 for type and for killed."""
    when = 2.0 * _overlaps(told, found.date)
    where = 2.0 * _judge_place(told["place"], found.place)
    rest = (told["type"] == found.type) + (_judge("killed", told, found) == "right")
    return when + where + rest if when or where else 0.0


def _overlaps(told: Gold, span: DateSpan | None) -> bool:
    if not told["date_start"] or span is None or span.start is None or span.end is None:
        return False
    start, end = date.fromisoformat(told["date_start"]), date.fromisoformat(told["date_end"])
    return span.start <= end and start <= span.end


def _judge(field: str, told: Gold, found: Summary) -> str:
    """Return right, wrong, missed (only the report states it), invented (only the extractor) or silent (neither)."""
    stated, got = bool(_gold_words(field, told)), bool(_found_words(field, found))
    if not stated or not got:
        return "missed" if stated else "invented" if got and (field != "type") else "silent"
    if field == "place":
        return "right" if _judge_place(told["place"], found.place) else "wrong"
    return "right" if _gold_words(field, told) == _found_words(field, found) else "wrong"


def _judge_place(name: str | None, place: Place | None) -> bool:
    if not name or place is None:
        return False
    if fold(name) == fold(place.name):
        return True
    candidates = [found.place for found in gazetteer().lookup(name)]
    meant = [candidate for candidate in candidates if candidate.country == "KZ"] or candidates
    return any(_same(candidate, place) for candidate in meant)


def _same(stated: Place, place: Place) -> bool:
    if stated.geoname and stated.geoname == place.geoname:
        return True
    if stated.prec >= REGION_PREC:
        return gazetteer().contains(stated, place)
    distance = distance_km(stated, place)
    return place.prec < REGION_PREC and distance is not None and distance <= NEAR_KM


def _gold_words(field: str, told: Gold) -> str:
    """Return what a report states of a field, in the form of `_found_words`; empty when it states nothing."""
    if field == "date":
        return f"{told['date_start']}..{told['date_end']}" if told["date_start"] else ""
    value = told[field]
    if value is None or field in ("place", "type"):
        return value or ""
    highest = value.get("value_max", value["value"])
    return f"{value['value']}.." if value["qualifier"] == "at_least" else f"{value['value']}..{highest}"


def _found_words(field: str, found: Summary) -> str:
    if field == "date":
        return f"{found.date.start}..{found.date.end}" if found.date and found.date.resolved else ""
    if field == "place":
        return found.place.name if found.place else ""
    if field == "type":
        return found.type
    figure: CountFigure | None = getattr(found, field)
    return f"{figure.low}..{'' if figure.high is None else figure.high}" if figure else ""


def _incident_words(told: Gold) -> str:
    return "  ".join(f"{field} {_gold_words(field, told) or '-'}" for field in FIELDS)


def _summary_words(found: Summary) -> str:
    return "  ".join(f"{field} {_found_words(field, found) or '-'}" for field in FIELDS)


def _print_table(tally: Counter[tuple[str, str]], reports: int) -> None:
    found, missed, spurious = (tally["incidents", outcome] for outcome in ("found", "missed", "spurious"))
    print(f"{reports} reports: {found} incidents found, {missed} missed, {spurious} spurious")
    print(f"{'of those found':<15}{'stated':>7}{'right':>7}{'wrong':>7}{'missed':>8}{'invented':>10}{'right':>8}")
    for field in FIELDS:
        right, wrong, lost, invented = (tally[field, outcome] for outcome in ("right", "wrong", "missed", "invented"))
        stated = right + wrong + lost
        print(f"{field:<15}{stated:>7}{right:>7}{wrong:>7}{lost:>8}{invented:>10}{right / max(1, stated):>8.0%}")


if __name__ == "__main__":
    main()
