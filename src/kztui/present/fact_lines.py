"""The lines of the facts of an incident: a line for each figure, then each report with only what it adds.

What agrees with the figures is folded into one line a report, and so is what was rejected; copies have no head of their
own. A line can stand for several facts: one verdict on it is a verdict on each.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from enum import Enum
from typing import NamedTuple

from kztui.model.annotation import Verdict
from kztui.model.fact import COUNTED, DateSpan, Fact, Field, Hedge, Place
from kztui.model.report import Source, voices
from kztui.present.dossier import Dossier
from kztui.text.fold import fold


class Kind(Enum):
    """What a line is."""

    FIGURE = "figure"
    SOURCE = "source"
    SPEAKER = "speaker"
    FACT = "fact"
    AGREE = "agree"
    REJECTED = "rejected"


class Line(NamedTuple):
    """One line. `facts` are those that it stands for, `report` is the one that states them.

    The facts of a figure are the one that its value is from. A line of a `key` can be folded: `folded` says whether
    it is. `speaker` is whom the report quotes for the facts of the line, or for those below it.
    """

    kind: Kind
    facts: tuple[Fact, ...] = ()
    field: Field | None = None
    report: str = ""
    speaker: str = ""
    key: str = ""
    folded: bool = False
    depth: int = 0


_AT_FIRST_FOLDED = (Kind.AGREE, Kind.REJECTED)


def lines_by_source(dossier: Dossier, turned: Collection[str] = (), keep: Field | None = None) -> list[Line]:
    """Return the lines with the facts under their reports; `turned` are the keys that are folded otherwise than usual.

    Usually what agrees and what was rejected is folded, and the facts of a report are not. A field whose facts are all
    rejected has no figure, unless it is the one to `keep` because the reader is there.
    """
    lines = list(_figures(dossier, keep))
    under = facts_by_head(dossier)
    for report in dossier.reports:
        if facts := under.get(report.id):
            head = Line(Kind.SOURCE, report=report.id, key=report.id, folded=report.id in turned)
            lines.append(head)
            if not head.folded:
                lines += _of_report(dossier, report.id, facts, turned)
    return lines


def facts_by_head(dossier: Dossier) -> dict[str, list[Fact]]:
    """Return the facts by the report under whose head they stand: those of a copy under what it repeats, if that is
    there.
    """
    under: defaultdict[str, list[Fact]] = defaultdict(list)
    there = {report.id for report in dossier.reports}
    for fact in dossier.facts:
        source = dossier.sources[fact.evidence.report]
        under[source.copy_of if source.copy_of in there else source.report].append(fact)
    return under


def lines_by_field(dossier: Dossier, turned: Collection[str] = ()) -> list[Line]:
    """Return the lines with the facts under their figures; `turned` as for `lines_by_source`."""
    lines: list[Line] = []
    figures = {line.field: line for line in _figures(dossier, None)}
    for field in Field:
        facts = [fact for fact in dossier.facts if fact.field is field]
        if not facts:
            continue
        head = figures.get(field, Line(Kind.FIGURE, field=field))
        lines.append(head._replace(key=field, folded=field in turned))
        if field not in turned:
            rejected = [fact for fact in facts if is_rejected(dossier, fact)]
            standing = [fact for fact in facts if not is_rejected(dossier, fact)]
            lines += [Line(Kind.FACT, (fact,), field, fact.evidence.report, fact.attributed_to) for fact in standing]
            lines += _foldable(Kind.REJECTED, rejected, "", f"rejected {field}", turned)
    return lines


def copies_of(dossier: Dossier, report: str) -> list[Source]:
    """Return the sources that repeat the text of a report of the incident."""
    return [source for source in dossier.sources.values() if source.copy_of == report]


def is_rejected(dossier: Dossier, fact: Fact) -> bool:
    """Return whether the verdict in force on a fact rejects it."""
    verdict = dossier.verdicts.get(fact.id)
    return verdict is not None and verdict.verdict is Verdict.REJECTED


def _figures(dossier: Dossier, keep: Field | None) -> Iterator[Line]:
    """Yield a line for each field that a standing fact states, and for the one to `keep`, with its first fact."""
    first = {fact.field: fact for fact in reversed(dossier.facts)}
    stated = {fact.field for fact in dossier.standing}
    for field in Field:
        if field in stated or (field is keep and field in first):
            best = best_fact(dossier, field) or first[field]
            yield Line(Kind.FIGURE, (best,), field, best.evidence.report)


def best_fact(dossier: Dossier, field: Field) -> Fact | None:
    """Return the fact that the value of a field's figure is from, as the report states it; None when none stands."""
    chosen = _best_standing(dossier, field)
    original = {fact.id: fact for fact in dossier.facts}
    return original.get(chosen.id) if chosen else None


