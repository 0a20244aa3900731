"""Russian events: who was killed, wounded and arrested, in the frames that news use."""

import pytest

from kztui.model.fact import DateSpan, Field, Scope, Side

from .samples import counts, incidents, values

DAY = "Это произошло 10 июня в Таразе. "


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("При нападении погибло пятеро.", {"killed": [5]}),
        ("При нападении убит один полицейский.", {"killed": [1]}),
        ("В перестрелке полицейский убит.", {"killed": [1]}),
        ("В перестрелке трое убиты, ещё двое ранены.", {"killed": [3], "wounded": [2]}),
        ("Жертвами взрыва стали семь человек.", {"killed": [7]}),
        ("Ранения при обстреле получили шестеро.", {"wounded": [6]}),
        ("После нападения насчитали четверых убитых и десять раненых.", {"killed": [4], "wounded": [10]}),
        ("При обстреле убито не менее двадцати военных.", {"killed": [20]}),
        ("Неизвестные застрелили троих охранников.", {"killed": [3]}),
        ("Боевик убил двоих солдат, ранив водителя.", {"killed": [2], "wounded": [1]}),
        ("При штурме убиты двое боевиков, третий задержан.", {"killed": [2], "arrested": [1]}),
        ("Взрыв унёс жизни четверых.", {"killed": [4]}),
        ("Подозреваемый в нападении задержан по горячим следам.", {"arrested": [1]}),
        ("После нападения полиция задержала восьмерых.", {"arrested": [8]}),
        ("По делу о нападении задержаны десять человек.", {"arrested": [10]}),
        ("При нападении никто не пострадал.", {"wounded": [0]}),
        ("Взрыв прогремел у рынка, погибших и пострадавших нет.", {"killed": [0], "wounded": [0]}),
        ("Нападение обошлось без жертв.", {"killed": [0]}),
        ("Число погибших при взрыве выросло до пяти.", {"killed": [5]}),
        ("Число погибших при взрыве выросло с двух до пяти.", {"killed": [5]}),
    ],
)
def test_people_are_counted_by_case_and_not_by_word_order(text: str, found: dict[str, list[int]]) -> None:
    assert counts(f"{DAY}{text}") == found


@pytest.mark.parametrize(
    "text",
    [
        "Тремя выстрелами разбили окно.", "Бой шёл 40 минут.", "Напал 35-летний мужчина.",
        "Его приговорили к 12 годам.",
        "У нападавших изъяты шесть автоматов.", "Похищены 3 миллиона тенге.", "Взрывотехники обезвредили гранату.",
        "Взрывное устройство обезврежено.", "Оружие уничтожено.", "Троих объявили в розыск.",
    ],
)  # fmt: skip
def test_other_numbers_count_nobody(text: str) -> None:
    assert counts(f"В Таразе 10 июня произошла стрельба. {text}") == {}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("В Таразе 10 июня прогремел взрыв.", "explosion"),
        ("В Таразе 10 июня мужчина взорвал себя у здания полиции.", "suicide bombing"),
        ("В Таразе 10 июня ограбили ломбард.", "robbery"),
        ("В Таразе 10 июня неизвестные подожгли автомобиль судьи.", "arson"),
        ("В Таразе 10 июня похитили сына предпринимателя.", "abduction"),
        ("В Таразе 10 июня прошёл митинг, вышли 60 женщин.", "protest"),
        ("Из колонии в Таразе 10 июня бежали трое осуждённых.", "jailbreak"),
        ("В Таразе 10 июня полицейские ликвидировали двоих боевиков.", "armed clash"),
        ("В колонии в Таразе 10 июня вспыхнул бунт.", "riot"),
        ("В Таразе 10 июня ликвидирована ячейка экстремистов, задержаны пятеро.", "arrest"),
    ],
)
def test_the_type_comes_from_the_event(text: str, kind: str) -> None:
    (facts,) = incidents(text)
    assert values(facts, Field.TYPE) == [kind]


