"""Cells of text in aligned columns, for a terminal."""

import unicodedata
from collections.abc import Iterator, Sequence


def aligned(lines: Sequence[Sequence[str]], right: Sequence[str] = ()) -> Iterator[str]:
    """Yield lines of cells as text in aligned columns. Columns whose first cell is in `right` are right-aligned."""
    widths = [max(map(width, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        padded = (
            " " * (wide - width(cell)) + cell if head in right else cell + " " * (wide - width(cell))
            for cell, wide, head in zip(line, widths, lines[0], strict=True)
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
