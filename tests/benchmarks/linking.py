"""Measures linking on the bundled reports: ``python -m tests.benchmarks.linking [--errors]``.

The reports are imported in the order of their publication, and what was linked is compared with the gold grouping
(``data/grouping.json``), twice: with the tellings that the extractor finds, and with those that the gold states, which
shows linking alone. Printed are precision and recall over pairs of reports. A pair is linked when one incident has
facts of both, or will have when all suggestions are taken; it is right when both tell one incident of the gold.

By folds: the incidents of the gold are dealt into `FOLDS` heaps; the weights are learnt from the pairs that touch no
incident of a heap, and only the pairs that do are counted. So no pair is judged by weights that were learnt from it.
A wrong join is an incident with tellings of two incidents of the gold that nobody was asked about.
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import NamedTuple
from zlib import crc32

from kztui.casebook.lookup import LibraryIncidents, wording
from kztui.link.joining import link
from kztui.link.weights import weights
from kztui.model.linked import Linked
from kztui.model.report import Report
from kztui.model.suggestion import Relation
from kztui.search.memory import Memory
from kztui.store.base import Records
from scripts.gold import Entry
from scripts.learn_weights import Example, Telling, as_extracted, as_stated, bundled, examples, learn

FOLDS = 8

Pair = frozenset[str]


class Counts(NamedTuple):
    """Pairs of reports: those to find, those that were joined, those of them that are right, and the right ones with
    what is suggested."""

    true: set[Pair]
    joined: set[Pair]
    suggested: set[Pair]


def linked_by(tellings: Sequence[Telling], reports: Sequence[Report]) -> Linked:
    """Return the tellings as the program links them."""
    drafts = defaultdict(list)
    for one in tellings:
        drafts[one.report.id].append(one.facts)
    nothing = LibraryIncidents(Memory(Records({}, {})))
    return link(((report, drafts[report.id]) for report in reports), nothing, lambda _: False, wording)


def pairs_of(groups: Iterable[set[str]]) -> set[Pair]:
    """Return all pairs within the groups."""
    return {frozenset(pair) for group in groups for pair in combinations(sorted(group), 2)}


def all_taken(linked: Linked) -> list[set[str]]:
    """Return the reports of each incident as they are when all suggestions that two are one are taken."""
    group = {incident.id: {incident.id} for incident in linked.new}
    for suggestion in linked.suggestions:
        if suggestion.kind is Relation.SAME:
            united = group[suggestion.incident] | group[suggestion.like]
            group.update(dict.fromkeys(united, united))
    reports = {incident.id: set(incident.reports) for incident in linked.new}
    return [set[str]().union(*(reports[one] for one in united)) for united in group.values()]


def count(linked: Linked, told: dict[str, set[str]], within: set[str]) -> Counts:
    """Return the pairs of reports that tell an incident of `within`; `told` has all incidents with their reports."""
    inside = {report for name in within for report in told[name]}
    true = pairs_of(told[name] for name in within)
    joined = pairs_of(set(incident.reports) for incident in linked.new)
    taken = joined | pairs_of(all_taken(linked))
    anywhere = pairs_of(told.values())

    def counted(pairs: set[Pair]) -> set[Pair]:
        return {pair for pair in pairs if pair in true or (pair & inside and pair not in anywhere)}

    return Counts(true, counted(joined), counted(taken))


def heap(name: str) -> int:
    """Return the heap that an incident of the gold is in; the same one on any machine."""
    return crc32(name.encode()) % FOLDS


def measure(
    title: str,
    tellings: Sequence[Telling],
    reports: Sequence[Report],
    gold: dict[str, list[Entry]],
    rows: list[Example],
) -> None:
    """Print how the tellings are linked: by the weights of the program, and by folds."""
    told: defaultdict[str, set[str]] = defaultdict(set)
    for report in reports:
        for entry in gold[report.file_name]:
            told[entry["incident"]].add(report.id)
    linked = linked_by(tellings, reports)
    print(f"{title}: {len(reports)} reports, {len(linked.new)} incidents, {len(linked.suggestions)} suggestions")
    _print("", [count(linked, told, set(told))])
    print(f"  wrong joins       {len(wrong := _mixed(linked, tellings))}")
    own, by_fold = dict(weights()), []
    for fold in range(FOLDS):
        within = {name for name in told if heap(name) == fold}
        weights().update(learn(row for row in rows if not {row.one, row.other} & within))
        by_fold.append(count(linked_by(tellings, reports), told, within))
    weights().update(own)
    _print("by folds, ", by_fold)
    if "--errors" in sys.argv[1:]:
        print(*wrong, sep="\n")
        names = {report.id: report.file_name for report in reports}
        (all_of_them,) = [count(linked, told, set(told))]
        for pair in sorted(all_of_them.true - all_of_them.suggested, key=sorted):
            print("  missed ", *(names[one] for one in sorted(pair)))


def _print(how: str, counts: Sequence[Counts]) -> None:
    true = sum(len(one.true) for one in counts)
    for title, found in (("joined", [c.joined for c in counts]), ("and suggested", [c.suggested for c in counts])):
        right = sum(len(pairs & one.true) for pairs, one in zip(found, counts, strict=True))
        made = sum(map(len, found))
        print(f"  {how + title:<24} precision {_share(right, made)}  recall {_share(right, true)}")


def _mixed(linked: Linked, tellings: Sequence[Telling]) -> list[str]:
    """Return the incidents that have tellings of several incidents of the gold."""
    home = {id(fact): incident.id for incident in linked.new for fact in incident.facts}
    told: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for one in tellings:
        if one.incident:
            told[home[id(one.facts[0])]][one.incident] += 1
    return [f"  {incident} joins {dict(several)}" for incident, several in told.items() if len(several) > 1]


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2f} ({part}/{whole})" if whole else "-"


def main() -> None:
    """Measure with the extractor's tellings and with the gold's."""
    reports, gold = bundled()
    found, said = as_extracted(reports, gold), as_stated(reports, gold)
    rows = [*examples(found), *examples(said)]
    read = {one.report.id for one in found}
    measure("As extracted", found, [report for report in reports if report.id in read], gold, rows)
    measure("As the gold states", said, reports, gold, rows)


if __name__ == "__main__":
    main()
