"""Where: the places that a sentence names, by the endings of their names and of the words behind them."""

from collections.abc import Sequence
from functools import lru_cache

from kztui.extract.kk.suffixes import Case, noun_ending
from kztui.extract.kk.vocabulary import bare, word_set
from kztui.extract.mention import PlaceMention
from kztui.extract.sentence import Sentence
from kztui.gazetteer import Candidate, Kind, gazetteer

_SURNAMES = ("ов", "ев", "ова", "ева", "ин", "ұлы", "қызы", "ev", "ov")
_REGION = ("KZ", "KG", "UZ", "TJ", "TM")
_TOWN, _LARGE = 20_000, 500_000  # people
_LONGEST_NAME = 3
_STANDING_CASES = (Case.LOCATIVE, Case.AT)


def find_places(sentence: Sentence) -> list[PlaceMention]:
    """Return the places that a sentence names, in order."""
    found: list[PlaceMention] = []
    index = 0
    while index < len(sentence.words):
        place = _place_at(sentence, index) if _raised(sentence, index) else None
        if place is None:
            index += 1
            continue
        found.append(place)
        index = place.last
    return found


@lru_cache(maxsize=65_536)
def _lookup(name: str) -> tuple[Candidate, ...]:
    return gazetteer().lookup(name) if len(name) > 1 else ()


def _raised(sentence: Sentence, index: int) -> bool:
    return sentence.shouted or sentence.text[sentence.starts[index]].isupper()


def _place_at(sentence: Sentence, first: int) -> PlaceMention | None:
    for last in range(min(first + _LONGEST_NAME, len(sentence.words)), first, -1):
        for cut, case in case_endings(sentence.words[last - 1]):
            end = sentence.ends[last - 1] - cut
            name = " ".join(sentence.text[sentence.starts[first] : end].split())
            candidates = _lookup(name)
            named = not cut and _begins_name(sentence, first, last)
            if candidates and not named and _believable(sentence, first, last, candidates):
                return _placed(sentence, first, last, name, case, candidates)
    return None


def _begins_name(sentence: Sentence, first: int, last: int) -> bool:
    """Return whether a word without an ending is a first name: a surname stands behind it ("Мақсат Қариев")."""
    if last - first > 1 or sentence.shouted or last >= len(sentence.words) or first < sentence.dateline:
        return False
    following = sentence.text[sentence.starts[last] : sentence.ends[last]]
    return following[0].isupper() and following.endswith(_SURNAMES)


@lru_cache(maxsize=65_536)
def case_endings(word: str) -> tuple[tuple[int, Case], ...]:
    """Return the case endings that a name can have, as their lengths; none first: "Қарағанды" has none."""
    found = [(0, Case.NOMINATIVE)]
    for cut in range(1, min(6, len(word) - 1)):
        ending = noun_ending(word[-cut:])
        if ending is not None and ending.length == cut:
            found.append((cut, ending.case))
    return tuple(found)


def _believable(sentence: Sentence, first: int, last: int, candidates: Sequence[Candidate]) -> bool:
    """Return whether a name that people or things have too is a place here: its ending or the next word says so."""
    doubtful = any(one.common_word or one.personal_name for one in candidates) or first == 0
    if not doubtful or candidates[0].kind in (Kind.COUNTRY, Kind.REGION, Kind.DISTRICT):
        return True
    beside = sentence.words[last : last + 1]
    ended = any(
        case in (*_STANDING_CASES, Case.ABLATIVE, Case.DATIVE) and cut
        for cut, case in case_endings(sentence.words[last - 1])
    )
    if beside and _area(beside[0]):
        return True
    if first:
        return ended
    known = candidates[0].place.country in _REGION or candidates[0].population >= _LARGE  # no "Қолдан" in Senegal
    return (ended and known) or (not doubtful_name(candidates) and _well_known(candidates[0]))


def _well_known(candidate: Candidate) -> bool:
    """Return whether a place is a town of the region of some size."""
    return candidate.population >= _TOWN and candidate.place.country in _REGION


def doubtful_name(candidates: Sequence[Candidate]) -> bool:
    """Return whether people bear the name, or it is a word of another meaning."""
    return any(one.common_word or one.personal_name for one in candidates)


def _area(word: str) -> Case | None:
    return bare(word, "places", "areas")


def _placed(
    sentence: Sentence, first: int, last: int, name: str, case: Case, candidates: Sequence[Candidate]
) -> PlaceMention:
    words = sentence.words
    after = words[last] if last < len(words) else ""
    area = _area(after)
    if area is not None:
        if bare(after, "places", "regions") is not None:
            regions = gazetteer().lookup(f"{name} облысы") or [c for c in candidates if c.kind is Kind.REGION]
            candidates = tuple(regions) or candidates
        elif after.startswith("аудан"):
            candidates = gazetteer().lookup(f"{name} ауданы") or candidates
        case, last = area, last + 1
        after = words[last] if last < len(words) else ""
    border = bare(after, "places", "border") is not None
    relation = "dateline" if first < sentence.dateline else _relation(words, last, case, after)
    if border and case is Case.INSTRUMENTAL and relation == "at":  # "Тәжікстанмен шекарада": on this side of it
        relation = "near"
    return PlaceMention(
        first, last, name, relation, candidates,
        border=border,
        governed=relation in ("at", "near"),
    )  # fmt: skip


def _relation(words: Sequence[str], last: int, case: Case, after: str) -> str:
    if bare(after, "places", "residents") is not None:
        return "from"
    near = bare(after, "places", "near")
    if near in _STANDING_CASES:
        return "near"
    if case in _STANDING_CASES:
        return "at"
    if case is Case.ABLATIVE:
        return "from"
    if case is Case.GENITIVE:  # the region or district around, or the place whose street or market it is
        return "named"
    inside = next(
        (word for word in words[last : last + 3] if word.endswith(("да", "де", "та", "те", "дағы", "дегі"))), ""
    )
    return "at" if inside and inside not in word_set("clauses", "and") else "named"
