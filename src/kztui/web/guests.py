"""Who may visit: each address of the server has a token, and a token stands for what its visitors may do."""

import hashlib
import secrets
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from kztui.folders import state_folder

TOKEN_BYTES = 24


class Guest(NamedTuple):
    """Somebody with a token. Without an `author` they only read.

    `location` is that of the casebook as they see it: that of a team names their role.
    """

    token: str
    location: str
    author: str = ""

    @property
    def command(self) -> Sequence[str]:
        """The program that runs for each of their tabs. What they can do at most is annotate: importing would read the
        files of the machine that serves.
        """
        rights = ("--rights", "analyst", "--author", self.author) if self.author else ("--rights", "reader")
        return (sys.executable, "-m", "kztui", "open", *rights, "--", self.location)

    @contextmanager
    def state(self) -> Iterator[Path]:
        """Give the folder for what the screen remembers of them: an author's own, and for readers one that goes."""
        if self.author:
            name = hashlib.sha256(f"{self.location} {self.author}".encode()).hexdigest()[:16]
            folder = state_folder() / "visitors" / name
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            yield folder
            return
        with TemporaryDirectory(prefix="kztui-visitor-", ignore_cleanup_errors=True) as made:
            yield Path(made)


def guest(location: str, author: str = "") -> Guest:
    """Return a guest with a new token."""
    return Guest(secrets.token_urlsafe(TOKEN_BYTES), location, author)
