"""The way to the reader's own editor and back."""

import os
import shlex
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import NamedTuple

from kztui.errors import IngestError, StoreError, UserError
from kztui.ingest.encoding import decode
from kztui.store.files import read_file, reason
from kztui.text.clean import clean


class EditorError(UserError):
    """An editor left no other text that can be read."""


class Edited(NamedTuple):
    """The text that an editor left, and how it failed all the same; empty when it did not."""

    text: str
    failure: str


def edited(text: str) -> Edited:
    """Return `text` as the reader leaves it in $VISUAL, $EDITOR or vi, in any encoding that is known.

    Raises EditorError when the editor cannot be run or fails without another text, and when what it leaves cannot be
    read: that is kept, and the error says where.
    """
    try:
        command = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi")
        with TemporaryDirectory(prefix="kztui-", ignore_cleanup_errors=True) as folder:
            path = Path(folder, "note.txt")
            path.write_text(f"{text}\n", encoding="utf-8")
            code = subprocess.run([*command, str(path)], check=False).returncode
            new = _left(path)
    except OSError as error:
        raise EditorError(f"{error.filename}: {reason(error)}") from error
    except ValueError as error:
        raise EditorError(str(error)) from error
    failure = f"{command[0]} {_ending(code)}" if code else ""
    if failure and new in ("", text.rstrip("\n")):
        raise EditorError(failure)
    return Edited(new, failure)


def _left(path: Path) -> str:
    """Return the text in a file. Raises OSError when there is none, EditorError when it cannot be read."""
    try:
        content = read_file(path)
        if content is not None:
            return clean(decode(content).replace("\r\n", "\n")).rstrip("\n")
    except (StoreError, IngestError) as error:
        kept = path.replace(Path(mkdtemp(prefix="kztui-"), path.name))
        raise EditorError(f"what it left is kept in {kept} ({error})") from error
    raise EditorError("it left no file")


def _ending(code: int) -> str:
    return f"was ended by signal {-code}" if code < 0 else f"ended with exit code {code}"