def test_forces_that_kill_gunmen_are_not_their_perpetrators() -> None:
    (facts,) = incidents("В Таразе 10 июня спецназ уничтожил шестерых боевиков.")
    (killed,) = [fact for fact in facts if fact.field is Field.KILLED]
    assert (killed.value, killed.side) == (6, Side.PERPETRATOR)
    assert "спецназ" not in values(facts, Field.PERPETRATOR)


def test_those_among_others_are_parts() -> None:
    assert counts("В Таразе 10 июня при взрыве ранены 15 человек, среди них шесть полицейских и журналист.") == {
        "wounded": [15, 6, 1]
    }


@pytest.mark.parametrize(
    "text",
    [
        "В Таразе 10 июня прошли учения: условные террористы захватили здание, двое условно погибли.",
        "В Таразе 10 июня открыли памятник полицейским, погибшим при исполнении долга.",
        "В Таразе 10 июня пять человек погибли в ДТП.",
        "В Таразе 10 июня хоккеисты взорвали трибуны: матч закончился разгромом.",
        "Сообщение о взрыве в Таразе 10 июня оказалось ложным.",
        "С начала года в области при нападениях погибли 37 человек.",
        "Полиция предупреждает о возможных терактах в Таразе.",
    ],
)
def test_drills_memorials_accidents_sport_and_sums_are_no_incidents(text: str) -> None:
    assert incidents(text) == []


def test_what_was_denied_is_marked_so() -> None:
    text = "МВД опровергло сообщения о гибели десяти полицейских в Таразе. 10 июня в перестрелке ранен один сотрудник."
    killed = [fact for facts in incidents(text) for fact in facts if fact.field is Field.KILLED]
    assert all(fact.hedge == "denied" for fact in killed)


def test_two_days_and_two_towns_are_two_incidents() -> None:
    first, second = incidents(
        "В Кульсары 13 июня убит сотрудник КНБ. Двумя днями ранее в Макате взорвали машину следователя, он был ранен."
    )
    assert (values(first, Field.PLACE), values(second, Field.PLACE)) == (["Kulsary"], ["Makat"])
    assert values(second, Field.WOUNDED) == [1]


def test_the_source_is_called_by_its_usual_name_in_every_language() -> None:
    (facts,) = incidents("В Таразе 10 июня убиты двое солдат, сообщили в КНБ.")
    assert {fact.attributed_to for fact in facts} == {"KNB"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Его нашли с ранением 10 июня.", ["2015-06-10"]),
        ("Инцидент произошёл 10 июня.", ["2015-06-10"]),
        ("Операция началась 10 июня и завершилась на следующий день.", ["2015-06-10"]),
    ],
)
def test_a_sentence_that_only_dates_belongs_to_the_event_before_it(text: str, found: list[str]) -> None:
    (facts,) = incidents(f"В Таразе неизвестные ранили таксиста. {text}")
    assert [str(fact.value.start) for fact in facts if isinstance(fact.value, DateSpan)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Погибших четверо.", {"killed": [4]}),
        ("Раненых не пять, а шестеро.", {"wounded": [6]}),
        ("Боевики потеряли убитыми шесть человек.", {"killed": [6]}),
        ("Обнаружены тела троих охранников.", {"killed": [3]}),
        ("Никто не погиб и не ранен.", {"killed": [0], "wounded": [0]}),
        ("Всего пострадали 9 человек: один погиб, восемь ранены.", {"killed": [1], "wounded": [8]}),
        ("Задержаны двое мужчин, 35 и 41 года.", {"arrested": [2]}),
        ("Выстрелом ранило в ногу водителя автобуса.", {"wounded": [1]}),
        ("Суд арестовал на 15 суток семерых участников.", {"arrested": [7]}),
    ],
)
def test_people_are_counted_without_a_plain_verb_too(text: str, found: dict[str, list[int]]) -> None:
    assert counts(f"В Таразе 10 июня произошло нападение. {text}") == found


