"""Where: the places that a Russian sentence names, in any case."""

from collections.abc import Sequence

from kztui.extract.mention import PlaceMention
from kztui.extract.ru.names import (
    adjective_stem,
    compound,
    declined,
    is_demonym,
    lookup,
    of_adjective,
    of_district,
    of_region,
)
from kztui.extract.ru.standing import governor, in_its_place
from kztui.extract.ru.tokens import Analysed
from kztui.extract.ru.vocabulary import word_set
from kztui.gazetteer import Candidate, Kind

_LONGEST = 3
_QUOTES = frozenset('«»"“”„')
_PERSONAL = frozenset(("Name", "Surn", "Patr"))
_ORDINARY = ("NOUN", "VERB", "ADJF", "PREP", "ADVB", "CONJ", "NPRO", "NUMR", "PRTS")
_SHORTENED = ("г", "с", "п")


def find_places(sentence: Analysed) -> list[PlaceMention]:
    """Return the places that a sentence names, in order."""
    found: list[PlaceMention] = []
    index = 0
    while index < len(sentence.words):
        mention = _place_at(sentence, index, found)
        if mention is None:
            index += 1
            continue
        found.append(mention)
        index = mention.last
    return found


def _place_at(sentence: Analysed, index: int, before: Sequence[PlaceMention]) -> PlaceMention | None:
    if not sentence.words[index][0].isalpha():
        return None
    mention = _area_by_adjective(sentence, index) or _named_place(sentence, index) or _unlisted(sentence, index)
    return in_its_place(sentence, mention, before) if mention else None


def _area_by_adjective(sentence: Analysed, index: int) -> PlaceMention | None:
    """Read "Актюбинской области", "Кордайского района", "алматинском", "таджикские"."""
    stem = adjective_stem(sentence.words[index])
    if not stem:
        return None
    noun = sentence.lemmas(index + 1)
    if noun & word_set("places", "regions"):
        candidates = of_region(stem)
        return _of(sentence, index, index + 2, candidates, "at") if candidates else None
    if noun & word_set("places", "districts"):
        return _of(sentence, index, index + 2, of_district(stem), "at")
    if town := of_adjective(stem):
        return _of(sentence, index, index + 1, town, "people" if index and sentence.capital(index) else "modifier")
    people = [candidate for candidate in lookup(f"{stem}ий") if candidate.kind is Kind.DEMONYM]
    return _of(sentence, index, index + 1, people, "people") if people else None


def _named_place(sentence: Analysed, index: int) -> PlaceMention | None:
    if not (sentence.shouted or sentence.capital(index)):
        return _demonym(sentence, index)
    for count in range(min(_LONGEST, len(sentence.words) - index), 0, -1):
        words = sentence.words[index : index + count]
        candidates = _meant(words) if all(word[0].isalpha() for word in words) else ()
        if candidates and _believable(sentence, index, index + count, candidates):
            people = candidates[0].kind is Kind.DEMONYM
            return _of(sentence, index, index + count, candidates, "people" if people else "named")
    return None


def _meant(words: Sequence[str]) -> tuple[Candidate, ...]:
    """Return the places that some words can name."""
    if len(words) == 1:
        return declined(words[0])
    found = lookup(" ".join(words))
    return found or (compound(*words) if len(words) == 2 else ())


def _demonym(sentence: Analysed, index: int) -> PlaceMention | None:
    """Read "таджик", "узбекские"."""
    lemma = sentence.lemma(index)
    if sentence.pos(index) not in ("NOUN", "ADJF") or len(lemma) < 4 or not is_demonym(lemma):
        return None
    found = [candidate for candidate in lookup(lemma) if candidate.kind is Kind.DEMONYM]
    return _of(sentence, index, index + 1, found, "people") if found else None


