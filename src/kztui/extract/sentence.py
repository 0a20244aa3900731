"""A sentence of a report as tokens with their offsets, in any language."""

from msgspec import Struct


class Sentence(Struct):
    """One sentence of a report: parallel lists over its tokens.

    `number` counts the sentences of the report from 0. `words` are lower case, `starts` and `ends` code-point offsets
    into the report's text. `shouted` says that the sentence is in capitals, so that they mean nothing. `tags` are parts
    of speech in the grammar's own letters; no neutral stage reads them. `dateline` counts the tokens that say where and
    when the report was filed ("ALMATY (Reuters) -", "LIMA, 15 JAN 90 --").
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

    def exact(self, first: int, last: int) -> str:
        """Return the report's words from token `first` to token `last` (exclusive)."""
        return self.text[self.starts[first] : self.ends[last - 1]]

    def capital(self, index: int) -> bool:
        """Return whether the token begins with a capital that says something."""
        return not self.shouted and self.text[self.starts[index]].isupper()
