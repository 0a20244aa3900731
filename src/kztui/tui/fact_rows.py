"""The rows of the facts pane: a line of columns for each line of facts."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from kztui.model.annotation import AnnotationKind, Verdict
from kztui.model.fact import COUNTED, DateSpan, Doubt, Fact, Field, Hedge, Place, Scope, Side
from kztui.model.figures import CountFigure
from kztui.model.report import Source
from kztui.present.dossier import Dossier
from kztui.present.fact_lines import Kind, Line, copies_of, sources_of
from kztui.present.wording import (
    ADDED,
    CONFLICT,
    DOUBT,
    ROSE,
    UNDATED,
    VERDICT_SIGNS,
    fact_words,
    figure_words,
    short_day,
    side_words,
    value_words,
)
from kztui.tui.paint import fit
from kztui.tui.row import Part, Row
from kztui.tui.wrap import cells, shown, wrap

LABEL = 13
"""Cells before a value: the margin is one more."""

FOLDED, OPEN = "▸", "▾"
"""What a line begins with that has others below it."""

_REFERENCE, _SOURCE = 6, 24
_WIDE = 76
"""From so many cells on, a figure's line names the report that it is from."""

_LABELS = {Field.ATTRIBUTED_TO: "attributed"}
_SIDES = {
    Side.PERPETRATOR: ("perpetrators", "perp."),
    Side.VICTIM: ("victims", "victims"),
    Side.SECURITY: ("security", "security"),
    Side.CIVILIAN: ("civilians", "civil."),
}

_BRIEF = {Side.PERPETRATOR: "perp", Side.SECURITY: "sec", Side.CIVILIAN: "civ"}


def fact_rows(
    dossier: Dossier, lines: Sequence[Line], width: int, signs: Mapping[str, str], *, as_written: bool = False
) -> list[Row]:
    """Return a row for each line, on lines of `width` cells; lines that are no speaker's are the items.

    A fact whose id is in `signs` begins with that sign. `as_written`: places, names and things are shown in the words
    of the reports.
    """
    rows: list[Row] = []
    item = 0
    painter = _Painter(dossier, width, signs, as_written=as_written)
    for line in lines:
        rows.append(painter.row(line, None if line.kind is Kind.SPEAKER else item))
        item += line.kind is not Kind.SPEAKER
    return rows


