"""What the views of incidents in groups share: by period, by place, by report."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import NamedTuple

from kztui.tui.widgets.lines import LinesView


class Group(NamedTuple):
    """What an item stands for: a name that tells it from the others, and the ids of its incidents, one at least."""

    name: str
    ids: Sequence[str]


class GroupedView(LinesView):
    """A view whose items are groups of incidents. Its cursor begins on the group of `incident`, which is open."""

    def __init__(self, pane_id: str) -> None:
        super().__init__(pane_id)
        self.incident = ""

    @abstractmethod
    def groups(self) -> Sequence[Group]:
        """Return what the items stand for."""

    @property
    def group(self) -> Group | None:
        """What the item under the cursor stands for; None when there is none."""
        groups = self.groups()
        return groups[self.cursor] if groups else None

    @property
    def current(self) -> str:
        """The id of the incident that is open, or else of the first of the group; empty when there is no group."""
        if self.group is None:
            return ""
        return self.incident if self.incident in self.group.ids else self.group.ids[0]

    def show_groups(self, before: Group | None) -> None:
        """Show what is new, the cursor on the group that it was on `before`, else on that of the open incident."""
        groups = self.groups()
        names = [group.name for group in groups]
        holding = (item for item, group in enumerate(groups) if self.incident in group.ids)
        self.show_lines(cursor=names.index(before.name) if before and before.name in names else next(holding, 0))

    def go(self, item: int) -> None:
        """Move the cursor as the reader does, to where another incident is to be opened."""
        super().go(item)
        self.incident = self.current
