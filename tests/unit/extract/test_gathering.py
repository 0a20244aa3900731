"""What a report tells in several sentences: one incident, or several."""

from kztui.model.fact import Field
from tests.unit.extract.samples import incidents, words


def test_a_named_day_parts_what_a_year_would_join() -> None:
    """A year holds every day in it; the days themselves tell that these are two."""
    told = incidents(
        "A bomb wounded three guards in Taraz on 3 May 2015, the first attack of 2015. "
        "On 9 September gunmen killed two guards there."
    )
    assert [words(facts, Field.KILLED) for facts in told] == [set(), {"2"}]
