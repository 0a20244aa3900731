"""What a command is given: the casebook, what is under the cursor, and ways to ask, to write and to say things."""

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from kztui.casebook import Casebook
from kztui.errors import UserError
from kztui.model.annotation import Annotation
from kztui.model.fact import Evidence, Fact
from kztui.model.report import Report
from kztui.present.lens import Lens
from kztui.tui.background import in_background
from kztui.tui.browse.drafts import Drafts
from kztui.tui.browse.finder import Finder
from kztui.tui.browse.opener import Opener
from kztui.tui.browse.panes import Panes
from kztui.tui.browse.places import place_now
from kztui.tui.command import Command, key_words
from kztui.tui.preferences import Preferences
from kztui.tui.widgets.bars import TopBar
from kztui.tui.widgets.views import LIST

if TYPE_CHECKING:
    from kztui.present.dossier import Dossier
    from kztui.tui.dialogs.dialog import Dialog, Outcome


class Context:
    """The browsing screen as its commands see it.

    `commands` are all there are. `say` shows a line until the next key, as a failure when `failed` is true.
    """

    def __init__(
        self,
        screen: Screen[Any],
        casebook: Casebook,
        panes: Panes,
        finder: Finder,
        opener: Opener,
        drafts: Drafts,
        preferences: Preferences,
        commands: Sequence[Command],
        say: Callable[..., None],
    ) -> None:
        self.screen, self.casebook, self.panes, self.finder, self.opener = screen, casebook, panes, finder, opener
        self.drafts, self.preferences, self.commands, self.say = drafts, preferences, commands, say
        self._turn = asyncio.Lock()

    # What is under the cursor.

    @property
    def dossier(self) -> "Dossier | None":
        """The incident that is shown."""
        return self.opener.dossier

    def opened(self) -> "Dossier | None":
        """Return the incident that the reader means: the one under the cursor, even before its panes follow."""
        return self.opener.opened()

    @property
    def fact(self) -> Fact | None:
        """The fact under the cursor; None when the reader is not among facts, or has words marked."""
        if self.panes.focused not in (self.panes.facts, self.panes.source) or self.words_marked:
            return None
        return self.panes.facts.current

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts under the cursor: those that a line of the facts stands for, or the one in the source."""
        fact = self.fact
        if fact and self.panes.focused is self.panes.facts:
            return self.panes.facts.facts
        return (fact,) if fact else ()

    @property
    def facts_headed(self) -> tuple[Fact, ...]:
        """The facts of the report whose head is under the cursor."""
        return self.panes.facts.headed if self.panes.focused is self.panes.facts else ()

    @property
    def facts_marked(self) -> tuple[str, ...]:
        """The ids of the marked facts."""
        return self.panes.facts.marked

    @property
    def marked(self) -> tuple[str, ...]:
        """The ids of the marked incidents."""
        return self.panes.list.marked

    @property
    def words_marked(self) -> Evidence | None:
        """The words that are marked in a report."""
        return self.panes.source.marked

    @property
    def words(self) -> Evidence | None:
        """The marked words, else those of the fact under the cursor."""
        return self.words_marked or self.opener.words_of_fact

    @property
    def report(self) -> Report | None:
        """The report that is shown."""
        return self.panes.source.report

    @property
    def report_meant(self) -> Report | None:
        """The report that the reader means as such: under the cursor of the view of reports, or shown by itself."""
        view = self.panes.area.view
        if view is not None and view.report and self.panes.focused is view:
            return self.casebook.report(view.report)
        return self.opener.alone

    @property
    def annotation(self) -> Annotation | None:
        """The annotation under the cursor; None when the reader is not among annotations."""
        if self.panes.focused is self.panes.annotations:
            return self.panes.annotations.current
        view = self.panes.area.view
        return view.annotation if view and self.panes.focused is view else None

    # Asking and writing.

    def ask(self, dialog: "Dialog", about: str, then: Callable[[str], None]) -> None:
        """Let the reader write in a dialog; `then` is called with the text when it is saved.

        `about` names what it is about, as `places` does: what was written about the same thing and not saved is there
        again.
        """

        def ended(outcome: "Outcome | None") -> None:
            saved = bool(outcome and outcome.saved)
            self.drafts.end(saved=saved)
            if outcome and saved:
                then(outcome.text)

        self.drafts.begin(about, dialog, partial(place_now, self.casebook))
        dialog.write = self.write
        self.screen.app.push_screen(dialog, ended)

    async def write(self, step: Callable[[], object]) -> object:
        """Run `step` off the screen's thread, after all that was asked for before it, and to its end."""
        async with self._turn:
            return await asyncio.shield(asyncio.to_thread(step))

    def change(self, step: Callable[[], str], failure: str) -> None:
        """Run `step`, which changes the casebook, and say the line that it returns, or the `failure` and its reason.

        Changes are made in the order in which they were asked for, those of dialogs too.
        """
        in_background(self.screen, partial(self._change, step, failure), "change")

    async def _change(self, step: Callable[[], str], failure: str) -> None:
        try:
            done = await self.write(step)
        except UserError as error:
            self.say(f"{failure}: {error}", failed=True)
        else:
            self.say(str(done))
            self.reread()

    def undoable(self, message: str) -> str:
        """Return what was done with the reader's key that undoes it: "Tag saved.  u undoes it."."""
        return f"{message.rstrip('.')}.  {self.key_of('undo')} undoes it."

    def key_of(self, command_id: str) -> str:
        """Return the reader's first key for a command, in words."""
        command = next(one for one in self.commands if one.id == command_id)
        return key_words(self.preferences.keys.get(command.id, command.keys).partition(",")[0].strip())

    def saved(self, message: str) -> None:
        """Say that something is saved; the words that it was about need no mark any more."""
        self.panes.source.unmark()
        self.say(message)
        self.reread()

    def arrived(self, incident: str, message: str) -> None:
        """Say what has come, open that incident and go to its facts; a search that does not find it gives way."""
        self.panes.source.unmark()
        self.say(message)
        self.finder.count_waiting()
        in_background(self.screen, partial(self._show, incident), "save")

    async def _show(self, incident: str) -> None:
        search = self.finder.incident_search
        if search and not await asyncio.to_thread(self._is_found, search, incident):
            await self.finder.ask_now(f"id:{incident}", LIST)
        self.panes.list.place = incident
        await self.finder.find_now()
        await self.opener.open_now(incident)
        self.panes.enter(self.panes.facts)

    def _is_found(self, query: str, incident: str) -> bool:
        try:
            return self.casebook.search(query).position(incident) is not None
        except UserError:
            return False

    def look_through(self, lens: Lens) -> None:
        """Show the figures by a policy, and as they were known on a day."""
        self.put_on(lens)
        self.reread()

    def put_on(self, lens: Lens) -> None:
        """Let what is shown from now on be seen through `lens`."""
        self.opener.lens = lens
        self.panes.facts.unknown = lens.unknown
        self.panes.list.seen = partial(lens.rows, self.casebook)
        self.screen.query_one(TopBar).lens = lens.words

    def reread(self) -> None:
        """Show the casebook as it is now, without losing the reader's place."""
        self.finder.find()
        self.finder.count_waiting()
        if self.opener.alone:
            self.opener.open_here()
        elif self.dossier:
            self.opener.open(self.dossier.incident.id)
