"""What reads like an incident and is none: exercises, fiction, sport, figures of speech, memory, page furniture."""

import pytest

from kztui.extract.engine import extract
from kztui.extract.omissions import left_out
from kztui.ingest.header import Header
from kztui.ingest.report import make_report
from kztui.model.fact import Field

from .samples import FRIDAY, analysed, counts, incidents, report, words


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            "Commandos stormed a train near Aktau on Monday in a joint exercise. They killed five terrorists.",
            "exercise",
        ),
        (
            "Gunmen took over a dam near Kapshagay on Friday. The scenario of the drill was new to the guards.",
            "exercise",
        ),
        ("Soldiers practised the storming of a school in Oral on Friday.", "exercise"),
        ("Lightning struck a military store in Oral on Friday.", "mishap"),
        ("Three people died in Oral on Friday when a lorry plunged off a bridge, police said.", "mishap"),
        ("Two guards in Oral were killed when a wall collapsed on Friday.", "mishap"),
        ("A film about a sniper who kills a governor in Pavlodar opened in cinemas on Friday.", "fiction"),
        ("A thriller in which rebels bomb the parliament in Astana was shown on Monday.", "fiction"),
        ("Tobol attacked from the start of the match in Kostanay on Sunday and the goal came late.", "figure"),
        ("The governor of Taraz came under attack in the press on Monday.", "figure"),
        ("A teacher in Oral died on Monday after a heart attack.", "figure"),
        ("Veterans met in Semey on Monday on the anniversary of the attack.", "memory"),
        ("Police in Oral warned of attacks on banks on Monday.", "unreal"),
        ("Investigators in Oral do not rule out a robbery, they said on Monday.", "unreal"),
    ],
)
def test_what_is_no_incident_says_why(text: str, reason: str) -> None:
    assert incidents(text) == []
    assert {event.rule for event in left_out(analysed(report(text)))} <= {f"left-out.{reason}"}


DRILL = "Commandos stormed a school near Oral on Friday.\n\nFour gunmen were killed. Wounded pupils were carried away."


def played(title: str) -> int:
    """How many incidents a report under a title tells."""
    made = make_report(DRILL, Header(title=title, published=FRIDAY))
    assert made is not None
    return len(extract(made).drafts)


def test_a_title_can_say_that_all_is_an_exercise() -> None:
    assert played("Pupils freed in military exercise") == 0
    assert played("Pupils freed") == 1
    assert played("Four killed as military exercise goes wrong") == 1


def test_who_died_in_a_mishap_is_no_victim_of_what_else_is_told() -> None:
    (facts,) = incidents(
        "Gunmen killed two guards at a bank in Oral on Friday. Last winter a roof collapsed there and killed a clerk."
    )
    assert {number for number, _ in counts(facts, Field.KILLED)} == {2}


@pytest.mark.parametrize(
    "after",
    ["when a bomb exploded and the roof collapsed", "when gunmen fired on their bus and it plunged off a bridge"],
)
def test_a_mishap_that_something_else_caused_is_an_incident(after: str) -> None:
    (facts,) = incidents(f"Two guards were killed in Oral on Friday {after}.")
    assert {number for number, _ in counts(facts, Field.KILLED)} == {2}


def test_other_stories_of_a_page_are_left_out() -> None:
    text = (
        "Two smugglers were arrested in Khorgos on Tuesday.\n\nRead also\nBomb kills six at market in Herat\n"
        "Three stabbed in Oslo\n\nTop stories\n\nGunman kills eight in Dallas"
    )
    (facts,) = incidents(text)
    assert {fact.value for fact in facts if fact.field is Field.TYPE} == {"arrest"}


def test_a_story_goes_on_after_the_furniture() -> None:
    text = (
        "Police spoke to reporters in Oral.\n\nSee also\nBank holiday\n\n"
        "Two guards were shot dead near Oral on Tuesday, they said, by men who fled in a car."
    )
    (facts,) = incidents(text)
    assert {number for number, _ in counts(facts, Field.KILLED)} == {2}


@pytest.mark.parametrize(
    "text",
    [
        "Two conscripts were killed when a shell exploded during an exercise near Otar on Friday.",
        "A football fan was stabbed to death by gunmen after a match in Oral on Friday.",
        "A film director was shot dead in Oral on Friday.",
        "A former football striker was killed in an attack in Oral on Friday.",
        "Two fans were killed at a football match in Oral on Friday.",
        "The ruling party's office in Oral was attacked on Friday, killing a guard.",
    ],
)
def test_what_is_an_incident_stays_one(text: str) -> None:
    assert len(incidents(text)) == 1


def test_sums_over_years_are_no_incident() -> None:
    assert incidents("In recent years dozens of people have been killed in raids in the south.") == []
    (facts,) = incidents(
        "A guard was killed in Taraz on Friday. The number of guards killed this year has risen to 19."
    )
    assert {number for number, _ in counts(facts, Field.KILLED)} == {1}


