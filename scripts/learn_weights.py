"""Learn the weights of linking from the grouping of the bundled reports.

    python -m scripts.learn_weights

Every pair of tellings of the bundled reports that days and places do not exclude is an example: of one incident of the
gold (``data/grouping.json``) or of two. The tellings are used as the extractor finds them and as the gold states them.
A logistic regression then fits the weight of each clue. It starts from `PRIORS`, to which it is drawn back, so a clue
of which there are few examples stays where it was set by hand; a weight never changes its sign. The result goes to
``src/kztui/link/weights.toml``. ``tests/benchmarks/linking.py`` measures the same by folds.
"""

import json
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from itertools import combinations
from math import exp, sqrt
from pathlib import Path
from typing import Any, NamedTuple

from kztui.casebook.lookup import wording
from kztui.extract.engine import extract
from kztui.ingest.reading import read_report
from kztui.link.clues import clues
from kztui.link.profile import Profile, profile_of
from kztui.model.fact import COUNTED, DateSpan, Fact, Field, Place, Value, fact_id, quote
from kztui.model.figures import values
from kztui.model.precision import DatePrecision
from kztui.model.report import Report
from scripts.gold import Entry, days, overlaps, place_of

DATA = Path(__file__).parent.parent / "data"
WEIGHTS = Path(__file__).parent.parent / "src" / "kztui" / "link" / "weights.toml"

PRIORS = {
    "base": -3.5,
    "same-day": 2.5, "a-day-shared": 1.5, "days-apart": -0.5, "same-month": 1.0, "same-year": 0.5, "other-days": -1.0,
    "fresh": 1.0, "recent": 0.3, "recalled": -1.5,
    "same-town": 2.5, "a-town-shared": 1.5, "near": 1.0, "same-region": 0.3, "named": 0.3, "named-elsewhere": -1.5,
    "nationwide": 2.0,
    "other-hours": -2.0, "broader": -3.0, "long-after": -0.5,
    "same-kind": 1.5, "usual-kind": 1.0, "like-kind": 1.0, "other-kind": -1.5,
    "same-killed": 1.5, "same-wounded": 1.0, "same-arrested": 1.0,
    "toll-apart": -0.5, "tolls-apart": -2.0, "toll-fell": -0.8, "names-toll": 1.0,
    "same-names": 1.5, "same-things": 1.0, "same-people": 0.5, "same-words": 1.5,
    "same-means": 0.5, "other-means": -1.0, "same-site": 1.0, "other-site": -1.5,
    "same-victims": 0.6, "other-victims": -1.0, "other-fate": -1.5,
}  # fmt: skip
"""Where the weights start, set by hand in the light of how ACLED and UCDP GED tell events apart."""

PULL, ROUNDS, STEP = 30.0, 300, 0.3
"""How strongly the weights are drawn back to the priors, and how the fit goes (AdaGrad)."""

LEAST = 1.5
"""Points of agreement from which on a telling is taken for that of an entry of the gold."""

Draft = tuple[Fact, ...]


class Example(NamedTuple):
    """Two tellings: the incidents of the gold that they tell, and the strengths of their clues."""

    one: str
    other: str
    clues: dict[str, float]

    @property
    def same(self) -> bool:
        """Whether both tell one incident."""
        return self.one == self.other != ""


class Telling(NamedTuple):
    """What a report says of an incident, and which incident of the gold that is; "" for none."""

    report: Report
    incident: str
    facts: Draft


def bundled() -> tuple[list[Report], dict[str, list[Entry]]]:
    """Return the bundled reports in the order of their publication, and what the gold says of each, by file name."""
    gold: dict[str, list[Entry]] = json.loads((DATA / "grouping.json").read_text(encoding="utf-8"))["files"]
    reports = sorted((read_report(DATA / "reports" / name) for name in gold), key=lambda r: (str(r.published), r.id))
    return reports, gold


def as_extracted(reports: Iterable[Report], gold: Mapping[str, list[Entry]]) -> list[Telling]:
    """Return the tellings that the extractor finds."""
    return [Telling(r, gold_of(facts, gold[r.file_name]), facts) for r in reports for facts in extract(r).drafts]


def as_stated(reports: Iterable[Report], gold: Mapping[str, list[Entry]]) -> list[Telling]:
    """Return the tellings that a faultless extractor would find."""
    return [Telling(r, entry["incident"], stated(r, entry)) for r in reports for entry in gold[r.file_name]]


