"""The views that can take the place of the list: one line each, and a file each that is imported when first shown."""

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from kztui.tui.widgets.view import View


class ViewSpec(NamedTuple):
    """A view: its name for readers, what its command says, its key, and where its class is (``module:class``).

    A `whole` one takes the whole screen where the list and the incident are one above the other. One that is `beside`
    the list takes the place of the incident where they are side by side, until the reader goes to the incident.
    """

    label: str
    help: str
    key: str
    path: str
    whole: bool = False
    beside: bool = False


LIST = "list"
"""The name of the view that is always there: the list of incidents."""

VIEWS = {
    "time": ViewSpec("Time", "Show the incidents over time", "2", "kztui.tui.widgets.timeline:Timeline", True),
    "map": ViewSpec("Map", "Show the incidents on the map", "3", "kztui.tui.widgets.map_view:MapView", True),
    "reports": ViewSpec("Reports", "Show all reports: read, nothing found, not read, set aside", "4",
                        "kztui.tui.widgets.reports_view:ReportsView"),
    "merge": ViewSpec("Merge", "Show possible duplicates", "5", "kztui.tui.widgets.merge_view:MergeView"),
    "notes": ViewSpec("Notes", "Show all annotations on the incidents", "6", "kztui.tui.widgets.notes_view:NotesView"),
    "overview": ViewSpec("Overview", "Show what waits, what is checked, and years and regions at a glance", "7",
                         "kztui.tui.widgets.overview_view:OverviewView", True),
    "log": ViewSpec("Log", "Show who did what and when", "8", "kztui.tui.widgets.log_view:LogView"),
    "counts": ViewSpec("Counts", "Count the incidents, the killed and the wounded by type, actor, weapon and more", "f",
                       "kztui.tui.widgets.counts_view:CountsView", True, True),
}  # fmt: skip


def make_view(name: str) -> "View":
    """Return a new widget for the view of that name. Raises KeyError for an unknown one."""
    module, _, kind = VIEWS[name].path.partition(":")
    view: View = getattr(import_module(module), kind)(name)
    return view
