"""Reports in Kazakh, read from end to end: what a careful reader finds in them."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kztui.extract.engine import extract
from kztui.extract.kk.vocabulary import word_set
from kztui.ingest.header import Header
from kztui.ingest.report import make_report
from tests.unit.extract.kk.samples import gist, incidents

TOLD: list[tuple[str, str, dict[str, Any]]] = [
    (
        "Түркістан облысында 6 мамырда ұрланған кәсіпкер босатылды.",
        "2019-05-08",
        {"type": "abduction", "date": "2019-05-06"},
    ),
    (
        "Алматы маңында ұлттық саябақта 13 тамызда он екі адамның мәйіті табылды.",
        "2012-08-15",
        {"date": "2012-08-13", "killed": 12},
    ),
    (
        "Кеше Семейде екі күзетші атып өлтірілді. Қылмыскерлер қашып кетті.",
        "2015-05-05",
        {"type": "armed attack", "date": "2015-05-04", "place": "Semey", "killed": 2},
    ),
    (
        "Алматы облысының Еңбекшіқазақ ауданында 9 шілдеде полиция үш содырдың көзін жойды.",
        "2016-07-10",
        {"type": "armed clash", "date": "2016-07-09", "killed": 3},
    ),
    (
        "Бішкек маңындағы ауылда 3 тамызда гранатадан жасалған жарылыста бес адам жарақат алды.",
        "2014-08-05",
        {"date": "2014-08-03", "place": "Bishkek", "wounded": 5},
    ),
    (
        "Астанада өткен дүйсенбіде қарулы адамдар зергерлік дүкенді тонап кетті. Ешкім зардап шеккен жоқ.",
        "2013-03-14",
        {"type": "robbery", "date": "2013-03-11", "place": "Astana", "wounded": 0},
    ),
    (
        "Атырауда 2013 жылғы 17 мамырда үйде болған жарылыстан бір адам мерт болып, тағы екеуі жараланды.",
        "2013-05-18",
        {"date": "2013-05-17", "place": "Atyrau", "killed": 1, "wounded": 2},
    ),
    (
        "Ақтауда полиция қызметкерлері 12 қарашада тыйым салынған ұйымның тоғыз мүшесін қамауға алды.",
        "2018-11-13",
        {"type": "arrest", "date": "2018-11-12", "place": "Aktau", "arrested": 9},
    ),
    (
        "Өскеменде сот отыз бір жастағы ер адамды 15 жылға соттады. Ол 2011 жылдың 3 ақпанында сатушыны "
        "пышақтап өлтірген.",
        "2011-12-01",
        {"date": "2011-02-03", "killed": 1},
    ),
    (
        "Қаза тапқандардың саны он екіге жетті. Ташкенттегі жарылыс 5 мамырда болған.",
        "2012-05-08",
        {"date": "2012-05-05", "place": "Tashkent", "killed": 12},
    ),
    (
        "Ош қаласында жаппай тәртіпсіздік кезінде кемінде елу адам қаза тауып, бес жүзден астам адам "
        "жараланды. Тәртіпсіздік 10 маусымда басталған.",
        "2010-06-12",
        {"type": "riot", "date": "2010-06-10", "place": "Osh", "killed": 50, "wounded": 500},
    ),
    (
        "Қарағандыда жанкешті өзін-өзі жарып жіберді. Жарылыс 24 мамырда ҰҚК ғимаратының жанында болды, үш "
        "адам жарақат алды.",
        "2011-05-25",
        {"type": "suicide bombing", "date": "2011-05-24", "place": "Karaganda", "wounded": 3},
    ),
    (
        "ДАИШ жауапкершілікті өз мойнына алды. Душанбеде 29 шілдеде болған шабуылда төрт шетелдік турист қаза тапты.",
        "2018-08-01",
        {"date": "2018-07-29", "place": "Dushanbe", "killed": 4},
    ),
    (
        "Оралда қыркүйектің 7-сінде белгісіз біреулер мешітті өртеп кетті.",
        "2017-09-09",
        {"type": "arson", "place": "Oral"},
    ),
    (
        "Алматыда 10-15 адам митингіге шықты. Полиция олардың сегізін ұстады, деп хабарлады Азаттық.",
        "2019-09-22",
        {"type": "protest", "place": "Almaty", "arrested": 8},
    ),
    (
        "Шымкентте 4 сәуір күні полиция бөлімшесіне шабуыл жасалды, екі полицей оққа ұшты, шабуыл жасаған үш "
        "адамның көзі жойылды.",
        "2016-04-06",
        {"date": "2016-04-04", "place": "Shymkent", "killed": 5},
    ),
    (
        "Таразда жасөспірімді ұрлаған екі күдікті ұсталды. Полицияның мәліметінше, адам ұрлау 1 ақпанда болған.",
        "2018-02-03",
        {"type": "abduction", "date": "2018-02-01", "place": "Taraz", "arrested": 2},
    ),
    (
        "Қызылорда облысының Жаңақорған ауданында 21 маусымда екі ауыл тұрғындары арасында төбелес болды, 8-і"
        " жараланды.",
        "2015-06-22",
        {"date": "2015-06-21", "wounded": 8},
    ),
    (
        "Көкшетау түрмесінен 6 қазанда үш сотталған қашып кетті. Екеуі қайта ұсталды.",
        "2012-10-08",
        {"type": "jailbreak", "date": "2012-10-06", "place": "Kokshetau", "arrested": 2},
    ),
    (
        "Qostanaida 5 säuırde qaruly top bankke şabuyl jasady. Ekı küzetşı qaza tapty.",
        "2014-04-07",
        {"date": "2014-04-05", "place": "Kostanay", "killed": 2},
    ),
    (
        "Екі күн бұрын Талдықорғанда полиция төрт адамды ұстады, олар теракт дайындаған, деп мәлімдеді ҰҚК.",
        "2016-08-20",
        {"place": "Taldykorgan", "arrested": 4, "date": "2016-08-18"},
    ),
    (
        "Павлодарда сәрсенбі күні полиция пикетке шыққан отызға жуық адамды полиция бөліміне жеткізді.",
        "2019-05-10",
        {"type": "protest", "date": "2019-05-08", "place": "Pavlodar", "arrested": 30},
    ),
    (
        "Қырғызстанның Баткен облысында 2 мамырда шекарадағы атыста төрт шекарашы мен екі бейбіт тұрғын мерт болды.",
        "2021-05-03",
        {"type": "armed clash", "date": "2021-05-02", "killed": 6},
    ),
    (
        "Алматыдағы кафеде 18 шілдеде кісі өлтірілді. Оқиғаның куәгері болған екі адам жараланған.",
        "2016-07-20",
        {"date": "2016-07-18", "place": "Almaty", "killed": 1, "wounded": 2},
    ),
    (
        "Семейде белгісіз біреулер полицияға оқ атты. Құрбан болғандар жоқ. Бұл 30 наурызда болды.",
        "2012-04-01",
        {"place": "Semey", "killed": 0},
    ),
    (
        "Ақтауда сейсенбі күні 40 мұнайшы аштық жариялады.",
        "2011-06-01",
        {"type": "protest", "date": "2011-05-31", "place": "Aktau"},
    ),
    (
        "Шымкентте кәсіпкер үйінің жанында атып кетілді. Ол ауруханада көз жұмды.",
        "2010-03-03",
        {"place": "Shymkent", "killed": 1},
    ),
]

NONE = [
    "Түркістан облысында өткен аптада ұрланған көлік табылды.",
    "Жезқазғанда шахтадағы апаттан жеті кенші қаза тапты.",
    "Ақтөбеде терроризмге қарсы оқу-жаттығу өтті. Шартты лаңкестер ғимаратты басып алды.",
    "Нұр-Сұлтанда өрттен бес бала қаза тапты.",
]


@pytest.mark.parametrize(("text", "published", "wanted"), TOLD)
def test_what_a_report_tells(text: str, published: str, wanted: dict[str, Any]) -> None:
    found = gist(text, published)
    assert {key: found[key] for key in wanted} == wanted


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_incident(text: str) -> None:
    assert incidents(text, "2019-05-08") == []


def test_a_claim_is_no_deed_of_its_own() -> None:
    (found,) = incidents("ДАИШ жауапкершілікті өз мойнына алды. Ошта 3 мамырда болған шабуылда екі полицей қаза тапты.")
    assert found["killed"]["best"] == 2


def test_denied_figures_are_marked() -> None:
    found = incidents("Министрлік Ошта бес полицей қаза тапты деген ақпаратты жоққа шығарды.")
    hedges = {fact["hedge"] for one in found for fact in one["facts"] if fact["field"] == "killed"}
    assert hedges <= {"denied"}


def test_the_authority_that_is_quoted_is_named() -> None:
    (found,) = incidents("Ошта 3 мамырда үш адам атып өлтірілді, деп хабарлады облыс прокуратурасы.")
    assert {"облыс прокуратурасы"} == {f["attributed_to"] for f in found["facts"] if f["field"] == "killed"}


def test_sides_follow_the_words_for_people() -> None:
    (found,) = incidents("Таразда 12 мамырда үш содыр мен екі полицей өлтірілді.")
    sides = {(f["value"], f["side"]) for f in found["facts"] if f["field"] == "killed"}
    assert sides == {(3, "perpetrator"), (2, "security")}


WORDS = (
    "үш екі он адам полицей содыр қаза тапты жараланды ұсталды Ақтөбеде Таразда 5 маусымда кеше шабуыл жасалған "
    "шабуылда атыс болды . , деп хабарлады жоқ ешкім мен Şymkentte ekı adam саны жетті - « » 12-сі"
)


@settings(max_examples=150)
@given(st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=40).map(" ".join))
def test_every_fact_quotes_the_report(text: str) -> None:
    report = make_report(text, Header(language="kk"))
    if report is None:
        return
    for facts in extract(report).drafts:
        for fact in facts:
            assert report.text[fact.evidence.start : fact.evidence.end] == fact.evidence.exact
            assert fact.evidence.exact.strip() == fact.evidence.exact != ""


def test_a_toll_counts_those_who_are_named_after_it() -> None:
    text = "Ошта 7 мамырда жаппай төбелес болды. Қаза тапқандар саны алтыға жетті. Түнде тағы бір адам қайтыс болды."
    assert gist(text)["killed"] == 6


def test_the_day_of_a_count_is_not_the_day_of_the_event() -> None:
    text = "Ошта 7 мамырда жаппай төбелес болды. 9 мамырда қаза тапқандар саны алтыға жетті."
    assert gist(text)["date_end"] == "2016-05-07"


def test_many_people_are_not_one() -> None:
    assert gist("Ошта 7 мамырда болған атыста ондаған адам қаза тапты.")["killed"] is None


def test_a_month_and_days_after_are_times() -> None:
    found = gist("Таразда наурыз айында екі адам ұсталды.")
    assert (found["date_start"], found["date_end"]) == ("2016-03-01", "2016-03-31")
    found = gist("Таразда 5 маусымда жарылыс болды. Үш күннен кейін екі күдікті ұсталды.")
    assert found["arrested"] == 2


def test_a_denied_event_is_none() -> None:
    assert incidents("Министрлік 7 мамырда Ошта жарылыс болғаны туралы хабарды жоққа шығарды.") == []


def test_a_figure_with_an_ending_is_a_number_of_people() -> None:
    assert gist("Ошта 7 мамырда полиция шабуыл жасаған топтың 4-еуін жаралады.")["wounded"] == 4


def test_the_dateline_is_neither_place_nor_day_of_the_event() -> None:
    found = gist("АСТАНА. 9 мамыр – ҚазТАГ. Ошта 7 мамырда екі адам атып өлтірілді.")
    assert (found["place"], found["date"]) == ("Osh", "2016-05-07")


def test_an_attack_that_somebody_took_part_in_does_not_date_the_arrest() -> None:
    found = incidents(
        "Ошта 7 мамырда қарулы топ банкке шабуыл жасап, үш адамды өлтірді. "
        "9 мамырда Бішкекте Оштағы шабуылға қатысқан екі адам ұсталды."
    )
    assert [one["date_start"] for one in found if one["killed"]] == ["2016-05-07"]


def test_days_of_meetings_mourning_and_late_deaths_are_not_the_day_of_the_event() -> None:
    text = (
        "Министрдің бүгінгі баяндауынша, Ошта 7 мамырда болған жарылыста үш адам қаза тапты. "
        "Олардың бірі кеше ауруханада көз жұмды. Әкім 10 мамырды аза тұту күні деп жариялады."
    )
    found = gist(text, "2016-05-09")
    assert (found["date"], found["date_end"], found["killed"]) == ("2016-05-07", "2016-05-07", 3)


def test_a_thing_has_done_nothing() -> None:
    (found,) = incidents("7 маусымда Таразда көлік жарылды. Екі адам қаза тапты.", "2023-06-10")
    assert "perpetrator" not in {fact["field"] for fact in found["facts"]}


@pytest.mark.parametrize(
    ("text", "doers"),
    [
        ("Таразда 10 маусымда полиция екі адамды атып өлтірді.", ["полиция"]),
        ("Таразда 10 маусымда сарбаздар оқ атып, екі тұрғын қаза тапты.", ["сарбаздар"]),
        ("Таразда 10 маусымда екі студент полиция оғынан қаза тапты.", ["полиция"]),
        ("Таразда 10 маусымда полицей өзінің көршісін атып өлтірді.", ["полицей"]),
        ("Таразда 10 маусымда қарулы адамдар екі полицейді атып өлтірді.", ["адамдар"]),
        ("Таразда 10 маусымда әскерилер шеруге оқ атып, екеуі өлді. Мыңдаған адам алаңға шықты.", ["әскерилер"]),
    ],
)  # fmt: skip
def test_those_who_shot_are_the_doers(text: str, doers: list[str]) -> None:
    assert [fact["value"] for fact in gist(text)["facts"] if fact["field"] == "perpetrator"] == doers


def test_what_a_protest_followed_is_another_event() -> None:
    found = gist("10 маусымда Таразда қыз өлтірілгеннен кейін жүздеген тұрғын көшеге шықты.")
    assert (found["type"], found["killed"]) == ("protest", None)


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("10 маусымда Таразда сегіз адам, оның ішінде үш бала қаза тапты.", 8),
        ("10 маусымда Таразда қарулы адамдар сегіз адамды, олардың ішінде үш әйелді өлтірді.", 8),
        ("10 маусымда Таразда үш адам қаза тауып, сегіз адам жараланды. Жараланғандардың екеуі қайтыс болды.", 5),
    ],
)
def test_some_of_those_told_are_not_all(text: str, killed: int) -> None:
    assert gist(text)["killed"] == killed


@pytest.mark.parametrize("phrase", sorted(word_set("clauses", "among_them")))
def test_those_among_others_are_not_all(phrase: str) -> None:
    assert gist(f"10 маусымда Таразда он адам, {phrase} төрт әйел қаза тапты.")["killed"] == 10


@pytest.mark.parametrize(
    "text",
    [
        "Былтыр Қазақстанда 390 адам өлтірілді, деді полиция.",
        "2015 жылы Ош облысында 35 адам ұрланды.",
        "Былтыр Шымкентте 70 адам өлтіріліп, 210 адам жараланды.",
    ],
)
def test_a_number_of_a_year_is_no_incident(text: str) -> None:
    assert incidents(text) == []


def test_a_mine_on_a_range_is_no_bomb() -> None:
    assert gist("10 маусымда Тараз маңындағы полигонда мина жарылып, екі сарбаз қаза тапты.")["type"] == "explosion"


@pytest.mark.parametrize("what", ["қоқыс полигонында мина", "полигонда бомба"])
def test_a_bomb_or_a_dump_is_no_training(what: str) -> None:
    assert gist(f"10 маусымда Тараз маңындағы {what} жарылып, екі адам қаза тапты.")["type"] == "bombing"


def test_force_is_used_against_a_crowd() -> None:
    police = gist("10 маусымда Таразда полиция митингіге шыққандарға қарсы күш қолданды.")
    assert police["type"] == "force against protesters"
    held = gist("10 маусымда Таразда полицейлерге қарсы күш қолданған екі жігіт ұсталды.")
    assert held["type"] == "arrest"
    assert "perpetrator" not in {fact["field"] for fact in held["facts"]}


@pytest.mark.parametrize(("at", "doers"), [("ауаға", []), ("студенттерге", ["полиция"])])
def test_shots_into_the_air_have_harmed_nobody(at: str, doers: list[str]) -> None:
    found = gist(f"9 маусымда Таразда полиция {at} оқ атты. Екі адам жараланды.")
    assert [fact["value"] for fact in found["facts"] if fact["field"] == "perpetrator"] == doers


@pytest.mark.parametrize(
    ("text", "kind", "weapons"),
    [
        ("жарылыс болды. Қолдан жасалған құрылғы қоқысқа жасырылған.", "bombing", ["Қолдан жасалған құрылғы"]),
        ("дүкен тоналды. Тонаушылар пышақпен қаруланған.", "robbery", ["пышақ"]),
        ("екі адам дүкенді тонады. Олар тапаншамен қорқытып, ақшаны алып кетті.", "robbery", ["тапанша"]),
        ("дүкен тоналды. Тінту кезінде тапанша табылды.", "robbery", []),
    ],
)
def test_weapons_can_be_told_apart_from_what_was_done(text: str, kind: str, weapons: list[str]) -> None:
    found = gist(f"9 маусымда Таразда {text}")
    assert (found["type"], [fact["value"] for fact in found["facts"] if fact["field"] == "weapon"]) == (kind, weapons)


def test_suspects_caught_in_the_evening_did_it_in_the_morning() -> None:
    found = gist("Таразда 9 маусымда таңертең жарылыс болды. Күдікті сол күні кешке ұсталды.")
    assert (found["type"], found["arrested"]) == ("explosion", 1)


@pytest.mark.parametrize(
    ("text", "field", "number"),
    [
        ("Әкім Таразда 9 маусымда күдіктінің ұсталғанын айтты.", "arrested", 1),
        ("Әкім Таразда 9 маусымда үш адамның қаза тапқанын хабарлады.", "killed", 3),
    ],
)
def test_those_in_the_genitive_are_the_subject_of_a_clause(text: str, field: str, number: int) -> None:
    found = gist(text)
    assert found[field] == number
    assert not any("Әкім" in str(fact["value"]) for fact in found["facts"] if fact["field"] != "attributed_to")


@pytest.mark.parametrize("plot", ["лаңкестік әрекеттің", "жарылыстың", "терактінің"])
def test_a_plot_can_be_prevented_in_many_words(plot: str) -> None:
    assert gist(f"Таразда 9 маусымда ҰҚК {plot} алдын алды: бес адам ұсталды.")["type"] == "plot foiled"


def test_villagers_who_brawl_are_a_mob() -> None:
    text = "9 маусымда Меркеде екі ауылдың тұрғындары арасында төбелес шықты, он адам жараланды."
    assert gist(text)["type"] == "mob violence"


def test_only_large_towns_abroad_open_a_sentence() -> None:
    assert gist("Мәскеуде 7 маусымда екі адам ұсталды.")["place"] == "Moscow"
    assert gist("Таразда 7 маусымда екі адам ұсталды. Қолдан қару жасаған.")["place"] == "Taraz"


def test_an_official_is_a_victim() -> None:
    found = gist("9 маусымда Таразда аудан әкімінің орынбасарын белгісіз біреу атып өлтірді.")
    assert (found["killed"], found["wounded"]) == (1, None)


def test_a_toll_counts_the_wounded_who_had_died() -> None:
    found = gist("Таразда 9 маусымдағы жарылыста қаза тапқандар саны сегізге жетті. Екі жаралы ауруханада көз жұмды.")
    assert found["killed"] == 8


def test_what_they_do_is_of_the_riot_in_their_prison() -> None:
    text = "Тараз маңындағы колонияда 7 маусымда бүлік шықты. Олар екі бақылаушыны кепілге алды."
    assert gist(text)["place"] == "Taraz"


def test_those_joined_by_and_count_with_whose_they_are() -> None:
    found = gist("Таразда 7 маусымда шабуыл болды. Алты адам мен банктің бір қызметкері жараланды.")
    assert found["wounded"] == 7


def test_the_second_of_two_is_one_person() -> None:
    found = gist("Таразда 7 маусымда шабуыл болды. Бір сатушы қаза тауып, екіншісі ауыр жараланды.")
    assert (found["killed"], found["wounded"]) == (1, 1)


def test_whoever_is_taken_from_home_is_abducted() -> None:
    found = gist("7 маусымда Таразда белгісіз адамдар кәсіпкерді үйінен алып кетті.")
    assert (found["type"], found["date"]) == ("abduction", "2016-06-07")


def test_residents_who_wreck_are_a_mob_where_they_live() -> None:
    found = gist("Сейсенбі күні Мерке тұрғындары полиция ғимаратын талқандады. Үш полицей жараланды.")
    assert (found["type"], found["place"]) == ("mob violence", "Merke")


def test_whom_a_verb_of_attackers_strikes_was_one() -> None:
    found = gist("7 маусымда Таразда ұйымның сегіз мүшесі жойылды.")
    assert [fact["side"] for fact in found["facts"] if fact["field"] == "killed"] == ["perpetrator"]
