"""A command of the screen: what it is called, which keys run it, where it applies and what it does."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from textual.binding import Binding, BindingType

from kztui.model.rights import Rights

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
    "at": "quotation_mark",
}
"""The key in the same place on the ЙЦУКЕН layout."""

_KAZAKH = {
    **dict(zip("23458", "әіңғү", strict=True)),
    "left_parenthesis": "Ұ",
    "right_parenthesis": "Қ",
    "at": "Ә",
    "minus": "ө",
    "equals_sign": "һ",
    "plus": "Һ",
}
"""Keys of the row of digits, which types letters on the Kazakh layout; else that is as the other one."""

_KEY_WORDS = {
    "at": "@", "quotation_mark": '"',
    "slash": "/", "question_mark": "?", "left_square_bracket": "[", "right_square_bracket": "]", "up": "↑", "down": "↓",
    "left": "←", "right": "→", "escape": "esc", "pageup": "page up", "pagedown": "page down", "full_stop": ".",
    "comma": ",", "plus": "+", "minus": "-", "equals_sign": "=", "exclamation_mark": "!", "apostrophe": "'",
    "less_than_sign": "<", "greater_than_sign": ">", "left_curly_bracket": "{", "right_curly_bracket": "}",
    "left_parenthesis": "(", "right_parenthesis": ")",
}  # fmt: skip


GROUPS = (
    "Move", "List", "Mark words", "Check facts", "Annotate", "Decide", "Search", "Saved searches", "Views", "Time",
    "Map", "Panes", "Write", "Palette", "Help", "Program", "Your own",
)  # fmt: skip
"""The groups of commands in the order in which help has them."""


def never_lacks(context: object) -> str:
    """Return an empty line: the command always applies."""
    return ""


class Command(NamedTuple):
    """Something the reader can do.

    `id` is permanent: keys are remapped by it. `scope` says where it applies: on the browsing screen ("browse"), on
    its facts or annotations, or in one kind of pane or window. `keys` are Textual's key names, separated by commas,
    without their twins on Cyrillic layouts. `footer` is the word that the footer shows beside the key; empty leaves the
    command out of the footer, and neighbours with the same word share it.

    `run` does it, given the `kztui.tui.browse.context.Context` of the browsing screen. Without it, the widget of
    `scope` has a method that does: ``list.sort`` is its ``action_list_sort``. `lacks` returns what is missing for the
    command to apply, in words for the reader; an empty string when nothing is. `needs` are the rights that it takes.
    """

    id: str
    scope: str
    group: str
    label: str
    help: str
    keys: str
    footer: str = ""
    run: Callable[[Any], object] | None = None
    lacks: Callable[[Any], str] = never_lacks
    needs: Rights = Rights.READER

    @property
    def action(self) -> str:
        """The action that Textual runs for the command's keys."""
        return f"run({self.id!r})" if self.run else self.id.replace(".", "_")

    def missing(self, context: Any) -> str:
        """Return what is missing for the command to apply: rights in the casebook, or what it is about."""
        return str(context.casebook.lacks(self.needs)) or self.lacks(context)

    def binding(self, *, priority: bool = False) -> Binding:
        """Return the binding for its keys and their twins; with `priority` its widget gets them before its children."""
        keys = with_twins(self.keys)
        return Binding(keys, self.action, self.label, show=False, id=self.id, priority=priority)


def bindings(commands: Iterable[Command], *, priority: bool = False) -> list[BindingType]:
    """Return the bindings of the widget or screen that carries `commands`."""
    return [command.binding(priority=priority) for command in commands]


def with_twins(keys: str) -> str:
    """Return `keys` with, after each, those in the same place on Cyrillic layouts: "j" gives "j,о", "2" gives "2,ә"."""
    all_keys = []
    for key in keys.split(","):
        *modifiers, last = key.strip().split("+")
        twins = [layout[last] for layout in (_TWINS, _KAZAKH) if last in layout]
        all_keys += [key.strip(), *("+".join((*modifiers, twin)) for twin in twins)]
    return ",".join(all_keys)


def key_words(key: str) -> str:
    """Return a key as the reader knows it: "slash" is "/", "up" is an arrow, "ctrl+p" stays."""
    *modifiers, last = key.split("+")
    return "+".join((*modifiers, _KEY_WORDS.get(last, last)))


def grouped(commands: Iterable[Command]) -> list[tuple[str, list[Command]]]:
    """Return the groups that some of `commands` belong to, each with those."""
    members: dict[str, list[Command]] = {group: [] for group in GROUPS}
    for command in commands:
        members[command.group].append(command)
    return [(group, there) for group, there in members.items() if there]
