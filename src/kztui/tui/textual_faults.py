"""What Textual 8.2.8 would do wrong for us, put right in one place by means that are private to it.

Textual ends the program at the first exception that a handler of any widget raises, prints a traceback with the values
of local variables (an analyst's words among them) and exits with 0. Here the exception is logged, the handler that
failed is left, and the program goes on; when an exception cannot be survived, as one while painting, the program
ends with one line that says where the log is.

Its parser ends a pasted text at the first escape character in it and takes the rest for keys: what a stranger has put
into a text would be pressed, and could write to the casebook. Here all that the terminal marks as pasted is one paste.

It takes an escape and what is typed right behind it for one key with alt, or drops the escape: a slow line brings keys
together that were typed apart. Here it is left open which of both was meant, until it is known whether that key with
alt does anything. A sequence that it does not know is pressed letter by letter. Here it presses nothing.

It paints a screen again and again once something has changed on it while a window is over it. Here it does so once.

It looks only ten times a second whether an escape was pressed by itself, and paints sixty times: what an answer to a
key needs two pictures for comes that much later. Here both come as soon as they can, where the terminal is not far.

It hands each picture to a thread that writes it, and works on; Python lets the other thread run after 5 ms. Here the
picture is written while what comes after it is still at work.
"""

import os
import re
import select
import sys
from collections import deque
from collections.abc import Generator, Iterator
from time import monotonic
from typing import Any

from textual import constants, events, screen
from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.app import App
from textual.driver import Driver
from textual.keys import Keys
from textual.message import Message
from textual.message_pump import MessagePump
from textual.screen import Screen

from kztui.log import DEFECT_EXIT, record_defect
from kztui.tui.ground import QUESTION, Answers, can_be_asked

_FAR = "SSH_CONNECTION" in os.environ
"""Whether what goes to the terminal and comes from it takes its time: there Textual's own pace is right."""

if "ESCDELAY" not in os.environ and not _FAR:  # how long an escape may be the beginning of another key
    constants.ESCAPE_DELAY = 0.025  # type: ignore[misc]
if "TEXTUAL_FPS" not in os.environ and not _FAR:  # how long a picture waits for what could come into the same one
    screen.UPDATE_PERIOD = 0.004  # type: ignore[misc]

_LET_OTHERS_RUN = 0.0005
"""Seconds after which a thread at work lets the others run, such as the one that writes the pictures."""

_CAN_AWAIT = sys.platform != "win32"
"""Whether a terminal can be waited for: on Windows only sockets can."""

_MOST, _WITHIN = 10, 5.0
"""More defects than this many within so many seconds are a loop: the program ends."""


_UNTYPED = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]"
"""Characters that have no place in a pasted text: controls, but for tabs and line ends, and surrogates."""

_ESCAPE = "\x1b"

_LEADING = "[O"
"""Behind an escape these begin the sequence of a key, of the mouse or of an answer."""

_UNKNOWN = r"\x1b\[[0-?]+[ -/]*(?![Mmy])[@-~]"
"""What looks like a key, but is none that Textual knows: not the mouse (M, m), nor a mode of the terminal (y)."""


class EscapedKey(events.Key):
    """A key right behind an escape: one key, `key`, as with alt, or two, `apart`."""

    def __init__(self, key: str, behind: events.Key) -> None:
        """`behind` is what came behind the escape."""
        super().__init__(key, None)
        self.apart = events.Key("escape", _ESCAPE), behind


