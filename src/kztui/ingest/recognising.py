"""Which format a document is in: by its content first, then by its name."""

from functools import cache
from pathlib import PurePath

from kztui.errors import IngestError
from kztui.ingest.encoding import is_text, start_of
from kztui.ingest.importer import NO, POSSIBLE, Data, Importer
from kztui.plugins import Kind, plugins

_START = 4096
_ZIP = b"PK\x03\x04"
_PACKED = (".docx", ".odt", ".xlsx", ".wacz")  # what is a zip archive of parts
_OTHERS = (
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"RIFF", "a sound, a film or a picture"),
    (_ZIP, "a zip archive"),
    (b"\x1f\x8b", "a file packed with gzip"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"SQLite format 3", "a database"),
    (b"\xd0\xcf\x11\xe0", "an older Office document"),
)
"""What some files begin with that hold no text: so that the refusal says what they are."""


def importer(kind: str) -> Importer:
    """Return the importer of this name. Raises PluginError when there is none."""
    found = plugins(Kind.IMPORTER).load(kind)
    if not isinstance(found, Importer):
        raise IngestError(f"the importer {kind} is not an Importer: update or remove the package that it is from")
    return found


def recognise(data: Data, name: str) -> str:
    """Return the name of the importer that fits a document best. Raises IngestError when none does."""
    if not len(data) or not data[:1_000_000].strip():
        raise IngestError("it has no text in it: it is empty")
    suffix = PurePath(name).suffix.lower()
    rated = [(one.likelihood(data, suffix), suffix == f".{kind}", kind) for kind, one in _importers()]
    likelihood, _, kind = max(rated, default=(NO, False, ""))
    what = next((what for start, what in _OTHERS if data[: len(start)] == start), "")
    begin = start_of(data[:4])
    surely = bool(what) and not (begin.isascii() and begin.isprintable())  # words can begin with "MZ", not with these
    if likelihood > POSSIBLE or (likelihood > NO and not surely):
        return kind
    if data[:4] == _ZIP and suffix in _PACKED:
        raise IngestError(f"it is broken: it is not a whole {suffix} file")
    if not what:
        what = f"a file of the kind {suffix or 'XML'}" if is_text(data[:_START]) else "a binary file, not text"
    raise IngestError(f"it is {what}, which kztui cannot read")


@cache
def _importers() -> tuple[tuple[str, Importer], ...]:
    """Return all importers; one that cannot be loaded is left out here, and named by `importer`."""
    from kztui.errors import PluginError

    found = []
    for kind in plugins(Kind.IMPORTER).names:
        try:
            found.append((kind, importer(kind)))
        except (PluginError, IngestError):
            continue
    return tuple(found)
