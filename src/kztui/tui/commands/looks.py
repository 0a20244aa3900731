"""How the list looks: which columns it has, one line an incident or two."""

from kztui.tui.browse.context import Context
from kztui.tui.command import Command


def show_list(on: Context) -> None:
    """Show the list as the reader prefers it."""
    about = on.preferences
    on.panes.list.show_as(about.columns, two_lines=about.density == "two-lines", dates=about.dates)


def turn_density(on: Context) -> None:
    """Give each incident of the list one line, or two."""
    two = on.preferences.density != "two-lines"
    on.preferences.density = "two-lines" if two else "one-line"
    show_list(on)
    on.say(f"{'Two lines' if two else 'One line'} an incident. L changes it again.")


def choose_columns(on: Context) -> None:
    """Let the reader choose the columns of the list and their order."""
    from kztui.tui.dialogs.columns import ColumnsScreen

    def follow(names: tuple[str, ...]) -> None:
        on.preferences.columns = names
        show_list(on)

    width = on.panes.list.line_width - 1
    on.screen.app.push_screen(ColumnsScreen(on.preferences.columns, width, follow))


LOOKS = (
    Command("list.lines", "browse", "List", "Lines a row", "Give each incident of the list one line or two; the second "
            "says where the searched words stand", "L", "", turn_density),
    Command("list.columns", "browse", "List", "Columns", "Choose the columns of the list and their order", "C", "",
            choose_columns),
)  # fmt: skip
"""How the list looks."""
