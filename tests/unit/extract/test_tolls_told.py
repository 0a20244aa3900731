"""Tolls as reports tell them: who is counted together, who is one of those counted, and who was lost, shot or meant."""

import pytest

from kztui.model.fact import Field, Hedge, Scope, Side
from kztui.model.figures import Policy, count_figure

from .samples import incidents, report

KILLED, WOUNDED, ARRESTED = Field.KILLED, Field.WOUNDED, Field.ARRESTED


def best(text: str, field: Field) -> list[int | None]:
    """Return the number that each incident of a text comes to in a field, None where it tells none."""
    stated = [[fact for fact in facts if fact.hedge is not Hedge.DENIED] for facts in incidents(text)]
    made = report(text)
    figures = [count_figure(facts, field, {made.id: made.source}, Policy.LATEST_OFFICIAL) for facts in stated]
    return [figure.best if figure else None for figure in figures]


@pytest.mark.parametrize(
    ("text", "field", "number"),
    [
        ("Four rebels as well as two cooks were killed in a raid in Merke on Friday.", KILLED, 6),
        ("Four rebels, along with two guards, were killed in a raid in Merke on Friday.", KILLED, 6),
        ("A blast in Merke on Friday hurt three nurses together with a doctor.", WOUNDED, 4),
        ("All in all thirteen people were killed in a raid in Merke on Friday.", KILLED, 13),
        ("In a raid in Merke on Friday, in all, thirteen people were killed.", KILLED, 13),
        ("Two other people, a judge and a cook, were hurt by a blast in Merke on Friday.", WOUNDED, 2),
        ("A blast in Merke on Friday killed three people, a judge, a cook and a nurse.", KILLED, 3),
        ("Three relatives - the parents and a son - were murdered in Merke on Friday.", KILLED, 3),
        ("Three guards, a judge and a cook were hurt by a blast in Merke on Friday.", WOUNDED, 5),
        ("Police in Merke on Friday arrested two men, 24 and 31 years old, over a stabbing.", ARRESTED, 2),
        ("Gunmen raided a post near Merke on Friday. The gunmen lost five men.", KILLED, 5),
        ("Rebels raided a post near Merke on Friday, losing one of their own.", KILLED, 1),
        ("A doctor was stopped in Merke on Friday by men who beat him to death.", KILLED, 1),
        ("Rebels stopped three nurses near Merke on Friday. The rebels stabbed them to death.", KILLED, 3),
        ("A raid in Merke on Friday killed six. The governor counted five rebels among the dead.", KILLED, 6),
        ("Nine rebels were shot in a hunt in Merke on Friday.", KILLED, 9),
        ("Three guards were killed in Merke on Friday. Nine rebels were shot in a hunt that went on until Sunday.",
         KILLED, 12),
        ("Four people were killed in Merke on Friday: a judge, a cook and two guards. Three attackers died, too.",
         KILLED, 7),
        ("Four members of one family were murdered in Merke on Friday.", KILLED, 4),
        ("Five guards died in a raid in Merke on Friday. Six smugglers were also killed.", KILLED, 11),
        ("Five guards died in a raid in Merke on Friday. Six smugglers were killed in Merke by men in masks as well as "
         "knives.", KILLED, 6),
        ("The number of those killed in a raid in Merke on Friday has reached four.", KILLED, 4),
        ("A guard, 35, was killed in Merke on Friday and his wife, 34, wounded by a bomb.", WOUNDED, 1),
        ("Two officers suffered fractures in a brawl in Merke on Friday.", WOUNDED, 2),
        ("Two guards were shot dead in Merke on Friday. The gunmen are still at large.", ARRESTED, 0),
        ("The man who attacked a bank in Merke on Friday was in handcuffs within an hour.", ARRESTED, 1),
        ("Some men were shot in Merke on Friday while looting. Altogether 200 people were detained.", ARRESTED, 200),
        ("The gunman was overpowered after a shooting in Merke on Friday.", ARRESTED, 1),
        ("Four people were treated for cuts after a blast in Merke on Friday.", WOUNDED, 4),
        ("Five more rebels were seized after a raid in Merke on Friday.", ARRESTED, 5),
        ("Two men were seized by police after a raid in Merke on Friday.", ARRESTED, 2),
        ("Two men suspected of planning a raid were detained in Merke on Friday.", ARRESTED, 2),
    ],
)  # fmt: skip
def test_a_toll_adds_up(text: str, field: Field, number: int) -> None:
    assert best(text, field) == [number]


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("Nine rebels were shot in the legs in Merke on Friday.", KILLED),
        ("Nine students were shot in Merke on Friday.", KILLED),
        ("A raid in Merke on Friday was led by a man who had been arrested three times before.", ARRESTED),
        ("The electricity went off in Merke on Friday, and a guard was in hospital.", KILLED),
        ("A team lost three players in Merke on Friday, when a bomb went off in its bus.", KILLED),
        ("Two men were seized by gunmen near Merke on Friday after a raid.", ARRESTED),
        ("How they died in Merke on Friday is unclear, says the paper, which has spoken to 17 widows.", KILLED),
        ("After a raid in Merke on Friday the ministry said nobody had died, denying reports of five dead.", WOUNDED),
    ],
)
def test_who_only_looks_counted_is_not(text: str, field: Field) -> None:
    assert [number for number in best(text, field) if number] == []


