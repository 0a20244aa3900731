"""The plain text of a piece of HTML, such as a mail or an item of a feed is written in; for whole pages see
`kztui.ingest.formats.html`.
"""

from html.parser import HTMLParser

_BLOCKS = frozenset((
    *("address", "article", "aside", "blockquote", "center", "dd", "div", "dl", "dt", "figcaption", "figure", "footer"),
    *("form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section"),
    *("table", "td", "th", "tr", "ul"),
))  # fmt: skip
_HIDDEN = frozenset(("head", "iframe", "noscript", "object", "script", "select", "style", "svg", "template", "title"))


def plain_text(markup: str) -> str:
    """Return the words of `markup`: blocks become paragraphs, what is not shown (scripts, styles) is left out."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    lines = ("\n".join(" ".join(line.split()) for line in block.split("\n")) for block in reader.blocks())
    return "\n\n".join(line.strip() for line in lines if line.strip())


class _Reader(HTMLParser):
    """Collects the shown words, block by block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._pieces: list[str] = []
        self._blocks: list[str] = []
        self._hidden: list[str] = []

    def blocks(self) -> list[str]:
        self._end_block()
        return self._blocks

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _HIDDEN:
            self._hidden.append(tag)
        elif tag == "br":
            self._pieces.append("\n")
        elif tag in _BLOCKS:
            self._end_block()

    def handle_endtag(self, tag: str) -> None:
        if tag in self._hidden:
            while self._hidden.pop() != tag:
                pass
        elif tag in _BLOCKS:
            self._end_block()

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self._pieces.append(data.replace("\n", " "))

    def _end_block(self) -> None:
        self._blocks.append("".join(self._pieces))
        self._pieces.clear()
