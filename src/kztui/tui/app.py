"""The program on the screen."""

import asyncio
import gc
import os
import select
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import TypeVar

import msgspec
from textual import events, on
from textual.filter import LineFilter
from textual.geometry import Size

from kztui.casebook import Casebook
from kztui.errors import StoreError, UserError
from kztui.model.figures import Policy
from kztui.present.wording import plural
from kztui.text.clean import clean
from kztui.tui.background import Defect
from kztui.tui.columns import COLUMNS
from kztui.tui.command import with_twins
from kztui.tui.flat import FLAT
from kztui.tui.glyphs import PlainSigns, few_signs
from kztui.tui.ground import GroundTold
from kztui.tui.keystrokes import KeystrokesApp
from kztui.tui.preferences import Preferences
from kztui.tui.screens.browse import BrowseScreen
from kztui.tui.session import Session
from kztui.tui.settings import Settings, read_settings
from kztui.tui.textual_faults import ask_ground, show_cursor
from kztui.tui.themes import DARK, LIGHT, OURS, semantic_colours, theme_for

Kept = TypeVar("Kept")

KEEP_EVERY = 0.5
"""Seconds after which what is being written is on the disk at the latest."""

SMALLEST = Size(40, 8)
"""The smallest terminal, in cells, in which the panes can be read."""

LOOK_FOR_TERMINAL = 0.5
"""Seconds after which a terminal that has gone without a signal is noticed."""

_ENDING = [getattr(signal, name) for name in ("SIGHUP", "SIGTERM") if hasattr(signal, name)]
"""The signals of a terminal that is gone and of a system that shuts down."""


