"""Searching with the index finds what looking at each incident finds."""

from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from kztui.model.annotation import Annotation, AnnotationKind, Target, Verdict, annotation
from kztui.model.decisions import Arranging
from kztui.model.fact import (
    DateSpan,
    Doubt,
    EventType,
    Fact,
    Field,
    Hedge,
    Place,
    Qualifier,
    Side,
    Value,
    fact_id,
    quote,
)
from kztui.model.incident import Incident
from kztui.model.report import Paragraph, Report, report_id
from kztui.model.revision import Records as Log
from kztui.search.index.build import build
from kztui.search.index.index import Index
from kztui.search.memory import Memory
from kztui.search.query.fields import FIELDS, ORDERS, Operand
from kztui.search.query.highlight import highlighter
from kztui.search.query.parser import QueryError, parse
from kztui.search.query.tree import All, AnyOf, Choice, Dates, Near, Node, Not, Number, Phrase, Word, written
from kztui.search.query.tree import Value as Asked
from kztui.search.results import FACETS
from kztui.store.base import Batch, Version, read_all
from kztui.store.opening import open_store
from tests.files import put

WORD_LIST = (
    "attack attacks attacked attacker bomb bombs bombing police officer city cities Aktobe Kul'sary Кульсары Құлсары "
    "взрыв взрывы взрывом полиция полиции 12 2012-07-11 Al-Qaeda a an KNB ½ gas-station 40% naïve zhol jol"
)
WORDS = WORD_LIST.split()
PLACES = (
    Place("Aktobe", "KZ", "Aktobe", 50.28, 57.17),
    Place("Alga", "KZ", "Aktobe", 49.9, 57.33),
    Place("Kulsary", "KZ", "Atyrau", 46.95, 54.02),
    Place("Ust Kamenogorsk", "KZ", "East Kazakhstan", 49.97, 82.61),
    Place("Atyrau", "KZ", "Atyrau", None, None, 4),
    Place("Toulouse", "FR", "", 43.6, 1.44),
)


