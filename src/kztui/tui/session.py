"""What the screen remembers of each casebook between starts (``sessions.json``)."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock
from typing import Annotated, NamedTuple, TypeVar

import msgspec
from msgspec import Meta, Struct

from kztui.errors import StoreError
from kztui.store.files import read_file
from kztui.tui.run_lock import RunLock
from kztui.tui.sessions_file import Entries, Found, changing, read_entries, replace, set_aside, stored
from kztui.tui.unsaved import Unsaved, with_changes

Widths = tuple[Annotated[int, Meta(ge=1)], Annotated[int, Meta(ge=1)]]
"""The widths of two panes beside each other, in cells."""


Kind = TypeVar("Kind")


class Session(Struct, frozen=True):
    """Where the reader was in a casebook, how wide they made the panes, and the colours they chose.

    `view` is the name of the view in the place of the list, empty for the list. `recent` are the ids of the commands
    that they last chose by name. `drafts` is what they had written and not saved, by what it is about, `more_drafts`
    what they had written about the same things in other runs; `writing` says that they were at it. `fact` is the id of
    the fact under the cursor, `pane` the pane of the incident they were in. `visited` are the ids of the incidents that
    they went into, the latest first. `columns` and `density` are what they chose for the list; None and nothing when
    they left it as it was set.
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
    more_drafts: Unsaved = ()
    writing: bool = False
    fact: str = ""
    pane: str = ""
    visited: tuple[str, ...] = ()
    columns: tuple[str, ...] | None = None
    density: str = ""

    @property
    def unsaved(self) -> Unsaved:
        """All drafts, of one thing the latest last."""
        return (*self.more_drafts, *self.drafts.items())

    def with_unsaved(self, unsaved: Unsaved) -> "Session":
        """Return the session with other drafts."""
        drafts = dict(unsaved)
        more = tuple(one for one in unsaved if one not in drafts.items())
        return msgspec.structs.replace(self, drafts=drafts, more_drafts=more)


class _Drafts(Struct, frozen=True):
    """What matters most in a session: it is read where something else in it is damaged."""

    drafts: Mapping[str, str] = {}
    more_drafts: Unsaved = ()


class _Running(Struct, frozen=True):
    """The session of a screen that is running, or ended without leaving in order; `before` are its first drafts."""

    casebook: str
    session: Session
    before: Unsaved = ()


class _Left(NamedTuple):
    """What a run that was killed left, and the file in which it did."""

    path: Path
    running: _Running


class SessionKeeper:
    """Keeps the session of one run of the screen.

    While it runs, `keep` writes the session into a file of its own in the folder ``running``; `close` puts it into
    ``sessions.json`` and removes that file. What another run left behind because it was killed is taken up by the
    next start. Of the drafts a run writes only what it changed. `problem` says in a line what was damaged at the start.
    """

    def __init__(self, file: Path, casebook: str) -> None:
        """`file` is ``sessions.json``; `casebook` is the location of the casebook."""
        self._file = file
        self._casebook = casebook.encode("utf-8", "backslashreplace").decode()  # a file's name can be any bytes
        self._folder = file.parent / "running"
        self._lock: RunLock | None = None
        self._closed = False
        self._turn = Lock()
        self._before: Unsaved = ()
        self.problem = ""

    def resume(self) -> Session:
        """Return the session to go on with: the last one, with what all runs that were killed wrote."""
        found, killed = read_entries(self._file), self._killed()
        session = self._with_killed(found.entries, killed)
        if killed or self._is_damaged(found):
            with suppress(StoreError, OSError):  # what cannot be written stays as it is
                with self._changing() as entries:
                    session = self._with_killed(entries, killed)
                    entries[self._casebook] = _entry(session)
                for left in killed:
                    left.path.unlink(missing_ok=True)
        self._before = session.unsaved
        return session

    @contextmanager
    def _changing(self) -> Iterator[Entries]:
        """Let the entries of all casebooks be changed; a damaged file is kept beside. Raises StoreError."""
        with changing(self._file) as found:
            if self._is_damaged(found):
                self.problem = f"{self._file.name} was damaged and is kept as {set_aside(self._file)}"
            yield found.entries

    def _is_damaged(self, found: Found) -> bool:
        entry = found.entries.get(self._casebook)
        return found.damaged or (entry is not None and _decoded(entry, Session) is None)

    def _with_killed(self, entries: Entries, killed: Sequence[_Left]) -> Session:
        session = _session(entries.get(self._casebook))
        for _, running in killed:
            unsaved = with_changes(session.unsaved, running.before, running.session.unsaved)
            session = running.session.with_unsaved(unsaved)
        return session

    def _killed(self) -> list[_Left]:
        """Return what runs on this casebook left that no longer run, the latest last."""
        found = []
        with suppress(OSError):
            for path in self._folder.glob("*.json") if self._folder.is_dir() else ():
                with suppress(OSError, StoreError, ValueError):  # msgspec's errors are ValueErrors
                    running = msgspec.json.decode(read_file(path) or b"", type=_Running)
                    if running.casebook == self._casebook and not RunLock.is_held(path.with_suffix(".lock")):
                        found.append((path.stat().st_mtime_ns, _Left(path, running)))
        return [left for _, left in sorted(found, key=lambda one: one[0])]

    def keep(self, session: Session) -> None:
        """Write the session of this run to the disk. Raises StoreError."""
        with self._turn, stored(self._file):
            if self._closed:
                return
            if self._lock is None:
                self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                self._lock = RunLock.take_new(self._folder)
            running = _Running(self._casebook, session, self._before)
            replace(self._lock.path.with_suffix(".json"), msgspec.json.encode(running))

    def close(self, session: Session) -> None:
        """End the run: put its session into ``sessions.json``, or leave it to the next start. Raises StoreError."""
        try:
            self.save(session)
        except StoreError:
            self.keep(session)
            return
        with self._turn, suppress(OSError):
            self._closed = True
            if self._lock:
                self._lock.path.with_suffix(".json").unlink(missing_ok=True)
                self._lock.release()
                self._lock = None

    def save(self, session: Session) -> None:
        """Put the session into ``sessions.json``, beside those of other casebooks and drafts of other runs.

        Raises StoreError.
        """
        with self._turn:
            with self._changing() as entries:
                there = _session(entries.get(self._casebook)).unsaved
                kept = session.with_unsaved(with_changes(there, self._before, session.unsaved))
                entries[self._casebook] = _entry(kept)
            self._before = session.unsaved


def _entry(session: Session) -> msgspec.Raw:
    return msgspec.Raw(msgspec.json.encode(session))


def _session(entry: msgspec.Raw | None) -> Session:
    """Return the session in an entry, or its drafts where something else is damaged; an empty one for none."""
    if entry is None:
        return Session()
    drafts = _decoded(entry, _Drafts) or _Drafts()
    return _decoded(entry, Session) or Session(drafts=drafts.drafts, more_drafts=drafts.more_drafts)


def _decoded(entry: msgspec.Raw, kind: type[Kind]) -> Kind | None:
    with suppress(ValueError, RecursionError):  # msgspec's errors are ValueErrors
        return msgspec.json.decode(entry, type=kind)
    return None
