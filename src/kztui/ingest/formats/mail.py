"""Mails (RFC 5322): the text that the writer sent; attachments stay where they are."""

import email
import email.policy
import email.utils
import re
from collections.abc import Iterator
from email.message import EmailMessage

from kztui.errors import DateError, IngestError
from kztui.ingest.encoding import decode, start_of
from kztui.ingest.header import Header, Layer, split_header
from kztui.ingest.importer import NO, SURE, Data, Importer, ReportSource
from kztui.ingest.markup import plain_text
from kztui.text.days import parse_moment

_START = 20_000
_HEADERS = re.compile(r"(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*)+(?:\r?\n|\Z)")
_MAIL = {"from", "to", "subject", "date", "message-id", "received", "mime-version", "return-path", "delivered-to"}
_TELLING = _MAIL - {"date"}
_ENOUGH = 2
_REPLY = re.compile(r"\s*(?:(?:re|fwd?|fw|на|отв)\s*:\s*)+", re.IGNORECASE)


def likelihood(data: Data, suffix: str) -> float:
    """A mail begins with its header fields, and has two at least that only mails have."""
    names = header_names(data)
    return SURE if len(names & _MAIL) >= _ENOUGH and names & _TELLING else NO


def header_names(data: Data) -> set[str]:
    """Return the names of the header fields that a document begins with, in lower case; none if it is not a message."""
    start = start_of(data[:_START]).replace("\r\n", "\n")
    match = _HEADERS.match(start)
    if not match:
        return set()
    return {line.partition(":")[0].lower() for line in match[0].split("\n") if line and not line[0].isspace()}


def read(data: Data, name: str) -> Iterator[ReportSource]:
    """Yield the report of the mail."""
    yield read_message(parse(data[:]))


def parse(data: bytes) -> EmailMessage:
    """Return the message in `data`."""
    return email.message_from_bytes(data, policy=email.policy.default)


def read_message(message: EmailMessage) -> ReportSource:
    """Return the report of a mail: its plain text, else its HTML. Raises IngestError when it has neither."""
    text, from_body = _body(message)
    if not text.strip():
        raise IngestError("the mail has no text")
    try:
        inner, text = split_header(text.lstrip()) if from_body else (Header(), text)
    except IngestError:
        inner = Header()
    return ReportSource(text.strip(), (Layer("header line", inner), Layer("mail header", mail_header(message))))


def mail_header(message: EmailMessage) -> Header:
    """Return what the header fields of a message say of its text."""
    name, address = email.utils.parseaddr(field(message, "From"))
    title = _REPLY.sub("", field(message, "Subject"))
    try:
        moment = parse_moment(field(message, "Date"))
    except DateError:
        moment = None
    archived = field(message, "Archived-At").strip("<>")
    return Header(
        title=title,
        publisher=name or address.rpartition("@")[2],
        published=moment and moment.day,
        hour=moment.hour if moment else "",
        archived=archived,
    )


def field(message: EmailMessage, name: str) -> str:
    """Return a header field of a message, empty when it has none or it is damaged."""
    try:
        return " ".join(str(message.get(name) or "").split())
    except Exception:  # the standard library raises many kinds of error for damaged fields
        return ""


def part_text(part: EmailMessage) -> str:
    """Return the text of a part, in the encoding that it declares, or that its bytes suggest."""
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    try:
        return data.decode(part.get_content_charset() or "utf-8")
    except (LookupError, ValueError):  # of the name of the encoding, or of what is in it
        return decode(data)


def _body(message: EmailMessage) -> tuple[str, bool]:
    """Return the text of a mail, and whether its writer wrote it as plain text."""
    pages = []
    for part in message.walk():
        if part.is_multipart() or part.get_content_disposition() == "attachment":
            continue
        text = part_text(part) if part.get_content_maintype() == "text" else ""
        if part.get_content_subtype() == "plain" and text.strip():
            return text.replace("\r\n", "\n"), True
        if part.get_content_subtype() == "html":
            pages.append(plain_text(text))
    return (pages[0], False) if pages else ("", False)


IMPORTER = Importer("a mail", likelihood, read)
