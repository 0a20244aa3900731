"""Processes of this machine that work on chunks (`kztui.casebook.intake.chunks`)."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import Any

from kztui.casebook.intake.chunks import WorkerLost


class Processes:
    """So many processes. One that dies takes down what all of them have begun, which then counts as lost."""

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self._pool = self._new()

    def __enter__(self) -> "Processes":
        return self

    def __exit__(self, *exception: object) -> None:
        self._pool.shutdown(cancel_futures=True)

    def submit(self, work: Callable[[Any], Any], chunk: Sequence[Any]) -> Callable[[], Any]:
        """Begin work on a chunk; return what waits for its result, and raises WorkerLost."""
        try:
            future = self._pool.submit(work, chunk)
        except BrokenProcessPool:
            self._pool = self._new()
            future = self._pool.submit(work, chunk)
        return lambda: _result(future)

    def _new(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self.workers, get_context("spawn"))


def _result(future: "Future[Any]") -> Any:
    try:
        return future.result()
    except BrokenProcessPool as error:
        raise WorkerLost from error
