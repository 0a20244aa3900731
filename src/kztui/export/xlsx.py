"""XLSX (ECMA-376): list rows for a spreadsheet, with real days and numbers."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from xml.sax.saxutils import escape, quoteattr

from kztui.export.archive import zipped
from kztui.export.format import Format, Selection
from kztui.export.table import Cell, Column, cells, columns, count_losses

LONGEST_CELL, MOST_ROWS = 32_767, 1_048_576
"""The limits of Excel."""

_DAY_ZERO = date(1899, 12, 30)
_FIRST_DAY = date(1900, 3, 1)
"""Days from here on have a number in Excel's calendar, which takes 1900 for a leap year."""

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"

_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
    '<sheet name="Incidents" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
    "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}">'
    '<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>'
    '<fonts count="2"><font/><font><b/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3">'
    '<xf xfId="0"/><xf xfId="0" numFmtId="164" applyNumberFormat="1"/><xf xfId="0" fontId="1" applyFont="1"/>'
    "</cellXfs></styleSheet>",
}
_PLAIN, _DAY, _BOLD = 0, 1, 2  # the places of the styles in cellXfs


def write(selection: Selection) -> Iterator[bytes]:
    """Yield a workbook of one sheet: a header that stays in view, and a row for each incident."""
    chosen = columns(selection.options.columns)
    count_losses(selection, chosen)
    yield from zipped(
        (
            *((path, [(_HEAD + xml).encode()]) for path, xml in _PARTS.items()),
            ("xl/worksheets/sheet1.xml", _sheet(selection, chosen)),
        )
    )


def _sheet(selection: Selection, chosen: Sequence[Column]) -> Iterator[bytes]:
    yield (
        f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>'
    ).encode()
    yield _row([column.name for column in chosen], selection, _BOLD)
    for number, row in enumerate(cells(selection, chosen), 2):
        if number > MOST_ROWS:
            selection.lose(f"beyond row {MOST_ROWS:,}, the last one of a sheet: left out")
        else:
            yield _row(row, selection)
    yield b"</sheetData></worksheet>"


def _row(row: Sequence[Cell], selection: Selection, style: int = _PLAIN) -> bytes:
    if any(isinstance(cell, str) and len(cell) > LONGEST_CELL for cell in row):
        selection.lose(f"with a text of more than {LONGEST_CELL:,} characters: cut")
    return f"<row>{''.join(_cell(cell, style) for cell in row)}</row>".encode()


def _cell(cell: Cell, style: int) -> str:
    if cell is None or cell == "":
        return "<c/>"
    if isinstance(cell, date) and cell >= _FIRST_DAY:
        return f'<c s="{_DAY}"><v>{(cell - _DAY_ZERO).days}</v></c>'
    if isinstance(cell, int | float):
        return f"<c><v>{cell}</v></c>"
    text = _NOT_XML.sub(" ", str(cell))
    if len(text) > LONGEST_CELL:
        text = text[: LONGEST_CELL - 1] + "…"
    return f'<c t="inlineStr" s={quoteattr(str(style))}><is><t xml:space="preserve">{escape(text)}</t></is></c>'


FORMAT = Format("list rows as an Excel workbook", write)