def test_a_number_whose_reports_are_denied_is_none() -> None:
    (number,) = best(
        "Nobody died in a raid in Merke on Friday, the ministry said, denying reports of five dead.", KILLED
    )
    assert number == 0


def test_the_dead_of_months_ago_are_not_of_this_incident() -> None:
    text = (
        "Four herdsmen were found dead near Merke on Friday. Less than three months ago nine guards were killed there."
    )
    assert sorted(number or 0 for number in best(text, KILLED)) == [4, 9]


def test_those_shot_are_those_murdered() -> None:
    text = (
        "Five rebels were killed in Merke on Friday. "
        "They were wanted for the murder of two guards, shot in Taraz on May 8."
    )
    assert best(text, KILLED) == [5, 2]


@pytest.mark.parametrize(
    "text",
    [
        "Some 300 people rallied in Merke on Friday to demand the release of a teacher.",
        "About 40 miners marched through Merke on Friday.",
        "Hundreds took to the streets of Merke on Friday over prices.",
        "Workers gathered in Merke on Friday, demanding unpaid wages.",
        "Villagers blocked a road near Merke on Friday in protest at a mine.",
    ],
)
def test_a_crowd_with_a_demand_is_a_protest(text: str) -> None:
    (facts,) = incidents(text)
    assert facts[0].value == "protest"


@pytest.mark.parametrize(
    "text",
    [
        "Troops marched through Merke on Friday.",
        "Guests gathered in Merke on Friday for a wedding.",
        "Two men rallied in Merke on Friday.",
        "Snow blocked a road near Merke on Friday, and drivers were against going on.",
    ],
)
def test_other_gatherings_are_none(text: str) -> None:
    assert incidents(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Police cleared the square of striking miners in Merke on Friday, and nine people were wounded.",
        "Police shot into the crowd in Merke on Friday.",
        "Riot police used tear gas against demonstrators in Merke on Friday.",
        "Security forces beat protesters with batons in Merke on Friday.",
        "Strikers held the square in Merke on Friday. Soldiers fired at people there.",
    ],
)
def test_force_against_a_crowd_is_that(text: str) -> None:
    assert "force against protesters" in [facts[0].value for facts in incidents(text)]


def test_what_a_crowd_does_is_one_riot() -> None:
    (facts,) = incidents(
        "Ethnic violence broke out in Merke on Friday. Young men fought each other and burned shops. "
        "A crowd set two cars on fire."
    )
    assert facts[0].value == "mob violence"


def test_stabbings_in_a_riot_are_part_of_it() -> None:
    (facts,) = incidents("A prison riot in Taraz left a guard dead on Friday. Most of the injured were stabbed.")
    assert facts[0].value == "riot"


def test_what_explodes_by_itself_sets_off_no_bomb() -> None:
    (facts,) = incidents("Fireworks exploded in a shop in Merke on Friday. They set off further explosions in a depot.")
    assert facts[0].value == "explosion"


