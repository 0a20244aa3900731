"""Who and what: noun groups read as people, organisations, weapons, things or events."""

from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import compress

from msgspec.structs import replace

from kztui.extract.en.groups import NounGroup
from kztui.extract.en.inflection import singular
from kztui.extract.en.numbers import ordinals
from kztui.extract.en.tagger import known
from kztui.extract.en.vocabulary import Sense, adjectives, nouns, word_set
from kztui.extract.mention import Mention
from kztui.extract.sentence import Sentence
from kztui.extract.shared import kinds, organizations
from kztui.model.fact import Qualifier, Side
from kztui.text.fold import fold

_LONGEST_NAME = 8
_PAST_OF = 4
"""Words behind a noun group, the first of them "of", that can belong to a name ("Islamic Movement of Uzbekistan")."""

_LONGEST_BRACKET = 14
_CLOSING = frozenset((")", "]"))
_NONE = frozenset(("none", "neither", "nobody"))
_DENYING = _NONE | {"one"}
_NOT_ONE = frozenset(("not", "one", "a"))
_AMONG = frozenset(("of", "among", "amongst", "in", "from"))
_POINTING = frozenset(("the", "this", "these", "those", "that", "his", "her", "its", "their"))
_SINGLE = word_set("people", "single")
_PLURAL_PEOPLE = word_set("people", "plural")
_COLLECTIVE = word_set("people", "collective")
_MEMBERS = word_set("people", "members")
_SINGLE_MEMBERS = ("member", "leader", "fighter", "supporter", "follower")


def read_mention(sentence: Sentence, group: NounGroup) -> Mention:
    """Return what a noun group stands for."""
    first, last, head = group.first, group.last, group.head
    words, tags = sentence.words, sentence.tags
    number = group.number
    first = min(first, number.first) if number else first
    both = 2 if words[first] == "both" else None
    mention = Mention(sentence, first, last, head, "other", number=number, implied=both)
    mention.definite = words[head] == "both" or words[first] in _POINTING
    mention.plural = _plural(sentence, head) and (words[first] not in _SINGLE or words[first + 1] == "few")
    mention.plural = mention.plural or _the_wounded(sentence, first, head)
    if tags[head] == "M":
        named = first > 0 and tags[first - 1] in "NP" and words[head][0].isdigit() and not _suffers(words, last)
        mention.kind, mention.plural = "number", True
        if named:
            mention.kind, mention.number = "other", None
        return mention
    found = _organization(sentence, first, last)
    if found is not None and _end_of_armed_name(words, first, found[3], head):
        mention.kind, mention.detail, mention.side = "organization", without_article(mention.exact), Side.PERPETRATOR
        mention.plural = True
        return mention
    if found is not None and found[1] > head:
        mention.kind, mention.detail, mention.side = "organization", found[0], found[2]
        mention.plural, mention.last = True, max(last, found[1])
        return mention
    if words[first] == "a" and first == head - 1 and words[head] in word_set("people", "ordinals"):
        mention.kind = "people"  # "and a fourth was wounded"
        return mention
    sense = _sense(words, first, head)
    if sense is not None and sense.kind == "weapon" and sentence.capital(head) and _person(sentence, first, head):
        sense = None  # "Mike Hammer"
    if sense is not None and _limb(words, first, head):
        sense = None
    if sense is None and words[head] == "fire" and words[head - 1] in word_set("constructions", "guns"):
        weapon = _sense(words, first, head - 1)
        if weapon is not None and weapon.kind == "weapon":  # "automatic rifle fire"
            mention.head, mention.last, sense = head - 1, head, weapon
    if sense is not None:
        _apply(mention, sense)
    elif _named_group(words, tags, first, head):
        mention.kind, mention.detail, mention.side = "organization", mention.exact, _named_side(words[first:last])
    elif (name := _name_of_group(sentence, first, head)) is not None:
        mention.kind, mention.detail, mention.side = "organization", name, Side.PERPETRATOR
    elif words[head] in word_set("people", "peoples") and mention.plural:
        mention.kind = "people"  # "Kazakhs and Tajiks fought"
    elif _person(sentence, first, head):
        mention.kind, mention.plural = ("target" if _named_thing(words, first, head) else "name"), False
    if mention.kind == "people":
        mention.nth = next((nth for word in words[first:head] if (nth := ordinals().get(word, 0))), 0)
        _take_side(mention, found)
    return mention


