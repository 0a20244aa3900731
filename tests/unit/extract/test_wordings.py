"""How many were killed, wounded and arrested, in the words that reports use for it."""

import pytest

from kztui.model.fact import Field, Hedge, Side

from .samples import incidents

KILLED, WOUNDED, ARRESTED = Field.KILLED, Field.WOUNDED, Field.ARRESTED


@pytest.mark.parametrize(
    ("text", "field", "number"),
    [
        ("A mine near Merke cost the lives of four herdsmen on Friday.", KILLED, 4),
        ("An officer and no fewer than five other people were killed in a raid in Taraz on Friday.", KILLED, 6),
        ("Six guards, not eleven as first said, were killed in a raid in Taraz on Friday.", KILLED, 6),
        ("A poacher was killed in a shootout near Merke on Friday.", KILLED, 1),
        ("Four rangers were stabbed in a brawl in Merke on Friday.", WOUNDED, 4),
        ("After a clash in Merke on Friday nine villagers were taken to hospital with knife wounds.", WOUNDED, 9),
        ("Four shepherds were hospitalized after a clash in Merke on Friday.", WOUNDED, 4),
        ("A raid in Merke on Friday killed three guards and six were wounded.", WOUNDED, 6),
        ("After a raid in Merke on Friday four rebels were taken prisoner.", ARRESTED, 4),
        ("After a raid in Merke on Friday officers took into custody seven men.", ARRESTED, 7),
        ("After a raid in Merke on Friday the gunman gave himself up.", ARRESTED, 1),
        ("After a raid in Merke on Friday three gunmen surrendered.", ARRESTED, 3),
        ("Two robbers were caught in Merke on Friday.", ARRESTED, 2),
        ("Three of the fugitives were recaptured near Merke on Friday.", ARRESTED, 3),
        ("Three men have been placed under arrest in Merke on Friday.", ARRESTED, 3),
        ("Thirty-one men are under arrest after a riot in Merke on Friday.", ARRESTED, 31),
        ("Six men are being held after a riot in Merke on Friday.", ARRESTED, 6),
        ("A riot in Merke on Friday ended with 30 arrests.", ARRESTED, 30),
        ("After a riot in Merke on Friday the number of detainees reached 30.", ARRESTED, 30),
        ("The number of injured in a riot in Merke on Friday rose to 30.", WOUNDED, 30),
        ("A ministry put the number of dead in a riot in Merke on Friday at 13.", KILLED, 13),
        ("Over 30 people were hospitalised after brawls in Merke on Friday.", WOUNDED, 30),
        ("A bomber killed himself and two guards in Merke on Friday.", KILLED, 3),
        ("Masked men shot dead a farmer, his wife and three sons in Merke on Friday.", KILLED, 5),
        ("Two guards died on the spot in a raid in Merke on Friday and a third died in hospital.", KILLED, 3),
        ("The police chief, Askar Bekov, and his driver were shot dead in Merke on Friday.", KILLED, 2),
    ],
)
def test_a_number_is_found_in_any_wording(text: str, field: Field, number: int) -> None:
    (facts,) = incidents(text)
    assert sum(f.value for f in facts if f.field is field and isinstance(f.value, int)) == number