class _Painter:
    """Words one line after the other, in columns that suit the width."""

    def __init__(self, dossier: Dossier, width: int, signs: Mapping[str, str], *, as_written: bool) -> None:
        self._dossier, self._width, self._signs, self._as_written = dossier, width, signs, as_written
        self._short = width < 56
        self._middle = 11 if self._short else 13
        self._source = _SOURCE if width >= _WIDE else 0
        self._numbers = {report.id: number for number, report in enumerate(dossier.reports, 1)}
        self._added = {one.fact.id for one in dossier.annotations if one.kind is AnnotationKind.FACT and one.fact}
        self._standing = {fact.id: fact for fact in dossier.standing}

    def row(self, line: Line, item: int | None) -> Row:
        """Return the row of a line."""
        match line.kind:
            case Kind.SOURCE:
                return self._head(line, item)
            case Kind.SPEAKER:
                return Row(None, (Part(f"  says {shown(line.speaker)}", "dim"),))
            case Kind.FIGURE:
                return self._figure(line, item)
            case Kind.FACT:
                return self._fact(line, item)
        return self._several(line, item)

    def _head(self, line: Line, item: int | None) -> Row:
        source = self._dossier.sources[line.report]
        mark = f"{FOLDED} " if line.folded else ""
        also = "".join(f", {copy.label} {short_day(copy.published)}" for copy in copies_of(self._dossier, line.report))
        place = f"{self._numbers[line.report]} of {len(self._numbers)} "
        right = f" {short_day(source.published) or UNDATED}  {place}"
        left = [Part(f" {mark}"), Part(shown(source.label), "strong")]
        left += [Part(f"  also{also[1:]}", "dim")] if also else []
        return Row(item, tuple(left), (Part(right, "dim"),))

    def _figure(self, line: Line, item: int | None) -> Row:
        dossier, field = self._dossier, line.field
        assert field
        value, middle = figure_of(dossier, field), self._sides(field)
        if field not in COUNTED and line.facts:
            fact = line.facts[0]
            value = shown(_written(fact)) if self._as_written else value or value_words(fact.value)
            middle = "" if fact.hedge is Hedge.NONE else str(fact.hedge)
        if not any(fact.field is field for fact in self._standing.values()):
            label = Part(f" {_LABELS.get(field, field.label)}".ljust(LABEL + 1), field.aspect)
            words = tuple(Part(shown(fact_words(fact)), "struck") for fact in line.facts)
            return self._columns(item, (label,), words, "", "S0", Part(VERDICT_SIGNS[Verdict.REJECTED], "rejected"))
        conflict, summary = str(field) in dossier.summary.conflicts, dossier.summary
        sign = Part(" ")
        if conflict:
            sign = Part(CONFLICT, "conflict")
        elif str(field) in summary.histories:
            sign = Part(ROSE, "history")
        elif str(field) in summary.doubts:
            sign = Part(DOUBT, "dim")
        source = self._sourced(dossier.sources[line.report]) if line.report else ""
        mark = f"{FOLDED} " if line.folded else " "
        label = Part(f"{mark}{_LABELS.get(field, field.label)}".ljust(LABEL + 1), field.aspect)
        count = sources_of(dossier, field)
        return self._columns(item, (label,), (Part(value),), middle, f"S{count}", sign, source)

    def _sides(self, field: Field) -> str:
        """Return whose people a number counts, in a few letters."""
        sides = self._dossier.sides(field)
        whole = self._dossier.figure(field)
        if len(sides) == 1 and whole and next(iter(sides.values())).best == whole.best:
            return _SIDES[next(iter(sides))][self._short]
        return ", ".join(f"{figure.best} {_BRIEF[side]}" for side, figure in sides.items() if side is not Side.VICTIM)

    def _fact(self, line: Line, item: int | None) -> Row:
        fact, indent = line.facts[0], " " * (1 + line.depth)
        words, style = _words(self._dossier, fact, as_written=self._as_written)
        middle, more = _about(self._standing.get(fact.id, fact), self._short)
        if len(line.facts) > 1:
            more.append(f"{len(line.facts)} times")
        if line.speaker and not (line.depth and not self._is_apart(line)):
            more.append(f"says {line.speaker}")
        values = [Part(shown(words), style)]
        if more:
            values.append(Part(" part" if more == ["part"] else f", {shown(', '.join(more))}", "dim"))
        begins = Part(self._signs.get(fact.id, " "), "strong")
        label = Part(f"{indent}{_LABELS.get(fact.field, fact.field.label)} ".ljust(LABEL), fact.field.aspect)
        reference = _paragraphs(line.facts)
        if self._is_copy(line):
            reference = f"{self._numbers[fact.evidence.report]}:{reference}"
        return self._columns(item, (begins, label), values, middle, reference, self._verdict(line.facts))

    def _is_apart(self, line: Line) -> bool:
        """Return whether no line above names the speaker of a fact: it is in a fold."""
        return line.facts[0].id not in self._standing

    def _is_copy(self, line: Line) -> bool:
        return line.facts[0].evidence.report != line.report

    def _several(self, line: Line, item: int | None) -> Row:
        names = Counter(fact.field for fact in line.facts)
        if line.kind is Kind.AGREE:
            words = ", ".join(f"{field.label} {count}" if count > 1 else field.label for field, count in names.items())
        else:
            words = ", ".join(f"{fact.field.label} {fact_words(fact)}" for fact in line.facts)
        mark = "" if line.kind is Kind.AGREE and line.folded else FOLDED if line.folded else OPEN
        signs = {self._signs.get(fact.id, " ") for fact in line.facts} - {" "}
        begins = Part(min(signs, default=" "), "strong")
        label = Part(f"{mark} {line.kind.value}".ljust(LABEL), "dim")
        return self._columns(
            item, (begins, label), (Part(shown(words), "dim"),), "", _paragraphs(line.facts), self._verdict(line.facts)
        )

    def _verdict(self, facts: Sequence[Fact]) -> Part:
        """Return the sign of the verdict that all facts of a line have, or of how they came here."""
        found = [self._dossier.verdicts.get(fact.id) for fact in facts]
        verdicts = {one.verdict for one in found if one and one.verdict}
        if all(found) and verdicts:
            order = (Verdict.CORRECTED, Verdict.CONFIRMED, Verdict.REJECTED)
            verdict = next(one for one in order if one in verdicts)
            return Part(VERDICT_SIGNS[verdict], str(verdict))
        if any(fact.id in self._added for fact in facts):
            return Part(ADDED, "history")
        doubted = any(fact.doubt is not Doubt.NONE for fact, one in zip(facts, found, strict=True) if not one)
        return Part(DOUBT, "dim") if doubted else Part(" ")

    def _columns(
        self,
        item: int | None,
        label: tuple[Part, ...],
        value: Sequence[Part],
        middle: str,
        reference: str,
        sign: Part,
        source: str = "",
    ) -> Row:
        """Return a row: label and value at the left; side or hedge, source, reference and sign at the right.

        A value that needs it takes the room of empty columns.
        """
        size = self._width - sum(cells(part.text) for part in (*label, *value))
        tail = (Part(reference.ljust(_REFERENCE - 2)[: _REFERENCE - 1] + " ", "dim"), sign, Part(" "))
        columns = [(words, room) for words, room in ((middle, self._middle), (source, self._source)) if room]
        if size < sum(room + 1 for _, room in columns) + _REFERENCE + 2:
            columns = [(words, room) for words, room in columns if words]
        between = "".join(f"{fit(words, room)} " for words, room in columns)
        return Row(item, (*label, *value), (Part(f" {between}", "dim"), *tail))

    def _sourced(self, source: Source) -> str:
        day = f", {short_day(source.published)}" if source.published else ""
        return fit(source.label, min(cells(source.label), self._source - len(day))) + day if self._source else ""