def _limb(words: Sequence[str], first: int, head: int) -> bool:
    """Return whether "arm" is one of a body ("a broken arm")."""
    if words[head] == "arms":
        return first < head and words[head - 1] in ("broken", "both", "severed", "injured")
    return words[head] == "arm" and (first == head or words[head - 1] != "small")


def person_name(mention: Mention) -> str:
    """Return the name of a person without the titles and descriptions before it."""
    words, tags = mention.sentence.words, mention.sentence.tags
    first = mention.head
    while first > mention.first and tags[first - 1] == "P" and not _title(words[first - 1]):
        first -= 1
    return " ".join(mention.sentence.exact(first, mention.head + 1).split())


def without_article(words: str) -> str:
    """Return words without the article before them."""
    article, _, rest = words.partition(" ")
    return rest if rest and article.lower() in ("the", "a", "an") else words


def denies(words: Sequence[str]) -> bool:
    """Return whether a sentence can have "none of" or "no one among"."""
    return not _DENYING.isdisjoint(words)


def negative(mention: Mention) -> bool:
    """Return whether a mention is "nobody", or begins with "no" or "not one"."""
    words, first, number = mention.sentence.words, mention.first, mention.number
    word = words[first]
    if word == "no":
        counted = number is not None and number.value > 0 and number.qualifier is not Qualifier.EXACT
        return not counted or words[first + 1] == "one"
    if word not in _NOT_ONE:
        return word in _NONE
    start = first if word == "not" else first - 1
    return start >= 0 and words[start : start + 3] in (["not", "one", "of"], ["not", "a", "single"])


def take_for_group(mention: Mention) -> None:
    """Take an unknown name with an article for a group where somebody must have done something ("the Owls did it"):
    people's names have none."""
    words, tags = mention.sentence.words, mention.sentence.tags
    own = range(mention.first + 1, mention.head + 1)
    if mention.kind not in ("other", "name") or words[mention.first] != "the" or mention.last != mention.head + 1:
        return
    if own and all(tags[i] == "P" and not known(words[i]) for i in own) and not _title(words[mention.first + 1]):
        mention.kind, mention.detail = "organization", without_article(mention.exact)


def nobody(mention: Mention) -> bool:
    """Return whether a mention stands for nobody in particular ("no group", "any organisation")."""
    return negative(mention) or mention.sentence.words[mention.first] == "any"


def _suffers(words: list[str], last: int) -> bool:
    """Return whether the word behind a number says what happened to so many people ("counts 16 dead")."""
    return last < len(words) and words[last] in adjectives()


def called_wounded(mention: Mention) -> bool:
    """Return whether people who died are called wounded by a word of theirs or behind them ("two of the wounded", "two
    who had been wounded"): they add to the dead told before."""
    words = mention.sentence.words
    reach = {"of": 3, "who": 5}.get(words[mention.last] if mention.last < len(words) else "", 1)
    near = words[mention.first : mention.last + reach]
    return any(kinds()[adjectives()[word]].effect == "wounded" for word in near if word in adjectives())


def only_nameless(mention: Mention) -> bool:
    """Return whether nothing makes attackers of people but that nobody knows them: in "two unidentified people were
    killed" they are none."""
    words = mention.sentence.words
    sense, own = _sense(words, mention.first, mention.head), {*words[mention.first : mention.head]}
    suspicious = own & word_set("people", "suspicion")
    plain = sense is None or sense.kind != "people" or sense.detail != "perpetrator"
    return plain and bool(suspicious) and suspicious <= word_set("people", "nameless") and not mention.organization


