"""The file of annotations and saved searches: small, precious, made by hand."""

from collections.abc import Mapping

from msgspec.structs import replace

from kztui.model.annotation import Annotation
from kztui.model.saved_search import SavedSearch
from kztui.store.base import Notebook
from kztui.store.tinydb.rows import Table
from kztui.store.tinydb.schema import decode_table


def read_notebook(location: str, tables: Mapping[str, Table], version: str) -> Notebook:
    """Return the annotations and saved searches in the tables of the file at `location`.

    Annotations of earlier versions of the program, which were not counted, are in the order of the file.
    """
    made = decode_table(tables.get("annotations", {}), Annotation, location, "annotation")
    counted = (one if one.count else replace(one, count=number) for number, one in enumerate(made.records, 1))
    kept = decode_table(tables.get("saved_searches", {}), SavedSearch, location, "saved search")
    newest = {search.id: search for search in kept.records}
    annotations = sorted(counted, key=lambda one: (one.count, one.writer, one.id))
    return Notebook(tuple(annotations), tuple(newest.values()), (*made.problems, *kept.problems), version)
