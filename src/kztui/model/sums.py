"""Sums over incidents: an episode and its parts are counted once.

An episode adds its own figure, or that of its parts where they come to more, each counted field by itself: what is told
of a part is not lost because nobody says it of the whole.
"""

from collections import defaultdict
from collections.abc import Iterable

from kztui.model.fact import Field
from kztui.model.summary import Summary


def addends(rows: Iterable[Summary], field: Field) -> dict[str, int]:
    """Return what incidents add to the sum of a counted field over `rows`, by their ids; parts of other rows add
    nothing and are left out.
    """
    rows = list(rows)
    there = {row.id for row in rows}
    parts: defaultdict[str, list[Summary]] = defaultdict(list)
    for row in rows:
        if row.part_of in there:
            parts[row.part_of].append(row)
    heads = [row for row in rows if row.part_of not in there]
    if not parts:
        return {row.id: _best(row, field) for row in heads}
    found: dict[str, int] = {}
    reached: set[str] = set()
    for head in (*heads, *rows):  # those that no head leads to are parts of each other in a circle
        if head.id not in reached:
            found[head.id] = _with_parts(head, parts, reached, field)
    return found


def _with_parts(head: Summary, parts: dict[str, list[Summary]], reached: set[str], field: Field) -> int:
    """Return what an episode comes to with its parts, with theirs, and so on; adds their ids to `reached`."""
    family, waiting = [], [(head, "")]
    while waiting:
        row, whole = waiting.pop()
        if row.id not in reached:
            reached.add(row.id)
            family.append((row, whole))
            waiting += [(part, row.id) for part in parts.get(row.id, ())]
    of_parts: defaultdict[str, int] = defaultdict(int)
    for row, whole in reversed(family):
        of_parts[whole] += max(_best(row, field), of_parts[row.id])
    return of_parts[""]


def _best(row: Summary, field: Field) -> int:
    figure = row.counts.get(field)
    return figure.best if figure else 0
