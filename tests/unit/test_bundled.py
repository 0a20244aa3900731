"""Bundled files are found, and a missing one is named."""

import pytest

from kztui.errors import StoreError
from kztui.text.bundled import bundled


def test_a_bundled_folder_is_found() -> None:
    assert bundled("gazetteer").is_dir()


def test_a_missing_file_is_named_in_one_line() -> None:
    with pytest.raises(StoreError, match=r"^The bundled file nowhere/none\.txt is missing: [^\n]+$"):
        bundled("nowhere/none.txt")