class TerminalParser(XTermParser):
    """A parser that gives a pasted text as one paste without control characters, in however many parts it comes, and
    a key right behind an escape as an `EscapedKey`.
    """

    def __init__(self, debug: bool = False) -> None:
        super().__init__(debug)
        self._begun = ""  # the end of what was typed, in which a paste can have begun
        self._pasted: list[str] | None = None  # the parts of a paste that has not ended
        self._answers = Answers()
        self._escaped = False  # whether the next character is looked at by itself, but came behind an escape

    def feed(self, data: str) -> Iterator[Message]:
        """Yield what the terminal says by `data`; nothing ends the parser."""
        if not data:
            yield from super().feed(data)
        while data:
            if self._pasted is None:
                data = yield from self._typed(data)
            else:
                data = yield from self._paste(data, self._pasted)

    def tick(self) -> Iterator[Message]:
        """Yield the escape that nothing follows, which is awaited here: whoever reads comes by each 0.1 s at most."""
        if self._answers.only_begun and not _comes_within(constants.ESCAPE_DELAY):
            yield from super().feed(self._answers.given_up())
        if self._timeout_time is not None:
            _comes_within(self._timeout_time - monotonic())
        yield from super().tick()

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterator[events.Key]:
        """Yield the keys of a sequence, or of a character, with `alt` of one that came behind an escape."""
        if sequence == _ESCAPE:  # of what has turned out to be no sequence
            self._escaped = True
            return
        alt, self._escaped = alt or self._escaped, False
        if len(sequence) == 2 and sequence[1] not in _LEADING:
            alt, sequence = True, sequence[1]
        keys = list(super()._sequence_to_key_events(sequence))
        if alt:
            yield EscapedKey(self._with_alt(sequence), keys[0])
        elif not keys and re.fullmatch(_UNKNOWN, sequence):
            yield events.Key(Keys.Ignore, sequence)
        else:
            yield from keys

    def _with_alt(self, character: str) -> str:
        """Return the name of the one key that a terminal may tell by an escape and `character`."""
        known = list(super()._sequence_to_key_events(_ESCAPE + character))  # such as ctrl+right, of a Mac
        if known and (character != "\t" or os.environ.get("TERM") == "linux"):  # only there it is shift+tab
            return known[0].key
        (key,) = super()._sequence_to_key_events(character, alt=True)
        return key.key if key.key.startswith("alt+") else f"alt+{key.key}"

    def _typed(self, data: str) -> Generator[Message, None, str]:
        """Deal with what comes before a paste; return the rest."""
        data, told = self._answers.taken_out(data)
        yield from told
        if not data:
            return ""
        earlier = len(self._begun)
        before, mark, after = (self._begun + data).partition(BRACKETED_PASTE_START)
        if not mark:
            self._begun = (self._begun + data)[1 - len(BRACKETED_PASTE_START) :]
            yield from super().feed(data)
            return ""
        self._begun, self._pasted = "", [""]
        if len(before) >= earlier:
            yield from super().feed(before[earlier:]) if before[earlier:] else ()
        elif self._awaiting.timeout is not None:  # it waits for the rest of the mark, and for the end that it knows
            rest = (before + mark)[earlier:] + BRACKETED_PASTE_END
            yield from (one for one in super().feed(rest) if not isinstance(one, events.Paste))
        return after

    def _paste(self, data: str, parts: list[str]) -> Generator[Message, None, str]:
        """Deal with what is pasted; return what comes after it."""
        last, cut = parts[-1], max(0, len(parts[-1]) - len(BRACKETED_PASTE_END) + 1)
        kept, split = last[:cut], last[cut:]  # the end of a paste can come in two parts
        pasted, mark, after = (split + data).partition(BRACKETED_PASTE_END)
        if not mark:
            parts[-1:] = [kept, split + data]
            return ""
        text = "".join(parts[:-1]) + kept + pasted
        self._pasted = None
        yield events.Paste(re.sub(_UNTYPED, "", text))
        return after


def _comes_within(seconds: float) -> bool:
    """Wait until the terminal says more; return whether it does within so many seconds."""
    if not _CAN_AWAIT or sys.__stdin__ is None:
        return False
    return bool(select.select([sys.__stdin__], [], [], max(0.0, seconds))[0])


def ask_ground(app: App[Any]) -> None:
    """Ask the terminal for the colour of its ground; a `GroundTold` comes if it answers."""
    if app._driver is not None and can_be_asked():
        app._driver.write(QUESTION)


def show_cursor(app: App[Any]) -> None:
    """Show the terminal's cursor, which Textual hides: it is moved to `App.cursor_position` with each painting."""
    if app._driver is not None:
        app._driver.write("\x1b[?25h")


class QuietScreen(Screen[None]):
    """A screen that is painted once for what changes on it while a window is over it.

    Textual notes that all of it is to be painted once more, and then once more: with each message that it gets, such as
    for a letter that is typed in the window, all of the terminal would be written anew.
    """

    def _compositor_refresh(self) -> None:
        super()._compositor_refresh()
        if self is not self.app.screen:
            self._repaint_required = False


class GuardedApp(App[None]):
    """An app whose defects are logged. `say_defect` shows the line about one that is survived."""

    def __init__(self) -> None:
        super().__init__()
        self._fatal = ""
        self._defects: deque[float] = deque(maxlen=_MOST)

    def say_defect(self, line: str) -> None:
        """Show a line about a defect."""

    def survive(self, error: Exception) -> bool:
        """Log a defect and say so; return False when there are too many of them to go on."""
        now = monotonic()
        if len(self._defects) == _MOST and now - self._defects[0] < _WITHIN:
            return False
        self._defects.append(now)
        self.say_defect(record_defect(error))
        return True

    def get_driver_class(self) -> type[Driver]:
        """Return the driver of this terminal, made to parse what is pasted with `TerminalParser`."""
        driver = super().get_driver_class()
        module = sys.modules[driver.__module__]
        if hasattr(module, XTermParser.__name__):
            setattr(module, XTermParser.__name__, TerminalParser)
        return driver

    def _handle_exception(self, error: Exception) -> None:
        self._fatal = self._fatal or record_defect(error)
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        self.bell()
        self._close_messages_no_wait()

    def run_guarded(self) -> int:
        """Run the app, going on after defects; return the exit code."""
        guarded = MessagePump._dispatch_message

        async def dispatch(pump: MessagePump, message: Message) -> None:
            try:
                await guarded(pump, message)
            except Exception as error:
                if not self.is_running or not self.survive(error):
                    raise

        sys.setswitchinterval(_LET_OTHERS_RUN)
        MessagePump._dispatch_message = dispatch  # type: ignore[assignment, method-assign]
        try:
            self.run()
        finally:
            MessagePump._dispatch_message = guarded  # type: ignore[method-assign]
        if self._fatal:
            print(f"kztui: {self._fatal}", file=sys.stderr)
            return DEFECT_EXIT
        return self.return_code or 0
