"""How the log words what an analyst did."""

from msgspec.structs import replace

from kztui.casebook.logbook import LogEntry
from kztui.model.annotation import Annotation, AnnotationKind, Verdict
from kztui.model.fact import Fact
from kztui.model.report import Head
from kztui.present.wording import annotation_words, change_words, fact_words, kind_words, plural, value_words

CHANGED = " → "
"""Stands between what was there before and after."""

_JUDGED = {Verdict.CONFIRMED: "confirmation", Verdict.REJECTED: "rejection", Verdict.CORRECTED: "correction"}

_DONE = {
    AnnotationKind.TAG: "the tag {}",
    AnnotationKind.MERGED: "the merge into {}",
    AnnotationKind.SPLIT: "the split that made {}",
    AnnotationKind.MOVED: "the move of facts to {}",
    AnnotationKind.REFUSED: "the decision that it is not the same as {}",
    AnnotationKind.PART: "the decision that it is part of {}",
    AnnotationKind.MADE: "the incident made by hand",
    AnnotationKind.DISMISSED: "the dismissal",
    AnnotationKind.SET_ASIDE: "the decision to set it aside",
    AnnotationKind.ALSO: "the record of another publication",
    AnnotationKind.READ: "the reading",
    AnnotationKind.RESTORED: "the restoration",
}
"""What records of a kind did, as something that can be undone."""


def entry_words(entry: LogEntry) -> str:
    """Return what was done, in one line, with what was there before where that is known.

    "killed 20 → 25", "note “ask” → “asked”", "undid the tag #verify", "KZ-2016-0005 merged into KZ-2016-0007".
    """
    one = entry.record
    if one.kind is AnnotationKind.IMPORTED:
        return f"imported {plural(len(one.reports), 'report')}"
    if one.kind in (AnnotationKind.UNDONE, AnnotationKind.REDONE):
        did = "undid" if one.kind is AnnotationKind.UNDONE else "redid"
        return f"{did} {_taken_words(entry)}"
    if one.retracts:
        return change_words(one, entry.fact)
    if one.verdict:
        return _verdict_words(one, entry.before, entry.fact)
    if one.kind is AnnotationKind.MENDED and one.head:
        return f"mended {_head_words(one.head, entry.head or Head())}"
    if one.into:
        return f"{one.target.incident} {annotation_words(one)}"
    if one.fact:
        return f"added {one.fact.field.label} {fact_words(one.fact)}"
    if entry.before and one.replaces:
        return f"{kind_words(entry.before)}{CHANGED}“{' '.join(annotation_words(one).split())}”"
    return change_words(one, entry.fact)


def state_words(entry: LogEntry) -> str:
    """Return "undone" for what was undone and is not in force, else nothing."""
    return "" if entry.stands else "undone"


def _taken_words(entry: LogEntry) -> str:
    """Return what was undone or redone: "the tag #verify on 3 incidents", "the confirmation of 4 facts"."""
    taken = entry.taken
    if not taken:
        return "what is no longer there"
    first, others = taken[0], taken[1:]
    about = {report for one in taken for report in one.reports or (one.about,)}
    if not others:
        return _noun_words(first, entry.fact)
    if len(about) > 1:
        kind = "report" if all(one.report or one.reports for one in taken) else "incident"
        return f"{_noun_words(first, entry.fact)} ({plural(len(about), kind)})"
    if first.verdict and all(one.verdict == first.verdict for one in others):
        return f"the {_JUDGED[first.verdict]} of {plural(len(taken), 'fact')}"
    if not first.fact and all(one.fact for one in others):
        return f"{_noun_words(first, entry.fact)}, with {plural(len(others), 'fact')}"
    return f"{_noun_words(first, entry.fact)} and {plural(len(others), 'other change')}"


def _noun_words(one: Annotation, fact: Fact | None) -> str:
    """Return what a record did, as something that can be undone: "the merge into KZ-2016-0007", "the tag #verify".

    `fact` is the one that a verdict is about: "the correction of killed 12 to 13".
    """
    what = _done_words(one, fact)
    if one.retracts:
        return f"the retraction of {what}"
    return f"the edit of {what}" if one.replaces else what


def _done_words(one: Annotation, fact: Fact | None) -> str:
    words = " ".join(annotation_words(one).split())
    if one.kind is AnnotationKind.NOTE:
        return f"the {'reply' if one.answers else 'note'} “{words}”"
    if one.verdict:
        judged = f"{fact.field.label} {fact_words(fact)}" if fact else "a fact"
        to = f" to {_as_judged(one, fact)}" if one.verdict is Verdict.CORRECTED and one.value is not None else ""
        return f"the {_JUDGED[one.verdict]} of {judged}{to}"
    if one.kind is AnnotationKind.IMPORTED:
        return f"the import of {plural(len(one.reports), 'report')}"
    if one.kind is AnnotationKind.MENDED and one.head:
        return f"the correction to {_head_words(one.head, Head())}"
    if one.kind is AnnotationKind.FIGURE and one.field:
        return f"the number of {one.field.label} set to {one.value}"
    if one.fact:
        return f"the added fact {one.fact.field.label} {fact_words(one.fact)}"
    return _DONE[one.kind].format(one.into or words)


def _verdict_words(one: Annotation, before: Annotation | None, fact: Fact | None) -> str:
    """Return a verdict after what it takes the place of: "killed 20 → 25", "killed 20: confirmed → rejected"."""
    name = f"{fact.field.label} " if fact else ""
    why = f": {one.text}" if one.text else ""
    if one.verdict is Verdict.CORRECTED and one.value is not None:
        earlier = _as_judged(before, fact)
        return f"{name}{earlier}{CHANGED if earlier else ''}{_as_judged(one, fact)}{why}"
    was = f"{before.verdict}{CHANGED}" if before and before.verdict else ""
    return f"{name}{fact_words(fact) if fact else ''}{': ' if fact else ''}{was}{one.verdict}{why}"


def _as_judged(verdict: Annotation | None, fact: Fact | None) -> str:
    """Return a fact's value as a verdict leaves it."""
    if verdict is None or verdict.verdict is not Verdict.CORRECTED or verdict.value is None:
        return fact_words(fact) if fact else ""
    if fact is None:
        return value_words(verdict.value)
    right = verdict.terms.on(fact) if verdict.terms else fact
    return fact_words(replace(right, value=verdict.value))


def _head_words(head: Head, before: Head) -> str:
    """Return what was mended of a head: "title “Rade” → “Raid”, publisher Reuters"."""
    earlier = before.values

    def words(field: str, value: object) -> str:
        was = f"{earlier[field] or 'none'}{CHANGED}" if field in earlier else ""
        return f"{field} {was}{value or 'none'}"

    return ", ".join(words(field, value) for field, value in head.values.items())
