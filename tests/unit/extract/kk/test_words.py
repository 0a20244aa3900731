"""Kazakh words: one form for two alphabets, endings, numbers and times."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztui.extract.calendars import Calendar
from kztui.extract.kk.numbers import read_number
from kztui.extract.kk.script import plain
from kztui.extract.kk.suffixes import Case, Form, noun_ending, verb_ending
from kztui.extract.kk.times import find_times
from kztui.model.fact import Qualifier

PUBLISHED = date(2016, 6, 10)


@pytest.mark.parametrize(
    ("cyrillic", "latin"),
    [
        ("полиция", "polisia"), ("бөлімшесіне", "bölımşesıne"), ("наразылық", "narazylyq"), ("жарылыс", "jarylys"),
        ("үшеуі", "üşeuı"), ("Жаңаөзенде", "Jañaözende"), ("ұсталды", "ūstaldy"), ("шілде", "şılde"),
        ("акциясында", "aksiasynda"), ("сейсенбі", "seisenbı"),
    ],
)  # fmt: skip
def test_both_alphabets_give_one_form(cyrillic: str, latin: str) -> None:
    assert plain(cyrillic) == plain(latin)


@given(st.text(max_size=30))
def test_the_plain_form_of_a_plain_form_is_itself(word: str) -> None:
    assert plain(plain(word)) == plain(word)


@pytest.mark.parametrize(
    ("ending", "case", "plural"),
    [
        ("", Case.NOMINATIVE, False), ("лар", Case.NOMINATIVE, True), ("ларды", Case.ACCUSATIVE, True),
        ("сында", Case.LOCATIVE, False), ("ының", Case.GENITIVE, False), ("сіне", Case.DATIVE, False),
        ("дегі", Case.AT, False), ("лерден", Case.ABLATIVE, True), ("мен", Case.INSTRUMENTAL, False),
        ("ін", Case.ACCUSATIVE, False),
    ],
)  # fmt: skip
def test_noun_endings(ending: str, case: Case, plural: bool) -> None:
    found = noun_ending(ending)
    assert found is not None
    assert (found.case, found.plural) == (case, plural)


@pytest.mark.parametrize(
    ("ending", "form", "passive", "negative"),
    [
        ("ды", Form.FINITE, False, False), ("ілді", Form.FINITE, True, False), ("ып", Form.CONVERB, False, False),
        ("ған", Form.PARTICIPLE, False, False), ("ылған", Form.PARTICIPLE, True, False),
        ("мады", Form.FINITE, False, True), ("мақ", Form.INTENTION, False, False), ("майды", Form.FINITE, False, True),
        ("у", Form.GERUND, False, False),
    ],
)  # fmt: skip
def test_verb_endings(ending: str, form: Form, passive: bool, negative: bool) -> None:
    found = verb_ending(plain(ending))
    assert found is not None
    assert (found.form, found.passive, found.negative) == (form, passive, negative)


@pytest.mark.parametrize("ending", ["стан", "қора", "лым"])
def test_what_is_not_an_ending(ending: str) -> None:
    assert noun_ending(ending) is None
    assert verb_ending(ending) is None


@pytest.mark.parametrize(
    ("words", "value", "value_max", "qualifier"),
    [
        ("үш адам", 3, None, Qualifier.EXACT),
        ("он тоғыз адам", 19, None, Qualifier.EXACT),
        ("жүз елу екі адам", 152, None, Qualifier.EXACT),
        ("екі жүз адам", 200, None, Qualifier.EXACT),
        ("мың адам", 1000, None, Qualifier.EXACT),
        ("кемінде жиырма адам", 20, None, Qualifier.AT_LEAST),
        ("кем дегенде 7 адам", 7, None, Qualifier.AT_LEAST),
        ("отыздан астам адам", 30, None, Qualifier.AT_LEAST),
        ("50-ден астам адам", 50, None, Qualifier.AT_LEAST),
        ("қырыққа жуық адам", 40, None, Qualifier.ABOUT),
        ("онға дейін адам", 10, None, Qualifier.AT_MOST),
        ("10-15 адам", 10, 15, Qualifier.RANGE),
        ("сегізі", 8, None, Qualifier.EXACT),
        ("8-і", 8, None, Qualifier.EXACT),
    ],
)
def test_numbers(words: str, value: int, value_max: int | None, qualifier: Qualifier) -> None:
    tokens = [part for word in words.split() for part in ([*word.partition("-")] if word == "10-15" else [word])]
    found = next(counted for at in range(len(tokens)) if (counted := read_number([*map(plain, tokens)], at)))
    assert (found.number.value, found.number.value_max, found.number.qualifier) == (value, value_max, qualifier)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("5 маусымда", date(2016, 6, 5), date(2016, 6, 5)),
        ("5 маусым күні", date(2016, 6, 5), date(2016, 6, 5)),
        ("20 қарашада", date(2015, 11, 20), date(2015, 11, 20)),
        ("2014 жылғы 2 желтоқсандағы", date(2014, 12, 2), date(2014, 12, 2)),
        ("2014 жылдың 2 желтоқсанында", date(2014, 12, 2), date(2014, 12, 2)),
        ("2012 жылдың қазан айында", date(2012, 10, 1), date(2012, 10, 31)),
        ("былтыр шілдеде", date(2015, 7, 1), date(2015, 7, 31)),
        ("4 - 5 маусымда", date(2016, 6, 4), date(2016, 6, 5)),
        ("05.06.2016", date(2016, 6, 5), date(2016, 6, 5)),
        ("бүгін", date(2016, 6, 10), date(2016, 6, 10)),
        ("кеше", date(2016, 6, 9), date(2016, 6, 9)),
        ("сейсенбіде", date(2016, 6, 7), date(2016, 6, 7)),
        ("сенбі күні", date(2016, 6, 4), date(2016, 6, 4)),
        ("екі күн бұрын", date(2016, 6, 8), date(2016, 6, 8)),
        ("өткен аптада", date(2016, 5, 30), date(2016, 6, 5)),
        ("5 маусымға қараған түні", date(2016, 6, 5), date(2016, 6, 5)),
    ],
)
def test_times(words: str, first: date, last: date) -> None:
    time = find_times([*map(plain, words.split())], Calendar(PUBLISHED))[0]
    assert (time.span.start, time.span.end) == (first, last)


@pytest.mark.parametrize("words", ["жыл басынан бері", "соңғы бес жылда"])
def test_periods_are_open(words: str) -> None:
    (time,) = find_times([*map(plain, words.split())], Calendar(PUBLISHED))
    assert time.open


@pytest.mark.parametrize("words", ["30 ақпанда", "0 мамырда", "99 шілде күні"])
def test_a_day_that_is_not_in_the_calendar_is_unresolved(words: str) -> None:
    assert not any(time.span.resolved for time in find_times([*map(plain, words.split())], Calendar(PUBLISHED)))


@pytest.mark.parametrize("words", ["кеше", "өткен аптада", "екі күн бұрын", "өткен жылы қазанда", "дүйсенбі күні"])
@pytest.mark.parametrize("published", [date.min, date.max])
def test_times_at_the_ends_of_the_calendar_are_read_without_a_fault(words: str, published: date) -> None:
    assert len(find_times([*map(plain, words.split())], Calendar(published))) <= 1