@pytest.mark.parametrize(
    ("official", "others"),
    [
        ("A ministry said three people were killed in a clash in Merke on Friday.", "Activists put the number at 30."),
        ("Three people died in a clash in Merke on Friday, prosecutors say.", "Residents speak of more than 30 dead."),
    ],
)
def test_the_numbers_of_two_voices_are_not_added_up(official: str, others: str) -> None:
    (facts,) = incidents(f"{official} {others}")
    assert {fact.value for fact in facts if fact.field is KILLED and fact.scope is Scope.WHOLE} == {3, 30}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Tajik and Kyrgyz border guards fired at each other near Merke on Friday.", "armed clash"),
        ("A trader went missing in Merke on Friday; masked men forced him into a car, his wife says.", "abduction"),
        ("Miners went on strike in Merke on Friday.", "protest"),
    ],
)
def test_what_kind_it_is(text: str, kind: str) -> None:
    (facts,) = incidents(text)
    assert facts[0].value == kind


def test_shots_on_target_are_sport() -> None:
    assert incidents("Merke fired three shots on target in the first half on Friday.") == []


def standing(text: str, field: Field) -> set[tuple[object, Scope]]:
    """Return the numbers of a field that a text does not deny, with what each covers."""
    told = (fact for facts in incidents(text) for fact in facts if fact.field is field)
    return {(fact.value, fact.scope) for fact in told if fact.hedge is not Hedge.DENIED}


@pytest.mark.parametrize(
    "sentence",
    [
        "Contrary to rumours that six had died, nobody was killed.",
        "Despite reports of six dead, no one was killed.",
        "Despite widespread claims that gunmen killed six people, no one died.",
        "In spite of a video of six people being killed, no one died.",
        "The ministry dismissed as false a post saying that six were killed.",
        "Reports on social media of six dead are fake, the mayor said.",
        "Claims that six people were killed have been debunked.",
        "Officials called a video claiming six deaths a hoax.",
        "Police rejected rumours that six people had been killed.",
    ],
)
def test_a_rumour_that_is_denied_counts_nobody(sentence: str) -> None:
    assert standing(f"A bomb wounded nine people in Merke on Friday. {sentence}", Field.KILLED) <= {(0, Scope.WHOLE)}


@pytest.mark.parametrize(
    "opening",
    [
        "Despite talk of a truce",
        "Despite reports of a truce",
        "In spite of claims that a truce had begun,",
        "Notwithstanding news that talks had begun,",
        "Despite a video of the talks",
    ],
)
def test_what_happens_despite_other_reports_is_not_denied(opening: str) -> None:
    assert standing(f"{opening} three drivers were killed in Merke on Friday.", Field.KILLED) == {(3, Scope.WHOLE)}


def test_a_report_that_is_true_counts() -> None:
    text = "A bomb went off in Merke on Friday. The reports that two people were killed are true, the mayor said."
    assert standing(text, Field.KILLED) == {(2, Scope.WHOLE)}


@pytest.mark.parametrize(
    "sentence",
    [
        "The number of people killed rose from four to nine, while the number of people wounded fell from 40 to 31.",
        "The number of dead rose to nine and the number of injured to 31.",
        "The number of wounded fell from 40 to 31 while the number of dead rose from four to nine.",
    ],
)
def test_two_numbers_that_change_are_kept_apart(sentence: str) -> None:
    text = f"A bomb went off in Merke on Friday. {sentence}"
    assert (standing(text, Field.KILLED), standing(text, Field.WOUNDED)) == ({(9, Scope.WHOLE)}, {(31, Scope.WHOLE)})


@pytest.mark.parametrize(
    "sentence",
    [
        "Two of the wounded died in hospital.",
        "Two of the eight wounded died later.",
        "Two people who had been wounded died in hospital.",
        "Two wounded women died overnight.",
    ],
)
def test_the_wounded_who_die_add_to_the_dead(sentence: str) -> None:
    text = f"A blast in Merke on Friday killed three people and wounded eight. {sentence}"
    assert {value for value, _ in standing(text, Field.KILLED)} == {3, 2}
    assert {scope for _, scope in standing(text, Field.KILLED)} == {Scope.PART}
    assert standing(text, Field.WOUNDED) == {(8, Scope.WHOLE)}