class Teller:
    """Makes up incidents of few words, so that queries find some."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)

    def story(self) -> tuple[Report, list[tuple[Fact, ...]]]:
        text = "\n\n".join(self.words(9) for _ in range(3))
        cuts = [(at, at + len(part)) for part in text.split("\n\n") for at in [text.index(part)]]
        parts = tuple(Paragraph(number, *cut) for number, cut in enumerate(cuts, 1))
        published = date(2012, 9, 1) + timedelta(days=self.random.randrange(900))
        report = Report(
            report_id(text), text, parts, self.words(3), self.random.choice(("Reuters", "«Steppe» Courier", "")),
            published, self.random.choice(("", "https://news.test/7")), self.random.choice(("en", "ru", "kk")),
        )  # fmt: skip
        return report, [tuple(self.facts(report)) for _ in range(self.random.randint(1, 2))]

    def facts(self, report: Report) -> list[Fact]:
        return [self.fact(report, field, value) for field, value in self.stated() if self.random.random() < 0.7]

    def stated(self) -> list[tuple[Field, Value]]:
        choice, number = self.random.choice, self.random.randrange
        day = date(2012, 1, 1) + timedelta(days=number(1500))
        prec = choice((1, 1, 2, 4, 5))
        length = {1: 0, 2: 4, 4: 30, 5: 364}[prec]
        return [
            (Field.TYPE, choice(list(EventType)).value),
            (Field.DATE, choice((DateSpan(day, day + timedelta(days=length), prec), DateSpan()))),
            (Field.PLACE, choice(PLACES)),
            (Field.PLACE, choice(PLACES)),
            (Field.KILLED, number(4)),
            (Field.KILLED, number(9)),
            (Field.WOUNDED, number(30)),
            (Field.ARRESTED, number(3)),
            (Field.PERPETRATOR, choice(("gunmen", "armed men"))),
            (Field.WEAPON, choice(("bomb", "home-made bomb", "rifle"))),
            (Field.TARGET, choice(("police officer", "gas station"))),
        ]

    def fact(self, report: Report, field: Field, value: Value) -> Fact:
        start = self.random.randrange(len(report.text) - 5)
        evidence = quote(report.text, report.id, report.paragraph_at(start).number, start, start + 4)
        choice = self.random.choice
        return Fact(
            fact_id(field, evidence, value), field, value, evidence,
            qualifier=choice((Qualifier.EXACT, Qualifier.AT_LEAST)), side=choice(list(Side)),
            hedge=choice((Hedge.NONE, Hedge.NONE, Hedge.DENIED, Hedge.SUSPECTED)), attributed_to=choice(("", "KNB")),
            doubt=choice((Doubt.NONE, Doubt.IMPLIED)),
        )  # fmt: skip

    def words(self, count: int) -> str:
        return " ".join(self.random.choices(WORDS, k=count))

    def notebook(self, memory: Memory, count: int) -> list[Annotation]:
        made: list[Annotation] = []
        rows = memory.search().rows(0, count)
        for row, of in zip(rows, [*rows[7:], *rows[:1]], strict=False):
            if self.random.random() < 0.5:
                made.append(replace(annotation(AnnotationKind.PART, Target(row.id), "ada"), into=of.id))
            facts = memory.incident(row.id).facts
            target = Target(row.id)
            made.append(annotation(AnnotationKind.NOTE, target, "ada", text=self.words(4)))
            made.append(annotation(AnnotationKind.TAG, target, "ada", text=self.random.choice(("verify", "to-do"))))
            for fact in facts[:2]:
                verdict = self.random.choice((Verdict.CONFIRMED, Verdict.REJECTED))
                made.append(annotation(AnnotationKind.VERDICT, Target(row.id, fact.id), "ada", verdict=verdict))
        return [replace(one, count=number) for number, one in enumerate(made, 1)]


Pair = tuple[Memory, Index]
Point = TypeVar("Point", int, date)


@pytest.fixture(
    scope="module",
    params=[(1, 30, 0), (2, 90, 0), (4, 12, 20)],
    ids=["few annotated", "many annotated", "imported since"],
)
def pair(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Pair:
    """The same random incidents in memory and in an index, to which imports may have come, and annotations twice."""
    folder = tmp_path_factory.mktemp("casebook")
    seed, annotated, since = request.param
    teller = Teller(seed)
    stories = [(report, facts) for report, drafts in (teller.story() for _ in range(60)) for facts in drafts]
    incidents = [(f"KZ-2016-{number:04d}", *story) for number, story in enumerate(stories, 1)]
    indexed = len(incidents) - since
    put(folder / "before.json", *incidents[:indexed])
    put(folder / "incidents.json", *incidents)
    memory = Memory(read_all(open_store(str(folder / "incidents.json")).records()))
    annotations = teller.notebook(memory, annotated)
    build(folder / "index", open_store(str(folder / "before.json")).records())
    index = Index(folder / "index")
    later = incidents[indexed:]
    reports = {report.id: report for _, report, _ in later}
    index.follow(Batch((*reports.values(),), tuple(Incident(one, facts) for one, _, facts in later)), index.version)
    arranging = Arranging(Log(annotations[::2]), memory.imported)
    index.arrange(arranging.now, None, Version(index.version, "half"))
    changed = set[str]().union(*(arranging.add([one]) for one in annotations[1::2]))
    memory.arrange(arranging.now, None, Version(index.version, "all"))
    index.arrange(arranging.now, changed, Version(index.version, "all"))
    return memory, index


def _field(operand: Operand) -> st.SearchStrategy[str]:
    return st.sampled_from([field.name for field in FIELDS.values() if field.operand is operand])


def _ends(points: st.SearchStrategy[Point]) -> st.SearchStrategy[tuple[Point | None, Point | None]]:
    """Ranges that are closed, or open on one side."""
    closed = st.lists(points, min_size=2, max_size=2).map(sorted)
    shapes = st.sampled_from([(True, True), (True, False), (False, True)])
    return st.builds(lambda two, kept: (two[0] if kept[0] else None, two[1] if kept[1] else None), closed, shapes)


_texts = st.lists(
    st.sampled_from([*WORDS, "verify", "gunmen", "armed", "Kulsary", "KZ", "2012"]), min_size=1, max_size=2
)
_text = _texts.map(" ".join)
_word = st.sampled_from(WORDS).filter(lambda word: word not in ("½", "40%")) | st.sampled_from(
    ["at", "pol", "k", "1", "пол"]
)
_wholes = st.sampled_from(["Aktobe", "bomb", "armed attack", "Reuters"])
_choices = st.sampled_from([(field.name, choice) for field in FIELDS.values() for choice in field.choices])
_leaves: st.SearchStrategy[Node] = st.one_of(
    st.builds(Word, _word, st.booleans()),
    st.builds(Phrase, _text),
    st.builds(Asked, _field(Operand.WORDS), _text, st.booleans()),
    st.builds(Asked, _field(Operand.WORDS), _wholes, whole=st.just(True)),
    st.builds(lambda name, ends: Number(name, *ends), _field(Operand.NUMBER), _ends(st.integers(0, 12))),
    st.builds(lambda ends: Dates(*ends), _ends(st.dates(date(2011, 6, 1), date(2016, 12, 31)))),
    st.builds(Near, st.sampled_from(["Aktobe", "Қулсары", "50.28,57.17"]), st.sampled_from([1.0, 60.0, 500.0])),
    _choices.filter(lambda pair: pair[0] != "sort").map(lambda pair: Choice(*pair)),
)
_trees = st.recursive(
    _leaves,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.lists(inner, min_size=2, max_size=3).map(lambda nodes: All(tuple(nodes))),
        st.lists(inner, min_size=2, max_size=3).map(lambda nodes: AnyOf(tuple(nodes))),
    ),
    max_leaves=6,
)
_misspelled = st.builds(
    lambda word, at, letter, length: word[: at % len(word)] + letter + word[at % len(word) + length :],
    st.sampled_from([word for word in (*WORDS, "verify", "gunmen", "Courier") if word.isalpha() and len(word) > 4]),
    st.integers(0, 20),
    st.sampled_from("abeklrstуц"),
    st.integers(0, 2),
)
"""Words with a letter put in, or in the place of one or two."""

KEYED = [sign + order for order in ORDERS if order != "relevance" for sign in ("", "-")]
_orders = st.sampled_from(KEYED)


@given(_trees, _orders, st.integers(0, 200))
@settings(max_examples=400)
def test_the_index_agrees_with_looking_at_each_incident(pair: Pair, tree: Node, order: str, start: int) -> None:
    memory, index = pair
    query = written(tree)
    looked, found = memory.search(query, order), index.search(query, order)
    assert found.message == looked.message
    assert found.count or not found.message or found.message.startswith(("showing ", "no "))
    assert found.count == looked.count
    assert list(found.rows(0, 500)) == list(looked.rows(0, 500))
    assert list(found.rows(start, start + 9)) == list(looked.rows(start, start + 9))
    assert found.facets() == looked.facets()
    assert found.total() == looked.total()
    assert found.words == looked.words
    assert found.told == looked.told
    for row in looked.rows(start, start + 3):
        assert found.position(row.id) == looked.position(row.id)
    assert found.position("KZ-1900-0001") is None


@pytest.mark.parametrize("order", KEYED)
@pytest.mark.parametrize("query", ["", "killed:>=2", "police "])
def test_the_index_turns_every_page_of_every_order(
    pair: Pair, monkeypatch: pytest.MonkeyPatch, query: str, order: str
) -> None:
    monkeypatch.setattr("kztui.search.index.indexed.PAGE", 5)
    monkeypatch.setattr("kztui.search.index.ordered.PAGE", 5)
    looked, found = (library.search(query, order) for library in pair)
    rows = list(looked.rows(0, looked.count))
    assert found.count == len(rows) > 20
    for length in (1, 7, 40):
        for start in range(0, len(rows) + length, length):
            assert list(found.rows(start, start + length)) == rows[start : start + length]
    assert [found.position(row.id) for row in rows] == [*range(len(rows))]
    assert found.among([*(row.id for row in rows[3:9]), "KZ-1900-0001"]) == {row.id for row in rows[3:9]}
    assert found.numbered(10, 80) == looked.numbered(10, 80) > 0


@given(
    _misspelled,
    st.sampled_from(["", *(f"{field.name}:" for field in FIELDS.values() if field.operand is Operand.WORDS)]),
)
@settings(max_examples=200)
def test_the_index_shows_the_near_spellings_that_looking_at_each_incident_shows(
    pair: Pair, word: str, field: str
) -> None:
    looked, found = (library.search(f"{field}{word} ") for library in pair)
    assert found.message == looked.message
    assert list(found.rows(0, 500)) == list(looked.rows(0, 500))


def test_near_spellings_are_those_of_the_latest_notes(pair: Pair) -> None:
    for library in pair:
        assert library.search("verfy ").message == "no verfy; showing verifi"
        assert library.search("tag:verfy ").message == "no verfy; showing verifi"


@given(st.text(st.sampled_from('ab at "()-:<>=.*OR5%\x1b\u202ekilled:near:Aktobe'), max_size=60))
def test_hostile_queries_end_in_results_or_an_error(pair: Pair, query: str) -> None:
    memory, index = pair
    try:
        expected = memory.search(query)
    except QueryError as error:
        with pytest.raises(QueryError) as caught:
            index.search(query)
        assert caught.value.position == error.position  # noqa: PT017
    else:
        found = index.search(query)
        assert found.message or expected.message or found.count == expected.count


def test_many_chunks_are_indexed_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, teller = tmp_path / "incidents.json", Teller(3)
    stories = [(report, facts) for report, drafts in (teller.story() for _ in range(40)) for facts in drafts]
    put(path, *((f"KZ-2016-{number:04d}", *story) for number, story in enumerate(stories, 1)))
    source = open_store(str(path)).records()
    monkeypatch.setattr("kztui.search.index.prepare.CHUNK", 1)
    monkeypatch.setattr("kztui.search.index.prepare.AHEAD", 2)
    build(tmp_path / "index", source)
    looked, found = Memory(read_all(source)).search("", "id"), Index(tmp_path / "index").search("", "id")
    assert found.count == looked.count > 30
    assert list(found.rows(0, 100)) == list(looked.rows(0, 100))


@pytest.mark.parametrize("query", ["", "killed:>=1", "bomb", "place:aktobe", "-has:tag", "date:2013"])
def test_the_index_counts_by_days_and_places_what_its_rows_say(pair: Pair, query: str) -> None:
    edges = [date(2011, 1, 1), date(2012, 10, 1), date(2013, 1, 1), date(2013, 1, 2), date(2016, 1, 1)]
    memory, index = pair
    looked, found = memory.search(query), index.search(query)
    assert looked.count == found.count > 0
    for least_exact in (1, 3, 5):
        assert found.tally(edges, least_exact) == looked.tally(edges, least_exact)
    assert found.spots() == looked.spots()
    assert sum(one.incidents for one in looked.tally(edges)) > 0 or query == "-has:tag"


def test_facets_count_what_choosing_them_finds(pair: Pair) -> None:
    for library in pair:
        for field, facets in library.search("killed:>=1").facets((*FACETS, "place", "actor", "weapon")).items():
            for facet in facets:
                assert library.search(f"killed:>=1 {facet.query}").count == facet.count, field


def test_relevance_puts_more_hits_first(pair: Pair) -> None:
    for library in pair:
        found = library.search("bomb sort:relevance")
        rows = found.rows(0, found.count)
        assert {row.id for row in rows} == {row.id for row in library.search("bomb ").rows(0, found.count)}
        assert found.position(rows[0].id) == 0


@pytest.mark.parametrize("spelling", ["Kulsary", "Kul'sary", "Qulsary", "Құлсары", "Кульсары", "kulsary", "KULSARI"])
def test_all_spellings_of_a_place_find_it(pair: Pair, spelling: str) -> None:
    for library in pair:
        assert library.search(f"place:{spelling}").count == library.search("place:kulsary ").count > 0


@pytest.mark.parametrize("words", ["Aktobe KZ", "Alga Aktobe", "Aktobe Aktobe", "Aktobe Ust", "KZ Aktobe"])
def test_words_of_two_values_are_not_one_value(pair: Pair, words: str) -> None:
    for library in pair:
        assert library.search(f'place:"{words}"').count == 0
        assert all(library.search(f"place:{word}").count for word in words.split())


def test_a_region_contains_its_towns(pair: Pair) -> None:
    for library in pair:
        found = {row.id for row in library.search("place:Atyrau").rows(0, 200)}
        assert found >= {row.id for row in library.search("place:Kulsary").rows(0, 200)} > set()


def test_forms_of_a_word_find_each_other(pair: Pair) -> None:
    for library in pair:
        assert library.search("attacking ").count == library.search("attack ").count > 0
        assert library.search("взрывами ").count > 0


def test_a_place_that_no_incident_has_is_told_where_it_is_named(pair: Pair) -> None:
    for library in pair:
        with pytest.raises(QueryError) as caught:
            library.search("bomb near:Nonesuchgrad<5km")
        assert caught.value.position == 10


def test_a_near_spelling_is_shown_and_said(pair: Pair) -> None:
    for library in pair:
        found = library.search("aktove ")
        assert found.count == library.search("aktobe ").count > 0
        assert found.message == "no aktove; showing aktobe"
        assert found.highlighter.spans("in Aktobe") == [(3, 9)]
        assert library.search("killed:>=0 place:Kulsry").message == "no Kulsry; showing kulsari"
        assert [library.search(query).message for query in ("thw ", "fot ")] == ["", ""]
        assert library.search("thw ").count == 0
        assert library.search("koblanbobing ").count == library.search("zzzzzzz ").count == 0
        assert library.search("aktobe ").message == ""


def test_a_value_that_no_incident_has_is_named_with_the_nearest(pair: Pair) -> None:
    for library in pair:
        message = library.search("type:foo ").message
        assert message.startswith("no type “foo” is known; most have ")
        first = message.partition("most have ")[2].split(", ")[0]
        assert library.values("type")[first] == max(library.values("type").values())
        assert library.search("killed:>=0 type:bombardment ").message.startswith(
            "no type “bombardment” is known; near: bombing"
        )
        assert library.search("place:Nowhere ").message.startswith("no place “Nowhere” is known; ")
        assert library.search("weapon:bob ").message.startswith("no weapon “bob” is known")
        assert library.search("type:foo OR place:Nowhere ").message.count(" is known; ") == 2


def test_only_what_is_unknown_is_said_to_be_so(pair: Pair) -> None:
    for library in pair:
        assert library.search("type:bombing killed:>900000").message == ""  # there are bombings, but none so deadly
        assert library.search("aktobe OR type:foo ").message == ""  # something is found
        assert library.search("-type:foo ").message == ""


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ("attack ", ["attacked", "Attacks"]),
        ("кульсары ", ["Kul'sary"]),
        ("pol", ["police"]),
        ('"police attacked"', ["police", "attacked"]),
        ("-police weapon:bomb ", ["bomb"]),
        ("killed:>5", []),
    ],
)
def test_what_was_searched_is_marked_in_a_text(query: str, marked: list[str]) -> None:
    text = "Attacks: the police attacked a man near Kul'sary, whose bomb did not go off."
    spans = highlighter(parse(query).tree).spans(text)
    assert sorted(text[start:end] for start, end in spans) == sorted(marked)
