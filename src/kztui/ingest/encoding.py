"""From bytes to text: Unicode, and the two older encodings of Russian."""

import codecs
import re

from kztui.errors import IngestError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LOOKED_AT = 200_000  # bytes: enough to tell two encodings apart
_RUNNING = re.compile("[а-яё]{2}")
_CYRILLIC = re.compile("[А-яЁё]")


def decode(data: bytes) -> str:
    """Return the text in `data`: UTF-8, UTF-16 or UTF-32, else Windows-1251, KOI8-R or Windows-1252.

    Raises IngestError when it is not text.
    """
    encoding = _marked(data) or _unmarked_utf16(data) or "utf-8"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode(_eight_bits(data), "replace") if encoding == "utf-8" else ""
    if not text and data:
        raise IngestError("its text is damaged: save it as UTF-8")
    if _binary(text):
        raise IngestError("it is a binary file, not text")
    return text


def decode_declared(data: bytes, declared: str) -> str:
    """Return the text in `data` in the encoding that it declares, or as for `decode` when that is none that is known.

    Raises IngestError when it is not text.
    """
    try:
        codec = codecs.lookup(declared).name if declared and not _marked(data) else ""
        return data.decode(codec, "replace") if codec and codec != "utf-8" else decode(data)
    except (LookupError, ValueError):
        return decode(data)


def start_of(data: bytes) -> str:
    """Return the text at the start of a document, for a look at what it is; bytes that are not text become others."""
    encoding = _marked(data) or _unmarked_utf16(data)
    return data.decode(encoding, "ignore") if encoding else data.decode("utf-8", "replace")


def is_text(data: bytes) -> bool:
    """Return whether the start of a document is text in some encoding."""
    text = start_of(data)
    return bool(text) and not _binary(text)


def _marked(data: bytes) -> str:
    return next((encoding for mark, encoding in _MARKS if data.startswith(mark)), "")


def _unmarked_utf16(data: bytes) -> str:
    """Return UTF-16 when every other byte of Latin text is zero, and there is no mark."""
    start = data[:400]
    for zeros, others, encoding in ((start[1::2], start[::2], "utf-16-le"), (start[::2], start[1::2], "utf-16-be")):
        if len(start) >= 8 and zeros.count(0) > len(zeros) * 0.6 and not others.count(0):
            return encoding
    return ""


def _eight_bits(data: bytes) -> str:
    """Return the encoding of eight bits in which Russian words look like Russian words; Windows-1252 if in none."""
    start = data[:_LOOKED_AT]
    scores = {name: len(_RUNNING.findall(start.decode(name, "replace"))) for name in ("cp1251", "koi8-r")}
    best = max(scores, key=scores.__getitem__)
    letters = _CYRILLIC.findall(start.decode(best, "replace"))
    high = sum(byte >= 0x80 for byte in start)
    return best if scores[best] and len(letters) >= high * 0.5 else "cp1252"


def _binary(text: str) -> bool:
    """Return whether text holds what only other files hold: zeros, or many control characters."""
    start = text[:_LOOKED_AT]
    odd = sum(character < " " and character not in "\t\n\r\f\x1b" for character in start)
    return "\0" in text or odd > max(2, len(start) // 200)