def side_rows(dossier: Dossier, field: Field, width: int, indent: int) -> Iterator[Row]:
    """Yield the lines that say how many of a figure are of which side; none when no side is counted."""
    words = side_words(dossier.sides(field))
    for start, end in wrap(words, 0, len(words), max(8, width - indent)):
        yield Row(None, (Part(" " * indent + words[start:end], "dim"),))


def figure_of(dossier: Dossier, field: Field) -> str:
    """Return what the facts of a field come to; empty for fields of words, which have no figure."""
    summary, count = dossier.summary, dossier.figure(field)
    if isinstance(count, CountFigure):
        return figure_words(count)
    place = summary.place
    if field is Field.PLACE and place:
        return ", ".join(part for part in dict.fromkeys((place.name, place.region)) if part)
    return {Field.TYPE: summary.type, Field.DATE: value_words(summary.date or DateSpan())}.get(field, "")


def _written(fact: Fact) -> str:
    """Return the words of the report that state a fact."""
    return f"“{' '.join(fact.evidence.exact.split())}”"


def _words(dossier: Dossier, fact: Fact, *, as_written: bool = False) -> tuple[str, str]:
    """Return what a fact says, as its verdict leaves it or in the words of its report, and the style of it."""
    annotation = dossier.verdicts.get(fact.id)
    if annotation and annotation.verdict is Verdict.REJECTED:
        return fact_words(fact), "struck"
    if annotation and annotation.value is not None:
        return f"{value_words(annotation.value)} (was {fact_words(fact)})", ""
    if as_written and fact.field not in COUNTED:
        return _written(fact), ""
    words = fact_words(fact)
    place = fact.value
    if isinstance(place, Place) and place.region and place.region != place.name:
        words = f"{words}, {place.region}"
    return words, ""


def _about(fact: Fact, short: bool) -> tuple[str, list[str]]:
    """Return what stands beside a fact, whose people it counts or how sure it is, and what else must be said."""
    scope = {Scope.PART: "part", Scope.AGGREGATE: "over a period"}.get(fact.scope, "")
    side = _SIDES[fact.side][short] if fact.side in _SIDES else ""
    hedge = "" if fact.hedge is Hedge.NONE else str(fact.hedge)
    return side or hedge, [words for words in (scope, hedge if side else "") if words]


def _paragraphs(facts: Sequence[Fact]) -> str:
    """Return the paragraphs of facts: "p2", "p1-3"."""
    numbers = [fact.evidence.paragraph for fact in facts]
    first, last = min(numbers), max(numbers)
    return f"p{first}" if first == last else f"p{first}-{last}"