def joined(mentions: list[Mention]) -> list[Mention]:
    """Return the mentions with "a group of armed men", "members of the FMLN", "the bodies of 11 people" and "none of
    the guards" made one."""
    found: list[Mention] = []
    words = mentions[0].sentence.words if mentions else []
    denying, bracketed = denies(words), not _CLOSING.isdisjoint(words)
    for mention in map(_with_none_of, mentions) if denying else mentions:
        if found and mention.first <= found[-1].first:
            found.pop()  # "no fewer" before "than three others", whose number takes it in
        outer = found[-1] if found else None
        if outer is not None and mention.first < outer.last:
            continue  # "Uzbekistan" in the name of a movement
        if outer is not None and mention.first == outer.last + 1 and _of(outer, mention):
            found[-1] = _together(outer, mention)
        elif found and bracketed and (whose := _before_bracket(found, mention)):
            del found[found.index(whose) :]
            found.append(_members(whose, mention))
        else:
            found.append(mention)
    return found


def _with_none_of(mention: Mention) -> Mention:
    """Return people with the "none of", "neither of" or "no one among" right before them."""
    first, words = mention.first - 2, mention.sentence.words
    people = mention.kind == "people" or (mention.kind == "other" and mention.plural)
    if not people or first < 0 or words[first + 1] not in _AMONG:
        return mention
    if words[first] in _NONE:
        return replace(mention, first=first)
    no_one = words[max(0, first - 1) : first + 1] == ["no", "one"]
    return replace(mention, first=first - 1) if no_one else mention


def _before_bracket(found: Sequence[Mention], mention: Mention) -> Mention | None:
    """Return the organisation before a bracket that ends right before people ("the IMU [Islamic Movement of
    Uzbekistan] fighters")."""
    words = mention.sentence.words
    group = mention.kind == "organization" or words[mention.head] in _GROUP_NOUNS
    if words[mention.first - 1] not in _CLOSING or not (mention.people or group):
        return None
    if mention.kind == "name" or mention.definite:
        return None
    near = range(mention.first - 2, max(0, mention.first - _LONGEST_BRACKET), -1)
    opening = next((index for index in near if words[index] in ("(", "[")), 0)
    whose = next((one for one in found if one.last == opening), None)
    return whose if whose is not None and whose.kind == "organization" else None


def _members(whose: Mention, people: Mention) -> Mention:
    """Return people as those of the organisation named before them; a word for a group is the organisation itself."""
    if not people.people:
        return replace(whose, last=people.last, head=people.head)
    side = whose.side if people.side in (Side.UNKNOWN, Side.CIVILIAN) else people.side
    span = (whose.first, whose.last)
    return replace(people, first=whose.first, organization=whose.detail, organization_span=span, side=side)


def _of(outer: Mention, inner: Mention) -> bool:
    """Return whether "of" alone stands between two mentions, and they are one."""
    words = outer.sentence.words
    if words[outer.last] != "of":
        return False
    if inner.kind == "weapon":
        return singular(words[outer.head]) in word_set("things", "loads")
    if not (inner.people or inner.kind == "organization"):
        return False
    if outer.kind == "people" and inner.kind == "organization":
        return True
    return outer.kind == "number" or words[outer.head] in _COLLECTIVE or singular(words[outer.head]) in _COLLECTIVE


def _together(outer: Mention, inner: Mention) -> Mention:
    """Return "outer of inner" as one mention: the people of the inner one, counted by either."""
    if inner.kind == "weapon":
        return replace(outer, last=inner.last, head=inner.head, kind="weapon")
    if inner.kind == "name" and outer.sentence.words[outer.head] in ("life", "lives"):
        return replace(inner, first=outer.first)  # "an attempt on the life of Judge Paz"
    whole = replace(outer, last=inner.last, kind="people")
    if inner.kind == "organization":
        whole.organization, whole.organization_span = without_article(inner.detail), (inner.first, inner.last)
        whole.side = inner.side if outer.side is Side.UNKNOWN or inner.side is Side.PERPETRATOR else outer.side
        return whole
    one_family = outer.number is not None and not inner.plural  # "four members of one family"
    counts_inner = outer.kind != "number" and not one_family and (inner.number is not None or outer.number is None)
    whole.number = inner.number if counts_inner else outer.number
    single = outer.sentence.words[outer.head] in _SINGLE_MEMBERS and inner.number is None
    whole.plural = not single if counts_inner else outer.plural
    whole.side = inner.side if outer.side in (Side.UNKNOWN, Side.CIVILIAN) else outer.side
    whole.organization, whole.organization_span = inner.organization, inner.organization_span
    whole.suspected = outer.suspected or inner.suspected
    return whole


