"""Incidents that may be one and the same, for the analyst to decide."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from textual.message import Message

from kztui.casebook import Casebook, Results
from kztui.model.suggestion import Suggestion
from kztui.tui.commands import bindings
from kztui.tui.rows import Part, Row
from kztui.tui.widgets.rows import RowsView
from kztui.tui.wrap import wrap


class AlikeList(RowsView):
    """Pairs of incidents that may be the same, the likeliest first, with the reasons; an item is a pair."""

    SCOPES = ("lines", "alike")
    BINDINGS = bindings("alike")
    nothing = "No two incidents wait for a decision. Importing reports may bring some."

    @dataclass
    class Decided(Message):
        """The reader decided whether the two incidents of a suggestion are the `same`."""

        suggestion: Suggestion
        same: bool

    def __init__(self, pane_id: str) -> None:
        super().__init__(pane_id)
        self._pairs: list[tuple[Suggestion, str, str]] = []

    async def follow(self, casebook: Casebook, results: Results) -> None:
        """Show the pairs of which one incident at least is among `results`, and open the one under the cursor."""
        before = self._pair
        self._pairs = await asyncio.to_thread(_pairs, casebook, results)
        self.show_lines()
        if self._pair and self._pair != before:
            self.post_message(self.Moved(self))

    @property
    def _pair(self) -> Suggestion | None:
        return self._pairs[self.cursor][0] if self._pairs else None

    @property
    def current(self) -> str:
        """The id of the first incident of the pair under the cursor; empty when there is none."""
        return self._pair.incident if self._pair else ""

    @property
    def narrowing(self) -> str:
        """The search that finds both incidents of the pair under the cursor."""
        return f"(id:{self._pair.incident} OR id:{self._pair.like})" if self._pair else ""

    def build_rows(self, width: int) -> Sequence[Row]:
        rows = []
        for item, (suggestion, one, other) in enumerate(self._pairs):
            rows.append(Row(item, (Part(" "), Part(suggestion.incident, "strong"), Part(f"  {one}"))))
            rows.append(Row(item, (Part("≈", "conflict"), Part(suggestion.like, "strong"), Part(f"  {other}"))))
            why = ", ".join(suggestion.reasons)
            rows += [
                Row(item, (Part(f"   {why[start:end]}", "dim"),)) for start, end in wrap(why, 0, len(why), width - 4)
            ]
        return rows

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only a pair can be decided."""
        return bool(self._pairs) if action.startswith("alike_") else super().check_action(action, parameters)

    def action_alike_same(self) -> None:
        self._decide(same=True)

    def action_alike_different(self) -> None:
        self._decide(same=False)

    def _decide(self, *, same: bool) -> None:
        if self._pair:
            self.post_message(self.Decided(self._pair, same))


def _pairs(casebook: Casebook, results: Results) -> list[tuple[Suggestion, str, str]]:
    """Return the suggestions on `results`, each with the titles of its incidents."""
    return [
        (pair, casebook.summary(pair.incident).title, casebook.summary(pair.like).title)
        for pair in casebook.decisions.suggestions()
        if results.position(pair.incident) is not None or results.position(pair.like) is not None
    ]
