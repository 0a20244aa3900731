"""A map of what a search found."""

import asyncio
from collections.abc import Iterable
from datetime import date

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Offset

from kztui.casebook import Casebook, Results
from kztui.present.map import outline, toward, window
from kztui.present.map_labels import MANY, ROUGH, TOWN, Caption, Mark, labels_of, marks_of
from kztui.present.wording import plural
from kztui.search.query.narrowing import narrowed
from kztui.search.query.tokens import in_quotes
from kztui.search.results import Spot
from kztui.tui.command import bindings
from kztui.tui.local import of_scope
from kztui.tui.paint import Layer, fit, paint
from kztui.tui.widgets.view import View
from kztui.tui.wrap import cells

_NEAR = 2
"""A click is meant for a place that is at most that many cells away."""

_MOST_ZOOM = 7
_ALL_DAYS = date.min, date.max
_LEGEND = f"1-9 incidents  {MANY} 10 or more  {ROUGH} region only  {TOWN} town  +- zoom  enter incidents"


class MapView(View, inherit_bindings=False):
    """A map of the incidents; an item is a mark, and the arrows go from mark to mark.

    The mark is the number of its incidents. Labels are placed once for each window, so they do not move.
    """

    SCOPES = ("map",)
    BINDINGS = bindings(of_scope("map"))

    def __init__(self, pane_id: str) -> None:
        super().__init__(pane_id)
        self._spots: list[Spot] = []
        self._count = 0
        self._marks: list[Mark] = []
        self._zoom = 0
        self._around: Spot | None = None
        self._place: Spot | None = None
        self._window = window(1, 1)
        self._drawn: list[str] = []
        self._labels: list[Caption] = []
        self._towns: list[Caption] = []
        self._incident, self._first = "", ""
        self._known: Casebook | None = None

    def start_at(self, incident: str) -> None:
        self._first = incident

    async def follow(self, casebook: Casebook, results: Results) -> None:
        """Show the places of `results`, the cursor on the mark that it was on, or on that of the open incident."""
        self._known = casebook
        self._spots = await asyncio.to_thread(results.spots)
        self._count = results.count
        self._place = self._place or self._place_of_first()
        self.show_lines()
        at = self._mark_of_place()
        self.cursor = 0 if at is None else at
        self.post_message(self.Moved(self))

    def _place_of_first(self) -> Spot | None:
        if self._known is None or not self._first:
            return None
        try:
            place = self._known.summary(self._first).place
        except KeyError:
            return None
        return (
            Spot(place.name, place.lat, place.lon, 1)
            if place and place.lat is not None and place.lon is not None
            else None
        )

    def _mark_of_place(self) -> int | None:
        """Return the mark that stands for the place that the reader is on; None where it is not on the map."""
        where = self._place
        marks = (n for n, mark in enumerate(self._marks) if where and any(_same(spot, where) for spot in mark.spots))
        return next(marks, None)

    @property
    def _here(self) -> Mark | None:
        return self._marks[self.cursor] if self.cursor < len(self._marks) else None

    @property
    def current(self) -> str:
        """The id of the newest incident under the cursor, once it is known; else empty."""
        return self._incident

    @property
    def narrowing(self) -> str:
        """What to add to the search to find only what is under the cursor."""
        if self._here is None:
            return ""
        asked = [f"place:={in_quotes(spot.name)}" for spot in self._here.spots]
        return asked[0] if len(asked) == 1 else f"({' OR '.join(asked)})"

    def describe(self, casebook: Casebook, text: str) -> str:
        here = self._here
        placed = sum(spot.incidents for spot in self._spots)
        lost = f"{self._count - placed} of {self._count} have no place on the map" if placed < self._count else ""
        if here is None:
            return lost or self.nothing
        found = casebook.search(narrowed(text, self.narrowing))
        rows = found.rows(0, 100)
        if self._incident not in {row.id for row in rows}:
            self._incident = self._first if self._first in {row.id for row in rows} else rows[0].id if rows else ""
        killed = found.tally(_ALL_DAYS)[0].killed
        beside = f" and {plural(len(here.spots) - 1, 'place')} beside it" if here.spots[1:] else ""
        rough = "" if here.spots[0].exact else " (somewhere in it)"
        dead = f", {killed:,} killed" if killed else ""
        return f"{here.name}{rough}{beside}: {plural(here.incidents, 'incident')}{dead}" + (f"; {lost}" if lost else "")

    @property
    def item_count(self) -> int:
        return len(self._marks)

    def item_lines(self, item: int) -> tuple[int, int]:
        return self._marks[item].row, self._marks[item].row + 1

    def item_at(self, line: int) -> int | None:
        return None

    def item_under(self, offset: Offset) -> int | None:
        """Return the mark at a cell or right beside it, None where there is none."""
        near = ((_distance(mark, offset), item) for item, mark in enumerate(self._marks))
        distance, item = min(near, default=(_NEAR + 1, 0))
        return item if distance <= _NEAR else None

    def lay_out(self, width: int) -> int:
        height = max(1, self.size.height - 1)
        before = self._here
        self._window = window(max(1, width), height, self._zoom, self._around)
        self._drawn = outline(self._window, regions=True)
        self._marks = marks_of(self._window, self._spots)
        self._labels, self._towns = labels_of(self._window, self._marks, outline(self._window))
        at = self._mark_of_place()  # in another window other places share a mark
        if at is not None:
            self.cursor = at
        if before and self._here and self._here.spots != before.spots:
            self.post_message(self.Moved(self))
        return height + 1

    def paint_line(self, line: int, width: int, base: Style) -> Iterable[Segment]:
        if line >= len(self._drawn):
            yield Segment(fit(f" {_LEGEND}" if self._spots else f" {self.nothing}", width), base + self.style_of("dim"))
            return
        text, layers = list(self._drawn[line]), []
        signs = [(Caption(mark.column, mark.row, mark.sign), "count", n) for n, mark in enumerate(self._marks)]
        words = [(label, "dim", -1) for label in self._towns] + [(label, "", -1) for label in self._labels]
        for label, style, item in (*words, *signs):
            if label.row != line:
                continue
            end = min(len(text), label.column + cells(label.words))
            text[label.column : end] = label.words[: end - label.column]
            name = "current" if item == self.cursor else style
            layers.append(Layer(label.column, end, self.style_of(name) if name else base + Style(dim=False)))
        inked = "".join(text)
        named = {n for layer in layers for n in range(layer.start, layer.end)}
        lines = [Layer(n, n + 1, self.style_of("bar")) for n in range(len(inked)) if n not in named and inked[n] != " "]
        yield from paint(inked, 0, len(inked), base, [*lines, *layers])

    def watch_cursor(self, before: int, now: int) -> None:
        self._incident = ""
        if self._here is not None and self._mark_of_place() != now:
            self._place = self._here.spots[0]
        self.refresh()

    def _toward(self, east: int, north: int) -> None:
        if self._marks:
            self.go(toward(self._marks, self.cursor, east, north))

    def action_map_up(self) -> None:
        self._toward(0, 1)

    def action_map_down(self) -> None:
        self._toward(0, -1)

    def action_map_left(self) -> None:
        self._toward(-1, 0)

    def action_map_right(self) -> None:
        self._toward(1, 0)

    def action_map_next(self) -> None:
        self.go((self.cursor + 1) % max(1, len(self._marks)))

    def action_map_closer(self) -> None:
        self._zoom_to(self._zoom + 1)

    def action_map_farther(self) -> None:
        self._zoom_to(self._zoom - 1)

    def _zoom_to(self, zoom: int) -> None:
        """Come closer around the mark under the cursor, while two incidents stay in view, or go back."""
        here, before = self._here, (self._zoom, self._around)
        if here is None or not 0 <= zoom <= _MOST_ZOOM:
            return
        place = here.spots[0]
        self._zoom, self._around = zoom, place if zoom else None
        self.show_lines()
        if zoom > before[0] and sum(mark.incidents for mark in self._marks) < min(2, self._count):
            self._zoom, self._around = before
            self.show_lines()
        same = (n for n, mark in enumerate(self._marks) if place in mark.spots)
        self.cursor = next(same, 0)
        self.post_message(self.Moved(self))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Come closer."""
        event.stop()
        self.action_map_closer()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Go farther."""
        event.stop()
        self.action_map_farther()

    def action_map_open(self) -> None:
        self.action_lines_choose()


def _same(one: Spot, other: Spot) -> bool:
    return round(one.lat - other.lat, 3) == 0 == round(one.lon - other.lon, 3)


def _distance(mark: Mark, offset: Offset) -> int:
    """Return how many cells a mark is away from one; a line of the map counts as two cells across."""
    return max(abs(mark.column - offset.x), 2 * abs(mark.row - offset.y))