@pytest.mark.parametrize(
    "text",
    [
        "The death toll from Monday's raid in Merke rose to nine, police said. Three of the wounded died in a clinic.",
        "The death toll from a raid in Merke on Monday has reached nine. One of the injured, a cook, died overnight.",
        "The number of dead in a raid in Merke on Monday has climbed to nine. Two wounded nurses died on Wednesday.",
        "The death toll from a raid in Merke on Monday stands at nine. Two of the wounded guards have died.",
        "Two of the wounded have died in a clinic. The death toll from Monday's raid in Merke has risen to nine.",
        "Three more people died in a clinic. The death toll from Monday's raid in Merke has now grown to nine.",
        "A raid in Merke on Monday killed four. Two of the wounded died. The death toll has risen to nine.",
        "The death toll from Monday's raid in Merke rose to nine on Thursday. On Wednesday two wounded cooks died.",
        "A raid in Merke on Monday killed seven. Two of the wounded died, bringing the toll to nine.",
    ],
)
def test_a_toll_that_has_grown_counts_the_wounded_who_died(text: str) -> None:
    assert best(text, KILLED) == [9]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("The death toll from a raid in Merke on Monday rose to nine on Tuesday. Two of the wounded died on Wednesday.",
         11),
        ("On Tuesday the toll of Monday's raid in Merke rose to nine. Two of the wounded died on Wednesday.", 11),
        ("The death toll from a raid in Merke on Monday was nine. Two of the wounded died later.", 11),
        ("The death toll from Monday's raid in Merke rose to nine. Two more people died in a clinic on Friday.", 11),
        ("A raid in Merke on Monday killed nine; the wounded were brought to a clinic. Two of the wounded died there.",
         11),
    ],
)  # fmt: skip
def test_those_who_die_after_a_toll_was_told_add_to_it(text: str, number: int) -> None:
    assert best(text, KILLED) == [number]


@pytest.mark.parametrize(
    "text",
    [
        "A guard was stabbed in Merke on Friday and died.",
        "A guard was wounded in Merke on Friday. He died in hospital.",
    ],
)
def test_one_who_is_wounded_and_dies_is_dead_alone(text: str) -> None:
    assert (standing(text, Field.KILLED), standing(text, Field.WOUNDED)) == ({(1, Scope.WHOLE)}, set())


@pytest.mark.parametrize(
    "text",
    [
        "A trader was shot in Merke on Friday. She died at once. A driver was wounded.",
        "A driver was wounded in Merke on Friday. A trader was shot as well. She died at once.",
        "A driver was wounded in Merke on Friday when a trader was shot. She died at once.",
    ],
)
def test_one_who_is_wounded_outlives_another(text: str) -> None:
    assert (standing(text, Field.KILLED), standing(text, Field.WOUNDED)) == ({(1, Scope.WHOLE)}, {(1, Scope.WHOLE)})


@pytest.mark.parametrize(
    "text",
    [
        "A nurse was wounded in Merke on Friday. Soldiers shot the bomber. He died in hospital.",
        "A robber knifed a clerk, wounding him, in Merke on Friday. He died as officers broke in.",
        "A driver was wounded in Merke on Friday. The sniper fled. He died later.",
    ],
)
def test_one_of_two_who_died_need_not_be_the_wounded_one(text: str) -> None:
    assert {value for value, _ in standing(text, Field.WOUNDED)} == {1}


def test_those_whom_a_second_source_adds_are_no_rival_figure() -> None:
    text = "Soldiers said rebels killed six people in Merke on Friday, while medics said three more died in hospital."
    assert standing(text, Field.KILLED) == {(6, Scope.PART), (3, Scope.PART)}


@pytest.mark.parametrize(
    "sentence",
    [
        "Seven people were killed, the governor said. Steppe Rights Watch said 11 people were killed.",
        "The governor put the dead at seven, but Steppe Rights Watch counted 11.",
        "According to the governor, seven people died; Steppe Rights Watch put the figure at 11.",
        "The governor said seven people were killed, but Steppe Rights Watch said 11.",
    ],
)
def test_each_rival_figure_has_its_own_source(sentence: str) -> None:
    facts = incidents(f"Clashes broke out in Merke on Friday. {sentence}")[0]
    killed = {(fact.value, fact.attributed_to, fact.scope) for fact in facts if fact.field is Field.KILLED}
    assert killed == {(7, "governor", Scope.WHOLE), (11, "Steppe Rights Watch", Scope.WHOLE)}