def _apply(mention: Mention, sense: Sense) -> None:
    mention.kind = sense.kind
    if sense.kind == "people":
        mention.side = _SIDES[sense.detail]
    else:
        mention.detail = sense.detail


_SIDES = {
    "person": Side.UNKNOWN,
    "civilian": Side.CIVILIAN,
    "security": Side.SECURITY,
    "perpetrator": Side.PERPETRATOR,
}


def _sense(words: list[str], first: int, head: int) -> Sense | None:
    """Return the sense of the longest run of words that ends at the head."""
    last, longest, alone = _noun(words[head])
    senses = nouns()
    for start in range(max(first, head - longest + 1), head + 1 if longest else 0):
        phrase = " ".join([*words[start:head], last])
        if phrase in senses:
            return senses[phrase]
        if words[head] != last and " ".join(words[start : head + 1]) in senses:
            return senses[" ".join(words[start : head + 1])]
    return alone


@lru_cache(maxsize=20_000)
def _noun(word: str) -> tuple[str, int, Sense | None]:
    """Return the singular of a noun, how many words the longest noun of the lexicon has that ends with it, and its
    sense where none ends so."""
    last = singular(word)
    longest = max(_longest().get(last, 0), _longest().get(word, 0))
    if last.endswith(("man", "woman")) and last not in nouns():
        return last, longest, Sense("people", "person")
    return last, longest, _tail_sense(last)


@cache
def _longest() -> dict[str, int]:
    """Return, by their last words, how many words the longest nouns of the lexicon have."""
    found: dict[str, int] = {}
    for words in map(str.split, nouns()):
        found[words[-1]] = max(len(words), found.get(words[-1], 0))
    return found


def _tail_sense(word: str) -> Sense | None:
    """Return the sense of the last part of a noun with a hyphen ("ex-policeman")."""
    return nouns().get(word.rsplit("-", 1)[-1]) if "-" in word else None


def _organization(sentence: Sentence, first: int, last: int) -> tuple[str, int, Side, int] | None:
    """Return the name of an organisation within the tokens, the token after it, its side, and its first token."""
    starts = [*compress(range(last - first), map(_begins_organization, sentence.words[first:last]))]
    if not starts:
        return None
    table = organizations()
    longer = _PAST_OF if sentence.words[last : last + 1] == ["of"] else 0
    folded = [_folded(word) for word in sentence.words[first : last + longer]]
    for start in starts:
        for end in range(min(len(folded), start + _LONGEST_NAME), start, -1):
            found = table.get(" ".join(filter(None, folded[start:end])))
            if found is not None and _stands(sentence, first + start, found.name):
                return found.name, first + end, Side(found.side), first + start
    return None


@lru_cache(maxsize=20_000)
def _begins_organization(word: str) -> bool:
    """Return whether the name of an organisation can begin with a word."""
    return _folded(word).split(" ")[0] in _first_words()


@cache
def _first_words() -> frozenset[str]:
    """Return the words that the name of an organisation can begin with, folded."""
    return frozenset(name.split(" ")[0] for name in organizations())


def _stands(sentence: Sentence, index: int, name: str) -> bool:
    """Return whether a name that is written with a capital is so written here."""
    return sentence.shouted or sentence.capital(index) or not name[0].isupper()


@lru_cache(maxsize=20_000)
def _folded(word: str) -> str:
    return fold(word)


def _take_side(mention: Mention, found: tuple[str, int, Side, int] | None) -> None:
    """Let the words before the noun decide whose people these are."""
    words = mention.sentence.words[mention.first : mention.head]
    mention.suspected = "suspected" in words or "alleged" in words or "presumed" in words
    if mention.side is Side.SECURITY and word_set("people", "former") & {*words}:
        mention.side = Side.UNKNOWN
    if found is not None:
        mention.organization, mention.organization_span = found[0], (found[3], found[1])
        if mention.side is Side.UNKNOWN or singular(mention.sentence.words[mention.head]) in _MEMBERS:
            mention.side = found[2]
    elif mention.side in _SUSPECTED_BY and word_set("people", _SUSPECTED_BY[mention.side]) & {*words}:
        mention.side = Side.PERPETRATOR


