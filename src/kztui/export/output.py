"""A file or folder that an export writes where the user says: never over a casebook, and over another only if asked."""

import os
import shutil
import stat
from collections.abc import Iterable
from pathlib import Path, PurePath

from kztui.casebook import Casebook
from kztui.casebook.own_files import own_files
from kztui.errors import OutputExistsError, UserError

MARK = ".kztui-export"
"""The name of an empty file in a folder that an export has written, and that another one may therefore replace."""


def write_file(path: Path, chunks: Iterable[bytes], casebook: Casebook, *, force: bool) -> None:
    """Write `chunks` to `path`, durably, whole or not at all; a link, FIFO or device is written through.

    Raises OutputExistsError when it exists and not `force`, and UserError when it is a file of the casebook itself or a
    folder, and when it cannot be written.
    """
    target = Path(os.path.realpath(path))
    try:
        if _belongs_to(casebook, target):
            raise UserError(f"{path} belongs to the casebook: choose another file for the output")
        there = target.stat() if target.exists() else None
        if target.is_dir():
            raise UserError(f"cannot write {path}: it is a folder, so name a file in it")
        if there and not stat.S_ISREG(there.st_mode):
            with target.open("wb") as file:
                file.writelines(chunks)
            return
        if there and not force:
            raise OutputExistsError(f"{path} exists")
        _replace(target, chunks, there.st_mode & 0o7777 if there else None)
    except OSError as error:
        raise UserError(f"cannot write {path}: {(error.strerror or str(error)).lower()}") from error


def write_folder(path: Path, files: Iterable[tuple[str, bytes]], casebook: Casebook, *, force: bool) -> None:
    """Write `files`, by their paths within it, to a new folder at `path`, whole or not at all.

    With `force` the folder of an earlier export is replaced, or an empty one. Raises OutputExistsError for one of these
    without `force`, and UserError for any other folder that exists, when it holds the casebook or has the name of one
    of its files, when an id makes a path that leads out of the folder, and when it cannot be written.
    """
    target = Path(os.path.realpath(path))
    if any(Path(place).is_relative_to(target) for place in casebook.places.values()):
        raise UserError(f"{path} holds the casebook: choose another folder for the output")
    temporary = target.with_name(f".{target.name}.{os.urandom(6).hex()}.tmp")
    try:
        _require_free(target, path, casebook, force=force)
        for name, content in files:
            if PurePath(name).is_absolute() or ".." in PurePath(name).parts:
                raise UserError(f"{name} would be outside of {path}: look for the id in it, see kztui check")
            file = temporary / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        temporary.mkdir(exist_ok=True)
        (temporary / MARK).touch()
        _change_places(temporary, target)
    except OSError as error:
        raise UserError(f"cannot write {path}: {(error.strerror or str(error)).lower()}") from error
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _change_places(new: Path, target: Path) -> None:
    """Put the folder `new` in the place of another one, which is only deleted when the new one is there."""
    old = new.with_suffix(".old")
    if target.exists():
        target.replace(old)
    try:
        new.replace(target)
    except OSError:
        if old.exists():
            old.replace(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _require_free(target: Path, path: Path, casebook: Casebook, *, force: bool) -> None:
    """Raise UserError when a folder must not be written at `target`, which the user calls `path`."""
    if _belongs_to(casebook, target):
        raise UserError(f"{path} belongs to the casebook: choose another folder for the output")
    if target.exists() and not target.is_dir():
        raise UserError(f"{path} is not a folder: choose another place for the output")
    if target.exists() and any(target.iterdir()) and not (target / MARK).exists():
        raise UserError(f"{path} holds more than an export: choose another folder for the output")
    if target.exists() and not force:
        raise OutputExistsError(f"{path} exists")


def _belongs_to(casebook: Casebook, target: Path) -> bool:
    """Return whether a path is a file of the casebook, also by another name of the same file."""
    return any(
        target == one or (target.exists() and one.exists() and target.samefile(one)) for one in own_files(casebook)
    )


def _replace(target: Path, chunks: Iterable[bytes], mode: int | None) -> None:
    """Put a new file in the place of `target` by way of a temporary one beside it; keep the permissions `mode`."""
    temporary = target.with_name(f".{target.name}.{os.urandom(6).hex()}.tmp")
    try:
        with temporary.open("xb") as file:
            if mode is not None:
                temporary.chmod(mode)
            file.writelines(chunks)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
