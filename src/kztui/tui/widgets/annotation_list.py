"""The annotations on the incident that is open."""

from collections import Counter
from collections.abc import Iterator, Sequence

from kztui.model.annotation import Annotation, AnnotationKind
from kztui.model.revision import Thread, threads
from kztui.present.dossier import Dossier
from kztui.present.wording import (
    ANNOTATION_SIGNS,
    RETRACTED,
    VERDICT_SIGNS,
    annotation_words,
    fact_words,
    plural,
    quoted_words,
    trace_words,
)
from kztui.tui.fact_rows import FOLDED
from kztui.tui.paint import fit
from kztui.tui.row import Part, Row
from kztui.tui.widgets.rows_view import RowsView
from kztui.tui.wrap import cells, wrap

_FOLD_FROM = 4
"""So many verdicts, added facts and decisions are folded into one line."""


class AnnotationList(RowsView):
    """Tags, then notes, the newest first, each with its replies; an item is an annotation.

    Verdicts, facts added by hand and decisions can be seen elsewhere: several of them are folded into one last line,
    which is an item too, until the reader opens it.
    """

    KEEPS_PLACE = False
    SCOPES = ("lines", "annotations")
    nothing = "No notes or tags yet. Press a to write a note, t to add a tag."

    def __init__(self, pane_id: str) -> None:
        super().__init__(pane_id)
        self._dossier: Dossier | None = None
        self._threads: list[Thread] = []
        self._entries: list[Annotation] = []
        self._records: list[Thread] = []
        self._unfolded = False

    def show_dossier(self, dossier: Dossier | None) -> None:
        """Show the annotations of an incident; where the reader is at one of them, the cursor stays on it."""
        same = dossier and self._dossier and dossier.incident.id == self._dossier.incident.id
        before, at = (self.current, self.cursor) if same and self.screen.focused is self else (None, 0)
        self._unfolded = self._unfolded and bool(same)
        self._dossier = dossier
        self._arrange()
        self.show_lines(cursor=next((n for n, one in enumerate(self._entries) if before and _same(one, before)), at))

    def _arrange(self) -> None:
        """Sort what is shown from what is folded."""
        newest_first = threads(self._dossier.annotations if self._dossier else ())[::-1]
        records = [thread for thread in newest_first if _is_record(thread)]
        self._records = [] if self._unfolded or len(records) < _FOLD_FROM else records
        shown = [thread for thread in newest_first if thread not in self._records]
        self._threads = sorted(shown, key=_is_tag, reverse=True)
        self._entries = [one for first, replies in self._threads for one in (first, *replies) if one]
        self.set_class(not self._entries, "empty")

    @property
    def current(self) -> Annotation | None:
        """The annotation under the cursor."""
        return self._entries[self.cursor] if self.cursor < len(self._entries) else None

    @property
    def is_folded_here(self) -> bool:
        """Whether the cursor is on the line of what is folded."""
        return bool(self._records) and self.cursor == len(self._entries)

    def unfold(self) -> None:
        """Show the verdicts and decisions, too."""
        self._unfolded = True
        self._arrange()
        self.show_lines()

    def go_to(self, annotation: Annotation) -> None:
        """Put the cursor on an annotation."""
        if self._records and not any(_same(one, annotation) for one in self._entries):
            self.unfold()
        self.cursor = next((n for n, one in enumerate(self._entries) if _same(one, annotation)), self.cursor)

    def lay_out(self, width: int) -> int:
        """Build the lines; where their number changes, the pane takes another height."""
        before = self.virtual_size.height
        count = super().lay_out(width)
        if count != before:
            self.refresh(layout=True)
        return count

    def build_rows(self, width: int) -> Sequence[Row]:
        rows: list[Row] = []
        item = 0
        for first, replies in self._threads:
            if first is None:
                rows.append(Row(None, (Part(f" {RETRACTED}", "dim"),)))
            for entry in (first, *replies):
                if entry:
                    rows.extend(self._entry(item, entry, width))
                    item += 1
        if self._records:
            kinds = Counter(_kind(one) for thread in self._records for one in (thread.first,) if one)
            words = ", ".join(plural(count, kind) for kind, count in kinds.items())
            rows.append(Row(item, (Part(f" {FOLDED} {words}", "dim"),)))
        return rows

    def _entry(self, item: int, entry: Annotation, width: int) -> Iterator[Row]:
        text, indent = annotation_words(entry), "   " if entry.answers else " "
        about, trace = self._about(entry), trace_words(entry)
        beside = f"{about}, {trace}" if about else trace
        if cells(indent + text + beside) + 5 > width:
            beside = fit(trace, min(cells(trace), width // 2))
        right = Part(f"  {beside} ", "dim")
        room = max(10, width - 2 - len(indent) - cells(right.text))
        style = "tag" if entry.kind is AnnotationKind.TAG else ""
        for number, (start, end) in enumerate(wrap(text, 0, len(text), room, keep_lines=True)):
            words = Part(text[start:end], style)
            if number:
                yield Row(item, (Part(indent + "  "), words))
            else:
                yield Row(item, (Part(indent), sign(entry), Part(" "), words), (right,))
        if about and about not in beside:
            yield Row(item, (Part(f"{indent}  {about}", "dim"),))

    def _about(self, entry: Annotation) -> str:
        """Return the words or the fact that an annotation is on; empty when it is on the incident, or a reply."""
        if not entry.target.fact or entry.answers:
            return quoted_words(entry)
        facts = self._dossier.facts if self._dossier else ()
        fact = next((fact for fact in facts if fact.id == entry.target.fact), None)
        return f"on {fact.field.label}: {fact_words(fact)}" if fact else "on a fact that is gone"


def sign(entry: Annotation) -> Part:
    """Return the sign that says what kind of annotation it is."""
    if entry.verdict:
        return Part(VERDICT_SIGNS[entry.verdict], str(entry.verdict))
    if entry.kind is AnnotationKind.TAG:
        return Part(" ")  # its words begin with one
    return Part("↳" if entry.answers else ANNOTATION_SIGNS.get(entry.kind, "→"), "dim")


def _is_tag(thread: Thread) -> bool:
    return thread.first is not None and thread.first.kind is AnnotationKind.TAG


def _is_record(thread: Thread) -> bool:
    """Return whether a thread is a verdict, a fact or a decision that nobody said anything to."""
    first, replies = thread
    noted = (AnnotationKind.TAG, AnnotationKind.NOTE, AnnotationKind.DISMISSED)
    return bool(first and first.kind not in noted and not replies)


def _kind(annotation: Annotation) -> str:
    if annotation.verdict:
        return "verdict"
    return "added fact" if annotation.kind is AnnotationKind.FACT else "decision"


def _same(one: Annotation, other: Annotation) -> bool:
    return one.origin == other.origin
