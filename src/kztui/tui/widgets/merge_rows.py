"""What Merge shows of a conflict, a pair, a join and a proposal, in rows."""

from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple

from kztui.casebook.reextracting import Difference
from kztui.model.annotation import Verdict
from kztui.model.conflicts import Conflict
from kztui.model.fact import COUNTED
from kztui.model.suggestion import Relation, Suggestion
from kztui.model.summary import Summary, date_words
from kztui.present.conflict_words import reasons, side_said
from kztui.present.key_sentence import KeySentence
from kztui.present.wording import CONFLICT, fact_words, figure_words, plural
from kztui.text.fold import fold
from kztui.text.latin import latin
from kztui.tui.paint import fit
from kztui.tui.row import Part, Row
from kztui.tui.wrap import wrap

_MOST_BESIDE, _MOST_JOINED = 5, 3
"""At most so many lines have what two reports say beside each other, and what one says that was joined."""


class Disagreement(NamedTuple):
    """A conflict, the present id and title of its incident, what in it is in question, and whether lists hide it."""

    conflict: Conflict
    incident: str
    title: str
    about: str
    hidden: bool


class Told(NamedTuple):
    """A join, with the title of its incident, the report that was joined, and what it says."""

    join: Suggestion
    title: str
    report: str
    says: KeySentence = KeySentence()


class Pair(NamedTuple):
    """Two incidents that may be the same, and the sentence in which a report tells of each."""

    suggestion: Suggestion
    one: Summary
    other: Summary
    key_sentences: tuple[KeySentence, KeySentence] = (KeySentence(), KeySentence())


def pair_rows(item: int, pair: Pair, width: int, in_latin: bool) -> Iterator[Row]:
    """Yield the rows of two incidents beside each other: what is known of them, what a report says, and why they may
    be the same.
    """
    suggestion, one, other, told = pair
    half = (width - 4) // 2
    ids = Part(f" {fit(one.id, half)}", "strong"), Part("≈ ", "conflict"), Part(fit(other.id, half - 6), "strong")
    yield Row(item, ids, (Part(f"{suggestion.score:.2f} ", "dim"),))
    for values in _compared(one, other):
        yield Row(item, _beside(*values, half, in_latin))
    heads = [
        ": ".join(filter(None, (plural(row.reports, "source"), words.where)))
        for row, words in zip((one, other), told, strict=True)
    ]
    yield Row(item, (Part(f" {'  '.join(fit(head, half) for head in heads)}", "dim"),))
    quoted = [_lines(latin(words.words) if in_latin else words.words, half - 1, _MOST_BESIDE) for words in told]
    for mine, theirs in zip_longest(*quoted, fillvalue=""):
        yield Row(item, (Part(f" {fit(mine, half)}  {fit(theirs, half)}"),))
    part = ("perhaps a part of the second",) if suggestion.kind is Relation.PART else ()
    why = ", ".join((*part, *suggestion.reasons))
    for start, end in wrap(why, 0, len(why), width - 4):
        yield Row(item, (Part(f"   {why[start:end]}", "dim"),))


def _lines(words: str, width: int, most: int) -> list[str]:
    """Return the first `most` lines of what a report says, in quotation marks; the last one goes on where there is
    more.
    """
    text = f"“{words}”" if words else ""
    lines = [text[start:end] for start, end in wrap(text, 0, len(text), width)]
    return [*lines[: most - 1], " ".join(lines[most - 1 :])] if lines[most:] else lines


def _compared(one: Summary, other: Summary) -> Iterator[tuple[str, str]]:
    """Yield what the list knows of two incidents, in words, side by side; what neither has is left out."""
    for mine, theirs in zip(_columns(one), _columns(other), strict=True):
        if mine or theirs:
            yield mine, theirs


def _columns(row: Summary) -> Iterator[str]:
    yield row.type
    yield date_words(row.date)
    yield row.place.name if row.place else ""
    for field in COUNTED:
        yield f"{field} {figure_words(figure)}" if (figure := row.counts.get(field)) else ""
    yield row.headlines[0] if row.headlines else ""


def _beside(mine: str, theirs: str, width: int, in_latin: bool) -> tuple[Part, ...]:
    """Return two wordings in columns of `width` cells, perhaps in Latin letters; a sign and a colour say whether they
    are the same, in whatever letters.
    """
    sign = "  " if not (mine and theirs) else "= " if fold(mine) == fold(theirs) else f"{CONFLICT} "
    if in_latin:
        mine, theirs = latin(mine), latin(theirs)
    style = "conflict" if CONFLICT in sign else str(Verdict.CONFIRMED) if sign == "= " else ""
    return Part(f" {fit(mine, width)}", style), Part(sign, style or "dim"), Part(fit(theirs, width), style)


def join_rows(item: int, told: Told, width: int) -> Iterator[Row]:
    """Yield the rows of a join: the incident, the report and what it says, and why, by which rules."""
    yield Row(item, (Part(fit(f" {told.join.incident}  {told.title}", width), "strong"),))
    yield Row(item, (Part(f" {fit(told.report, width - 2)}"),))
    for said in _lines(told.says.words, width - 4, _MOST_JOINED):
        yield Row(item, (Part(f"   {fit(said, width - 4)}"),))
    why = f"{told.join.score:.2f}, {told.join.rules}: {', '.join(told.join.reasons)}"
    for start, end in wrap(why, 0, len(why), width - 4):
        yield Row(item, (Part(f"   {why[start:end]}", "dim"),))


def conflict_rows(item: int, one: Disagreement, width: int) -> Iterator[Row]:
    """Yield the rows of a conflict: what it is about, who says what, and why."""
    conflict = one.conflict
    about = f" {conflict.incident if conflict.one.into else one.incident} {one.about}".rstrip()
    yield Row(item, (Part(fit(about, width), "strong"),))
    yield Row(item, (Part(f" {one.title}", "dim"),))
    sides = f" ← {side_said(conflict.one)}", ", ", f"{side_said(conflict.other)} →"
    yield Row(item, (Part(sides[0], "conflict"), Part(sides[1]), Part(sides[2], "conflict")))
    for why in reasons(conflict):
        for start, end in wrap(why, 0, len(why), width - 4):
            yield Row(item, (Part(f"   {why[start:end]}", "dim"),))


def proposal_rows(item: int, one: Difference, report: str, width: int) -> Iterator[Row]:
    """Yield the rows of a proposal: the incident, the report, and which facts go and come."""
    yield Row(item, (Part(fit(f" {one.incident or 'a new incident'}  {report}", width), "strong"),))
    for sign, facts in (("-", one.dropped), ("+", one.added)):
        for fact in facts:
            words = " ".join(fact.evidence.exact.split())
            style = "struck" if sign == "-" else ""
            yield Row(item, (Part(fit(f"   {sign} {fact.field.label} {fact_words(fact)}  “{words}”", width), style),))
