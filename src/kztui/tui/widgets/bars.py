"""The line at the top, which names the views, and those at the bottom: what is under the cursor, and the keys."""

import string
from collections.abc import Callable, Iterable, Iterator, Mapping

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from kztui.tui.command import Command, key_words
from kztui.tui.paint import fit
from kztui.tui.widgets.views import LIST, VIEWS
from kztui.tui.wrap import cells, wrap

_LATE = ("lines.up", "lines.down", "map.up", "map.down", "map.left", "map.right", "quit", "help")
"""What everybody knows, for the end of the footer: where room lacks it goes first. The last one stays."""


_MOST_LINES = 3


class TopBar(Widget):
    """The views with their keys, the one that is shown in brackets; the casebook and what is in it, or a problem."""

    class Picked(Message):
        """The reader clicked on the name of a view."""

        def __init__(self, view: str) -> None:
            super().__init__()
            self.view = view

    view: reactive[str] = reactive(LIST)
    name_of_casebook: reactive[str] = reactive("")
    problem: reactive[str] = reactive("")
    standing: reactive[str] = reactive("")
    """What one may do in the casebook, or that its server is away; empty when all is as usual."""
    progress: reactive[str] = reactive("")
    lens: reactive[str] = reactive("")
    """The policy and the day that the figures are of, where they are not the usual ones."""
    marked: reactive[int] = reactive(0)
    """How many incidents are marked."""
    waiting: reactive[int] = reactive(0)
    """How many suggestions wait for a decision."""
    inbox: reactive[int] = reactive(0)
    """How many reports wait for somebody to look at them."""

    def __init__(self, keys: Mapping[str, str]) -> None:
        """`keys` are the reader's own, by command id."""
        super().__init__()
        views = {LIST: ("List", "1"), **{name: (view.label, view.key) for name, view in VIEWS.items()}}
        self._names = {
            name: f"{key_words(keys.get(f'view.{name}', key).partition(',')[0])} {label}"
            for name, (label, key) in views.items()
        }

    def _strip(self) -> Iterator[tuple[str, str]]:
        """Yield the views by name, with what they take of the line: one blank between them where two do not fit."""
        counts = {"merge": self.waiting, "reports": self.inbox}
        names = {name: f"{words} {count:,}" if (count := counts.get(name, 0)) else words
                 for name, words in self._names.items()}  # fmt: skip
        apart = " " if sum(cells(words) + 2 for words in names.values()) <= self.size.width else ""
        for name, words in names.items():
            yield name, f"[{words}]" if name == self.view else f" {words}{apart}"

    def render(self) -> Content:
        """Return the line; a problem takes the place of the views, which have their keys all the same."""
        strip = [(words, "bold $text-accent" if name == self.view else "$text-muted") for name, words in self._strip()]
        if self.problem:
            strip = [(f" ! {self.problem}", "bold $text-warning")]
        if self.standing and not self.problem:
            words = f" {self.standing} "
            there = sum(cells(words) for words, _ in strip)
            strip = [*(strip if there + cells(words) <= self.size.width else ()), (words, "bold $text-warning")]
        room = self.size.width - sum(cells(words) for words, _ in strip) - 2
        marked = f"{self.marked:,} marked" if self.marked else ""
        whole = "   ".join(part for part in (marked, self.progress or self.name_of_casebook) if part)
        wordings = (whole, marked or self.progress, "")
        about = next(words for words in wordings if cells(words) <= max(0, room))
        if self.lens and cells(self.lens) + cells(about) + 3 <= room:
            blank = " " * (room - cells(self.lens) - cells(about) - 3)
            return Content.assemble(*strip, blank, (self.lens, "bold $text-warning"), (f"   {about}", "$text-muted"))
        if self.lens:
            return Content.assemble(*strip, (fit(self.lens, max(0, room), "right"), "bold $text-warning"))
        return Content.assemble(*strip, (fit(about, max(0, room), "right"), "$text-muted"))

    def on_click(self, event: events.Click) -> None:
        """Show the view whose name is clicked."""
        at = 0
        for name, words in self._strip():
            if at <= event.x < at + cells(words) and not self.problem:
                self.post_message(self.Picked(name))
            at += cells(words)


