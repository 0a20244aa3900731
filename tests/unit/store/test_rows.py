"""The tables of a big file: the same as those of a small one, with only the places of records in memory."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Raw

from kztui.errors import StoreError
from kztui.store.encoding import id_of
from kztui.store.tinydb.journal import Entry, Mark
from kztui.store.tinydb.rows import FileRows, rows_of
from kztui.store.tinydb.tables import with_changes, write_tables

RECORDS = st.builds(
    lambda identifier, words: {"id": identifier, "words": words}, st.sampled_from("abcdefgh"), st.text()
)
TABLES = st.dictionaries(
    st.sampled_from(("meta", "reports", "incidents", "suggestions")), st.lists(RECORDS, max_size=6)
)
ODD = (
    b"", b"{", b"{\n", b"{\n}\n", b'{"a":{}}',
    b'{\n"a":{\n"1":{}\n}\n', b'{\n"a":{\n"1":{}\n}\n}\n{', b'{\n"a":{\n"1":{},\n}\n}\n',
    b'{\n"a":{\n"2":{},\n"1":{}\n}\n}\n', b'{\n"a":{\n"01":{}\n}\n}\n', b'{\n"a":{\n"1":{}\n"2":{}\n}\n}\n',
    b'{\n"a":{\n"1":5\n}\n}\n', b'{\n"a":{\n\n},\n"a":{\n\n}\n}\n', b'{\n"a":{\n\n},\n}\n', b'{\n"a":{\n\n}\n}',
)  # fmt: skip


def numbered(tables: dict[str, list[Any]]) -> dict[str, dict[str, Any]]:
    return {name: {str(3 * at + 1): one for at, one in enumerate(records)} for name, records in tables.items()}


def in_file(path: Path, tables: dict[str, dict[str, Any]]) -> dict[str, FileRows]:
    with path.open("wb") as file:
        write_tables(file, tables)
    found = rows_of(path.open("rb"))
    assert found is not None
    return found


def decoded(tables: Any) -> Any:
    return {name: {key: msgspec.json.decode(one) for key, one in table.items()} for name, table in tables.items()}


@given(TABLES, st.lists(RECORDS, max_size=4))
def test_what_was_written_is_found_and_changes_as_in_memory(
    tmp_path_factory: pytest.TempPathFactory, lists: dict[str, list[Any]], changes: list[Any]
) -> None:
    tables = numbered(lists)
    if not tables:
        return
    rows = in_file(tmp_path_factory.mktemp("rows") / "file.json", tables)
    assert decoded(rows) == tables
    for name, table in rows.items():
        assert list(table.ids()) == [one["id"] for one in tables[name].values()]
        assert [table.key(place) for place in range(len(table))] == list(tables[name])
    entry = Entry(Mark(""), {"incidents": [Raw(msgspec.json.encode(one)) for one in changes]})
    held = {name: {key: Raw(msgspec.json.encode(one)) for key, one in table.items()} for name, table in tables.items()}
    changed = with_changes(rows, [entry])
    assert decoded(changed) == decoded(with_changes(held, [entry]))
    assert decoded(rows) == tables
    incidents = changed.get("incidents")
    if isinstance(incidents, FileRows):
        assert list(incidents.ids()) == [id_of(one) for one in incidents.values()]


@pytest.mark.parametrize("content", ODD)
def test_another_layout_is_read_otherwise(content: bytes) -> None:
    assert rows_of(BytesIO(content)) is None


def test_a_number_that_is_not_there_is_none(tmp_path: Path) -> None:
    table = in_file(tmp_path / "file.json", {"incidents": {"1": {"id": "a"}, "5": {"id": "b"}}})["incidents"]
    assert json.loads(bytes(table["5"])) == {"id": "b"}
    for number in ("0", "2", "6", "-1", "x", ""):
        with pytest.raises(KeyError):
            table[number]


def test_a_file_that_is_cut_while_it_is_read_is_said(tmp_path: Path) -> None:
    path = tmp_path / "file.json"
    table = in_file(path, {"incidents": {"1": {"id": "a"}}})["incidents"]
    path.write_bytes(b"{")
    with pytest.raises(StoreError, match="was cut short while it was read"):
        table.at(0)