def test_what_a_riot_brings_about_is_no_incident_of_its_own() -> None:
    (facts,) = incidents("В Таразе 10 июня массовая драка переросла в погромы. Погибли семь человек, сожжены 20 домов.")
    assert values(facts, Field.KILLED) == [7]


@pytest.mark.parametrize("doer", ["Буря", "Инфляция"])
def test_things_attack_nobody(doer: str) -> None:
    assert incidents(f"{doer} атаковала Тараз 10 июня.") == []


def test_those_who_are_suspected_are_on_the_attackers_side() -> None:
    (facts,) = incidents("Шестеро мужчин, которых подозревали в нападении на полицейских, убиты 10 июня в Таразе.")
    (killed,) = [fact for fact in facts if fact.field is Field.KILLED]
    assert (killed.value, killed.side) == (6, Side.PERPETRATOR)


@pytest.mark.parametrize(
    ("text", "accused"),
    [
        ("Вдова Асель Досым обвинила полицию в бездействии.", []),
        ("Депутат Иван Петров обвиняет акима в опоздании.", []),
        ("Мать погибшего винит акима.", []),
        ("Депутат Иван Петров обвинил боевиков в теракте.", ["боевиков"]),
        ("В теракте обвинили боевиков.", ["боевиков"]),
    ],
)
def test_whoever_accuses_has_done_nothing(text: str, accused: list[str]) -> None:
    (facts,) = incidents(f"7 июня в Таразе взорвалась бомба, погибли двое. {text}")
    assert values(facts, Field.PERPETRATOR) == accused


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("При взрыве девять погибли, ещё 31 ранен.", {"killed": [9], "wounded": [31]}),
        ("Двенадцать погибли при взрыве, ещё 41 ранен.", {"killed": [12], "wounded": [41]}),
        ("При взрыве погибли трое, ранены восемь. Двое раненых скончались.", {"killed": [2, 3], "wounded": [8]}),
        ("При взрыве погибли трое, ранены восемь. Один из раненых умер.", {"killed": [1, 3], "wounded": [8]}),
    ],
)
def test_numbers_beside_one_another(text: str, found: dict[str, list[int]]) -> None:
    assert {field: sorted(map(str, told)) for field, told in counts(f"{DAY}{text}").items()} == {
        field: sorted(map(str, told)) for field, told in found.items()
    }


@pytest.mark.parametrize(
    ("text", "scopes"),
    [
        ("Число погибших выросло до девяти. Двое раненых скончались.", {9: Scope.WHOLE, 2: Scope.PART}),
        ("Двое раненых скончались. Число погибших достигло девяти.", {9: Scope.WHOLE, 2: Scope.PART}),
        ("Погибли девять. Двое раненых скончались.", {9: Scope.PART, 2: Scope.PART}),
    ],
)
def test_a_toll_that_has_grown_counts_the_wounded_who_died(text: str, scopes: dict[int, Scope]) -> None:
    (facts,) = incidents(f"6 июня в Таразе взорвалась бомба. {text}")
    assert {fact.value: fact.scope for fact in facts if fact.field is Field.KILLED} == scopes


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Задержаны ещё 200 человек, всего — 640.", {(200, Scope.PART, ""), (640, Scope.WHOLE, "")}),
        (
            "По данным губернатора, задержаны семеро, по данным правозащитников — 11.",
            {(7, Scope.WHOLE, "губернатора"), (11, Scope.WHOLE, "правозащитников")},
        ),
    ],
)
def test_a_second_number_is_the_whole_or_another_voice(text: str, told: set[tuple[int, Scope, str]]) -> None:
    facts = [fact for facts in incidents(DAY + text) for fact in facts if fact.field is Field.ARRESTED]
    assert {(fact.value, fact.scope, fact.attributed_to) for fact in facts} == told


def test_the_day_of_a_claim_is_not_that_of_the_attack() -> None:
    (facts,) = incidents(
        "«Исламское государство» в понедельник взяло ответственность за взрыв в Таразе. "
        "Взрыв на рынке прогремел в воскресенье, погибли трое."
    )
    assert [str(value.start) for value in values(facts, Field.DATE) if isinstance(value, DateSpan)] == ["2015-06-14"]
    assert values(facts, Field.CLAIMED_BY) == ["Islamic State"]


