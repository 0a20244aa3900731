"""What a reader brings in and puts right by hand: documents, new incidents, heads of reports, dismissals."""

import os

from kztui.errors import DecisionError
from kztui.model.annotation import Annotation
from kztui.model.report import Head, Report
from kztui.present.wording import fact_words, plural
from kztui.tui.browse.context import Context
from kztui.tui.command import Command
from kztui.tui.commands import lacks

_SEPARATOR = ";"


def import_documents(on: Context) -> None:
    """Let the reader name a file, a folder or an address, and bring in what is there."""
    from kztui.tui.dialogs.line_dialog import LineDialog

    said: list[str] = []

    def save(text: str) -> None:
        said[:] = [_brought_in(on, text.strip())]

    dialog = LineDialog(
        "Import",
        save,
        hint="a file, a folder or the address of a page · enter import · esc close",
        explain=_what_is_there,
    )
    on.ask(dialog, "import", lambda _: on.saved(said[0]))


def _what_is_there(name: str) -> str:
    """Return what a name leads to, in words; empty when it leads nowhere yet."""
    from kztui.ingest.fetching import is_address

    path = os.path.expanduser(name.strip())  # noqa: PTH111 (Path raises for what is not a path yet)
    if is_address(name.strip()):
        return "the page at this address"
    if os.path.isdir(path):  # noqa: PTH112
        return "a folder, with all that is in it"
    return f"a file of {os.path.getsize(path):,} bytes" if os.path.isfile(path) else ""  # noqa: PTH113, PTH202


def _brought_in(on: Context, name: str) -> str:
    """Import what a name leads to; return what came of it. Raises UserError."""
    from kztui.casebook.intake.bringing import bring_in
    from kztui.casebook.intake.pool import Pool
    from kztui.casebook.intake.preparing import Prepared
    from kztui.casebook.intake.sources import entries
    from kztui.errors import IngestError

    problems: list[str] = []

    def hear(part: Prepared, known: bool) -> None:
        if part.problem:
            problems.append(part.problem)

    with Pool() as pool:
        path = os.path.expanduser(name)  # noqa: PTH111 (an address stays as it is)
        found = list(entries(path))
        outcome = bring_in(on.casebook, pool.prepare(found), hear)
    if problems and not outcome.reports:
        raise IngestError(problems[0])
    words = f"{plural(outcome.reports, 'report')} and {plural(outcome.incidents, 'incident')} added"
    known = f", {outcome.known} known already" if outcome.known else ""
    failed = f", {len(problems)} not read: {problems[0]}" if problems else ""
    return f"{words}{known}{failed}. u takes it back."


def new_incident(on: Context) -> None:
    """Let the reader make an incident of the marked words."""
    from kztui.model.fact import Fact
    from kztui.present.corrections import new_fact
    from kztui.tui.dialogs.line_dialog import LineDialog

    words = on.words_marked
    if words is None:
        return

    def facts(text: str) -> list[Fact]:
        return [new_fact(part, words) for part in text.split(_SEPARATOR) if part.strip()]

    def save(text: str) -> None:
        made = on.casebook.decisions.make(facts(text))
        on.panes.list.go_to(made[0].about)

    def explain(text: str) -> str:
        return " · ".join(f"{fact.field} {fact_words(fact)}" for fact in facts(text))

    dialog = LineDialog(
        f"New incident · “{words.exact}”",
        save,
        hint="type riot; date 5 June 2016; place Taraz; killed at least 2 · enter make · esc close",
        explain=explain,
    )
    on.ask(dialog, f"incident {words.report} {words.start} {words.end}", lambda _: on.saved("Incident made."))


def mend(on: Context) -> None:
    """Let the reader correct the title, publisher, day, address or language of the report."""
    from kztui.tui.dialogs.line_dialog import LineDialog

    report = on.report
    if report is None:
        return
    identifier = report.id

    def save(text: str) -> Annotation:
        return on.casebook.reports.mend(identifier, _head(text))

    dialog = LineDialog(
        f"Report · {report.source.label}",
        save,
        hint="published 9 March 2016 · title ... · publisher ... · url ... · language ru · enter save · esc close",
        value=f"published {report.published}" if report.published else "published ",
    )
    on.ask(dialog, f"head {identifier}", lambda _: on.saved("Report corrected. u takes it back."))


def _head(text: str) -> Head:
    """Return what a line mends: a field and its value. Raises UserError."""
    from kztui.ingest.header import header_of

    field, _, value = text.strip().partition(" ")
    field = field.rstrip(":").lower()
    if field not in Head.__struct_fields__ or not value.strip():
        raise DecisionError(f"begin with one of {', '.join(Head.__struct_fields__)}, and say what is right")
    return Head(**{field: getattr(header_of({field: value.strip()}), field)})


def dismiss(on: Context) -> None:
    """Let the reader hide the incident, and say why."""
    from kztui.tui.dialogs.line_dialog import LineDialog

    dossier = on.opened()
    if dossier is None:
        return
    incident = dossier.incident.id

    def save(text: str) -> Annotation:
        return on.casebook.decisions.dismiss(incident, text)

    dialog = LineDialog(f"Dismiss {incident}", save, hint="why · enter dismiss · esc close")
    said = f"{incident} is hidden: is:dismissed finds it, u brings it back."
    on.ask(dialog, f"dismiss {incident}", lambda _: on.saved(said))


def _a_report(on: Context) -> str:
    report: Report | None = on.report
    return "" if report else "Open a report first."


BY_HAND = (
    Command("import", "browse", "Program", "Import", "Bring in a file, a folder or the page at an address", "I",
            "", import_documents),
    Command("incident.new", "browse", "Mark words", "New incident", "Make an incident of the marked words", "i",
            "", new_incident, lacks.words),
    Command("incident.dismiss", "browse", "Decide", "Dismiss", "Hide the incident, with a reason", "X", "",
            dismiss, lacks.incident),
    Command("report.mend", "browse", "Decide", "Correct the report", "Correct the report's title, publisher or day",
            "R", "", mend, _a_report),
)  # fmt: skip
"""Bringing in and putting right by hand."""
