"""The area of the list of incidents, or of the view that is shown in its place."""

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical

from kztui.casebook import Casebook, Results
from kztui.present.wording import EMPTY
from kztui.tui.widgets.incident_list import IncidentList
from kztui.tui.widgets.views import LIST, VIEWS, make_view

if TYPE_CHECKING:
    from kztui.tui.widgets.view import View


class ViewArea(Vertical):
    """Shows the list or a view. A view is made when it is wanted and forgotten when it is left."""

    def __init__(self) -> None:
        super().__init__(id="left")
        self.list = IncidentList("list")
        self.view: View | None = None

    def compose(self) -> ComposeResult:
        yield self.list

    @property
    def pane(self) -> "IncidentList | View":
        """The pane that is shown."""
        return self.view or self.list

    @property
    def name_of_view(self) -> str:
        """The name of the view that is shown: a key of `VIEWS`, or `LIST`."""
        return (self.view.id or "") if self.view else LIST

    @property
    def current(self) -> str:
        """The id of the incident under the cursor, of the list where the view has none; empty when there is none."""
        return self.pane.current or self.list.current

    async def show(self, name: str) -> None:
        """Show the view of that name; the list for any name that is not in `VIEWS`."""
        if self.view:
            await self.view.remove()
        self.view = make_view(name) if name in VIEWS else None
        if self.view:
            self.view.start_at(self.list.place or self.list.current)
            await self.mount(self.view)
        self.list.set_class(self.view is not None, "behind")

    async def follow(self, casebook: Casebook, results: Results) -> None:
        """Show `results` in the view, unless that is the list, which has them already."""
        if self.view:
            if not casebook.incident_count:
                self.view.nothing = casebook.problem or EMPTY
            await self.view.follow(casebook, results)