@pytest.mark.parametrize(
    "text",
    [
        "A bomb killed two clerks in Merke on Friday but the bombers fled, the mayor said.",
        "Two drivers were shot dead in Merke on Friday while four were wounded, the mayor said.",
        "Two rangers were killed in Merke on Friday although the akimat had been warned, according to the mayor.",
        "Two clerks were wounded in Merke on Friday, though not badly, the mayor said.",
        "Two rangers were killed in Merke on Friday, though not at once, the mayor announced.",
        "Two rangers were wounded in Merke on Friday, while on patrol, the mayor told reporters.",
        "Two rangers were wounded in Merke on Friday, though not badly, according to the mayor.",
    ],
)
def test_a_source_at_the_end_speaks_for_the_whole_sentence(text: str) -> None:
    facts = incidents(text)[0]
    assert {f.attributed_to for f in facts if f.field in (Field.KILLED, Field.WOUNDED)} == {"mayor"}


@pytest.mark.parametrize("behind", ["the town was calm", "he knew no more", "their names were known"])
def test_a_source_that_opens_another_clause_speaks_for_that_alone(behind: str) -> None:
    facts = incidents(f"Two rangers were killed in Merke on Friday, but the mayor said {behind}.")[0]
    assert [fact.attributed_to for fact in facts if fact.field is Field.KILLED] == [""]


@pytest.mark.parametrize("other", ["Steppe Rights Watch counted 11", "Steppe Rights Watch said 11 were killed"])
def test_a_source_before_its_number_speaks_for_that_alone(other: str) -> None:
    facts = incidents(f"Two rangers were killed in Merke on Friday, but {other}.")[0]
    killed = {(fact.value, fact.attributed_to) for fact in facts if fact.field is Field.KILLED}
    assert killed == {(2, ""), (11, "Steppe Rights Watch")}


def test_a_toll_of_a_whole_country_is_not_that_of_a_town() -> None:
    text = "A clash in Merke on Friday killed two people. Prosecutors put the dead of the whole country at 90."
    assert standing(text, Field.KILLED) == {(2, Scope.WHOLE)}


def test_names_with_initials_are_two_people() -> None:
    text = "A man opened fire in Merke on Friday. Marat A. and Samat B. were wounded."
    assert standing(text, Field.WOUNDED) == {(1, Scope.PART)}
    assert len([fact for fact in incidents(text)[0] if fact.field is Field.WOUNDED]) == 2


def test_as_many_on_another_side_who_were_hurt_too_add_up() -> None:
    text = "A man shot at a teacher in Merke on Friday, wounding him. He shot at a soldier, who was wounded, too."
    assert best(text, WOUNDED) == [2]


def test_the_wounded_are_several() -> None:
    text = "A blast in Merke on Friday killed two people. The wounded were taken to hospital."
    assert best(text, WOUNDED) == [None]


@pytest.mark.parametrize(
    "nobody",
    [
        "None of the 6 nuns and some 80 pilgrims",
        "None of the nuns or the 80 pilgrims",
        "None of the 6 nuns, 80 pilgrims and two cooks",
        "Neither the two nuns nor the 80 pilgrims",
        "Neither of the two nuns and none of the 80 pilgrims",
        "No nuns or pilgrims",
        "Not one of the 80 pilgrims",
        "None of some 80 pilgrims",
        "Not a single tourist",
        "No one among some 80 pilgrims or the two cooks",
        "Nobody in the crowd of 80 pilgrims",
        "There is no word that anyone",
        "There were no reports that anybody else",
    ],
)
def test_whoever_is_listed_with_those_who_are_denied_is_denied(nobody: str) -> None:
    text = f"A grenade went off at a chapel in Merke on Friday. {nobody} was hurt."
    assert {value for value, _ in standing(text, Field.WOUNDED)} == {0}


