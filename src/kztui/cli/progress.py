"""Progress of long work, for whoever looks at the terminal."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

PATIENCE = 1.0
"""Seconds after which work is long enough for a bar."""


@contextmanager
def bar(label: str) -> Iterator[Callable[[int, int], None]]:
    """Give what is told how much is done, of how much; it shows a bar on stderr when that takes long."""
    begun, shown = time.monotonic(), False

    def progress(done: int, total: int) -> None:
        nonlocal shown
        if total and (shown or time.monotonic() - begun > PATIENCE):
            shown = True
            click.echo(f"\r{label}: {100 * done // total} %", nl=False, err=True)

    yield progress if sys.stderr.isatty() else lambda done, total: None
    if shown:
        click.echo("\r" + " " * (len(label) + 8) + "\r", nl=False, err=True)
