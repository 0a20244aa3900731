"""Reports and their paragraphs."""

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from msgspec import UNSET, Struct, UnsetType
from msgspec.structs import replace

REPORT_ID = re.compile(r"r-[0-9a-f]{12}")
"""An id of a report: the first 12 hex digits of the SHA-256 of its text."""

_ALWAYS_READ = "en"


class ParagraphKind(StrEnum):
    """What a paragraph is for: the story, who wrote it, or a publisher's furniture."""

    BODY = "body"
    BYLINE = "byline"
    BOILERPLATE = "boilerplate"


class ReportState(StrEnum):
    """What became of a report: incidents were found in it or not, its language has no rules, or it was set aside."""

    READ = "read"
    NOTHING_FOUND = "nothing found"
    NOT_READ = "not read"
    SET_ASIDE = "set aside"


class Paragraph(Struct, frozen=True, gc=False):
    """A numbered stretch of a report's text: `number` from 1, code points `start` to `end` (exclusive)."""

    number: int
    start: int
    end: int
    kind: ParagraphKind = ParagraphKind.BODY


class Source(Struct, frozen=True):
    """Where a report comes from: all that the figures need to know of it.

    `copy_of` is the id of the report whose text it repeats; both speak with one voice. `revises` is the id of the
    report of which it is a later version. A `coded` one is a row of somebody else's table, made from reports: it has no
    voice of its own.
    """

    report: str
    publisher: str = ""
    published: date | None = None
    title: str = ""
    url: str = ""
    copy_of: str = ""
    revises: str = ""
    coded: bool = False

    @property
    def voice(self) -> str:
        """What tells independent sources apart: the id of the report, or of the one that it repeats."""
        return self.copy_of or self.report

    @property
    def label(self) -> str:
        """The publisher's name, or the best stand-in for it."""
        return self.publisher or self.title or self.report


def voices(sources: Iterable[Source]) -> int:
    """Return how many independent sources there are among `sources`."""
    return len({source.voice for source in sources if not source.coded})


class Provenance(Struct, frozen=True, omit_defaults=True):
    """How a report came in, and what else its document says of it.

    `hour` is the time of publication with its zone, as the document states it ("10:15+06:00"); `retrieved` is when the
    page was saved, in ISO 8601. `path` and `sha256` belong to the file that it was read from as a `format`
    (`kztui.ingest`). `known_from` says where each value of the head comes from ("option", "JSON-LD", "file name"), by
    the name of the field; a guess ends in "?". `coded` reports are rows of a table of incidents that others have
    coded. `unread` says that there were no rules for its language then.
    """

    author: str = ""
    hour: str = ""
    canonical: str = ""
    archived: str = ""
    retrieved: str = ""
    path: str = ""
    sha256: str = ""
    format: str = ""
    known_from: dict[str, str] = {}
    coded: bool = False
    unread: bool = False


class Head(Struct, frozen=True, gc=False, omit_defaults=True):
    """What an analyst has mended of a report's head; what is not set stays as it came in."""

    title: str | UnsetType = UNSET
    publisher: str | UnsetType = UNSET
    published: date | UnsetType | None = UNSET
    url: str | UnsetType = UNSET
    language: str | UnsetType = UNSET
    author: str | UnsetType = UNSET

    @property
    def values(self) -> dict[str, str | date | None]:
        """What is set, by the names of the fields."""
        found = {field: getattr(self, field) for field in self.__struct_fields__}
        return {field: value for field, value in found.items() if value is not UNSET}


class Report(Struct, frozen=True, gc=False):
    """One published text. `text` is clean (`kztui.text.clean`) and never changes; `id` follows from it.

    `copy_of` is the id of the report whose words and figures it repeats, as wire reports are. `revises` is the id of
    the report of the same publisher or wire of which it is a later version. `provenance` is not set in reports that
    came in before it was kept, and in the bundled ones. `also` has the heads under which the same text was published
    elsewhere: those of merged casebooks, and, in reports of a casebook, those that imports have noted.
    """

    id: str
    text: str
    paragraphs: tuple[Paragraph, ...]
    title: str = ""
    publisher: str = ""
    published: date | None = None
    url: str = ""
    language: str = "en"
    file_name: str = ""
    copy_of: str = ""
    revises: str = ""
    provenance: Provenance | UnsetType = UNSET
    also: tuple[Head, ...] | UnsetType = UNSET

    @property
    def origin(self) -> Provenance:
        """The provenance; one without values where it is not set."""
        return self.provenance if isinstance(self.provenance, Provenance) else Provenance()

    @property
    def elsewhere(self) -> tuple[Head, ...]:
        """The heads under which the same text was published elsewhere."""
        return self.also if isinstance(self.also, tuple) else ()

    @property
    def source(self) -> Source:
        """The report without its text."""
        return Source(
            self.id, self.publisher, self.published, self.title, self.url, self.copy_of, self.revises, self.coded
        )

    @property
    def coded(self) -> bool:
        """Whether it is a row of a table of incidents, whose facts others have coded."""
        return self.origin.coded

    @property
    def unread(self) -> bool:
        """Whether no rules read it when it came in; before that was noted, only English ones were."""
        if self.language == _ALWAYS_READ:
            return False
        return not isinstance(self.provenance, Provenance) or self.provenance.unread

    def mended(self, head: Head) -> "Report":
        """Return the report with the values of `head` in its own."""
        values = head.values
        known_from = {**self.origin.known_from, **dict.fromkeys(values, "analyst")}
        about = replace(self.origin, known_from=known_from, author=str(values.pop("author", self.origin.author)))
        return replace(self, **values, provenance=about)

    def paragraph_at(self, offset: int) -> Paragraph:
        """Return the paragraph in which the code point `offset` lies, or the last one that starts before it.

        Raises IndexError when the report has no paragraphs.
        """
        position = bisect_right(self.paragraphs, offset, key=lambda paragraph: paragraph.start) - 1
        return self.paragraphs[max(0, position)]


def report_id(text: str) -> str:
    """Return the id of the report whose clean text this is: ``r-`` and 12 hex digits of its SHA-256 in UTF-8."""
    return "r-" + hashlib.sha256(text.encode()).hexdigest()[:12]
