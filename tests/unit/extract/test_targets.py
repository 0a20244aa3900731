"""What was attacked: things that an event noun, a list or another verb names, and people who share a verb."""

import pytest

from kztui.model.fact import Field

from .samples import incident, incidents, words


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("Bomb attacks were carried out on Friday against the state oil company in Taraz.", {"state oil company"}),
        ("A bomb attack in Taraz on Friday was aimed at the fuel tanks of a factory.", {"fuel tanks of a factory"}),
        ("The house of Judge Sadykov in Taraz was the target of a bomb attack on Friday.", {"house of judge sadykov"}),
        ("The bank and the hotel in Taraz were the targets of bomb attacks on Friday.", {"bank", "hotel"}),
        ("After killing a guard, the rebels used explosives against the town hall of Taraz.", {"town hall of taraz"}),
        ("Two bombs went off at the house of a judge and at the offices of a lawyer in Taraz on Friday.",
         {"house of a judge", "offices of a lawyer"}),
        ("An explosion took place on Friday at one of the banks in Taraz, wounding a guard.", {"banks"}),
        ("Guerrillas carried out sabotage operations against the electricity network in Taraz on Friday.",
         {"electricity network"}),
        ("Gunmen attacked and robbed a bank in Taraz on Friday.", {"bank"}),
        ("The bank in Taraz was not the target of the bomb attack on Friday.", set()),
        ("A bomb attack was carried out on Friday in Taraz near a tram.", set()),
    ],
)  # fmt: skip
def test_targets(text: str, targets: set[str]) -> None:
    assert words(incident(text), Field.TARGET) == targets


def test_who_killed_before_attacking_did_both() -> None:
    facts = incident("After killing a guard, the rebels used explosives against the town hall of Taraz on Friday.")
    assert words(facts, Field.VICTIM) == {"guard"}
    assert words(facts, Field.PERPETRATOR) == {"rebels"}


@pytest.mark.parametrize(
    ("text", "doers", "victims"),
    [
        ("The men kidnapped and killed a teacher in Taraz on Friday.", {"men"}, {"teacher"}),
        ("The Red Front had kidnapped and sentenced a teacher in Taraz on Friday.", {"red front"}, {"teacher"}),
        ("Two men were kidnapped and killed in Taraz on Friday.", set(), {"two men"}),
    ],
)
def test_verbs_that_and_joins_share_their_object(text: str, doers: set[str], victims: set[str]) -> None:
    facts = incident(text)
    assert (words(facts, Field.PERPETRATOR), words(facts, Field.VICTIM)) == (doers, victims)


def test_who_else_suffered_is_named_behind_the_verb() -> None:
    facts = incident("A bomb exploded in Taraz on Friday. Also injured were Luis Roca and Mario Paz.")
    assert words(facts, Field.VICTIM) == {"luis roca", "mario paz"}


@pytest.mark.parametrize(
    "text",
    [
        "The deputy harshly attacked the minister in Taraz on Friday.",
        "The deputy attacked the minister in a speech in Taraz on Friday.",
        "The paper published personal attacks on a judge in Taraz on Friday.",
    ],
)
def test_who_is_attacked_by_words_is_no_victim(text: str) -> None:
    assert incidents(text) == []


def test_who_is_attacked_in_a_place_is_one() -> None:
    facts = incident("A deputy attacked the minister in an office in Taraz on Friday.")
    assert words(facts, Field.VICTIM) == {"minister"}


@pytest.mark.parametrize(
    ("text", "doers"),
    [
        ("Four youths in a red van shot at two guards in Taraz on Friday.", {"four youths"}),
        ("It happened when two men on a motorcycle set off five kilos of dynamite at a bank in Taraz.", {"two men"}),
    ],
)
def test_whoever_rides_in_a_thing_does_what_is_told(text: str, doers: set[str]) -> None:
    facts = incident(text)
    assert words(facts, Field.PERPETRATOR) == doers
    assert words(facts, Field.TARGET) <= {"bank"}


def test_a_thing_with_people_in_it_can_be_blown_up() -> None:
    facts = incident("Two people in a bus blown up by rebels in Taraz on Friday were killed.")
    assert words(facts, Field.TARGET) == {"bus"}


