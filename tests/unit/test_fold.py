"""All ways of folding agree."""

from hypothesis import given
from hypothesis import strategies as st

from kztui.search.words import folded
from kztui.text.fold import fold, fold_with_offsets

texts = st.text() | st.text(st.sampled_from("dzkghijйцжхьI'-. ½™ǆÇқΣ"), max_size=30)


@given(texts)
def test_folding_without_offsets_gives_the_same_key(text: str) -> None:
    assert fold(text) == fold_with_offsets(text)[0]


@given(texts)
def test_a_text_has_the_words_of_its_key(text: str) -> None:
    assert folded(text).split() == fold(text).split()
