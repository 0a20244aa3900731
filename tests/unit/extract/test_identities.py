"""Who they were: names given to people told before, lists of names, and whose things are."""

from kztui.model.fact import Field

from .samples import incident, incidents, words


def test_names_given_to_victims_and_attackers_join_the_incident() -> None:
    for named, field in (
        ("The victims were identified as Aidar Seitov, Marat Ospanov and Olga Kim.", Field.VICTIM),
        ("The dead were Aidar Seitov, Marat Ospanov, and Olga Kim.", Field.VICTIM),
        ("Police named the attackers as Aidar Seitov, Marat Ospanov and Olga Kim.", Field.PERPETRATOR),
        ("The gunmen were identified as Aidar Seitov, Marat Ospanov and Olga Kim.", Field.PERPETRATOR),
    ):
        found = words(incident(f"Five traders were shot dead in Taraz on Friday. {named}"), field)
        assert {"aidar seitov", "marat ospanov", "olga kim"} <= found, named


def test_names_of_others_are_nobodys() -> None:
    """Only those told as victims or attackers are named: neither a spokesman nor a street."""
    told = "Five traders were shot dead in Taraz on Friday. The spokesman was identified as Aidar Seitov."
    found = incident(told)
    assert "aidar seitov" not in words(found, Field.VICTIM) | words(found, Field.PERPETRATOR)


def test_names_alone_are_no_incident() -> None:
    assert not incidents("The victims were identified as Aidar Seitov and Olga Kim.")


def test_doers_of_a_deed_are_named_by_by() -> None:
    told = "Two teachers were shot dead in Taraz on Friday. The crime was committed by members of the Red Dawn Front."
    assert "members of the red dawn front" in words(incident(told), Field.PERPETRATOR)


def test_lists_of_names_are_whole() -> None:
    for listed, names in (
        (
            "Engineers Pavel Orlov and Timur Sadykov, who work for an oil firm, were killed",
            {"pavel orlov", "timur sadykov"},
        ),
        ("Pavel Orlov, alias the Fox, his son Timur and two guards were killed", {"pavel orlov", "timur"}),
        (
            "Six monks, including Pavel Orlov and Timur Sadykov, were killed",
            {"pavel orlov", "timur sadykov", "six monks"},
        ),
    ):
        assert names <= words(incident(f"{listed} in Taraz on Friday."), Field.VICTIM), listed


def test_a_surname_is_that_of_the_person_named_in_full() -> None:
    told = "Pavel Orlov was shot dead in Taraz on Friday. Orlov was killed by two gunmen."
    assert words(incident(told), Field.VICTIM) == {"pavel orlov"}
    told = "Pavel Orlov and Ivan Orlov were shot dead in Taraz on Friday. Orlov was killed by two gunmen."
    assert words(incident(told), Field.VICTIM) == {"pavel orlov", "ivan orlov", "orlov"}


def test_things_are_named_with_their_owner() -> None:
    told = "A bomb exploded on Friday outside the offices of the National Union of Miners in Karaganda."
    assert words(incident(told), Field.TARGET) == {"offices of the national union of miners"}
    told = "Gunmen attacked the Hotel Sary and the home of Minister Pavel Orlov in Taraz on Friday."
    assert words(incident(told), Field.TARGET) == {"hotel sary", "home of minister pavel orlov"}


def test_parts_of_things_are_no_targets() -> None:
    told = "A bomb damaged the windows of a bank and the walls in Taraz on Friday."
    assert words(incident(told), Field.TARGET) == {"bank"}


def test_hedges_are_no_part_of_a_name() -> None:
    found = incident("Alleged militants killed two guards in Taraz on Friday.")
    assert words(found, Field.PERPETRATOR) == {"militants"}


def test_members_stand_behind_the_brackets_of_their_organisation() -> None:
    told = "IMU [Islamic Movement of Uzbekistan] fighters killed two guards near Batken on Friday."
    assert "islamic movement of uzbekistan" in words(incident(told), Field.PERPETRATOR)
    told = "Fighters of the Red Dawn Front claimed responsibility for the attack on two guards in Taraz on Friday."
    assert "red dawn front" in words(incident(told), Field.CLAIMED_BY)


def test_who_took_part_in_a_deed_did_it() -> None:
    told = "Two teachers were shot dead in Taraz on Friday."
    for done in ("Members of the Red Dawn Front took part in the crime.", "It was an action by the Red Dawn Front."):
        done = done.replace("took part in", "participated in")
        found = words(incident(f"{told} {done}"), Field.PERPETRATOR)
        assert any("red dawn front" in one for one in found), done


def test_a_political_word_makes_nobody_an_attacker() -> None:
    found = incident(
        "The leftist leader was shot dead in Taraz on Friday. A criminal court judge condemned the murder."
    )
    assert not words(found, Field.PERPETRATOR)
