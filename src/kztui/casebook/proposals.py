"""How many proposals of today's rules wait: what they read otherwise than when a report came in.

Counting reads all reports again, so it is done in a process of its own, and the count is kept until the rules or the
records have changed.
"""

import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import msgspec
from msgspec import Struct

from kztui.errors import StoreError
from kztui.programs import run_beside
from kztui.store.files import read_file, write_atomically

_NICE = "import os, runpy; os.nice(10) if hasattr(os, 'nice') else None; runpy.run_module('kztui', run_name='__main__')"
"""Runs kztui so that whoever works at the screen goes first."""


class _Counted(Struct, frozen=True):
    """A count, with the stamp of the rules and the version of the records that it is of."""

    count: int
    rules: str
    records: str


class Proposals:
    """Counts the proposals of the casebook at a `location`, whose records have a `version`; the count is in `file`."""

    def __init__(self, location: str, version: Callable[[], str], file: Path) -> None:
        self._location = location
        self._version = version
        self._file = file

    async def count(self) -> int:
        """Return how many wait; 0 where it cannot be found out. Whoever is cancelled leaves nothing running."""
        from kztui.extract.stamp import rules_stamp

        rules, records = rules_stamp(), self._version()
        kept = self._kept()
        if kept and (kept.rules, kept.records) == (rules, records):
            return kept.count
        counted = await self._counted()
        if counted is None:
            return 0
        with suppress(OSError, StoreError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(self._file, msgspec.json.encode(_Counted(counted, rules, records)))
        return counted

    def _kept(self) -> _Counted | None:
        try:
            return msgspec.json.decode(read_file(self._file) or b"", type=_Counted)
        except (ValueError, StoreError):
            return None

    async def _counted(self) -> int | None:
        words = ("reextract", "--count", "--casebook", self._location)
        try:
            ended = await run_beside((sys.executable, "-P", "-c", _NICE, *words))
        except OSError:
            return None
        return int(ended.out) if ended.code == 0 and ended.out.strip().isdigit() else None
