"""Events: what verbs and event nouns say happened, roles by case: the sentence ends in its verb."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kztui.extract.kk.mentions import Group
from kztui.extract.kk.numbers import read_number
from kztui.extract.kk.suffixes import Case, Form
from kztui.extract.kk.vocabulary import VerbFound, bare, planning, verb_at, word_set
from kztui.extract.mention import Mention, Trait
from kztui.extract.reading import Construction, Event, Reading
from kztui.extract.shared import kinds
from kztui.model.fact import Side

_OBJECTS = (Case.ACCUSATIVE,)
_SUBJECTS = (Case.NOMINATIVE,)
_TOLL_REACH = 4
"""Words between "саны" and the number, and between the number and its verb."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A reading with the groups of its sentence and their endings."""

    reading: Reading
    groups: Sequence[Group]

    @property
    def words(self) -> Sequence[str]:
        """The words of the sentence, in plain letters."""
        return self.reading.sentence.words


def find_events(parsed: Parsed, before: Sequence[Event]) -> list[Event]:
    """Return the events that a sentence tells, in order; `before` are those of the sentence before."""
    events = [*_verb_events(parsed), *_noun_events(parsed), *_zeros(parsed), *_tolls(parsed)]
    events += _recalled(parsed, before) if not events else []
    tolls = [event for event in (*before, *events) if event.construction is Construction.TOLL]
    counted = {event.effect for event in tolls}
    for event in events:
        if event.effect in counted and event.construction is not Construction.TOLL:
            _count_among(event.patients)
    return sorted(events, key=lambda event: (event.first, event.last))


def _count_among(patients: Sequence[Mention]) -> None:
    """Mark people as some of those whom the toll before has counted ("... онға жетті. Тағы екі адам қайтыс болды")."""
    for patient in patients:
        patient.traits = patient.traits - {Trait.ADDING, Trait.OTHERS} | {Trait.OF_THEM}


def _verb_events(parsed: Parsed) -> Iterator[Event]:
    words = parsed.words
    told: list[Event] = []
    for index in range(len(words)):
        verb = verb_at(words, index)
        if verb is None or _is_noun(parsed, verb):
            continue
        event = _verb_event(parsed, verb, told)
        if event is not None:
            told.append(event)
            yield event


def _is_noun(parsed: Parsed, verb: VerbFound) -> bool:
    """Return whether the words are (part of) a noun that the sentence has been found to mention."""
    if verb.ending.form is Form.GERUND:
        return True
    inside = (
        g.mention for g in parsed.groups if g.mention.first < verb.last <= g.mention.last and g.mention.kind != "number"
    )
    return any(verb.last - 1 == mention.head for mention in inside)


def _verb_event(parsed: Parsed, verb: VerbFound, told: Sequence[Event]) -> Event | None:
    kind, frame = verb.trigger
    nominal = verb.ending.form is Form.PARTICIPLE and verb.ending.noun.plural
    if nominal:
        return None
    passive = verb.ending.passive and frame != "suffers"
    if kind == "kill" and passive and verb.ending.negative:
        return None
    construction = Construction.PASSIVE if passive else Construction.ACTIVE
    event = Event(parsed.reading, kind, verb.first, verb.last, construction)
    following = _following(parsed, verb)
    start = _clause_start(parsed, verb)
    subjects = [following] if following else _nominatives(parsed, start, verb.first)
    if frame == "suffers":
        suffers = bool(kinds()[kind].effect) or kind == "damage"
        event.patients, event.agents = (subjects, []) if suffers else ([], subjects)
    elif frame == "does":
        objects = _in_case(parsed, start, verb.first, _OBJECTS)
        if passive:
            event.patients = subjects
        else:
            event.patients = objects or _bare_object(parsed, start, verb)
            event.agents = [one for one in subjects if one not in event.patients]
    elif frame == "at":
        event.patients = _in_case(parsed, start, verb.first, (Case.DATIVE,))
        event.agents = [] if passive else subjects
    else:
        event.patients = _in_case(parsed, start, verb.first, (Case.GENITIVE,))[-1:]
        event.agents = [] if passive else subjects
    _add_up(event.patients)
    if verb.ending.form is Form.INTENTION:
        event.unreal = True
    if not event.patients and not event.agents and told and not passive and frame == "does":
        event.agents = list(told[-1].agents)
    if not event.patients and frame != "at" and kinds()[kind].effect and _pronoun(parsed, start, verb.first):
        event.pronoun = True
        event.patients = [_one_person(parsed, start, verb.first)]
    event.weapons = _weapons(parsed, start, verb.last)
    if kind == "escape" and not _from_prison(parsed):
        return None
    if following and following in event.agents and following.side is Side.UNKNOWN:
        following.side = Side.PERPETRATOR
    return event


def _from_prison(parsed: Parsed) -> bool:
    """Return whether those who fled had been held: attackers flee too."""
    before = parsed.reading.before
    words = [*parsed.words, *(before.sentence.words if before else ())]
    held = word_set("people", "prisons") | word_set("people", "prisoners")
    return any(word.startswith(stem) for word in words for stem in held)


