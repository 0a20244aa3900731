"""What Textual 8.2.8 would do wrong for us, put right in one place by means that are private to it.

Textual ends the program at the first exception that a handler of any widget raises, prints a traceback with the values
of local variables (an analyst's words among them) and exits with 0. Here the exception is logged, the handler that
failed is left, and the program goes on; when an exception cannot be survived, as one while painting, the program
ends with one line that says where the log is.
"""

import os
import sys
from collections import deque
from time import monotonic

from textual import constants
from textual.app import App
from textual.message import Message
from textual.message_pump import MessagePump

from kztui.log import DEFECT_EXIT, record_defect

if "ESCDELAY" not in os.environ:  # how long an escape may be the beginning of another key: Textual waits 0.1 s for all
    constants.ESCAPE_DELAY = 0.1 if "SSH_CONNECTION" in os.environ else 0.025  # type: ignore[misc]

_MOST, _WITHIN = 10, 5.0
"""More defects than this many within so many seconds are a loop: the program ends."""


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

        MessagePump._dispatch_message = dispatch  # type: ignore[assignment, method-assign]
        try:
            self.run()
        finally:
            MessagePump._dispatch_message = guarded  # type: ignore[method-assign]
        if self._fatal:
            print(f"kztui: {self._fatal}", file=sys.stderr)
            return DEFECT_EXIT
        return self.return_code or 0
