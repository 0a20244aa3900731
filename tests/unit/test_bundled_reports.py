"""The bundled reports and their gold grouping keep to their own documented form."""

import calendar
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kztui.ingest.reading import read_report
from kztui.model.fact import EventType, Qualifier, Side

DATA = Path(__file__).parents[2] / "data"
REPORTS = sorted((DATA / "reports").glob("*.txt"))
GOLD: dict[str, Any] = json.loads((DATA / "grouping.json").read_text(encoding="utf-8"))
HEADER = ("Title", "Publisher", "Published", "URL", "Language")
COUNTED = ("killed", "wounded", "arrested")

_MONTHS = {name: number for number, name in enumerate(calendar.month_name) if name}
_RUSSIAN_DAYS = {"понедельник": 0, "вторник": 1, "сред": 2, "четверг": 3, "пятниц": 4, "суббот": 5, "воскресень": 6}
_RUSSIAN_MONTHS = {"января": 1, "февраля": 2, "мая": 5, "июня": 6, "июля": 7, "сентября": 9, "ноября": 11}
_PAIR = re.compile(
    rf"\b({'|'.join(calendar.day_name)}), ({'|'.join(_MONTHS)}) (\d{{1,2}})\b"
    rf"|\b({'|'.join(_MONTHS)}) (\d{{1,2}}), a ({'|'.join(calendar.day_name)})\b"
)
_RUSSIAN_PAIR = re.compile(rf"({'|'.join(_RUSSIAN_DAYS)})\w*,? (\d{{1,2}}) ({'|'.join(_RUSSIAN_MONTHS)})")

each_report = pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)


def header_and_text(path: Path) -> tuple[dict[str, str], str]:
    head, _, text = path.read_text(encoding="utf-8").partition("\n\n")
    return dict(line.split(": ", 1) for line in head.splitlines()), text


def dated_weekdays(text: str, year: int) -> list[tuple[int, date]]:
    """Return each weekday (0 Monday) that stands beside a day and month, with that day in `year`."""
    pairs = []
    for match in _PAIR.finditer(text):
        weekday, month, day = match[1] or match[6], match[2] or match[4], match[3] or match[5]
        pairs.append((list(calendar.day_name).index(weekday), date(year, _MONTHS[month], int(day))))
    for match in _RUSSIAN_PAIR.finditer(text):
        pairs.append((_RUSSIAN_DAYS[match[1]], date(year, _RUSSIAN_MONTHS[match[3]], int(match[2]))))
    return pairs


def test_there_are_enough_reports_in_each_language() -> None:
    languages = [header_and_text(path)[0]["Language"] for path in REPORTS]
    assert len(REPORTS) >= 60
    assert languages.count("ru") >= 20
    assert languages.count("kk") >= 5
    assert set(languages) == {"en", "ru", "kk"}


@each_report
def test_header_has_every_field_in_order(path: Path) -> None:
    head, text = header_and_text(path)
    assert tuple(head) == HEADER
    assert all(value.strip() for value in head.values())
    assert date.fromisoformat(head["Published"]) <= date.today()
    assert path.name.startswith(head["Published"])
    assert 30 <= len(text.split()) <= 220


@each_report
def test_report_is_read_with_its_header(path: Path) -> None:
    head, text = header_and_text(path)
    report = read_report(path)
    assert (report.title, report.publisher, report.url) == (head["Title"], head["Publisher"], head["URL"])
    assert report.published == date.fromisoformat(head["Published"])
    assert report.language == head["Language"]
    assert text.strip() in report.text
    assert report.paragraphs


@each_report
def test_weekdays_agree_with_the_calendar(path: Path) -> None:
    head, text = header_and_text(path)
    for weekday, day in dated_weekdays(text, date.fromisoformat(head["Published"]).year):
        assert day.weekday() == weekday, f"{day} is a {day:%A}"


def test_weekday_check_sees_both_languages() -> None:
    text = "on Saturday, July 28. On October 31, a Monday. Во вторник 17 мая"
    assert [weekday for weekday, _ in dated_weekdays(text, 2011)] == [5, 0, 1]


def test_gold_names_every_report_and_no_other() -> None:
    names = {path.name for path in REPORTS}
    assert set(GOLD["files"]) == names
    keys = [incident["key"] for incident in GOLD["incidents"]]
    assert len(set(keys)) == len(keys)
    assert {fact["incident"] for facts in GOLD["files"].values() for fact in facts} == set(keys)


@pytest.mark.parametrize("incident", GOLD["incidents"], ids=lambda incident: incident["key"])
def test_gold_incident_is_coherent(incident: dict[str, Any]) -> None:
    assert incident["type"] is None or EventType(incident["type"])
    assert date.fromisoformat(incident["date_start"]) <= date.fromisoformat(incident["date_end"])
    assert incident["date_prec"] in range(1, 6)
    told = [name for name, facts in GOLD["files"].items() if any(_tells(fact, incident) for fact in facts)]
    assert incident["reports"] == told
    for field in COUNTED:
        figure = incident[field]
        assert figure is None or 0 <= figure["low"] <= figure["best"] <= figure["high"]


def _tells(fact: dict[str, Any], incident: dict[str, Any]) -> bool:
    return fact["incident"] == incident["key"] and not fact.get("mention")


@pytest.mark.parametrize("name", sorted(GOLD["files"]))
def test_gold_facts_are_coherent(name: str) -> None:
    incidents = {incident["key"]: incident for incident in GOLD["incidents"]}
    for fact in GOLD["files"][name]:
        assert fact["type"] is None or EventType(fact["type"])
        assert (fact["date_start"] is None) == (fact["date_end"] is None)
        if fact["date_start"]:
            assert date.fromisoformat(fact["date_start"]) <= date.fromisoformat(fact["date_end"])
        for field in COUNTED:
            check_count(fact[field], incidents[fact["incident"]][field])


def check_count(stated: dict[str, Any] | None, figure: dict[str, int] | None) -> None:
    """Check that what a report states adds up, and lies within the figure of all reports together.

    People of one side are but a part of them.
    """
    if stated is None:
        return
    assert Qualifier(stated["qualifier"])
    sums = stated.get("sum", [])
    assert not sums or sum(number for _, number, *_ in sums) == stated["value"]
    assert sum(number for _, number, *_ in stated.get("parts", [])) <= stated["value"]
    assert all(Side(side) for side, *_ in [*sums, *stated.get("parts", [])])
    if stated["value"]:
        assert figure is not None
        low = 0 if len({side for side, *_ in sums}) == 1 else figure["low"]
        assert low <= stated["value"] <= stated.get("value_max", stated["value"]) <= figure["high"]
