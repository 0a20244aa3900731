"""Going from pane to pane and from report to report, and giving panes their room."""

from functools import partial

from kztui.tui.browse.context import Context
from kztui.tui.command import Command
from kztui.tui.commands import lacks
from kztui.tui.widgets.views import LIST


def step_pane(step: int, on: Context, *, with_search: bool = False) -> None:
    """Go to the next pane, or for -1 to the previous one, around the ends."""
    if pane := on.panes.beside(step, with_search=with_search):
        if pane in on.panes.of_incident:
            on.opened()
        from_query = on.panes.focused is on.panes.query
        on.panes.enter(pane)
        on.panes.from_query = from_query and pane is on.panes.area.pane


def step_report(step: int, on: Context) -> None:
    """Show the next report of the incident, or for -1 the previous one."""
    on.panes.source.step_report(step)
    report = on.panes.source.report
    if report and on.panes.focused is on.panes.facts:
        on.panes.facts.go_to_report(report.id)


def step_incident(step: int, on: Context) -> None:
    """Go to the next incident, or for -1 to the previous one, and stay in the pane."""
    pane = on.panes.area.pane
    pane.go(pane.cursor + step)


def zoom(on: Context) -> None:
    """Give the focused pane all the room, or return to all panes."""
    on.panes.toggle_zoom()


def move_divider(steps: int, on: Context) -> None:
    """Move the line between two panes."""
    on.panes.move_divider(steps)


def back(on: Context) -> None:
    """Go back one step: clear the selection, end the find, go to the list, or after tab to the search line, unmark,
    clear the search.
    """
    panes = on.panes
    if panes.source.unmark() or (panes.focused is panes.source and panes.source.end_find()):
        return
    if panes.focused is panes.facts and panes.facts.unmark():
        return
    if panes.focused is not panes.area.pane:
        panes.enter(panes.area.pane)
    elif panes.from_query:
        panes.enter(panes.query)
    elif panes.area.view:
        on.finder.show_view(LIST)
    elif panes.list.marked:
        panes.list.marked = ()
    else:
        on.finder.text = ""


LAYOUT = (
    Command("pane.next", "browse", "Panes", "Next pane", "Go to the next pane", "tab", "pane",
            partial(step_pane, 1, with_search=True)),
    Command("pane.previous", "browse", "Panes", "Previous pane", "Go to the previous pane", "shift+tab", "",
            partial(step_pane, -1, with_search=True)),
    Command("pane.left", "browse", "Panes", "Pane to the left", "Go to the pane at the left", "h,left", "",
            partial(step_pane, -1)),
    Command("pane.right", "browse", "Panes", "Pane to the right", "Go to the pane at the right", "l,right", "",
            partial(step_pane, 1)),
    Command("incident.previous", "browse", "Panes", "Previous incident", "Show the incident before it, and stay here",
            "left_parenthesis", "incident", partial(step_incident, -1), lacks.incident),
    Command("incident.next", "browse", "Panes", "Next incident", "Show the incident after it, and stay here",
            "right_parenthesis", "incident", partial(step_incident, 1), lacks.incident),
    Command("report.previous", "browse", "Panes", "Previous report", "Show the previous report of this incident",
            "left_square_bracket", "report", partial(step_report, -1), lacks.reports),
    Command("report.next", "browse", "Panes", "Next report", "Show the next report of this incident",
            "right_square_bracket", "report", partial(step_report, 1), lacks.reports),
    Command("zoom", "browse", "Panes", "Zoom", "Give the pane all the room, or show all panes again", "z", "zoom",
            zoom),
    Command("back", "browse", "Panes", "Back", "Clear the selection, go to the list, after tab to the search line, "
            "unmark, clear the search",
            "escape", "back", back),
    Command("divider.left", "browse", "Panes", "Divider to the left", "Move the line between the panes to the left",
            "less_than_sign", "", partial(move_divider, -1)),
    Command("divider.right", "browse", "Panes", "Divider to the right", "Move the line between the panes to the right",
            "greater_than_sign", "", partial(move_divider, 1)),
)  # fmt: skip
