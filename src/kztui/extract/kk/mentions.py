"""Who and what: nouns with the numbers and attributes before them, and the ending that says their role."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from msgspec import Struct

from kztui.extract.kk.numbers import Counted, measures, read_number
from kztui.extract.kk.places import case_endings
from kztui.extract.kk.suffixes import Case, Form, Noun
from kztui.extract.kk.vocabulary import NounMatch, bare, noun_at, verb_at, word_set
from kztui.extract.mention import Mention, Trait
from kztui.extract.sentence import Sentence
from kztui.extract.shared import organizations
from kztui.model.fact import Side
from kztui.text.fold import fold

_SIDES = {"security": Side.SECURITY, "civilian": Side.CIVILIAN, "perpetrator": Side.PERPETRATOR}
_ATTRIBUTES = 5
"""Words between a number and its noun ("кәмелетке толмаған екі жергілікті тұрғын")."""

_LONGEST_ORGANIZATION = 4
_QUOTES = frozenset('«»"“”„')


class Group(Struct, frozen=True):
    """A mention with the ending of its noun."""

    mention: Mention
    ending: Noun

    @property
    def case(self) -> Case:
        """The case of the noun."""
        return self.ending.case


def find_groups(sentence: Sentence, taken: AbstractSet[int]) -> list[Group]:
    """Return the people, organisations, things and event nouns of a sentence, in order.

    Tokens in `taken` belong to times and places.
    """
    words = sentence.words
    found: list[Group] = []
    numbers: list[tuple[int, Counted]] = []
    index = 0
    while index < len(words):
        if index in taken:
            numbers, index = [], index + 1
            continue
        organization = _organization(sentence, index)
        if organization is not None:
            found.append(organization)
            numbers, index = [], organization.mention.last
            continue
        beside = bare(words[index], "places", "near") in (Case.LOCATIVE, Case.AT)  # "жанында"
        noun = None if beside or _describes(words, index) else noun_at(words, index)
        if noun is not None and not any(at in taken for at in range(index, noun.last)):
            if not _attributive(words, index, noun):
                found.append(_group(sentence, index, noun, numbers[-1][1] if numbers else None))
                numbers = []
            index = noun.last
            continue
        if words[index] in word_set("numbers", "nth"):
            found.append(_one_of_row(sentence, index))
            numbers, index = [], index + 1
            continue
        counted = read_number(words, index)
        if counted is not None:
            last = counted.number.last
            if counted.people:
                found.append(_bare_number(sentence, counted))
                numbers = []
            elif last < len(words) and not measures(words[last]):
                numbers = [(index, counted)]
            index = max(last, index + 1)
            continue
        if (
            words[index] in ",.;:"
            or not _attribute(words, index)
            or (numbers and index - numbers[0][1].number.last >= _ATTRIBUTES)
        ):
            if numbers and _ends_in_verb(words, index):
                found.append(_bare_number(sentence, numbers[0][1]))
            numbers = []
        index += 1
    return found


def _describes(words: Sequence[str], index: int) -> bool:
    """Return whether a word that can be a noun is the adjective of the next one ("шетелдік турист")."""
    if words[index] not in word_set("people", "adjectives") or index + 1 == len(words):
        return False
    described = noun_at(words, index + 1)
    return described is not None and described.sense.kind == "people"


def _attributive(words: Sequence[str], index: int, noun: NounMatch) -> bool:
    """Return whether a noun only describes the next one ("полиция бөлімшесі", "әскери бөлім")."""
    bare = noun.ending == Noun(Case.NOMINATIVE) and noun.last < len(words)
    if not bare or noun.sense.kind == "event":
        return False
    described = noun_at(words, noun.last)
    if described is None or described.last > noun.last + 1 or not described.ending.possessed:
        return False
    return described.sense.kind in ("people", "target")


def _attribute(words: Sequence[str], index: int) -> bool:
    """Return whether a word can stand between a number and its noun."""
    if words[index] in word_set("people", "adjectives"):
        return True
    verb = verb_at(words, index)
    participle = verb is not None and verb.ending.form is Form.PARTICIPLE and verb.ending.noun == Noun(Case.NOMINATIVE)
    return participle or words[index].endswith(
        ("ған", "ген", "қан", "кен", "лық", "лік", "дық", "дік", "тық", "тік", "ның", "нің")
    )


def _ends_in_verb(words: Sequence[str], index: int) -> bool:
    return verb_at(words, index) is not None or (index + 1 < len(words) and verb_at(words, index + 1) is not None)


def _group(sentence: Sentence, first: int, noun: NounMatch, counted: Counted | None) -> Group:
    head = noun.last - 1
    start = counted.number.first if counted else first
    side = _SIDES.get(noun.sense.detail, Side.UNKNOWN) if noun.sense.kind == "people" else Side.UNKNOWN
    detail = noun.sense.detail if noun.sense.kind == "event" else ""
    mention = Mention(
        sentence, start, noun.last, head, noun.sense.kind, detail, side,
        counted.number if counted else None, noun.ending.plural or _many(sentence.words, first),
    )  # fmt: skip
    cut = noun.ending.length
    text = sentence.text[sentence.starts[start] : sentence.ends[head] - cut]
    mention.label = " ".join(text.split())
    mention.surname = sentence.words[head]
    mention.traits = frozenset(_traits(sentence.words, mention, noun))
    return Group(mention, noun.ending)


def _many(words: Sequence[str], noun: int) -> bool:
    """Return whether a word before a noun makes it more than one without a number ("бірнеше адам")."""
    return bool(word_set("numbers", "many") & {*words[max(0, noun - 2) : noun]})


def _traits(words: Sequence[str], mention: Mention, noun: NounMatch) -> list[Trait]:
    before = {*words[max(0, mention.first - 1) : mention.head]}
    traits = []
    if before & word_set("clauses", "adding"):
        traits += [Trait.ADDING, Trait.OTHERS]
    if words[mention.first - 1 : mention.first] and words[mention.first - 1] in word_set("clauses", "of_them"):
        beside = bare(words[mention.head], "people", "companions") is not None
        traits.append(Trait.ADDING if beside else Trait.OF_THEM)
    if mention.plural and mention.number is None and noun.ending.case is Case.NOMINATIVE:
        traits += [Trait.PEOPLES] if bare(words[mention.head], "people", "peoples") is not None else []
    if noun.sense.detail == "explosive":
        traits.append(Trait.EXPLOSIVE)
    if any(word.startswith(("жанкешті", "смертник")) for word in words[max(0, mention.first - 1) : mention.last]):
        traits.append(Trait.SUICIDE)
    return traits


def _bare_number(sentence: Sentence, counted: Counted) -> Group:
    """Return people of whom only the number is said ("екеуі", "8-і")."""
    number = counted.number
    mention = Mention(sentence, number.first, number.last, number.last - 1, "number", number=number)
    mention.label = " ".join(mention.exact.split())
    mention.surname = sentence.words[mention.head]
    before = sentence.words[max(0, number.first - 1) : number.first]
    traits = set()
    if word_set("clauses", "of_them") & {*before}:
        traits.add(Trait.OF_THEM)
    if word_set("clauses", "adding") & {*before}:
        traits.add(Trait.ADDING)
    mention.traits = frozenset(traits)
    return Group(mention, counted.ending)


def _one_of_row(sentence: Sentence, index: int) -> Group:
    """Return one person who is called by a place in a row ("екіншісі")."""
    mention = Mention(sentence, index, index + 1, index, "number", implied=1)
    mention.label, mention.surname = mention.exact, sentence.words[index]
    return Group(mention, Noun(Case.NOMINATIVE))


def _organization(sentence: Sentence, first: int) -> Group | None:
    """Return the organisation that the shared list names at a token."""
    if not (sentence.shouted or sentence.text[sentence.starts[first]].isupper()):
        return None
    for last in range(min(first + _LONGEST_ORGANIZATION, len(sentence.words)), first, -1):
        if not sentence.words[last - 1][:1].isalpha():  # folding would leave a full stop out of the name
            continue
        for cut, case in case_endings(sentence.words[last - 1]):
            name = sentence.text[sentence.starts[first] : sentence.ends[last - 1] - cut]
            known = organizations().get(fold(name))
            if known is not None:
                side = Side(known.side)
                mention = Mention(sentence, first, last, last - 1, "organization", known.name, side)
                mention.label = known.name
                mention.surname = sentence.words[last - 1]
                return Group(mention, Noun(_case_of_group(sentence.words, last) or case))
    return None


def _case_of_group(words: Sequence[str], last: int) -> Case | None:
    """Return the case of the noun behind the name of a group ("«...» ұйымына"), None where none is there."""
    behind = next((word for word in words[last : last + 2] if word not in _QUOTES), "")
    return bare(behind, "clauses", "groups") if behind else None
