"""The files of a casebook, as other programs find them once it has been left."""

from pathlib import Path

from kztui.casebook import Casebook
from kztui.model.fact import Fact
from kztui.model.incident import Incident
from kztui.model.report import Report
from kztui.store.base import Batch
from kztui.store.opening import open_store


def records_file(book: Casebook) -> Path:
    """The file of reports and incidents, with all changes in it."""
    book.close()
    return Path(book.places["casebook"])


def notes_file(book: Casebook) -> Path:
    """The file of annotations, with all changes in it."""
    book.close()
    return Path(book.places["annotations"])


def put(location: str | Path, *incidents: tuple[str, Report, tuple[Fact, ...]]) -> None:
    """Add reports with an incident each, under an id of the test's choice, as another program would."""
    store = open_store(str(location))
    batch = Batch(
        tuple({report.id: report for _, report, _ in incidents}.values()),
        tuple(Incident(name, facts) for name, _, facts in incidents),
    )
    with store.transaction(store.version()) as transaction:
        transaction.append(batch)
    store.close()
