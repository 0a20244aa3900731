"""A sentence of a report as tokens with their offsets, in any language."""

from msgspec import Struct

_STOPS = frozenset((".", "!", "?", "…"))

_CODES = bytes(range(256)).decode("cp1251", "replace")
_SMALL = bytes(code for code, letter in enumerate(_CODES) if letter.islower())
_CAPITALS = bytes(code for code, letter in enumerate(_CODES) if letter.isupper())
"""The bytes of small letters and of capitals in a code page that has most letters of the region."""


class Sentence(Struct):
    """One sentence of a report: parallel lists over its tokens.

    `number` counts the sentences of the report from 0. `words` are lower case, `starts` and `ends` code-point offsets
    into the report's text. `shouted` says that the sentence is in capitals, so that they mean nothing, and `capitals`
    for each token whether it begins with one that says something. `tags` are parts of speech in the grammar's own
    letters; no neutral stage reads them. `dateline` counts the tokens that say where and when the report was filed
    ("ALMATY (Reuters) -", "LIMA, 15 JAN 90 --").
    """

    text: str
    paragraph: int
    number: int
    start: int
    end: int
    words: list[str]
    starts: list[int]
    ends: list[int]
    shouted: bool
    tags: list[str] = []
    dateline: int = 0
    capitals: list[bool] = []

    def __post_init__(self) -> None:
        text = self.text
        starts = self.starts
        self.capitals = [False] * len(starts) if self.shouted else [*map(str.isupper, map(text.__getitem__, starts))]

    @property
    def headline(self) -> bool:
        """Whether a report begins with it and it ends with no stop."""
        return self.number == 0 and not self.dateline and not self.closed

    @property
    def closed(self) -> bool:
        """Whether it ends with a stop, as prose does."""
        return self.words[-1] in _STOPS

    def exact(self, first: int, last: int) -> str:
        """Return the report's words from token `first` to token `last` (exclusive)."""
        return self.text[self.starts[first] : self.ends[last - 1]]

    def capital(self, index: int) -> bool:
        """Return whether the token begins with a capital that says something."""
        return self.capitals[index]


def is_shouted(text: str) -> bool:
    """Return whether more letters of a text are capitals than not."""
    codes = text.encode("cp1251", "replace")
    small, capitals = (len(codes) - len(codes.translate(None, some)) for some in (_SMALL, _CAPITALS))
    if abs(capitals - small) > codes.count(b"?"):  # whatever letters the code page lacks
        return capitals > small
    return sum(map(str.isupper, text)) > sum(map(str.islower, text))
