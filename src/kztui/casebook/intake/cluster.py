"""Documents prepared on many machines: by the workers of a Dask cluster. Needs the extra ``cluster``.

The documents go to the workers with their bytes, so that these need no files, only kztui. What a worker cannot finish
because it dies is begun again by others; a document that has taken workers down twice is left out, and named.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from kztui.casebook.intake.chunks import WorkerLost, each
from kztui.casebook.intake.pool import Pool
from kztui.casebook.intake.preparing import Entry, Prepared, prepare
from kztui.errors import IngestError, UserError

CHUNK, CHUNK_BYTES = 20, 2_000_000
"""Documents, and bytes of them, that go to a worker at a time: about a tenth of a second's work."""

CONNECT_SECONDS = 15

MISSING = "a cluster needs Dask: install kztui[cluster]"


class Cluster:
    """The Dask cluster whose scheduler is at an address such as ``tcp://HOST:8786`` (`kztui.casebook.intake.chunks`).

    Leave it by `close`. Raises UserError when it cannot be used.
    """

    def __init__(self, address: str) -> None:
        try:
            from distributed import Client
        except ModuleNotFoundError as error:
            raise UserError(MISSING) from error
        try:
            self._client: Any = Client(address, timeout=CONNECT_SECONDS, set_as_default=False)  # type: ignore[no-untyped-call]
        except (OSError, ValueError, TypeError) as error:
            raise UserError(f"no Dask scheduler answers at {address}: start one with dask scheduler") from error
        self.workers = len(self._client.scheduler_info(n_workers=-1)["workers"])
        try:
            self._check(address)
        except UserError:
            self.close()
            raise

    def __enter__(self) -> "Cluster":
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Leave the cluster; what it still works on for us is given up."""
        self._client.close()

    def prepare(self, entries: Sequence[Entry]) -> Iterator[Prepared]:
        """Yield what documents bring in, in their order."""
        for chunk in each(self, _prepare, map(_with_bytes, _chunks(entries)), _lost):
            for parts in chunk:
                yield from parts

    def submit(self, work: Callable[[Any], Any], chunk: Sequence[Any]) -> Callable[[], Any]:
        """Begin work on a chunk; return what waits for its result, and raises WorkerLost.

        The scheduler gives it to another worker when one dies, as often as its setting allowed-failures says.
        """
        from distributed import KilledWorker

        future = self._client.submit(work, chunk, pure=False)

        def wait() -> Any:
            try:
                return future.result()
            except KilledWorker as error:
                raise WorkerLost from error

        return wait

    def _check(self, address: str) -> None:
        """Raise UserError unless there are workers, and all have this version of the program."""
        from kztui import __version__

        if not self.workers:
            raise UserError(f"the cluster at {address} has no workers: start some with dask worker {address}")
        try:
            versions = set(self._client.run(version).values())
        except ImportError as error:
            raise UserError(f"the workers at {address} have no kztui: install it where they run") from error
        if versions != {__version__}:
            raise UserError(f"the workers at {address} have another version of kztui than {__version__}: update them")


def version() -> str:
    """Return the version of the program where this runs."""
    from kztui import __version__

    return __version__


def _chunks(entries: Sequence[Entry]) -> Iterator[Sequence[Entry]]:
    chunk: list[Entry] = []
    size = 0
    for entry in entries:
        chunk.append(entry)
        size += len(entry.data) or _size(entry.path)
        if len(chunk) == CHUNK or size >= CHUNK_BYTES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _size(path: str) -> int:
    try:
        return Path(path).stat().st_size
    except OSError:
        return 0  # whoever reads it says what is wrong


def _with_bytes(chunk: Sequence[Entry]) -> "Sequence[_Sent]":
    return [_sent(entry) for entry in chunk]


_Sent = Entry | list[Prepared]
"""A document with its bytes; or what is known of it already, when there are none."""


def _sent(entry: Entry) -> _Sent:
    from kztui.ingest.reading import opened

    if entry.data or not entry.path:
        return entry
    try:
        with opened(Path(entry.path)) as data:
            found = bytes(data)
    except IngestError:
        found = b""
    return replace(entry, data=found) if found else list(prepare(entry))


def _prepare(sent: Sequence[_Sent]) -> Sequence[list[Prepared]]:
    """Prepare documents, on a worker: in the same way as on this machine, dangerous formats in a process apart."""
    return [one if isinstance(one, list) else list(_pool().prepare([one])) for one in sent]


@cache
def _pool() -> Pool:
    return Pool(1)


def _lost(sent: _Sent) -> list[Prepared]:
    if isinstance(sent, list):
        return sent
    problem = f"{sent.name}: it has taken two workers of the cluster down: the document may be broken"
    return [Prepared(sent.name, problem=problem)]