def test_what_did_not_happen_is_no_incident() -> None:
    assert incidents("Two rifles were found in a cellar in Oral on Friday. Nobody was arrested.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Two conscripts died when a shell exploded at a firing range near Otar on Friday.",
        "A mortar round blew up during drills near Otar on Friday, killing three soldiers.",
        "A soldier was killed when a grenade went off during training near Otar on Friday.",
    ],
)
def test_what_goes_off_in_training_is_no_bomb(text: str) -> None:
    (facts,) = incidents(text)
    assert {fact.value for fact in facts if fact.field is Field.TYPE} == {"explosion"}


def test_a_shot_in_training_is_an_accident_unless_somebody_fired_it() -> None:
    assert incidents("A sergeant was shot dead during a live-fire exercise near Otar on Friday.") == []
    assert incidents("A cadet opened fire during training near Otar on Friday and killed two instructors.")
    assert incidents("Gunmen attacked a training ground near Otar on Friday and killed a guard.")
    assert incidents("A sergeant was stabbed during training near Otar on Friday.")
    assert incidents("A conscript died on a firing range near Otar on Friday.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Two students were shot dead on a firing range in Taraz on Friday.",
        "A driver was shot dead beside the proving ground in Taraz on Friday. Police are looking for the gunman.",
        "A trader was murdered behind the training ground in Taraz on Friday.",
    ],
)
def test_whoever_is_shot_on_a_range_need_not_have_trained(text: str) -> None:
    (facts,) = incidents(text)
    assert words(facts, Field.TYPE) == {"armed attack"}


@pytest.mark.parametrize(
    "text",
    [
        "Last year 420 people were killed in Kazakhstan, police said.",
        "In 2015, 35 people were kidnapped in Osh Region.",
        "Last year 64 people were murdered in Taraz.",
    ],
)
def test_a_number_of_a_year_is_no_incident(text: str) -> None:
    assert incidents(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "In 2011 gunmen killed 25 people in Aktobe.",
        "In 2009 31 people were shot dead in Taraz.",
        "In 2002, 58 people were killed in Osh.",
    ],
)
def test_an_attack_of_another_year_is_one(text: str) -> None:
    assert len(incidents(text)) == 1


@pytest.mark.parametrize(
    "denial",
    [
        "There were no indications of sabotage or of a terrorist attack.",
        "Officials saw no sign of an accident or of an attack.",
        "There is no evidence that it was an attack, the ministry said.",
    ],
)
def test_what_nothing_points_at_did_not_happen(denial: str) -> None:
    text = f"A fire set off explosions at an arms depot near Merke on Monday. Four people died. {denial}"
    (facts,) = incidents(text)
    assert facts[0].value == "explosion"


@pytest.mark.parametrize("whose", ["town", "city", "country", "district"])
def test_a_town_does_not_suffer_its_murders(whose: str) -> None:
    text = f"Gunmen killed two guards near Merke on Friday. It was the {whose}'s third murder in a week."
    (facts,) = incidents(text)
    assert {fact.value for fact in facts if fact.field in (Field.VICTIM, Field.TARGET)} == {"two guards"}


def test_a_murder_of_nobody_in_particular_is_no_incident_of_its_own() -> None:
    told = "Stabbed and burnt: that is how nine people died in a forest, in what is the country's second mass murder."
    assert len(incidents(f"{told} Police found them near Merke on Sunday.")) == 1


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Three marchers were shot dead in Oral on Friday when guards used live fire.", "armed attack"),
        ("A cadet was strangled during training in Oral on Friday.", "armed attack"),
        ("Two cadets in training were stabbed to death in Oral on Friday.", "armed attack"),
        ("Three soldiers on their way from military drills were killed in Oral on Friday.", "armed attack"),
        ("A truck bomb killed a cadet during training in Oral on Friday.", "bombing"),
        ("A bomb went off beside a training ground in Oral on Friday.", "bombing"),
    ],
)
def test_who_only_trains_need_not_have_met_with_an_accident(text: str, kind: str) -> None:
    (facts,) = incidents(text)
    assert words(facts, Field.TYPE) == {kind}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("There was no trace of the robbers after an attack on a shop in Oral on Friday.", "armed attack"),
        ("There was no proof of a reason for a shooting in Oral on Friday.", "armed attack"),
        ("There were no hints of the authors of the bombing in Oral on Friday.", "bombing"),
        ("A suicide bomber died in Oral on Friday when his truck smashed into a gate.", "suicide bombing"),
    ],
)
def test_what_lacks_a_sign_of_something_else_happened(text: str, kind: str) -> None:
    (facts,) = incidents(text)
    assert words(facts, Field.TYPE) == {kind}


def test_what_a_game_tells_gives_no_type_to_those_who_were_hurt() -> None:
    (facts,) = incidents("The final was decided by a shoot-out. Two players were injured in Oral on Friday.")
    assert words(facts, Field.TYPE) == {"armed attack"}


def test_a_broken_arm_is_no_weapon() -> None:
    (facts,) = incidents("A man with a gun attacked a teacher in Oral on Friday and left her with a broken arm.")
    assert words(facts, Field.WEAPON) == {"gun"}
