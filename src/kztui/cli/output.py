"""Where the command line writes: data to stdout, words for people to stderr."""

import errno
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from io import BufferedWriter, FileIO, RawIOBase, TextIOWrapper

from kztui.errors import UserError
from kztui.text.clean import clean

_BLOCK = 1 << 16

_LINES = 200
"""Lines of a long output that are written at once."""


def out(line: str | bytes) -> None:
    """Write one line of data to stdout. A `str` is for people and is cleaned; `bytes` are for programs, as they are.

    Raises UserError when the output cannot be written, as on a full disk; a reader that has gone ends the program.
    """
    _echo(_one_line(line) if isinstance(line, str) else line, newline=True)


def write(pieces: Iterable[bytes]) -> None:
    """Write the pieces of a file to stdout as they are, many at once. Raises UserError as `out` does."""
    block = bytearray()
    for piece in pieces:
        block += piece
        if len(block) >= _BLOCK:
            _echo(bytes(block), newline=False)
            block.clear()
    _echo(bytes(block), newline=False)


def out_all(lines: Iterable[str]) -> int:
    """Write lines as `out` does, many at once; return how many there were."""
    written, block = 0, list[str]()
    for line in lines:
        block.append(_one_line(line))
        if len(block) == _LINES:
            _echo("\n".join(block), newline=True)
            written += len(block)
            block.clear()
    if block:
        _echo("\n".join(block), newline=True)
    return written + len(block)


def buffer_stdout() -> None:
    """Put a buffer before a stdout that has none, as with PYTHONUNBUFFERED: it keeps on writing what a file has taken
    only a part of, until all is there or the disk is full, which a raw file does not say.

    In place of a stdout that is closed comes one that nothing can be written to: writing fails, and no file that is
    opened later is taken for it.
    """
    if sys.stdout is None:
        sys.stdout = TextIOWrapper(BufferedWriter(FileIO(os.open(os.devnull, os.O_RDONLY), "wb")), "utf-8")
    if isinstance(sys.stdout, TextIOWrapper) and isinstance(raw := sys.stdout.buffer, RawIOBase):
        sys.stdout = TextIOWrapper(BufferedWriter(raw), sys.stdout.encoding, sys.stdout.errors)


def tell(words: str) -> None:
    """Write words for people to stderr, cleaned: they may hold names of files, which can hold anything."""
    import click  # takes a tenth of the screen's start, which seldom says anything

    with suppress(OSError):  # without stderr there is nobody to tell
        click.echo(_one_line(words), err=True)


def fail(message: str) -> None:
    """Say in one line why a command failed."""
    tell(f"Error: {message}")


def _one_line(words: str) -> str:
    return clean(words).replace("\n", "␊")


def _echo(data: str | bytes, *, newline: bool) -> None:
    import click

    try:
        click.echo(data, nl=newline)
    except OSError as error:
        if error.errno == errno.EPIPE:
            raise
        abandon_stdout()
        raise UserError(unwritten(error)) from error


def unwritten(error: OSError) -> str:
    """Return the line on an output that could not be written."""
    why = "stdout is closed" if error.errno == errno.EBADF else (error.strerror or str(error)).lower()
    return f"cannot write the output: {why}"


def abandon_stdout() -> None:
    """Send what is still buffered nowhere, so that Python does not try to write it once more at the end."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
