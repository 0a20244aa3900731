"""Plain text files become reports."""

import codecs
from datetime import date
from pathlib import Path

from kztui.errors import IngestError
from kztui.ingest.header import Header, HeaderError, split_header
from kztui.ingest.paragraphs import paragraphs
from kztui.model.report import Report, report_id
from kztui.text.clean import clean

LARGEST = 10_000_000
"""Bytes: more is no single report (a long novel is a tenth of it)."""

_KAZAKH = frozenset("әғқңөұүһі")
_KAZAKH_SHARE = 0.08  # of the Cyrillic letters; running Kazakh has about a fifth, Russian with Kazakh names far less


def read_report(
    path: Path, *, title: str = "", publisher: str = "", published: date | None = None, url: str = ""
) -> Report:
    """Return the report in the text file at `path`.

    The file may start with a header (`kztui.ingest.header`); what is given here wins over it. The text is UTF-8, or
    UTF-16 with a byte order mark. Raises IngestError.
    """
    given = Header(title, publisher, published, url)
    return parse_report(_read(path), str(path), given, file_name=path.name)


def parse_report(data: bytes, name: str, given: Header | None = None, *, file_name: str = "") -> Report:
    """Return the report in `data`, the content of a file as for `read_report`; errors call it `name`.

    Raises IngestError.
    """
    try:
        header, text = split_header(_decode(data, name))
    except HeaderError as error:
        raise IngestError(f"{name}: {error}") from error
    report = make_report(text.strip(), given.over(header) if given else header, file_name=file_name)
    if report is None:
        raise IngestError(f"{name} has no text in it")
    return report


def make_report(text: str, header: Header | None = None, *, file_name: str = "") -> Report | None:
    """Return the report with this text, cleaned one for one, or None when it is only white space."""
    text, header = clean(text), header or Header()
    if not text.strip():
        return None
    language = header.language or _language(text)
    return Report(
        report_id(text),
        text,
        paragraphs(text, language),
        clean(header.title).strip(),
        clean(header.publisher).strip(),
        header.published,
        clean(header.url).strip(),
        language,
        clean(file_name),
    )


def _read(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise IngestError(f"{path} is a folder: name the files in it")
        if not path.exists():
            raise IngestError(f"{path} does not exist")
        if not path.is_file() or path.stat().st_size > LARGEST:
            raise IngestError(f"{path} is no text file of at most {LARGEST // 1_000_000} MB")
        return path.read_bytes()
    except OSError as error:
        raise IngestError(f"cannot read {path}: {(error.strerror or str(error)).lower()}") from error


def _decode(data: bytes, name: str) -> str:
    utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = data.decode("utf-16" if utf16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise IngestError(f"{name} is not text in UTF-8 or UTF-16: convert it first") from error
    if "\0" in text:
        raise IngestError(f"{name} is a binary file, not text")
    return text


def _language(text: str) -> str:
    """Return the language that the letters speak for: ``kk``, ``ru``, or ``en`` for all that is not Cyrillic."""
    letters = [letter for letter in text.lower() if letter.isalpha()]
    cyrillic = sum("\u0400" <= letter <= "\u04ff" for letter in letters)
    if cyrillic * 2 <= len(letters):
        return "en"
    return "kk" if sum(letter in _KAZAKH for letter in letters) > cyrillic * _KAZAKH_SHARE else "ru"
