"""The markup of a Word document (ECMA-376, parts 1 and 2): paragraphs, runs, links and end notes, and the package."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from kztui.export.address import web_address
from kztui.export.archive import zipped

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_SPACES = f'xmlns:w="{_MAIN}" xmlns:r="{_OFFICE}"'
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

_LABELS, _VALUES = 1_700, 7_700
"""The widths of the columns of a table of facts, in twentieths of a point; the page is A4 (ISO 216)."""
_PAGE = (
    '<w:sectPr><w:footerReference w:type="default" r:id="footer"/>'
    '<w:endnotePr><w:numFmt w:val="decimal"/></w:endnotePr><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1134" w:right="1247" w:bottom="1134" w:left="1247" w:header="567" w:footer="567" w:gutter="0"/>'
    "</w:sectPr>"
)
_FOOTER = (
    f'<w:ftr {_SPACES}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>'
    '<w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p></w:ftr>'
)
_SETTINGS = (
    f'<w:settings {_SPACES}><w:endnotePr><w:numFmt w:val="decimal"/><w:endnote w:id="-1"/><w:endnote w:id="0"/>'
    "</w:endnotePr></w:settings>"
)
_RULES = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="DFE2E5"/>' for side in ("top", "bottom", "insideH")
)


def run(text: str, style: str = "") -> str:
    """Return text in a style of characters."""
    kind = f"<w:rPr><w:rStyle w:val={quoteattr(style)}/></w:rPr>" if style else ""
    return f'<w:r>{kind}<w:t xml:space="preserve">{escape(_NOT_XML.sub(" ", text))}</w:t></w:r>'


def paragraph(runs: str, style: str = "Normal", *, new_page: bool = False) -> str:
    """Return a paragraph of runs, on a new page if asked for."""
    begins = "<w:pageBreakBefore/>" if new_page else ""
    return f"<w:p><w:pPr><w:pStyle w:val={quoteattr(style)}/>{begins}</w:pPr>{runs}</w:p>"


def table(rows: Iterable[tuple[str, str]]) -> str:
    """Return a table of labels, and beside each the paragraphs of what it is the label of."""
    widths = f'<w:tblGrid><w:gridCol w:w="{_LABELS}"/><w:gridCol w:w="{_VALUES}"/></w:tblGrid>'
    body = "".join(
        f"<w:tr>{_cell(_LABELS, paragraph(run(label, 'Dim'), 'Cell'))}{_cell(_VALUES, value)}</w:tr>"
        for label, value in rows
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{_LABELS + _VALUES}" w:type="dxa"/><w:tblBorders>{_RULES}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr>{widths}{body}</w:tbl>'
    )


def _cell(width: int, paragraphs: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{paragraphs}</w:tc>'


class Links:
    """The addresses of the web to which a part of the document links."""

    def __init__(self) -> None:
        self._ids: dict[str, str] = {}

    def to(self, url: str, words: str = "") -> str:
        """Return words, by default the address itself, that lead to an address when it is one of the web."""
        if not (address := web_address(url)):
            return run(words or url)
        link = self._ids.setdefault(address, f"link{len(self._ids) + 1}")
        return f'<w:hyperlink r:id="{link}">{run(words or url, "Hyperlink")}</w:hyperlink>'

    def relationships(self) -> str:
        """Return them as the package has them."""
        return "".join(
            f'<Relationship Id="{link}" Type="{_OFFICE}/hyperlink" Target={quoteattr(address)} TargetMode="External"/>'
            for address, link in self._ids.items()
        )


class EndNotes:
    """The end notes, numbered as they are referred to; the same words are one note."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, str], int] = {}

    def refer(self, notes: Iterable[tuple[str, str]]) -> str:
        """Return the signs of notes: the words of each, and an address at its end."""
        numbers = dict.fromkeys(self._numbers.setdefault(note, len(self._numbers) + 1) for note in notes)
        sign = '<w:r><w:rPr><w:rStyle w:val="EndnoteReference"/></w:rPr><w:endnoteReference w:id="{}"/></w:r>'
        return run(", ", "EndnoteReference").join(sign.format(number) for number in numbers)

    def xml(self, links: Links) -> str:
        """Return the part of the package that has them; the first two are those that draw Word's lines."""
        lines = (("separator", -1), ("continuationSeparator", 0))
        own = "".join(
            f'<w:endnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:endnote>'
            for kind, number in lines
        )
        mark = '<w:r><w:rPr><w:rStyle w:val="EndnoteReference"/></w:rPr><w:endnoteRef/></w:r>'
        said = "".join(
            f'<w:endnote w:id="{number}">'
            f"{paragraph(mark + run(f' {words} ') + (links.to(url) if url else ''), 'EndnoteText')}</w:endnote>"
            for (words, url), number in self._numbers.items()
        )
        return f"<w:endnotes {_SPACES}>{own}{said}</w:endnotes>"


def document(title: str, body: Iterable[str], notes: EndNotes, links: Links) -> Iterator[bytes]:
    """Yield the bytes of a document of this body."""
    text = "".join(body)
    in_notes = Links()
    parts = {
        "word/document.xml": f"<w:document {_SPACES}><w:body>{text}{_PAGE}</w:body></w:document>",
        "word/endnotes.xml": notes.xml(in_notes),
        "word/footer.xml": _FOOTER,
        "word/settings.xml": _SETTINGS,
        "word/styles.xml": Path(__file__).with_name("styles.xml").read_text("utf-8"),
    }
    kinds = {path: f"{_TYPE}.{Path(path).stem}+xml" for path in parts}
    kinds["word/document.xml"] = f"{_TYPE}.document.main+xml"
    kinds["docProps/core.xml"] = "application/vnd.openxmlformats-package.core-properties+xml"
    parts["docProps/core.xml"] = (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        f' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(_NOT_XML.sub(" ", title))}</dc:title>'
        "</cp:coreProperties>"
    )
    own = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/{name}" Target="{name}.xml"/>'
        for name in ("endnotes", "footer", "settings", "styles")
    )
    parts["word/_rels/document.xml.rels"] = _relationships(own + links.relationships())
    parts["word/_rels/endnotes.xml.rels"] = _relationships(in_notes.relationships())
    parts["_rels/.rels"] = _relationships(
        f'<Relationship Id="document" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="core" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    )
    listed = "".join(f'<Override PartName="/{path}" ContentType="{kind}"/>' for path, kind in kinds.items())
    types = (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels"'
        f' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{listed}</Types>'
    )
    whole = {"[Content_Types].xml": types, **parts}
    yield from zipped((path, [(_HEAD + xml).encode()]) for path, xml in whole.items())


def _relationships(listed: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'
