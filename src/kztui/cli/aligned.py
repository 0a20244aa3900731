"""Cells of text in aligned columns, for a terminal."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence


def aligned(lines: Sequence[Sequence[str]], right: Sequence[str] = ()) -> Iterator[str]:
    """Yield lines of cells as text in aligned columns. Columns whose first cell is in `right` are right-aligned."""
    yield from aligned_pages([lines], right)


def aligned_pages(pages: Iterable[Sequence[Sequence[str]]], right: Sequence[str] = ()) -> Iterator[str]:
    """Yield as `aligned` does lines that come in pages, none of them empty: a column widens where a page needs it."""
    widths: list[int] = []
    aligns: list[Callable[[str, int], str]] = []
    for lines in pages:
        aligns = aligns or [_to_the_right if head in right else _to_the_left for head in lines[0]]
        needed = [max(map(width, column)) for column in zip(*lines, strict=True)]
        widths = [max(both) for both in zip(widths or needed, needed, strict=True)]
        for line in lines:
            yield "  ".join(
                [align(cell, wide) for align, cell, wide in zip(aligns, line, widths, strict=True)]
            ).rstrip()


def _to_the_left(cell: str, wide: int) -> str:
    return cell.ljust(wide) if cell.isascii() else cell + " " * (wide - width(cell))


def _to_the_right(cell: str, wide: int) -> str:
    return cell.rjust(wide) if cell.isascii() else " " * (wide - width(cell)) + cell


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
