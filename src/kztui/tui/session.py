"""What the screen remembers of each casebook between starts (``sessions.json``)."""

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from kztui.tui.run_lock import RunLock

Widths = tuple[Annotated[int, Meta(ge=1)], Annotated[int, Meta(ge=1)]]
"""The widths of two panes beside each other, in cells."""


class Session(Struct, frozen=True):
    """Where the reader was in a casebook, how wide they made the panes, and the colours they chose.

    `view` is the name of the view in the place of the list, empty for the list. `recent` are the ids of the commands
    that they last chose by name. `drafts` is what they had written and not saved, by what it is about; `writing` says
    that they were at it. `fact` is the id of the fact under the cursor, `pane` the pane of the incident they were in.
    `visited` are the ids of the incidents that they went into, the latest first.
    `columns` and `density` are what they chose for the list; None and nothing when they left it as it was set.
    """

    search: str = ""
    sort: str = ""
    incident: str = ""
    zoomed: bool = False
    list_widths: Widths | None = None
    facts_widths: Widths | None = None
    theme: str = ""
    recent: tuple[str, ...] = ()
    view: str = ""
    drafts: Mapping[str, str] = {}
    writing: bool = False
    fact: str = ""
    pane: str = ""
    visited: tuple[str, ...] = ()
    columns: tuple[str, ...] | None = None
    density: str = ""


class _Running(Struct, frozen=True):
    """The session of a screen that is running, or that ended without leaving in order."""

    casebook: str
    session: Session


class SessionKeeper:
    """Keeps the session of one run of the screen.

    While it runs, `keep` writes the session into a file of its own in the folder ``running``; `close` puts it into
    ``sessions.json`` and removes that file. What another run left behind because it was killed is taken up by the
    next start. Whatever cannot be written is lost at the next start, and nothing else is.
    """

    def __init__(self, file: Path, casebook: str) -> None:
        """`file` is ``sessions.json``; `casebook` is the location of the casebook."""
        self._file = file
        self._casebook = casebook.encode("utf-8", "backslashreplace").decode()  # a file's name can be any bytes
        self._folder = file.parent / "running"
        self._own: Path | None = None
        self._lock: RunLock | None = None
        self._drafts_at_start: frozenset[str] = frozenset()

    def resume(self) -> Session:
        """Return the session to go on with: the last one, with the drafts of all runs that were killed."""
        session = _sessions(self._file).get(self._casebook, Session())
        for path, killed in self._killed():
            kept = {**session.drafts, **killed.drafts}
            session = msgspec.structs.replace(killed, drafts=kept)
            path.unlink(missing_ok=True)
        self._drafts_at_start = frozenset(session.drafts)
        if session.drafts:
            self.keep(session)  # the files they came from are gone
        return session

    def _killed(self) -> list[tuple[Path, Session]]:
        """Return what runs on this casebook left that no longer run, the latest last."""
        found = []
        for path in self._folder.glob("*.json") if self._folder.is_dir() else ():
            with suppress(OSError, ValueError, msgspec.MsgspecError):
                running = msgspec.json.decode(path.read_bytes(), type=_Running)
                if running.casebook == self._casebook and not RunLock.is_held(path.with_suffix(".lock")):
                    found.append((path.stat().st_mtime_ns, path, running.session))
        return [(path, session) for _, path, session in sorted(found, key=lambda one: one[0])]

    def keep(self, session: Session) -> None:
        """Write the session of this run to the disk."""
        with suppress(OSError):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if self._own is None:
                self._lock = RunLock.take_new(self._folder)
                self._own = self._lock.path.with_suffix(".json")
            _write(self._own, msgspec.json.encode(_Running(self._casebook, session)))

    def close(self, session: Session) -> None:
        """End the run: put its session into ``sessions.json``."""
        self.save(session)
        with suppress(OSError):
            if self._own:
                self._own.unlink(missing_ok=True)
            if self._lock:
                self._lock.release()

    def save(self, session: Session) -> None:
        """Put the session into ``sessions.json``, beside those of other casebooks and drafts of other runs."""
        with suppress(OSError):
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with RunLock.waiting(self._file.with_suffix(".lock")):
                sessions = _raw_sessions(self._file)
                before = _decoded(sessions.get(self._casebook)) or Session()
                others = {about: text for about, text in before.drafts.items() if about not in self._drafts_at_start}
                session = msgspec.structs.replace(session, drafts={**others, **session.drafts})
                sessions[self._casebook] = msgspec.Raw(msgspec.json.encode(session))
                _write(self._file, msgspec.json.encode(sessions))


def _write(path: Path, content: bytes) -> None:
    """Replace a file, readable by its owner only from its first byte on."""
    new = path.with_suffix(f".{os.getpid()}.new")
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
    new.replace(path)


def _sessions(file: Path) -> dict[str, Session]:
    decoded = {casebook: _decoded(raw) for casebook, raw in _raw_sessions(file).items()}
    return {casebook: session for casebook, session in decoded.items() if session}


def _raw_sessions(file: Path) -> dict[str, msgspec.Raw]:
    """Return the entries as they are, since one that cannot be read must not cost the others."""
    try:
        if not file.is_file():  # a FIFO would never end
            return {}
        return msgspec.json.decode(file.read_bytes().decode("utf-8", "replace"), type=dict[str, msgspec.Raw])
    except (OSError, ValueError, RecursionError):  # msgspec's errors are ValueErrors
        return {}


def _decoded(raw: msgspec.Raw | None) -> Session | None:
    try:
        return msgspec.json.decode(raw, type=Session) if raw else None
    except (ValueError, RecursionError):
        return None