@pytest.mark.parametrize(
    ("text", "field", "numbers"),
    [
        ("Three gunmen were shot dead in a raid in Merke on Friday. So was a sergeant.", KILLED, [3, 1]),
        ("A thief was wounded in a shootout in Merke on Friday, as were two guards.", WOUNDED, [1, 2]),
        ("Two herdsmen died in a blast in Merke on Friday, as did a child.", KILLED, [2, 1]),
        ("The bomber was the only one to die in Friday's blast in Merke.", KILLED, [1]),
        ("The sole victim of Friday's blast in Merke was a guard.", KILLED, [1]),
        ("A suicide bomber struck in Merke on Friday and was the only casualty.", KILLED, [1]),
        ("Rebels raided a farm in Merke on Friday at the cost of five lives.", KILLED, [5]),
        ("The wounded in Friday's raid in Merke include a cook, two nurses and four guards.", WOUNDED, [1, 2, 4]),
        ("A bomb went off in Merke on Friday. Among the dead were two nuns and a driver.", KILLED, [2, 1]),
        ("Burns were suffered by 21 people in a blast in Merke on Friday.", WOUNDED, [21]),
        ("Medical aid was given to 34 people after a blast in Merke on Friday.", WOUNDED, [34]),
        ("After a blast in Merke on Friday 34 people received medical aid.", WOUNDED, [34]),
        ("A bomb went off in Merke on Friday. Three people remain in hospital.", WOUNDED, [3]),
        ("A bomb went off in Merke on Friday. Two children are still in hospital.", WOUNDED, [2]),
        ("Robbers raided a bank in Merke on Friday. Four clerks were being treated in hospital.", WOUNDED, [4]),
        ("A man fired at a patrol in Merke on Friday and hit two officers.", WOUNDED, [2]),
        ("Gunmen raided a bank in Merke on Friday. One of them was led away in handcuffs.", ARRESTED, [1]),
        ("Gunmen raided a bank in Merke on Friday. Police held nine men.", ARRESTED, [9]),
        ("Four men are in police custody over a raid in Merke on Friday.", ARRESTED, [4]),
        ("Four men have been remanded in custody over a raid in Merke on Friday.", ARRESTED, [4]),
        ("Four men were picked up by police after a raid in Merke on Friday.", ARRESTED, [4]),
        ("Four men were taken to police stations after a riot in Merke on Friday.", ARRESTED, [4]),
        ("The gunman was led off by police after a raid in Merke on Friday.", ARRESTED, [1]),
        ("Gunmen raided a bank in Merke on Friday. None of them has been caught.", ARRESTED, [0]),
        ("Gunmen raided a bank in Merke on Friday. Neither was arrested.", ARRESTED, [0]),
        ("In Merke two bombs went off on Friday. The bomber, whom the police call Bekov, died.", KILLED, [1]),
        ("A clerk, whose name is not known, was killed in Merke on Friday.", KILLED, [1]),
        ("A bomb in Merke on Friday left four dead and 13 in hospital.", WOUNDED, [13]),
        ("Robbers raided a bank in Merke on Friday; a guard was shot in the leg.", WOUNDED, [1]),
        ("A raid on a bank in Merke on Friday left a boy hurt: he was cut by glass.", WOUNDED, [1]),
        ("Killed in a raid in Merke on Friday were a clerk and three customers.", KILLED, [1, 3]),
        ("Injured were two policemen in a raid in Merke on Friday.", WOUNDED, [2]),
        ("Nine of the 14 men who died in a raid in Merke on Friday were rebels.", KILLED, [14]),
        ("Three of the seven people killed in a raid in Merke on Friday were brothers.", KILLED, [7]),
        ("Six rebels have been killed in Merke since Monday and four wounded.", KILLED, [6]),
        (
            "Six people, among them a clerk and two guards, were killed in Merke on Friday by robbers.",
            KILLED,
            [6, 1, 2],
        ),
    ],
)
def test_people_suffered_without_a_verb_for_it(text: str, field: Field, numbers: list[int]) -> None:
    (facts,) = incidents(text)
    assert sorted(f.value for f in facts if f.field is field and isinstance(f.value, int)) == sorted(numbers)


@pytest.mark.parametrize(
    ("text", "field", "numbers"),
    [
        ("A bomb wounded six people in Merke on Monday. A fifth person has died in hospital.", KILLED, [5]),
        ("A fourth victim of Monday's bombing in Merke has died.", KILLED, [4]),
        ("A second suspect is being held over Monday's raid on a bank in Merke.", ARRESTED, [2]),
        ("A seventh man was arrested over Monday's raid on a bank in Merke.", ARRESTED, [7]),
        ("A bomb killed three men in Merke on Monday. A fourth man died in hospital.", KILLED, [3, 1]),
        ("A bomb killed two men in Merke on Monday. A third man was wounded.", WOUNDED, [1]),
        ("Police shot dead two robbers in Merke on Monday. A third robber was arrested.", ARRESTED, [1]),
        ("A fifth man was shot dead in Merke on Monday.", KILLED, [1]),
    ],
)
def test_the_nth_of_a_row_makes_n_where_no_other_is_told(text: str, field: Field, numbers: list[int]) -> None:
    (facts,) = incidents(text)
    assert sorted(f.value for f in facts if f.field is field and isinstance(f.value, int)) == sorted(numbers)


@pytest.mark.parametrize(
    "text",
    [
        "A bomb went off in Merke on Friday. Reports that nine people died are untrue, officials said.",
        "A bomb went off in Merke on Friday. Claims online that nine people were killed proved false.",
        "A bomb went off in Merke on Friday. It is not true that nine people died.",
        "A bomb went off in Merke on Friday. It is false that nine people died.",
        "A bomb went off in Merke on Friday. There is no truth in the rumour that nine people died.",
        "A few people were killed by a bomb in Merke on Friday.",
    ],
)
def test_numbers_called_false_are_no_figures(text: str) -> None:
    (facts,) = incidents(text)
    assert [f for f in facts if f.field is KILLED and f.hedge is not Hedge.DENIED] == []


