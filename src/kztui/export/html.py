"""A dossier as one HTML file that needs nothing else and prints well."""

from collections.abc import Iterator

from kztui.export.account import accounts
from kztui.export.format import Format, Selection
from kztui.export.page import WORDS_SCRIPT, incident, page, together


def write(selection: Selection) -> Iterator[bytes]:
    """Yield the page: an account of each incident, its facts beside the marked words that state them."""
    title = selection.rows[0].title if len(selection.rows) == 1 else f"Incidents: {selection.query or 'all'}"
    yield page(title, together(map(incident, accounts(selection))), WORDS_SCRIPT)


FORMAT = Format("a dossier of each incident as one HTML file, to read and print", write)