def stated(report: Report, entry: Entry) -> Draft:
    """Return the facts of an entry of the gold, as a faultless extractor would give them."""
    said: list[tuple[Field, Value]] = []
    if entry["type"]:
        said.append((Field.TYPE, entry["type"]))
    if entry["date_start"]:
        first, last = days(entry)
        said.append((Field.DATE, DateSpan(first, last, DatePrecision.between(first, last))))
    if entry["place"]:
        said.append((Field.PLACE, place_of(entry["place"])))
    said += [(field, entry[field]["value"]) for field in COUNTED if entry[field]]
    telling = [p for p in report.paragraphs if entry["place"] and entry["place"] in report.text[p.start : p.end]]
    span = (telling or report.paragraphs)[0]
    evidence = quote(report.text, report.id, span.number, span.start, span.end)
    return tuple(Fact(fact_id(field, evidence, value), field, value, evidence) for field, value in said)


def gold_of(draft: Draft, entries: Sequence[Entry]) -> str:
    """Return the incident of the gold that a draft tells, by what they agree on; or nothing."""
    kinds, towns = values(draft, Field.TYPE), [f.value.name for f in draft if isinstance(f.value, Place)]

    def agreement(entry: Entry) -> float:
        points = 0.0
        if entry["date_start"]:
            inside = [
                fact.value.prec for fact in draft if isinstance(fact.value, DateSpan) and _beside(fact.value, entry)
            ]
            points += max((2.0 if prec <= DatePrecision.FEW_DAYS else 1.0 for prec in inside), default=0.0)
        points += 1.5 * any(town in (entry["place"], entry["incident"].partition(" ")[2]) for town in towns)
        points += 1.0 * (entry["type"] in kinds)
        for field in COUNTED:
            numbers = {f.value for f in draft if f.field is field}
            points += 1.0 * bool(entry[field] and entry[field]["value"] in numbers)
        return points

    best = max(entries, key=agreement)
    return str(best["incident"]) if agreement(best) >= LEAST else ""


def _beside(span: DateSpan, entry: Entry) -> bool:
    """Return whether a span is on the days of an entry or the day before or after."""
    first, last = days(entry)
    return overlaps(span, first - timedelta(1), last + timedelta(1))


def examples(tellings: Sequence[Telling]) -> list[Example]:
    """Return the pairs of tellings of different reports that days and places do not exclude."""
    profiles = [(one, _profile(one)) for one in tellings]
    found = []
    for (one, a), (other, b) in combinations(profiles, 2):
        if one.report.id != other.report.id and (speaking := clues(a, b)) is not None:
            strengths = {clue.name: clue.strength for clue in speaking}
            found.append(Example(one.incident, other.incident, strengths))
    return found


def _profile(telling: Telling) -> Profile:
    return profile_of(telling.facts, telling.report, wording)


def learn(rows: Iterable[Example]) -> dict[str, float]:
    """Return the weights that fit the examples best, drawn to `PRIORS`."""
    weights, squares = dict(PRIORS), dict.fromkeys(PRIORS, 1e-9)
    cases = [(float(row.same), {"base": 1.0, **row.clues}) for row in rows]
    for _ in range(ROUNDS):
        slope = {name: PULL * (weights[name] - prior) for name, prior in PRIORS.items() if name != "base"}
        slope["base"] = 0.0
        for same, strengths in cases:
            points = sum(weights[name] * strength for name, strength in strengths.items())
            error = 1 / (1 + exp(-max(-30.0, min(30.0, points)))) - same
            for name, strength in strengths.items():
                slope[name] += error * strength
        for name, value in slope.items():
            squares[name] += value * value
            weights[name] -= STEP * value / sqrt(squares[name])
            if name != "base":
                weights[name] = max(0.0, weights[name]) if PRIORS[name] > 0 else min(0.0, weights[name])
    return weights


def write(weights: Mapping[str, float], path: Path = WEIGHTS) -> None:
    """Put new weights into the file, where each line says what its clue is."""
    known: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))["weights"]
    lines = path.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines):
        name, equals, rest = line.partition(" = ")
        if equals and name in weights and name in known:
            lines[number] = f"{name} = {weights[name]:.2f}{' ' + comment if (comment := _comment(rest)) else ''}"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _comment(rest: str) -> str:
    _, sign, comment = rest.partition("#")
    return f" #{comment}" if sign else ""


def main() -> None:
    """Learn from the bundled reports and write the weights."""
    reports, gold = bundled()
    write(learn([*examples(as_extracted(reports, gold)), *examples(as_stated(reports, gold))]))


if __name__ == "__main__":
    main()
