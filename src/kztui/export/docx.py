"""A dossier as a Word document (ECMA-376), with end notes: a text that editors can change."""

import re
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from kztui.export.account import Account, Citation, Said, accounts
from kztui.export.archive import zipped
from kztui.export.format import Format, Selection
from kztui.present.wording import day_words, figure_words, source_words

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def _styles() -> str:
    heads = "".join(
        f'<w:style w:type="paragraph" w:styleId="Heading{level}"><w:name w:val="heading {level}"/>'
        f'<w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="240"/>'
        f'<w:outlineLvl w:val="{level - 1}"/></w:pPr><w:rPr><w:b/><w:sz w:val="{size}"/></w:rPr></w:style>'
        for level, size in ((1, 36), (2, 28), (3, 24))
    )
    return (
        f'<w:styles xmlns:w="{_MAIN}"><w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="80"/></w:pPr></w:pPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Said"><w:name w:val="Said"/><w:basedOn w:val="Normal"/>'
        '<w:pPr><w:ind w:left="480"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Quote"><w:name w:val="Quote"/><w:basedOn w:val="Normal"/>'
        '<w:pPr><w:ind w:left="480" w:right="480"/></w:pPr></w:style>'
        '<w:style w:type="character" w:styleId="EndnoteReference"><w:name w:val="endnote reference"/>'
        f'<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>{heads}</w:styles>'
    )


_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
    f'<Override PartName="/word/endnotes.xml" ContentType="{_TYPE}.endnotes+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
    "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/endnotes" Target="endnotes.xml"/></Relationships>',
    "word/styles.xml": _styles(),
}


def write(selection: Selection) -> Iterator[bytes]:
    """Yield the document: a chapter for each incident; each value has end notes with the words that state it."""
    notes = _Notes()
    chapters: list[str] = []
    for told in accounts(selection):
        chapters.extend(_chapter(told, notes))
    document = f'<w:document xmlns:w="{_MAIN}"><w:body>{"".join(chapters)}<w:sectPr/></w:body></w:document>'
    parts = {**_PARTS, "word/document.xml": document, "word/endnotes.xml": notes.xml()}
    yield from zipped((path, [(_HEAD + xml).encode()]) for path, xml in parts.items())


class _Notes:
    """The end notes, numbered as they are referred to; the first two belong to Word."""

    def __init__(self) -> None:
        self._numbers: dict[Citation, int] = {}

    def refer(self, citation: Citation) -> str:
        number = self._numbers.setdefault(citation, len(self._numbers) + 1)
        return f'<w:r><w:rPr><w:rStyle w:val="EndnoteReference"/></w:rPr><w:endnoteReference w:id="{number}"/></w:r>'

    def xml(self) -> str:
        lines = (("separator", "separator", -1), ("continuationSeparator", "continuationSeparator", 0))
        own = "".join(
            f'<w:endnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{sign}/></w:r></w:p></w:endnote>'
            for kind, sign, number in lines
        )
        mark = '<w:r><w:rPr><w:rStyle w:val="EndnoteReference"/></w:rPr><w:endnoteRef/></w:r>'
        said = "".join(
            f'<w:endnote w:id="{number}"><w:p>{mark}{_run(_cited(one))}</w:p></w:endnote>'
            for one, number in self._numbers.items()
        )
        return f'<w:endnotes xmlns:w="{_MAIN}">{own}{said}</w:endnotes>'


def _cited(citation: Citation) -> str:
    return f" “{citation.quote}” {citation.where} {citation.source.url}".rstrip()


def _chapter(told: Account, notes: _Notes) -> Iterator[str]:
    yield _paragraph(_run(told.title), "Heading1")
    yield _paragraph(_run(told.id))
    for statement in told.statements:
        note = f" ({statement.note})" if statement.note else ""
        figure = _run(f": {statement.figure}{note}" if statement.figure else note)
        yield _paragraph(_run(statement.field.label.capitalize(), bold=True) + figure)
        yield from (_said(one, notes) for one in statement.said)
        for day, step in statement.steps:
            yield _paragraph(_run(f"known on {day_words(day)}: {figure_words(step)}"), "Said")
    yield _paragraph(_run("Sources"), "Heading2")
    for report in told.dossier.reports:
        yield _paragraph(_run(source_words(report.source)), "Heading3")
        yield _paragraph(_run(" ".join(filter(None, (report.title, report.url)))))
        for passage in told.passages[report.id]:
            yield _paragraph(_run(f"¶{passage.number} {' '.join(passage.text.split())}"), "Quote")
    if told.remarks:
        yield _paragraph(_run("Notes"), "Heading2")
        yield from (_paragraph(_run(remark)) for remark in told.remarks)


def _said(said: Said, notes: _Notes) -> str:
    return _paragraph(_run(said.words) + "".join(map(notes.refer, said.citations)), "Said")


def _paragraph(runs: str, style: str = "Normal") -> str:
    return f"<w:p><w:pPr><w:pStyle w:val={quoteattr(style)}/></w:pPr>{runs}</w:p>"


def _run(text: str, *, bold: bool = False) -> str:
    written = escape(_NOT_XML.sub(" ", text))
    return f'<w:r>{"<w:rPr><w:b/></w:rPr>" if bold else ""}<w:t xml:space="preserve">{written}</w:t></w:r>'


FORMAT = Format("a dossier of each incident as a Word document, with end notes", write)
