"""The program on the screen."""

import gc
from typing import ClassVar

import msgspec
from textual import events, on
from textual.command import Provider

from kztui.casebook import Casebook
from kztui.tui.commands import with_twins
from kztui.tui.keystrokes import KeystrokesApp
from kztui.tui.screens.browse import BrowseScreen
from kztui.tui.screens.too_small import TooSmallScreen, too_small
from kztui.tui.settings import Settings, read_settings, save_session
from kztui.tui.themes import DARK, LIGHT, semantic_colours


def _commands() -> type[Provider]:
    from kztui.tui.palette import Commands

    return Commands


class KztuiApp(KeystrokesApp):
    """Opens a casebook on the screen and keeps what all screens share: themes and the smallest size."""

    TITLE = "kztui"
    CSS_PATH = "kztui.tcss"
    COMMANDS: ClassVar = {_commands}
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012 (so typed by Textual)
    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-tall")]  # noqa: RUF012

    def __init__(
        self, casebook: Casebook, notice: str = "", *, settings: Settings | None = None, look_every: float = 1.0
    ) -> None:
        """`notice` is said at the start; each `look_every` seconds the casebook's files are looked at."""
        super().__init__()
        self.animation_level = "none"
        self._casebook, self._notice, self._look_every = casebook, notice, look_every
        self._settings = settings or Settings()
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        chosen = self._settings.session.theme
        self.recent, self.keys = self._settings.session.recent, self._settings.keys
        self._begin_with(chosen if chosen in self.available_themes else DARK.name)
        self.set_keymap({command: with_twins(keys) for command, keys in self._settings.keys.items()})

    def _begin_with(self, theme: str) -> None:
        """Begin with a theme: with one of ours before the style sheets are read, since a change reads them again."""
        if theme in (DARK.name, LIGHT.name):
            self.set_reactive(KztuiApp.theme, theme)
            self.stylesheet.set_variables(self.get_css_variables())
        else:
            self.theme = theme

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return our semantic colours for themes that do not know them."""
        return semantic_colours(self.current_theme)

    def get_default_screen(self) -> BrowseScreen:
        """Return the screen on which one browses."""
        settings = self._settings
        return BrowseScreen(
            self._casebook,
            notice=settings.problem or self._notice,
            keys=settings.keys,
            session=settings.session,
            look_every=self._look_every,
        )

    def on_ready(self) -> None:
        """The first picture is painted: look for garbage again where that was put off, but not in what stays."""
        if not gc.isenabled():
            gc.freeze()
            gc.enable()

    @on(BrowseScreen.FirstShown)
    def _first_shown(self) -> None:
        """Welcome a reader who is new, once, when the list is painted."""
        if self._settings.first_start:
            self.call_after_refresh(self._welcome)

    def _welcome(self) -> None:
        from kztui.tui.screens.welcome import WelcomeScreen

        self.push_screen(WelcomeScreen(self.press_again), lambda _: self._remember())

    async def action_quit(self) -> None:
        """Remember where the reader is, and leave."""
        self._remember()
        self.exit()

    def _remember(self) -> None:
        browse = next((screen for screen in self.screen_stack if isinstance(screen, BrowseScreen)), None)
        if browse and self._settings.session_file:
            session = msgspec.structs.replace(browse.session(), theme=self.theme, recent=self.recent)
            save_session(self._settings.session_file, self._casebook.path, session)

    def on_resize(self, event: events.Resize) -> None:
        """Cover everything while the terminal is too small."""
        small = isinstance(self.screen, TooSmallScreen)
        if too_small(event.size) and not small:
            self.push_screen(TooSmallScreen())
        elif small and not too_small(event.size):
            self.pop_screen()


def run(casebook: Casebook, notice: str = "") -> None:
    """Open the screen on `casebook` and return when the reader quits; `notice` is said at the start."""
    KztuiApp(casebook, notice, settings=read_settings(casebook.path)).run()
