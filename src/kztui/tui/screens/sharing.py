"""What leaves the program: words with their source, lines on incidents, addresses."""

import asyncio
from abc import abstractmethod

from textual import work

from kztui.model.fact import Evidence
from kztui.model.report import Report
from kztui.present.wording import quotation
from kztui.tui.screens.marked import MarkedScreen


class SharingScreen(MarkedScreen):
    """A screen whose words can be copied and whose reports can be opened; a subclass says which ones."""

    @abstractmethod
    def words_here(self) -> Evidence | None:
        """Return the words that the reader means: those that are marked, else those of the fact."""

    @abstractmethod
    def report_here(self) -> Report | None:
        """Return the report that is shown."""

    @work(group="desktop")
    async def action_copy(self) -> None:
        """Copy words with their source, to the desktop's clipboard and through the terminal's."""
        from kztui.tui import desktop

        if text := await self._to_copy():
            self.app.copy_to_clipboard(text)
            taken = await asyncio.to_thread(desktop.copy, text)
            self.say("Copied." if taken else "Copied, if your terminal lets programs set its clipboard (OSC 52).")

    async def _to_copy(self) -> str:
        if self.focused is self._list and self._list.marked:
            return await asyncio.to_thread(self.marked_words)
        dossier, words = self.opened(), self.words_here()
        return quotation(words.exact, dossier.sources[words.report], words.paragraph) if dossier and words else ""

    @work(group="desktop")
    async def action_web(self) -> None:
        """Open the address of the report that is shown; where there is no desktop, copy it."""
        from kztui.tui import desktop

        report = self.report_here()
        if report is None or not report.url:
            self.say("This report has no address.")
        elif await asyncio.to_thread(desktop.browse, report.url):
            self.say(f"Opened {report.url}")
        else:
            self.app.copy_to_clipboard(report.url)
            self.say(f"Copied, as no browser can be opened here: {report.url}")
