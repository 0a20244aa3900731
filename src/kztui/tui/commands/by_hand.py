"""What a reader brings in and puts right by hand: documents, new incidents, heads of reports, dismissals."""

from functools import partial
from typing import TYPE_CHECKING

from kztui.model.annotation import Annotation
from kztui.model.fact import Fact, Field, Place
from kztui.model.report import Report
from kztui.present.wording import brought_back, fact_words, plural, source_words
from kztui.tui.browse.context import Context
from kztui.tui.command import Command
from kztui.tui.commands import lacks

if TYPE_CHECKING:
    from kztui.casebook.intake.bringing import Outcome

_SEPARATOR = ";"


def import_documents(on: Context, text: str = "") -> None:
    """Let the reader name or paste documents, look at what they bring in, and take it."""
    from kztui.tui.dialogs.import_dialog import ImportDialog

    on.ask(ImportDialog(on.casebook, partial(_brought_in, on), text=text), "import", lambda _: None)


def _brought_in(on: Context, outcome: "Outcome", problems: list[str]) -> None:
    """Say what came in, and open the incident that one report tells of."""
    parts = []
    if outcome.reports:
        parts.append(f"{plural(outcome.reports, 'report')} and {plural(outcome.incidents, 'incident')} added")
    elif not outcome.restored:
        parts.append("Nothing added")
    if outcome.restored:
        parts.append(brought_back(outcome.restored, outcome.back))
    if outcome.joined:
        parts.append(f"{plural(outcome.joined, 'known incident')} with new facts")
    if outcome.known or not (outcome.reports or outcome.restored):
        parts.append(f"{outcome.known or 'all'} known already")
    if waiting := outcome.nothing_found + outcome.not_read:
        parts.append(f"{waiting} without an incident (4 shows them)")
    if problems:
        parts.append(f"{len(problems)} not read: {problems[0]}")
    said = on.undoable(", ".join(parts)) if outcome.reports else f"{', '.join(parts)}."
    if outcome.told:
        on.arrived(outcome.told[0], said)
    else:
        on.saved(said)


def new_incident(on: Context) -> None:
    """Let the reader make an incident of the marked words, else of the sentence that the report is open at."""
    from kztui.present import completions
    from kztui.present.corrections import meaning, new_fact, typed_value
    from kztui.tui.dialogs.form_dialog import FormDialog, FormLine, Values

    on.opened()  # what they are at may be on its way
    words, report = on.words_marked or on.panes.source.sentence, on.report
    if words is None or report is None:
        return

    def facts(lines: Values) -> list[Fact]:
        stated = [f"{field} {lines[field]}" for field in ("type", "date", "place") if lines[field]]
        stated += [part for part in lines["facts"].split(_SEPARATOR) if part.strip()]
        return [new_fact(part, words) for part in stated]

    made: list[str] = []

    def save(lines: Values) -> None:
        made[:] = [on.casebook.decisions.make(facts(lines))[0].about]

    def read(field: Field, text: str) -> str:
        value = typed_value(Fact("", field, "", words), text)
        return value.region if isinstance(value, Place) and value.region != value.name else meaning(value)

    def read_facts(text: str) -> str:
        found = [new_fact(part, words) for part in text.split(_SEPARATOR) if part.strip()]
        return ", ".join(f"{fact.field.label} {fact_words(fact)}" for fact in found)

    def line(field: Field, label: str) -> FormLine:
        return FormLine(
            field,
            label,
            read=partial(read, field),
            complete=partial(completions.values, on.casebook, field),
        )

    dialog = FormDialog(
        "New incident",
        [
            line(Field.TYPE, "Type"),
            line(Field.DATE, "Day"),
            line(Field.PLACE, "Place"),
            FormLine("facts", "Facts", read=read_facts),
        ],
        save,
        hint="facts: killed at least 2; weapon  enter make  tab next line  esc close",
        told=[
            ("From", f"{source_words(report.source)}, p{words.paragraph}"),
            ("Words", f"“{' '.join(words.exact.split())}”"),
        ],
    )

    def then(_: str) -> None:
        on.arrived(made[0], on.undoable(f"Made {made[0]}: F adds facts of marked words"))

    on.ask(dialog, f"incident {words.report} {words.start} {words.end}", then)


def mend(on: Context) -> None:
    """Let the reader correct the head of the report, with the facts that rest on its day."""
    from kztui.tui.dialogs.mend_dialog import mend_dialog

    on.opened()  # what they are at may be on its way
    if report := on.report:
        dialog = mend_dialog(on.casebook, report)
        on.ask(dialog, f"head {report.id}", lambda _: on.saved(on.undoable("Report corrected")))


def dismiss(on: Context) -> None:
    """Let the reader hide the incident, and say why."""
    from kztui.tui.dialogs.line_dialog import LineDialog

    dossier = on.opened()
    if dossier is None:
        return
    incident = dossier.incident.id

    def save(text: str) -> Annotation:
        return on.casebook.decisions.dismiss(incident, text)

    dialog = LineDialog(f"Dismiss {incident}", save, hint="why  enter dismiss  esc close")
    said = on.undoable(f"{incident} is hidden: is:dismissed finds it")
    on.ask(dialog, f"dismiss {incident}", lambda _: on.saved(said))


def set_aside(on: Context, identifier: str) -> None:
    """Let the reader set a report aside, and say why; one that is aside is brought back."""
    from kztui.tui.dialogs.line_dialog import LineDialog

    def restore() -> str:
        on.casebook.reports.restore([identifier])
        return on.undoable(f"{identifier} counts again")

    def save(text: str) -> object:
        return on.casebook.reports.set_aside([identifier], text)

    if on.casebook.reports.is_set_aside(identifier):
        on.change(restore, "Not brought back")
        return
    label = on.casebook.report(identifier).source.label
    dialog = LineDialog(f"Set aside: {label}", save, hint="why  enter set aside  esc close")
    said = on.undoable(f"{identifier} is set aside: what it tells counts no longer, until X brings it back")
    on.ask(dialog, f"aside {identifier}", lambda _: on.saved(said))


def dismiss_or_set_aside(on: Context) -> None:
    """Let the reader hide the incident, or set aside the report that they are at in the view of reports."""
    on.opened()  # what they are at may be on its way
    if report := on.report_meant:
        set_aside(on, report.id)
    else:
        dismiss(on)


def _a_report(on: Context) -> str:
    report: Report | None = on.report
    return "" if report else "Open a report first."


BY_HAND = (
    Command("import", "browse", "Program", "Import", "Bring in a file, a folder, the page at an address or a "
            "pasted text", "I",
            "", import_documents),
    Command("incident.new", "browse", "Mark words", "New incident", "Make an incident of the marked words, else of "
            "the sentence under the cursor", "i", "", new_incident, _a_report),
    Command("incident.dismiss", "browse", "Decide", "Dismiss, set aside", "Hide the incident, or among reports set the "
            "report aside or bring it back", "X", "", dismiss_or_set_aside, lacks.incident_or_report),
    Command("report.mend", "browse", "Decide", "Correct the report", "Correct the report's title, publisher or day",
            "R", "", mend, _a_report),
)  # fmt: skip
"""Bringing in and putting right by hand."""
