"""The order of results, by each column of the list."""

from hypothesis import given
from hypothesis import strategies as st

from kztui.model.fact import Place
from kztui.model.summary import Summary
from kztui.search.entry import Entry
from kztui.search.order import ORDERED_BY, falling_keys, number_in, sort_key, turned
from kztui.search.query.fields import LARGEST
from kztui.text.fold import fold


def looked_at(number: int, row: Summary) -> Entry:
    """Return the entry of a list row, with what orders need of it."""
    return Entry(number, row, (), (), (), (), frozenset(), {"reports": row.reports, "notes": row.notes})


def ordered(rows: list[Summary], order: str) -> list[Summary]:
    entries = [looked_at(number, row) for number, row in enumerate(rows)]
    return [one.summary for one in sorted(entries, key=lambda one: sort_key(one, order), reverse=True)]


def at(*names: str) -> list[Summary]:
    return [Summary("KZ-2016-0001", place=Place(name, "KZ") if name else None) for name in names]


def names(rows: list[Summary]) -> list[str]:
    return [row.place.name if row.place else "" for row in rows]


def test_places_are_in_the_order_of_the_alphabet_in_any_spelling_and_those_unknown_last() -> None:
    rows = at("Taraz", "", "Құлсары", "Aktobe", "Karaganda", "Kulsary", "Қарағанды")
    assert names(ordered(rows, "place")) == ["Aktobe", "Karaganda", "Қарағанды", "Құлсары", "Kulsary", "Taraz", ""]
    assert names(ordered(rows, "-place")) == ["Taraz", "Kulsary", "Құлсары", "Қарағанды", "Karaganda", "Aktobe", ""]


def test_a_town_stands_apart_from_the_region_named_after_it() -> None:
    rows = at("Karaganda Region", "Karaganda", "Karaganda Region", "Makhambet District", "Karaganda", "Makhambet")
    assert names(ordered(rows, "place")) == [
        "Karaganda", "Karaganda", "Karaganda Region", "Karaganda Region", "Makhambet", "Makhambet District",
    ]  # fmt: skip


def test_ids_are_in_the_order_of_country_year_and_serial_and_those_of_another_form_last() -> None:
    ids = ["KZ-2016-0010", "KG-2020-0001", "KZ-2016-10000", "KZ-2011-9999", "odd", "KZ-2016-0002"]
    rows = [Summary(one) for one in ids]
    assert [row.id for row in ordered(rows, "id")] == [
        "KG-2020-0001", "KZ-2011-9999", "KZ-2016-0002", "KZ-2016-0010", "KZ-2016-10000", "odd",
    ]  # fmt: skip
    assert ordered(rows, "-id")[0].id == "KZ-2016-10000"
    assert ordered(rows, "-id")[-1].id == "odd"


def test_tags_types_and_notes_order_too() -> None:
    rows = [
        Summary("a", type="robbery", notes=2),
        Summary("b", type="armed clash", tags=("verify",)),
        Summary("c", type="armed attack", tags=("seen", "verify"), notes=1),
    ]
    assert [row.id for row in ordered(rows, "type")] == ["c", "b", "a"]
    assert [row.id for row in ordered(rows, "tag")] == ["c", "b", "a"]
    assert [row.id for row in ordered(rows, "-notes")] == ["a", "c", "b"]


@given(st.text(max_size=12), st.integers(0), st.integers(0, (1 << 24) - 1))
def test_every_key_fits_a_column_of_the_index_and_tells_the_number(name: str, count: int, number: int) -> None:
    row = Summary(f"ZZ-9999-{count:04}", place=Place(name, "KZ"), tags=(name,), notes=min(count, LARGEST))
    for key in falling_keys(looked_at(number, row)):
        assert number_in(key) == number
        for either in (key, turned(key)):
            assert -(1 << 63) <= either < 1 << 63
            assert turned(turned(either)) == either


@given(st.lists(st.text("abz -", min_size=1, max_size=12).filter(fold)))
def test_no_place_stands_before_one_whose_first_letters_come_sooner(found: list[str]) -> None:
    begun = [fold(name)[:8] for name in names(ordered(at(*found), "place"))]
    assert begun == sorted(begun)


def test_every_order_has_a_key() -> None:
    one = looked_at(1, Summary("KZ-2016-0001"))
    assert falling_keys(one) == [sort_key(one, f"-{name}") for name in ORDERED_BY]
    assert [turned(key) for key in falling_keys(one)] == [sort_key(one, name) for name in ORDERED_BY]


@given(st.lists(st.none() | st.sampled_from(["Aktobe", "Alga", "Ақтөбе"]), max_size=9))
def test_the_rising_order_is_the_falling_one_reversed_for_those_that_tell(found: list[str | None]) -> None:
    rows = [
        Summary(f"KZ-2016-{serial:04}", place=Place(name, "KZ") if name else None)
        for serial, name in enumerate(found, 1)
    ]
    falling, rising = ordered(rows, "-place"), ordered(rows, "place")
    telling = sum(row.place is not None for row in rows)
    assert rising[:telling] == falling[:telling][::-1]
    assert rising[telling:] == falling[telling:] == [row for row in rows[::-1] if row.place is None]
    assert [row.id for row in ordered(rows, "-id")] == sorted((row.id for row in rows), reverse=True)
