"""What leaves the program (copies, addresses), and the program itself: colours, palette, help, leaving."""

import asyncio
from functools import partial

from kztui.present.wording import quotation
from kztui.tui.background import in_background
from kztui.tui.browse.context import Context
from kztui.tui.command import Command
from kztui.tui.commands.marked import still_there
from kztui.tui.commands.settings import offers


def copy(on: Context) -> None:
    """Copy words with their source, or a line on each marked incident."""
    in_background(on.screen, partial(_copy, on), "desktop")


async def _copy(on: Context) -> None:
    """Copy to the desktop's clipboard and through the terminal's."""
    from kztui.tui import desktop

    if text := await _text_to_copy(on):
        on.screen.app.copy_to_clipboard(text)
        copied = await asyncio.to_thread(desktop.copy, text)
        on.say("Copied." if copied else "Copied, if your terminal lets programs set its clipboard (OSC 52).")


async def _text_to_copy(on: Context) -> str:
    if on.panes.focused is on.panes.list and on.marked:
        return await asyncio.to_thread(_lines_on, on)
    dossier, words = on.opened(), on.words
    return quotation(words.exact, dossier.sources[words.report], words.paragraph) if dossier and words else ""


def _lines_on(on: Context) -> str:
    """Return a line on each marked incident, to be pasted."""
    rows = map(on.casebook.summary, still_there(on.casebook, on.marked))
    return "".join(f"{row.id}  {row.title}\n" for row in rows)


def lacks_copy(on: Context) -> str:
    """There must be words or marked incidents."""
    return "" if on.words or on.marked else "Choose a fact or mark words or incidents first."


def lacks_report(on: Context) -> str:
    """A report must be shown."""
    return "" if on.report else "Open a report first."


def browse(on: Context) -> None:
    """Open the address of the report that is shown, else the file that it was read from; where there is no desktop,
    copy it.
    """
    on.opened()  # what the reader is at may be on its way
    in_background(on.screen, partial(_browse, on), "desktop")


async def _browse(on: Context) -> None:
    from kztui.tui import desktop

    report = on.report
    place = (report.url or report.origin.path) if report else ""
    if not place:
        on.say("This report has no address, and no file that it was read from.")
    elif on.screen.app.is_web and place.startswith(("http://", "https://")):
        on.screen.app.open_url(place)
    elif await asyncio.to_thread(desktop.browse if report and report.url else desktop.open_file, place):
        on.say(f"Opened {place}")
    else:
        on.screen.app.copy_to_clipboard(place)
        on.say(f"Copied, as it cannot be opened here: {place}")


def choose_theme(on: Context) -> None:
    """Let the reader choose the colours."""
    from kztui.tui.dialogs.palette import Offer, PaletteScreen, themes

    app, before = on.screen.app, on.screen.app.theme

    def chosen(offer: Offer | None) -> None:
        if offer is None:
            app.theme = before

    app.push_screen(PaletteScreen(themes(app), title="Colours", at=before), chosen)


def show_palette(on: Context) -> None:
    """Let the reader find a command by its name."""
    from kztui.tui.browse.offers import commands, found
    from kztui.tui.dialogs.palette import Offer, PaletteScreen

    title = "Everything: commands, settings, saved searches, incidents"

    def chosen(offer: Offer | None) -> None:
        if offer and offer.lacks:
            on.say(offer.lacks, failed=True)
        elif offer:
            in_background(on.screen, offer.run, "palette")

    on.screen.app.push_screen(PaletteScreen([*commands(on), *offers(on)], title=title, more=partial(found, on)), chosen)


def show_help(on: Context) -> None:
    """Explain the pane that has the focus; a search that is chosen there is run."""
    from kztui.tui.dialogs.help import HelpScreen

    focused = on.panes.focused
    pane = "query" if focused is on.panes.query else (focused.id or "") if focused else ""

    def chosen(search: str | None) -> None:
        if search:
            on.finder.text = search
            on.panes.enter(on.panes.area.pane)

    line = on.panes.facts.line if focused in (on.panes.facts, on.panes.source) else None
    field = line.field or (line.facts[0].field if line.facts else None) if line else None
    on.screen.app.push_screen(HelpScreen(on.commands, on.preferences.keys, pane, field), chosen)


async def leave(on: Context) -> None:
    """Leave kztui."""
    await on.screen.app.action_quit()


PROGRAM = (
    Command("copy", "browse", "Program", "Copy", "Copy the marked words or incidents, or the fact's words", "Y",
            "copy", copy, lacks_copy),
    Command("web", "browse", "Program", "Open the address", "Open the report's address in the browser, or the file "
            "that it was read from", "o", "", browse, lacks_report),
    Command("theme", "browse", "Program", "Theme", "Choose the colours", "T", "", choose_theme),
    Command("palette", "browse", "Program", "Commands", "Find a command, a saved search or an incident", "ctrl+p", "",
            show_palette),
    Command("quit", "browse", "Program", "Quit", "Leave kztui", "q,ctrl+q", "quit", leave),
    Command("help", "browse", "Program", "Help", "Explain this pane, its signs and keys", "question_mark,f1",
            "help", show_help),
)  # fmt: skip