@pytest.mark.parametrize(
    ("text", "field", "expected"),
    [
        ("A bomb damaged a branch of the State Bank in Taraz on Friday. The building was destroyed.", Field.TARGET,
         {"branch of the state bank"}),
        ("A bomb went off in Taraz on Friday. The building was destroyed.", Field.TARGET, {"building"}),
        ("A bomb damaged a bank in Taraz on Friday. Another building was destroyed too.", Field.TARGET,
         {"bank", "another building"}),
        ("Judge Mario Paz was shot dead in Taraz on Friday. The gunmen shot the judge in the head.", Field.VICTIM,
         {"mario paz"}),
        ("Luis Roca, a lawyer, was shot dead in Taraz on Friday. Gunmen had attacked the lawyer at home.", Field.VICTIM,
         {"luis roca"}),
        ("Judge Mario Paz was shot dead in Taraz on Friday. The driver was killed too.", Field.VICTIM,
         {"mario paz", "driver"}),
        ("Unknown men attacked a bank in Taraz on Friday. The rebels killed a guard.", Field.PERPETRATOR,
         {"unknown men", "rebels"}),
    ],
)  # fmt: skip
def test_what_is_called_by_its_kind_alone_is_told_once(text: str, field: Field, expected: set[str]) -> None:
    assert words(incident(text), field) == expected


def test_the_number_of_victims_is_none_of_them() -> None:
    facts = incident(
        "Gunmen kidnapped two students in Taraz on Friday, which brings the number of students held to six."
    )
    assert words(facts, Field.VICTIM) == {"two students"}


@pytest.mark.parametrize(
    ("text", "victims"),
    [
        ("The minister escaped unhurt from a bomb attack in Taraz on Friday.", {"minister"}),
        ("Ruben Zamora, leader of a party, was unharmed following an attack in Taraz on Friday.", {"ruben zamora"}),
        ("Judge Mario Paz survived an attack in Taraz on Friday.", {"mario paz"}),
        ("The judge was not in Taraz after the attack on a bank on Friday.", set()),
        ("The gunmen fled after an attack on a bank in Taraz on Friday.", set()),
    ],
)
def test_whom_an_attack_did_not_harm(text: str, victims: set[str]) -> None:
    facts = incident(text)
    assert words(facts, Field.VICTIM) == victims
    assert words(facts, Field.KILLED) == set()


@pytest.mark.parametrize(
    ("text", "victims"),
    [
        ("Paz, ambassador to a republic, which fell in 1986, was gunned down in Taraz on Friday.", {"paz"}),
        ("Two clerks, new victims of violence, were found on Friday shot to death in a park in Taraz.", {"two clerks"}),
    ],
)
def test_who_was_killed_stands_before_what_is_put_in(text: str, victims: set[str]) -> None:
    facts = incident(text)
    assert words(facts, Field.VICTIM) == victims
    assert words(facts, Field.PERPETRATOR) == set()