@pytest.mark.parametrize(
    ("sentence", "killed"),
    [
        ("It killed none of the four nuns and 80 pilgrims.", {0}),
        ("None of the four nuns survived.", {4}),
        ("Four nuns did not live to see the morning.", {4}),
        ("It went off without anyone being killed.", {0}),
        ("It is not known whether anyone was killed.", set()),
        ("The chapel lived to see better days.", set()),
        ("Three nuns and no pilgrims were killed.", {3}),
        ("None of the nuns was killed; two pilgrims were killed.", {0, 2}),
        ("None of the nuns fled after two pilgrims were killed.", {2}),
        ("No nuns but two pilgrims were killed.", {2}),
        ("No fewer than six nuns and two pilgrims were killed.", {6, 2}),
        ("Two pilgrims, not one, were killed.", {2}),
    ],
)
def test_whoever_is_not_listed_with_those_who_are_denied_counts(sentence: str, killed: set[int]) -> None:
    text = f"A grenade went off at a chapel in Merke on Friday. {sentence}"
    assert {value for value, _ in standing(text, Field.KILLED)} == killed


@pytest.mark.parametrize(
    ("toll", "killed", "wounded"),
    [
        ("The blast left a toll of one person wounded.", set(), {1}),
        ("The blast left a toll of two dead and nine injured.", {2}, {9}),
        ("The toll rose to two dead and nine injured.", {2}, {9}),
        ("The toll has reached nine wounded.", set(), {9}),
        ("It left a toll of three injuries.", set(), {3}),
        ("It left a toll of nine wounded nurses and one dead cook.", {1}, {9}),
        ("It left a toll of nine people.", {9}, set()),
        ("The death toll has reached nine people killed.", {9}, set()),
    ],
)
def test_a_toll_of_the_wounded_is_none_of_the_dead(toll: str, killed: set[int], wounded: set[int]) -> None:
    text = f"A bomb went off in Merke on Friday. {toll}"
    assert {value for value, _ in standing(text, Field.KILLED)} == killed
    assert {value for value, _ in standing(text, Field.WOUNDED)} == wounded


def test_those_who_stormed_a_house_are_not_those_who_fell_there() -> None:
    text = "Soldiers stormed a house in Merke on Friday; three were killed and seven more wounded."
    facts = incidents(text)[0]
    assert {fact.side for fact in facts if fact.field in (Field.KILLED, Field.WOUNDED)} == {Side.UNKNOWN}
    assert standing(text, Field.WOUNDED) == {(7, Scope.WHOLE)}


@pytest.mark.parametrize(
    "second",
    [
        "Two more soldiers died of their wounds on Wednesday, bringing the number of dead to six.",
        "On Wednesday two more soldiers died of their wounds, which brings the death toll to six.",
        "Two other soldiers died in hospital on Wednesday, which takes the number of those killed to six.",
        "Two more soldiers died on Wednesday, bringing the number of dead to six.",
    ],
)
def test_the_toll_that_more_deaths_bring_is_that_of_all(second: str) -> None:
    text = f"Gunmen killed three soldiers and a shepherd in Merke on Monday. {second}"
    (facts,) = incidents(text)
    assert [fact.side for fact in facts if fact.field is Field.KILLED and fact.value == 6] == [Side.UNKNOWN]
    assert best(text, Field.KILLED) == [6]


@pytest.mark.parametrize(
    ("text", "wounded"),
    [
        ("A guard was stabbed to death in Merke on Monday and another badly hurt.", 1),
        ("A customs officer was shot dead and another seriously wounded in Merke on Monday.", 1),
        ("A guard was shot dead in Merke on Monday and two others slightly injured.", 2),
    ],
)
def test_another_who_was_hurt_counts(text: str, wounded: int) -> None:
    assert best(text, Field.WOUNDED) == [wounded]
    assert best(text, Field.KILLED) == [1]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The number of people killed by a car bomb in Merke on Friday has risen to seven.", "bombing"),
        ("The number of people wounded by gunmen in Merke on Friday has climbed to seven.", "armed attack"),
    ],
)
def test_a_toll_says_what_was_done_and_by_whom(text: str, kind: str) -> None:
    facts = incidents(text)[0]
    assert {fact.value for fact in facts if fact.field is Field.TYPE} == {kind}
    assert [fact.value for fact in facts if fact.field in (Field.PERPETRATOR, Field.WEAPON)]
    assert [fact.value for fact in facts if fact.field in (Field.KILLED, Field.WOUNDED)] == [7]


