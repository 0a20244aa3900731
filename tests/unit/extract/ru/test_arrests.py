"""What reports of arrests tell beside how many: weapons that were found, and groups."""

import pytest

from kztui.model.fact import Field, Hedge

from .samples import incidents, of, values

DAY = "10 июня в Таразе "


@pytest.mark.parametrize(
    ("text", "weapons"),
    [
        ("задержаны пятеро. Изъяты два пистолета и граната.", ["два пистолета", "граната"]),
        ("задержаны пятеро, при обыске нашли обрез.", ["обрез"]),
        ("двое застрелили полицейского. Подозреваемые задержаны. Пистолет найден.", ["Пистолет"]),
        ("полиция задержала боевика. У него изъяли автомат Калашникова.", ["автомат"]),
        ("задержаны двое. Оружие не найдено.", []),
        ("задержаны двое. Найден пистолет полицейского.", []),
        ("застрелили полицейского. Найден пистолет.", []),
        ("задержаны двое. Изъяты 40 кг героина.", []),
    ],
)
def test_weapons_of_those_who_were_arrested(text: str, weapons: list[str]) -> None:
    (facts,) = incidents(DAY + text)
    assert values(facts, Field.WEAPON) == weapons


def test_a_grenade_that_was_found_makes_no_bombing() -> None:
    (facts,) = incidents(f"{DAY}двое напали на пост, ранен дежурный. Нападавшие задержаны, у них найдена граната.")
    assert values(facts, Field.TYPE) == ["armed attack"]


@pytest.mark.parametrize(
    "text",
    [
        "полиция задержала пятерых жителей по подозрению в принадлежности к «Хизб ут-Тахрир».",
        "по подозрению в причастности к запрещённой организации «Хизб ут-Тахрир» задержаны пятеро.",
        "задержаны пятеро членов «Хизб ут-Тахрир».",
        "в ходе спецоперации задержаны пятеро участников «Хизб ут-Тахрир».",
        "задержаны пятеро. По данным следствия, они состояли в «Хизб ут-Тахрир».",
        "задержаны пятеро. Все они являются членами «Хизб ут-Тахрир».",
    ],
)
def test_the_group_of_those_who_were_arrested_is_suspected(text: str) -> None:
    (facts,) = incidents(DAY + text)
    assert values(facts, Field.TYPE) == ["arrest"]
    assert values(facts, Field.ARRESTED) == [5]
    assert len(of(facts, Field.DATE)) == 1
    assert [(f.value, f.hedge) for f in of(facts, Field.PERPETRATOR)] == [("Hizb ut-Tahrir", Hedge.SUSPECTED)]


@pytest.mark.parametrize(
    "text",
    [
        "задержаны двое, не причастные к «Хизб ут-Тахрир».",
        "полиция задержала двух активистов ДВК.",
        "задержаны двое сотрудников КНБ.",
        "задержаны двое. Они не являются членами «Хизб ут-Тахрир».",
        "задержаны двое. «Хизб ут-Тахрир» запрещена в Казахстане.",
        "задержаны двое, торговавшие книгами о «Хизб ут-Тахрир».",
    ],
)
def test_others_who_are_named_beside_arrests_are_not_accused(text: str) -> None:
    (facts,) = incidents(DAY + text)
    assert values(facts, Field.PERPETRATOR) == []
