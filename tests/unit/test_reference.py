"""The description of the query language is that of the language."""

from pathlib import Path

import pytest

from kztui.search.query.fields import FIELDS, QueryField
from kztui.search.query.parser import parse
from kztui.search.query.reference import SIGNS, reference
from kztui.search.query.tree import All

DOCUMENT = Path(__file__).parents[2] / "docs" / "search.md"


def test_the_document_is_what_the_table_of_fields_says() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == reference()


@pytest.mark.parametrize("field", FIELDS.values(), ids=lambda field: field.name)
def test_every_example_can_be_asked(field: QueryField) -> None:
    assert field.example.startswith(f"{field.name}:")
    asked = parse(field.example)
    assert asked.sort or asked.tree != All()


def test_every_sign_can_be_asked() -> None:
    assert all(parse(sign).tree != All() for sign, _ in SIGNS)
