"""Views of incidents in groups: by period, by place, by report."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import NamedTuple

from kztui.tui.widgets.view import View


class Group(NamedTuple):
    """An item of a grouped view: a name that is its own, and the ids of its incidents, at least one."""

    name: str
    ids: Sequence[str]


class GroupedView(View):
    """A view whose items are groups of incidents."""

    def __init__(self, pane_id: str) -> None:
        super().__init__(pane_id)
        self._incident = ""

    @abstractmethod
    def groups(self) -> Sequence[Group]:
        """Return the groups in the order of the items."""

    @property
    def group(self) -> Group | None:
        """The group under the cursor; None when there is none."""
        groups = self.groups()
        return groups[self.cursor] if groups else None

    @property
    def current(self) -> str:
        """The id of the incident that is open if it is in the group, else of the first one; empty without a group."""
        if self.group is None:
            return ""
        return self._incident if self._incident in self.group.ids else self.group.ids[0]

    def start_at(self, incident: str) -> None:
        self._incident = incident

    def show_groups(self, before: Group | None) -> None:
        """Show new groups, the cursor on the group it was on `before`, else on that of the open incident."""
        groups = self.groups()
        names = [group.name for group in groups]
        holding = (item for item, group in enumerate(groups) if self._incident in group.ids)
        self.show_lines(cursor=names.index(before.name) if before and before.name in names else next(holding, 0))

    def go(self, item: int) -> None:
        """Move the cursor as the reader does, to where another incident is to be opened."""
        super().go(item)
        self._incident = self.current
