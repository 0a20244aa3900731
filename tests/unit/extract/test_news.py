"""Short news of the kinds that agencies write, and the figures that a careful reader takes from them."""

from datetime import date

import pytest

from kztui.model.incident import Incident
from kztui.model.summary import summarize

from .samples import incidents, report

PUBLISHED = date(2024, 3, 6)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Police in Osh detained 11 people on Tuesday after a clash between villagers and border guards left four dead "
         "and more than 20 injured, the ministry said.", "mob violence 2024-03-05 Osh 4 20 11"),
        ("The KNB said on Wednesday it had arrested 12 members of a cell in Atyrau who were plotting attacks.",
         "plot foiled - Atyrau - - 12"),
        ("Two people suspected of preparing attacks have been detained in Almaty, according to a statement of Tuesday.",
         "arrest - Almaty - - 2"),
        ("A man opened fire on bailiffs who had come to evict him in Almaty on Monday, killing five people.",
         "armed attack 2024-03-04 Almaty 5 - -"),
        ("Nineteen people have been taken to hospital with burns after a petrol station blew up in Oral on Tuesday.",
         "explosion 2024-03-05 Oral - 19 -"),
        ("The trial of 27 men accused of the 2016 Aktobe attacks, in which seven people died, opened on Tuesday.",
         "armed attack 2016-01-01 Aktobe 7 - -"),
        ("Five suspects have been taken into custody in connection with Friday's bombing in Almaty, which killed two "
         "people.", "bombing 2024-03-01 Almaty 2 - 5"),
        ("The leader of the group, Arman Seitov, was caught in Semey on Thursday. Two of his men remain at large.",
         "arrest 2024-02-29 Semey - - 1"),
        ("Police say the suspect, identified as Ruslan Omarov, shot dead three officers in Almaty on Monday. He was "
         "wounded and captured.", "armed attack 2024-03-04 Almaty 3 1 1"),
        ("Kyrgyz police said they had foiled a bomb attack planned for the spring holiday in Osh.",
         "plot foiled - Osh - - -"),
        ("A customs officer was kidnapped near Termez last Wednesday. His body was found on Sunday.",
         "abduction 2024-02-28 Termez 1 - -"),
        ("The ministry rejected reports that dozens had been killed in Khorog on Tuesday, saying that police "
         "had killed four gunmen and detained 12.", "armed clash 2024-03-05 Khorog 4 - 12"),
        ("At least 29 inmates and three guards died when a riot broke out in a prison in Vahdat on Sunday night.",
         "riot 2024-03-03 Vahdat 32 - -"),
        ("A conscript shot dead four soldiers and himself at a base near Taldykorgan on Thursday.",
         "armed attack 2024-02-29 Taldykorgan 5 - -"),
        ("Villagers from Aksai and Vorukh threw stones at each other on Sunday. Some 12 people were hurt, two houses "
         "burned down.", "mob violence 2024-03-03 Vorukh - 12 -"),
        ("Ten people, among them two children, were wounded by shelling in Batken on Friday.",
         "armed attack 2024-03-01 Batken - 10 -"),
        ("In all, 33 people died in last week's violence in Osh. More than 1,000 have been detained.",
         "armed attack 2024-02-26 Osh 33 - 1000"),
        ("Militants ambushed a convoy in the Rasht valley on Sunday, killing 25 soldiers, officials said on Monday.",
         "armed attack 2024-03-03 Rasht 25 - -"),
        ("Four men wanted for robbery refused to surrender in Taraz on Monday and were killed by special forces.",
         "armed clash 2024-03-04 Taraz 4 - -"),
        ("Some 300 people threw stones at one another in Korday on Monday. Eight died and 40 were injured.",
         "mob violence 2024-03-04 Korday 8 40 -"),
        ("Eleven people were killed in a protest in Zhetybay on Monday.",
         "force against protesters 2024-03-04 Zhetybay 11 - -"),
    ],
)  # fmt: skip
def test_short_news(text: str, expected: str) -> None:
    made = report(text, PUBLISHED)
    (facts,) = incidents(text, PUBLISHED)
    found = summarize(Incident("KZ-2024-0001", facts), {made.id: made.source})
    day = str(found.date.start) if found.date and found.date.start else "-"
    figures = [str(figure.best) if figure else "-" for figure in (found.killed, found.wounded, found.arrested)]
    assert " ".join([found.type, day, found.place.name if found.place else "-", *figures]) == expected


def test_whom_an_evicted_man_shot_at_is_no_attacker() -> None:
    (facts,) = incidents("A man opened fire on bailiffs who had come to evict him in Almaty on Monday, killing five.")
    assert {fact.value for fact in facts if fact.field == "perpetrator"} == {"man"}


def test_a_murdered_rebel_is_a_victim() -> None:
    (facts,) = incidents("The murder of a rebel leader in Taraz on Friday shook the country.")
    assert {fact.field for fact in facts if fact.value == "rebel leader"} == {"victim"}


def test_suspects_shot_dead_are_attackers() -> None:
    (facts,) = incidents("Five suspected militants were shot dead by police in Taraz on Friday.")
    assert {fact.field for fact in facts if fact.value == "Five suspected militants"} == {"perpetrator"}
