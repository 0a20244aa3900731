"""What is said of documents as they come in, for people and for programs."""

from collections import Counter
from typing import TYPE_CHECKING

import msgspec

from kztui.casebook import Casebook
from kztui.cli.output import fail, out, tell
from kztui.export.views import drafts_view, report_view
from kztui.model.report import Report
from kztui.model.row import View
from kztui.present.wording import brought_back, plural

if TYPE_CHECKING:
    from kztui.casebook.intake.bringing import Outcome
    from kztui.casebook.intake.preparing import Prepared

MANY = 20
"""No more than this many notes of a kind are written."""


class Words:
    """Says what is found in documents as they come in; of each kind of note only the first ones."""

    def __init__(self) -> None:
        self._said: Counter[str] = Counter()

    def hear(self, part: "Prepared", known: bool) -> None:
        """Say what is to be known of a part of a document."""
        if part.problem:
            fail(part.problem)
        elif known and part.report:
            self._note("known", f"{part.name} is already in the casebook as {part.report.id}")
        else:
            for note in part.notes:
                self._note(note.removeprefix(part.name)[:20], note)

    def _note(self, kind: str, words: str) -> None:
        self._said[kind] += 1
        if self._said[kind] <= MANY:
            tell(words)
        elif self._said[kind] == MANY + 1:
            tell("... and more of these")


def summary(book: Casebook, outcome: "Outcome", as_json: bool) -> None:
    """Say what came of an import."""
    if as_json:
        out(msgspec.json.encode(outcome))
        return
    if outcome.reports or not outcome.restored:
        tell(f"{book.location}: {plural(outcome.reports, 'report')} and {plural(outcome.incidents, 'incident')} added")
    if list(outcome.read_as) not in ([], ["txt"]):
        tell("Read as " + ", ".join(f"{kind} {count}" for kind, count in outcome.read_as.items()))
    if outcome.known > 1:
        tell(f"{plural(outcome.known, 'report')} were in the casebook already")
    if outcome.restored:
        tell(brought_back(outcome.restored, outcome.back))
    if outcome.copies:
        repeat = "repeats" if outcome.copies == 1 else "repeat"
        tell(f"{plural(outcome.copies, 'report')} of these {repeat} another: copies count as one source")
    if outcome.joined:
        tell(f"New facts on {plural(outcome.joined, 'incident')} known before")
    if outcome.suggestions:
        tell(f"{plural(outcome.suggestions, 'suggestion')} of what may be the same: see kztui suggestions")
    if outcome.nothing_found or outcome.not_read:
        tell(f"Without an incident: {outcome.nothing_found} nothing found, {outcome.not_read} not read")


def part_line(part: "Prepared", report: Report) -> str:
    """Return what a part of a document would bring in, in one line."""
    head = (report.title, report.publisher, str(report.published or "no day"), report.language)
    found = plural(len(part.drafts), "incident") if part.drafts else str(part.state)
    return " · ".join(filter(None, (f"{part.name} ({part.kind})", *head, found)))


def part_view(part: "Prepared", known: bool) -> View:
    """Return the JSON form of a part of a document."""
    view: View = {"document": part.name, "kind": part.kind, "problem": part.problem or None, "notes": part.notes}
    if report := part.report:
        found = drafts_view(report.id, part.drafts, {report.id: report.source})
        view |= {"known": known, "report": report_view(report), "state": part.state, "incidents": found["incidents"]}
    return view
