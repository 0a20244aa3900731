"""What Kazakh reports tell beside the deed: the wounded in hospital, what was found, memorials, borders, causes."""

from typing import Any

import pytest

from .samples import gist, incidents

BLAST = "5 маусымда Таразда жарылыс болды. "
ARREST = "5 маусымда Таразда бес адам ұсталды"


def told(found: dict[str, Any], field: str) -> list[Any]:
    """Return the values of a field."""
    return [getattr(fact["value"], "name", fact["value"]) for fact in found["facts"] if fact["field"] == field]


@pytest.mark.parametrize(
    "text",
    [
        "Үш адам қаза тапты, 17 адам ауруханада жатыр.",
        "17 адам ауруханаларда емделіп жатыр.",
        "Ауруханада 17 адам жатыр.",
        "17 адам ауруханада қалды.",
        "17 адам жан сақтау бөлімінде жатыр.",
    ],
)
def test_those_in_hospital_were_hurt(text: str) -> None:
    assert gist(BLAST + text)["wounded"] == 17


@pytest.mark.parametrize(
    "text", ["Таразда тұмаумен ауырған 300 адам ауруханада жатыр.", "Таразда 300 адам ауруханаға түсті."]
)
def test_those_in_hospital_alone_are_no_incident(text: str) -> None:
    assert incidents(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "5 маусымда Тараздағы жарылыс салдарынан төрт адам жараланды.",
        "5 маусымда Таразда бомба жарылысы салдарынан төрт адам жараланды.",
        "5 маусымда Таразда болған шабуыл салдарынан төрт адам жараланды.",
    ],
)
def test_a_deed_is_not_its_own_cause(text: str) -> None:
    found = gist(text)
    assert (found["wounded"], told(found, "cause")) == (4, [])


@pytest.mark.parametrize("cause", ["газдың", "газ жарылысы", "отбасылық жанжал"])
def test_a_cause_is_another_thing_than_the_deed(cause: str) -> None:
    found = gist(f"{BLAST}Жарылыста, {cause} салдарынан, екі адам қаза тапты.")
    assert told(found, "cause") == [cause]


@pytest.mark.parametrize(
    ("text", "weapons"),
    [
        (f"{ARREST}, екі тапанша мен граната тәркіленді.", ["екі тапанша", "граната"]),
        (f"{ARREST}. Тапанша табылды.", ["Тапанша"]),
        (f"{ARREST}. Қару табылған жоқ.", []),
        ("5 маусымда Таразда атыс болды, екі адам қаза тапты. Тапанша табылды.", []),
    ],
)
def test_weapons_of_those_who_were_arrested(text: str, weapons: list[str]) -> None:
    assert told(gist(text), "weapon") == weapons


@pytest.mark.parametrize(
    "text",
    [
        "5 маусымда Таразда бес адам «Хизб ут-Тахрир» ұйымына мүше деген күдікпен ұсталды.",
        "5 маусымда Таразда «Хизб ут-Тахрир» ұйымының бес мүшесі ұсталды.",
    ],
)
def test_the_group_of_those_who_were_arrested_is_suspected(text: str) -> None:
    found = gist(text)
    groups = [(fact["value"], fact["hedge"]) for fact in found["facts"] if fact["field"] == "perpetrator"]
    assert (found["arrested"], groups) == (5, [("Hizb ut-Tahrir", "suspected")])


def test_a_book_about_a_group_makes_nobody_its_member() -> None:
    found = gist("5 маусымда Таразда «Хизб ут-Тахрир» туралы кітап сатқан адам ұсталды.")
    assert told(found, "perpetrator") == []


@pytest.mark.parametrize(
    "text",
    [
        "Ақтөбедегі шабуылда қаза тапқан үш сарбаздың рухына гүл шоқтары қойылды.",
        "Шабуылдың он жылдығына орай Ақтөбеде жеті адам қаза тапқан жерге гүл қойылды.",
        "Былтыр мамырда Ақтөбеде болған шабуылда мерт болған сарбаздарға тағзым етілді.",
        "Ақтөбеде шабуылда қаза тапқан үш сарбазға ескерткіш орнатылды.",
    ],
)
def test_what_is_remembered_is_no_new_incident(text: str) -> None:
    assert incidents(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("5 маусымда Таразда ескерткіш жанында шабуыл болды, екі полицей жараланды.", "armed attack"),
        ("5 маусымда Таразда мерейтой кезінде үш белсенді ұсталды.", "arrest"),
    ],
)
def test_what_happens_where_others_remember_is_one(text: str, kind: str) -> None:
    assert gist(text)["type"] == kind


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Қырғызстан Тәжікстанмен шекарада 36 азаматы қаза тапқанын хабарлады.", [("Қырғызстан", "KG")]),
        (
            "5 маусымда Қырғызстанның Тәжікстанмен шекарасында атыс болды, екі шекарашы қаза тапты.",
            [("Қырғызстанның", "KG"), ("Тәжікстанмен", "TJ")],
        ),
        (
            "5 маусымда Тәжікстанмен шекарадағы Баткенде атыс болды, екі шекарашы қаза тапты.",
            [("Баткенде", "KG")],
        ),
    ],
)
def test_places_at_a_border_stand_in_their_own_words(text: str, places: list[tuple[str, str]]) -> None:
    found = gist(text)
    facts = [fact for fact in found["facts"] if fact["field"] == "place"]
    assert [(fact["evidence"]["exact"], fact["value"]["country"]) for fact in facts] == places


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        (
            "5 маусымда Таразда қарулы адам күзетшіні өлтіріп, екі полицейді жаралады. Олардың бірі кейін көз жұмды.",
            [(1, "civilian"), (1, "security")],
        ),
        ("5 маусымда Таразда екі полицей жараланды. Үш күннен кейін біреуі қайтыс болды.", [(1, "security")]),
        ("5 маусымда Таразда екі полицей жараланып, бірі кейін қайтыс болды.", [(1, "security")]),
        ("5 маусымда Таразда екі полицей жараланды. Тағы біреуі қайтыс болды.", [(1, "unknown")]),
    ],
)
def test_one_of_the_wounded_who_dies_later(text: str, dead: list[tuple[int, str]]) -> None:
    found = gist(text)
    killed = [(fact["value"], fact["side"]) for fact in found["facts"] if fact["field"] == "killed"]
    assert (killed, found["date"]) == (dead, "2016-06-05")
