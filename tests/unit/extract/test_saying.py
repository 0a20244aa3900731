"""What a time or a place beside an event is about: the event, or that somebody told it."""

import pytest

from kztui.extract.en.events import find_events
from kztui.extract.en.saying import dates_the_saying, own_time, places_the_saying

from .samples import reading


@pytest.mark.parametrize(
    ("text", "of_the_saying"),
    [
        ("Two men were killed, police said Tuesday.", True),  # the time is right behind the verb
        ("Two men were killed, police said on Tuesday.", True),
        ("Police said late on Tuesday that two men died.", True),
        ("Police told reporters on Tuesday that two men died.", True),
        ("Police announced the arrests on Tuesday.", True),  # known already, so the day is of the announcement
        ("Police announced arrests on Tuesday.", False),
        ("On Tuesday police said that two men had been killed.", True),
        ("On Tuesday police said that two men were killed.", False),
        ("On Tuesday two men were killed.", False),
        ("Police said gunmen killed two men on Tuesday.", False),  # another verb is nearer
        ("Police said two men on Tuesday were killed.", False),  # other words are between
    ],
)
def test_a_time_beside_a_verb_of_saying_dates_the_saying(text: str, of_the_saying: bool) -> None:
    read = reading(text)
    (time,) = read.times
    assert dates_the_saying(read, time) is of_the_saying


@pytest.mark.parametrize(
    ("text", "of_the_saying"),
    [
        ("Police said in Astana that two men were killed.", True),
        ("Police said on Tuesday in Astana that two men died.", True),
        ("Police said at Astana that two men died.", True),
        ("Police said at a briefing in Astana that two men died.", True),
        ("Police said near Astana two men died.", False),
        ("Police said Astana was quiet.", False),
        ("Police said that in Astana two men died.", False),
        ("Gunmen killed two in Astana, police said.", False),
        ("Police killed two men in Astana.", False),
    ],
)
def test_a_place_right_behind_a_verb_of_saying_is_where_it_was_said(text: str, of_the_saying: bool) -> None:
    read = reading(text)
    (place,) = read.places
    assert places_the_saying(read, place.first) is of_the_saying


@pytest.mark.parametrize(
    ("text", "noun", "owned"),
    [
        ("Sunday's raids killed two men.", "raids", True),
        ("Sunday's two raids killed two men.", "raids", True),  # the number is a part of the event's words
        ("Two men died in Sunday's police station attack.", "attack", True),
        ("Sunday's deadliest of all raids killed two men.", "raids", False),
        ("Sunday raids killed two men.", "raids", False),
        ("Monday's attack and the raids killed two.", "attack", True),
        ("Monday's attack and the raids killed two.", "raids", False),
    ],
)
def test_a_time_owns_the_event_noun_right_behind_it(text: str, noun: str, owned: bool) -> None:
    read = reading(text)
    (event,) = (one for one in find_events(read) if read.word(one.last - 1) == noun)
    time = own_time(read, event)
    assert (time is not None) is owned
    assert time in (None, *read.times)
