"""The report beside the facts: its paragraphs, with the words that state facts marked in them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from rich.cells import set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Offset, Region

from kztui.model.fact import Evidence, quote
from kztui.model.report import Paragraph, ParagraphKind, Report
from kztui.present.dossier import Dossier
from kztui.present.marking import Unit, mark_at
from kztui.present.occurrences import Literal, Match, Matches
from kztui.present.wording import ANNOTATION_SIGNS, UNDATED, day_words
from kztui.search.query.highlight import Highlighter
from kztui.tui.paint import Layer, fit, paint
from kztui.tui.widgets.lines_view import LinesView
from kztui.tui.widgets.markable import MarkableView
from kztui.tui.wrap import cells, shown, wrap

READABLE = 80
"""The widest line of text in cells: the eye finds the next line of a longer one with effort."""


class _Line(NamedTuple):
    """A line of the pane: a stretch of the text or of its title, folded paragraphs, or a blank between paragraphs."""

    start: int
    end: int
    paragraph: Paragraph | None = None
    title: bool = False
    folded: int = 0
    """How many paragraphs of page furniture the line stands for."""


class SourceView(MarkableView):
    """A report of the incident that is open; an item is a line of its text.

    The words that state facts of this incident are underlined in the colour of their kind; those that have a note or a
    tag are slanted, with a sign in the margin where they begin; those that the reader is at stand out. Paragraphs that
    are no part of the story are folded until the reader unfolds them, and a title that the text repeats is shown once.
    """

    HEADING_LINES = 1
    SCOPES = ("mark", "lines", "source", "facts")

    class FindAsked(LinesView.Acted):
        """The reader wants to find something in the report."""

    def __init__(self, pane_id: str) -> None:
        super().__init__(pane_id)
        self._dossier: Dossier | None = None
        self._position = 0
        self._words: Evidence | None = None
        self._noted: list[tuple[Evidence, str]] = []
        self._matches = Matches()
        self._find: Matches | None = None
        self.wanted = ""
        self._at_match = False
        self._stepped = ""
        self._lines: list[_Line] = []
        self._texts: list[int] = []
        self._gutter = 0
        self._unfolded: set[str] = set()

    @property
    def report(self) -> Report | None:
        """The report that is shown."""
        return self._dossier.reports[self._position] if self._dossier and self._dossier.reports else None

    def show_dossier(self, dossier: Dossier | None) -> None:
        """Show the reports of an incident; the reader stays at the report, and at their mark in it, if it is there."""
        before = self.report
        self._dossier, self._words = dossier, None
        annotations = dossier.annotations if dossier else ()
        self._noted = [(one.words, ANNOTATION_SIGNS[one.kind]) for one in annotations if one.words]
        self._matches = Matches(dossier.reports if dossier else (), self._matches.seeker)
        ids = [report.id for report in dossier.reports] if dossier else []
        same = before is not None and before.id in ids
        self._position = ids.index(before.id) if before and same else 0
        if not same:
            self.unmark()
        self._find = _found(dossier, self.wanted) if same and self._find else None
        self.show_lines(cursor=None if same else 0)

    def show_words(self, highlighter: Highlighter) -> None:
        """Mark the words that were searched. Only lines on which others were marked are repainted."""
        before, here = self._searched(), self._matches.here
        self._matches = Matches(self._dossier.reports if self._dossier else (), highlighter)
        changed = before ^ self._searched() | ({here} if here else set())
        top = self.scroll_offset.y
        for number, (start, end, *_) in enumerate(self._lines[top : top + self.size.height], top):
            if any(match.start < end and match.end > start for match in changed):
                self.refresh_lines(number + self.HEADING_LINES)

    def _searched(self) -> set[Match]:
        """Return where the searched words are in the report that is shown."""
        return set(self._matches.within(self._position)) if self.report else set()

    def go_to(self, words: Evidence | None) -> None:
        """Make words of a report stand out and bring them into view."""
        self._at_match = False
        self.point_at(words)
        ids = [report.id for report in self._dossier.reports] if self._dossier else []
        if words and words.report in ids:
            self._go_to(ids.index(words.report), words.start)

    def point_at(self, words: Evidence | None) -> None:
        """Make words of a report stand out without moving. Only their lines are repainted."""
        before, self._words = self._words_in(self.report), words
        for told in (before, self._words_in(self.report)):
            if told and self._texts:
                for item in range(self.item_of(told.start), self.item_of(told.end - 1) + 1):
                    self.refresh_item(item)

    def _words_in(self, report: Report | None) -> Evidence | None:
        """Return the words that stand out, when they are of `report`."""
        return self._words if self._words and report and self._words.report == report.id else None

    def show_report(self, identifier: str) -> None:
        """Show the report with this id, if it is one of the incident."""
        ids = [report.id for report in self._dossier.reports] if self._dossier else []
        if identifier in ids and ids.index(identifier) != self._position:
            self._go_to(ids.index(identifier), 0)

    def step_report(self, step: int) -> None:
        """Show another report of the incident, around the ends."""
        if self._dossier and len(self._dossier.reports) > 1:
            self._position = (self._position + step) % len(self._dossier.reports)
            self.unmark()
            self.show_lines(cursor=0)
            self.post_message(self.Moved(self))

    @property
    def finding(self) -> bool:
        """Whether the reader goes through the places of something that they look for in the report."""
        return self._find is not None

    def find(self, wanted: str) -> None:
        """Mark all places of `wanted` in the report that is shown, in place of the searched words."""
        self.wanted = wanted
        self._find = _found(self._dossier, wanted)
        self.refresh()

    def end_find(self) -> bool:
        """Mark the searched words again; return whether something else was marked."""
        there, self._find = self.finding, None
        if there:
            self._at_match = False
            self.refresh()
        return there

    def step_match(self, step: int) -> tuple[int, int]:
        """Go to the next of what the reader looks for, or for -1 to the one before; around the ends.

        That is a searched word in the reports of the incident, or what is to be found in the report. Returns the number
        of the place, counted from 1, and how many there are; zeros when there are none.
        """
        matches = self._find or self._matches
        start, end, *_ = self._lines[self._texts[self.cursor]] if self._texts else (0, 0)
        number, count = matches.step(self._position, start, end, step)
        if count and (here := matches.here):
            self._at_match = True
            self._go_to(here.report, here.start)
            self.refresh()
            self.post_message(self.Moved(self))
        return number, count

    @property
    def found_here(self) -> tuple[int, int] | None:
        match = (self._find or self._matches).here
        if not self._at_match or match is None or match.report != self._position or not self._texts:
            return None
        line = self._lines[self._texts[self.cursor]]
        return (match.start, match.end) if line.start <= match.start < line.end else None

    def step_fact(self, step: int) -> None:
        """Go to the words of the next fact in the reports of the incident, or for -1 of the one before."""
        if self._dossier is None or not self._texts:
            return
        order = {report.id: number for number, report in enumerate(self._dossier.reports)}
        stated = ((one.evidence, one.id) for one in self._dossier.facts)
        places = sorted((order[words.report], words.start, words.end, fact) for words, fact in stated)
        line = self._lines[self._texts[self.cursor]]
        here = next((place for place in places if self.stepped and place[3] == self._stepped), None)
        if step > 0:
            at = bisect_right(places, here) if here else bisect_left(places, (self._position, line.start))
        else:
            at = bisect_left(places, here or (self._position, line.start)) - 1
        if 0 <= at < len(places):
            self._at_match = False
            position, start, _, self._stepped = places[at]
            self._go_to(position, start)
            self.post_message(self.Moved(self))

    @property
    def stepped(self) -> Evidence | None:
        """The words of the fact that the reader went to in the text, while they are on the line where it begins."""
        if self._dossier is None or self.report is None or not self._texts:
            return None
        line = self._lines[self._texts[self.cursor]]
        words = next((fact.evidence for fact in self._dossier.facts if fact.id == self._stepped), None)
        here = words is not None and words.report == self.report.id and line.start <= words.start < line.end
        return words if here else None

    def _go_to(self, position: int, offset: int) -> None:
        """Bring a code point of one of the reports into view, the cursor on its line."""
        if position != self._position:
            self._position = position
            self.unmark()
            self.show_lines(cursor=0)
        self.unfold_at(offset)
        if self._texts:
            self.cursor = self.item_of(offset)
            self._center()

    def facts_here(self) -> tuple[frozenset[str], str]:
        """Return the ids of the facts that the paragraph under the cursor states, and the first one on its line."""
        if not self._texts or self.report is None or self._dossier is None:
            return frozenset(), ""
        line = self._lines[self._texts[self.cursor]]
        assert line.paragraph
        facts = [fact for fact in self._dossier.facts if fact.evidence.report == self.report.id]
        supported = frozenset(fact.id for fact in facts if fact.evidence.paragraph == line.paragraph.number)
        on_line = [f for f in facts if f.evidence.start < line.end and f.evidence.end > line.start]
        first = min(on_line, key=lambda fact: (fact.id != self._stepped, fact.evidence.start), default=None)
        return supported, first.id if first else ""

    @property
    def sentence(self) -> Evidence | None:
        """The sentence on the line under the cursor; None where there is no text."""
        report = self.report
        if report is None or not self._texts:
            return None
        start, end, *_ = mark_at(report, self.offset_here, Unit.SENTENCE)
        return quote(report.text, report.id, report.paragraph_at(start).number, start, end)

    @property
    def offset_here(self) -> int:
        """The code point at which the line under the cursor begins, or the words there that were found or stand out."""
        if found := self.found_here:
            return found[0]
        start, end, *_ = self._lines[self._texts[self.cursor]]
        words = self._words_in(self.report)
        return words.start if words and words.start < end and words.end > start else start

    def offset_at(self, cell: Offset) -> int | None:
        line = cell.y - self.HEADING_LINES + self.scroll_offset.y
        if cell.y < self.HEADING_LINES or self.report is None or line >= len(self._lines):
            return None
        if not self._lines[line].paragraph:
            return None
        start, end, *_ = self._lines[line]
        across = max(0, cell.x - self._gutter)
        return start + len(set_cell_size(shown(self.report.text[start:end]), across).rstrip()) if across else start

    def item_of(self, offset: int) -> int:
        return max(0, bisect_right(self._texts, offset, key=lambda line: self._lines[line].start) - 1)

    @property
    def item_count(self) -> int:
        return len(self._texts)

    def item_lines(self, item: int) -> tuple[int, int]:
        return self._texts[item], self._texts[item] + 1

    def item_at(self, line: int) -> int | None:
        if line >= len(self._lines) or self._lines[line].paragraph is None:
            return None
        return bisect_right(self._texts, line) - 1

    def lay_out(self, width: int) -> int:
        self._lines, self._texts = [], []
        report = self.report
        if report is None:
            return 0
        self._gutter = len(f" {len(report.paragraphs)}") + 2
        room = max(1, min(READABLE, width - self._gutter - 1))
        title = [_Line(start, end, title=True) for start, end in wrap(report.title, 0, len(report.title), room)]
        self._lines = [*title, _Line(0, 0)] if title else []
        for whole, group in groupby(report.paragraphs, key=self._is_shown):
            if not whole:
                self._fold(report, [one for one in group if not _repeats_title(report, one)])
                continue
            for paragraph in group:
                lines = wrap(report.text, paragraph.start, paragraph.end, room)
                self._texts.extend(range(len(self._lines), len(self._lines) + len(lines)))
                self._lines.extend(_Line(start, end, paragraph) for start, end in lines)
                self._lines.append(_Line(0, 0))
        return len(self._lines)

    def width_changed(self) -> None:
        """Wrap the text again."""
        self._arrange_again()
        if self._texts:
            self._center()

    def _arrange_again(self) -> None:
        """Build the lines again, with the cursor on the words where it was."""
        here = self.offset_here if self._texts else 0
        self.show_lines()
        self.cursor = self.item_of(here)

    def _is_shown(self, paragraph: Paragraph) -> bool:
        """Return whether a paragraph is shown whole: it tells the story, or the reader has unfolded the rest."""
        report = self.report
        return paragraph.kind is not ParagraphKind.BOILERPLATE or (report is not None and report.id in self._unfolded)

    def _fold(self, report: Report, folded: list[Paragraph]) -> None:
        """Let one line stand for paragraphs of page furniture."""
        if folded:
            first = folded[0]
            self._texts.append(len(self._lines))
            self._lines += [_Line(first.start, first.end, first, folded=len(folded)), _Line(0, 0)]

    def unfold_at(self, offset: int) -> None:
        """Unfold the page furniture of the report if a code point stands in it."""
        report = self.report
        if report and report.paragraphs and not self._is_shown(report.paragraph_at(offset)):
            self._unfolded.add(report.id)
            self.show_lines()

    def action_source_find(self) -> None:
        self.post_message(self.FindAsked(self))

    def action_source_next_fact(self) -> None:
        self.step_fact(1)

    def action_source_previous_fact(self) -> None:
        self.step_fact(-1)

    def action_source_fold(self) -> None:
        """Unfold the page furniture of the report, or fold it again."""
        if report := self.report:
            self._unfolded ^= {report.id}
            self._arrange_again()

    def paint_heading(self, line: int, width: int, base: Style) -> Iterable[Segment]:
        """Return who published the report and when, and which of the incident's reports it is."""
        report, count = self.report, len(self._dossier.reports) if self._dossier else 0
        if report is None:
            return
        place = f" {self._position + 1} of {count} [ ] " if count > 1 else " "
        day = f"  {day_words(report.published) or UNDATED}"
        if self._find:
            number = len(self._find.within(self._position))
            day = f'  find "{fit(shown(self.wanted), min(cells(self.wanted), 20))}": {number or "none"}'
        room = max(0, width - len(place) - len(day) - 1)
        name = fit(report.source.label, min(cells(report.source.label), room))
        yield Segment(f" {name}", base + self.style_of("focused" if self.has_focus else "strong"))
        yield Segment(day, base + self.style_of("strong" if self._find else "dim"))
        yield Segment(fit(place, max(0, width - cells(name) - len(day) - 1), "right"), base + self.style_of("dim"))

    def paint_line(self, line: int, width: int, base: Style) -> Iterable[Segment]:
        start, end, paragraph, title, folded = self._lines[line]
        report = self.report
        if report is None or not (title or paragraph):
            return
        if title:
            yield Segment(" " * self._gutter, base)
            yield from paint(report.title, start, end, base + self.style_of("strong"), ())
        elif paragraph and folded:
            what = "page furniture" if folded == 1 else f"{folded} pieces of page furniture"
            words = " ".join(report.text[start:end].split())
            yield Segment(fit(f"{' ' * (self._gutter - 2)}▸ {what}: {words}", width), base + self.style_of("dim"))
        elif paragraph:
            first = not line or self._lines[line - 1].paragraph is not paragraph
            number = f" {paragraph.number}" if first else ""
            yield Segment(number.ljust(self._gutter - 2), base + self.style_of("dim"))
            yield Segment(self._margin_sign(report, start, end) + " ", base + self.style_of("tag"))
            if paragraph.kind is not ParagraphKind.BODY:
                base += self.style_of("dim")
            yield from paint(report.text, start, end, base, self._layers(report, start, end))

    def _layers(self, report: Report, start: int, end: int) -> list[Layer]:
        """Return what lies on a line, from below: what is noted, searched, stated, and where the reader is."""
        assert self._dossier
        matches = self._find or self._matches
        noted, hits = self.style_of("noted"), matches.within(self._position)
        layers = [Layer(words.start, words.end, noted) for words, _ in self._noted_on(report, start, end)]
        layers += [Layer(*hit[1:], self.style_of("hit")) for hit in hits if hit.start < end and hit.end > start]
        for fact in self._dossier.facts:
            words = fact.evidence
            if words.report == report.id and words.start < end and words.end > start:
                layers.append(Layer(words.start, words.end, self.style_of(f"says-{fact.field.aspect}")))
        if here := self._words_in(report):
            layers.append(Layer(here.start, here.end, self.style_of("current")))
        if (match := matches.here) and match.report == self._position:
            layers.append(Layer(match.start, match.end, self.style_of("match")))
        if self._mark:
            layers.append(Layer(self._mark.start, self._mark.end, self.style_of("mark")))
        return layers

    def _noted_on(self, report: Report, start: int, end: int) -> list[tuple[Evidence, str]]:
        """Return the words on a line that have a note or a tag, with its sign."""
        return [
            (words, sign)
            for words, sign in self._noted
            if words.report == report.id and words.start < end and words.end > start
        ]

    def _margin_sign(self, report: Report, start: int, end: int) -> str:
        """Return the sign of the note or tag whose words begin on a line, else a blank."""
        return next((sign for words, sign in self._noted_on(report, start, end) if words.start >= start), " ")

    def _center(self) -> None:
        """Scroll so that the line under the cursor stands in the upper middle, unless it is well in view already."""
        first = self._texts[self.cursor]
        height = self.size.height - self.HEADING_LINES
        top = self.scroll_offset.y
        if height > 0 and not top + 1 <= first <= top + max(1, height - 4):
            region = Region(0, max(0, first - height // 3), 1, height + self.HEADING_LINES)
            self.scroll_to_region(region, animate=False, immediate=True, x_axis=False)


def _found(dossier: Dossier | None, wanted: str) -> Matches | None:
    """Return the places of `wanted` in the reports of an incident, each report by itself."""
    return Matches(dossier.reports, Literal(wanted), apart=True) if dossier else None


def _repeats_title(report: Report, paragraph: Paragraph) -> bool:
    """Return whether a paragraph says what stands above it as the title."""
    words = report.text[paragraph.start : paragraph.end].casefold().split()
    return bool(report.title) and words == report.title.casefold().split()
