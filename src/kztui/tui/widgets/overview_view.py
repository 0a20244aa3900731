"""The state of the casebook at a glance; every number opens its list."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from textual.message import Message

from kztui.casebook import Casebook, Results
from kztui.present.overview import Counted, Overview, Waiting, overview
from kztui.present.wording import short_day
from kztui.tui.bars_in_rows import bar, scale_of
from kztui.tui.paint import fit
from kztui.tui.row import Part, Row
from kztui.tui.widgets.lines_view import LinesView
from kztui.tui.widgets.rows_view import RowsView
from kztui.tui.widgets.view import View
from kztui.tui.wrap import cells

_SIDE_BY_SIDE = 76
"""From so many cells on, what waits and what is done stand beside each other."""

_TODO, _NAME = 46, 20


class OverviewView(RowsView, View):
    """What waits, how much is checked, the last imports, and years and regions with their dead and wounded.

    An item is a number that can be opened. It is of the whole casebook, whatever the search.
    """

    nothing = "Counting ..."

    @dataclass
    class Asked(Message):
        """The reader wants the list behind a number: a `query`, in the list or in another `view`."""

        query: str
        view: str

    def __init__(self, pane_id: str) -> None:
        super().__init__(pane_id)
        self._overview: Overview | None = None
        self._items: list[Waiting | Counted] = []

    async def follow(self, casebook: Casebook, results: Results) -> None:
        """Show the casebook as it is now."""
        self._overview = now = await asyncio.to_thread(overview, casebook)
        self._items = [*now.waiting, *now.years, *now.regions]
        self.show_lines()
        self.post_message(self.Moved(self))

    def build_rows(self, width: int) -> Sequence[Row]:
        return list(self._rows_of(self._overview, width)) if self._overview else ()

    def _rows_of(self, now: Overview, width: int) -> Iterator[Row]:
        todo = [(item, one) for item, one in enumerate(now.waiting)]
        beside = width >= _SIDE_BY_SIDE
        room = width - _TODO if beside else width
        done = [(Part("CHECKED", "dim"),), *(self._progress(*one, room=room) for one in now.checked)]
        done += [(), (Part("LAST IMPORTS", "dim"),)] if now.imports else []
        done += [(Part(f"{short_day(day):<13}"), Part(words)) for day, words in now.imports]
        heads: list[tuple[int | None, Waiting | None]] = [(None, None), *todo]
        if not beside:
            yield from (self._waiting(item, one, (), width) for item, one in heads)
            yield Row(None, ())
            yield from (Row(None, (Part(" "), *parts)) for parts in done)
        else:
            for (item, one), parts in zip_longest(heads, done, fillvalue=(None, Waiting(-1, ""))):
                right = parts if parts and isinstance(parts[0], Part) else ()
                yield self._waiting(item, one, right, _TODO)
        first = len(now.waiting)
        yield Row(None, ())
        yield from self._table("YEAR", now.years, first, width)
        yield Row(None, ())
        yield from self._table("REGION", now.regions, first + len(now.years), width)

    def _waiting(self, item: int | None, one: Waiting | None, right: tuple[Part, ...], width: int) -> Row:
        if one is None:
            return Row(None, (Part(fit(" TO DO", width), "dim"), *right))
        if one.number < 0:
            return Row(None, (Part(" " * width), *right))
        style = "strong" if one.number else "dim"
        words = (Part(f" {one.number:>6,}  ", style), Part(fit(one.words, width - 9), "" if one.number else "dim"))
        return Row(item, (*words, *right))

    def _progress(self, words: str, done: int, total: int, *, room: int) -> tuple[Part, ...]:
        if not total:
            return (Part(f"{words:<11}"), Part(f"{done:,}"))
        share = f"{done:,} of {total:,} "
        length = max(1, room - 14 - cells(share))
        filled = round(length * done / total)
        return (
            Part(f"{words:<11}"),
            Part("⣿" * filled, "confirmed"),
            Part("⣀" * (length - filled), "dim"),
            Part(f" {share}"),
        )

    def _table(self, title: str, told: Sequence[Counted], first: int, width: int) -> Iterator[Row]:
        if not told:
            return
        name = min(_NAME + 1, max(9, *(cells(one.name) + 3 for one in told)))
        room = max(3, (width - name - 24) // 3)
        scales = [scale_of(column) for column in zip(*(one.tally for one in told), strict=True)]
        heads = (fit(f"{word} to {scale:,}", room + 8) for word, scale in
                 zip(("incidents", "killed", "wounded"), scales, strict=True))  # fmt: skip
        yield Row(None, (Part(f" {title}".ljust(name) + "".join(heads), "dim"),))
        for item, one in enumerate(told, first):
            parts = [Part(fit(f" {one.name}", name - 1) + " ", "strong")]
            for number, scale, style in zip(one.tally, scales, ("who", "count", "count"), strict=True):
                parts.append(
                    Part(fit(f"{number:>6,} {bar(number, scale, room)}", room + 8), style if number else "dim")
                )
            yield Row(item, tuple(parts))

    def on_lines_view_chosen(self, event: LinesView.Chosen) -> None:
        """Ask for the list behind the number under the cursor."""
        event.stop()
        one = self._items[self.cursor]
        self.post_message(self.Asked(one.query, one.view if isinstance(one, Waiting) else ""))

    def describe(self, casebook: Casebook, text: str) -> str:
        one = self._items[self.cursor] if self._items else None
        if one is None:
            return ""
        view = one.view if isinstance(one, Waiting) else ""
        if one.query and not view:
            return f"enter lists {one.query}"
        asked = f", searched for {one.query}" if one.query else ""
        return f"enter opens {f'view {view}' if view else 'the list'}{asked}"
