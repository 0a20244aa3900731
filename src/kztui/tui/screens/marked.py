"""What is done to all marked incidents at once: tagging, merging, copying."""

from collections.abc import Sequence
from functools import partial

from kztui.errors import DecisionError
from kztui.present.wording import plural
from kztui.tui.screens.annotating import TAG_HINT
from kztui.tui.screens.finding import FindingScreen
from kztui.tui.screens.written import Written


class MarkedScreen(FindingScreen):
    """A screen whose list marks incidents. Where some are marked, commands on the open incident are about these."""

    def action_tag_add(self) -> None:
        """Let the reader tag the marked incidents, else the marked words or the open incident."""
        from kztui.present import completions
        from kztui.tui.screens.line_dialog import LineDialog

        marked = self._list.marked
        if not marked or self.words_marked():
            super().action_tag_add()
            return
        dialog = LineDialog(
            f"Tag {_these(marked)}",
            partial(self._tag, marked),
            hint=f"for each of them: {TAG_HINT}",
            complete=partial(completions.tags, self._casebook),
        )
        self.app.push_screen(dialog, partial(self._after_all, f"{_these(marked)} tagged"))

    def action_incident_merge(self) -> None:
        """Let the reader say which incident the marked ones become, by default the one under the cursor."""
        from kztui.present import completions
        from kztui.tui.screens.line_dialog import LineDialog

        marked = self._list.marked
        if not marked:
            super().action_incident_merge()
            return
        dialog = LineDialog(
            f"Merge {_these(marked)} into",
            partial(self._merge, marked),
            hint="the id that stays · ↓ tab complete · enter save · esc close",
            value=self._list.current if self._list.current in marked else marked[0],
            complete=partial(completions.among, self._casebook, self._there(marked)),
            explain=self.title_of,
        )
        self.app.push_screen(dialog, partial(self._after_merge, f"{_these(marked)} merged"))

    def _after_merge(self, done: str, end: Written | None) -> None:
        if end and end.saved:
            self._list.marked = ()
        self._after_all(done, end)

    def _after_all(self, done: str, end: Written | None) -> None:
        if end and end.saved:
            self.say(f"{done}: u takes it back at once.")
            self.reread()

    def _tag(self, marked: Sequence[str], text: str) -> None:
        """Tag incidents. Raises DecisionError for what is no tag, or when all of them have it."""
        if not self._casebook.notes.tag(self._there(marked), text):
            raise DecisionError("all of them have this tag already")

    def _merge(self, marked: Sequence[str], text: str) -> None:
        self._casebook.decisions.merge_all(self._there(marked), text.strip().upper())

    def _there(self, marked: Sequence[str]) -> list[str]:
        """Return the ids that marked incidents have now, without those that are gone since."""
        found = []
        for incident in marked:
            try:
                found.append(self._casebook.incident(incident).id)
            except KeyError:
                continue
        return list(dict.fromkeys(found))

    def marked_words(self) -> str:
        """Return a line on each marked incident, to be pasted."""
        rows = map(self._casebook.summary, self._there(self._list.marked))
        return "".join(f"{row.id}  {row.title}\n" for row in rows)


def _these(marked: Sequence[str]) -> str:
    return plural(len(marked), "marked incident")