def _believable(sentence: Analysed, first: int, last: int, candidates: Sequence[Candidate]) -> bool:
    """Return whether capitalised words name a place here and no person, street, firm or ordinary thing."""
    if candidates[0].kind is Kind.COUNTRY or last - first > 1:
        return True
    if _person_beside(sentence, first, last) or _called(sentence, first):
        return False
    known = [form for form in sentence.forms[first] if form.known]
    if any("Geox" in form.grammemes for form in known) or first < sentence.dateline:
        return True
    governed = governor(sentence, first)[0] != ""
    words = [form for form in known if form.pos in _ORDINARY]
    if any(not form.grammemes & _PERSONAL for form in words):
        return governed and first > 0 and not sentence.shouted
    doubtful = bool(words) or candidates[0].personal_name or candidates[0].common_word or sentence.shouted
    return governed or not doubtful


def _person_beside(sentence: Analysed, first: int, last: int) -> bool:
    """Return whether a name stands beside that makes it a person's ("Серик Ахметов", "А. Сатпаев")."""
    if sentence.shouted:
        return False
    initial = sentence.word(first - 1) == "." and len(sentence.word(first - 2)) == 1
    if initial and sentence.word(first - 2) not in _SHORTENED:
        return True
    if sentence.word(last + 1) == "." and len(sentence.word(last)) == 1 and sentence.capital(last):
        return True
    return any(_part_of_name(sentence, index) for index in (first - 1, last) if 0 <= index < len(sentence.words))


def _part_of_name(sentence: Analysed, index: int) -> bool:
    """Return whether a word is a first name or surname, and no place or adjective of one."""
    word, forms = sentence.words[index], sentence.forms[index]
    named = any(form.grammemes & _PERSONAL for form in forms[:2])
    if not named or not sentence.capital(index) or adjective_stem(word) or declined(word):
        return False
    return index > 0 or not forms[0].known or bool(forms[0].grammemes & _PERSONAL)


def _called(sentence: Analysed, first: int) -> bool:
    """Return whether a name is that of a street, a firm or a force («Кайрат», «Арыстан», "улица Сатпаева")."""
    before = _noun_before(sentence, first)
    if sentence.word(before) == "и" and before > 1 and sentence.capital(before - 1):  # "улиц Абая и Толе би"
        before -= 2
    quoted = sentence.word(first - 1) in _QUOTES
    lemmas = sentence.lemmas(before)
    if quoted:
        return not lemmas & _areas()
    return bool(lemmas & word_set("places", "streets")) and sentence.lemma(before) not in _areas()


def _areas() -> frozenset[str]:
    return word_set("places", "areas") | word_set("places", "quarters")


def _noun_before(sentence: Analysed, first: int) -> int:
    """Return the token before a name, past quotation marks and the full stop of "г."."""
    before = first - 1
    while before >= 0 and sentence.words[before] in (*_QUOTES, "."):
        before -= 1
    return before


def _unlisted(sentence: Analysed, index: int) -> PlaceMention | None:
    """Read a village or quarter that the gazetteer lacks: "в селе Акшокы", "микрорайона «Зердели»"."""
    before = _noun_before(sentence, index)
    if not sentence.capital(index) or before < 0 or not sentence.lemmas(before) & _areas():
        return None
    if len(sentence.words[before]) <= 2 and sentence.word(before + 1) != ".":
        return None
    if sentence.pos(index) in ("PREP", "CONJ", "VERB") and sentence.forms[index][0].known:
        return None
    last = index + 1
    while last < min(len(sentence.words), index + _LONGEST) and _goes_on(sentence, last):
        last += 1
    return _of(sentence, index, last, (), "at")


def _goes_on(sentence: Analysed, index: int) -> bool:
    """Return whether a word can belong to the name of a village before it."""
    word = sentence.words[index]
    return word[0].isalpha() and sentence.capital(index) and not adjective_stem(word)


def _of(sentence: Analysed, first: int, last: int, candidates: Sequence[Candidate], relation: str) -> PlaceMention:
    if first < sentence.dateline:
        relation = "dateline"
    return PlaceMention(first, last, sentence.exact(first, last), relation, candidates)
