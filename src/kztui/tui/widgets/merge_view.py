"""Incidents that may be one and the same, for the analyst to decide."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from textual.message import Message

from kztui.casebook import Casebook, Results
from kztui.model.fact import COUNTED
from kztui.model.suggestion import Suggestion
from kztui.model.summary import Summary, date_words
from kztui.present.wording import CONFLICT, figure_words, plural
from kztui.tui.command import bindings
from kztui.tui.local import of_scope
from kztui.tui.paint import fit
from kztui.tui.row import Part, Row
from kztui.tui.widgets.rows_view import RowsView
from kztui.tui.widgets.view import View
from kztui.tui.wrap import wrap


class MergeView(RowsView, View):
    """Pairs of incidents that may be the same, the likeliest first, with the reasons; an item is a pair."""

    SCOPES = ("lines", "merge")
    BINDINGS = bindings(of_scope("merge"))
    nothing = "No two incidents wait for a decision. Importing reports may bring some."

    @dataclass
    class Decided(Message):
        """The reader decided whether the two incidents of a suggestion are the `same`."""

        suggestion: Suggestion
        same: bool

    def __init__(self, pane_id: str) -> None:
        super().__init__(pane_id)
        self._pairs: list[tuple[Suggestion, Summary, Summary]] = []

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
        rows: list[Row] = []
        for item, (suggestion, one, other) in enumerate(self._pairs):
            rows += [Row(None, ())] if item else []
            half = (width - 4) // 2
            ids = Part(f" {fit(one.id, half)}", "strong"), Part("≈ ", "conflict"), Part(fit(other.id, half), "strong")
            rows.append(Row(item, ids))
            rows += [Row(item, _beside(mine, theirs, half)) for mine, theirs in _compared(one, other)]
            sources = fit(plural(one.reports, "source"), half), fit(plural(other.reports, "source"), half)
            rows.append(Row(item, (Part(f" {'  '.join(sources)}", "dim"),)))
            why = ", ".join(suggestion.reasons)
            rows += [
                Row(item, (Part(f"   {why[start:end]}", "dim"),)) for start, end in wrap(why, 0, len(why), width - 4)
            ]
        return rows

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only a pair can be decided."""
        return bool(self._pairs) if action.startswith("merge_") else super().check_action(action, parameters)

    def action_merge_same(self) -> None:
        self._decide(same=True)

    def action_merge_different(self) -> None:
        self._decide(same=False)

    def _decide(self, *, same: bool) -> None:
        if self._pair:
            self.post_message(self.Decided(self._pair, same))


def _compared(one: Summary, other: Summary) -> Iterator[tuple[str, str]]:
    """Yield what the list knows of two incidents, in words, side by side; what neither has is left out."""
    for mine, theirs in zip(_columns(one), _columns(other), strict=True):
        if mine or theirs:
            yield mine, theirs


def _columns(row: Summary) -> Iterator[str]:
    yield row.type
    yield date_words(row.date)
    yield row.place.name if row.place else ""
    for field in COUNTED:
        yield f"{field} {figure_words(figure)}" if (figure := row.counts.get(field)) else ""


def _beside(mine: str, theirs: str, width: int) -> tuple[Part, ...]:
    """Return two wordings in columns of `width` cells; a sign between them says whether they are the same."""
    sign = "  " if not (mine and theirs) else "= " if mine == theirs else f"{CONFLICT} "
    return Part(f" {fit(mine, width)}"), Part(sign, "conflict" if CONFLICT in sign else "dim"), Part(fit(theirs, width))


def _pairs(casebook: Casebook, results: Results) -> list[tuple[Suggestion, Summary, Summary]]:
    """Return the suggestions on `results`, each with its incidents."""
    return [
        (pair, casebook.summary(pair.incident), casebook.summary(pair.like))
        for pair in casebook.decisions.suggestions()
        if results.position(pair.incident) is not None or results.position(pair.like) is not None
    ]
