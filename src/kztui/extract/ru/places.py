"""Where: the places that a Russian sentence names, in any case."""

from collections.abc import Sequence
from functools import lru_cache

from kztui.extract.mention import PlaceMention
from kztui.extract.ru.morphology import analyse
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
from kztui.extract.ru.vocabulary import adjectival, texts, word_set
from kztui.gazetteer import Candidate, Kind

_CAPITAL = "столица"
_SHORTEST = 4  # letters of a word for a people
_LONGEST = 3
_TOWN = 20_000
_QUOTES = frozenset('«»"“”„')
_PERSONAL = frozenset(("Name", "Surn", "Patr"))
_ORDINARY = ("NOUN", "VERB", "ADJF", "PREP", "ADVB", "CONJ", "NPRO", "NUMR", "PRTS")
_SHORTENED = ("г", "с", "п")


def find_places(sentence: Analysed) -> list[PlaceMention]:
    """Return the places that a sentence names, in order."""
    found: list[PlaceMention] = []
    past = 0
    shouted = sentence.shouted
    for index, (word, small) in enumerate(zip(sentence.words, sentence.small, strict=True)):
        if index < past or (small and not shouted and _ordinary(word)):
            continue
        mention = _place_at(sentence, index, found)
        if mention is not None:
            found.append(mention)
            past = mention.last
    return found


@lru_cache(maxsize=50_000)
def _ordinary(word: str) -> bool:
    """Return whether a word in small letters is nothing of a place."""
    if not word[0].isalpha():
        return True
    lemma = analyse(word).lemma
    return lemma != _CAPITAL and not adjective_stem(word) and (len(lemma) < _SHORTEST or not is_demonym(lemma))


def _place_at(sentence: Analysed, index: int, before: Sequence[PlaceMention]) -> PlaceMention | None:
    if not sentence.words[index][0].isalpha():
        return None
    mention = (
        _capital(sentence, index)
        or _area_by_adjective(sentence, index)
        or _named_place(sentence, index)
        or _unlisted(sentence, index)
        or _listed(sentence, index, before)
    )
    return in_its_place(sentence, mention, before) if mention else None


def _capital(sentence: Analysed, index: int) -> PlaceMention | None:
    """Read "столицы Кыргызстана", "таджикской столице", "южной столице", and "столице" of a country named elsewhere."""
    if sentence.lemma(index) != _CAPITAL:
        return None
    capitals, before = texts("places", "capitals"), adjectival(sentence.word(index - 1))
    if before in capitals:
        return _of(sentence, index, index + 1, lookup(capitals[before]), "at")
    behind = (
        declined(sentence.word(index + 1)) if sentence.word(index + 1).isalpha() and sentence.capital(index + 1) else ()
    )
    named = behind or lookup(before)
    country = next((c.place.country for c in named if c.kind in (Kind.COUNTRY, Kind.DEMONYM)), "")
    if country:
        last = index + 2 if behind else index + 1
        return _of(sentence, index, last, lookup(capitals[country]), "at") if country in capitals else None
    if behind:  # "столице Бишкеке"
        return None
    candidates = [found for code, name in capitals.items() if code.isascii() for found in lookup(name)[:1]]
    return _of(sentence, index, index + 1, candidates, "at")


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
    if (town := of_adjective(stem)) and not (
        sentence.words[index].endswith("ском") and declined(sentence.words[index])
    ):
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
    if len(lemma) < _SHORTEST or not is_demonym(lemma):
        return None
    forms = sentence.forms[index][:1]
    if not any(form.pos == "ADJF" or (form.pos == "NOUN" and form.animate) for form in forms):  # "поле" is no Pole
        return None
    found = [candidate for candidate in lookup(lemma) if candidate.kind is Kind.DEMONYM]
    return _of(sentence, index, index + 1, found, "people") if found else None


def _believable(sentence: Analysed, first: int, last: int, candidates: Sequence[Candidate]) -> bool:
    """Return whether capitalised words name a place here and no person, street, firm or ordinary thing."""
    if last - first > 1 and _called(sentence, first):
        return False
    if candidates[0].kind is Kind.COUNTRY or last - first > 1:
        return True
    if _person_beside(sentence, first, last) or _called(sentence, first):
        return False
    known = [form for form in sentence.forms[first] if form.known]
    if any("Geox" in form.grammemes for form in known) or first < sentence.dateline:
        return True
    governed = governor(sentence, first)[0] != "" or _behind_residents(sentence, first)
    words = [form for form in known if form.pos in _ORDINARY]
    if any(not form.grammemes & _PERSONAL for form in words):
        return governed and first > 0 and not sentence.shouted
    doubtful = bool(words) or candidates[0].personal_name or candidates[0].common_word or sentence.shouted
    return governed or not doubtful


def _behind_residents(sentence: Analysed, first: int) -> bool:
    """Return whether residents or a village stand before a name ("жители Мерке")."""
    before = sentence.lemmas(_noun_before(sentence, first))
    return not before.isdisjoint(word_set("places", "residents")) or not before.isdisjoint(_areas())


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
    """Return whether a name is that of a street, a river, a firm or a force («Кайрат», "улица Абая", "река Талас")."""
    before = _noun_before(sentence, first)
    if sentence.word(before) == "и" and before > 1 and sentence.capital(before - 1):  # "улиц Абая и Толе би"
        before -= 2
    quoted = sentence.word(first - 1) in _QUOTES
    lemmas = sentence.lemmas(before)
    if quoted:
        return not lemmas & _areas()
    square = "площадь" in lemmas and sentence.word(before) != "площадь" and _large(sentence.words[first])
    return bool(lemmas & word_set("places", "streets")) and sentence.lemma(before) not in _areas() and not square


def _large(word: str) -> bool:
    """Return whether a name is first that of a town of some size: "на площади Жанаозена", not "на площади Абая"."""
    return any(not one.personal_name and one.population >= _TOWN for one in declined(word)[:1])


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
    if sentence.lemmas(before) & word_set("places", "quarters"):
        return None  # in the town that is named elsewhere
    return _of(sentence, index, last, (), "at")


def _listed(sentence: Analysed, index: int, before: Sequence[PlaceMention]) -> PlaceMention | None:
    """Read the last village of "в сёлах Масанчи, Сортобе и Аухатты" where the gazetteer lacks it."""
    if not before or before[-1].last != index - 1 or sentence.words[index - 1] not in ("и", ","):
        return None
    if not sentence.capital(index) or sentence.shouted:
        return None
    first = next((one.first for one in before if sentence.lemmas(one.first - 1) & _areas()), -1)
    plural = first > 0 and any(
        ending.number == "plur" for form in sentence.forms[first - 1] for ending in form.endings if form.pos == "NOUN"
    )
    return _of(sentence, index, index + 1, (), before[-1].relation) if plural else None


def _goes_on(sentence: Analysed, index: int) -> bool:
    """Return whether a word can belong to the name of a village before it."""
    word = sentence.words[index]
    return word[0].isalpha() and sentence.capital(index) and not adjective_stem(word)


def _of(sentence: Analysed, first: int, last: int, candidates: Sequence[Candidate], relation: str) -> PlaceMention:
    if first < sentence.dateline:
        relation = "dateline"
    return PlaceMention(first, last, sentence.exact(first, last), relation, candidates)