@pytest.mark.parametrize(
    ("text", "field", "number"),
    [
        ("Forty gunmen, including eight foreigners, were detained in Merke on Friday.", ARRESTED, 40),
        ("Police detained forty gunmen in Merke on Friday, eight of them foreigners.", ARRESTED, 40),
        ("Six people, mostly soldiers, were killed in a blast in Merke on Friday.", KILLED, 6),
        ("An attack in Merke on Friday killed six and injured ten, three seriously.", WOUNDED, 10),
        ("A bomb injured five in Merke on Friday, two of them critically.", WOUNDED, 5),
        ("Gunmen killed four people in Merke on Friday. A fifth victim died in hospital.", KILLED, 5),
        ("Nine people died in a blast in Merke on Friday, a tenth died on Monday and another later, eleven in all.",
         KILLED, 11),
        ("A riot in Merke on Friday ended with 21 prisoners and two guards dead.", KILLED, 23),
    ],
)  # fmt: skip
def test_parts_and_totals_told_last_add_nothing(text: str, field: Field, number: int) -> None:
    assert best(text, field) == [number]


@pytest.mark.parametrize(
    ("text", "field", "number"),
    [
        ("A guard shot in Merke on Friday passed away in hospital on Saturday.", KILLED, 1),
        ("A man was stabbed in Merke on Friday and bled to death.", KILLED, 1),
        ("Gunmen attacked a shopkeeper in Merke on Friday. He was pronounced dead in hospital.", KILLED, 1),
        ("Gunmen raided a bank in Merke on Friday. A guard was mortally wounded.", KILLED, 1),
        ("Gunmen raided a bank in Merke on Friday. A guard was shot and expired in the ambulance.", KILLED, 1),
        ("Three lives were lost in a raid on a shop in Merke on Friday.", KILLED, 3),
        ("Gunmen raided a bank in Merke on Friday. A guard got a leg wound.", WOUNDED, 1),
        ("Gunmen raided a bank in Merke on Friday. A guard caught a ricochet in the thigh.", WOUNDED, 1),
        ("Gunmen raided a bank in Merke on Friday. A clerk is fighting for his life.", WOUNDED, 1),
        ("Gunmen raided a bank in Merke on Friday, leaving a guard in a coma.", WOUNDED, 1),
        ("A brawl in Merke on Friday sent nine people to hospital.", WOUNDED, 9),
        ("Gunmen raided a bank in Merke on Friday. Two men were picked up.", ARRESTED, 2),
        ("Gunmen raided a bank in Merke on Friday. Police are holding two men.", ARRESTED, 2),
        ("Thirty people were bundled into police vans after a brawl in Merke on Friday.", ARRESTED, 30),
        ("Gunmen raided a bank in Merke on Friday. Three men laid down their arms.", ARRESTED, 3),
    ],
)
def test_deaths_wounds_and_arrests_in_other_words(text: str, field: Field, number: int) -> None:
    assert best(text, field) == [number]


@pytest.mark.parametrize(
    "text",
    [
        "The singer passed away in Merke on Friday.",
        "Her licence expired in Merke on Friday.",
        "Two tourists were caught up in traffic in Merke on Friday.",
        "A pop star was picked up at the airport in Merke on Friday.",
    ],
)
def test_the_same_words_without_violence_count_nobody(text: str) -> None:
    assert incidents(text) == []


@pytest.mark.parametrize(
    ("text", "field", "number"),
    [
        ("A man killed four people before being shot dead by police in Merke on Friday.", KILLED, 5),
        ("The blasts in Merke on Friday, which followed a fire in a hangar where shells were kept, injured 98 people.",
         WOUNDED, 98),
        ("Police in Merke on Friday opened fire. Activists want an inquiry into the deaths of at least 15 people.",
         KILLED, 15),
        ("Twelve bodies were pulled from the rubble after a blast in Merke on Friday.", KILLED, 12),
        ("Nine people are receiving treatment after a blast in Merke on Friday.", WOUNDED, 9),
    ],
)  # fmt: skip
def test_those_told_in_a_further_clause_are_counted(text: str, field: Field, number: int) -> None:
    assert best(text, field) == [number]
