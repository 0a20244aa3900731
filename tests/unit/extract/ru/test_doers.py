"""Who is accused of it in Russian, who protested, who used force, and who was arrested for something else."""

import pytest

from kztui.model.fact import Field

from .samples import incidents, values


def told(text: str, field: Field) -> list[object]:
    """Return the values of a field in all incidents of a text."""
    return [value for facts in incidents(text) for value in values(facts, field)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Следствие обвиняет в организации взрыва Олега Сидорова.",
        "Обвинение в подготовке взрыва прокуратура предъявила. Она обвиняет в организации взрыва Олега Сидорова.",
        "Прокурор обвинил Олега Сидорова в организации взрыва.",
        "Олег Сидоров обвиняется в организации взрыва.",
    ],
)
def test_whom_a_verb_accuses_behind_the_deed_is_no_victim(sentence: str) -> None:
    text = f"В Таразе 10 июня прогремел взрыв, погибли четверо. {sentence}"
    assert [str(name).split()[0][:4] for name in told(text, Field.PERPETRATOR)] == ["Олег"]
    assert not any("Олег" in str(name) for name in told(text, Field.VICTIM))


@pytest.mark.parametrize(
    "text",
    [
        "Убиты трое подростков. Отца обвинили в убийстве подростков.",
        "Убит сторож. Никого не обвинили в убийстве сторожа.",
        "Похищен фермер. Их обвиняют в похищении фермера.",
        "Убит водитель. Сестра обвинила в убийстве брата.",
        "Убит студент. Прокуратура обвинила в убийстве сына депутата.",
        "Сгорел дом судьи. Полиция обвинила в поджоге дома судьи.",
        "Прогремел взрыв. Никого не обвинили в организации взрыва двух автобусов.",
    ],
)
def test_nobody_is_accused_of_what_befell_them(text: str) -> None:
    accused = " ".join(map(str, told(f"В Таразе 10 июня произошло ЧП. {text}", Field.PERPETRATOR)))
    assert not any(name in accused for name in ("подрост", "сторож", "фермер", "брат", "сын", "депутат", "судь"))


def test_protesters_are_the_doers_of_a_protest_alone() -> None:
    protest = "Сотни жителей Тараза вышли на улицы 10 июня после убийства таксиста."
    assert told(protest, Field.TYPE) == ["protest"]
    force = "В Таразе 10 июня военные открыли огонь по митингующим, двое погибли. Тысячи людей собрались на площади."
    assert told(force, Field.TYPE) == ["force against protesters"]
    assert told(force, Field.PERPETRATOR) == ["военные"]
    gas = "В Таразе 10 июня полиция применила слезоточивый газ против протестующих. Около 900 жителей вышли на площадь."
    assert (told(gas, Field.TYPE), told(gas, Field.PERPETRATOR)) == (["force against protesters"], ["полиция"])
    hurt = "Двое студентов ранены в Таразе 10 июня, когда полицейские открыли огонь по толпе."
    assert told(hurt, Field.PERPETRATOR) == ["полицейские"]
    assert told("В Таразе 10 июня протестующие столкнулись с полицией.", Field.TYPE) == ["riot"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Бандиты применили слезоточивый газ в обменном пункте в Таразе 10 июня и ограбили его.", "robbery"),
        ("Подросток применил слезоточивый газ в кафе в Таразе 10 июня, пострадали двое.", "armed attack"),
        ("Полиция применила дубинки против демонстрантов в Таразе 10 июня.", "force against protesters"),
    ],
)
def test_gas_is_force_against_protesters_where_they_are_named(text: str, kind: str) -> None:
    assert told(text, Field.TYPE) == [kind]


@pytest.mark.parametrize(
    ("sentence", "arrested"),
    [
        ("Её брат ранее был задержан за кражу.", []),
        ("Хозяин кафе в 2009 году был арестован за мошенничество.", []),
        ("Несколько лет назад директора задерживали за неуплату налогов.", []),
        ("Ранее были задержаны двое подозреваемых.", [2]),
        ("За организацию взрыва ранее были задержаны двое мужчин.", [2]),
    ],
)
def test_an_arrest_of_long_ago_is_none_of_the_incident(sentence: str, arrested: list[int]) -> None:
    assert told(f"В Таразе 10 июня прогремел взрыв, погибли четверо. {sentence}", Field.ARRESTED) == arrested


@pytest.mark.parametrize(
    "text",
    [
        "Девять человек, подозреваемых в терроризме, задержаны в 2014 году, заявили в КНБ.",
        "В Таразе 10 июня ограблен ломбард. Ранее за разбой задержаны девять человек.",
        "В 2013 году боевики убили сторожа под Таразом. Девять человек задержаны в 2013 году.",
    ],
)
def test_an_arrest_that_nothing_puts_apart_counts(text: str) -> None:
    assert told(text, Field.ARRESTED) == [9]


def test_hurt_in_training_is_hurt_by_accident() -> None:
    assert told("На полигоне под Таразом 10 июня взорвалась мина, погиб солдат.", Field.TYPE) == ["explosion"]
    assert incidents("Солдат погиб 10 июня под Таразом во время учебных стрельб.") == []
    assert incidents("Солдат погиб 10 июня на стрельбище под Таразом.") == []
    attack = "Боевики напали на полигон под Таразом 10 июня и убили солдата."
    assert told(attack, Field.TYPE) == ["armed attack"]


