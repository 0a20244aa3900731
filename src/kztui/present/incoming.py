"""What a document would bring in, before anything is saved: its incidents beside those that are known."""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from kztui.casebook import Casebook
from kztui.casebook.intake.preparing import Prepared
from kztui.model.annotation import judged
from kztui.model.fact import COUNTED, Fact, Field, Side
from kztui.model.incident import Incident
from kztui.model.report import Report
from kztui.model.summary import Summary, summarize
from kztui.present.dossier import Dossier
from kztui.present.wording import circumstances, fact_words, plural, title_words

AGREES, DIFFERS, NEW = "agrees", "differs", "new"

_IN_TITLE = (Field.TYPE, Field.DATE, Field.PLACE)


class Found(Struct, frozen=True):
    """An incident that a report tells of: the known one that it `joins`, by id, or none; its title; its facts, each
    with what it is beside those that are known.
    """

    joins: str
    title: str
    facts: tuple[tuple[Fact, str], ...]


class Coming(Struct, frozen=True):
    """A report that would come in, with its incidents; a `known` one is in the casebook already, maybe set `aside`."""

    report: Report
    known: bool
    found: tuple[Found, ...] = ()
    aside: bool = False

    @property
    def fresh(self) -> bool:
        """Whether something comes of taking it: one that was set aside counts again."""
        return self.aside or not self.known

    @property
    def dossier(self) -> Dossier:
        """The report with its facts, as the panes show one."""
        facts = tuple(fact for one in self.found for fact, _ in one.facts)
        return Dossier(Incident("", facts), Summary(""), (self.report,), ())


def coming(casebook: Casebook, part: Prepared) -> Coming | None:
    """Return what a part of a document would bring in; None for one with a problem. Raises StoreError."""
    report = part.report
    if report is None or part.problem:
        return None
    if casebook.has_report(report.id):
        return Coming(casebook.report(report.id), known=True, aside=casebook.reports.is_set_aside(report.id))
    linked = casebook.foresee([(report, part.drafts)])
    joined = [_joining(casebook, incident, facts) for incident, facts in linked.joined.items()]
    sources = {report.id: report.source}
    new = [
        Found("", title_words(summarize(incident, sources)), tuple((fact, NEW) for fact in incident.facts))
        for incident in linked.new
    ]
    return Coming(report, known=False, found=(*joined, *new))


def _joining(casebook: Casebook, incident: str, facts: Sequence[Fact]) -> Found:
    known = judged(casebook.incident(incident).facts, casebook.annotations(incident))
    beside = tuple((fact, _beside(fact, known)) for fact in facts)
    return Found(incident, title_words(casebook.summary(incident)), beside)


def _beside(fact: Fact, known: Sequence[Fact]) -> str:
    """Return what a fact is beside those that are known."""
    same = [one for one in known if one.field is fact.field and (fact.field not in COUNTED or one.side is fact.side)]
    if any(one.value == fact.value for one in same):
        return AGREES
    return DIFFERS if same and fact.field in (*COUNTED, Field.DATE, Field.TYPE) else NEW


def found_words(one: Found) -> tuple[str, str]:
    """Return an incident that was found in two lines: what it is, and what is said of it."""
    title = f"joins {one.joins} {one.title}" if one.joins else f"new: {one.title}"
    told: dict[str, None] = {}
    for fact, beside in sorted(one.facts, key=lambda pair: pair[0].field not in COUNTED):
        if fact.field in _IN_TITLE and (not one.joins or beside == AGREES):
            continue
        plain = fact if fact.field in COUNTED else replace(fact, side=Side.UNKNOWN)  # its field says whose side it is
        about = ", ".join(filter(None, (circumstances(plain), beside if one.joins else "")))
        told[f"{fact.field.label} {fact_words(fact)}" + (f" ({about})" if about else "")] = None
    return f"{title}, {plural(len(one.facts), 'fact')}", "   ".join(told)


def coming_words(one: Coming) -> str:
    """Return how much was found in a report: "known already", "2 incidents, 1 known", "no incident"."""
    if one.aside:
        return "was set aside: comes back"
    if one.known:
        return "known already"
    joins = sum(bool(found.joins) for found in one.found)
    words = plural(len(one.found), "incident") if one.found else "no incident"
    return f"{words}, {joins} known" if joins else words
