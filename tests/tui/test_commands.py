"""The registry of commands, walked."""

from itertools import chain

import pytest
from textual.binding import Binding
from textual.dom import DOMNode

from kztui.tui.command import Command, with_twins
from kztui.tui.dialogs.columns import ColumnsScreen
from kztui.tui.dialogs.dialog import Dialog
from kztui.tui.dialogs.form_dialog import FormDialog
from kztui.tui.dialogs.help import HelpScreen
from kztui.tui.dialogs.import_dialog import ImportDialog
from kztui.tui.dialogs.line_dialog import LineDialog
from kztui.tui.dialogs.note_dialog import NoteDialog
from kztui.tui.dialogs.palette import PaletteScreen
from kztui.tui.dialogs.save_search import SaveSearchDialog
from kztui.tui.dialogs.saved_searches import SavedSearchesScreen, SavedSearchList
from kztui.tui.dialogs.settings import SettingsScreen
from kztui.tui.registry import COMMANDS
from kztui.tui.screens.browse import BrowseScreen
from kztui.tui.widgets.annotation_list import AnnotationList
from kztui.tui.widgets.counts_view import CountsView
from kztui.tui.widgets.fact_list import FactList
from kztui.tui.widgets.incident_list import IncidentList
from kztui.tui.widgets.lines_view import LinesView
from kztui.tui.widgets.map_view import MapView
from kztui.tui.widgets.merge_view import MergeView
from kztui.tui.widgets.notes_view import NotesView
from kztui.tui.widgets.query_input import QueryInput
from kztui.tui.widgets.source_view import SourceView
from kztui.tui.widgets.timeline import Timeline

CARRIERS: dict[str, type[DOMNode]] = {
    "lines": LinesView,
    "list": IncidentList,
    "fields": FactList,
    "query": QueryInput,
    "time": Timeline,
    "map": MapView,
    "merge": MergeView,
    "counts": CountsView,
    "source": SourceView,
    "mark": SourceView,
    "browse": BrowseScreen,
    "facts": BrowseScreen,
    "annotations": BrowseScreen,
    "dialog": Dialog,
    "note": NoteDialog,
    "line": LineDialog,
    "form": SaveSearchDialog,
    "choices": FormDialog,
    "import": ImportDialog,
    "saved": SavedSearchesScreen,
    "columns": ColumnsScreen,
    "settings": SettingsScreen,
    "palette": PaletteScreen,
    "help": HelpScreen,
}
RESERVED = ("ctrl+a", "ctrl+b", "ctrl+o", "ctrl+s", "ctrl+j", "ctrl+h", "ctrl+c", "ctrl+z")


def keys_of(command: Command) -> list[str]:
    return with_twins(command.keys).split(",")


def clashes(commands: list[Command]) -> set[str]:
    keys = list(chain.from_iterable(keys_of(command) for command in commands))
    return {key for key in keys if keys.count(key) > 1}


def test_ids_are_unique() -> None:
    assert len({command.id for command in COMMANDS}) == len(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_a_command_is_whole(command: Command) -> None:
    assert command.label
    assert command.group
    assert command.help
    assert not set(command.keys.split(",")) & set(RESERVED)
    if command.run is None:
        assert callable(getattr(CARRIERS[command.scope], f"action_{command.action}"))


@pytest.mark.parametrize(
    "pane", [IncidentList, FactList, SourceView, AnnotationList, Timeline, MapView, MergeView, NotesView, CountsView]
)
def test_no_key_means_two_things_in_a_pane(pane: type[LinesView]) -> None:
    meant = {
        IncidentList: {"left", "right", "escape"},  # along the heads, and back from them
        MapView: {"left", "right"},  # west and east
        SourceView: {"ctrl+f", "ctrl+а", "E", "У"},  # finding in the report; marked words before exporting
    }
    assert clashes([c for c in COMMANDS if c.scope in (*pane.SCOPES, "browse")]) == meant.get(pane, set())


def test_no_key_means_two_things_in_the_saved_searches() -> None:
    assert not clashes([c for c in COMMANDS if c.scope in SavedSearchList.SCOPES])


@pytest.mark.parametrize("scope", ["note", "line", "form", "import"])
def test_no_key_means_two_things_in_a_dialog(scope: str) -> None:
    assert not clashes([c for c in COMMANDS if c.scope in ("dialog", scope)])


def test_every_command_is_bound_where_it_applies() -> None:
    for command in COMMANDS:
        bound = CARRIERS[command.scope].BINDINGS
        assert any(isinstance(binding, Binding) and binding.id == command.id for binding in bound), command.id


def test_a_letter_has_the_key_at_its_place_on_a_cyrillic_keyboard() -> None:
    assert with_twins("j,ctrl+p,G,down") == "j,о,ctrl+p,ctrl+з,G,П,down"
