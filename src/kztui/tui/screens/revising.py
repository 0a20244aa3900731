"""One annotation at a time: edited, retracted, answered."""

from abc import abstractmethod
from functools import partial

from textual import work

from kztui.errors import DecisionError
from kztui.model.annotation import Annotation, AnnotationKind
from kztui.model.revision import check_editable
from kztui.present.wording import kind_words
from kztui.tui.screens.annotating import TAG_HINT, AnnotatingScreen


class RevisingScreen(AnnotatingScreen):
    """A screen with a cursor on annotations. What is done to one is undone like everything else."""

    @abstractmethod
    def annotation_here(self) -> Annotation | None:
        """Return the annotation that the reader is at; None when they are not among annotations."""

    def action_annotation_edit(self) -> None:
        """Let the reader change the words of their note or tag."""
        from kztui.present import completions
        from kztui.tui.screens.line_dialog import LineDialog

        here = self.annotation_here()
        if here is None:
            return
        try:
            check_editable(here, self._casebook.author)
        except DecisionError as error:
            self.say(f"Not edited: {error}", failed=True)
            return
        title, save = f"Edit · {kind_words(here)}", partial(self._edit, here)
        if here.kind is AnnotationKind.NOTE:
            self.write_note(title, save, draft_of=f"edit {here.id}", text=here.text)
        else:
            complete = partial(completions.tags, self._casebook)
            dialog = LineDialog(title, save, hint=TAG_HINT, value=here.text, complete=complete)
            self.app.push_screen(dialog, partial(self._after, "Tag"))

    def action_annotation_reply(self) -> None:
        """Let the reader answer an annotation."""
        if here := self.annotation_here():
            title = f"Reply to {here.author} · {kind_words(here)}"
            self.write_note(title, partial(self._reply, here), draft_of=f"reply {here.id}", thing="Reply")

    @work(group="judge")
    async def action_annotation_retract(self) -> None:
        """Take an annotation of the reader away."""
        here = self.annotation_here()
        if here and await self._try(partial(self._casebook.notes.retract, here), "Not retracted"):
            self.say(f"Retracted: {kind_words(here, self._casebook.notes.fact(here))}")
            self.reread()

    def _edit(self, annotation: Annotation, text: str) -> Annotation:
        return self._casebook.notes.edit(annotation, text)

    def _reply(self, annotation: Annotation, text: str) -> Annotation:
        return self._casebook.notes.reply(annotation, text)
