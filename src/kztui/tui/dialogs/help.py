"""Help on the pane that has the focus: what its signs mean, searches to try, its keys. Typing filters it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from kztui.model.fact import Field
from kztui.text.fold import fold
from kztui.tui.command import Command, bindings, grouped, key_words
from kztui.tui.dialogs.help_pages import ALL, PAGES, HelpPage, on_field
from kztui.tui.dialogs.window import Window
from kztui.tui.local import of_scope
from kztui.tui.paint import fit
from kztui.tui.row import Part, Row
from kztui.tui.widgets.lines_view import LinesView
from kztui.tui.widgets.rows_view import RowsView
from kztui.tui.wrap import wrap

_LEFT = 24
"""Cells of what is explained."""

_Line = tuple[str, ...]
"""What is explained, what is said of it, and further words by which it is found."""

_Section = tuple[str, str, Sequence[_Line]]
"""Heading, style and lines."""


class HelpView(RowsView):
    """One page; an item is a line of it, and those in `searches` are searches that can be run."""

    nothing = "Nothing matches."

    def __init__(self, commands: Sequence[Command], keys: Mapping[str, str]) -> None:
        """`keys` are the reader's own, by command id."""
        super().__init__("help-lines")
        self.can_focus = False
        self._commands, self._keys = commands, keys
        self.page, self.filter = ALL, ""
        self.field: Field | None = None
        self.searches: dict[int, str] = {}

    def build_rows(self, width: int) -> Sequence[Row]:
        self.searches = {}
        if rows := self._matching(self._sections(), width):
            about = self.page.about
            intro = [Row(None, (Part(f" {about[start:end]}"),)) for start, end in wrap(about, 0, len(about), width - 2)]
            return [*intro, *rows]
        return self._matching(self._elsewhere(), width)

    def _matching(self, sections: Iterable[_Section], width: int) -> list[Row]:
        """Return the rows of what has the words that are typed."""
        rows, item, words = list[Row](), 0, fold(self.filter).split()
        for heading, style, lines in sections:
            matching = [line for line in lines if all(word in fold(" ".join(line)) for word in words)]
            if matching:
                rows += [Row(None, ()), Row(None, (Part(f" {heading}", "who"),))]
            for what, says, *_ in matching:
                if heading == _SEARCHES:
                    self.searches[item] = what
                rows += _explained(item, what, says, style, width)
                item += 1
        return rows

    def _elsewhere(self) -> Iterator[_Section]:
        """Yield the sections of all pages."""
        for page in PAGES.values():
            yield page.name, "strong", page.signs
        yield _SEARCHES, "what", PAGES["query"].searches
        for group, members in grouped(self._commands):
            yield group, "strong", [self._key(command) for command in members]

    def _sections(self) -> Iterator[_Section]:
        """Yield the sections of the page."""
        page = self.page
        if self.field and {"facts", "fields"} & {*page.scopes}:
            yield "Here", "strong", on_field(self.field)
        yield "Signs", "strong", page.signs
        yield _SEARCHES, "what", page.searches
        if page is ALL:
            for group, members in grouped(self._commands):
                yield group, "strong", [self._key(command) for command in members]
        else:
            scopes = {scope: number for number, scope in enumerate(page.scopes)}
            own = sorted((one for one in self._commands if one.scope in scopes), key=lambda one: scopes[one.scope])
            yield "Keys", "strong", [self._key(command) for command in own]
            everywhere = [self._key(command) for command in self._commands if command.scope == "browse"]
            yield "Keys in all panes", "strong", everywhere

    def _key(self, command: Command) -> _Line:
        keys = self._keys.get(command.id, command.keys).split(",")
        return "  ".join(map(key_words, keys)), command.help, command.label


_SEARCHES = "Searches: enter runs one"


def _explained(item: int, what: str, says: str, style: str, width: int) -> Iterator[Row]:
    """Yield the rows of one line of help."""
    left = Part(fit(f"  {what}", _LEFT) + " ", style)
    for number, (start, end) in enumerate(wrap(says, 0, len(says), max(10, width - _LEFT - 2))):
        yield Row(item, (left if number == 0 else Part(" " * (_LEFT + 1)), Part(says[start:end])))


class HelpScreen(Window[str]):
    """Help that begins with one page; it ends with a search that the reader wants to run."""

    BINDINGS = bindings(of_scope("help"), priority=True)

    def __init__(
        self, commands: Sequence[Command], keys: Mapping[str, str], pane: str, field: Field | None = None
    ) -> None:
        """`pane` is the name of the pane to begin with (`PAGES`); any other begins with all keys.

        `field` is the one that the reader is at, which is explained first.
        """
        super().__init__()
        self._view = HelpView(commands, keys)
        self._pages = list(PAGES.values())
        self._view.field = field
        self._at = list(PAGES).index(pane) if pane in PAGES else len(self._pages) - 1
        self._line = Input(placeholder="type to filter: a sign, a key, a word")

    def compose(self) -> ComposeResult:
        self._line.cursor_blink = False
        self._box = Vertical(self._line, self._view, id="help")
        self._box.border_subtitle = "tab next page  enter runs a search  esc close"
        yield self._box

    def on_mount(self) -> None:
        self._show(self._pages[self._at])

    def _show(self, page: HelpPage) -> None:
        self._view.page = page
        self._box.border_title = f"Help: {page.name}"
        self._view.show_lines(cursor=0)

    @on(Input.Changed)
    def _filter(self) -> None:
        """Show only what has the words that are typed; the key that opens help closes it."""
        if self._line.value in ("?", ","):
            self.end()
        self._view.filter = self._line.value
        self._view.show_words(fold(self._line.value).split())
        self._view.show_lines(cursor=0)

    def action_help_next(self) -> None:
        self._turn(1)

    def action_help_previous(self) -> None:
        self._turn(-1)

    def _turn(self, step: int) -> None:
        self._at = (self._at + step) % len(self._pages)
        self._show(self._pages[self._at])

    def action_help_down(self) -> None:
        self._view.action_lines_down()

    def action_help_up(self) -> None:
        self._view.action_lines_up()

    def action_help_page_down(self) -> None:
        self._view.action_lines_page_down()

    def action_help_page_up(self) -> None:
        self._view.action_lines_page_up()

    @on(LinesView.Chosen)
    def action_help_choose(self) -> None:
        if search := self._view.searches.get(self._view.cursor):
            self.end(search)

    def action_help_close(self) -> None:
        self.end()

    def on_click(self, event: events.Click) -> None:
        """Close when the reader clicks beside it."""
        if self.get_widget_at(event.screen_x, event.screen_y)[0] is self:
            self.end()