_SUSPECTED_BY = {Side.UNKNOWN: "suspicion", Side.CIVILIAN: "armed"}
"""The words that make attackers of people of a side: lists of people.toml."""


def _title(word: str) -> bool:
    return word in word_set("people", "titles")


def _plural(sentence: Sentence, head: int) -> bool:
    word = sentence.words[head]
    return word in _PLURAL_PEOPLE or singular(word) != word


def _the_wounded(sentence: Sentence, first: int, head: int) -> bool:
    """Return whether a participle with "the" is a noun for all who suffered ("the wounded were", "of the dead")."""
    words = sentence.words
    if first != head - 1 or words[head] not in word_set("people", "suffered"):
        return False
    return words[first] in _POINTING and words[head + 1 : head + 2] not in (["was"], ["is"], ["has"])


def _is_people(word: str) -> bool:
    sense = nouns().get(word)
    return sense is not None and sense.kind == "people"


def _named_thing(words: list[str], first: int, head: int) -> bool:
    """Return whether a name begins with a noun for a thing ("the Hotel Sol", "the Bank Turan")."""
    start = first + (words[first] in ("the", "a", "an"))
    sense = nouns().get(words[start]) if start < head else None
    return sense is not None and sense.kind == "target"


_GROUP_NOUNS = word_set("groups", "nouns")
_GROUPS = _GROUP_NOUNS | {"group"}
_ARMED_WORDS = word_set("groups", "armed")


def _named_group(words: list[str], tags: list[str], first: int, head: int) -> bool:
    return words[head] in _GROUP_NOUNS and head > first and any(
        tags[index] in "PJN" for index in range(first, head)
    )  # fmt: skip


def _name_of_group(sentence: Sentence, first: int, head: int) -> str | None:
    """Return the name in "the guerrilla organization Red Dawn", None where no armed group is named so."""
    words = sentence.words
    for index in range(first + 1, head):
        if words[index] in _GROUPS and not _ARMED_WORDS.isdisjoint(words[first:index]):
            behind = range(index + 1, head + 1)
            named = all(sentence.tags[i] == "P" if sentence.shouted else sentence.capital(i) for i in behind)
            return " ".join(sentence.exact(index + 1, head + 1).split()) if named else None
    return None


def _end_of_armed_name(words: list[str], first: int, start: int, head: int) -> bool:
    """Return whether an organisation is only the last noun in the name of an armed one ("the Steppe Liberation
    Army")."""
    return start == head and words[head] in _GROUP_NOUNS and not _ARMED_WORDS.isdisjoint(words[first:start])


def _named_side(words: list[str]) -> Side:
    if _ARMED_WORDS & {*words}:
        return Side.PERPETRATOR
    return Side.SECURITY if {"army", "forces", "police", "military"} & {*words} else Side.UNKNOWN


def _person(sentence: Sentence, first: int, head: int) -> bool:
    """Return whether a group is a person's name: a title and unknown words, or two unknown words or more."""
    words, tags = sentence.words, sentence.tags
    if tags[head] != "P" or words[head][-1].isdigit():
        return False
    start = first + (words[first] == "the")
    if start < head and words[start] in word_set("places", "openers"):
        return False  # "La Palma", "San Ignacio"
    unknown = [i for i in range(first, head + 1) if tags[i] == "P" and not known(words[i])]
    if any(word in word_set("people", "titles") for word in words[first:head]):
        return bool(unknown)
    capitals = [i for i in range(first, head + 1) if sentence.capital(i)]
    name = head
    while name > first and tags[name - 1] == "P":
        name -= 1
    if name > first and _is_people(words[name - 1]) and (unknown or sentence.capital(head)):
        return True  # "his wife Maria"
    return (
        len(unknown) >= 2
        or (len(capitals) >= 2 and bool(unknown))
        or (len(unknown) == 1 and sentence.capital(head) and first == head)
    )