class KztuiApp(KeystrokesApp):
    """Opens a casebook on the screen and keeps what all screens share: themes and the smallest size.

    `parting_words` are to be said when the screen has been left.
    """

    TITLE = "kztui"
    CSS_PATH = "kztui.tcss"
    ALLOW_SELECT = False  # words are marked in the source; Textual's way fails where what is pressed has just gone
    ENABLE_COMMAND_PALETTE = False  # ours is `kztui.tui.dialogs.palette`
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide"), (160, "-widest")]  # noqa: RUF012 (so typed by Textual)
    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-tall")]  # noqa: RUF012

    def __init__(
        self, casebook: Casebook, notice: str = "", *, settings: Settings | None = None, look_every: float = 1.0
    ) -> None:
        """`notice` is said at the start; each `look_every` seconds the casebook's files are looked at."""
        super().__init__()
        self.animation_level = "none"
        self._casebook, self._notice, self._look_every = casebook, notice, look_every
        self._settings = settings or Settings()
        self._kept: Session | None = None
        self._unkept = False
        self.parting_words = ""
        for theme in OURS:
            self.register_theme(theme)
        chosen = self._settings.session.theme or self._settings.shown.get("theme", "")
        self._preferences = _preferences(self._settings)
        usual = self._preferences.usual_theme = theme_for(os.environ.get("COLORFGBG", "")).name
        flat = self._preferences.layout == FLAT
        self.set_class(flat, FLAT)
        few = few_signs(self._preferences.glyphs, os.environ)
        self._plain_signs = PlainSigns(drawing=not flat, enabled=flat or few)
        self._began_with = self._preferences.columns, self._preferences.density
        self._first_theme = chosen if chosen in self.available_themes else usual
        self._begin_with(self._first_theme)
        self.set_keymap({command: with_twins(keys) for command, keys in self._settings.keys.items()})

    def _begin_with(self, theme: str) -> None:
        """Begin with a theme: with one of ours before the style sheets are read, since changing it reads them again."""
        if theme in [one.name for one in OURS]:
            self.set_reactive(KztuiApp.theme, theme)
            self.stylesheet.set_variables(self.get_css_variables())
        else:
            self.theme = theme

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return what is done to all lines before they are shown."""
        return [*super().get_line_filters(), *([self._plain_signs] if self._plain_signs.enabled else ())]

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return our semantic colours for themes that do not know them."""
        return semantic_colours(self.current_theme)

    def get_default_screen(self) -> BrowseScreen:
        """Return the screen on which one browses."""
        settings = self._settings
        screen = BrowseScreen(
            self._casebook,
            notice=settings.problem or self._notice,
            preferences=self._preferences,
            session=settings.session,
            look_every=self._look_every,
        )
        # Textual sets it with the first resize, which comes after the first picture
        screen.add_class(
            next(name for least, name in reversed(self.HORIZONTAL_BREAKPOINTS) if self.size.width >= least)
        )
        return screen

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

        self.push_screen(WelcomeScreen(self.press_again), self._welcomed)

    @on(Defect)
    def _survive(self, event: Defect) -> None:
        """Go on after an exception in work beside the screen; one that a user can mend is no defect."""
        if isinstance(event.error, UserError):
            self.say_defect(str(event.error))
        else:
            self.survive(event.error)

    def say_defect(self, line: str) -> None:
        """Show a line about a defect in the window that is open, else on the browsing screen."""
        from kztui.tui.dialogs.dialog import Dialog

        for screen in reversed(self.screen_stack):
            if isinstance(screen, BrowseScreen | Dialog):
                screen.say(line, failed=True)
                return

    def _welcomed(self, _: None) -> None:
        """Remember that this reader is not new any more."""
        if (session := self.session()) and self._settings.keeper:
            try:
                self._settings.keeper.save(session)
            except StoreError as error:
                self._say_unkept(error)

    async def action_quit(self) -> None:
        """Remember where the reader is, and leave."""
        self._remember()
        self.exit()

    def session(self) -> Session | None:
        """Return where the reader is; None before the first picture."""
        browse = next((screen for screen in self.screen_stack if isinstance(screen, BrowseScreen)), None)
        if browse is None or not browse.is_mounted:
            return None
        before, now = self._settings.session, self._preferences
        columns, density = self._began_with

        def kept(name: str, chosen: Kept, nothing: Kept) -> Kept:
            return nothing if name in now.left_to_file else chosen

        return msgspec.structs.replace(
            browse.session(),
            theme=kept("theme", before.theme if self.theme == self._first_theme else self.theme, ""),
            recent=now.recent,
            columns=kept("columns", before.columns if now.columns == columns else now.columns, None),
            density=kept("density", before.density if now.density == density else now.density, ""),
        )

    def _remember(self) -> None:
        """Keep the session; what the reader wrote and cannot be kept is said when the screen is left."""
        session, keeper = self.session(), self._settings.keeper
        if session and keeper:
            try:
                keeper.close(session)
            except StoreError as error:
                if lost := {*session.unsaved} - {*self._settings.session.unsaved}:
                    self.parting_words = f"{plural(len(lost), 'draft')} could not be kept: {error}"

    def _say_unkept(self, error: StoreError) -> None:
        """Say once that nothing can be kept for the next start."""
        if not self._unkept:
            self._unkept = True
            self.say_defect(f"Drafts cannot be kept, nor where you are: {error}")

    def on_mount(self) -> None:
        """Keep what the reader writes, and leave in order when the system asks for it."""
        if self._settings.keeper:
            self.set_interval(KEEP_EVERY, self._keep)
        if self.has_class(FLAT):
            show_cursor(self)
        if self._first_theme == self._preferences.usual_theme:
            ask_ground(self)
        if hasattr(select, "poll") and sys.__stdin__ is not None and sys.__stdin__.isatty():  # Windows has none
            self.set_interval(LOOK_FOR_TERMINAL, self._end_without_terminal)
        for number in _ENDING:
            with suppress(NotImplementedError, RuntimeError, ValueError):  # not on Windows, nor off the main thread
                asyncio.get_running_loop().add_signal_handler(number, self._end, number)

    @on(GroundTold)
    def _follow_ground(self, event: GroundTold) -> None:
        """Be as light as the terminal, unless the reader has chosen colours."""
        usual = (LIGHT if event.light else DARK).name
        if self.theme == self._first_theme == self._preferences.usual_theme != usual:
            self._first_theme = self._preferences.usual_theme = usual
            self.theme = usual

    async def _keep(self) -> None:
        """Write the session to the disk when it has changed."""
        session, keeper = self.session(), self._settings.keeper
        if keeper and session and session != self._kept:
            self._kept = session
            try:
                await asyncio.to_thread(keeper.keep, session)
            except StoreError as error:
                self._say_unkept(error)

    def _end_without_terminal(self) -> None:
        """Leave when the terminal has gone and nobody sent a signal, as to a process that it does not control: Textual
        would read its end again and again.
        """
        terminal = select.poll()
        terminal.register(sys.__stdin__ or 0, 0)  # whether the other end is closed is told unasked
        if terminal.poll(0):
            self._end(signal.SIGHUP)

    def _end(self, number: int) -> None:
        """Leave because of a signal, or of what one would have told."""
        self._remember()
        self.exit(return_code=128 + number)

    def on_resize(self, event: events.Resize) -> None:
        """Cover everything while the terminal is too small."""
        small = event.size.width < SMALLEST.width or event.size.height < SMALLEST.height
        if not small and isinstance(self.screen, BrowseScreen):
            return
        from kztui.tui.screens.too_small import TooSmallScreen

        covered = isinstance(self.screen, TooSmallScreen)
        if small and not covered:
            self.push_screen(TooSmallScreen(SMALLEST))
        elif covered and not small:
            self.pop_screen()


def _preferences(settings: Settings) -> Preferences:
    """Return what the reader prefers: what they chose on the screen before what the file sets."""
    session, shown = settings.session, settings.shown
    return Preferences(
        settings.keys,
        session.recent,
        tuple(name for name in session.columns or () if name in COLUMNS)
        if session.columns is not None
        else tuple(shown.get("columns", ())),
        session.density or shown.get("density", "one-line"),
        shown.get("dates", "auto"),
        shown.get("layout", "panes"),
        shown.get("glyphs", "auto"),
        Policy(shown.get("policy", Policy.LATEST_OFFICIAL)),
        shown.get("session", "resume"),
        settings.file,
        {**shown, **({"author": settings.author} if settings.author else {})},
        commands=settings.commands,
    )


def run(casebook: Casebook, notice: str = "") -> int:
    """Open the screen on `casebook` until the reader quits; `notice` is said at the start.

    Returns the exit code: that of a defect when one ended the program, which is then logged and said on stderr, as are
    drafts that could not be kept.
    """
    app = KztuiApp(casebook, notice, settings=read_settings(casebook.location))
    code = app.run_guarded()
    if app.parting_words:
        print(f"kztui: {clean(app.parting_words)}", file=sys.stderr)
    return code
