"""What the incidents of a search have in common: their numbers by year, type, region, source and tag."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from textual.message import Message

from kztui.casebook import Casebook, Results
from kztui.search.query.narrowing import holds
from kztui.search.results import Facet
from kztui.text.clean import clean
from kztui.tui.paint import fit
from kztui.tui.row import Part, Row
from kztui.tui.widgets.lines_view import LinesView
from kztui.tui.widgets.rows_view import RowsView
from kztui.tui.widgets.view import View

_AT_FIRST = 16
"""Values of a field that are shown until the reader asks for the rest."""

_KINDS = {"year": "when", "region": "where", "source": "who"}
_WIDEST_NAME = 26


class CountsView(RowsView, View):
    """Values with the number of their incidents as bars; an item is a value, or opens the rest of a field's values."""

    @dataclass
    class Toggled(Message):
        """The reader wants only the incidents of a value, or no longer: its `condition`."""

        condition: str

    def __init__(self, pane_id: str) -> None:
        super().__init__(pane_id)
        self._facets: dict[str, list[Facet]] = {}
        self._query = ""
        self._opened: set[str] = set()
        self._items: list[Facet | str] = []

    async def follow(self, casebook: Casebook, results: Results) -> None:
        """Show the values of `results`, the cursor on the value that it was on."""
        at = self._items[self.cursor] if self._items else None
        self._facets, self._query = await asyncio.to_thread(results.facets), results.query
        self._list_items()
        queries = [one.query if isinstance(one, Facet) else one for one in self._items]
        there = at.query if isinstance(at, Facet) else at
        self.show_lines(cursor=queries.index(there) if there in queries else None)

    def _list_items(self) -> None:
        """Items are the values, and for a field with more of them its name."""
        self._items = []
        for field, facets in self._facets.items():
            shown = facets if field in self._opened else facets[:_AT_FIRST]
            self._items += shown
            if len(shown) < len(facets):
                self._items.append(field)

    def build_rows(self, width: int) -> Sequence[Row]:
        return list(self._listed(width))

    def _listed(self, width: int) -> Iterator[Row]:
        most = max((facet.count for facets in self._facets.values() for facet in facets), default=1)
        name = max(1, min(_WIDEST_NAME, width - 18))
        heading = ""
        for item, one in enumerate(self._items):
            if isinstance(one, str):
                rest = len(self._facets[one]) - _AT_FIRST
                yield Row(item, (Part(f"   … {rest} more", "dim"),))
                continue
            kind = _KINDS.get(one.field, "what")
            if one.field != heading:
                heading = one.field
                yield Row(None, (Part(f" {heading.capitalize()}", kind),))
            sign = "✓" if holds(self._query, one.query) else " "
            room = max(1, width - name - 12)
            bar = "■" * max(1, round(one.count / most * room))
            left = Part(f" {sign} ", "confirmed"), Part(fit(clean(one.value), name) + " ", "strong"), Part(bar, kind)
            yield Row(item, left, (Part(f" {one.count:,} "),))

    def on_lines_view_chosen(self, event: LinesView.Chosen) -> None:
        """Narrow or widen the search by the value under the cursor, or show the rest of a field's values."""
        event.stop()
        one = self._items[self.cursor]
        if isinstance(one, Facet):
            self.post_message(self.Toggled(one.query))
        else:
            self._opened.add(one)
            self._list_items()
            self.show_lines()