@pytest.mark.parametrize(
    "text",
    [
        "A hurricane struck Merke on Friday, killing five people.",
        "Heavy snow killed four herdsmen near Merke on Friday.",
        "Lightning struck a tent near Merke on Friday and killed a shepherd.",
        "Sappers blew up an old shell in Merke on Friday.",
        "A bag was detonated in Merke on Friday by bomb disposal experts.",
        "The bomb squad blew up a bag in Merke on Friday.",
        "A fire broke out in a depot in Merke on Friday. Officials denied that it was sabotage.",
        "A fire destroyed a depot in Merke on Friday. Investigators ruled out arson.",
        "An anti-hijack exercise was held in Merke on Friday. Two terrorists were killed and the hostages freed.",
        "A blaze destroyed a market in Merke on Friday. Sabotage was excluded by the police.",
        "A coal mine fire killed nine workers in Merke on Friday.",
        "A fire set off by a short circuit killed a clerk in Merke on Friday.",
        "Children received medical check-ups in Merke on Friday.",
        "Five people died of carbon monoxide poisoning in Merke on Friday.",
        "Protesters took away police shields in Merke on Friday.",
        "A drone picked up police signals near Merke on Friday.",
        "Villagers were taken to a railway station near Merke on Friday.",
    ],
)
def test_no_deed_is_no_incident(text: str) -> None:
    assert incidents(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The group denied the attack on a bank in Merke on Friday, in which two guards were killed.",
        "The fire at a shop in Merke on Friday was set by robbers who killed a guard.",
        "A bomb went off in Merke on Friday, killing two sappers.",
        "Explosives went off in a market in Merke on Friday.",
        "Explosives destroyed a bridge near Merke on Friday.",
        "Sniper fire killed three soldiers in Merke on Friday.",
        "Mortar fire hit a village near Merke on Friday and wounded a woman.",
        "A gang's machine-gun fire wounded four guards in Merke on Friday.",
        "A fire set by rebels killed three children in Merke on Friday.",
    ],
)
def test_deeds_beside_denials_fires_and_sappers_stay(text: str) -> None:
    assert len(incidents(text)) == 1


@pytest.mark.parametrize(
    ("text", "field", "number"),
    [
        ("Two men aged 24 and 31 were arrested in Merke on Friday.", ARRESTED, 2),
        ("Police in Merke on Friday detained three brothers aged 18, 20 and 25.", ARRESTED, 3),
        ("The two girls, aged nine and 11, were killed by gunmen in Merke on Friday.", KILLED, 2),
        ("Gunmen killed a nurse, 48, and her son, 16, in Merke on Friday.", KILLED, 2),
        ("A brawl broke out in Merke on Friday after a guard of 40 had been killed.", KILLED, 1),
        ("A boy aged 12 and three women were killed by a bomb in Merke on Friday.", KILLED, 4),
        ("A group of 30 armed men killed a crowd of 12 in Merke on Friday.", KILLED, 12),
    ],
)
def test_an_age_counts_nobody(text: str, field: Field, number: int) -> None:
    (facts,) = incidents(text)
    assert sum(f.value for f in facts if f.field is field and isinstance(f.value, int)) == number


@pytest.mark.parametrize(
    "text",
    [
        "A boat caught fire near Aktau on Friday.",
        "The bodies were taken to hospital in Taraz on Friday.",
        "Gunmen fired at a convoy in Taraz on Friday, and one of the trucks was hit by two bullets.",
        "The two rebels refused to surrender in Taraz on Friday.",
        "Reporters fired questions at the mayor in Taraz on Friday.",
    ],
)
def test_other_meanings_count_nobody(text: str) -> None:
    counted = (KILLED, WOUNDED, ARRESTED)
    assert [fact for facts in incidents(text) for fact in facts if fact.field in counted] == []


@pytest.mark.parametrize("who", ["Twenty-one prisoners", "A number of inmates", "Three convicts"])
def test_dead_prisoners_are_not_accused(who: str) -> None:
    for facts in incidents(f"{who} were killed in a riot in a prison near Taraz on Friday."):
        assert [fact.value for fact in facts if fact.field is Field.PERPETRATOR] == []
        assert Side.PERPETRATOR not in {fact.side for fact in facts}
