"""Exporting: which incidents go out, with which figures, from the command line, the screen and programs."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from kztui.casebook import Casebook
from kztui.errors import PluginError, UserError
from kztui.export.format import FolderFormat, Format, Options, Selection
from kztui.model.figures import Policy
from kztui.model.summary import Summary
from kztui.plugins import Kind, plugins
from kztui.present.lens import Lens
from kztui.present.wording import plural


def select(
    form: Format | FolderFormat, casebook: Casebook, rows: Sequence[Summary], query: str, options: Options
) -> Selection:
    """Return the incidents of rows that a query found, with the figures that the options ask for, to write in a format.

    Those of which nothing was known yet are left out, and counted. Raises UserError when the format has no figures.
    """
    lens = options.lens
    if not lens.words:
        return Selection(casebook, rows, query, options)
    if isinstance(form, Format) and form.records:
        raise UserError("this format has records and no figures: choose the usual policy, and no day")
    seen = list(casebook.recomputed(rows, *lens))
    selection = Selection(casebook, seen, query, options)
    for _ in rows[len(seen) :]:
        selection.lose("not known yet on that day: left out")
    return selection


def told(selection: Selection) -> list[str]:
    """Return a line when nothing was found, one on each thing that was left out, and one on unusual figures."""
    words = selection.options.lens.words
    lines = [f"No incident matches {selection.query}"] if selection.query and not selection.rows else []
    lines += [f"{plural(number, 'incident')} {what}" for what, number in selection.losses.items()]
    return [*lines, *([f"Figures: {words}"] if words else [])]


def export_bytes(
    casebook: Casebook,
    format_name: str,
    query: str = "",
    *,
    columns: Iterable[str] = (),
    byte_order_mark: bool = False,
    full_text: bool = False,
    notes: bool = False,
    policy: Policy | str = Policy.LATEST_OFFICIAL,
    as_of: date | None = None,
) -> Iterator[bytes]:
    """Return the bytes of a file, in pieces, with the incidents that `query` finds, newest first.

    The options are those of `kztui.export.format.Options`; `policy` is a `Policy` or its name, and with `as_of` figures
    are given as they were known on that day. Raises PluginError for a format that is not installed or is a folder,
    QueryError for a query that cannot be understood, and UserError for an unknown column or policy, and for figures
    that the format does not have.
    """
    form = plugins(Kind.EXPORTER).load(format_name)
    if isinstance(form, FolderFormat):
        raise PluginError(f"{format_name} is a folder of files: use kztui export --output")
    options = Options(tuple(columns), byte_order_mark, full_text, notes, Lens(_policy(policy), as_of))
    found = casebook.search(query)
    return iter(form.write(select(form, casebook, found.rows(0, found.count), query, options)))


def _policy(name: Policy | str) -> Policy:
    try:
        return Policy(name)
    except ValueError:
        raise UserError(f"there is no policy {name}: choose one of {', '.join(Policy)}") from None
