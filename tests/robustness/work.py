"""What each part of the robustness tests is given: a folder, a seed, a time, and a place to report defects."""

import random
import re
import shutil
import time
import traceback
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

Item = TypeVar("Item")


@dataclass
class Work:
    """One part's run. `seconds` bounds it; without it everything is tried, or one `share` of everything: (2, 8) is the
    second of eight. `defects` has an example of each kind.
    """

    folder: Path
    seed: int
    seconds: float | None = None
    share: tuple[int, int] = (1, 1)
    keep: Path | None = None
    """Where the files of each defect are kept."""
    defects: dict[str, str] = field(default_factory=dict)
    count: int = 0
    """How many things were tried."""

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed if self.share[0] == 1 else f"{self.seed} {self.share}")
        self._copies = 0
        self._copy: Path | None = None
        self._end = time.monotonic() + (self.seconds if self.seconds is not None else float("inf"))

    @property
    def over(self) -> bool:
        """Whether the time is up."""
        return time.monotonic() > self._end

    def sample(self, items: Iterable[Item]) -> Iterator[Item]:
        """Yield all `items` of the share in random order, or as many of them as the time allows."""
        number, shares = self.share
        shuffled = list(items)
        random.Random(self.seed).shuffle(shuffled)
        for item in shuffled[number - 1 :: shares]:
            if self.over:
                return
            self.count += 1
            yield item

    def repeat(self, times: int) -> Iterator[int]:
        """Yield numbers up to the share of `times`, or as many as the time allows."""
        number, shares = self.share
        for at in range(len(range(number - 1, times, shares))):
            if self.over:
                return
            self.count += 1
            yield at

    def defect(self, kind: str, example: str, files: Path | None = None) -> None:
        """Report a defect, with the folder of `files` that show it; of examples of one kind the shortest is kept."""
        known = self.defects.get(kind)
        if known is not None and len(example) >= len(known):
            return
        self.defects[kind] = example
        if self.keep and files:
            kept = self.keep / re.sub(r"\W+", "-", kind)[:80]
            clear(kept)
            shutil.copytree(files, kept, symlinks=True, copy_function=_copy)
            self.defects[kind] = f"{example}\n    files: {kept}"

    def clear(self) -> None:
        """Remove the last copy, whatever its permissions have become."""
        if self._copy:
            clear(self._copy)
            self._copy = None

    def fresh(self, source: Path) -> Path:
        """Return a fresh copy of a folder, and remove the last one.

        Each has a name of its own: what still runs on the last one does not touch it.
        """
        self.clear()
        self._copies += 1
        self._copy = self.folder / f"copy-{self._copies}"
        shutil.copytree(source, self._copy, symlinks=True)
        return self._copy


def _copy(source: str, target: str) -> None:
    """Copy a regular file; a FIFO or device would never end."""
    if Path(source).is_file():
        shutil.copy2(source, target)


def clear(folder: Path) -> None:
    """Remove a folder, if it is there, whatever the permissions in it."""
    if folder.is_dir():
        for path in (folder, *folder.rglob("*")):
            if path.is_dir() and not path.is_symlink():
                path.chmod(0o700)
        shutil.rmtree(folder)


def kind_of(error: BaseException) -> str:
    """Return an error's type and the innermost place in kztui that it came from: the same for the same defect."""
    error = getattr(error, "error", error)  # Textual wraps what a worker raised
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "/kztui/" in frame.filename]
    place = f"{frames[-1].filename.split('/kztui/')[-1]}:{frames[-1].lineno} {frames[-1].name}" if frames else "?"
    return f"{type(error).__name__} in {place}"
