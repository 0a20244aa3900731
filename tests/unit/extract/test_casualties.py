"""Casualties: whose people, how sure, and what each number covers."""

import pytest

from kztui.model.fact import Fact, Field, Hedge, Qualifier, Scope, Side
from kztui.model.figures import count_figure
from kztui.model.report import Source

from .samples import counts, incident, incidents, words

PERPETRATOR, VICTIM, SECURITY, CIVILIAN, UNKNOWN, TOTAL = (
    Side.PERPETRATOR, Side.VICTIM, Side.SECURITY, Side.CIVILIAN, Side.UNKNOWN, Side.TOTAL
)  # fmt: skip


def both(text: str) -> list[tuple[Fact, ...]]:
    return [incident(text), incident(text.upper())]


def of(facts: tuple[Fact, ...], field: Field) -> list[Fact]:
    return [fact for fact in facts if fact.field is field]


@pytest.mark.parametrize(
    ("text", "killed", "wounded"),
    [
        ("Gunmen killed three officers in Taraz on Friday.", {(3, SECURITY)}, set()),
        ("Three officers were killed by gunmen in Taraz on Friday.", {(3, SECURITY)}, set()),
        ("The killing of three officers in Taraz on Friday shook them.", {(3, SECURITY)}, set()),
        ("A blast in Taraz on Friday left three dead and ten others wounded.", {(3, UNKNOWN)}, {(10, UNKNOWN)}),
        ("A shootout in Taraz on Friday left five dead. Four suspects and one officer were killed.",
         {(5, UNKNOWN), (4, PERPETRATOR), (1, SECURITY)}, set()),
        ("Another suspect and one police officer were wounded in a shootout in Kulsary on Friday.",
         set(), {(1, PERPETRATOR), (1, SECURITY)}),
        ("Eight people, four adults and four children, were killed in a blast in Taraz on Friday.",
         {(8, UNKNOWN), (4, CIVILIAN)}, set()),
        ("The man shot at police in Taraz on Friday, killing seven people before blowing himself up.",
         {(7, UNKNOWN), (1, PERPETRATOR)}, set()),
        ("Twelve people died in Taraz on Friday when a man blew himself up.",
         {(12, UNKNOWN), (1, PERPETRATOR)}, set()),
        ("Three gunmen were caught in Taraz on Friday; the fourth blew himself up.", {(1, PERPETRATOR)}, set()),
        ("Three women entered a bank in Taraz on Friday. The last one blew herself up.", {(1, PERPETRATOR)}, set()),
        ("A bomb exploded in Taraz on Friday. There were no casualties.", {(0, TOTAL)}, {(0, TOTAL)}),
        ("A bomb exploded in Taraz on Friday. No civilians were hurt.", set(), {(0, CIVILIAN)}),
        ("A bomb exploded in Taraz on Friday, but nobody was killed.", {(0, TOTAL)}, set()),
        ("Police shot dead five men in Taraz on Friday. The police suffered no losses.",
         {(5, UNKNOWN), (0, SECURITY)}, set()),
        ("One officer was killed and another was wounded in Taraz on Friday.", {(1, SECURITY)}, {(1, UNKNOWN)}),
    ],
)  # fmt: skip
def test_whose_people(text: str, killed: set[tuple[int, Side]], wounded: set[tuple[int, Side]]) -> None:
    for facts in both(text):
        assert counts(facts, Field.KILLED) == killed
        assert counts(facts, Field.WOUNDED) == wounded


@pytest.mark.parametrize(
    ("text", "field", "best"),
    [
        ("A bomb in Taraz on Friday killed a man and his wife and injured their two sons.", Field.KILLED, 2),
        ("A bomb in Taraz on Friday killed a man and a policeman.", Field.KILLED, 2),
        ("The killing of senator and candidate Luis Galan in Taraz on Friday shook them.", Field.KILLED, 1),
        ("A gun battle in Taraz on Monday killed nine. Another policeman died of his wounds.", Field.KILLED, 10),
        ("Six officers were hurt in Taraz on Friday. One of the six was shot in the leg.", Field.WOUNDED, 6),
        ("Six men were killed in Taraz on Friday, among them a guard.", Field.KILLED, 6),
    ],
)
def test_people_told_beside_each_other_are_added_up_and_parts_are_not(text: str, field: Field, best: int) -> None:
    facts = incident(text)
    figure = count_figure(facts, field, {fact.evidence.report: Source("") for fact in facts})
    assert figure is not None
    assert figure.best == best


