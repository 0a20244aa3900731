"""Noticing at once what others write: a thread that waits for the server's notifications.

Notifications are lost while nobody listens, so that each new connection counts as one; and a server behind a pooler may
send none at all, so that whoever follows a casebook looks from time to time as well.
"""

from collections.abc import Callable
from contextlib import suppress
from threading import Event, Thread

import psycopg

from kztui.errors import StoreError
from kztui.store.postgres.connection import CHANNEL, Server

SECONDS = 1.0
"""How long one wait for a notification lasts: after it, it is seen whether the listener was stopped."""

_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 10.0
"""Seconds between attempts to reach a server that is away: twice as long each time."""


class Listener:
    """Calls `wake`, in a thread of its own, when something may have changed, until `stop`."""

    def __init__(self, server: Server, wake: Callable[[], object]) -> None:
        self._server = server
        self._wake = wake
        self._stopped = Event()
        Thread(target=self._run, name="kztui-listener", daemon=True).start()

    def stop(self) -> None:
        """Call `wake` no more."""
        self._stopped.set()

    def _run(self) -> None:
        pause = _FIRST_PAUSE
        while not self._stopped.is_set():
            with suppress(StoreError, psycopg.Error):
                self._server.try_again()
                with self._server.connect() as connection:
                    connection.execute(f"listen {CHANNEL}".encode())
                    pause = _FIRST_PAUSE
                    self._tell()
                    while not self._stopped.is_set():
                        for _ in connection.notifies(timeout=SECONDS, stop_after=1):
                            self._tell()
            self._tell()
            self._stopped.wait(pause)
            pause = min(2 * pause, _LONGEST_PAUSE)

    def _tell(self) -> None:
        if not self._stopped.is_set():
            self._wake()
