"""Where: the places that a sentence names, and how it names them."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import compress

from msgspec.structs import replace

from kztui.extract.en.inflection import singular
from kztui.extract.en.tagger import known
from kztui.extract.en.vocabulary import nouns, word_set
from kztui.extract.mention import PlaceMention
from kztui.extract.sentence import Sentence
from kztui.gazetteer import Candidate, Kind, gazetteer
from kztui.text.fold import fold

_AT = word_set("places", "at")
_FROM = word_set("places", "from")
_AREA_WORDS = word_set("places", "areas")
_PARTICLES = word_set("places", "particles")
_SMALL_AREAS = word_set("places", "quarters")
_INNER_AREAS = _SMALL_AREAS | {"village", "hamlet", "canton", "settlement", "aul"}
_LARGE_AREAS = word_set("places", "regions")
_AREA_MODIFIERS = word_set("places", "modifiers")
_KILOMETRES = word_set("places", "distances")
_NOT_AFTER = word_set("places", "not_after")


_PAIR = 2
_NOUNS_FOLLOW = (["N"], ["J"], ["P"], ["G"], ["M"], ["V"], ["S"])
"""Classes of a word that a place between an article and it belongs to ("a Moscow court")."""

_ONE_OF_MANY = ("a", "an", "another")
_STREETS = ("street", "avenue", "highway", "square", "boulevard", "alley")
_CLOSE = frozenset(("close", "closer", "closest", "next", "adjacent", "nearest"))
"""Words before "to" that say that something lies near to a place."""


@lru_cache(maxsize=20_000)
def _folded(word: str) -> str:
    return fold(word)


@lru_cache(maxsize=20_000)
def _longest(word: str) -> int:
    """Return how many words the longest name of a place has that begins with a word."""
    return gazetteer().longest(_folded(word))


def find_places(sentence: Sentence) -> list[PlaceMention]:
    """Return the places that a sentence names, in order."""
    names, words = gazetteer(), sentence.words
    found: list[PlaceMention] = []
    past = 0
    for index in _raised(sentence):
        if index < past:
            continue
        longest = _longest(words[index])
        match = names.longest_match([*map(_folded, words[index : index + longest])], 0) if longest else None
        if match is not None and _believable(sentence, index, match):
            count, candidates = match
            past = index + count
            if past < len(words) and words[past] in _SMALL_AREAS and not _of_a_thing(sentence, index, past):
                candidates = ()
            found.append(_placed(sentence, index, past, candidates))
            if len(found) > 1 and (_around(sentence, *found[-2:]) or _also(sentence, *found[-2:])):
                found[-1] = replace(found[-1], relation=found[-2].relation)
        elif "-" in words[index] and (pair := _hyphenated(sentence, index)):
            found += pair
        elif area := _unknown_area(sentence, index):
            found.append(area)
            past = area.last
    return found


def _around(sentence: Sentence, inner: PlaceMention, outer: PlaceMention) -> bool:
    """Return whether a place only says where one lies that somebody comes from ("men from Derbent in Dagestan")."""
    joint = sentence.words[inner.last : outer.first]
    large = any(one.kind in (Kind.COUNTRY, Kind.REGION) for one in outer.candidates[:1])
    return large and inner.relation == "from" and outer.relation == "at" and joint in (["in"], [","], ["("])


def _also(sentence: Sentence, one: PlaceMention, other: PlaceMention) -> bool:
    """Return whether a country is the second of two that something lies near to ("near China and Mongolia"), or a place
    the second of two that people are from ("troops from Taraz and Shymkent")."""
    if sentence.words[one.last : other.first] not in (["and"], ["or"]):
        return False
    return (one.relation == "near" and _country(other.candidates)) or (one.relation, other.relation) == (
        "from",
        "named",
    )


def _country(candidates: Sequence[Candidate]) -> bool:
    return bool(candidates) and candidates[0].kind is Kind.COUNTRY


def _hyphenated(sentence: Sentence, index: int) -> list[PlaceMention]:
    """Return the two peoples of a word such as "Tajik-Uzbek", each as a mention of the whole word."""
    parts = sentence.words[index].split("-")
    if len(parts) != _PAIR:
        return []
    meant = [gazetteer().lookup(part) for part in parts]
    if not all(found and found[0].kind is Kind.DEMONYM for found in meant):
        return []
    return [PlaceMention(index, index + 1, sentence.exact(index, index + 1), "people", found) for found in meant]


def _placed(sentence: Sentence, first: int, last: int, candidates: Sequence[Candidate]) -> PlaceMention:
    words, name = sentence.words, sentence.exact(first, last)
    regions = [candidate for candidate in candidates if candidate.kind is Kind.REGION]
    if regions and last < len(words) and words[last] in _LARGE_AREAS:
        candidates = regions
    if first > 1 and words[first - 1] == "of" and words[first - 2] in _LARGE_AREAS:
        candidates = gazetteer().lookup(f"{name} {words[first - 2]}") or candidates
    return PlaceMention(first, last, name, _relation(sentence, first, last, candidates), candidates)


def _raised(sentence: Sentence) -> Sequence[int]:
    """Return the tokens at which a name can begin: those with a capital, and all of them in a text all in capitals."""
    every = range(len(sentence.words))
    return every if sentence.shouted else [*compress(every, sentence.capitals)]


def _believable(sentence: Sentence, first: int, match: tuple[int, Sequence[Candidate]]) -> bool:
    """Return whether these words name a place here: a common word needs a capital or a place word beside it."""
    count, candidates = match
    words, last = sentence.words, first + match[0]
    if _in_address(sentence, last):
        return False
    if len(words[first]) <= 2 and count == 1 and (sentence.shouted or not sentence.exact(first, last).isupper()):
        return False
    local = _of_a_thing(sentence, first, last)
    if candidates[0].kind is not Kind.DEMONYM and _NOT_AFTER & {*words[last : last + 1], *_behind_and(words, last)}:
        return local
    if candidates[0].kind in (Kind.DEMONYM, Kind.COUNTRY):
        return True
    if words[first - 1] in ("a", "an") and first and sentence.tags[last : last + 1] not in _NOUNS_FOLLOW:
        return False  # "a Toyota"
    start = _before_area_words(words, first)
    hinted = local or (start > 0 and words[start - 1] in _AT) or (last < len(words) and words[last] in _AREA_WORDS)
    if _in_name(sentence, first, last):
        return False
    if sentence.shouted and not hinted and not _leads(sentence, first, last):
        return False
    if any(c.common_word or c.personal_name for c in candidates) or (count == 1 and known(words[first])):
        return hinted and sentence.tags[first] in "NPJ" if sentence.shouted else sentence.capital(first) and hinted
    return True


def _in_address(sentence: Sentence, last: int) -> bool:
    """Return whether a name before a token is part of an address on the web ("Fergana.news")."""
    words, starts, ends = sentence.words, sentence.starts, sentence.ends
    dotted = last + 1 < len(words) and words[last] == "." and words[last + 1].isalpha()
    return dotted and ends[last - 1] == starts[last] and ends[last] == starts[last + 1]


def _of_a_thing(sentence: Sentence, first: int, last: int) -> bool:
    """Return whether a name says where one of several things or parts of a town is ("in a Taraz cinema", "another Osh
    street")."""
    start = first - (sentence.words[first - 1] in _AREA_MODIFIERS)
    if start < 1 or sentence.words[start - 1] not in _ONE_OF_MANY:
        return False
    return any(_thing(word) for word in sentence.words[last : last + _PAIR])


@lru_cache(maxsize=20_000)
def _thing(word: str) -> bool:
    """Return whether a word is a noun for something that can be attacked or where something can happen."""
    sense = nouns().get(singular(word))
    return word in _AREA_WORDS or word in _STREETS or (sense is not None and sense.kind == "target")


def _behind_and(words: Sequence[str], last: int) -> Sequence[str]:
    """Return the words behind "and" and another name ("Abai and Karl Marx streets")."""
    return words[last + 2 : last + 4] if words[last : last + 1] == ["and"] else ()


def _in_name(sentence: Sentence, first: int, last: int) -> bool:
    """Return whether the words beside make it part of a longer name ("Santiago Nasar", "Juan Cordoba")."""
    words, tags = sentence.words, sentence.tags
    before = first > 0 and tags[first - 1] == "P" and not _knows_place(words[first - 1])
    after = last < len(words) and tags[last] == "P" and not _knows_place(words[last])
    titled = first > 0 and words[first - 1] in word_set("people", "titles")
    return before or after or titled


@lru_cache(maxsize=20_000)
def _knows_place(word: str) -> bool:
    return bool(gazetteer().lookup(word))


def _relation(sentence: Sentence, first: int, last: int, candidates: Sequence[Candidate]) -> str:
    words = sentence.words
    if candidates and candidates[0].kind is Kind.DEMONYM:
        return "people"
    if first < sentence.dateline:
        return "dateline"
    start = _before_area_words(words, first)
    before = words[start - 1] if start else ""
    if before in ("from", "of") and any(map(_measures, words[max(0, start - 7) : start])):
        return "away"
    beside = before == "bordering" or (before == "to" and words[start - 2] in _CLOSE)
    if beside and _country(candidates):
        return "near"
    if before in _FROM or _of_people(words, start):
        return "from"
    if before in ("outside", "near"):
        return "near"
    if _owns(sentence, last, candidates):
        return "modifier"
    if before in _AT or (before in (",", "(", "[") and _after_place(sentence, start - 2)):
        return "at"
    return "modifier" if last < len(words) and sentence.tags[last] in "NPJ" else "named"


def _measures(word: str) -> bool:
    """Return whether a word is a unit of distance, or one with its number ("250km")."""
    return word in _KILOMETRES or (word[0].isdigit() and word.lstrip("0123456789.,") in _KILOMETRES)


def _of_people(words: Sequence[str], start: int) -> bool:
    """Return whether "of" before a place says whose people or bank it is ("a native of Namangan", "Bank of Astana")."""
    return start > 1 and words[start - 1] == "of" and singular(words[start - 2]) in word_set("places", "origins")


def _owns(sentence: Sentence, last: int, candidates: Sequence[Candidate]) -> bool:
    """Return whether a country only says whose the thing named after it is ("near the U.S. embassy")."""
    return _country(candidates) and last < len(sentence.words) and sentence.tags[last] in "NPJ"


def _leads(sentence: Sentence, first: int, last: int) -> bool:
    """Return whether a name in capitals stands where a place does: in the dateline, or after another place."""
    return first < sentence.dateline or (first > 1 and _after_place(sentence, first - 2))


def _after_place(sentence: Sentence, index: int) -> bool:
    """Return whether a place or a kind of area stands at a token ("Kulsary, Atyrau region", "the oil town, Aktobe")."""
    return index >= 0 and (sentence.words[index] in _AREA_WORDS or _knows_place(sentence.words[index]))


def _before_area_words(words: Sequence[str], first: int) -> int:
    """Return the token where the phrase around a name begins: "the western town of", "downtown"."""
    start = first
    if start >= 2 and words[start - 1] == "of" and words[start - 2] in _AREA_WORDS:
        start -= 2
    while start and words[start - 1] in _AREA_MODIFIERS:
        start -= 1
    while start and start < first and words[start - 1] not in _AT | _FROM and first - start < 6:
        start -= 1
    return start if start == first or (start and words[start - 1] in _AT | _FROM) else first


def _area_before(words: Sequence[str], first: int) -> bool:
    return words[first - 1] == "of" and first > 1 and words[first - 2] in _AREA_WORDS


def _unknown_area(sentence: Sentence, index: int) -> PlaceMention | None:
    """Read a place that the gazetteer lacks: "the Miraflores neighborhood", "the village of Karaoi", "in Karaoi"."""
    words, tags = sentence.words, sentence.tags
    if tags[index] != "P" or known(words[index]) or words[index] in _PARTICLES or not words[index][0].isalpha():
        return None
    last = index
    while last < len(words) and last - index < 5 and (tags[last] == "P" or words[last] in _PARTICLES):
        last += 1
    while words[last - 1] in _PARTICLES:
        last -= 1
    named = last < len(words) and words[last] in _AREA_WORDS
    inside = index > 0 and words[index - 1] in ("in", "near") and not (last < len(words) and tags[last] in "NPJS")
    if not named and not inside and not (index and _area_before(words, index)):
        return None
    while index and words[index - 1] in _PARTICLES:
        index -= 1
    name, relation = sentence.exact(index, last), _relation(sentence, index, last, ())
    inner = named and words[last] in _INNER_AREAS and not gazetteer().lookup(name)
    if inner and relation in ("modifier", "named"):
        relation = "at"  # "in the wealthy Orbita neighborhood", "invaded Karabas village"
    return PlaceMention(index, last, name, relation, ())
