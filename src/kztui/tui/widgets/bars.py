"""The line at the top, which names the casebook, and the line at the bottom, which names the keys."""

import string
from collections.abc import Callable, Iterable, Mapping

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from kztui.present.wording import plural
from kztui.tui.command import Command, key_words
from kztui.tui.paint import fit
from kztui.tui.wrap import cells, wrap

_LATE = ("lines.up", "lines.down", "map.up", "map.down", "map.left", "map.right", "quit", "help")
"""What everybody knows, for the end of the footer: where room lacks it goes first. The last one stays."""


_MOST_LINES = 3


class TopBar(Widget):
    """The program, the casebook, what is in it, and what is wrong with it."""

    name_of_casebook: reactive[str] = reactive("")
    counts: reactive[str] = reactive("")
    problem: reactive[str] = reactive("")
    progress: reactive[str] = reactive("")
    waiting: reactive[int] = reactive(0)
    """How many suggestions wait for a decision."""

    def render(self) -> Content:
        """Return the line: counts or progress at the right, a problem instead of the name when there is one."""
        waiting = f" · {plural(self.waiting, 'suggestion')}" if self.waiting else ""
        counts = f" {self.progress or self.counts + waiting} "
        room = max(0, self.size.width - cells(counts) - 9)
        middle = f"! {self.problem}" if self.problem else self.name_of_casebook
        style = "bold $text-warning" if self.problem else ""
        return Content.assemble(
            (" kztui ", "bold $text-primary"), "  ", (fit(middle, room), style), (counts, "$text-muted")
        )


class KeyBar(Widget):
    """The keys that work where the reader is, or a message until the next key."""

    scopes: reactive[tuple[str, ...]] = reactive(())
    message: reactive[str] = reactive("")
    failed: reactive[bool] = reactive(False)

    def __init__(
        self,
        keys: Mapping[str, str],
        commands: Callable[[tuple[str, ...]], Iterable[Command]],
        applies: Callable[[Command], bool],
    ) -> None:
        """`keys` are the reader's own by command id; `commands` returns those of scopes, `applies` if one applies."""
        super().__init__()
        self._keys, self._commands, self._applies = keys, commands, applies

    def on_mount(self) -> None:
        """Follow what becomes possible."""
        self.screen.bindings_updated_signal.subscribe(self, lambda screen: self.refresh())

    def say(self, message: str, *, failed: bool = False) -> None:
        """Show a message until the next key."""
        self.failed = failed
        self.message = message

    def watch_message(self) -> None:
        """Take the lines that a long message needs."""
        self.styles.height = min(_MOST_LINES, len(wrap(self.message, 0, len(self.message), self.size.width))) or 1

    def render(self) -> Content:
        """Return the line, without the keys for which there is no room; the last one, help, is always there."""
        if self.message:
            return Content.styled(self.message, "bold $text-error" if self.failed else "bold $text-success")
        hints = list(self._hints())
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
        order = {scope: number for number, scope in enumerate(self.scopes)}
        commands = sorted(self._commands(self.scopes), key=lambda one: (one.id in _LATE, order[one.scope]))
        for command in commands:
            keys = map(key_words, self._keys.get(command.id, command.keys).split(","))
            key = next((key for key in keys if key not in taken and self._possible(command, key)), "")
            if command.footer and key:
                taken.add(key)
                words[command.footer] = words.get(command.footer, "") + key
        return ((_run(keys), word) for word, keys in words.items())

    def _possible(self, command: Command, key: str) -> bool:
        """Return whether a key does something here; what types a letter into the search line does not."""
        if "query" in self.scopes and command.scope == "browse" and len(key) == 1:
            return False
        return self._applies(command)


def _run(keys: str) -> str:
    """Return neighbouring digits as a range: "1-6" for "123456"."""
    return f"{keys[0]}-{keys[-1]}" if len(keys) > 2 and keys in string.digits else keys
