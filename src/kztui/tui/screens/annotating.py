"""What an analyst adds: notes, tags and verdicts, taken back and brought back."""

import asyncio
from abc import abstractmethod
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual import work

from kztui.casebook import Casebook
from kztui.errors import UserError
from kztui.model.annotation import Annotation, AnnotationKind, Target, Verdict
from kztui.model.fact import Evidence, Fact
from kztui.present.dossier import Dossier
from kztui.present.wording import act_words, fact_words
from kztui.tui.screens.panes import PanesScreen
from kztui.tui.screens.written import Written

if TYPE_CHECKING:
    from kztui.tui.screens.note_dialog import NoteDialog

TAG_HINT = "one word · tab complete · enter save · esc close"


class AnnotatingScreen(PanesScreen):
    """A screen on an open incident that can be annotated. Saving happens off the screen's thread.

    A subclass says which incident is open and which fact the reader is at, shows messages and reads anew.
    """

    def __init__(self, casebook: Casebook) -> None:
        super().__init__()
        self._casebook = casebook
        self._drafts: dict[str, str] = {}
        self._writing: tuple[str, str, NoteDialog] | None = None  # what it is about, what it was at first, the window
        self._wanted = ""  # the id of the fact to go to when the incident is shown next
        self._turn = asyncio.Lock()

    @abstractmethod
    def opened(self) -> Dossier | None:
        """Return the incident that is open."""

    @abstractmethod
    def fact_here(self) -> Fact | None:
        """Return the fact that the reader is at; None when they are not among facts."""

    @abstractmethod
    def words_marked(self) -> Evidence | None:
        """Return the words that the reader marked in a report."""

    @abstractmethod
    def unmark(self) -> None:
        """Forget which words are marked."""

    @abstractmethod
    def say(self, message: str, *, failed: bool = False) -> None:
        """Show a message until the next key."""

    @abstractmethod
    def reread(self) -> None:
        """Show the casebook as it is now."""

    def action_note_add(self) -> None:
        """Let the reader write a note on the marked words, the fact or the incident."""
        dossier, fact = self.opened(), self.fact_here()
        if dossier is None:
            self.say("Choose an incident first.", failed=True)
            return
        target, about = Target(dossier.incident.id), dossier.summary.title
        if words := self.words_marked():
            target, about = Target(dossier.incident.id, evidence=words), f"“{words.exact}”"
        elif fact:
            target = Target(dossier.incident.id, fact.id, fact.evidence)
            about = f"{fact.field}: {fact_words(fact)}"
        self.write_note(
            f"Note · {about}", partial(self._annotate, AnnotationKind.NOTE, target), draft_of=_place(target)
        )

    def write_note(
        self,
        title: str,
        save: Callable[[str], object],
        *,
        draft_of: str,
        text: str = "",
        thing: str = "Note",
    ) -> None:
        """Let the reader write, beginning with `text`; what is not saved is there again for the same `draft_of`."""
        from kztui.tui.screens.note_dialog import NoteDialog

        def written(end: Written | None) -> None:
            self._drafts, self._writing = self.drafts(), None
            if end and end.saved:
                self._drafts.pop(draft_of, None)
            self._after(thing, end)

        dialog = NoteDialog(title, save, draft=self._drafts.get(draft_of) or text)
        self._writing = draft_of, text, dialog
        self.app.push_screen(dialog, written)

    def drafts(self) -> dict[str, str]:
        """Return what is written and not saved, by what it is about."""
        if self._writing is None:
            return self._drafts
        draft_of, at_first, dialog = self._writing
        drafts = {**self._drafts, draft_of: dialog.text}
        if dialog.text.strip() in ("", at_first):
            del drafts[draft_of]
        return drafts

    def action_tag_add(self) -> None:
        """Let the reader tag the marked words, else the incident."""
        from kztui.present import completions
        from kztui.tui.screens.line_dialog import LineDialog

        dossier, words = self.opened(), self.words_marked()
        if dossier is None:
            self.say("Choose an incident first.", failed=True)
            return
        save = partial(self._annotate, AnnotationKind.TAG, Target(dossier.incident.id, evidence=words))
        title = f"Tag · “{words.exact}”" if words else f"Tag · {dossier.summary.title}"
        dialog = LineDialog(title, save, hint=TAG_HINT, complete=partial(completions.tags, self._casebook))
        self.app.push_screen(dialog, partial(self._after, "Tag"))

    def action_fact_correct(self) -> None:
        """Let the reader type the right value of the fact."""
        from kztui.present import completions
        from kztui.present.corrections import HINTS, editable, meaning, typed_value
        from kztui.tui.screens.line_dialog import LineDialog

        dossier, fact = self.opened(), self.fact_here()
        if dossier is None or fact is None:
            return
        before = dossier.verdicts.get(fact.id)
        value = fact.value if before is None or before.value is None else before.value
        dialog = LineDialog(
            f"Correct · {fact.field}: {fact_words(fact)}",
            partial(self._correct, dossier.incident.id, fact),
            hint=f"{HINTS.get(fact.field, 'words')} · enter save · esc close",
            value=editable(value),
            complete=partial(completions.values, self._casebook, fact.field),
            explain=lambda text: meaning(typed_value(fact, text)),
        )
        self.app.push_screen(dialog, partial(self._after, "Correction"))

    def action_fact_add(self) -> None:
        """Let the reader make a fact of the marked words."""
        from kztui.present import completions
        from kztui.present.corrections import new_fact
        from kztui.tui.screens.line_dialog import LineDialog

        dossier, words = self.opened(), self.words_marked()
        if dossier is None or words is None:
            self.say("Mark the words first: m in the source.", failed=True)
            return
        target = Target(dossier.incident.id, evidence=words)

        def save(text: str) -> None:
            fact = new_fact(text, words)
            self._casebook.annotate(AnnotationKind.FACT, target, fact=fact)
            self._wanted = fact.id

        def explain(text: str) -> str:
            fact = new_fact(text, words)
            return f"{fact.field} {fact_words(fact)}"

        dialog = LineDialog(
            f"New fact · “{words.exact}”",
            save,
            hint="killed at least 20 · killed 8 victims · place Taraz · weapon · enter save · esc close",
            complete=partial(completions.facts, self._casebook),
            explain=explain,
        )
        self.app.push_screen(dialog, partial(self._after, "Fact"))

    def action_fact_confirm(self) -> None:
        self._judge(Verdict.CONFIRMED)

    def action_fact_reject(self) -> None:
        self._judge(Verdict.REJECTED)

    def _judge(self, verdict: Verdict) -> None:
        dossier, fact = self.opened(), self.fact_here()
        if dossier is None or fact is None:
            return
        before = dossier.verdicts.get(fact.id)
        words = f"{verdict}: {fact.field} {fact_words(fact)}"
        if before and before.verdict is verdict:
            self.say(f"Already {words}")
        else:
            self._save_verdict(verdict, Target(dossier.incident.id, fact.id), words)

    @work(group="judge")
    async def _save_verdict(self, verdict: Verdict, target: Target, words: str) -> None:
        if await self._try(partial(self._annotate, AnnotationKind.VERDICT, target, verdict=verdict), "Not saved"):
            self.say(words.capitalize())
            self.reread()

    @work(group="judge")
    async def action_undo(self) -> None:
        """Take back what the reader did last and say what it was."""
        await self._revert(self._casebook.undo, "Not undone", "Undone", "Nothing to undo.")

    @work(group="judge")
    async def action_redo(self) -> None:
        """Bring back what undo took last and say what it was."""
        await self._revert(self._casebook.redo, "Not redone", "Redone", "Nothing to redo.")

    async def _revert(self, step: Callable[[], Sequence[Annotation]], failure: str, done: str, nothing: str) -> None:
        said: list[str] = []

        def revert() -> None:
            if act := step():
                said.append(f"{done} {act_words(act, self._casebook.notes.fact(act[0]))}")

        if await self._try(revert, failure):
            self.say(said[0] if said else nothing)
            if said:
                self.reread()

    async def _try(self, step: Callable[[], object], failure: str) -> bool:
        """Run `step` off the screen's thread, after those that were asked for before it; say why it failed.

        It is run to its end, whatever becomes of the worker.
        """
        try:
            async with self._turn:
                await asyncio.shield(asyncio.to_thread(step))
        except (UserError, OSError) as error:
            self.say(f"{failure}: {error}", failed=True)
            return False
        return True

    def _annotate(
        self, kind: AnnotationKind, target: Target, text: str = "", verdict: Verdict | None = None
    ) -> Annotation:
        return self._casebook.annotate(kind, target, text=text, verdict=verdict)

    def _correct(self, incident: str, fact: Fact, text: str) -> Annotation:
        from kztui.present.corrections import typed_value

        value = typed_value(fact, text)
        target = Target(incident, fact.id)
        return self._casebook.annotate(AnnotationKind.VERDICT, target, verdict=Verdict.CORRECTED, value=value)

    def _after(self, thing: str, end: Written | None) -> None:
        """Say that what a dialog wrote is saved, if it is; words that it was about need no mark any more."""
        if end and end.saved:
            self.unmark()
            self.say(f"{thing} saved.")
            self.reread()


def _place(target: Target) -> str:
    """Return what tells one target from another."""
    words = target.evidence
    return " ".join((target.incident, target.fact, f"{words.report} {words.start} {words.end}" if words else ""))
