"""Rows of tables of incidents become reports whose facts are coded, each with the words that state it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from kztui.errors import IngestError
from kztui.ingest.coded.mapped import parse_map
from kztui.ingest.reading import Document, read_document
from kztui.model.fact import DateSpan, EventType, Fact, Field, Place, Qualifier, Side
from kztui.model.report import Provenance, Report
from tests.unit.ingest import documents

NOTES = "Gunmen attacked a police post in Alga. Two officers and 3 gunmen died."
ACLED = {
    "event_id_cnty": "KAZ17",
    "event_date": "09 March 2016",
    "year": "2016",
    "time_precision": "1",
    "disorder_type": "Political violence",
    "event_type": "Battles",
    "sub_event_type": "Armed clash",
    "actor1": "Unidentified Armed Group (Kazakhstan)",
    "actor2": "Police Forces of Kazakhstan (1991-2019)",
    "country": "Kazakhstan",
    "admin1": "Aktobe",
    "location": "Alga",
    "latitude": "49.9032",
    "longitude": "57.3350",
    "geo_precision": "1",
    "source": "Steppe Courier; Border Times",
    "notes": NOTES,
    "fatalities": "5",
    "timestamp": "1618500000",
}
UCDP = {
    "id": "1", "relid": "KAZ-2016-1-1", "year": "2016", "type_of_violence": "3", "dyad_name": "A - Civilians",
    "side_a": "A", "side_b": "Civilians", "source_article": "Reuters, 2016-03-09, Raid kills six", "where_prec": "2",
    "source_office": "Reuters", "source_date": "2016-03-10", "source_headline": "Raid kills six",
    "where_coordinates": "Alga", "adm_1": "Aktobe", "adm_2": "", "latitude": "49.9", "longitude": "57.3",
    "country": "Kazakhstan", "date_prec": "2", "date_start": "2016-03-07 00:00:00.000",
    "date_end": "2016-03-09 00:00:00.000", "deaths_a": "1", "deaths_b": "0", "deaths_civilians": "4",
    "deaths_unknown": "1", "best": "6", "low": "5", "high": "8",
}  # fmt: skip
GTD = {
    "eventid": "201603090001", "iyear": "2016", "imonth": "3", "iday": "0", "country_txt": "Kazakhstan",
    "provstate": "Aktobe", "city": "Alga", "latitude": "49.9", "longitude": "57.3", "specificity": "1", "vicinity": "0",
    "summary": NOTES, "attacktype1_txt": "Bombing/Explosion", "suicide": "1", "gname": "Unknown",
    "target1": "Police post", "weaptype1_txt": "Explosives", "weapsubtype1_txt": "-9", "nkill": "5", "nkillter": "3",
    "nwound": "-99", "nwoundte": "", "scite1": '"Raid near Alga," Reuters, March 9, 2016.',
}  # fmt: skip


def table(*rows: dict[str, str]) -> bytes:
    """Return rows as CSV."""
    lines = [",".join(f'"{one}"' for one in [*rows[0]])]
    lines += [",".join('"' + cell.replace('"', '""') + '"' for cell in row.values()) for row in rows]
    return "\n".join(lines).encode()


def read(data: bytes, columns: dict[str, str] | None = None) -> tuple[Report, list[Fact]]:
    """Return the one report of a table and its facts, whose words are checked."""
    (part,) = read_document(Document(data, "table.csv", columns=columns or {}))
    assert part.report, part.problem
    for fact in part.facts:
        assert part.report.text[fact.evidence.start : fact.evidence.end] == fact.evidence.exact
        assert fact.origin == "import"
    return part.report, list(part.facts)


def values(facts: list[Fact], field: Field) -> list[Any]:
    """Return the values of a field."""
    return [fact.value for fact in facts if fact.field is field]


def test_a_row_of_acled_is_an_incident() -> None:
    report, facts = read(table(ACLED))
    assert (report.title, report.publisher) == ("Armed clash, Alga, 2016-03-09", "Steppe Courier; Border Times")
    assert report.text.startswith(NOTES)
    assert isinstance(report.provenance, Provenance)
    assert report.provenance.coded
    assert values(facts, Field.TYPE) == [EventType.ARMED_CLASH]
    assert values(facts, Field.DATE) == [DateSpan(date(2016, 3, 9), date(2016, 3, 9), 1)]
    assert values(facts, Field.PLACE) == [Place("Alga", "KZ", "Aktobe", 49.9032, 57.335, 1)]
    assert values(facts, Field.KILLED) == [5]
    assert values(facts, Field.WOUNDED) == []
    assert values(facts, Field.PERPETRATOR) == [ACLED["actor1"]]
    exact = {fact.field: fact.evidence.exact for fact in facts}
    assert (exact[Field.PLACE], exact[Field.KILLED], exact[Field.DATE]) == ("Alga", "5", "09 March 2016")
    (place,) = (fact for fact in facts if fact.field is Field.PLACE)
    assert place.evidence.start == NOTES.index("Alga")


@pytest.mark.parametrize(
    ("precision", "span"),
    [
        ("2", DateSpan(date(2016, 3, 6), date(2016, 3, 12), 3)),
        ("3", DateSpan(date(2016, 3, 1), date(2016, 3, 31), 4)),
    ],
)
def test_the_precisions_of_acled_are_ours(precision: str, span: DateSpan) -> None:
    _, facts = read(table(ACLED | {"time_precision": precision, "geo_precision": "3"}))
    assert values(facts, Field.DATE) == [span]
    assert values(facts, Field.PLACE)[0].prec == 4


def test_a_zero_of_acled_is_a_reported_zero_and_an_empty_cell_is_not() -> None:
    assert values(read(table(ACLED | {"fatalities": "0"}))[1], Field.KILLED) == [0]
    assert values(read(table(ACLED | {"fatalities": ""}))[1], Field.KILLED) == []


def test_a_number_that_the_notes_state_is_tied_to_their_words() -> None:
    _, facts = read(table(ACLED | {"fatalities": "2"}))
    (killed,) = (fact for fact in facts if fact.field is Field.KILLED)
    assert (killed.evidence.exact, killed.evidence.start) == ("Two", NOTES.index("Two"))


def test_a_row_of_ucdp_is_an_incident() -> None:
    report, facts = read(table(UCDP))
    assert (report.title, report.publisher, report.published) == ("Raid kills six", "Reuters", date(2016, 3, 10))
    assert values(facts, Field.TYPE) == [EventType.ARMED_ATTACK]
    assert values(facts, Field.DATE) == [DateSpan(date(2016, 3, 7), date(2016, 3, 9), 2)]
    assert values(facts, Field.PLACE)[0].prec == 2
    killed = [(f.value, f.value_max, f.qualifier, f.side) for f in facts if f.field is Field.KILLED]
    assert killed == [
        (5, 8, Qualifier.RANGE, Side.TOTAL),
        (6, None, Qualifier.NONE, Side.TOTAL),
        (4, None, Qualifier.NONE, Side.CIVILIAN),
    ]
    assert values(facts, Field.TARGET) == []


def test_a_row_of_gtd_is_an_incident_and_its_codes_for_unknown_are_nothing() -> None:
    report, facts = read(table(GTD))
    assert report.publisher == 'Raid near Alga," Reuters, March 9, 2016.'
    assert values(facts, Field.TYPE) == [EventType.SUICIDE_BOMBING]
    assert values(facts, Field.DATE) == [DateSpan(date(2016, 3, 1), date(2016, 3, 31), 4)]
    assert [(f.value, f.side) for f in facts if f.field is Field.KILLED] == [(5, Side.TOTAL), (3, Side.PERPETRATOR)]
    assert values(facts, Field.WOUNDED) == values(facts, Field.PERPETRATOR) == []
    assert (values(facts, Field.WEAPON), values(facts, Field.TARGET)) == (["Explosives"], ["Police post"])


def test_a_spreadsheet_of_incidents_is_known_too() -> None:
    data = documents.xlsx([[*ACLED], [*ACLED.values()]])
    (part,) = read_document(Document(data, "acled.xlsx"))
    assert (part.kind, len(part.facts)) == ("xlsx", 6)


def test_any_other_table_is_read_as_the_user_says() -> None:
    row = {"When": "9 March 2016", "Where": "Alga", "Dead": "5", "What happened": NOTES, "Paper": "Courier"}
    columns = dict(map(parse_map, ["date=When", "place=Where", "killed=Dead", "text=What happened", "publisher=Paper"]))
    report, facts = read(table(row), columns)
    assert (report.publisher, report.text.startswith(NOTES)) == ("Courier", True)
    assert values(facts, Field.KILLED) == [5]
    assert values(facts, Field.DATE) == [DateSpan(date(2016, 3, 9), date(2016, 3, 9), 1)]
    assert values(facts, Field.PLACE)[0].name == "Alga"


def mapped_place(cells: Mapping[str, str], *maps: str) -> Place:
    _, facts = read(table(dict(cells)), dict(map(parse_map, maps)))
    (place,) = values(facts, Field.PLACE)
    assert isinstance(place, Place)
    return place


def test_a_place_of_any_other_table_is_found_on_the_map() -> None:
    place = mapped_place({"Where": "Шымкент"}, "place=Where")
    assert (place.name, place.country, place.prec, place.lat is None) == ("Shymkent", "KZ", 1, False)
    first = mapped_place({"Where": "Masanchi"}, "place=Where")
    assert (first.country, first.lat is None) == ("KZ", False)


def test_what_a_row_says_of_its_place_counts_more_than_the_gazetteer() -> None:
    maps = ("place=Where", "country=Land", "latitude=N", "longitude=E")
    row = {"Where": "Shymkent", "Land": "Kazakhstan", "N": "42.25", "E": "69.5"}
    place = mapped_place(row, *maps)
    assert (place.lat, place.lon) == (42.25, 69.5)
    elsewhere = mapped_place({**row, "Land": "Uzbekistan", "N": "", "E": ""}, *maps)
    assert (elsewhere.name, elsewhere.country) == ("Shymkent", "UZ"), "no place of that name is known there"
    nowhere = mapped_place({**row, "Where": "Qwyzzvale", "N": "", "E": ""}, *maps)
    assert (nowhere.name, nowhere.lat) == ("Qwyzzvale", None)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("killed", "'killed' is not a mapping: write FIELD=COLUMN, such as killed=Deaths"),
        ("murdered=Deaths", "there is no field murdered: choose one of type, date, place, killed"),
    ],
)
def test_a_mapping_that_makes_no_sense_is_one_line(words: str, says: str) -> None:
    with pytest.raises(IngestError, match=says):
        parse_map(words)


def test_a_column_that_is_not_there_is_one_line() -> None:
    parts = list(
        read_document(Document(table({"a": "1", "b": "2"}, {"a": "3", "b": "4"}), "x.csv", columns={"killed": "c"}))
    )
    assert [part.problem for part in parts] == ["there is no column c: choose one of a, b"]
