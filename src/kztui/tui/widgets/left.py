"""The left side of the screen: the list of incidents, or another view of them."""

from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical

from kztui.casebook import Casebook, Results
from kztui.model.annotation import Annotation
from kztui.present.wording import EMPTY
from kztui.tui.widgets.incident_list import IncidentList
from kztui.tui.widgets.lines import LinesView

if TYPE_CHECKING:
    from kztui.tui.widgets.alike import AlikeList
    from kztui.tui.widgets.facet_list import FacetList
    from kztui.tui.widgets.map_view import MapView
    from kztui.tui.widgets.notebook import NotebookView
    from kztui.tui.widgets.views import SourceList, Timeline

    View = Timeline | MapView | SourceList | AlikeList | FacetList | NotebookView


class LeftPanes(Vertical):
    """Shows one of its panes; a view is made when it is first wanted."""

    def __init__(self) -> None:
        super().__init__(id="left")
        self._list = IncidentList("list")
        self.view: View | None = None

    def compose(self) -> ComposeResult:
        yield titled(self._list, "Incidents")

    @property
    def pane(self) -> "IncidentList | View":
        """The pane that is shown."""
        return self.view or self._list

    @property
    def name_of_view(self) -> str:
        """The name of the view that is shown; empty for the list."""
        return (self.view.id or "") if self.view else ""

    @property
    def current(self) -> str:
        """The id of the incident under the cursor, of the list where the view has none; empty when there is none."""
        return self.pane.current or self._list.current

    @property
    def annotation(self) -> Annotation | None:
        """The annotation under the cursor, where annotations are shown."""
        if self.view is None:
            return None
        from kztui.tui.widgets.notebook import NotebookView

        return self.view.annotation if isinstance(self.view, NotebookView) else None

    @property
    def report(self) -> str:
        """The id of the report under the cursor, where reports are shown; else empty."""
        if self.view is None:
            return ""
        from kztui.tui.widgets.views import SourceList

        return self.view.report if isinstance(self.view, SourceList) else ""

    async def show(self, name: str) -> None:
        """Show the view of that name, which is that of its command, or the list for any other name."""
        from kztui.tui.widgets.alike import AlikeList
        from kztui.tui.widgets.facet_list import FacetList
        from kztui.tui.widgets.grouped import GroupedView
        from kztui.tui.widgets.map_view import MapView
        from kztui.tui.widgets.notebook import NotebookView
        from kztui.tui.widgets.views import SourceList, Timeline

        kinds: dict[str, type[View]] = {
            "alike": AlikeList,
            "facets": FacetList,
            "notebook": NotebookView,
            "timeline": Timeline,
            "map": MapView,
            "sources": SourceList,
        }
        if self.view:
            await self.view.remove()
        self.view = kinds[name](name) if name in kinds else None
        if isinstance(self.view, GroupedView):
            self.view.incident = self._list.place or self._list.current
        if self.view:
            await self.mount(titled(self.view, name.capitalize()))
        self._list.display = self.view is None

    @work(exclusive=True, group="view")
    async def follow(self, casebook: Casebook, results: Results) -> None:
        """Let the view that is shown, unless it is the list, show these results."""
        if self.view:
            if not casebook.incident_count:
                self.view.nothing = EMPTY
            await self.view.follow(casebook, results)


def titled(pane: LinesView, title: str) -> LinesView:
    """Return a pane with its title in its border."""
    pane.border_title = title
    pane.add_class("pane")
    return pane
