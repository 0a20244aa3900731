"""Importing from a program: what ``kztui import`` does, for Python."""

from datetime import date
from pathlib import Path

from kztui.casebook.casebook import Casebook
from kztui.casebook.intake.bringing import Outcome, bring_in
from kztui.casebook.intake.pool import Pool
from kztui.casebook.intake.sources import entries
from kztui.casebook.own_files import own_files
from kztui.ingest.header import Header, header_of


def import_files(
    casebook: Casebook,
    *paths: str | Path,
    kind: str = "",
    title: str = "",
    publisher: str = "",
    published: date | None = None,
    url: str = "",
    language: str = "",
) -> Outcome:
    """Import documents, folders of them or addresses, each in the format that it is in, unless `kind` names one.

    The options say what is known of the reports and not in the documents. A document that cannot be read is counted as
    failed and left out; the others go in. All of it is undone at once by `Casebook.undo`. Raises IngestError for a path
    that is not there, and StoreError.
    """
    given = Header(title, publisher, published, url, header_of({"language": language}).language)
    own = own_files(casebook)
    found = [one for path in paths for one in entries(str(path), given=given, kind=kind, leave_out=own)]
    with Pool(1) as pool:
        return bring_in(casebook, pool.prepare(found), lambda part, known: None)