def _add_up(patients: Sequence[Mention]) -> None:
    """Mark people of no known side as others than those named beside them ("бес адам мен үш полицей")."""
    if len({patient.side for patient in patients}) > 1:
        for patient in patients:
            if patient.side is Side.UNKNOWN:
                patient.traits |= {Trait.OTHERS, Trait.ADDING}


def _clause_start(parsed: Parsed, verb: VerbFound) -> int:
    """Return the token at which the clause of a verb begins: behind the last verb that a comma or "деп" closes."""
    words = parsed.words
    for index in range(verb.first - 1, -1, -1):
        if words[index] in word_set("attribution", "clause") or words[index] in ";:":
            return index + 1
        if words[index] == "," and index and _closes(words, index - 1):
            return index + 1
    return 0


def _closes(words: Sequence[str], index: int) -> bool:
    return words[index].endswith(("ып", "іп", "уп", "үп", "ды", "ді", "ты", "ті", "ған", "ген", "қан", "кен", "жоқ"))


def _following(parsed: Parsed, verb: VerbFound) -> Mention | None:
    """Return the people whom a participle describes ("жараланған екі адам", "банкті тонаған адам")."""
    if verb.ending.form not in (Form.PARTICIPLE, Form.INTENTION) or verb.ending.noun.case is not Case.NOMINATIVE:
        return None
    words, last = parsed.words, verb.last
    while last < len(words) and words[last] in word_set("clauses", "auxiliaries"):
        last += 1
    described = next((g.mention for g in parsed.groups if g.mention.first <= last <= g.mention.head), None)
    counted = described is not None and (described.first >= verb.first or described.head > last)
    return described if described is not None and described.kind == "people" and counted else None


def _nominatives(parsed: Parsed, start: int, end: int) -> list[Mention]:
    """Return the subject nearest before a verb: people or organisations in the nominative, joined ones together."""
    found: list[Mention] = []
    for group in reversed([g for g in parsed.groups if start <= g.mention.first and g.mention.last <= end]):
        mention = group.mention
        if mention.kind not in ("people", "number", "organization", "target"):
            continue
        joined = bool(found) and _joined(parsed, mention.last, found[0].first)
        subject = group.case in _SUBJECTS or (group.case is Case.INSTRUMENTAL and joined)
        if not subject or _postposed(parsed, mention):
            if found:
                break
            continue
        if found and not joined:
            break
        found.insert(0, mention)
    people = [one for one in found if one.kind != "target"]
    return people or found


def _joined(parsed: Parsed, last: int, first: int) -> bool:
    """Return whether only "and" or a comma stands between two mentions."""
    between = parsed.words[last:first]
    return (
        bool(between)
        and len(between) <= 2
        and all(w in word_set("clauses", "and") or w in (",", "тағы") for w in between)
    )


def _postposed(parsed: Parsed, mention: Mention) -> bool:
    return parsed.reading.word(mention.last) in word_set("clauses", "among")


def _in_case(parsed: Parsed, start: int, end: int, cases: Sequence[Case]) -> list[Mention]:
    """Return the mentions of a case before a verb, with those in the nominative that are joined to them."""
    groups = [g for g in parsed.groups if start <= g.mention.first and g.mention.last <= end]
    found: list[Mention] = []
    for group in reversed(groups):
        if group.mention.kind not in ("people", "number", "target"):
            continue
        joined = bool(found) and _joined(parsed, group.mention.last, found[0].first)
        if group.case in cases or joined:
            found.insert(0, group.mention)
    return found


def _bare_object(parsed: Parsed, start: int, verb: VerbFound) -> list[Mention]:
    """Return an indefinite object: it has no ending and stands right before the verb."""
    here = [g.mention for g in parsed.groups if g.case is Case.NOMINATIVE and g.mention.last == verb.first]
    others = [g for g in parsed.groups if start <= g.mention.first < verb.first and g.case is Case.NOMINATIVE]
    return [one for one in here if one.kind in ("people", "target") and len(others) > 1]


def _pronoun(parsed: Parsed, start: int, end: int) -> bool:
    return parsed.words[start:end].count("ол") > 0


def _one_person(parsed: Parsed, start: int, end: int) -> Mention:
    at = start + parsed.words[start:end].index("ол")
    mention = Mention(parsed.reading.sentence, at, at + 1, at, "number", implied=1)
    mention.label, mention.surname = mention.exact, parsed.words[at]
    return mention


def _weapons(parsed: Parsed, start: int, end: int) -> list[Mention]:
    return [g.mention for g in parsed.groups if g.mention.kind == "weapon" and start <= g.mention.first < end]


def _noun_events(parsed: Parsed) -> Iterator[Event]:
    for group in parsed.groups:
        mention = group.mention
        if mention.kind != "event" or _phrase_holds(parsed.words, mention):
            continue
        planners = _planners(parsed, mention)
        kind = mention.detail if planners is None else "foil"
        event = Event(parsed.reading, kind, mention.first, mention.last, Construction.NOUN)
        event.definite = mention.first == 0 and group.case is Case.NOMINATIVE
        event.plural = mention.plural
        if planners is not None:
            event.agents = planners
        elif kinds()[kind].family == "fighting":
            event.agents = _fighters(parsed, mention)
        else:
            event.patients = _struck(parsed, mention)
        event.weapons = _weapons(parsed, max(0, mention.first - 3), mention.last)
        yield event


