"""The window in which documents come in: named or pasted, looked at, their head put right, and then taken."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import count
from typing import NamedTuple

from textual import events, on
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from kztui.casebook import Casebook
from kztui.casebook.intake.bringing import Outcome as Brought
from kztui.casebook.intake.bringing import bring_in
from kztui.casebook.intake.looking import Look, Stopped
from kztui.casebook.intake.pool import Pool
from kztui.casebook.intake.preparing import NO_INCIDENT, Entry, Prepared
from kztui.casebook.intake.sources import entries, pasted
from kztui.casebook.own_files import own_files
from kztui.errors import IngestError, UserError
from kztui.ingest.header import Header
from kztui.model.report import Report
from kztui.present import paths
from kztui.present.heads import LABELS, given_head, head_lines, named
from kztui.present.incoming import Coming, coming, coming_words, found_words
from kztui.present.unfound import why_nothing
from kztui.present.wording import plural, source_words
from kztui.tui.background import in_background
from kztui.tui.command import bindings
from kztui.tui.dialogs.dialog import Outcome
from kztui.tui.dialogs.form_dialog import REST, FormDialog, FormLine
from kztui.tui.dialogs.mend_dialog import head_line
from kztui.tui.local import of_scope
from kztui.tui.row import Part, Row
from kztui.tui.widgets.lines_view import LinesView
from kztui.tui.widgets.rows_view import RowsView
from kztui.tui.widgets.source_view import SourceView
from kztui.tui.wrap import wrap

_FROM = "from"
_PASTED = "pasted"
_LONGEST_DRAFT = 200_000  # code points of a pasted text that are kept as a draft
_READ = "a file, a folder or an address, or paste a text  enter read  tab complete  esc close"
_TAKE = "  enter take  tab next line  esc close"
_TAKE_MANY = "  enter take  ↑↓ reports  tab text  esc close"
_TAKE_APART = "  enter take  ctrl+n as a new incident  tab next line  esc close"
_STOPS = "  esc stops"
_BAR = 10
_EVERY = 8  # parts of documents


class PasteInput(Input):
    """A line that takes a pasted document as such."""

    class Pasted(Message):
        """The reader pasted a document."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def on_paste(self, event: events.Paste) -> None:
        """Hand on a document; the name of one is typed."""
        if paths.is_document(event.text):
            event.prevent_default()
            event.stop()
            self.post_message(self.Pasted(event.text))


