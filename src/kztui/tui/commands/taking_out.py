"""Taking incidents out of the screen: in any format that is installed, to a file or a folder."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from kztui.casebook import Casebook, Completion
from kztui.errors import OutputExistsError, UserError
from kztui.model.summary import Summary
from kztui.present.lens import Lens
from kztui.present.wording import plural
from kztui.tui.browse.context import Context
from kztui.tui.command import Command
from kztui.tui.commands.marked import still_there

_HINT = "a format and where to  ↓ tab complete  enter export  esc close"
_NOTES, _FULL_TEXT = "--notes", "--full-text"
_OPTIONS = {_NOTES: "notes, with the names of their authors", _FULL_TEXT: "whole reports, not only what is quoted"}
_USUAL = "csv"


class _Asked(NamedTuple):
    """What a line asks for: a format, a place, and the options of the command line that mean something here."""

    form: str
    path: Path
    options: frozenset[str]


def export(on: Context) -> None:
    """Let the reader choose a format and a place, and write what was found, or what is marked, there.

    What is there already is replaced when the reader presses enter again with nothing changed.
    """
    from kztui.tui.dialogs.line_dialog import LineDialog

    query = on.finder.incident_search.strip()
    marked = still_there(on.casebook, on.marked)
    lens, lost = on.opener.lens, list[str]()
    warned: _Asked | None = None

    def rows() -> Sequence[Summary]:
        if marked:
            return [on.casebook.summary(one) for one in marked]
        found = on.casebook.search(query)
        return found.rows(0, found.count)

    def save(text: str) -> None:
        nonlocal warned
        line = _parsed(text)
        asked = " OR ".join(f"id:{one}" for one in marked) if marked else query
        try:
            lost[:] = _write(on.casebook, line, rows(), asked, lens, force=line == warned)
        except OutputExistsError as error:
            warned = line
            raise UserError(f"{error}: enter again replaces it") from error

    def explain(text: str) -> str:
        form, path, options = _parsed(text)
        extra = [meaning for option, meaning in _OPTIONS.items() if option in options]
        what = (_description(form), *extra, lens.words and f"figures: {lens.words}")
        return f"{', '.join(filter(None, what))}; to {path}"

    what = plural(len(marked), "marked incident") if marked else "what was found"
    dialog = LineDialog(
        f"Export {what}",
        save,
        hint=_HINT,
        value=f"{_USUAL} incidents.csv",
        complete=_complete,
        explain=explain,
        failure="Not written",
    )
    on.ask(dialog, f"export {query}", lambda text: on.say(" ".join((f"Written to {_parsed(text).path}.", *lost))))


def _parsed(text: str) -> _Asked:
    """Return what a line asks for, such as "dossier attack.html --notes". Raises UserError."""
    from kztui.present.paths import named  # imports what fetches addresses

    words = text.split()
    options = frozenset(word for word in words if word.startswith("--"))
    if unknown := sorted(options - set(_OPTIONS)):
        raise UserError(f"there is no option {unknown[0]} here: choose {' or '.join(_OPTIONS)}")
    form, *rest = [word for word in words if word not in options] or [""]
    if not rest:
        raise UserError("write a format and a file, such as: dossier attack.html")
    return _Asked(form, Path(named(" ".join(rest))).absolute(), options)


def _description(name: str) -> str:
    from kztui.plugins import Kind, plugins

    return str(plugins(Kind.EXPORTER).load(name).description)


def _complete(text: str) -> list[Completion]:
    """Return the formats that begin with what is typed, or the options where one begins."""
    from kztui.plugins import Kind, plugins
    from kztui.present.completions import among_words

    if option := re.search(r" (--?[a-z-]*)$", text):
        there = text.split()
        return [
            Completion(name, name, option.start(1), len(text), meaning=meaning)
            for name, meaning in _OPTIONS.items()
            if name.startswith(option[1]) and name not in there
        ]
    return [] if " " in text else among_words(plugins(Kind.EXPORTER).names, text)


def _write(
    casebook: Casebook, asked: _Asked, rows: Sequence[Summary], query: str, lens: Lens, *, force: bool
) -> list[str]:
    """Write incidents as a line asks; return in words what the format has no place for. Raises UserError."""
    from kztui.export.exporting import select, told
    from kztui.export.format import FolderFormat, Options
    from kztui.export.output import write_file, write_folder
    from kztui.plugins import Kind, plugins

    form = plugins(Kind.EXPORTER).load(asked.form)
    options = Options(notes=_NOTES in asked.options, full_text=_FULL_TEXT in asked.options, lens=lens)
    selection = select(form, casebook, rows, query, options)
    if isinstance(form, FolderFormat):
        write_folder(asked.path, form.files(selection), casebook, force=force)
    else:
        write_file(asked.path, form.write(selection), casebook, force=force)
    return [f"{line}." for line in told(selection)]


TAKING_OUT = (
    Command("export", "browse", "Program", "Export", "Export what was found, or the marked incidents, in a format",
            "E,W", "", export),
)  # fmt: skip