@pytest.mark.parametrize(
    ("words", "value", "qualifier"),
    [
        ("Ten", 10, Qualifier.EXACT), ("At least 20", 20, Qualifier.AT_LEAST), ("More than 20", 20, Qualifier.AT_LEAST),
        ("Dozens of", 12, Qualifier.AT_LEAST), ("A couple of", 2, Qualifier.EXACT), ("A dozen", 12, Qualifier.EXACT),
        ("Up to ten", 10, Qualifier.AT_MOST), ("About 30", 30, Qualifier.ABOUT), ("Some 30", 30, Qualifier.ABOUT),
    ],
)  # fmt: skip
def test_how_a_number_bounds_the_truth(words: str, value: int, qualifier: Qualifier) -> None:
    for facts in both(f"{words} people were killed in an attack in Taraz on Friday."):
        (fact,) = of(facts, Field.KILLED)
        assert (fact.value, fact.qualifier) == (value, qualifier)
        assert fact.evidence.exact.lower().startswith(words.lower())


def test_a_range() -> None:
    for facts in both("Between four and six people were killed in an attack in Taraz on Friday."):
        (fact,) = of(facts, Field.KILLED)
        assert (fact.value, fact.value_max, fact.qualifier) == (4, 6, Qualifier.RANGE)


def test_parts_of_a_total_are_parts() -> None:
    for facts in both("A shootout in Taraz on Friday left five dead. Four suspects and one officer were killed."):
        assert {(fact.value, fact.scope) for fact in of(facts, Field.KILLED)} == {
            (5, Scope.WHOLE), (4, Scope.PART), (1, Scope.PART)
        }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Seven people were killed in Taraz on Friday, including three officers.",
        "Seven people, including three officers, were killed in Taraz on Friday.",
        "Seven people, among them three officers, were killed in Taraz on Friday.",
        "Seven people - three officers among them - were killed in Taraz on Friday.",
        "Gunmen killed seven people, among them three officers, in Taraz on Friday.",
        "Gunmen killed seven people, three of them officers, in Taraz on Friday.",
        "Seven people were killed in Taraz on Friday, three of them officers.",
        "Seven people, three of whom were officers, were killed in Taraz on Friday.",
        "Seven people, three of them officers, were killed in Taraz on Friday.",
    ],
)
def test_those_named_among_the_dead_are_a_part(text: str) -> None:
    for facts in both(text):
        assert {(fact.value, fact.side, fact.scope) for fact in of(facts, Field.KILLED)} == {
            (7, UNKNOWN, Scope.WHOLE), (3, SECURITY, Scope.PART)
        }  # fmt: skip


def test_a_number_beside_that_of_the_attackers_counts_the_victims() -> None:
    text = "Eight people were killed in Taraz on Friday, three of them officers; of the attackers, ten died."
    for facts in both(text):
        assert {(fact.value, fact.side) for fact in of(facts, Field.KILLED)} == {
            (8, VICTIM), (3, SECURITY), (10, PERPETRATOR)
        }  # fmt: skip
        source = facts[0].evidence.report
        figure = count_figure(facts, Field.KILLED, {source: Source(source)})
        assert figure
        assert (figure.best, figure.low, figure.high) == (18, 18, 18)


def test_the_wounded_after_those_named_among_the_dead_are_of_no_side() -> None:
    facts = incident("In Taraz on Friday 25 people were killed, eighteen of them attackers, and 38 wounded.")
    assert [(fact.value, fact.side) for fact in of(facts, Field.WOUNDED)] == [(38, UNKNOWN)]


def test_the_number_of_some_people_is_theirs() -> None:
    facts = incident("A blast shook Taraz on Friday. The number of servicemen wounded was given as nine.")
    assert [(fact.value, fact.side) for fact in of(facts, Field.WOUNDED)] == [(9, SECURITY)]


def test_some_of_them_can_be_the_subject() -> None:
    for facts in both("Police stopped ten men in Taraz on Friday. Three of them were killed."):
        assert [fact.value for fact in of(facts, Field.KILLED)] == [3]


