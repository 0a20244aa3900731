"""The log: who did what and when, the newest first."""

import asyncio
from collections.abc import Sequence

from kztui.casebook import Casebook, Results
from kztui.casebook.logbook import LogEntry
from kztui.present.log_words import entry_words, state_words
from kztui.tui.paint import fit
from kztui.tui.row import Part, Row
from kztui.tui.widgets.rows_view import RowsView
from kztui.tui.widgets.view import View
from kztui.tui.wrap import cells

_MOST = 5_000
"""So many of the latest records are shown."""

_AUTHOR = 14


class LogView(RowsView, View):
    """What analysts did in the whole casebook; an item is a record. Enter goes to the incident that it is about."""

    nothing = "Nothing has been decided yet: notes, verdicts, merges and imports will stand here."

    def __init__(self, pane_id: str) -> None:
        super().__init__(pane_id)
        self._entries: list[LogEntry] = []

    async def follow(self, casebook: Casebook, results: Results) -> None:
        """Show the records as they are now; the cursor stays on its record."""
        before = self._here
        self._entries = (await asyncio.to_thread(casebook.log))[:_MOST]
        ids = [entry.record.id for entry in self._entries]
        self.show_lines(cursor=ids.index(before.record.id) if before and before.record.id in ids else None)
        self.post_message(self.Moved(self))

    @property
    def _here(self) -> LogEntry | None:
        return self._entries[self.cursor] if self._entries else None

    @property
    def current(self) -> str:
        """The id of the incident that the record under the cursor is about; empty for a report or an import."""
        about = self._here.about if self._here else ""
        return about if not about.startswith("r-") else ""

    def build_rows(self, width: int) -> Sequence[Row]:
        rows = []
        for item, entry in enumerate(self._entries):
            made = f" {entry.record.created.astimezone():%Y-%m-%d %H:%M}  "
            state = state_words(entry)
            words = " ".join(entry_words(entry).split()).removeprefix(f"{entry.about} ")
            room = max(8, width - cells(made) - _AUTHOR - 16 - len(state) - 1)
            left = (
                Part(made, "dim"),
                Part(fit(entry.record.author, _AUTHOR - 1) + " "),
                Part(fit(entry.about, 15) + " ", "strong"),
            )
            rows.append(
                Row(
                    item, (*left, Part(fit(words, room), "" if entry.stands else "struck")), (Part(f"{state} ", "dim"),)
                )
            )
        return rows

    def describe(self, casebook: Casebook, text: str) -> str:
        return " ".join(entry_words(self._here).split()) if self._here else ""
