"""Spreadsheets of Excel and LibreOffice (XLSX, XLS, ODS): the first sheet that has a table."""

from collections.abc import Iterator
from datetime import date, datetime

from kztui.errors import IngestError
from kztui.ingest.importer import NO, SURE, Data, Importer, ReportSource
from kztui.ingest.packed import part_names
from kztui.ingest.rows import is_known

_LARGEST_PARTS = 500_000_000


def likelihood(data: Data, suffix: str) -> float:
    """A workbook is a zip archive with one of these parts, or an older file of Excel's."""
    old = data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" and "Workbook".encode("utf-16-le") in data[:]
    sheets = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet" in data[:200]
    return SURE if old or sheets or {"xl/workbook.xml", "xl/workbook.bin"} & part_names(data) else NO


def read(data: Data, name: str) -> Iterator[ReportSource]:
    """Yield each row."""
    import io

    from python_calamine import CalamineError, CalamineWorkbook

    _refuse_bombs(data)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data[:]))
        sheets = [workbook.get_sheet_by_name(one).to_python(skip_empty_area=True) for one in workbook.sheet_names]
    except (CalamineError, ValueError, OSError) as error:
        locked = "password" in str(error).lower() or "encrypt" in str(error).lower()
        raise IngestError("it is encrypted: save it without its password" if locked else "it is broken") from error
    tables = [[[_cell(cell) for cell in row] for row in sheet] for sheet in sheets if len(sheet) > 1]
    if not tables:
        raise IngestError("the table is empty")
    names, *rows = next((table for table in tables if is_known(table[0])), tables[0])
    for row in rows:
        if any(row):
            yield ReportSource(cells=dict(zip(names, row, strict=False)))


def _refuse_bombs(data: Data) -> None:
    import io
    import zipfile

    if data[:4] == b"PK\x03\x04":
        try:
            with zipfile.ZipFile(io.BytesIO(data[:])) as archive:
                if sum(part.file_size for part in archive.infolist()) > _LARGEST_PARTS:
                    raise IngestError(f"it unpacks to more than {_LARGEST_PARTS // 1_000_000} MB, as only attacks do")
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise IngestError("it is broken") from error


def _cell(value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat() if not (value.hour or value.minute) else value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip()


IMPORTER = Importer("a spreadsheet", likelihood, read, largest=100_000_000, isolated=True)