@pytest.mark.parametrize(
    "text",
    [
        "Five people died in Taraz on Friday: four attackers and one officer.",
        "A shootout in Taraz on Friday left five people dead: four attackers and one officer.",
    ],
)
def test_a_total_with_its_parts_after_a_colon(text: str) -> None:
    for facts in both(text):
        assert {(fact.value, fact.side, fact.scope) for fact in of(facts, Field.KILLED)} == {
            (5, UNKNOWN, Scope.WHOLE), (4, PERPETRATOR, Scope.PART), (1, SECURITY, Scope.PART)
        }  # fmt: skip


def test_a_zero_beside_the_dead_is_not_the_whole() -> None:
    for facts in both("A bomb killed two guards in Taraz on Friday. Nobody else was killed."):
        assert {(fact.value, fact.scope) for fact in of(facts, Field.KILLED)} == {(2, Scope.WHOLE), (0, Scope.PART)}


def test_the_attacker_is_counted_apart() -> None:
    for facts in both("The man shot at police in Taraz on Friday, killing seven people before blowing himself up."):
        assert {(fact.value, fact.scope) for fact in of(facts, Field.KILLED)} == {(7, Scope.WHOLE), (1, Scope.PART)}
        figure = count_figure(facts, Field.KILLED, {fact.evidence.report: Source("") for fact in facts})
        assert figure
        assert figure.best == 7


@pytest.mark.parametrize(
    "words",
    [
        "12 kilometres from Taraz", "in Taraz, a town of 330,000 people,", "in Taraz in 2015", "at 17:00 in Taraz",
        "in Taraz, where 40 percent of residents have no job,", "in Taraz, damaging 20 cars", "in Taraz after 12 hours",
        "in Taraz on highway 33", "in Taraz for the third time", "in Taraz, where 300 tenge buy a loaf,",
    ],
)  # fmt: skip
def test_what_is_never_a_casualty(words: str) -> None:
    for facts in both(f"A bomb killed two guards {words} on Friday."):
        assert counts(facts, Field.KILLED) == {(2, SECURITY)}
        assert counts(facts, Field.WOUNDED) == set()


@pytest.mark.parametrize("measure", ["some 30 kilometres away", "12 miles from the border", "worth 40 million tenge"])
def test_a_measure_between_people_and_their_verb_counts_nobody(measure: str) -> None:
    for facts in both(f"The cashier of a bank in Taraz, {measure}, was shot dead on Friday."):
        assert counts(facts, Field.KILLED) == {(1, CIVILIAN)}


@pytest.mark.parametrize(
    "words", ["A 35-year-old man", "A man, 35,", "A man, 35 years old,", "A man (35)", "A man aged 35"]
)
def test_ages_count_nobody(words: str) -> None:
    for facts in both(f"{words} was shot dead by gunmen in Taraz on Friday."):
        assert counts(facts, Field.KILLED) == {(1, UNKNOWN)}


def test_pronouns_count_whom_they_mean() -> None:
    """ "He" is one, "they" as many as the only number before, "both" two; who was counted is not counted again."""
    assert counts(incident("The gunman fled to Taraz. He was shot dead on Friday."), Field.KILLED) == {(1, UNKNOWN)}
    for told in ("They were all killed", "None of them gave up; all were killed"):
        text = f"Three gunmen hid in a house in Taraz. {told} by police on Friday."
        assert counts(incident(text), Field.KILLED) == {(3, PERPETRATOR)}
    text = "A bomb exploded in a car in Taraz on Friday with two men in it. Neither survived."
    assert counts(incident(text), Field.KILLED) == {(2, UNKNOWN)}
    text = "Gunmen attacked a patrol in Taraz on Friday. Both of the guards were wounded. Both were taken to hospital."
    assert counts(incident(text), Field.WOUNDED) == {(2, SECURITY)}
    text = "A guard was killed in Taraz on Friday. He was killed by gunmen. He was 35."
    assert counts(incident(text), Field.KILLED) == {(1, SECURITY)}


def test_joined_participles_share_their_subject() -> None:
    """But "killed and wounded" does not say how many were which."""
    for facts in both("Two guards were shot and killed in Taraz on Friday. Nobody else was killed or wounded."):
        assert counts(facts, Field.KILLED) == {(2, SECURITY), (0, TOTAL)}
        assert counts(facts, Field.WOUNDED) == {(0, TOTAL)}
    for facts in both("Ten guards were killed and wounded in Taraz on Friday."):
        assert counts(facts, Field.WOUNDED) == set()