def test_the_day_of_a_deed_by_someone_accused_before_is_its_own() -> None:
    (facts,) = incidents("В понедельник обвиняемый в убийстве зарезал двух сторожей в Таразе.")
    assert [str(value.start) for value in values(facts, Field.DATE) if isinstance(value, DateSpan)] == ["2015-06-15"]


def test_fires_that_nobody_set_belong_to_the_fight_told_before() -> None:
    (facts,) = incidents(
        "В селе под Таразом в воскресенье произошли столкновения между жителями, погибли семь человек. "
        "Сожжены 12 домов и 4 магазина. Задержаны 25 человек."
    )
    assert values(facts, Field.ARRESTED) == [25]
    assert values(facts, Field.TARGET) == ["12 домов", "4 магазина"]


def test_the_preposition_of_a_growing_toll_is_no_part_of_its_victims() -> None:
    (facts,) = incidents("Взрыв в Таразе произошел в пятницу. Число погибших выросло до 12 человек.")
    assert values(facts, Field.VICTIM) == ["12 человек"]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("15 июня в Таразе взорвалась бомба, а 17 июня боевики напали на пост в Шу и убили троих.", [15, 17]),
        ("В понедельник в Таразе толпа сожгла суд, в среду неизвестные взорвали мост в Шу.", [15, 17]),
        ("Забастовка в Таразе началась 15 июня, а 17 июня полиция разогнала рабочих.", [15, 17]),
        ("15 июня в Таразе взорвалась бомба, а 17 июня полиция задержала двоих.", [15]),
        ("15 июня в Таразе взорвалась бомба, а 17 июня группировка взяла на себя ответственность за взрыв.", [15]),
        ("Протест в Таразе начался 15 июня, но 17 июня перерос в беспорядки.", [15]),
    ],
)
def test_deeds_of_several_days_in_one_sentence_are_several_incidents(text: str, days: list[int]) -> None:
    found = [fact.value for facts in incidents(text) for fact in facts if fact.field is Field.DATE][: len(days)]
    assert len(incidents(text)) == len(days)
    assert [value.start.day for value in found if isinstance(value, DateSpan) and value.start] == days


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Пограничники 15 июня под Таразом открыли огонь по жителям села, один человек погиб.", "armed attack"),
        ("Жители двух сёл 15 июня под Таразом напали друг на друга, один человек погиб.", "mob violence"),
    ],
)
def test_villagers_whom_guards_shot_at_fought_nobody(text: str, kind: str) -> None:
    assert [values(facts, Field.TYPE) for facts in incidents(text)] == [[kind]]


def test_whoever_is_shot_from_a_gun_is_no_part_of_it() -> None:
    (facts,) = incidents("15 июня в Таразе неизвестный застрелил из ружья сторожа.")
    assert (values(facts, Field.KILLED), values(facts, Field.VICTIM)) == ([1], ["сторожа"])


@pytest.mark.parametrize(("who", "kinds"), [("Матери", [["protest"]]), ("Полицейские", [])])
def test_only_civilians_protest_by_blocking_a_road(who: str, kinds: list[list[str]]) -> None:
    text = f"{who} 15 июня заблокировали дорогу в Таразе."
    assert [values(facts, Field.TYPE) for facts in incidents(text)] == kinds


def test_what_a_mob_burns_belongs_to_the_fight_told_before() -> None:
    text = "Двое убиты в столкновениях между жителями сёл под Таразом 15 июня. Толпа сожгла несколько домов."
    assert [values(facts, Field.TYPE) for facts in incidents(text)] == [["mob violence"]]
    text = "Двое убиты в столкновениях между жителями сёл под Таразом 15 июня. Вор сжёг дом в Шу 16 июня."
    assert len(incidents(text)) == 2
