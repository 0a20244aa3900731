"""The annotations on the incident that is open."""

from collections.abc import Sequence

from kztui.model.annotation import Annotation, AnnotationKind, tags
from kztui.tui.dossier import Dossier
from kztui.tui.rows import Part, Row
from kztui.tui.widgets.rows import RowsView
from kztui.tui.wording import VERDICT_SIGNS, annotation_words, fact_words, plural
from kztui.tui.wrap import wrap


class AnnotationList(RowsView):
    """Tags in the first line, then notes and verdicts, the newest first; an item is a note or a verdict."""

    def __init__(self, pane_id: str) -> None:
        super().__init__(pane_id)
        self._dossier: Dossier | None = None

    def show_dossier(self, dossier: Dossier | None) -> None:
        """Show the annotations of an incident."""
        self._dossier = dossier
        self.show_lines()

    @property
    def entries(self) -> list[Annotation]:
        """The notes and verdicts, the newest first."""
        standing = self._dossier.annotations if self._dossier else ()
        return [a for a in reversed(standing) if a.kind is not AnnotationKind.TAG]

    def build_rows(self, width: int) -> Sequence[Row]:
        entries = self.entries
        words = tags(self._dossier.annotations) if self._dossier else ()
        notes = sum(entry.kind is AnnotationKind.NOTE for entry in entries)
        self.border_title = f"Annotations · {plural(notes, 'note')}" if notes else "Annotations"
        rows = [Row(None, (Part(" "), *(Part(f"#{tag} ", "tag") for tag in words)))] if words else []
        for item, entry in enumerate(entries):
            rows.extend(self._entry(item, entry, width))
        return rows or [Row(None, (Part(" No notes or tags yet. Press a to write a note, t to add a tag.", "dim"),))]

    def _entry(self, item: int, entry: Annotation, width: int) -> list[Row]:
        sign = Part(VERDICT_SIGNS[entry.verdict], str(entry.verdict)) if entry.verdict else Part("“", "dim")
        about = self._about(entry)
        text = annotation_words(entry)
        trace = Part(f"  {about}{entry.author}, {entry.created.astimezone():%-d %b %Y %H:%M} ", "dim")
        lines = wrap(text, 0, len(text), max(10, width - 3 - min(width // 2, len(trace.text))), keep_lines=True)
        return [
            Row(item, (Part(" "), sign if not number else Part(" "), Part(" "), Part(text[start:end])),
                (trace,) if not number else ())
            for number, (start, end) in enumerate(lines)
        ]  # fmt: skip

    def _about(self, entry: Annotation) -> str:
        facts = self._dossier.facts if self._dossier else ()
        fact = next((fact for fact in facts if fact.id == entry.target.fact), None)
        return f"on {fact.field}: {fact_words(fact)} · " if fact else ""
