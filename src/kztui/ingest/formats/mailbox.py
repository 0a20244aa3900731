"""Mailboxes (RFC 4155, mbox): many mails in one file, which may be far bigger than memory."""

import re
from collections.abc import Iterator

from kztui.errors import IngestError
from kztui.ingest.formats import mail
from kztui.ingest.importer import LARGEST, NO, SURE, Data, Importer, ReportSource

_MAILBOX = re.compile(rb"From \S+[^\n]*\d{4}\s*\n[!-9;-~]+:")
_QUOTED = re.compile(rb"(?m)^>(>*From )")
_LARGEST_BOX = 10**12


def likelihood(data: Data, suffix: str) -> float:
    """A mailbox begins with a separator line and a header field."""
    return SURE if _MAILBOX.match(data[:2000]) else NO


def read(data: Data, name: str) -> Iterator[ReportSource]:
    """Yield the report of each mail; one that cannot be read does not keep the others from it."""
    start = 0
    while start < len(data):
        end = data.find(b"\n\nFrom ", start)
        crlf = data.find(b"\r\n\r\nFrom ", start, end if end >= 0 else len(data))
        cut, gap = (crlf, 4) if crlf >= 0 else (end, 2)
        stop = cut if cut >= 0 else len(data)
        yield _mail(data, start, stop)
        start = stop + gap if cut >= 0 else len(data)


def _mail(data: Data, start: int, stop: int) -> ReportSource:
    if stop - start > LARGEST * 3:  # attachments take most of a big mail
        return ReportSource(problem=f"a mail of more than {LARGEST * 3 // 1_000_000} MB")
    _, _, content = data[start:stop].partition(b"\n")
    message = mail.parse(_QUOTED.sub(rb"\1", content))
    name = mail.field(message, "Subject") or "a mail without a subject"
    try:
        return mail.read_message(message)
    except IngestError as error:
        return ReportSource(problem=f"{name}: {error}")
    except Exception:  # the standard library raises many kinds of error for damaged mails
        return ReportSource(problem=f"{name}: it is damaged")


IMPORTER = Importer("a mailbox", likelihood, read, largest=_LARGEST_BOX)
