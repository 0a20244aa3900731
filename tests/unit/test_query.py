"""The query language: what texts mean, where broken ones are broken, and that trees can be written down again."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztui.search.query.fields import FIELDS, Operand
from kztui.search.query.parser import Query, QueryError, parse, without_order
from kztui.search.query.tree import All, AnyOf, Choice, Dates, Id, Near, Node, Not, Number, Phrase, Value, Word, written

TODAY = date(2016, 6, 20)

MEANINGS = {
    "": All(),
    "  ": All(),
    "aktobe ": Word("aktobe"),
    "aktobe": Word("aktobe", prefix=True),
    "akt* x ": All((Word("akt", True), Word("x"))),
    "a b ": All((Word("a"), Word("b"))),
    '"security forces"': Phrase("security forces"),
    "“security forces”": Phrase("security forces"),
    "bus/train ": Phrase("bus/train"),
    "-denied ": Not(Word("denied")),
    "-(a b )": Not(All((Word("a"), Word("b")))),
    "a b OR c ": AnyOf((All((Word("a"), Word("b"))), Word("c"))),
    "a (b OR c ) ": All((Word("a"), AnyOf((Word("b"), Word("c"))))),
    "Al-Qaeda ": Word("Al-Qaeda"),
    "killed:5": Number("killed", 5, 5),
    "killed:0": Number("killed", 0, 0),
    "killed:>=5": Number("killed", 5, None),
    "killed:>5": Number("killed", 6, None),
    "KILLED:<5": Number("killed", None, 4),
    "killed.max:<=20": Number("killed.max", None, 20),
    "wounded:5..10": Number("wounded", 5, 10),
    "arrested:..3": Number("arrested", None, 3),
    "date:2012": Dates(date(2012, 1, 1), date(2012, 12, 31)),
    "date:2012-02": Dates(date(2012, 2, 1), date(2012, 2, 29)),
    "date:2012-07..2012-09": Dates(date(2012, 7, 1), date(2012, 9, 30)),
    "date:2012-07-11..": Dates(date(2012, 7, 11), None),
    "date:<2012": Dates(None, date(2011, 12, 31)),
    "date:>2012": Dates(date(2013, 1, 1), None),
    "date:>=2012": Dates(date(2012, 1, 1), None),
    "date:<=2012-06": Dates(None, date(2012, 6, 30)),
    'date:"5 June 2016"': Dates(date(2016, 6, 5), date(2016, 6, 5)),
    'date:"5 июня 2016"': Dates(date(2016, 6, 5), date(2016, 6, 5)),
    'date:"June 2016"': Dates(date(2016, 6, 1), date(2016, 6, 30)),
    'date:"3 June 2016..5 June 2016"': Dates(date(2016, 6, 3), date(2016, 6, 5)),
    "date:05.06.2016": Dates(date(2016, 6, 5), date(2016, 6, 5)),
    "date:>05.06.2016": Dates(date(2016, 6, 6), None),
    "date:05.06.2016..2017": Dates(date(2016, 6, 5), date(2017, 12, 31)),
    "05.06.2016": Dates(date(2016, 6, 5), date(2016, 6, 5)),
    "date >= 2016-06": Dates(date(2016, 6, 1), None),
    "killed >= 5": Number("killed", 5, None),
    "killed  < 5": Number("killed", None, 4),
    "killed>= 5": Number("killed", 5, None),
    "killed = 5": Number("killed", 5, 5),
    "date:today": Dates(TODAY, TODAY),
    "date:yesterday": Dates(date(2016, 6, 19), date(2016, 6, 19)),
    'date:"last week"': Dates(date(2016, 6, 13), date(2016, 6, 19)),
    'date:"this month"': Dates(date(2016, 6, 1), date(2016, 6, 30)),
    'date:"last year"': Dates(date(2015, 1, 1), date(2015, 12, 31)),
    'date:"last 1 day"': Dates(date(2016, 6, 19), TODAY),
    "2016-06-05 ": Dates(date(2016, 6, 5), date(2016, 6, 5)),
    "2016-02": Dates(date(2016, 2, 1), date(2016, 2, 29)),
    "2012..2014": Dates(date(2012, 1, 1), date(2014, 12, 31)),
    "2016-0": Word("2016-0", prefix=True),
    "2016 ": Word("2016"),
    "killed>5": Number("killed", 6, None),
    "killed.min<=3": Number("killed.min", None, 3),
    "date<2012": Dates(None, date(2011, 12, 31)),
    "NOT denied ": Not(Word("denied")),
    "NOT (a OR b )": Not(AnyOf((Word("a"), Word("b")))),
    "a AND b ": All((Word("a"), Word("b"))),
    "not and ": All((Word("not"), Word("and"))),
    "claimed_by:Jund ": Value("claimed_by", "Jund"),
    "Attributed-To:KNB ": Value("attributed_to", "KNB"),
    "id:kz-2016-0005": Id("KZ-2016-0005"),
    "id:KZ-2016-7k3f@ben": Id("KZ-2016-7K3F@BEN"),
    "id:KZ-2016": Value("id", "KZ-2016", prefix=True),
    'date:"last 30 days"': Dates(date(2016, 5, 21), TODAY),
    'date:"last month"': Dates(date(2016, 5, 1), date(2016, 5, 31)),
    'date:"this week"': Dates(date(2016, 6, 20), date(2016, 6, 26)),
    'date:"last 2 years"': Dates(date(2014, 6, 20), TODAY),
    "type:bombing ": Value("type", "bombing"),
    "place:Kul": Value("place", "Kul", prefix=True),
    'place:"Ust Kamenogorsk"': Value("place", "Ust Kamenogorsk"),
    'place:="Aktobe"': Value("place", "Aktobe", whole=True),
    "near:Atyrau<250km": Near("Atyrau", 250.0),
    "near:Atyrau": Near("Atyrau", 50.0),
    'near:"Ust Kamenogorsk"<12.5': Near("Ust Kamenogorsk", 12.5),
    "near:47.1,51.9<100km": Near("47.1,51.9", 100.0),
    "has:note ": Choice("has", "note"),
    "conflict:killed": Choice("conflict", "killed"),
    "verdict:rej": Choice("verdict", "rejected"),
    "hedge:DENIED": Choice("hedge", "denied"),
    "verdict:c": AnyOf((Choice("verdict", "confirmed"), Choice("verdict", "corrected"))),
}


@pytest.mark.parametrize(("text", "tree"), MEANINGS.items())
def test_a_text_means_its_tree(text: str, tree: Node) -> None:
    assert parse(text, TODAY).tree == tree


@pytest.mark.parametrize(
    ("text", "sort"),
    [("sort:date", "date"), ("a sort:-killed b", "-killed"), ("a OR b sort:-relevance", "relevance"), ("a", "")],
)
def test_the_order_is_parted_from_the_filter(text: str, sort: str) -> None:
    found = parse(text)
    assert found.sort == sort
    assert "sort" not in written(found.tree)


@pytest.mark.parametrize(
    ("text", "position"),
    ids=lambda value: value[:30] if isinstance(value, str) else None,
    argvalues=[
        ('aktobe "security', 7),
        ("(a OR b", 0),
        ("a) b", 1),
        ("a ()", 2),
        ("a -", 3),
        ("a - b", 3),
        ("OR a", 0),
        ("a OR", 4),
        ("a OR OR b", 4),
        ("colour:red", 0),
        ("x foo_bar:x", 2),
        ("x foo>5", 2),
        ("2016-02-30", 0),
        ("x 2016-13..2017", 2),
        ("AND a", 0),
        ("a AND", 5),
        ("a AND OR b", 5),
        ("NOT", 3),
        ("a NOT OR b", 5),
        ("place<Aktobe", 5),
        ("x killd:5", 2),
        ("killed:>=five", 9),
        ("killed:", 7),
        ("killed:<0", 8),
        ("killed:9..3", 7),
        ("killed:..", 7),
        ("killed:1e9", 7),
        ("killed:99999999999", 7),
        ("date:2012-13", 5),
        ("date:2012-02-30", 5),
        ("date:soon", 5),
        ("date:2013..2012", 5),
        ("date:..", 5),
        ("place:>Kulsary", 6),
        ('place:"Kulsary"x', 15),
        ("near:Atyrau<far", 5),
        ("near:<5km", 6),
        ("has:money ", 4),
        ("sort:colour", 5),
        ("sort:date sort:killed", 10),
        ("a (b sort:date)", 5),
        ("-sort:date", 1),
        ("aktobe !!!", 7),
        ("type:!!!", 5),
        ("killed:" + "9" * 3900, 7),
        ("date:" + "2" * 3900, 5),
        ("x" * 3900 + ":y", 0),
        ("(" * 1000, 30),
        ("a " * 1000, 128),
        ("x" * 10_000, 4000),
    ],
)
def test_a_broken_query_says_where(text: str, position: int) -> None:
    with pytest.raises(QueryError) as caught:
        parse(text)
    assert caught.value.position == position
    assert 0 < len(caught.value.message) < 240
    assert "\n" not in caught.value.message


def test_a_wrong_name_gets_a_hint() -> None:
    with pytest.raises(QueryError, match=r"did you mean killed:\?"):
        parse("kiled:5")


@pytest.mark.parametrize(
    ("query", "fields"),
    [
        ("deaths:5", "killed:"),
        ("attackers:x", "actor:"),
        ("where:Aktobe", "place:"),
        ("regoin:Aktobe", "region:"),
        ("not:x", "note: or notes:"),
        ("killed.mn:5", "killed.min: or killed.max: or killed:"),
    ],
)
def test_an_unknown_field_names_those_that_may_be_meant(query: str, fields: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(query)
    assert caught.value.message.endswith(f"did you mean {fields}?")
    assert caught.value.position == 0


def test_no_field_is_near() -> None:
    with pytest.raises(QueryError, match="put them in quotes"):
        parse("qqqqq:5")


@given(st.text(max_size=200))
def test_any_text_is_understood_or_refused(text: str) -> None:
    position = 0
    try:
        assert isinstance(parse(text), Query)
    except QueryError as error:
        position = error.position
    assert 0 <= position <= len(text)


@given(st.text(st.sampled_from('ab "()-:<>=.*OR5%\x1b\u202e«»'), max_size=60))
def test_any_mix_of_signs_is_understood_or_refused(text: str) -> None:
    try:
        found = parse(text)
    except QueryError:
        return
    assert parse(written(found.tree)).tree == found.tree


_words = st.text(st.sampled_from("abkhosт ӘЫ'1"), min_size=1, max_size=8).filter(
    lambda text: any(map(str.isalnum, text))
)
_one_word = _words.map(lambda text: text.replace(" ", "")).filter(lambda text: text not in ("OR", "AND", "NOT"))
_worded = st.sampled_from([field.name for field in FIELDS.values() if field.operand is Operand.WORDS])
_leaves: st.SearchStrategy[Node] = st.one_of(
    st.builds(Word, _one_word, st.booleans()),
    st.builds(Phrase, _words),
    st.builds(Value, _worded, _words, st.booleans()),
    st.builds(Number, st.just("killed.max"), st.integers(0, 50), st.integers(50, 99)),
    st.builds(Dates, st.none(), st.dates()),
    st.builds(Near, _words, st.integers(1, 10_000).map(lambda number: number / 4)),
    st.builds(Choice, st.just("has"), st.sampled_from(FIELDS["has"].choices)),
)
_trees = st.recursive(
    _leaves,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.lists(inner, min_size=2, max_size=3).map(lambda nodes: All(tuple(nodes))),
        st.lists(inner, min_size=2, max_size=3).map(lambda nodes: AnyOf(tuple(nodes))),
    ),
    max_leaves=12,
)


@given(_trees)
def test_a_tree_survives_being_written_and_read(tree: Node) -> None:
    assert parse(written(tree)).tree == tree


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("police sort:-killed", "police "),
        ("sort:place aktobe", "aktobe"),
        ('"a sort:x" (b) sort:date type:arson', '"a sort:x" (b) type:arson'),
        ('"open sort:date', '"open sort:date'),
        ("aktobe", "aktobe"),
    ],
)
def test_an_order_is_taken_out_and_the_rest_means_the_same(text: str, left: str) -> None:
    assert without_order(text) == left
