"""Whoever is accused and then cleared by the same report did not do it: the fact is denied, and in force nowhere."""

import pytest

from kztui.model.fact import Field, Hedge

from .samples import incidents

DEED = "A trader was killed in Taraz on Monday. "
HELD = DEED + "Police detained Askar Omarov over the killing. "
BROTHERS = DEED + "Police detained two brothers over the killing. "
CONVICTED = DEED + "Askar Omarov was convicted of the murder. "


def accused(text: str) -> dict[str, Hedge]:
    """Return whom a text names as doers, with how far each is meant."""
    facts = (fact for facts in incidents(text) for fact in facts if fact.field is Field.PERPETRATOR)
    return {str(fact.value): fact.hedge for fact in facts}


@pytest.mark.parametrize(
    "sentence",
    [
        "He was later released without charge.",
        "He was released after questioning.",
        "He was held for two days and then freed.",
        "On Friday he was let go.",
        "The man was later released.",
        "The suspect was later set free.",
        "The 40-year-old was later cleared.",
        "Police later released him without charge.",
        "Omarov has since been cleared of any involvement.",
        "Omarov, a driver from Osh, was cleared.",
        "Omarov, 40, was acquitted on Thursday.",
        "Askar Omarov, who was later cleared, plans to sue.",
        "A court in Taraz on Thursday acquitted Omarov.",
        "The court found him not guilty.",
        "The jury found Omarov not guilty.",
        "DNA tests showed that he was not involved.",
        "Prosecutors dropped the case against Omarov.",
        "The charges were dropped.",
        "The court overturned his conviction.",
        "The Supreme Court quashed Omarov's conviction.",
        "Police later said they had arrested the wrong man.",
        "Police apologised to him.",
        "Police apologised for the arrest, saying it was a case of mistaken identity.",
        "Police had wrongly detained Omarov, the ministry said.",
        "Omarov is no longer a suspect, police said.",
        "Omarov had nothing to do with the murder, investigators said.",
        "Investigators found no evidence against him.",
        "He was ruled out as a suspect.",
    ],
)
def test_whom_a_later_sentence_clears_did_not_do_it(sentence: str) -> None:
    assert accused(HELD + sentence) == {"Askar Omarov": Hedge.DENIED}


@pytest.mark.parametrize(
    "sentence",
    [
        "He was later released on bail.",
        "He was released pending trial.",
        "He was released into the custody of the KNB.",
        "He was not cleared.",
        "He may be cleared.",
        "If he is cleared he will sue.",
        "A court refused to release him.",
        "His lawyer says he is innocent.",
        "His mother said he was not involved in the killing.",
        "He said he was innocent.",
        "He insists he had nothing to do with the murder.",
        "Omarov pleaded not guilty.",
        "Police released his name.",
        "Police released a photo of him.",
        "The ministry released a statement.",
        "Troops cleared the area.",
        "Another man was released.",
        "A witness was released after questioning.",
        "Serik Aliev was cleared.",
        "The trader's wife was found not guilty of fraud.",
        "The killing was a case of mistaken identity.",
        "Police said the trader was innocent.",
        "Police apologised to the trader's family.",
        "He is a suspect.",
    ],
)
def test_who_is_not_cleared_stays_suspected(sentence: str) -> None:
    assert accused(HELD + sentence) == {"Askar Omarov": Hedge.SUSPECTED}


@pytest.mark.parametrize(
    ("sentence", "cleared"),
    [
        ("They were later released without charge.", True),
        ("Both were later cleared.", True),
        ("The two men were acquitted.", True),
        ("The brothers were acquitted.", True),
        ("All charges against them were dropped.", True),
        ("One of them was released.", False),
        ("One of the brothers was later cleared.", False),
        ("Three men were released.", False),
        ("He was released.", False),
    ],
)
def test_as_many_are_cleared_as_were_accused(sentence: str, cleared: bool) -> None:
    assert accused(BROTHERS + sentence) == {"two brothers": Hedge.DENIED if cleared else Hedge.SUSPECTED}


@pytest.mark.parametrize(
    ("sentence", "cleared"),
    [
        ("His conviction was quashed.", True),
        ("He was later acquitted on appeal.", True),
        ("He was released in May.", False),
    ],
)
def test_release_does_not_undo_a_conviction(sentence: str, cleared: bool) -> None:
    assert accused(CONVICTED + sentence) == {"Askar Omarov": Hedge.DENIED if cleared else Hedge.SUSPECTED}


@pytest.mark.parametrize(
    "sentence",
    [
        "Askar Omarov was accused of the murder but was later cleared.",
        "Askar Omarov was detained over the murder but later released.",
        "Police detained Askar Omarov over the murder but later released him.",
        "Omarov was cleared in May. Askar Omarov had been accused of the murder.",
        "Askar Omarov was cleared. Omarov had been accused of the murder by neighbours.",
    ],
)
def test_accusation_and_clearing_stand_in_any_order(sentence: str) -> None:
    assert {*accused(DEED + "Police suspect Askar Omarov of the murder. " + sentence).values()} == {Hedge.DENIED}


def test_the_verdict_alone_accuses_nobody() -> None:
    assert accused("Askar Omarov was acquitted of killing a trader in Taraz on Monday.") == {
        "Askar Omarov": Hedge.DENIED
    }


def test_who_is_convicted_after_all_did_it() -> None:
    text = HELD + "He was acquitted. The Supreme Court overturned the ruling and convicted Omarov of the murder."
    assert Hedge.SUSPECTED in accused(text).values()


@pytest.mark.parametrize(
    ("text", "doers"),
    [
        ("Two men abducted two girls in Taraz on Monday. They were released on Tuesday.", {"Two men"}),
        ("A man abducted a girl in Taraz on Monday. She was released on Tuesday.", {"man"}),
        ("Gunmen killed a trader in Taraz on Monday. Three gunmen were held. They were later released.",
         {"Gunmen", "Three gunmen"}),
        (HELD + "He was released. Serik Aliev was convicted of the murder.", {"Serik Aliev"}),
    ],
)  # fmt: skip
def test_others_did_it_all_the_same(text: str, doers: set[str]) -> None:
    assert {who for who, hedge in accused(text).items() if hedge is not Hedge.DENIED} == doers


def test_whoever_accuses_somebody_of_a_murder_committed_none() -> None:
    assert accused(DEED + "Askar Omarov was accused of the murder by neighbours.") == {"Askar Omarov": Hedge.SUSPECTED}
