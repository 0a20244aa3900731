"""kztui: a terminal incident browser in which every fact stands beside the words that say it.

This is the public Python API; it stays as it is within a major version. `Casebook` is where to begin:

    from pathlib import Path
    from kztui import Casebook

    book = Casebook.open(Path("incidents.json"))
    for row in book.search("place:Aktobe killed:>=5").rows(0, 20):
        print(row.id, row.title, row.killed)

The names are imported when they are first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kztui.casebook import Casebook
    from kztui.casebook.intake.for_programs import import_files
    from kztui.casebook.judging import JudgedFact
    from kztui.casebook.logbook import LogEntry
    from kztui.errors import UserError
    from kztui.export.exporting import export_bytes
    from kztui.model.annotation import Annotation, AnnotationKind, Target, Verdict
    from kztui.model.conflicts import Conflict
    from kztui.model.fact import DateSpan, Evidence, Fact, Field, Hedge, Place, Qualifier, Scope, Side
    from kztui.model.figures import CountFigure, Policy
    from kztui.model.incident import Incident
    from kztui.model.report import Paragraph, Report, Source
    from kztui.model.summary import Summary
    from kztui.search.results import Facet, Results

__version__ = "0.1.0"

__all__ = [
    "Annotation",
    "AnnotationKind",
    "Casebook",
    "Conflict",
    "CountFigure",
    "DateSpan",
    "Evidence",
    "Facet",
    "Fact",
    "Field",
    "Hedge",
    "Incident",
    "JudgedFact",
    "LogEntry",
    "Paragraph",
    "Place",
    "Policy",
    "Qualifier",
    "Report",
    "Results",
    "Scope",
    "Side",
    "Source",
    "Summary",
    "Target",
    "UserError",
    "Verdict",
    "__version__",
    "export_bytes",
    "import_files",
]

_HOMES = {
    "kztui.casebook": ("Casebook",),
    "kztui.casebook.intake.for_programs": ("import_files",),
    "kztui.casebook.judging": ("JudgedFact",),
    "kztui.casebook.logbook": ("LogEntry",),
    "kztui.errors": ("UserError",),
    "kztui.export.exporting": ("export_bytes",),
    "kztui.model.annotation": ("Annotation", "AnnotationKind", "Target", "Verdict"),
    "kztui.model.conflicts": ("Conflict",),
    "kztui.model.fact": ("DateSpan", "Evidence", "Fact", "Field", "Hedge", "Place", "Qualifier", "Scope", "Side"),
    "kztui.model.figures": ("CountFigure", "Policy"),
    "kztui.model.incident": ("Incident",),
    "kztui.model.report": ("Paragraph", "Report", "Source"),
    "kztui.model.summary": ("Summary",),
    "kztui.search.results": ("Facet", "Results"),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