def test_bodies_that_are_found_are_dead() -> None:
    for text in (
        "The bodies of two guards were found in Taraz.",
        "Police discovered the corpses of two guards in Taraz.",
    ):
        assert counts(incident(text), Field.KILLED) == {(2, SECURITY)}
    assert counts(incident("A bomb went off in Taraz. Police found two guns."), Field.KILLED) == set()


@pytest.mark.parametrize("who", ["people who lost their lives", "people killed", "the dead"])
def test_the_number_of_the_dead(who: str) -> None:
    text = f"The number of {who} in Friday's shooting in Taraz has thus grown to nine."
    assert counts(incident(text), Field.KILLED) == {(9, UNKNOWN)}


def test_others_beside_those_of_a_side_add_to_them() -> None:
    for facts in both("Two officers and three other people were killed by gunmen in Taraz on Friday."):
        assert {fact.scope for fact in of(facts, Field.KILLED)} == {Scope.PART}


def test_those_whom_the_killed_were_wanted_for_are_not_among_them() -> None:
    told = incidents("Police shot dead six men in Taraz on Friday who were wanted for the murder of two officers.")
    assert counts(told[0], Field.KILLED) == {(6, PERPETRATOR)}


@pytest.mark.parametrize("who", ["one of them an officer", "one of whom was an officer"])
def test_one_of_them_is_a_part(who: str) -> None:
    for facts in both(f"A clash in Taraz on Friday between police and smugglers left four dead, {who}."):
        assert {(fact.value, fact.side, fact.scope) for fact in of(facts, Field.KILLED)} == {
            (4, UNKNOWN, Scope.WHOLE), (1, SECURITY, Scope.PART)
        }  # fmt: skip


def test_some_of_them_are_a_part() -> None:
    facts = incident("Nine militants were killed in Taraz on Friday. Four of them died when a flat was stormed.")
    assert {(fact.value, fact.side, fact.scope) for fact in of(facts, Field.KILLED)} == {
        (9, PERPETRATOR, Scope.WHOLE),
        (4, PERPETRATOR, Scope.PART),
    }


def test_a_toll_is_the_number_that_it_reached() -> None:
    text = "The toll of the attack in Taraz has climbed to 25, now that five wounded guards have died."
    assert (25, UNKNOWN) in counts(incident(text), Field.KILLED)


def test_a_pronoun_that_can_mean_several_numbers_counts_nobody() -> None:
    text = "Three gunmen and six guards met in Taraz on Friday. They were killed in a shootout."
    assert counts(incident(text), Field.KILLED) == set()


def test_hedges() -> None:
    for facts in both("Three guards were reportedly killed in an attack in Taraz on Friday."):
        assert [fact.hedge for fact in of(facts, Field.KILLED)] == [Hedge.REPORTEDLY]
    for facts in both("Suspected militants killed three guards in Taraz on Friday."):
        assert [fact.hedge for fact in of(facts, Field.KILLED)] == [Hedge.NONE]
        assert [fact.hedge for fact in of(facts, Field.PERPETRATOR)] == [Hedge.SUSPECTED]


@pytest.mark.parametrize(
    "text",
    [
        "Four suspects are under arrest in Taraz.",
        "Police in Taraz have four suspects in custody.",
        "Four suspects whom the police arrested in Taraz on Friday confessed.",
    ],
)
def test_the_state_of_being_held_is_an_arrest(text: str) -> None:
    for facts in both(text):
        assert counts(facts, Field.ARRESTED) == {(4, PERPETRATOR)}
        assert words(facts, Field.TYPE) == {"arrest"}


def test_arrests() -> None:
    for facts in both("Police arrested four suspects in Aktobe on Friday."):
        assert counts(facts, Field.ARRESTED) == {(4, PERPETRATOR)}
        assert counts(facts, Field.KILLED) == set()


