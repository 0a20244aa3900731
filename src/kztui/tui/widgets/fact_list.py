"""The facts of the incident that is open."""

from collections.abc import Sequence

from kztui.model.fact import Fact
from kztui.present.dossier import Dossier
from kztui.tui.command import bindings
from kztui.tui.fact_rows import fact_rows
from kztui.tui.local import of_scope
from kztui.tui.row import Row
from kztui.tui.widgets.rows_view import RowsView

SUPPORTED, MARKED = "›", "*"
"""What a fact begins with that stands in the paragraph in which the reader is, or that is marked."""


class FactList(RowsView):
    """The facts of an incident by field, with their figures; an item is a fact."""

    SCOPES = ("lines", "fields", "facts")
    BINDINGS = bindings(of_scope("fields"))
    nothing = "No incident is open."

    def __init__(self, pane_id: str) -> None:
        super().__init__(pane_id)
        self._dossier: Dossier | None = None
        self._supported: frozenset[str] = frozenset()
        self._marked: tuple[str, ...] = ()

    def show_dossier(self, dossier: Dossier | None) -> None:
        """Show the facts of an incident; the cursor and the marks stay on theirs when it is the same incident."""
        same = self._dossier and dossier and self._dossier.incident.id == dossier.incident.id
        stay_on = self.current.id if same and self.current else ""
        self._dossier, self._supported = dossier, frozenset()
        ids = [fact.id for fact in dossier.facts] if dossier else []
        self._marked = tuple(fact for fact in self._marked if same and fact in ids)
        self.show_lines(cursor=ids.index(stay_on) if stay_on in ids else 0)

    @property
    def current(self) -> Fact | None:
        """The fact under the cursor."""
        facts = self._dossier.facts if self._dossier else ()
        return facts[self.cursor] if self.cursor < len(facts) else None

    def go_to(self, fact: str) -> bool:
        """Put the cursor on the fact with this id; return whether it is one of the incident."""
        ids = [known.id for known in self._dossier.facts] if self._dossier else []
        if fact in ids:
            self.cursor = ids.index(fact)
        return fact in ids

    def mark_supported(self, facts: frozenset[str], at: str) -> None:
        """Mark the facts with these ids, and put the cursor on the fact `at` unless it is empty."""
        assert self._dossier
        self._supported = facts
        ids = [fact.id for fact in self._dossier.facts]
        self.show_lines(cursor=ids.index(at) if at else None)

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
        if here := self.current:
            others = tuple(fact for fact in self._marked if fact != here.id)
            self._marked = others if here.id in self._marked else (*others, here.id)
            self.show_lines()
            self.go(self.cursor + 1)

    @property
    def _fields(self) -> list[int]:
        """The first fact of each field."""
        facts = self._dossier.facts if self._dossier else ()
        return [n for n, fact in enumerate(facts) if n == 0 or fact.field is not facts[n - 1].field]

    def action_field_next(self) -> None:
        self.go(next((first for first in self._fields if first > self.cursor), self.cursor))

    def action_field_previous(self) -> None:
        self.go(next((first for first in reversed(self._fields) if first < self.cursor), self.cursor))

    def build_rows(self, width: int) -> Sequence[Row]:
        facts, verdicts = (self._dossier.facts, self._dossier.verdicts) if self._dossier else ((), {})
        checked = sum(fact.id in verdicts for fact in facts)
        self.border_title = f"Facts · {checked} of {len(facts)} checked" if checked else "Facts"
        signs = {**dict.fromkeys(self._supported, SUPPORTED), **dict.fromkeys(self._marked, MARKED)}
        return fact_rows(self._dossier, width, signs) if self._dossier else ()