class TitleLine(Widget):
    """The incident that is open: its id and title, and at the right how many of its facts are checked."""

    words: reactive[str] = reactive("")
    checked: reactive[str] = reactive("")

    def render(self) -> Content:
        """Return the line; the title goes before the count."""
        width = self.size.width - 2
        room = width - cells(self.words) - 2
        checked = self.checked if cells(self.checked) <= room else ""
        words = fit(self.words, width - cells(checked))
        return Content.assemble((words, "bold"), (checked, "$text-muted"))


class StatusLine(Widget):
    """What is under the cursor and why, or a message until the next key."""

    about: reactive[str] = reactive("")
    message: reactive[str] = reactive("")
    failed: reactive[bool] = reactive(False)

    def say(self, message: str, *, failed: bool = False) -> None:
        """Show a message until the next key."""
        self.failed = failed
        self.message = message

    def watch_message(self) -> None:
        """Take the lines that a long message needs."""
        width = max(1, self.size.width - 2)
        lines = wrap(self.message, 0, len(self.message), width) if self.message else ()
        self.styles.height = min(_MOST_LINES, len(lines)) or 1

    def on_resize(self) -> None:
        """Take other lines where the width has changed, or was not known yet."""
        self.watch_message()

    def render(self) -> Content:
        """Return the message, or what is said of what is under the cursor."""
        if self.message:
            return Content.styled(self.message, "bold $text-error" if self.failed else "bold $text-success")
        return Content(fit(self.about, max(0, self.size.width - 2)))


class KeyBar(Widget):
    """The keys that work where the reader is."""

    scopes: reactive[tuple[str, ...]] = reactive(())

    def __init__(
        self,
        keys: Mapping[str, str],
        commands: Callable[[tuple[str, ...]], Iterable[Command]],
        applies: Callable[[Command], bool],
        word: Callable[[Command], str],
    ) -> None:
        """`keys` are the reader's own by command id; `commands` returns those of scopes, `applies` if one applies.

        `word` returns what is said beside the key of a command, nothing for one that is left out.
        """
        super().__init__()
        self._keys, self._commands, self._applies, self._word = keys, commands, applies, word
        self._shown: list[tuple[str, str]] = []

    def on_mount(self) -> None:
        """Follow what becomes possible."""
        self.screen.bindings_updated_signal.subscribe(self, lambda screen: self.refresh())

    def follow(self) -> None:
        """Show the keys again if others work now: after what the reader waits for is painted."""
        self.call_after_refresh(self._follow)

    def _follow(self) -> None:
        if list(self._hints()) != self._shown:
            self.refresh()

    def render(self) -> Content:
        """Return the line, without the keys for which there is no room; the last one, help, is always there."""
        hints = self._shown = list(self._hints())
        room = self.size.width - sum(len(key) + len(word) + 3 for key, word in hints[-1:])
        parts: list[Content | str | tuple[str, str]] = []
        for key, word in hints[:-1]:
            if (size := len(key) + len(word) + 3) <= room:
                room -= size
                parts += [(key, "bold $text-accent"), (f" {word}  ", "$text-muted")]
        for key, word in hints[-1:]:
            parts += [(key, "bold $text-accent"), (f" {word}", "$text-muted")]
        return Content.assemble(*parts)

    def _hints(self) -> Iterable[tuple[str, str]]:
        """Yield keys and words: those of the pane first, those everybody knows before the last one, help."""
        words: dict[str, str] = {}
        taken: set[str] = set()  # a key does what the narrowest scope says
        scopes = self.scopes
        order = {scope: number for number, scope in enumerate(scopes)}
        commands = sorted(self._commands(scopes), key=lambda one: (one.id in _LATE, order[one.scope]))
        for command in commands:
            word = self._word(command)
            if not word:
                continue
            keys = map(key_words, self._keys.get(command.id, command.keys).split(","))
            key = next((key for key in keys if key not in taken and self._possible(command, key, scopes)), "")
            if key:
                taken.add(key)
                words[word] = words.get(word, "") + key
        return ((_run(keys), word) for word, keys in words.items())

    def _possible(self, command: Command, key: str, scopes: tuple[str, ...]) -> bool:
        """Return whether a key does something here; what types a letter into the search line does not."""
        if "query" in scopes and command.scope == "browse" and len(key) == 1:
            return False
        return self._applies(command)


def _run(keys: str) -> str:
    """Return neighbouring digits as a range: "1-6" for "123456"."""
    return f"{keys[0]}-{keys[-1]}" if len(keys) > 2 and keys in string.digits else keys