@pytest.mark.parametrize(
    ("text", "updates"),
    [
        ("The number of people killed in the riot in Ridder on Monday has risen to nine.", True),
        ("Nine people are now known to have been killed in the riot in Ridder.", True),
        ("Nine people were killed in the riot in Ridder on Monday.", False),
    ],
)
def test_a_number_that_follows_an_earlier_one_says_so(text: str, updates: bool) -> None:
    (killed,) = of(incident(text), Field.KILLED)
    assert (killed.value, killed.updates) == (9, updates)


@pytest.mark.parametrize(
    ("told", "field", "number"),
    [
        ("A bomb hit a bus in Osh on Friday. At first officials spoke of eight dead; in the end three died.",
         Field.KILLED, 3),
        ("A bomb hit a bus in Osh on Friday. The mayor originally spoke of eight dead. In the end three died.",
         Field.KILLED, 3),
        ("Three people died in a blast in Osh on Friday. At first as many as eight had been reported dead.",
         Field.KILLED, 3),
        ("Initial reports said eight had died in a blast in Osh on Friday. Police later said that three had died.",
         Field.KILLED, 3),
        ("A blast in Osh on Friday killed three people. Earlier reports of eight dead were wrong.", Field.KILLED, 3),
        ("A blast in Osh on Friday killed three people. Earlier reports had put the toll at eight.", Field.KILLED, 3),
        ("A blast in Osh on Friday killed three people, police said, correcting earlier reports of eight dead.",
         Field.KILLED, 3),
        ("A blast in Osh on Friday killed three people and not eight, as police had said earlier.", Field.KILLED, 3),
        ("A blast hit Osh on Friday. The death toll was first put at eight but was later lowered to three.",
         Field.KILLED, 3),
        ("A blast hit Osh on Friday. The mayor lowered the death toll from eight to three.", Field.KILLED, 3),
        ("A blast hit Osh on Friday. Eight people were reported killed; the figure was later corrected to three.",
         Field.KILLED, 3),
        ("Eight people were wounded in a blast in Osh on Friday, the mayor said, then corrected the number to three.",
         Field.WOUNDED, 3),
        ("Police had initially said that eight people were hurt in Osh on Friday. The number was later put at eleven.",
         Field.WOUNDED, 11),
        ("Police arrested 20 people in Osh on Friday. Earlier they had spoken of 31 detained.", Field.ARRESTED, 20),
        ("Eight people were thought to have died in Osh on Friday, but it turned out that three had been killed.",
         Field.KILLED, 3),
    ],
)  # fmt: skip
def test_a_number_taken_back_is_not_told(told: str, field: Field, number: int) -> None:
    assert {value for value, _ in counts(incident(told), field)} == {number}


@pytest.mark.parametrize(
    ("told", "killed"),
    [
        ("Initial reports said seven people were killed in a blast in Osh on Friday.", {7}),
        ("Initial reports said seven people were killed in a blast in Osh on Friday. Two were children.", {7}),
        ("The mayor said earlier that seven people had died in Osh on Friday. Two policemen were killed.", {7, 2}),
        ("At first gunmen killed three guards in Osh on Friday. Later they killed two drivers.", {3, 2}),
        ("Two officers were killed in Osh on Friday. The death toll was later raised to nine.", {2, 9}),
        ("Officials say six people died in Osh on Friday. Activists put the number of dead at nine.", {6, 9}),
    ],
)  # fmt: skip
def test_a_number_that_only_comes_first_stays(told: str, killed: set[int]) -> None:
    """A first report without a better one, parts of a total, deeds in order, rival sources."""
    assert {value for value, _ in counts(incident(told), Field.KILLED)} == killed


@pytest.mark.parametrize(
    ("text", "field", "best"),
    [
        ("A man injured five people in Taraz on Friday.", Field.WOUNDED, 5),
        ("A man injured five people, two of them critically, in Taraz on Friday.", Field.WOUNDED, 5),
        ("A driver wounded six guards, three of them gravely, in Taraz on Friday.", Field.WOUNDED, 6),
        (
            "Two cooks and seven convicts died in a jail in Taraz on Friday. Rebels stabbed two cooks to death. They"
            " killed three convicts too. Guards shot dead four.",
            Field.KILLED,
            9,
        ),
    ],
)
def test_whom_a_sentence_counted_is_counted_once(text: str, field: Field, best: int) -> None:
    facts = incident(text)
    figure = count_figure(facts, field, {fact.evidence.report: Source("") for fact in facts})
    assert figure is not None
    assert figure.best == best
