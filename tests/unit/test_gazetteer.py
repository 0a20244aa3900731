"""Names lead to places over spelling, over many words, and to the right one of several."""

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztui.gazetteer import Candidate, Kind, gazetteer
from kztui.model.fact import Place
from kztui.model.figures import distance_km
from kztui.text.bundled import bundled
from kztui.text.fold import fold

GAZETTEER = gazetteer()


def best(name: str) -> Candidate:
    return GAZETTEER.lookup(name)[0]


def place(name: str, country: str, kind: Kind) -> Place:
    return next(c.place for c in GAZETTEER.lookup(name) if c.place.country == country and c.kind is kind)


@pytest.mark.parametrize(
    ("usual", "spellings"),
    [
        ("Kulsary", ("Құлсары", "Кульсары", "Kul'sary", "Qulsary", "KULSARY")),
        ("Aktobe", ("Актобе", "Ақтөбе", "Aqtobe", "Aktyubinsk", "Актюбинск")),
        ("Zhanaozen", ("Janaozen", "Жаңаөзен", "Novy Uzen", "Новый Узень")),
        ("Oral", ("Uralsk", "Уральск", "Орал")),
        ("Semey", ("Semipalatinsk", "Семипалатинск")),
        ("Astana", ("Nur-Sultan", "Nur Sultan", "Akmola", "Tselinograd", "Нұр-Сұлтан")),
        ("Almaty", ("Alma-Ata", "Alma Ata", "Алматы")),
        ("Taraz", ("Dzhambul", "Jambyl", "Тараз")),
        ("Tausamaly", ("Таусамалы",)),
        ("Masanchi", ("Масанчи", "Масаншы")),
        ("Kenkiyak", ("Кенкияк",)),
        ("Boralday", ("Boroldai", "Burunday", "Боролдай")),
    ],
)
def test_spellings_of_a_kazakh_name_give_the_same_place(usual: str, spellings: tuple[str, ...]) -> None:
    for spelling in spellings:
        assert best(spelling).place.name == usual
        assert best(spelling).place.country == "KZ"


@pytest.mark.parametrize(
    ("name", "country"),
    [("Toulouse", "FR"), ("Samarkand", "UZ"), ("Talas", "KG"), ("Moscow", "RU"), ("Sevastopol", "UA"), ("Lima", "PE")],
)
def test_foreign_places_are_known_as_foreign(name: str, country: str) -> None:
    assert best(name).place.country == country


def test_a_name_that_nobody_bears_has_no_places() -> None:
    assert GAZETTEER.lookup("Qwertyburgh") == ()
    assert GAZETTEER.lookup("") == ()
    assert GAZETTEER.longest_match(["xyzzy"], 0) is None


def test_the_longest_name_wins() -> None:
    words = fold("a village in West Kazakhstan region near San Salvador").split()
    assert GAZETTEER.longest_match(words, 2) is None
    count, found = GAZETTEER.longest_match(words, 3) or (0, ())
    assert (count, found[0].place.name, found[0].kind) == (3, "West Kazakhstan Region", Kind.REGION)
    count, found = GAZETTEER.longest_match(words, 7) or (0, ())
    assert (count, found[0].place.country) == (2, "SV")


def test_a_town_comes_before_the_region_named_after_it_and_a_region_before_its_small_towns() -> None:
    assert [c.kind for c in GAZETTEER.lookup("Usulutan")] == [Kind.CITY, Kind.REGION]
    assert best("Antioquia").kind is Kind.REGION


@pytest.mark.parametrize(("word", "code"), [("Kazakhs", "KZ"), ("Salvadoran", "SV"), ("Sri Lankan", "LK")])
def test_demonyms_lead_to_the_country(word: str, code: str) -> None:
    assert (best(word).kind, best(word).place) == (Kind.DEMONYM, GAZETTEER.country(code))


def test_ordinary_words_and_names_of_people_are_marked() -> None:
    assert best("Nice").common_word
    assert best("Reading").common_word
    assert best("Garcia").personal_name
    assert not best("Turkey").personal_name
    for name in ("Almaty", "Lima", "Berlin", "Jordan", "Kazakh"):
        assert not best(name).common_word
        assert not best(name).personal_name


@pytest.mark.parametrize(
    "word", ["Police", "March", "May", "Of", "Can", "Northern", "eastern region", "Chapaev region"]
)
def test_words_that_would_only_mislead_are_no_places(word: str) -> None:
    assert GAZETTEER.lookup(word) == ()


def test_an_ambiguous_name_is_resolved_by_the_countries_and_places_around_it() -> None:
    santa_ana = GAZETTEER.lookup("Santa Ana")
    assert GAZETTEER.resolve(santa_ana, {"SV"}, ()).country == "SV"
    assert GAZETTEER.resolve(santa_ana, (), [best("Usulutan").place]).country == "SV"
    aktau = GAZETTEER.lookup("Aktau")
    assert GAZETTEER.resolve(aktau, (), ()).region == "Mangystau Region"
    karabulak = GAZETTEER.lookup("Karabulak")
    assert GAZETTEER.resolve(karabulak, {"KZ"}, ()).country == "KZ"
    assert GAZETTEER.resolve(karabulak, {"RU"}, ()).country == "RU"


def test_a_far_city_does_not_move_to_a_country_that_the_report_also_names() -> None:
    assert GAZETTEER.resolve(GAZETTEER.lookup("Lima"), {"US"}, ()).country == "PE"
    assert GAZETTEER.resolve(GAZETTEER.lookup("Sevastopol"), {"KZ", "UA"}, ()).country == "UA"