@pytest.mark.parametrize(
    ("text", "field", "expected"),
    [
        ("The guerrilla organization Red Dawn killed two guards in Taraz on Friday.", Field.PERPETRATOR,
         {"red dawn"}),
        ("The sports organization Red Dawn lost two guards to gunmen who killed them in Taraz on Friday.",
         Field.PERPETRATOR, {"gunmen"}),
        ("Two guards were shot in Taraz on Friday. The action involved commandos of the Red Front.", Field.PERPETRATOR,
         {"commandos of the red front", "red front"}),
        ("Two people were wounded by a bomb in Taraz on Friday. One of them is Marina Ruiz, a clerk.", Field.VICTIM,
         {"two people", "marina ruiz"}),
        ("Two people came to Taraz on Friday. One of them is Marina Ruiz. Gunmen shot a guard.", Field.VICTIM,
         {"guard"}),
        ("Mike Hammer, who was wounded by a grenade in Taraz on Friday, is in hospital.", Field.VICTIM,
         {"mike hammer"}),
        ("Mike Hammer, who was wounded by a grenade in Taraz on Friday, is in hospital.", Field.WEAPON, {"grenade"}),
        ("Gunmen burned two hectares of coffee fields near Taraz on Friday.", Field.TARGET, {"coffee fields"}),
        ("Gunmen blew up several sections of the pipeline near Taraz on Friday.", Field.TARGET, {"pipeline"}),
        ("A restaurant whose owner was a deputy was burned in Taraz by young men on Friday.", Field.TARGET,
         {"restaurant"}),
        ("The houses of the minister Mario Paz and the lawyer Luis Roca in Taraz were burned.", Field.VICTIM,
         set()),
        ("Unknown men leveled rifle fire at a watchman in Taraz on Friday.", Field.VICTIM, {"watchman"}),
    ],
)  # fmt: skip
def test_who_or_what_other_words_name(text: str, field: Field, expected: set[str]) -> None:
    assert words(incident(text), field) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen tried to kill the minister in Taraz on Friday.",
        "Gunmen attempted to assassinate the minister in Taraz on Friday.",
        "A bomb went off in Taraz on Friday in an attempt to kill the minister.",
        "An assassination attempt against the minister in Taraz on Friday failed.",
    ],
)
def test_whoever_they_tried_to_kill_is_not_dead(text: str) -> None:
    facts = incident(text)
    assert words(facts, Field.VICTIM) == {"minister"}
    assert words(facts, Field.KILLED) == set()


def test_whoever_they_managed_to_kill_is_dead() -> None:
    facts = incident("Gunmen managed to kill a guard in Taraz on Friday.")
    assert words(facts, Field.KILLED) == {"1"}


def test_an_attempt_on_a_life_is_one_on_the_person() -> None:
    facts = incident("The attempt on the life of Judge Mario Paz in Taraz on Friday was condemned.")
    assert words(facts, Field.VICTIM) == {"mario paz"}


@pytest.mark.parametrize(
    "text",
    [
        "A spy had the mission of assassinating the president in Taraz on Friday.",
        "The rebels promised in Taraz on Friday to refrain from attacks on teachers.",
    ],
)
def test_what_somebody_only_means_to_do_or_gives_up_has_not_happened(text: str) -> None:
    assert incidents(text) == []


def test_names_of_places_are_no_people() -> None:
    facts = incident("THE REBELS ATTACKED LA LAGUNA AND SAN IGNACIO AND KILLED JUAN PAZ ON FRIDAY.")
    assert words(facts, Field.VICTIM) == {"juan paz"}


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("Rebels stopped a bus near Taraz on Friday, let the passengers go, and set it on fire.", {"bus"}),
        ("Rebels stopped three trucks near Taraz on Friday and burned them.", {"three trucks"}),
        ("Rebels burned two trucks belonging to a brewery, and a gas station in Taraz on Friday.",
         {"two trucks", "gas station"}),
        ("A bomb damaged a bank located on the square, a hotel, and two shops in Taraz on Friday.",
         {"bank", "hotel", "two shops"}),
        ("A bomb damaged the Bolivar Bank, which is next door, and several shops in Taraz on Friday.",
         {"bolivar bank", "several shops"}),
        ("A bomb damaged the Bolivar Bank, which is next door, and killed a guard in Taraz on Friday.",
         {"bolivar bank"}),
    ],
)  # fmt: skip
def test_things_meant_again_and_things_listed(text: str, targets: set[str]) -> None:
    assert words(incident(text), Field.TARGET) == targets


def test_people_who_are_burned_are_no_arson() -> None:
    (facts,) = incidents("Gunmen shot two guards and burned them in Taraz on Friday.")
    assert words(facts, Field.TYPE) == {"armed attack"}


def test_those_at_whose_hands_people_died_did_it() -> None:
    facts = incident("Two teachers died in Taraz on Friday at the hands of the Red Front.")
    assert words(facts, Field.PERPETRATOR) == {"red front"}


def test_what_a_grenade_is_thrown_into_is_the_target_and_its_owner_no_victim() -> None:
    facts = incident("Unknown men threw a grenade into the house of a deputy in Taraz on Friday.")
    assert words(facts, Field.TARGET) == {"house of a deputy"}
    assert words(facts, Field.VICTIM) == set()
