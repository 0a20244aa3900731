"""Nobody is accused by grammar: who is among the dead, the wounded or the held is no perpetrator for that."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kztui.model.fact import Field

from .samples import incidents

_PEOPLE = st.sampled_from(
    ("a nurse", "two women", "a child", "22 prisoners", "three inmates", "a taxi driver", "four policemen", "a guard",
     "several students", "an elderly man", "five villagers", "Serik Bekov", "Captain Omarov", "a teacher and her son",
     "dozens of workers", "the governor", "two convicts", "a sapper", "nine protesters", "a 14-year-old girl",
     "two unidentified people", "an unknown woman")
)  # fmt: skip
_DEED = st.sampled_from(
    ("a riot in a prison in Merke on Friday", "a blast in Merke on Friday", "an attack on a bank in Merke on Friday",
     "Friday's shootout in Merke", "a clash with gunmen in Merke on Friday", "the unrest in Merke on Friday")
)  # fmt: skip
_TOLD = st.sampled_from(
    ("{x} and {y} were among the {state} in {deed}.",
     "Among the {state} in {deed} were {x} and {y}.",
     "{x} and {y} were {state} in {deed}.",
     "{x} was {state} in {deed}, as were {y}.",
     "{x} were {state} in {deed}. So was {y}.",
     "The {state} in {deed} include {x} and {y}.",
     "Ten people, among them {x} and {y}, were {state} in {deed}.",
     "Ten people were {state} in {deed}, including {x} and {y}.",
     "The only ones {state} in {deed} were {x} and {y}.",
     "It was {x} and {y} who were {state} in {deed}.",
     "{x} and {y}, who were {state} in {deed}, are named in a list.",
     "{x}, {y} and three others were {state} in {deed}, police said.")
)  # fmt: skip
_STATE = st.sampled_from(("killed", "wounded", "injured", "detained", "hurt", "hospitalized", "arrested"))


@settings(deadline=None, max_examples=60)
@given(told=_TOLD, x=_PEOPLE, y=_PEOPLE, state=_STATE, deed=_DEED)
def test_who_suffered_is_no_perpetrator(told: str, x: str, y: str, state: str, deed: str) -> None:
    text = told.format(x=x, y=y, state=state, deed=deed)
    accused = {str(fact.value) for facts in incidents(text[0].upper() + text[1:]) for fact in facts
               if fact.field is Field.PERPETRATOR}  # fmt: skip
    assert accused <= {"gunmen"}


_DAYS = st.sampled_from(("Monday", "Friday", "June 6", "yesterday", "last night", "2 June 2016", "Sunday evening"))
_DOINGS = st.sampled_from(
    ("The Islamic State on {day} claimed responsibility for {deed}.",
     "The Islamic State {day} claimed responsibility for {deed}.",
     "The Steppe Brigade said on {day} that it was behind {deed}.",
     "On {day} the Steppe Brigade took credit for {deed}.",
     "Responsibility for {deed} was claimed on {day} by the Steppe Brigade.",
     "Officials on {day} blamed {deed} on the Steppe Brigade.",
     "{day} {deed} killed two guards.",
     "Gunmen on {day} killed two guards in {deed}.",
     "Two guards on {day} and two more on Thursday were shot by gunmen in {deed}.")
)  # fmt: skip
_WORDS_OF_TIME = {
    "monday", "thursday", "friday", "june", "yesterday", "night", "sunday", "evening", "2016", "6", "2", "last",
}  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(told=_DOINGS, day=_DAYS, deed=_DEED)
def test_a_day_has_no_role(told: str, day: str, deed: str) -> None:
    roles = (Field.PERPETRATOR, Field.CLAIMED_BY, Field.VICTIM, Field.TARGET, Field.WEAPON, Field.ATTRIBUTED_TO)
    text = told.format(day=day, deed=deed)
    named = {word for facts in incidents(text) for fact in facts if fact.field in roles
             for word in str(fact.value).lower().split()}  # fmt: skip
    assert named.isdisjoint(_WORDS_OF_TIME)
