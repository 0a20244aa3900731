"""The content of a dossier, in the order in which it is read, whatever format it is written in."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from kztui.errors import UserError
from kztui.export.format import Selection
from kztui.model.claims import claims
from kztui.model.fact import COUNTED, Fact, Field, Hedge
from kztui.model.figures import CountFigure
from kztui.model.history import Step
from kztui.model.report import Paragraph, Report, Source
from kztui.model.revision import threads
from kztui.model.summary import date_words
from kztui.present.dossier import Dossier
from kztui.present.wording import (
    OPEN_TO_DOUBT,
    RETRACTED,
    annotation_words,
    circumstances,
    day_words,
    fact_words,
    figure_words,
    plural,
    quoted_words,
    side_words,
    trace_words,
)

MOST = 2_000
"""The most incidents in one dossier."""


class Citation(Struct, frozen=True):
    """The words that state a fact, and where they are."""

    fact: str
    quote: str
    source: Source
    paragraph: int

    @property
    def where(self) -> str:
        """Publisher, day and paragraph: "Reuters, 10 June 2016, ¶4"."""
        parts = (self.source.label, day_words(self.source.published), f"¶{self.paragraph}")
        return ", ".join(part for part in parts if part)


class Said(Struct, frozen=True):
    """One value that reports give, in words, with those who say so."""

    words: str
    citations: tuple[Citation, ...]


class Statement(Struct, frozen=True):
    """What is known of a field: its figure in words (empty for fields without one), and all that is said of it.

    `note` says how far apart the reports are, `disputed` whether they contradict each other; `steps` are the figure
    as it was known from day to day, when it changed.
    """

    field: Field
    figure: str
    said: tuple[Said, ...]
    note: str = ""
    steps: tuple[Step, ...] = ()
    disputed: bool = False


class Passage(Struct, frozen=True):
    """A paragraph of a report that is quoted, and the facts whose words are in it: start and end in it, and the id."""

    number: int
    text: str
    marks: tuple[tuple[int, int, str], ...]


class Account(Struct, frozen=True):
    """An incident as it is told. `remarks` are notes and tags with their authors, when they were asked for; `seen` says
    by which policy and as of which day the figures are given, when they are not as usual.
    """

    dossier: Dossier
    statements: tuple[Statement, ...]
    passages: dict[str, tuple[Passage, ...]]
    remarks: tuple[str, ...] = ()
    seen: str = ""

    @property
    def line(self) -> str:
        """What stands below the title: the id, how many sources there are, and how the figures are seen."""
        seen = f"figures: {self.seen}" if self.seen else ""
        return " · ".join(filter(None, (self.id, plural(self.dossier.summary.reports, "source"), seen)))

    @property
    def id(self) -> str:
        """The id of the incident."""
        return self.dossier.summary.id

    @property
    def title(self) -> str:
        """The incident in a few words."""
        return self.dossier.summary.title


def accounts(selection: Selection) -> Iterator[Account]:
    """Yield the account of each incident. Raises UserError for more than anybody reads."""
    if len(selection.rows) > MOST:
        number = f"{len(selection.rows):,} incidents are too many for a dossier"
        raise UserError(f"{number}: narrow the search to {MOST:,} at most, or choose a table or the site")
    return (account_of(selection, dossier) for dossier in selection.dossiers())


def account_of(selection: Selection, dossier: Dossier) -> Account:
    """Return the account of an incident of a selection, with what was asked for; what it leaves out is counted."""
    selection.lose_notes(dossier.summary)
    selection.lose_unquoted()
    options = selection.options
    return account(dossier, full_text=options.full_text, notes=options.notes, seen=options.lens.words)


def account(dossier: Dossier, *, full_text: bool = False, notes: bool = False, seen: str = "") -> Account:
    """Return the account of an incident. `full_text` has all paragraphs of its reports, `notes` what analysts wrote."""
    statements = [_statement(dossier, field) for field in Field]
    return Account(
        dossier,
        tuple(one for one in statements if one.said),
        {report.id: tuple(_passages(report, dossier.standing, full_text)) for report in dossier.reports},
        tuple(_remarks(dossier)) if notes else (),
        seen,
    )


def _statement(dossier: Dossier, field: Field) -> Statement:
    figure, steps = dossier.summary.counts.get(field), tuple(dossier.history(field))
    contradicted, doubted = (field in fields for fields in (dossier.summary.conflicts, dossier.summary.doubts))
    notes = ["the reports contradict each other"] * contradicted + [OPEN_TO_DOUBT] * doubted
    note = "; ".join(notes)
    if field in COUNTED and (sides := side_words(dossier.sides(field))):
        note = f"{sides}; {note}" if note else sides
    said = tuple(_said(dossier, field))
    return Statement(field, _figure(dossier, field, figure), said, note, steps if steps[1:] else (), contradicted)


def _figure(dossier: Dossier, field: Field, figure: CountFigure | None) -> str:
    summary = dossier.summary
    if figure:
        return figure_words(figure)
    place = ", ".join(dict.fromkeys(filter(None, (summary.place.name, summary.place.region)))) if summary.place else ""
    return {Field.TYPE: summary.type, Field.DATE: date_words(summary.date), Field.PLACE: place}.get(field, "")


def _said(dossier: Dossier, field: Field) -> Iterator[Said]:
    """Yield what is said of a field, each wording once, with all who say so, the earliest publication first."""
    by_words: dict[str, list[Citation]] = {}
    for claim in claims(dossier.standing, field, dossier.sources):
        by_words.setdefault(_in_words(claim.fact), []).append(_citation(claim.fact, claim.source))
    for words, citations in by_words.items():
        yield Said(words, tuple(citations))


def _in_words(fact: Fact) -> str:
    extra = circumstances(fact)
    denied = "denied: " if fact.hedge is Hedge.DENIED else ""
    return f"{denied}{fact_words(fact)}{f' ({extra})' if extra else ''}"


def _citation(fact: Fact, source: Source) -> Citation:
    return Citation(fact.id, " ".join(fact.evidence.exact.split()), source, fact.evidence.paragraph)


def _passages(report: Report, facts: Iterable[Fact], full_text: bool) -> Iterator[Passage]:
    own = [fact for fact in facts if fact.evidence.report == report.id]
    for paragraph in report.paragraphs:
        marks = sorted(_marks(paragraph, own))
        if marks or full_text:
            yield Passage(paragraph.number, report.text[paragraph.start : paragraph.end], tuple(marks))


def _marks(paragraph: Paragraph, facts: Sequence[Fact]) -> Iterator[tuple[int, int, str]]:
    for fact in facts:
        words = fact.evidence
        if paragraph.start <= words.start < paragraph.end:
            yield words.start - paragraph.start, min(words.end, paragraph.end) - paragraph.start, fact.id


def _remarks(dossier: Dossier) -> Iterator[str]:
    """Yield notes, tags and decisions, each with its author, and replies after what they answer."""
    for first, replies in threads(dossier.annotations):
        for one in (first, *replies):
            words = annotation_words(one) if one else RETRACTED
            on = f" on {quoted_words(one)}" if one and quoted_words(one) else ""
            yield f"{words}{on} ({trace_words(one)})" if one else f"({words})"
