"""Lists facts whose evidence stands in a sentence about another incident: ``python -m tests.benchmarks.evidence``.

The bundled casebook is read as its decisions leave it. A sentence is about an incident when it names a day or a town
that belongs to it: the incident has a fact of that day, or of that town or one near it. A fact is out of place when its
sentence names a day or a town, and these are another incident's alone. Printed are how many facts there are, how many
are out of place, and each of these with its sentence.
"""

import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from kztui.casebook import Casebook
from kztui.model.annotation import judged
from kztui.model.fact import DateSpan, Fact, Place, Value
from kztui.model.figures import SAME_PLACE_KM, distance_km
from kztui.model.precision import DatePrecision, PlacePrecision
from kztui.text.bundled import bundled
from kztui.text.sentences import sentences


class Placed(NamedTuple):
    """A fact in force, the incident that it is on, and the report and number of its sentence."""

    incident: str
    fact: Fact
    sentence: tuple[str, int]


def main() -> None:
    """Print the facts that are out of place."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "incidents.json"
        for name in (path.name, "incidents.annotations.json"):
            (path.parent / name).write_bytes(bundled(name).read_bytes())
        with Casebook.open(path, cache=Path(folder)) as book:
            placed = list(_placed(book))
            out = list(_out_of_place(placed))
            print(f"{len(placed)} facts of {book.incident_count} incidents; out of place {len(out)}")
            for one in out:
                row, fact = book.summary(one.incident), one.fact
                text = book.report(fact.evidence.report).text
                start, end = sentences(text, book.report(fact.evidence.report).language)[one.sentence[1] - 1]
                print(f"  {row.title}: {fact.field} “{fact.evidence.exact}” in: {' '.join(text[start:end].split())}")


def _placed(book: Casebook) -> Iterator[Placed]:
    results = book.search()
    for row in results.rows(0, results.count):
        for fact in judged(book.incident(row.id).facts, book.annotations(row.id)):
            report = book.report(fact.evidence.report)
            starts = [start for start, _ in sentences(report.text, report.language)]
            number = sum(start <= fact.evidence.start for start in starts)
            yield Placed(row.id, fact, (report.id, number))


def _out_of_place(placed: list[Placed]) -> Iterator[Placed]:
    own: defaultdict[str, list[Value]] = defaultdict(list)
    named: defaultdict[tuple[str, int], list[Value]] = defaultdict(list)
    for one in placed:
        if _tells(one.fact.value):
            own[one.incident].append(one.fact.value)
            named[one.sentence].append(one.fact.value)
    for one in placed:
        said = named.get(one.sentence, [])
        if said and not any(_alike(value, mine) for value in said for mine in own[one.incident]):
            yield one


def _tells(value: Value) -> bool:
    """Return whether a value is a day or a town, which tell incidents apart."""
    if isinstance(value, DateSpan):
        return value.resolved and value.prec <= DatePrecision.FEW_DAYS
    return isinstance(value, Place) and value.prec <= PlacePrecision.DISTRICT


def _alike(one: Value, other: Value) -> bool:
    if isinstance(one, DateSpan) and isinstance(other, DateSpan):
        return one.overlaps(other)
    if isinstance(one, Place) and isinstance(other, Place):
        distance = distance_km(one, other)
        return one.name == other.name or (distance is not None and distance <= SAME_PLACE_KM)
    return False


if __name__ == "__main__":
    main()
