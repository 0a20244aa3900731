"""Where the command line writes: data to stdout, words for people to stderr."""

import errno
import os
import sys
from contextlib import suppress

import click

from kztui.errors import UserError
from kztui.text.clean import clean


def out(line: str | bytes) -> None:
    """Write one line of data to stdout. A `str` is for people and is cleaned; `bytes` are for programs, as they are.

    Raises UserError when the output cannot be written, as on a full disk; a reader that has gone ends the program.
    """
    _echo(_one_line(line) if isinstance(line, str) else line, newline=True)


def write(data: bytes) -> None:
    """Write a part of a file to stdout as it is. Raises UserError as `out` does."""
    _echo(data, newline=False)


def tell(words: str) -> None:
    """Write words for people to stderr, cleaned: they may hold names of files, which can hold anything."""
    with suppress(OSError):  # without stderr there is nobody to tell
        click.echo(_one_line(words), err=True)


def fail(message: str) -> None:
    """Say in one line why a command failed."""
    tell(f"Error: {message}")


def _one_line(words: str) -> str:
    return clean(words).replace("\n", "␊")


def _echo(data: str | bytes, *, newline: bool) -> None:
    try:
        click.echo(data, nl=newline)
    except OSError as error:
        if error.errno == errno.EPIPE:
            raise
        abandon_stdout()
        raise UserError(f"cannot write the output: {(error.strerror or str(error)).lower()}") from error


def abandon_stdout() -> None:
    """Send what is still buffered nowhere, so that Python does not try to write it once more at the end."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
