"""Joining without asking takes words that name the very event: a day and a big city are not enough."""

from datetime import date

import pytest

from kztui.casebook.lookup import LibraryIncidents, wording
from kztui.extract.engine import extract
from kztui.link.joining import link
from kztui.model.incident import serial_id
from kztui.model.linked import Linked
from kztui.model.report import Paragraph, Report, report_id
from kztui.search.memory import Memory
from kztui.store.base import Records

TUESDAY = date(2024, 4, 9)


def told(text: str, published: date = TUESDAY, language: str = "en") -> Report:
    return Report(report_id(text), text, (Paragraph(1, 0, len(text)),), published=published, language=language)


def linked(*reports: Report) -> Linked:
    drafts = [(one, extract(one).drafts) for one in reports]
    assert all(found for _, found in drafts)
    return link(drafts, LibraryIncidents(Memory(Records({}, {}))), lambda _: False, wording, serial_id)


def are_joined(one: Report, other: Report) -> bool:
    """Whether two reports become one incident; the order makes no difference."""
    there, back = (len(linked(*pair).new) == 1 for pair in ((one, other), (other, one)))
    assert there is back
    return there


HEIST = "Robbers shot a cashier dead in a bank in Almaty on Monday and fled with 9 million tenge."
RIOT = "Four inmates were injured in a riot at a prison in Almaty on Monday."
KNIFING = "A pupil wounded two classmates with a knife at a school in Almaty on Monday. He was detained."
DRIVER = "A taxi driver was shot dead in Almaty on Monday. Police are looking for a passenger."
POLICEMAN = "A man stabbed a policeman to death in Karaganda on Monday. He was arrested on the spot."
GUESTS = "Two guests were shot dead in a restaurant in Karaganda on Monday. The killer escaped."
GRENADE = "A grenade thrown into a market in Shymkent on Monday wounded six traders."
TORCHED = "The car of a journalist was set on fire in Shymkent on Monday. No one was hurt."


@pytest.mark.parametrize(
    ("one", "other"),
    [(HEIST, RIOT), (HEIST, DRIVER), (KNIFING, DRIVER), (RIOT, KNIFING), (POLICEMAN, GUESTS), (GRENADE, TORCHED)],
)
def test_other_deeds_of_one_city_and_day_are_not_joined(one: str, other: str) -> None:
    assert not are_joined(told(one), told(other))


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        (HEIST, "В понедельник в Алматы грабители застрелили кассира банка и скрылись с деньгами.", "ru"),
        (RIOT, "В понедельник в колонии в Алматы произошёл бунт. Ранены четверо заключённых.", "ru"),
        (GUESTS, "Дүйсенбі күні Қарағандыдағы мейрамханада екі адам атып өлтірілді.", "kk"),
        (GRENADE, "Six traders were hurt on Monday when a grenade exploded at a market in Shymkent.", "en"),
        (TORCHED, "A journalist's car was burned in Shymkent on Monday night, police said. No one was hurt.", "en"),
    ],
)
def test_one_deed_told_in_other_words_or_languages_is_joined(one: str, other: str, language: str) -> None:
    assert are_joined(told(one), told(other, language=language))


@pytest.mark.parametrize(("town", "joined"), [("Almaty", False), ("Kordai", True)])
def test_the_fewer_people_live_there_the_more_say_day_and_place(town: str, joined: bool) -> None:
    one = told(f"A man was shot in {town} on Monday, a neighbour said.")
    assert are_joined(one, told(f"There was an attack in {town} on Monday in which somebody was wounded.")) is joined


@pytest.mark.parametrize(("day", "joined"), [(TUESDAY, False), (date(2024, 4, 11), True)])
def test_who_is_caught_in_one_report_and_free_in_another_is_another_unless_caught_since(
    day: date, joined: bool
) -> None:
    free = told("A guard was shot dead outside a bank in Almaty on Monday. The gunman is on the run.")
    caught = told("The gunman who shot a guard dead outside a bank in Almaty on 8 April was arrested.", day)
    reasons = {
        reason.rpartition(" ")[0]
        for one in (*linked(free, caught).joins, *linked(free, caught).suggestions)
        for reason in one.reasons
    }
    assert ("caught and at large" not in reasons) is joined


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_a_town_in_any_case_is_no_name_that_reports_share(language: str) -> None:
    texts = {
        "ru": (
            "Двое ранены при взрыве в Бишкеке в понедельник. Мэр города сказал, что в Бишкеке спокойно.",
            "В понедельник в Бишкеке при взрыве ранены двое. Позже, по словам врачей, в Бишкеке искали свидетелей.",
        ),
        "kk": (
            "Дүйсенбі күні Шымкентте дүкен тоналып, күзетші жараланды. Полиция Шымкентте іздеу жариялады.",
            "Дүйсенбі күні Шымкентте үш адам дүкенді тонап, күзетшіні жаралады. Қазір Шымкентте тыныш.",
        ),
    }
    found = linked(*(told(text, language=language) for text in texts[language]))
    reasons = " ".join(reason for one in (*found.joins, *found.suggestions) for reason in one.reasons)
    assert "both in" in reasons
    assert "ishkeke" not in reasons
    assert "kentte" not in reasons


def test_another_town_that_both_name_is_called_as_the_gazetteer_has_it() -> None:
    found = linked(
        told("Двое ранены при взрыве в Оше в понедельник. Из штаба в Бишкеке выехали следователи.", language="ru"),
        told("В понедельник при взрыве в Оше ранены двое. Министр находится в Бишкеке.", language="ru"),
    )
    reasons = " ".join(reason for one in (*found.joins, *found.suggestions) for reason in one.reasons)
    assert "both name Bishkek " in reasons


@pytest.mark.parametrize(
    ("killed", "day", "joined"),
    [("seven", date(2025, 5, 2), False), ("five", date(2025, 5, 2), True), ("seven", date(2024, 4, 12), True)],
)
def test_a_report_long_after_changes_no_number_without_asking(killed: str, day: date, joined: bool) -> None:
    news = told("A bomb killed five people at a market in Osh on 8 April 2024.")
    later = told(f"The bomb that went off at a market in Osh on 8 April 2024 killed {killed} people.", day)
    assert are_joined(news, later) is joined
    assert joined or linked(news, later).suggestions


@pytest.mark.parametrize(("number", "other", "joined"), [("seven", "nine", True), ("one", "two", False)])
def test_what_kills_many_happens_in_no_city_twice_on_a_day(number: str, other: str, joined: bool) -> None:
    texts = (f"An attack in Almaty on Monday killed {killed} people." for killed in (number, other))
    assert are_joined(*map(told, texts)) is joined
