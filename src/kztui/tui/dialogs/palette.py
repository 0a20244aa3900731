"""The palette: everything that can be done, found by its name, its keys or its description."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple

from textual import events, on
from textual.app import App, ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from kztui.text.clean import clean
from kztui.text.fold import fold
from kztui.tui.background import in_background
from kztui.tui.command import bindings
from kztui.tui.dialogs.window import Window
from kztui.tui.local import of_scope
from kztui.tui.paint import fit
from kztui.tui.row import Part, Row
from kztui.tui.themes import OURS
from kztui.tui.widgets.lines_view import LinesView
from kztui.tui.widgets.rows_view import RowsView
from kztui.tui.wrap import cells, shown


class Offer(NamedTuple):
    """Something that can be chosen. `lacks` says why it does not apply now; empty when it does.

    `preview` is called when the cursor comes to it.
    """

    label: str
    keys: str
    help: str
    run: Callable[[], Coroutine[Any, Any, None]]
    lacks: str = ""
    preview: Callable[[], object] | None = None


class OfferList(RowsView):
    """The offers that match what is typed; an item is an offer."""

    nothing = "Nothing has this name."

    def __init__(self) -> None:
        super().__init__("offers")
        self.can_focus = False
        self.offers: Sequence[Offer] = ()

    @property
    def current(self) -> Offer | None:
        """The offer under the cursor."""
        return self.offers[self.cursor] if self.offers else None

    def build_rows(self, width: int) -> Sequence[Row]:
        label = max((cells(offer.label) for offer in self.offers), default=0)
        keys = max((cells(offer.keys) for offer in self.offers), default=0)
        label, keys = min(label, max(12, width // 2)), min(keys, max(6, width // 6))
        return [Row(item, tuple(self._parts(offer, label, keys))) for item, offer in enumerate(self.offers)]

    def _parts(self, offer: Offer, label: int, keys: int) -> Iterator[Part]:
        yield Part("  " + fit(offer.label, label), "dim" if offer.lacks else "strong")
        yield Part("  " + fit(offer.keys, keys), "dim" if offer.lacks else "who")
        yield Part("  " + (offer.lacks or offer.help), "dim")


class PaletteScreen(Window[Offer | None]):
    """A line to type in and the offers that match it; it ends with the one that is chosen."""

    BINDINGS = bindings(of_scope("palette"), priority=True)

    def __init__(
        self, offers: Sequence[Offer], *, title: str, at: str = "", more: Callable[[str], Sequence[Offer]] | None = None
    ) -> None:
        """The cursor starts on the offer with the label `at`.

        `more` returns further offers for what is typed, which come after the others; it is called off the screen's
        thread.
        """
        super().__init__()
        self._all, self._title, self._at, self._more = offers, title, at, more
        self._line, self._list = Input(placeholder="type to find"), OfferList()
        self._about = Static(id="palette-about", markup=False)

    def compose(self) -> ComposeResult:
        self._line.cursor_blink = False
        self._about.display = any(offer.help for offer in self._all)
        box = Vertical(self._line, self._list, self._about, id="palette")
        box.border_title, box.border_subtitle = self._title, "enter run  esc close"
        yield box

    def on_mount(self) -> None:
        self._match()
        labels = [offer.label for offer in self._all]
        self._list.cursor = labels.index(self._at) if self._at in labels else 0
        self._say_about()

    @on(Input.Changed)
    def _typed(self) -> None:
        self._match()
        self._preview()
        if self._more and self._line.value.strip():
            in_background(self, partial(self._add_more, self._line.value), "more", exclusive=True)

    async def _add_more(self, text: str) -> None:
        """Add what else matches, below what is there already."""
        assert self._more
        found = await asyncio.to_thread(self._more, text)
        if self.is_attached:
            self._list.offers = [*self._list.offers, *found]
            self._list.show_lines()
            self._say_about()

    def _match(self) -> None:
        """Show the offers that match, in their order, those that match by their names first."""
        words = fold(self._line.value).split()
        ranked = [(rank, offer) for offer in self._all if (rank := _rank(offer, words)) is not None]
        self._list.offers = [offer for _, offer in sorted(ranked, key=lambda pair: pair[0])]
        self._list.show_words(words)
        self._list.show_lines(cursor=0)

    def _preview(self) -> None:
        """Try on what the cursor is at, and say in full what it does: its row may be cut."""
        self._say_about()
        if (here := self._list.current) and here.preview:
            here.preview()

    def _say_about(self) -> None:
        here = self._list.current
        words = " ".join(filter(None, (here.lacks, here.help))) if here else ""
        self._about.update(shown(clean(words)), layout=False)

    def action_palette_up(self) -> None:
        self._go(-1)

    def action_palette_down(self) -> None:
        self._go(1)

    def _go(self, step: int) -> None:
        self._list.go(self._list.cursor + step)
        self._preview()

    def action_palette_page_up(self) -> None:
        self._list.action_lines_page_up()
        self._preview()

    def action_palette_page_down(self) -> None:
        self._list.action_lines_page_down()
        self._preview()

    def action_palette_choose(self) -> None:
        if here := self._list.current:
            self.end(here)

    @on(LinesView.Chosen)
    def _clicked(self) -> None:
        self.action_palette_choose()

    def action_palette_close(self) -> None:
        self.end()

    def on_click(self, event: events.Click) -> None:
        """Close when the reader clicks beside it."""
        if self.get_widget_at(event.screen_x, event.screen_y)[0] is self:
            self.end()


def _rank(offer: Offer, words: Sequence[str]) -> int | None:
    """Return how well an offer matches, the best with 0; None when it does not.

    0: each word begins a word of the name, or is a key; 1: of the name or the help; 2: each is somewhere in them.
    """
    name, text = f" {fold(offer.label)}", f" {fold(f'{offer.label} {offer.help}')}"
    if all(f" {word}" in name or word in offer.keys.split() for word in words):
        return 0
    if all(f" {word}" in text for word in words):
        return 1
    return 2 if all(word in text for word in words) else None


def themes(app: App[Any]) -> list[Offer]:
    """Return the themes, our own first; each is tried on while the cursor is on it."""

    def offer(name: str) -> Offer:
        def put_on() -> None:
            app.theme = name

        async def run() -> None:
            put_on()

        return Offer(name, "", "", run, preview=put_on)

    own = [theme.name for theme in OURS]
    return [offer(name) for name in (*own, *sorted(app.available_themes.keys() - set(own)))]
