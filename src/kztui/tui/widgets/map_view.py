"""A map of what a search found."""

import asyncio
from collections.abc import Iterable, Sequence

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Offset

from kztui.casebook import Casebook, Results
from kztui.present.map import Spot, outline, spots, toward, window
from kztui.present.wording import plural
from kztui.search.query.tokens import in_quotes
from kztui.tui.command import bindings
from kztui.tui.local import of_scope
from kztui.tui.paint import fit
from kztui.tui.widgets.grouped import Group, GroupedView

_NEAR = 2
"""A click is meant for a place that is at most that many cells away."""


class MapView(GroupedView, inherit_bindings=False):
    """A map of the incidents; an item is a place, and the arrows go from place to place."""

    SCOPES = ("map",)
    BINDINGS = bindings(of_scope("map"))

    def __init__(self, pane_id: str) -> None:
        super().__init__(pane_id)
        self._spots: list[Spot] = []
        self._zoom = 0
        self._window = window(1, 1)
        self._drawn: list[str] = []

    async def follow(self, casebook: Casebook, results: Results) -> None:
        """Show the places of `results`."""
        before = self.group
        self._spots = await asyncio.to_thread(lambda: spots(results.rows(0, results.count)))
        self.show_groups(before)

    def groups(self) -> Sequence[Group]:
        return [Group(f"{spot.name} {spot.lat} {spot.lon}", spot.ids) for spot in self._spots]

    @property
    def narrowing(self) -> str:
        """What to add to the search to find only what is under the cursor."""
        return f"place:={in_quotes(self._spots[self.cursor].name)}" if self._spots else ""

    @property
    def item_count(self) -> int:
        return len(self._spots)

    def item_lines(self, item: int) -> tuple[int, int]:
        cell = self._window.cell(self._spots[item])
        return (cell[1], cell[1] + 1) if cell else (0, 1)

    def item_at(self, line: int) -> int | None:
        return None

    def item_under(self, offset: Offset) -> int | None:
        """Return the place at a cell or right beside it, None where there is none."""
        near = ((self._distance(spot, offset), item) for item, spot in enumerate(self._spots))
        distance, item = min(near, default=(_NEAR + 1, 0))
        return item if distance <= _NEAR else None

    def _distance(self, spot: Spot, offset: Offset) -> int:
        """Return how many cells a place is away from one; a line of the map counts as two cells across."""
        cell = self._window.cell(spot)
        return max(abs(cell[0] - offset.x), 2 * abs(cell[1] - offset.y)) if cell else _NEAR + 1

    def lay_out(self, width: int) -> int:
        height = max(1, self.size.height - 1)
        around = self._spots[min(self.cursor, len(self._spots) - 1)] if self._spots else None
        self._window = window(max(1, width), height, self._zoom, around)
        self._drawn = outline(self._window)
        return height + 1

    def paint_line(self, line: int, width: int, base: Style) -> Iterable[Segment]:
        if line >= len(self._drawn):
            yield Segment(self._caption(width), base + self.style_of("strong"))
            return
        at: dict[int, int] = {}
        for item, spot in reversed(list(enumerate(self._spots))):
            cell = self._window.cell(spot)
            if cell and cell[1] == line:
                at[cell[0]] = item if at.get(cell[0]) != self.cursor else self.cursor
        text, dim = self._drawn[line], base + self.style_of("dim")
        done = 0
        for column in sorted(at):
            yield Segment(text[done:column], dim)
            here = at[column] == self.cursor
            yield Segment(self._sign(self._spots[at[column]]), base + self.style_of("current" if here else "count"))
            done = column + 1
        yield Segment(text[done:], dim)

    def _sign(self, spot: Spot) -> str:
        if not spot.exact:
            return "○"
        return "·" if len(spot.ids) == 1 and not spot.killed else "•" if len(spot.ids) < 3 else "●"

    def _caption(self, width: int) -> str:
        if not self._spots:
            return fit(f" {self.nothing}", width)
        spot = self._spots[self.cursor]
        outside = "" if self._window.cell(spot) else " (outside)"
        outside += "" if spot.exact else " (somewhere in it)"
        killed = f", {spot.killed} killed" if spot.killed else ""
        return fit(f" {spot.name}{outside}: {plural(len(spot.ids), 'incident')}{killed}", width)

    def watch_cursor(self, before: int, now: int) -> None:
        if self._window.cell(self._spots[now]) is None:
            self.lay_out(self.line_width)
        self.refresh()

    def _toward(self, east: int, north: int) -> None:
        if self._spots:
            self.go(toward(self._spots, self.cursor, east, north))

    def action_map_up(self) -> None:
        self._toward(0, 1)

    def action_map_down(self) -> None:
        self._toward(0, -1)

    def action_map_left(self) -> None:
        self._toward(-1, 0)

    def action_map_right(self) -> None:
        self._toward(1, 0)

    def action_map_next(self) -> None:
        self.go((self.cursor + 1) % max(1, len(self._spots)))

    def action_map_closer(self) -> None:
        self._zoom_to(self._zoom + 1)

    def action_map_farther(self) -> None:
        self._zoom_to(self._zoom - 1)

    def _zoom_to(self, zoom: int) -> None:
        self._zoom = max(0, min(5, zoom))
        self.show_lines()

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