@pytest.mark.parametrize(
    "text",
    [
        "В Таразе 10 июня возле стрельбища застрелены двое охотников. Убийц ищут.",
        "На полигоне под Таразом 10 июня убит сторож.",
    ],
)
def test_whoever_is_shot_on_a_range_need_not_have_trained(text: str) -> None:
    assert told(text, Field.TYPE) == ["armed attack"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("На полигоне отходов под Таразом 10 июня нашли тела трёх убитых рабочих.", "armed attack"),
        ("На стрельбище под Таразом 10 июня двое ранены из пистолета.", "armed attack"),
        ("Труп таксиста с огнестрельными ранениями найден 10 июня на полигоне под Таразом.", "armed attack"),
        ("Солдаты, ехавшие с учебных стрельб, были убиты 10 июня под Таразом.", "armed attack"),
        ("На мусорном полигоне под Таразом 10 июня взорвалась мина, ранен водитель.", "bombing"),
        ("На полигоне под Таразом 10 июня взорвалась бомба, ранен солдат.", "bombing"),
    ],
)
def test_a_murder_or_a_bomb_is_no_accident_of_training(text: str, kind: str) -> None:
    assert told(text, Field.TYPE) == [kind]


@pytest.mark.parametrize(
    ("shots", "doers"),
    [
        ("стреляли в воздух", []),
        ("открыли огонь поверх голов", []),
        ("открыли предупредительный огонь", []),
        ("стреляли по прохожим", ["патрульные"]),
    ],
)
def test_shots_into_the_air_have_harmed_nobody(shots: str, doers: list[str]) -> None:
    assert told(f"В Таразе 10 июня патрульные {shots}, двое ранены.", Field.PERPETRATOR) == doers


def test_a_protest_has_targets_and_no_victims() -> None:
    protest = "Фермеры из Тараза 10 июня перекрыли мост."
    assert (told(protest, Field.TYPE), told(protest, Field.TARGET)) == (["protest"], ["мост"])
    assert told("В Таразе 10 июня в митинге участвовали сорок фермеров.", Field.VICTIM) == []


def test_bodies_that_are_found_are_no_further_dead() -> None:
    assert told("Двое егерей убиты 10 июня под Таразом, тела найдены в реке.", Field.KILLED) == [2]
    assert told("Под Таразом 10 июня найдено тело.", Field.KILLED) == [1]


@pytest.mark.parametrize(
    ("text", "kind", "weapons"),
    [
        ("прогремел взрыв. Самодельное устройство спрятали в урне.", "bombing", ["Самодельное устройство"]),
        ("прогремел взрыв. Версия о бомбе не подтвердилась.", "explosion", []),
        ("ограбили ломбард. Грабители были вооружены ножами.", "robbery", ["ножами"]),
        ("ограбили ломбард. Угрожая пистолетом, они забрали выручку.", "robbery", ["пистолетом"]),
        ("ограбили ломбард. При обыске найдены пистолет и нож.", "robbery", []),
    ],
)
def test_weapons_can_be_told_in_a_sentence_of_their_own(text: str, kind: str, weapons: list[str]) -> None:
    text = f"10 июня в Таразе {text}"
    assert (told(text, Field.TYPE), told(text, Field.WEAPON)) == ([kind], weapons)


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("10 июня в Таразе толпа сожгла здание районного суда.", Field.TARGET, "здание районного суда"),
        ("10 июня в Таразе группа бывших солдат ограбила банк.", Field.PERPETRATOR, "группа бывших солдат"),
        ("10 июня в Таразе застрелен заместитель акима.", Field.VICTIM, "заместитель акима"),
        ("10 июня в Таразе застрелен сторож.", Field.VICTIM, "сторож"),
        ("10 июня в Таразе бандиты ранили сторожа, добив его ножом.", Field.WEAPON, "ножом"),
    ],
)
def test_people_and_things_are_called_by_whose_they_are(text: str, field: Field, value: str) -> None:
    assert told(text, field) == [value]


def test_who_dispersed_a_crowd_used_force_whenever_its_harm_is_told() -> None:
    text = "Полиция разогнала митинг в Таразе 10 июня. Участники требовали зарплат. Позже четверо обратились к врачам."
    assert (told(text, Field.TYPE), told(text, Field.PERPETRATOR)) == (["force against protesters"], ["полиция"])


def test_who_is_freed_was_not_arrested_in_it() -> None:
    freed = "Жители Тараза 10 июня разгромили отдел полиции и освободили задержанного земляка."
    assert told(freed, Field.ARRESTED) == []
    assert told("В Таразе 10 июня разыскали двоих задержанных ранее мужчин.", Field.KILLED) == []


def test_a_hired_killer_can_be_told_of_in_a_sentence_of_his_own() -> None:
    text = "10 июня в Таразе застрелен депутат. Киллер сделал три выстрела из пистолета."
    assert (told(text, Field.TYPE), told(text, Field.WEAPON)) == (["assassination"], ["пистолета"])