def progress_words(doing: str, reports: int, done: int, documents: int) -> str:
    """Return how far it is: with the `done` of many documents, else with the reports of one."""
    if documents == 1:
        return f"{doing} {plural(reports, 'report')}{_STOPS}"
    bar = "⣿" * (done * _BAR // documents)
    return f"{doing} {done:,} of {documents:,} {bar:<{_BAR}}{_STOPS}"


class _Read(NamedTuple):
    """What was read: the parts, and of the first ones what they would bring in."""

    look: Look
    comings: list[Coming]
    notes: list[str]


class FoundView(RowsView):
    """What was found: the incidents of one report, or the reports of many documents; an item is one of these."""

    def __init__(self) -> None:
        super().__init__("import-found")
        self.read: _Read | None = None

    def show_read(self, read: _Read) -> None:
        """Show what was read."""
        self.read = read
        self.show_lines(cursor=0)

    @property
    def coming(self) -> Coming | None:
        """The report to show the text of."""
        if self.read is None or not self.read.comings:
            return None
        return self.read.comings[self.cursor if self.read.comings[1:] else 0]

    def build_rows(self, width: int) -> Sequence[Row]:
        if self.read is None:
            return ()
        comings = self.read.comings
        rows = _of_one(comings[0], width) if len(comings) == 1 else _of_many(comings)
        notes = (note[start:end] for note in self.read.notes for start, end in wrap(note, 0, len(note), width - 2))
        return [*rows, *(Row(None, (Part(f" {note}", "dim"),)) for note in notes)]


def _of_one(one: Coming, width: int) -> list[Row]:
    if not one.found:
        return [Row(0, (Part(f" {coming_words(one)}", "strong"),))]
    rows = []
    for item, found in enumerate(one.found):
        title, told = found_words(found)
        rows.append(Row(item, (Part(f" {title}", "strong"),)))
        rows += [Row(item, (Part(f"   {told[start:end]}"),)) for start, end in wrap(told, 0, len(told), width - 4)]
    return rows


def _of_many(comings: Sequence[Coming]) -> list[Row]:
    return [
        Row(
            item,
            (Part(f" {named(one.report)}", "strong"), Part(f"  {source_words(one.report.source)}")),
            (Part(f" {coming_words(one)} ", "dim"),),
        )
        for item, one in enumerate(comings)
    ]


class ImportDialog(FormDialog):
    """Enter reads what is named and shows what it would bring in; enter again takes it. Escape stops what is under way.

    Of one report, what would join a known incident can be taken as a new one. `then` is called with what came of it
    when something was taken.
    """

    BINDINGS = bindings(of_scope("import"))

    def __init__(self, casebook: Casebook, then: Callable[[Brought, list[str]], None], *, text: str = "") -> None:
        """`text` is what to begin with: a document, or the name of one."""
        self._casebook, self._then = casebook, then
        self._pasted = text if paths.is_document(text) else ""
        start = FormLine(
            _FROM, "From", "" if self._pasted else text.strip(), read=self._meaning, complete=paths.complete
        )
        blank = [FormLine(field, label) for field, label in LABELS.items()]
        super().__init__("Import", [start, *blank], lambda lines: None, hint=_READ)
        self._pool = Pool()
        self._read: _Read | None = None
        self._look: Look | None = None
        self._first: Report | None = None
        self._busy = False

    def _meaning(self, text: str) -> str:
        """Return what the first line leads to, in words. Raises IngestError."""
        return "" if self._pasted else paths.meaning(text)

    def box(self, line: FormLine, value: str) -> Input:
        return PasteInput(value, name=line.name) if line.name == _FROM else Input(value, name=line.name)

    def under_field(self) -> Iterable[Widget]:
        text, found = SourceView("import-text"), FoundView()
        text.display = found.display = False
        return (*super().under_field(), text, found)

    @property
    def values(self) -> dict[str, str]:
        return {**super().values, _PASTED: self._pasted[:_LONGEST_DRAFT]}

    @property
    def unsaved(self) -> str:
        return self.text if self._pasted or super().values[_FROM] else ""

    def on_mount(self) -> None:
        """Read what was pasted, also before the program was ended."""
        for field in LABELS:
            self.query_one(f"#line-{field}").display = False
        self._pasted = self._pasted or self.drafted.get(_PASTED, "")
        if self._pasted:
            self._take_text(self._pasted)

    def on_unmount(self) -> None:
        """End the processes that read."""
        self._pool.close()

    @on(PasteInput.Pasted)
    def _was_pasted(self, event: PasteInput.Pasted) -> None:
        self._take_text(event.text)

    def _take_text(self, text: str) -> None:
        """Read a pasted text at once."""
        self._pasted = text
        box = self._inputs[_FROM]
        with self.prevent(Input.Changed):
            box.value = f"pasted text, {len(text):,} letters"
        self._begin(Header())

    def on_input_changed(self, event: Input.Changed) -> None:
        """Forget what was read when another document is named; read it again with another head."""
        if event.input.name == _FROM:
            self._forget()
        elif self._first and self._changed_head():
            in_background(self, self._read_again, "read", exclusive=True)

    def _forget(self) -> None:
        self._pasted, self._read, self._first = "", None, None
        for field in LABELS:
            self.query_one(f"#line-{field}").display = False
        self.query_one(SourceView).display = self.query_one(FoundView).display = False
        self.hint(_READ)

    def _changed_head(self) -> bool:
        assert self._first
        before = head_lines(self._first)
        return any(self._inputs[field].value != before[field] for field in LABELS)

    async def _read_again(self) -> None:
        """Read the document with the head as it is now, when the reader pauses."""
        await asyncio.sleep(REST)
        if self._first is None or self._busy:
            return
        try:
            given = given_head(head_lines(self._first), self.values)
        except UserError:
            return  # the line says that it is not understood
        await self._reading(given)

    # Reading and taking.

    def action_dialog_save(self) -> None:
        """Read what is named, or take what was read; with a completion under the cursor, accept that."""
        if self.choosing or self._busy:
            super().action_dialog_save()
        elif self._read is None:
            self._begin(Header())
        elif self._read.comings or not self._read.look.whole:
            in_background(self, self._taking, "save", exclusive=True)

    def action_import_apart(self) -> None:
        """Take the report, with what would join a known incident as a new one."""
        if not self._busy:
            in_background(self, partial(self._taking, joining=False), "save", exclusive=True)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Where nothing would join a known incident, there is nothing to keep apart."""
        return self._joins if action == "import_apart" else super().check_action(action, parameters)

    @property
    def _joins(self) -> bool:
        """Whether one report was read, and tells of an incident that is known."""
        found = self._read.comings[0].found if self._read and len(self._read.comings) == 1 else ()
        return any(one.joins for one in found)

    def action_dialog_cancel(self) -> None:
        """Stop what is under way, or close the window."""
        if self._busy and self._look:
            self._look.stop()
        else:
            self.end(Outcome(False, ""))

    def _begin(self, given: Header) -> None:
        self.stop_offering()
        in_background(self, partial(self._reading, given), "open", exclusive=True)

    async def _reading(self, given: Header) -> None:
        """Read what is named or pasted, and show it."""
        name, text = paths.named(self._inputs[_FROM].value), self._pasted
        if not (name or text):
            return
        self.hint(f"reading …{_STOPS}")
        try:
            read = await asyncio.to_thread(self._looked, name, text, given)
        except Stopped:
            self._stopped()
        except UserError as error:
            if self.is_attached:
                self.say(f"Not read: {error}")
        else:
            if self.is_attached:
                self._show(read)

    def _looked(self, name: str, text: str, given: Header) -> _Read:
        """Read documents as far as a look needs them. Raises UserError and Stopped."""
        own = own_files(self._casebook)
        found: Sequence[Entry] = [pasted(text, given)] if text else [*entries(name, given=given, leave_out=own)]
        self._look = look = Look(self._pool, found)
        self._busy = True
        try:
            look.read(self._progress("read", look.documents))
        finally:
            self._busy = False
        comings = [one for part in look.parts if (one := coming(self._casebook, part))]
        problems = [part.problem for part in look.parts if part.problem]
        if not comings and look.whole:
            raise IngestError(problems[0] if problems else f"there is nothing to import in {name}")
        notes = [note.removeprefix(f"{part.name}: ") for part in look.parts if part.report for note in part.notes]
        more = [] if look.whole else ["and more, which is read when it is taken"]
        if len(comings) == 1 and look.whole and not (comings[0].found or comings[0].known):
            notes = [note for note in notes if note != NO_INCIDENT]
            notes.append(why_nothing(comings[0].report))
        return _Read(look, comings, [*problems, *(notes if len(look.parts) == 1 else ()), *more])

    def _progress(self, doing: str, documents: int) -> Callable[[Prepared], None]:
        """Return what says, off the screen's thread, how far reading or importing `documents` is at a part of one."""
        numbers, names = count(1), dict[str, None]()

        def follow(part: Prepared) -> None:
            names[part.name] = None
            number = next(numbers)
            if number % _EVERY == 0:
                self.app.call_from_thread(self.hint, progress_words(doing, number, len(names), documents))

        return follow

    def _stopped(self) -> None:
        self._look = None
        if self.is_attached:
            self.hint(_READ)

    def _show(self, read: _Read) -> None:
        """Show what was read: the head and text of one report, or a list of many."""
        first = self._read is None
        self._read = read
        found, text = self.query_one(FoundView), self.query_one(SourceView)
        found.display = True
        many = len(read.comings) != 1
        found.set_class(many, "many")
        box = self.query_one("#dialog")
        if many:
            box.move_child(found, before=text)
        else:
            box.move_child(found, after=text)
        found.show_read(read)
        one = read.comings[0] if len(read.comings) == 1 else None
        if one and first and not one.known:
            self._show_head(one.report)
        self._show_text()
        text.display = bool(read.comings)
        if many and self._inputs[_FROM].has_focus:
            found.focus()
        take = _TAKE_APART if self._joins else _TAKE_MANY if many else _TAKE
        fresh = sum(coming.fresh for coming in read.comings)
        count = f"{plural(fresh, 'report')} to take" if many else ""
        self.hint(count + take if fresh or not read.look.whole else "known already  enter open  esc close")

    def _show_head(self, report: Report) -> None:
        """Show the head that was read, to be put right."""
        self._first = report
        lines = {field: head_line(report, field) for field in LABELS}
        self._lines = [self._lines[0], *lines.values()]
        for field, line in lines.items():
            with self.prevent(Input.Changed):
                self._inputs[field].value = line.value
            self.query_one(f"#line-{field}").display = True
            self.query_one(f"#read-{field}", Static).update(line.about)

    def _show_text(self) -> None:
        if one := self.query_one(FoundView).coming:
            self.query_one(SourceView).show_dossier(one.dossier)

    @on(LinesView.Moved, "#import-found")
    def _moved(self) -> None:
        self._show_text()

    async def _taking(self, *, joining: bool = True) -> None:
        """Add what was read to the casebook; without `joining`, as new incidents."""
        assert self._read
        if not any(one.fresh for one in self._read.comings) and self._read.look.whole:
            self.end(Outcome(True, ""))
            self._then(Brought(), [])
            return
        problems: list[str] = []
        self._busy = True
        try:
            brought = await self.write(partial(self._taken, self._read.look, problems, joining=joining))
        except UserError as error:
            if self.is_attached:
                self.say(f"Not imported: {error}")
        else:
            assert isinstance(brought, Brought)
            self.end(Outcome(True, ""))
            self._then(brought, problems)
        finally:
            self._busy = False

    def _taken(self, look: Look, problems: list[str], *, joining: bool) -> Brought:
        """Add all parts, or those before the reader stopped it. Raises UserError."""
        progress = self._progress("import", look.documents)

        def hear(part: Prepared, known: bool) -> None:
            problems.extend(filter(None, (part.problem,)))
            progress(part)

        return bring_in(self._casebook, look.until_stopped(), hear, joining=joining)