def _best_standing(dossier: Dossier, field: Field) -> Fact | None:
    """Return the fact that the value of a field's figure is from, as its verdict leaves it."""
    standing = [fact for fact in dossier.standing if fact.field is field]
    if field in COUNTED:
        report, figure = dossier.best_report(field), dossier.figure(field)
        of_report = [fact for fact in standing if fact.evidence.report == report] or standing
        return next((fact for fact in of_report if figure and fact.value == figure.best), None) or next(
            iter(of_report), None
        )
    if field in (Field.TYPE, Field.DATE, Field.PLACE):
        return next((fact for fact in standing if says_the_same(dossier, fact)), None) or next(iter(standing), None)
    return _most_said(standing, dossier)


def _most_said(standing: Sequence[Fact], dossier: Dossier) -> Fact | None:
    """Return, of facts of words, the first one of what most sources say; a name comes before what is said as often."""
    said: defaultdict[str, set[str]] = defaultdict(set)
    for fact in standing:
        said[fold(str(fact.value))].add(dossier.sources[fact.evidence.report].voice)

    def rank(fact: Fact) -> tuple[int, bool, int]:
        words = str(fact.value)
        return len(said[fold(words)]), words[:1].isupper(), -len(words)

    return max((fact for fact in standing if fact.hedge is not Hedge.DENIED), key=rank, default=None)


def sources_of(dossier: Dossier, field: Field) -> int:
    """Return how many independent sources say what a field's line says; of numbers, how many give one."""
    stating = [fact for fact in dossier.standing if fact.field is field]
    if field not in COUNTED and (best := _best_standing(dossier, field)):
        stating = [fact for fact in stating if fact.hedge is not Hedge.DENIED and _same_value(fact, best)]
    return voices(dossier.sources[fact.evidence.report] for fact in stating)


def _same_value(one: Fact, other: Fact) -> bool:
    """Return whether two facts of a field say the same: the same place by its name, words in any spelling."""
    if isinstance(one.value, Place) and isinstance(other.value, Place):
        return one.value.name == other.value.name
    if isinstance(one.value, str) and isinstance(other.value, str):
        return fold(one.value) == fold(other.value)
    return one.value == other.value


def says_the_same(dossier: Dossier, fact: Fact) -> bool:
    """Return whether a standing fact on type, date or place says what the figure says."""
    summary = dossier.summary
    if fact.field is Field.TYPE:
        return bool(fact.value == summary.type)
    if fact.field is Field.DATE:
        return isinstance(fact.value, DateSpan) and fact.value == summary.date
    if fact.field is Field.PLACE:
        place = summary.place
        return isinstance(fact.value, Place) and place is not None and fact.value.name == place.name
    return False


def _of_report(dossier: Dossier, report: str, facts: Sequence[Fact], turned: Collection[str]) -> Iterator[Line]:
    """Yield the lines of what one report, with its copies, says."""
    standing = {fact.id: fact for fact in dossier.standing}
    rejected = [fact for fact in facts if is_rejected(dossier, fact)]
    agree = [fact for fact in facts if fact.id in standing and says_the_same(dossier, standing[fact.id])]
    apart = {fact.id for fact in (*rejected, *agree)}
    left = [fact for fact in facts if fact.id not in apart]
    speakers = Counter(fact.attributed_to for fact in left if fact.attributed_to)
    own = [fact for fact in left if speakers[fact.attributed_to] < 2]
    yield from (_line(dossier, told, report) for told in _alike(own))
    for speaker in (one for one, count in speakers.items() if count > 1):
        yield Line(Kind.SPEAKER, report=report, speaker=speaker)
        of_speaker = [fact for fact in left if fact.attributed_to == speaker]
        yield from (_line(dossier, told, report, depth=1) for told in _alike(of_speaker))
    if len(agree) == 1:
        yield _line(dossier, agree, report)
    else:
        yield from _foldable(Kind.AGREE, agree, report, f"agree {report}", turned)
    yield from _foldable(Kind.REJECTED, rejected, report, f"rejected {report}", turned)


def _line(dossier: Dossier, told: Sequence[Fact], report: str, depth: int = 0) -> Line:
    speaker = "" if depth else told[0].attributed_to
    return Line(Kind.FACT, tuple(told), told[0].field, report, speaker, depth=depth)


def _foldable(kind: Kind, facts: Sequence[Fact], report: str, key: str, turned: Collection[str]) -> Iterator[Line]:
    """Yield a line that stands for several facts, and these below it when it is unfolded."""
    if facts:
        folded = (kind in _AT_FIRST_FOLDED) is not (key in turned)
        yield Line(kind, tuple(facts), None, report, key=key, folded=folded)
        if not folded:
            yield from (
                Line(Kind.FACT, (fact,), fact.field, fact.evidence.report, fact.attributed_to, depth=1)
                for fact in facts
            )


def _alike(facts: Iterable[Fact]) -> list[list[Fact]]:
    """Return facts in groups that say the same in the same way."""
    groups: dict[tuple[object, ...], list[Fact]] = {}
    for fact in facts:
        alike = (fact.field, fact.value, fact.value_max, fact.qualifier, fact.side, fact.scope, fact.hedge,
                 fact.attributed_to)  # fmt: skip
        groups.setdefault(alike, []).append(fact)
    return list(groups.values())