def test_resolving_nothing_is_an_error() -> None:
    with pytest.raises(ValueError, match="empty"):
        GAZETTEER.resolve((), (), ())


def test_places_nest() -> None:
    kazakhstan, france = GAZETTEER.country("KZ"), GAZETTEER.country("FR")
    assert kazakhstan is not None
    assert france is not None
    kulsary, atyrau = best("Kulsary").place, best("Atyrau").place
    region = GAZETTEER.region(kulsary)
    assert region is not None
    assert region.name == "Atyrau Region"
    assert GAZETTEER.contains(kazakhstan, region)
    assert GAZETTEER.contains(region, kulsary)
    assert GAZETTEER.contains(atyrau, best("Koktem").place)
    assert GAZETTEER.contains(best("Almaty").place, best("Tausamaly").place)
    assert not GAZETTEER.contains(atyrau, kulsary)
    assert not GAZETTEER.contains(kulsary, region)
    assert not GAZETTEER.contains(france, kulsary)


def test_a_town_does_not_contain_the_region_of_its_name() -> None:
    city, region = place("San Salvador", "SV", Kind.CITY), place("San Salvador", "SV", Kind.REGION)
    assert GAZETTEER.contains(region, city)
    assert not GAZETTEER.contains(city, region)
    assert not GAZETTEER.contains(city, place("Soyapango", "SV", Kind.CITY))


def test_countries_and_regions_that_do_not_exist_are_none() -> None:
    assert GAZETTEER.country("ZZ") is None
    assert GAZETTEER.country("") is None
    assert GAZETTEER.region(Place("Nowhere", "KZ", "No Region")) is None


def test_distances() -> None:
    almaty, astana = best("Almaty").place, best("Astana").place
    distance = distance_km(almaty, astana)
    assert distance is not None
    assert 950 < distance < 1000
    assert distance_km(almaty, almaty) == 0
    assert distance_km(almaty, Place("Nowhere")) is None


@given(st.text())
def test_any_text_can_be_looked_up(text: str) -> None:
    assert all(found.place.name for found in GAZETTEER.lookup(text))


@given(st.lists(st.sampled_from(["san", "salvador", "west", "kazahstan", "region", "the", "almati", ""]), min_size=1))
def test_a_match_stays_inside_the_words_and_is_what_they_name(words: list[str]) -> None:
    for start in range(len(words)):
        match = GAZETTEER.longest_match(words, start)
        if match:
            count, found = match
            assert 1 <= count <= len(words) - start
            assert found == GAZETTEER.lookup(" ".join(words[start : start + count]))


def test_every_spelling_in_the_table_leads_to_a_place() -> None:
    for line in (bundled("gazetteer") / "names.tsv").read_text("utf-8").splitlines()[::50]:
        key, _, entry = line.partition("\t")
        places = entry.split()[2:]
        if places and not key.startswith("="):
            count, found = GAZETTEER.longest_match(key.split(), 0) or (0, ())
            assert (count, len(found)) == (len(key.split()), len(places))


def hand_made(name: str) -> dict[str, Any]:
    return tomllib.loads((bundled("gazetteer") / f"{name}.toml").read_text("utf-8"))


def test_the_tables_hold_the_hand_made_places_by_every_name() -> None:
    for entry in hand_made("supplement")["place"]:
        for name in (entry["name"], *entry["names"]):
            found = [c.place for c in GAZETTEER.lookup(name)]
            assert (entry["name"], entry["lat"], entry["lon"]) in [(p.name, p.lat, p.lon) for p in found]
        assert entry["source"]


def test_the_tables_hold_the_regions_of_central_asia_by_every_name() -> None:
    for country in ("KZ", "KG", "UZ", "TJ", "TM"):
        for region in hand_made("regions")[country].values():
            for name in (region["name"], *region["full"], *(f"{base} oblast" for base in region["before_type"])):
                assert region["name"] in [c.place.name for c in GAZETTEER.lookup(name) if c.place.country == country]


def test_every_place_of_central_asia_stands_in_a_region_that_the_tables_hold() -> None:
    lines = (bundled("gazetteer") / "places.tsv").read_text("utf-8").splitlines()
    rows = [row for row in (line.split("\t") for line in lines) if row[1] in ("KZ", "KG", "UZ", "TJ", "TM")]
    regions = {(country, name) for name, country, region, *_ in rows if name == region}
    assert len(rows) > 800
    assert [row for row in rows if row[2] and (row[1], row[2]) not in regions] == []


@pytest.mark.parametrize(
    ("spelling", "name", "country"),
    [
        ("Кордайский район", "Korday District", "KZ"), ("Қордай ауданы", "Korday District", "KZ"),
        ("Alay District", "Alay", "KG"), ("Кадамжайский район", "Kadamjay", "KG"), ("Раштская долина", "Rasht", "TJ"),
        ("Hamadoni district", "Hamadoni", "TJ"), ("Зангиата", "Zangiota", "UZ"),
        ("Шерабадский район", "Sherobod", "UZ"),
        ("Серхетабад", "Serhetabat", "TM"), ("Майлуу-Суу", "Mailuu-Suu", "KG"),
    ],
)  # fmt: skip
def test_districts_and_villages_of_the_region_are_known(spelling: str, name: str, country: str) -> None:
    best = gazetteer().lookup(spelling)[0].place
    assert (best.name, best.country) == (name, country)
    assert best.lat is not None
