"""Cells of text in aligned columns, for a terminal."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence


def aligned(lines: Sequence[Sequence[str]], right: Sequence[str] = ()) -> Iterator[str]:
    """Yield lines of cells as text in aligned columns. Columns whose first cell is in `right` are right-aligned."""
    yield from aligned_pages([lines], right)


def aligned_pages(pages: Iterable[Sequence[Sequence[str]]], right: Sequence[str] = ()) -> Iterator[str]:
    """Yield as `aligned` does lines that come in pages, none of them empty: a column widens where a page needs it."""
    widths: list[int] = []
    to_the_right: list[bool] = []
    for lines in pages:
        to_the_right = to_the_right or [head in right for head in lines[0]]
        columns = list(zip(*lines, strict=True))
        needed = list(map(_widest, columns))
        widths = [max(both) for both in zip(widths or needed, needed, strict=True)]
        for line in zip(*map(_padded, columns, widths, to_the_right), strict=True):
            yield "  ".join(line).rstrip()


def _widest(column: Sequence[str]) -> int:
    return max(map(len if _is_plain(column) else width, column))


def _padded(column: Sequence[str], wide: int, to_the_right: bool) -> list[str]:
    """Return the cells of a column, each as wide as the column is."""
    if _is_plain(column):
        return [cell.rjust(wide) for cell in column] if to_the_right else [cell.ljust(wide) for cell in column]
    blanks = [" " * (wide - width(cell)) for cell in column]
    return [f"{blank}{cell}" if to_the_right else f"{cell}{blank}" for blank, cell in zip(blanks, column, strict=True)]


def _is_plain(column: Sequence[str]) -> bool:
    """Return whether each character takes a column of the terminal, which is much faster to tell of all at once."""
    return "".join(column).isascii()


def width(text: str) -> int:
    """Return how many columns of a terminal `text` takes: two for wide characters, none for combining ones."""
    if text.isascii():
        return len(text)
    return sum(
        0
        if unicodedata.combining(c) or unicodedata.category(c) == "Cf"
        else 1 + (unicodedata.east_asian_width(c) in "WF")
        for c in text
    )
