"""What a sentence says not to be so: "denied that five had died", "rumours of ten dead are false"."""

from collections.abc import Sequence
from functools import cache

from kztui.extract.en.charges import finite
from kztui.extract.en.reading import Parsed
from kztui.extract.en.vocabulary import claims, past_phrase, phrases_by_first, verb_forms, word_set
from kztui.extract.reading import Event

_DENIAL_REACH = 9
"""Words before an event within which a verb of denial is about it."""

_REJECTED_REACH = 12
"""Words before an event within which what rejects a claim of it stands."""

_CLAIM_REACH = 5
"""Words behind "rejected" and its like among which one says that it was only claimed."""

_TRUTH_REACH = 6
"""Words before "that" among which a claim is named, or called not true."""

_FALSE_REACH = 14
"""Words behind an event among which what is claimed of it can be called false."""

_BEING = frozenset(("are", "were", "is", "was", "as", "proved", "proven", "been"))
_NOT = frozenset(("not", "n't", "never", "hardly"))
_TELLS = frozenset(("said", "says"))
_OPENING = frozenset(("that", "which", "who", "while", "but", "when", "where"))
_CALLED_REACH = 4
_ARTICLES = frozenset(("a", "an", "the"))
_SAYS = frozenset(("of", "that", "saying", "claiming", "about", "says", "said", "alleging", "showing"))


def denied(reading: Parsed, event: Event) -> bool:
    """Return whether an event is only told to be denied."""
    words = reading.sentence.words
    if _telling_words().isdisjoint(words):
        return False
    near = range(max(0, event.first - _REJECTED_REACH), event.first)
    if any(_denies(words, index, event) for index in near):
        return True
    return _untrue(reading, event) or any(_contrary(words, index, event) for index in near)


@cache
def _telling_words() -> frozenset[str]:
    """Return the words of which a sentence that denies something has one."""
    opening = frozenset(phrases_by_first("attribution", "contrary"))
    lists = (word_set("attribution", entry) for entry in ("rejecting", "denied", "false"))
    return opening.union({"true", "truth"}, *lists)


def _denies(words: Sequence[str], index: int, event: Event) -> bool:
    """Return whether a word denies what follows: not in "does not deny that", nor in "rejected the murder"."""
    if words[index] in word_set("attribution", "rejecting"):
        return bool(claims() & {*words[index + 1 : index + _CLAIM_REACH]})
    if event.first - index > _DENIAL_REACH or words[index] not in word_set("attribution", "denied"):
        return False
    return words[index - 1] not in ("not", "n't", "never")


def _contrary(words: Sequence[str], index: int, event: Event) -> bool:
    """Return whether "contrary to rumours that" or its like begins at a token, and an event follows at once: in
    "despite reports of a truce two were killed" it does not."""
    last = past_phrase(words, index, "attribution", "contrary")
    called = range(last, min(last + _CALLED_REACH, event.first)) if last else ()
    told = next((at for at in called if words[at] in word_set("attribution", "rumours")), None)
    if told is None or words[told + 1] not in ("of", "that"):
        return False
    start = min([event.first, *(one.first for one in (*event.agents, *event.patients))])
    return _ARTICLES.issuperset(words[told + 2 : start])


def _untrue(reading: Parsed, event: Event) -> bool:
    """Return whether what is claimed of an event is called false: "reports that five died are untrue", "called a video
    of ten dead a hoax", "it is not true that five died"."""
    words = reading.sentence.words
    says = next((i for i in range(event.first - 1, max(0, event.first - _DENIAL_REACH), -1) if words[i] in _SAYS), 0)
    if not says:
        return False
    false = word_set("attribution", "false")
    before = {*words[max(0, says - _TRUTH_REACH) : says]}
    if words[says] == "that" and before & {"true", "truth"}:
        return bool(before & {"not", "n't", "no"})
    if words[says] == "that" and words[says - 1] in false and words[says - 2] in _BEING:
        return True
    if not claims() & before:
        return False
    behind = words[event.last : event.last + _FALSE_REACH]
    if verb_forms("attribution", "calling") & before:
        return bool(false & {*behind[:_TRUTH_REACH]})
    if words[says - (words[says] == "that")] in _TELLS:
        return False  # "a statement said that five died" has its verb
    being = next((i for i, word in enumerate(behind, event.last) if word in _BEING), 0)
    called = words[being : being + _CLAIM_REACH]
    if not being or false.isdisjoint(called) or not _NOT.isdisjoint(called):
        return False
    return not _of_something_else(reading, event, being)


def _of_something_else(reading: Parsed, event: Event, being: int) -> bool:
    """Return whether another clause stands between an event and what is called false ("a post saying that five were
    killed and that the earlier report was false")."""
    verb = reading.verb_at(being)
    start = verb.first if verb is not None else being
    if not _OPENING.isdisjoint(reading.sentence.words[event.last : start]):
        return True
    return any(event.last <= other.first < start for other in reading.verbs if finite(reading, other))