def _planners(parsed: Parsed, mention: Mention) -> list[Mention] | None:
    """Return those who only planned an attack ("теракт жасамақ болған алты адам"); None when one was made."""
    if not planning(parsed.reading.word(mention.last)):
        return None
    last = mention.last + 1
    while parsed.reading.word(last) in word_set("clauses", "auxiliaries"):
        last += 1
    return [
        g.mention for g in parsed.groups if g.mention.kind == "people" and g.mention.first <= last <= g.mention.head
    ]


def _phrase_holds(words: Sequence[str], mention: Mention) -> bool:
    """Return whether the noun is only part of a verb phrase ("шабуыл жасады")."""
    verb = verb_at(words, mention.last) if mention.last < len(words) else None
    return verb is not None and verb.first <= mention.first


def _fighters(parsed: Parsed, mention: Mention) -> list[Mention]:
    """Return the two sides of a fight ("полиция мен содырлар арасында атыс болды")."""
    among = next((i for i in range(mention.first - 1, -1, -1) if parsed.words[i] == "арасында"), None)
    if among is None:
        return []
    return [
        g.mention for g in parsed.groups if g.mention.last <= among and g.mention.kind in ("people", "organization")
    ][-2:]


def _struck(parsed: Parsed, mention: Mention) -> list[Mention]:
    """Return what an attack was made on: the dative before it ("тірек пунктіне жасалған шабуыл")."""
    reach = mention.first - 2
    return [
        g.mention
        for g in parsed.groups
        if g.case is Case.DATIVE and reach <= g.mention.last <= mention.first and g.mention.kind in ("people", "target")
    ]


def _zeros(parsed: Parsed) -> Iterator[Event]:
    """Yield what is said not to have happened to anyone: "ешкім ... жоқ", "қаза болғандар жоқ"."""
    words = parsed.words
    none = next((i for i, word in enumerate(words) if word in word_set("clauses", "none")), None)
    nobody = any(word in word_set("clauses", "nobody") for word in words)
    for index in range(len(words)):
        verb = verb_at(words, index)
        if verb is None or not kinds()[verb.trigger.kind].effect:
            continue
        nominal = verb.ending.form is Form.PARTICIPLE and verb.ending.noun.plural
        denied = verb.ending.negative or (none is not None and none >= verb.last)
        if (nominal and none is not None and none >= verb.last) or (nobody and denied):
            yield Event(parsed.reading, verb.trigger.kind, verb.first, verb.last, Construction.ZERO, zero=True)
    for group in parsed.groups:
        people = next((k for k in ("die", "wound", "hurt") if none is not None and _suffering(parsed, group, k)), None)
        if people is not None and none is not None and none >= group.mention.last:
            yield Event(parsed.reading, people, group.mention.first, group.mention.last, Construction.ZERO, zero=True)


def _suffering(parsed: Parsed, group: Group, kind: str) -> bool:
    """Return whether a noun names people who suffered a kind of event ("құрбандар")."""
    listed = word_set("clauses", "victims_" + kind)
    head = parsed.words[group.mention.head]
    return group.mention.kind == "people" and group.mention.number is None and any(head.startswith(w) for w in listed)


def _tolls(parsed: Parsed) -> Iterator[Event]:
    """Yield the number of a toll: "қаза тапқандардың саны үшке жетті"."""
    words = parsed.words
    for at, word in enumerate(words):
        if bare(word, "clauses", "toll") is None or at == 0:
            continue
        verb = verb_at(words, at - 1)
        kind = verb.trigger.kind if verb else "die" if words[at - 1].startswith("құрбан") else ""
        if not kind or not kinds()[kind].effect:
            continue
        for index in range(at + 1, min(len(words), at + 1 + _TOLL_REACH)):
            counted = read_number(words, index)
            if counted is None or counted.ending.case is Case.ABLATIVE:
                continue
            number = counted.number
            mention = Mention(
                parsed.reading.sentence, number.first, number.last, number.last - 1, "number", number=number
            )
            mention.label, mention.surname = mention.exact, words[mention.head]
            first = verb.first if verb else at - 1
            yield Event(parsed.reading, kind, first, at + 1, Construction.TOLL, patients=[mention])
            break


def _recalled(parsed: Parsed, before: Sequence[Event]) -> Iterator[Event]:
    """Yield the event told before where the sentence only calls it "the incident" ("Оқиға 14 наурызда болды")."""
    at = next((i for i, word in enumerate(parsed.words[:3]) if bare(word, "clauses", "incident") is not None), None)
    strong = next((event for event in before if not event.weak and not event.unreal), None)
    told = strong or next((event for event in before if not event.unreal), None)
    if at is not None and told is not None:
        yield Event(parsed.reading, told.kind, at, at + 1, Construction.NOUN, definite=True)
