"""All annotations on what a search found."""

import asyncio
from collections.abc import Sequence

from kztui.casebook import Casebook, Results
from kztui.casebook.annotating import Noted
from kztui.model.annotation import Annotation, AnnotationKind
from kztui.model.summary import Summary
from kztui.present.wording import annotation_words, date_cell, quoted_words
from kztui.tui.row import Part, Row
from kztui.tui.widgets.annotation_list import sign
from kztui.tui.widgets.rows_view import RowsView
from kztui.tui.widgets.view import View


class NotesView(RowsView, View):
    """The annotations on the incidents of a search, the newest first; an item is an annotation.

    The decisions that the bundled casebook came with are in the log, and not here.
    """

    SCOPES = ("lines", "annotations")
    nothing = "No notes or tags on these incidents. In the list (1) a writes a note, t adds a tag."

    def __init__(self, pane_id: str) -> None:
        super().__init__(pane_id)
        self._noted: list[Noted] = []

    async def follow(self, casebook: Casebook, results: Results) -> None:
        """Show the annotations on `results`; the cursor stays on its annotation, or has moved to another one."""
        before = self.annotation
        self._noted = await asyncio.to_thread(lambda: casebook.notes.on(results, bundled=False))
        origins = [noted.annotation.origin for noted in self._noted]
        stays = before is not None and before.origin in origins
        self.show_lines(cursor=origins.index(before.origin) if before and stays else None)
        if not stays and self._noted:
            self.post_message(self.Moved(self))

    @property
    def annotation(self) -> Annotation | None:
        """The annotation under the cursor."""
        return self._noted[self.cursor].annotation if self._noted else None

    @property
    def current(self) -> str:
        """The id of the incident that the annotation under the cursor is on; empty when there is none."""
        return self._noted[self.cursor].on.id if self._noted else ""

    def build_rows(self, width: int) -> Sequence[Row]:
        rows = []
        for item, (annotation, on) in enumerate(self._noted):
            words, style = (
                " ".join(annotation_words(annotation).split()),
                "tag" if annotation.kind is AnnotationKind.TAG else "",
            )
            quoted = Part(f"  {quoted_words(annotation)}", "dim")
            rows.append(Row(item, (Part(" "), sign(annotation), Part(" "), Part(words, style), quoted)))
            trace = f" {annotation.author}, {annotation.created.astimezone():%-d %b %Y} "
            rows.append(Row(item, (Part(f"   {_where(on)}", "dim"),), (Part(trace, "dim"),)))
        return rows


def _where(on: Summary) -> str:
    """Return an incident as the list tells it: the left side is narrow."""
    return f"{date_cell(on.date)} {on.place.name if on.place else on.type}"
