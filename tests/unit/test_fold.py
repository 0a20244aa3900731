"""All ways of folding agree."""

from hypothesis import given
from hypothesis import strategies as st

from kztui.text.fold import fold, fold_with_offsets

texts = st.text() | st.text(st.sampled_from("dzkghijйцжхьI'-. ½™ǆÇқΣ“Щюя"), max_size=30)


@given(texts)
def test_folding_without_offsets_gives_the_same_key(text: str) -> None:
    assert fold(text) == fold_with_offsets(text)[0]
