"""The window in which a report's head is mended, and with it the facts that rest on it."""

from collections.abc import Sequence
from functools import partial

from kztui.casebook import Casebook
from kztui.casebook.following import Consequences
from kztui.extract.engine import extract
from kztui.model.report import Report
from kztui.present.completions import among_words
from kztui.present.heads import (
    LABELS,
    LANGUAGES,
    consequence_words,
    head_lines,
    mended_head,
    origin_words,
    read_line,
)
from kztui.present.wording import source_words
from kztui.tui.dialogs.form_dialog import FormDialog, FormLine, Values

_FOLLOW, _STAY = "follow", "stay"
_FACTS = partial(among_words, (_FOLLOW, _STAY))


def mend_dialog(casebook: Casebook, report: Report) -> FormDialog:
    """Return the window for the head of a report."""
    before = head_lines(report)

    def following(lines: Values) -> Consequences:
        head = mended_head(before, lines)
        if lines["facts"] == _STAY or not head.values:
            return Consequences()
        return casebook.reports.consequences(report.id, head, lambda one: extract(one).drafts)

    def save(lines: Values) -> None:
        casebook.reports.mend(report.id, mended_head(before, lines), following(lines))

    def foresee(lines: Values) -> Sequence[str]:
        return consequence_words(following(lines))

    return FormDialog(
        f"Report: {source_words(report.source)}",
        [*map(partial(head_line, report), LABELS), FormLine("facts", "Facts", _FOLLOW, complete=_FACTS)],
        save,
        hint="facts that rest on the day follow it, or stay  enter save  tab next line  esc close",
        foresee=foresee,
    )


def head_line(report: Report, field: str) -> FormLine:
    """Return the line for a field of a report's head."""
    complete = partial(among_words, LANGUAGES.values()) if field == "language" else lambda text: ()
    about = origin_words(report, field)
    return FormLine(field, LABELS[field], head_lines(report)[field], about, partial(read_line, field), complete)
