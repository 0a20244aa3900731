"""The facts of the incident that is open."""

from collections.abc import Iterable, Sequence

from rich.segment import Segment
from rich.style import Style

from kztui.model.fact import Fact, Field
from kztui.model.report import Report
from kztui.present.dossier import Dossier
from kztui.present.fact_lines import Kind, Line, facts_by_head, lines_by_field, lines_by_source
from kztui.tui.command import Command, bindings
from kztui.tui.fact_rows import fact_rows
from kztui.tui.local import of_scope
from kztui.tui.paint import fit
from kztui.tui.row import Row
from kztui.tui.widgets.rows_view import RowsView

SUPPORTED, MARKED = "›", "*"
"""What a fact begins with that stands in the paragraph in which the reader is, or that is marked."""


class FactList(RowsView):
    """The figures of an incident, and its facts by report or by field; an item is a line of them.

    A line can stand for several facts, or, as the head of a report, for none.
    """

    HEADING_LINES = 1
    SCOPES = ("lines", "fields", "facts")
    BINDINGS = bindings(of_scope("fields"))
    nothing = "No incident is open."
    no_incident = ""
    """Why no incident is open, where a report is shown by itself."""
    no_facts = "No facts yet: m in the source marks words, F makes a fact of them."
    unknown = ""
    """What is to be said where there are no facts because of the day that the reader looks at."""

    def __init__(self, pane_id: str) -> None:
        super().__init__(pane_id)
        self._dossier: Dossier | None = None
        self._lines: list[Line] = []
        self._items: list[Line] = []
        self._supported: frozenset[str] = frozenset()
        self._marked: tuple[str, ...] = ()
        self._turned: frozenset[str] = frozenset()
        self._wanted = ""
        self._kept: Fact | None = None
        self.by_field = False
        self.as_written = False

    def show_dossier(self, dossier: Dossier | None) -> None:
        """Show the facts of an incident; cursor, marks and folds stay as they are when it is the same incident."""
        same = self._dossier is not None and dossier is not None and self._dossier.incident.id == dossier.incident.id
        here, at, fact = self.line, self.cursor, self.current
        self._dossier, self._supported = dossier, frozenset()
        ids = {fact.id for fact in dossier.facts} if dossier else set()
        self._marked = tuple(fact for fact in self._marked if same and fact in ids)
        self._turned = self._turned if same else frozenset()
        self._wanted, self._kept = "", None
        self._arrange(here.field if same and here and here.kind is Kind.FIGURE else None)
        self.show_lines(cursor=self._place_of(here, at) if same else 0)
        if same and here and here.kind is Kind.FIGURE and fact and fact.id in ids:
            self._kept = fact

    def _arrange(self, keep: Field | None = None) -> None:
        """Build the lines again; `keep` is a field whose figure stays though nothing states it any more."""
        if self._dossier is None or not self._dossier.facts:
            self._lines = []
        elif self.by_field:
            self._lines = lines_by_field(self._dossier, self._turned)
        else:
            written = {f"agree {report.id}" for report in self._dossier.reports} if self.as_written else set()
            self._lines = lines_by_source(self._dossier, self._turned ^ written, keep)
        self._items = [line for line in self._lines if line.kind is not Kind.SPEAKER]

    def _place_of(self, line: Line | None, at: int) -> int:
        """Return where a line is now: the one with most in common with it, else where it was."""
        if line is None:
            return 0
        for item, other in enumerate(self._items):
            same = (other.kind, other.field, other.report, other.key) == (line.kind, line.field, line.report, line.key)
            if same and (not line.facts or line.kind is Kind.FIGURE or _shared(line, other)):
                return item
        holding = (item for item, other in enumerate(self._items) if _shared(line, other))
        return at if line.kind is Kind.FIGURE else next(holding, at)

    @property
    def line(self) -> Line | None:
        """The line under the cursor."""
        return self._items[self.cursor] if self.cursor < len(self._items) else None

    @property
    def current(self) -> Fact | None:
        """The fact under the cursor; of a line with several the one that was gone to, else the first."""
        facts = self.facts
        return next((fact for fact in facts if fact.id == self._wanted), facts[0]) if facts else None

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts that the line under the cursor stands for.

        Those of a figure stay the same while the reader stays there: rejecting the best number makes another one the
        best, and the next key is still meant for the first.
        """
        if self._kept:
            return (self._kept,)
        return self.line.facts if self.line else ()

    @property
    def report(self) -> Report | None:
        """The report that the line under the cursor is about."""
        line, reports = self.line, self._dossier.reports if self._dossier else ()
        return next((report for report in reports if line and report.id == line.report), None)

    @property
    def headed(self) -> tuple[Fact, ...]:
        """The facts of the report whose head is under the cursor, with those of its copies; none on another line."""
        line = self.line
        if self._dossier is None or line is None or line.kind is not Kind.SOURCE:
            return ()
        return tuple(facts_by_head(self._dossier)[line.report])

    def go_to(self, fact: str) -> bool:
        """Put the cursor on the line of the fact with this id; return whether it is one of the incident."""
        item = self._item_of(fact)
        if item is None and any(known.id == fact for known in (self._dossier.facts if self._dossier else ())):
            self._turned, item = frozenset(), None  # it is in a fold that the reader made
            self._arrange()
            self.show_lines()
            item = self._item_of(fact)
        if item is not None:
            self._wanted, self._kept = fact, None
            self.cursor = item
        return item is not None

    def go_to_report(self, report: str) -> None:
        """Put the cursor on the head of a report, its facts in view, if the facts are grouped by reports."""
        heads = (n for n, line in enumerate(self._items) if line.kind is Kind.SOURCE and line.report == report)
        self.go(next(heads, self.cursor))
        if self.headed and self.size.height:
            below = next((first for first in self._firsts if first > self.cursor), self.item_count)
            room = self.size.height - self.HEADING_LINES
            first, stop = self.item_lines(self.cursor)[0], self.item_lines(below - 1)[1]
            self.reveal_lines(first, min(stop, first + room))

    def _item_of(self, fact: str) -> int | None:
        """Return the line of a fact: its own rather than that of a figure."""
        holding = [n for n, line in enumerate(self._items) if any(known.id == fact for known in line.facts)]
        own = [n for n in holding if self._items[n].kind is not Kind.FIGURE]
        return next(iter(own or holding), None)

    def mark_supported(self, facts: frozenset[str], at: str) -> None:
        """Mark the facts with these ids, and put the cursor on the fact `at` unless it is empty."""
        self._supported = facts
        stays = any(fact.id == at for fact in self.facts)
        self.show_lines(cursor=self._item_of(at) if at and not stays else None)

    @property
    def marked(self) -> tuple[str, ...]:
        """The ids of the marked facts, in the order in which they were marked."""
        return self._marked

    def unmark(self) -> bool:
        """Drop the marks; return whether there were any."""
        dropped, self._marked = self._marked, ()
        if dropped:
            self.show_lines()
        return bool(dropped)

    def action_fact_mark(self) -> None:
        if here := [fact.id for fact in self.facts]:
            others = tuple(fact for fact in self._marked if fact not in here)
            self._marked = others if set(here) <= set(self._marked) else (*others, *here)
            self.show_lines()
            self.go(self.cursor + 1)

    def action_fact_fold(self) -> None:
        """Fold or unfold the line under the cursor, or the report it is of."""
        line = self.line
        key = line.key if line and line.key else line.report if line and not self.by_field else ""
        key = key or (str(line.field) if line and self.by_field else "")
        if line and key:
            self._turned ^= {key}
            self._arrange()
            self.show_lines(cursor=self._place_of(line._replace(folded=False), self.cursor))
            self.post_message(self.Moved(self))

    @property
    def foldable(self) -> bool:
        """Whether enter folds or unfolds the line under the cursor."""
        return bool(self.line and self.line.key)

    def action_fact_written(self) -> None:
        """Show values as the reports write them, or as the casebook calls them again."""
        line, at = self.line, self.cursor
        self.as_written = not self.as_written
        self._arrange()
        self.show_lines(cursor=self._place_of(line, at))

    def action_fact_group(self) -> None:
        """Group the facts by field, or by source again."""
        fact = self.current
        self.by_field = not self.by_field
        self._turned = frozenset()
        self._arrange()
        self.show_lines(cursor=0)
        if fact:
            self.go_to(fact.id)

    def go(self, item: int) -> None:
        """Move the cursor as the reader does."""
        self._wanted, self._kept = "", None
        super().go(item)

    @property
    def _firsts(self) -> list[int]:
        """The first line of each group: of the figures, and of each report or field."""
        heads = (Kind.FIGURE,) if self.by_field else (Kind.SOURCE,)
        return [0, *(n for n, line in enumerate(self._items) if n and line.kind in heads)]

    def action_field_next(self) -> None:
        self.go(next((first for first in self._firsts if first > self.cursor), self.cursor))

    def action_field_previous(self) -> None:
        self.go(next((first for first in reversed(self._firsts) if first < self.cursor), self.cursor))

    def build_rows(self, width: int) -> Sequence[Row]:
        no_facts = f"{self.unknown}: @ changes the day." if self.unknown else self.no_facts
        self.nothing = no_facts if self._dossier else self.no_incident or FactList.nothing
        signs = {**dict.fromkeys(self._supported, SUPPORTED), **dict.fromkeys(self._marked, MARKED)}
        if self._dossier is None or not self._lines:
            return ()
        return fact_rows(self._dossier, self._lines, width, signs, as_written=self.as_written)

    def footer_word(self, command: Command) -> str:
        """Offer splitting off where a whole report can be."""
        return "split off" if command.id == "fact.split" and self.headed else super().footer_word(command)

    def paint_heading(self, line: int, width: int, base: Style) -> Iterable[Segment]:
        name = f" Facts by {'field' if self.by_field else 'source'}{', as written' if self.as_written else ''}"
        about = f"{len(self._marked)} marked " if self._marked else "S sources, p paragraph "
        yield Segment(name, base + self.style_of("focused" if self.has_focus else "dim"))
        about = about if len(name) + len(about) < width else ""
        yield Segment(fit(about, max(0, width - len(name)), "right"), base + self.style_of("dim"))

    @property
    def checked(self) -> str:
        """How many of the facts have a verdict, in words."""
        facts, verdicts = (self._dossier.facts, self._dossier.verdicts) if self._dossier else ((), {})
        return f"{sum(fact.id in verdicts for fact in facts)} of {len(facts)} facts checked" if facts else ""


def _shared(one: Line, other: Line) -> bool:
    """Return whether two lines stand for a fact in common."""
    return bool({fact.id for fact in one.facts} & {fact.id for fact in other.facts})
