"""Cells of text in aligned columns, for a terminal."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence


def aligned(lines: Sequence[Sequence[str]], right: Sequence[str] = ()) -> Iterator[str]:
    """Yield lines of cells as text in aligned columns. Columns whose first cell is in `right` are right-aligned."""
    yield from aligned_pages([lines], right)


def aligned_pages(pages: Iterable[Sequence[Sequence[str]]], right: Sequence[str] = ()) -> Iterator[str]:
    """Yield as `aligned` does lines that come in pages, none of them empty: a column widens where a page needs it."""
    widths: list[int] = []
    heads: Sequence[str] = ()
    for lines in pages:
        heads = heads or lines[0]
        needed = [max(map(width, column)) for column in zip(*lines, strict=True)]
        widths = [max(both) for both in zip(widths or needed, needed, strict=True)]
        for line in lines:
            padded = (
                " " * (wide - width(cell)) + cell if head in right else cell + " " * (wide - width(cell))
                for cell, wide, head in zip(line, widths, heads, strict=True)
            )
            yield "  ".join(padded).rstrip()


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
