"""Who says what about a field: each claim with its source, its words and whom it quotes, and why the best is best."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content

from kztui.model.claims import Claim, claims
from kztui.model.fact import CONTEXT, Evidence, Field
from kztui.present.dossier import Dossier
from kztui.present.wording import VERDICT_SIGNS, circumstances, fact_words, source_words, title_words
from kztui.tui.chart import growth_rows
from kztui.tui.dialogs.window import Window
from kztui.tui.fact_rows import figure_of, side_rows
from kztui.tui.row import Part, Row
from kztui.tui.widgets.rows_view import RowsView
from kztui.tui.wrap import cells, shown, wrap


class ClaimsView(RowsView):
    """The claims about one field, the earliest publication first; an item is a claim."""

    def __init__(self, dossier: Dossier, field: Field) -> None:
        super().__init__("claims")
        self._dossier, self._field = dossier, field
        self._claims = claims(dossier.facts, field, dossier.sources)
        self.border_title = Content(shown(f"{field.label.capitalize()}: {title_words(dossier.summary)}"))
        self.border_subtitle = "esc close"

    def build_rows(self, width: int) -> Sequence[Row]:
        rows = [*self._figure(width), Row(None, ())]
        for item, claim in enumerate(self._claims):
            rows += self._claim(item, claim, width)
        return rows

    def _figure(self, width: int) -> Iterator[Row]:
        """Yield the figure, why its best value is the best, and how it has grown."""
        why = self._dossier.why(self._field)
        if not why:
            return
        differ = str(self._field) in self._dossier.summary.conflicts
        yield Row(None, (Part(f" {figure_of(self._dossier, self._field)}", "conflict" if differ else "strong"),))
        yield from (Row(None, (Part(f" {why[start:end]}"),)) for start, end in wrap(why, 0, len(why), width - 2))
        yield from side_rows(self._dossier, self._field, width, 1)
        yield from growth_rows(self._dossier.history(self._field), width, 1)

    def _claim(self, item: int, claim: Claim, width: int) -> Iterator[Row]:
        verdict = self._dossier.verdicts.get(claim.fact.id)
        sign = VERDICT_SIGNS[verdict.verdict] if verdict and verdict.verdict else " "
        about = circumstances(claim.fact)
        left = Part(f" {sign} {fact_words(claim.fact)}", "strong"), Part(f"  {about}" if about else "")
        beside = f"copies {claim.repeats}" if claim.repeats else f"quotes {claim.through}" if claim.through else ""
        named = f"{source_words(claim.source)}{f', {beside}' if beside else ''}"
        source = f"  {named}, p{claim.fact.evidence.paragraph} "
        if sum(cells(part.text) for part in left) + cells(source) <= width:
            yield Row(item, left, (Part(source, "dim"),))
        else:  # nothing of a figure is cut for the name of its source
            yield Row(item, left)
            yield Row(item, (Part(f"   {source}", "dim"),))
        before, exact, after = map(shown, _quoted(claim.fact.evidence))
        words, at = before + exact + after, len(before)
        for start, end in wrap(words, 0, len(words), max(10, width - 6)):
            first, last = (min(max(start, edge), end) for edge in (at, at + len(exact)))
            parts = Part(words[start:first], "dim"), Part(words[first:last]), Part(words[last:end], "dim")
            yield Row(item, (Part("     "), *parts))


def _quoted(evidence: Evidence) -> tuple[str, str, str]:
    """Return the words of a fact with the whole words that are known before and after them."""
    before, after = evidence.prefix, evidence.suffix
    if len(before) == CONTEXT:
        before = f"…{before.partition(' ')[2]}"
    if len(after) == CONTEXT:
        after = f"{after.rpartition(' ')[0]}…"
    return before, evidence.exact, after


class ClaimsScreen(Window[None]):
    """The claims about a field; the key that opened it closes it."""

    BINDINGS: ClassVar = [Binding(key, "end", show=False) for key in ("escape", "q", "й", "exclamation_mark")]

    def __init__(self, dossier: Dossier, field: Field) -> None:
        super().__init__()
        self._dossier, self._field = dossier, field

    def compose(self) -> ComposeResult:
        yield ClaimsView(self._dossier, self._field)
