"""Opening the screen, from the command line or, for ``kztui`` and ``kztui FILE``, without parsing one."""

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kztui.casebook import Casebook


def open_at_once(words: Sequence[str]) -> int | None:
    """Open the screen where the `words` after ``kztui`` are none, or name a file: the parser takes a tenth of a start.

    Returns the exit code, or None when the command line must be parsed. Raises KeyboardInterrupt.
    """
    if "_KZTUI_COMPLETE" in os.environ or (words and not _are_a_file(words)):  # a shell asks click for completions
        return None
    from kztui.casebook import Casebook
    from kztui.cli.author import author
    from kztui.cli.output import fail
    from kztui.errors import UserError
    from kztui.home import default_casebook, first_start

    try:
        notice = "" if words else first_start()
        with Casebook.open(words[0] if words else default_casebook(), author=author()) as casebook:
            return show(casebook, notice)
    except UserError as error:
        fail(str(error))
        return 1


def _are_a_file(words: Sequence[str]) -> bool:
    """Return whether `words` are the path of a file, and no command or option."""
    word = words[0]
    named = len(words) == 1 and not word.startswith("-") and bool(Path(word).suffix)
    return named and os.path.isfile(word)  # noqa: PTH113 (Path.is_file raises for a name that is too long)


def show(casebook: "Casebook", notice: str) -> int:
    """Show a casebook, with a `notice` at the start; return the exit code. Raises UserError without a terminal."""
    casebook.author  # noqa: B018 (asks the server of a shared casebook who this is: when it refuses, nothing is opened)
    if not all(stream and stream.isatty() for stream in (sys.stdin, sys.stdout)) and "TEXTUAL_DRIVER" not in os.environ:
        from kztui.errors import UserError

        raise UserError(f"the screen needs a terminal: try kztui list --casebook {casebook.location}")
    gc.disable()  # until the first picture is painted
    from kztui.tui.app import run

    return run(casebook, notice)
