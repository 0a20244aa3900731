"""The one registry of commands: bindings, footer, palette and help all come from it."""

from collections.abc import Iterator
from typing import NamedTuple

from textual.binding import Binding, BindingType

_LATIN, _CYRILLIC = "qwertyuiopasdfghjklzxcvbnm", "йцукенгшщзфывапролдячсмить"
_TWINS = {
    **dict(zip(_LATIN, _CYRILLIC, strict=True)),
    **dict(zip(_LATIN.upper(), _CYRILLIC.upper(), strict=True)),
    "left_square_bracket": "х",
    "right_square_bracket": "ъ",
    "left_curly_bracket": "Х",
    "right_curly_bracket": "Ъ",
    "less_than_sign": "Б",
    "greater_than_sign": "Ю",
    "slash": "full_stop",
    "apostrophe": "э",
    "question_mark": "comma",
}
"""The key of the ЙЦУКЕН layout at the same place of the keyboard."""

_KEY_WORDS = {
    "slash": "/", "question_mark": "?", "left_square_bracket": "[", "right_square_bracket": "]", "up": "↑", "down": "↓",
    "left": "←", "right": "→", "escape": "esc", "pageup": "page up", "pagedown": "page down", "full_stop": ".",
    "comma": ",", "plus": "+", "minus": "-", "equals_sign": "=", "exclamation_mark": "!", "apostrophe": "'",
    "less_than_sign": "<", "greater_than_sign": ">", "left_curly_bracket": "{", "right_curly_bracket": "}",
}  # fmt: skip


class Command(NamedTuple):
    """Something the reader can do.

    `id` is permanent (keys are remapped by it) and gives the action: ``note.add`` runs ``action_note_add`` on the
    widget of `scope`. `keys` are Textual's key names, by commas, without their Cyrillic twins. `footer` is the word
    that the footer shows beside the key, empty when it leaves the command out; neighbours with one word share it.
    """

    id: str
    scope: str
    group: str
    label: str
    help: str
    keys: str
    footer: str = ""

    @property
    def action(self) -> str:
        """The name of the action."""
        return self.id.replace(".", "_")


