"""What a query means in a casebook: ids and merges, other names of places, hyphens, and how it was read."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from kztui.errors import QueryError
from kztui.model.annotation import Annotation, AnnotationKind, Target, annotation
from kztui.model.decisions import Arranging, decision
from kztui.model.fact import DateSpan, EventType, Fact, Field, Place, Value, fact_id, quote
from kztui.model.report import Paragraph, Report, report_id
from kztui.model.revision import Records as Log
from kztui.search.index.build import build
from kztui.search.index.index import Index
from kztui.search.library import Library
from kztui.search.memory import Memory
from kztui.search.query.parser import parse
from kztui.search.query.reading import readings
from kztui.store.base import Version, read_all
from kztui.store.opening import open_store
from tests.files import put

STORIES = (
    (Place("Oral", "KZ", "West Kazakhstan Region", 51.23, 51.37), EventType.SUICIDE_BOMBING, "a car-bomb"),
    (Place("Astana", "KZ", "Astana", 51.17, 71.43), EventType.ARREST, "two suspects, said the KNB"),
    (Place("Atyrau Region", "KZ", "Atyrau Region", None, None, 4), EventType.RIOT, "a crowd in the village"),
    (Place("Aktobe", "KZ", "Aktobe Region", 50.28, 57.17), EventType.ARMED_ATTACK, "see KZ-2016-0002 for the trial"),
    (Place("Almaty Region", "KZ", "Almaty Region", None, None, 4), EventType.PROTEST, "a march for water"),
)  # fmt: skip

OpenLibrary = Callable[..., list[Library]]


def told(number: int, place: Place, kind: EventType, words: str) -> tuple[str, Report, tuple[Fact, ...]]:
    text = f"Story {number}: {words}."
    report = Report(report_id(text), text, (Paragraph(1, 0, len(text)),), publisher="The Steppe Courier")
    evidence = quote(text, report.id, 1, 0, 5)

    def fact(field: Field, value: Value) -> Fact:
        return Fact(fact_id(field, evidence, value), field, value, evidence, attributed_to="KNB" if number == 2 else "")

    day = date(2016, 6, number)
    facts = [fact(Field.PLACE, place), fact(Field.TYPE, kind.value), fact(Field.DATE, DateSpan(day, day, 1))]
    if number == 1:
        facts.append(fact(Field.CLAIMED_BY, "Jund al-Khilafah"))
    return f"KZ-2016-{number:04d}", report, tuple(facts)


@pytest.fixture
def libraries(tmp_path: Path) -> OpenLibrary:
    """Opens the stories in memory and in an index, with annotations."""
    path = tmp_path / "incidents.json"
    put(path, *(told(number, *story) for number, story in enumerate(STORIES, 1)))

    def opened(*annotations: Annotation) -> list[Library]:
        source = open_store(str(path)).records()
        build(tmp_path / "index", source)
        made: list[Library] = [Memory(read_all(source)), Index(tmp_path / "index")]
        for library in made:
            arranging = Arranging(Log(annotations), library.imported)
            library.arrange(arranging.now, None, Version(library.version, "annotated"))
        return made

    return opened


def ids(library: Library, query: str) -> list[str]:
    found = library.search(query, "id")
    return [row.id for row in found.rows(0, found.count)]


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("place:Уральск ", [1]),
        ("place:Uralsk", [1]),
        ("place:Нур-Султан ", [2]),
        ("place:Целиноград ", [2]),
        ('place:"Атырауская область"', [3]),
        ('region:"Ақтөбе облысы"', [4]),
        ("place:Актюбинск ", [4]),
        ("place:Алма-Атинская ", [5]),
        ('place:"Almaty oblast"', [5]),
        ("place:Uralsk OR place:Nursultan ", [1, 2]),
        ("-place:Uralsk", [2, 3, 4, 5]),
        ("country:Қазақстан ", [1, 2, 3, 4, 5]),
        ("near:Uralsk<5km", [1]),
        ("near:Алга<60km", [4]),
        ("2016-06-04", [4]),
        ("2016-06-02..2016-06-03", [2, 3]),
        ("..2016-06-02", [1, 2]),
        ("reports>0 date>=2016-06-04", [4, 5]),
        ("NOT type:arrest NOT riot ", [1, 4, 5]),
        ("type:riot OR NOT (2016-06 AND country:KZ)", [3]),
        ("type:suicide-bombing ", [1]),
        ("type:suicide-bom", [1]),
        ("suicide-bombing ", [1]),
        ("suicide-bom", [1]),
        ("car-bomb ", [1]),
        ("claimed_by:Jund ", [1]),
        ("claimed-by:jund", [1]),
        ("attributed_to:KNB ", [2]),
        ("attributed_to:ҰҚК ", [2]),
        ('actor:"Комитет национальной безопасности"', [2]),
        ('claimed_by:"Солдаты халифата"', [1]),
        ('claimed_by:"Jund al-Khalifah"', [1]),
        ("claimed_by:ИГИЛ ", []),
        ('type:"вооружённое нападение"', [4]),
        ("type:нападения ", [4]),
        ("type:шабуылда ", [4]),
        ('type:"массовых беспорядков"', [3]),
        ('type:"жаппай тәртіпсіздік"', [3]),
        ("-type:арест ", [1, 3, 4, 5]),
        ("type:погода ", []),
        ("type:35летний ", []),
        ("type:5-3летний ", []),
        ("type=arrest ", [2]),
        ("id:KZ-2016-0002", [2]),
        ("id:kz-2016-0002 ", [2]),
        ("id:KZ-2016-00", [1, 2, 3, 4, 5]),
        ("id:KZ-2016-0009", []),
        ("id:KZ-2016-00021", []),
        ("KZ-2016-0007 ", []),
    ],
)
def test_queries_mean_what_they_look_like(libraries: OpenLibrary, query: str, numbers: list[int]) -> None:
    for library in libraries():
        assert ids(library, query) == [f"KZ-2016-{number:04}" for number in numbers]


@pytest.mark.parametrize("degrees", ["91,50", "-90.1,50", "50,181"])
def test_degrees_beyond_the_earth_are_refused_at_their_place(libraries: OpenLibrary, degrees: str) -> None:
    for library in libraries():
        with pytest.raises(QueryError, match="degrees north go from -90 to 90") as caught:
            library.search(f"near:{degrees}<5km")
        assert caught.value.position == len("near:")


def test_an_id_follows_merges_and_an_unknown_one_says_so(libraries: OpenLibrary) -> None:
    third = libraries()[0].incident("KZ-2016-0003")
    merged = decision(AnnotationKind.MERGED, third, "KZ-2016-0001", "ada")
    for library in libraries(merged):
        found = library.search("id:KZ-2016-0003")
        assert [row.id for row in found.rows(0, 9)] == ["KZ-2016-0001"]
        assert found.message == "KZ-2016-0003 was merged into KZ-2016-0001"
        assert library.search("id:KZ-2016-0009").message == "there is no incident KZ-2016-0009"
        assert library.search("id:KZ-2016-0004").message == ""


def test_a_note_is_found_by_its_words_with_a_hyphen(libraries: OpenLibrary) -> None:
    note = annotation(AnnotationKind.NOTE, Target("KZ-2016-0005"), "ada", text="a follow-up to the marches")
    for library in libraries(note):
        assert ids(library, "follow-up ") == ids(library, '"follow-up"') == ["KZ-2016-0005"]
        assert ids(library, "up-follow ") == []


def test_another_name_of_a_place_is_said(libraries: OpenLibrary) -> None:
    for library in libraries():
        assert library.search("place:Uralsk").message == "showing Oral for Uralsk"
        assert library.search("place:Oral").message == ""
        assert library.search("type:бунт").message == "showing riot for бунт"
        assert library.search("attributed_to:ҰҚК").message == "showing KNB for ҰҚК"
        assert library.search("attributed_to:KNB").message == ""
        assert library.search("place:Aktobe").message == ""


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", ()),
        ("killed>5 2012 ", ("killed ≥ 6", "2012")),
        ("killed:0 wounded:2..9 arrested:<4", ("killed = 0", "wounded 2 to 9", "arrested ≤ 3")),
        ("killed.max:>=20", ("highest killed ≥ 20",)),
        ("date:2012 date:2016-06-05 date:<2013", ("in 2012", "on 2016-06-05", "until 2012-12-31")),
        ("2016-06..2016-07 date:2016..", ("from 2016-06-01 to 2016-07-31", "from 2016-01-01")),
        ('-riot "mass grave" place:Kul', ("not riot", "“mass grave”", "place Kul…")),
        ("bomb OR (mine NOT truck)", ("bomb or (mine and not truck)",)),
        ("near:Atyrau<250km has:claimed_by ", ("within 250 km of Atyrau", "has claimed by")),
        ("claimed_by:Jund sort:-killed", ("claimed by Jund",)),
        ('type:="arrest" id:kz-2016-0002', ("type exactly arrest", "KZ-2016-0002")),
    ],
)
def test_a_query_says_how_it_was_read(libraries: OpenLibrary, query: str, words: tuple[str, ...]) -> None:
    assert readings(parse(query)) == words


def test_results_carry_how_the_query_was_read(libraries: OpenLibrary) -> None:
    for library in libraries():
        assert library.search("reports>0 2016-06").readings == ("reports ≥ 1", "from 2016-06-01 to 2016-06-30")


def three_fires() -> list[tuple[str, Report, tuple[Fact, ...]]]:
    """One report of three fires, two of them in one paragraph, in which Semey and Taraz are named elsewhere too."""
    told_of = ("A shop burned in Semey.", "In Taraz a mill burned, as once in Semey.", "A stable burned in Oral.")
    text = "\n\n".join((" ".join(told_of[:2]), told_of[2], "The mayor of Taraz came to see it."))
    starts = [text.index(part) for part in told_of]
    parts = [(text.index(part), text.index(part) + len(part)) for part in text.split("\n\n")]
    paragraphs = tuple(Paragraph(number, *part) for number, part in enumerate(parts, 1))
    report = Report(report_id(text), text, paragraphs, "Fires in three towns", "Courier", date(2016, 6, 9))
    made = []
    for number, name in enumerate(("Semey", "Taraz", "Oral"), 1):
        start = text.index(name, starts[number - 1])
        words = quote(text, report.id, report.paragraph_at(start).number, start, start + len(name))
        place, day = Place(name, "KZ", "", 50.0 + number, 60.0), date(2016, 6, number)
        stated: list[tuple[Field, Value]] = [(Field.PLACE, place), (Field.DATE, DateSpan(day, day, 1))]
        facts = tuple(Fact(fact_id(field, words, value), field, value, words) for field, value in stated)
        made.append((f"KZ-2016-{number:04d}", report, facts))
    return made


@pytest.mark.parametrize(
    ("query", "order", "first"),
    [
        ("semey ", [2, 1, 3], 2),
        ("taraz ", [2, 3, 1], 1),
        ("mayor ", [3, 2, 1], 0),
        ("burned ", [3, 2, 1], 3),
        ('"shop burned"', [1, 3, 2], 1),
        ("stable semey ", [3, 2, 1], 0),
        ("oral OR mill ", [3, 2, 1], 2),
        ("semey -shop ", [], 0),
        ("fires ", [2, 1, 3], 2),
        ("mil", [2, 3, 1], 1),
        ("m", [3, 2, 1], 3),
        ("place:Semey", [1], 1),
        ("semey date:2016-06-01", [1], 1),
        ("mayor date:2016-06-01", [1], 0),
        ("semey sort:-date", [3, 2, 1], 3),
        ("semei ", [2, 1, 3], 2),
    ],
)
def test_what_is_told_of_an_incident_comes_before_what_its_report_says_elsewhere(
    tmp_path: Path, query: str, order: list[int], first: int
) -> None:
    put(tmp_path / "one.json", *three_fires())
    source = open_store(str(tmp_path / "one.json")).records()
    build(tmp_path / "index", source)
    libraries: list[Library] = [Memory(read_all(source)), Index(tmp_path / "index")]
    for library in libraries:
        found = library.search(query)
        ids = [f"KZ-2016-{number:04d}" for number in order]
        assert [row.id for row in found.rows(0, 9)] == ids
        assert (found.count, found.told) == (len(order), first)
        for at in range(len(order)):
            assert [row.id for row in found.rows(at, at + 2)] == ids[at : at + 2]
            assert found.position(ids[at]) == at
        assert found.among(["KZ-2016-0002", "KZ-1999-0001"]) == {"KZ-2016-0002"} & {*ids}
        assert found.numbered(0, 2) == len([number for number in order if number < 3])
        counts = {facet.value: facet.count for facet in found.facets(["place"])["place"]}
        assert counts == {name: 1 for number, name in enumerate(("Semey", "Taraz", "Oral"), 1) if number in order}
