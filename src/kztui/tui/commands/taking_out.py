"""Taking incidents out of the screen: in any format that is installed, to a file or a folder."""

from collections.abc import Sequence
from pathlib import Path

from kztui.casebook import Casebook, Completion
from kztui.errors import UserError
from kztui.model.summary import Summary
from kztui.present.completions import among_words
from kztui.present.lens import Lens
from kztui.present.wording import plural
from kztui.tui.browse.context import Context
from kztui.tui.command import Command
from kztui.tui.commands.marked import still_there

_HINT = "a format and where to  ↓ tab complete  enter export  esc close"
_NOTES = "--notes"
_USUAL = "csv"


def export(on: Context) -> None:
    """Let the reader choose a format and a place, and write what was found, or what is marked, there."""
    from kztui.tui.dialogs.line_dialog import LineDialog

    query = on.finder.incident_search.strip()
    marked = still_there(on.casebook, on.marked)
    lens, lost = on.opener.lens, list[str]()

    def rows() -> Sequence[Summary]:
        if marked:
            return [on.casebook.summary(one) for one in marked]
        found = on.casebook.search(query)
        return found.rows(0, found.count)

    def save(text: str) -> None:
        asked = " OR ".join(f"id:{one}" for one in marked) if marked else query
        lost[:] = _write(on.casebook, text, rows(), asked, lens)

    def explain(text: str) -> str:
        name, path, notes = _parsed(text)
        extra = (_description(name), "with notes and names" if notes else "", lens.words and f"figures: {lens.words}")
        return f"{', '.join(filter(None, extra))}; to {path}"

    what = plural(len(marked), "marked incident") if marked else "what was found"
    dialog = LineDialog(
        f"Export {what}",
        save,
        hint=_HINT,
        value=f"{_USUAL} incidents.csv",
        complete=_complete,
        explain=explain,
    )
    on.ask(dialog, f"export {query}", lambda text: on.say(" ".join((f"Written to {_parsed(text)[1]}.", *lost))))


def _parsed(text: str) -> tuple[str, Path, bool]:
    """Return the format, the place and whether notes go out: "dossier attack.html --notes". Raises UserError."""
    words = text.split()
    notes = _NOTES in words
    name, *rest = [word for word in words if word != _NOTES] or [""]
    if not rest:
        raise UserError("write a format and a file, such as: dossier attack.html")
    return name, Path(" ".join(rest)).expanduser().absolute(), notes


def _description(name: str) -> str:
    from kztui.plugins import Kind, plugins

    return str(plugins(Kind.EXPORTER).load(name).description)


def _complete(text: str) -> list[Completion]:
    """Return the formats that begin with what is typed; none any more when a place is."""
    from kztui.plugins import Kind, plugins

    return [] if " " in text else among_words(plugins(Kind.EXPORTER).names, text)


def _write(casebook: Casebook, text: str, rows: Sequence[Summary], query: str, lens: Lens) -> list[str]:
    """Write incidents where a line says; return in words what the format has no place for. Raises UserError."""
    from kztui.export.exporting import select, told
    from kztui.export.format import FolderFormat, Options
    from kztui.export.output import write_file, write_folder
    from kztui.plugins import Kind, plugins

    name, path, notes = _parsed(text)
    form = plugins(Kind.EXPORTER).load(name)
    selection = select(form, casebook, rows, query, Options(notes=notes, lens=lens))
    if isinstance(form, FolderFormat):
        write_folder(path, form.files(selection), casebook, force=False)
    else:
        write_file(path, form.write(selection), casebook, force=False)
    return [f"{line}." for line in told(selection)]


TAKING_OUT = (
    Command("export", "browse", "Program", "Export", "Export what was found, or the marked incidents, in a format",
            "E,W", "", export),
)  # fmt: skip
