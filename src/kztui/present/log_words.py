"""How the log words what an analyst did."""

from msgspec.structs import replace

from kztui.casebook.logbook import LogEntry
from kztui.model.annotation import Annotation, AnnotationKind, Verdict
from kztui.model.fact import Fact
from kztui.model.report import Head
from kztui.present.wording import act_words, annotation_words, change_words, fact_words, kind_words, plural, value_words

CHANGED = " → "
"""Stands between what was there before and after."""


def entry_words(entry: LogEntry) -> str:
    """Return what was done, in one line, with what was there before where that is known.

    "killed 20 → 25", "note “ask” → “asked”", "undid tag #verify", "KZ-2016-0005 merged into KZ-2016-0007".
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
    taken = entry.taken
    if not taken:
        return "what is no longer there"
    return act_words(taken, entry.fact) if taken[1:] else change_words(taken[0], entry.fact)


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