COMMANDS = (
    Command("lines.up", "lines", "Move", "Up", "Move up by one", "up,k", "move"),
    Command("lines.down", "lines", "Move", "Down", "Move down by one", "down,j", "move"),
    Command("lines.half_up", "lines", "Move", "Half a page up", "Move up by half a page", "ctrl+u"),
    Command("lines.half_down", "lines", "Move", "Half a page down", "Move down by half a page", "ctrl+d"),
    Command("lines.page_up", "lines", "Move", "Page up", "Move up by a page", "pageup"),
    Command("lines.page_down", "lines", "Move", "Page down", "Move down by a page", "pagedown"),
    Command("lines.first", "lines", "Move", "First", "Move to the first line", "g,home"),
    Command("lines.last", "lines", "Move", "Last", "Move to the last line", "G,end"),
    Command("lines.choose", "lines", "Move", "Open", "Open what is under the cursor", "enter", "open"),
    Command("field.next", "fields", "Move", "Next field", "Go to the facts of the next field", "right_curly_bracket"),
    Command("field.previous", "fields", "Move", "Field before", "Go back to where a field begins",
            "left_curly_bracket"),
    Command("list.mark", "list", "List", "Mark", "Mark the incident, to tag, merge or copy several", "space", "mark"),
    Command("list.sort", "list", "List", "Sort", "Sort the list by the next column", "s", "sort"),
    Command("list.reverse", "list", "List", "Reverse", "Sort the list the other way round", "S"),
    Command("mark.begin", "source", "Mark words", "Mark", "Mark a word; again: sentence, paragraph", "m", "mark"),
    Command("mark.next", "mark", "Mark words", "Next", "Move the mark to the next word, sentence or paragraph", "w",
            "move mark"),
    Command("mark.previous", "mark", "Mark words", "Before", "Move the mark to the word, sentence or paragraph before",
            "b", "move mark"),
    Command("mark.longer", "mark", "Mark words", "Longer", "Add a word or a sentence to the mark", "e,shift+right",
            "stretch"),
    Command("mark.shorter", "mark", "Mark words", "Shorter", "Take a word or a sentence off the mark", "E,shift+left",
            "stretch"),
    Command("map.up", "map", "Map", "North", "Go to the next place to the north", "up,k", "move"),
    Command("map.down", "map", "Map", "South", "Go to the next place to the south", "down,j", "move"),
    Command("map.left", "map", "Map", "West", "Go to the next place to the west", "left", "move"),
    Command("map.right", "map", "Map", "East", "Go to the next place to the east", "right", "move"),
    Command("map.next", "map", "Map", "Next place", "Go to the place with the next most incidents", "space"),
    Command("map.closer", "map", "Map", "Closer", "Show the land around the place", "plus,equals_sign", "closer"),
    Command("map.farther", "map", "Map", "Farther", "Show more of the land", "minus", "farther"),
    Command("map.open", "map", "Map", "Open", "Find only the incidents of the place", "enter", "open"),
    Command("alike.same", "alike", "Decide", "The same", "The two incidents are one: merge them", "y", "the same"),
    Command("alike.different", "alike", "Decide", "Not the same", "The two incidents are two", "x", "not the same"),
    Command("query.take", "query", "Search", "Complete", "Take the choice under the search line", "tab", "complete"),
    Command("query.up", "query", "Search", "Up", "Move up in choices or list; in an empty line: the searches before",
            "up", "move"),
    Command("query.down", "query", "Search", "Down", "Move down in the choices or the list", "down", "move"),
    Command("query.older", "query", "Search", "Earlier search", "Type the search before", "ctrl+up", "earlier"),
    Command("query.newer", "query", "Search", "Later search", "Type the search after", "ctrl+down"),
    Command("query.open", "query", "Search", "Open", "Open the incident under the list's cursor, or take the choice",
            "enter", "open"),
    Command("query.leave", "query", "Search", "To the list",
            "Go to the list with what was found; from the choices, back to typing", "escape", "list"),
    Command("dialog.save", "dialog", "Write", "Save", "Save and close", "enter", "save"),
    Command("dialog.cancel", "dialog", "Write", "Close", "Close without saving; a note is kept as a draft", "escape",
            "close"),
    Command("dialog.next", "form", "Write", "Next line", "Go to the next line of a window that has several", "tab"),
    Command("line.take", "line", "Write", "Complete", "Take the choice under the line", "tab"),
    Command("line.down", "line", "Write", "Down", "Move down in the choices", "down"),
    Command("line.up", "line", "Write", "Up", "Move up in the choices", "up"),
    Command("dialog.newline", "note", "Write", "New line", "Begin a new line in a note",
            "ctrl+n,shift+enter,alt+enter", "new line"),
    Command("dialog.editor", "note", "Write", "Editor", "Write the note in $EDITOR", "ctrl+e", "editor"),
    Command("fact.add", "browse", "Mark words", "New fact", "Make a fact of the marked words", "F", "new fact"),
    Command("inbox", "browse", "Check facts", "Next unchecked", "Go to the next fact without a verdict", "v",
            "inbox"),
    Command("search", "browse", "Search", "Search", "Type a search; the list follows", "slash,ctrl+f", "search"),
    Command("match.next", "browse", "Search", "Next match", "Go to the next searched word in the source", "n", "match"),
    Command("match.previous", "browse", "Search", "Match before", "Go to the searched word before it", "N", "match"),
    Command("view.list", "browse", "Views", "List", "Show the incidents as a list", "1", "views"),
    Command("view.timeline", "browse", "Views", "Timeline", "Show the incidents over time", "2", "views"),
    Command("view.map", "browse", "Views", "Map", "Show the incidents on the map", "3", "views"),
    Command("view.sources", "browse", "Views", "Sources", "Show the reports that tell of them", "4", "views"),
    Command("view.alike", "browse", "Views", "Alike", "Show incidents that may be the same", "5", "views"),
    Command("view.notebook", "browse", "Views", "Notebook", "Show all annotations on the incidents", "6", "views"),
    Command("view.facets", "browse", "Views", "Facets", "Count them by year, type, region, source and tag", "f",
            "counts"),
    Command("note.add", "browse", "Annotate", "Note", "Add a note to the incident or to the fact", "a", "note"),
    Command("tag.add", "browse", "Annotate", "Tag", "Tag the marked words, the marked incidents or the incident", "t",
            "tag"),
    Command("undo", "browse", "Annotate", "Undo", "Take back your newest change", "u", "undo"),
    Command("redo", "browse", "Annotate", "Redo", "Bring back what undo took", "U,ctrl+r"),
    Command("pane.next", "browse", "Panes", "Next pane", "Go to the next pane", "tab", "pane"),
    Command("pane.previous", "browse", "Panes", "Previous pane", "Go to the previous pane", "shift+tab"),
    Command("pane.left", "browse", "Panes", "Pane to the left", "Go to the pane at the left", "h,left"),
    Command("pane.right", "browse", "Panes", "Pane to the right", "Go to the pane at the right", "l,right"),
    Command("report.previous", "browse", "Panes", "Previous report", "Show the previous report of this incident",
            "left_square_bracket", "report"),
    Command("report.next", "browse", "Panes", "Next report", "Show the next report of this incident",
            "right_square_bracket", "report"),
    Command("zoom", "browse", "Panes", "Zoom", "Give the pane all the room, or take it back", "z", "zoom"),
    Command("back", "browse", "Panes", "Back", "Drop the mark; to the list; drop marks; clear search", "escape",
            "back"),
    Command("divider.left", "browse", "Panes", "Divider to the left", "Move the line between the panes to the left",
            "less_than_sign"),
    Command("divider.right", "browse", "Panes", "Divider to the right", "Move the line between the panes to the right",
            "greater_than_sign"),
    Command("copy", "browse", "Program", "Copy", "Copy the marked words or incidents, or the fact's words", "Y",
            "copy"),
    Command("web", "browse", "Program", "Open the address", "Open the report's address in the browser", "o"),
    Command("annotation.edit", "annotations", "Annotate", "Edit", "Edit your note or tag", "e", "edit"),
    Command("annotation.reply", "annotations", "Annotate", "Reply", "Answer the annotation with a note", "r", "reply"),
    Command("annotation.retract", "annotations", "Annotate", "Retract",
            "Take away your note, tag, verdict, fact or decision", "x,delete", "retract"),
    Command("fact.confirm", "facts", "Check facts", "Confirm", "Confirm the fact", "y", "confirm"),
    Command("fact.reject", "facts", "Check facts", "Reject", "Reject the fact: figures leave it out", "x", "reject"),
    Command("fact.correct", "facts", "Check facts", "Correct", "Type the fact's right value", "c", "correct"),
    Command("fact.mark", "fields", "Decide", "Mark the fact", "Mark the fact, to split off or move several", "space"),
    Command("fact.split", "facts", "Decide", "Split off",
            "Make a new incident of the marked facts, or of those in this paragraph", "d"),
    Command("fact.move", "facts", "Decide", "Move", "Move the marked facts, or the fact, to another incident", "D"),
    Command("incident.merge", "browse", "Decide", "Merge", "Merge the incident, or all that are marked, into one", "M"),
    Command("claims", "browse", "Decide", "Who says what", "Show what each source claims about the field",
            "exclamation_mark"),
    Command("search.save", "browse", "Search", "Save the search", "Save the search under a name", "K,ctrl+t",
            "save"),
    Command("searches", "browse", "Search", "Saved searches", "Show the saved searches and what is new in them",
            "apostrophe", "saved"),
    Command("saved.remove", "saved", "Saved searches", "Remove", "Remove the saved search; again: bring it back",
            "delete,backspace", "remove"),
    Command("saved.close", "saved", "Saved searches", "Close", "Close the list of saved searches",
            "escape,q,apostrophe", "close"),
    Command("theme", "browse", "Program", "Theme", "Choose the colours", "T"),
    Command("palette", "browse", "Program", "Commands", "Find a command by its name", "ctrl+p"),
    Command("quit", "browse", "Program", "Quit", "Leave kztui", "q,ctrl+q", "quit"),
    Command("help", "browse", "Program", "Help", "Show all keys", "question_mark,f1", "help"),
)  # fmt: skip


def with_twins(keys: str) -> str:
    """Return `keys` with, after each, the key of the ЙЦУКЕН layout at the same place: "j" gives "j,о"."""
    both = []
    for key in keys.split(","):
        *modifiers, last = key.strip().split("+")
        both.append(key.strip())
        if last in _TWINS:
            both.append("+".join((*modifiers, _TWINS[last])))
    return ",".join(both)


def bindings(scope: str, *, priority: bool = False) -> list[BindingType]:
    """Return the bindings of a widget that carries the commands of `scope`; `priority` takes keys from its children."""
    return [
        Binding(
            with_twins(command.keys),
            command.action,
            command.label,
            show=False,
            id=command.id,
            priority=priority,
        )
        for command in COMMANDS
        if command.scope == scope
    ]


def in_scopes(scopes: tuple[str, ...]) -> Iterator[Command]:
    """Yield the commands of the given scopes in the order of the registry."""
    return (command for command in COMMANDS if command.scope in scopes)


def key_words(key: str) -> str:
    """Return a key as the reader knows it: "slash" is "/", "up" is an arrow, "ctrl+p" stays."""
    *modifiers, last = key.split("+")
    return "+".join((*modifiers, _KEY_WORDS.get(last, last)))
