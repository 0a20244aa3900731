"""Events without a verb: event nouns with their complements, "three dead", explicit zeros, tolls."""

from msgspec.structs import replace

from kztui.extract.en.groups import group_of
from kztui.extract.en.inflection import singular
from kztui.extract.en.mentions import negative, read_mention
from kztui.extract.en.reading import Parsed
from kztui.extract.en.roles import agents_of, complement, enumeration, objects_of
from kztui.extract.en.subjects import subject_of
from kztui.extract.en.tagger import known
from kztui.extract.en.vocabulary import adjectives, denying_nouns, verb_forms, verbs, word_set
from kztui.extract.mention import Mention
from kztui.extract.reading import Construction, Event
from kztui.extract.shared import kinds
from kztui.model.fact import Side

_ASIDE_REACH = 5
_TOLL_REACH = 14
_COUNTED = (("die", "counted"), ("wound", "counted_wounded"), ("arrest", "counted_arrested"))
_OUT_OF = frozenset(("from", "in", "after", "following", "by"))
_REACHED = ("to", "at", "as", "reached", "was", "is")


def noun_event(reading: Parsed, mention: Mention) -> Event:
    """Return the event that an event noun tells of, with its roles."""
    event = Event(reading, mention.detail, mention.first, mention.last, Construction.NOUN)
    event.definite, event.plural = mention.definite, mention.plural
    event.unreal = negative(mention) or crime_by_name(reading, mention)
    _read_modifiers(event, mention)
    suffering = ("of",) if event.effect or event.kind in ("abduct", "bomb", "burn", "rob") else ()
    around = ("near", "outside", "inside", "front of") if event.kind in ("bomb", "explode") else ()
    against = (*suffering, "on", "against", "at", "between", "with", *around)
    event.patients += [
        m
        for m in complement(reading, _past_support(reading, mention), against)
        if m.kind in ("people", "name", "target", "number")
    ]  # fmt: skip
    if not event.patients:
        event.patients += _aimed_at(reading, mention) or ([] if event.effect else _survivors(reading, mention))
    if around and not event.patients and (took_place := _past_happening(reading, mention)):
        event.patients += [m for m in complement(reading, took_place, (*around, "at", "in")) if m.kind == "target"]
    doers = [m for m in complement(reading, mention.last, ("by",)) if m.kind in ("people", "organization", "name")]
    event.agents += [m for m in doers if m.side is Side.PERPETRATOR] if _charged(reading, mention) else doers
    event.weapons += [m for m in complement(reading, mention.last, ("with", "using")) if m.kind == "weapon"]
    if event.effect and mention.number and not event.patients:
        event.patients = [replace(mention, kind="number", detail="")]  # "70 arrests"
    if event.kind == "clash" and _with_protesters(event):
        event.kind = "riot"
    if not event.agents:
        event.agents = [
            m for m in _supported_by(reading, event, mention) if m.kind in ("people", "organization", "name")
        ]
    return event


def _charged(reading: Parsed, mention: Mention) -> bool:
    """Return whether an event noun is what somebody was accused of: whoever stands behind "by" has accused him ("was
    accused of the murder by neighbours")."""
    verb = reading.verb_at(mention.first - 2)
    if verb is None or verb.last != mention.first - 1 or not (verb.passive or verb.bare):
        return False
    return reading.word(verb.main) in verb_forms("accusation", "accused")


def _with_protesters(event: Event) -> bool:
    """Return whether a clash is one of forces of the state with those who protest: that is what a riot is."""
    sides = [one for one in event.patients if one.people]
    protesting = word_set("people", "crowds") - {"crowd"}
    called = any(not protesting.isdisjoint(one.sentence.words[one.first : one.last]) for one in sides)
    return called and any(one.side is Side.SECURITY for one in sides)


def _past_support(reading: Parsed, mention: Mention) -> int:
    """Return the token after an event noun and a verb that lends it its doer ("the attack staged by X on Y")."""
    supporting = verb_forms("constructions", "supporting")
    verb = next((v for v in reading.verbs if v.first == mention.last), None)
    return verb.last if verb is not None and verb.bare and reading.word(verb.main) in supporting else mention.last


def _aimed_at(reading: Parsed, mention: Mention) -> list[Mention]:
    """Return what an event noun was aimed at by the verb behind it ("attacks were carried out against a bank", "the
    attack was aimed at a bank"), or by what it says of a subject ("the bank was the target of an attack")."""
    kinds = ("people", "name", "target", "number")
    verb = next((v for v in reading.verbs if v.first >= mention.last), None)
    if verb is not None and verb.passive and subject_of(reading, verb) is mention:
        word = reading.word(verb.main)
        if word in verb_forms("constructions", "supporting"):
            return [m for m in complement(reading, verb.last, ("against", "on", "upon")) if m.kind in kinds]
        if word in verb_forms("constructions", "aiming"):
            return [m for m in complement(reading, verb.last, ("against", "at")) if m.kind in kinds]
    aim = next((m for m in reading.mentions if m.last == mention.first - 1), None)
    if aim is None or reading.word(aim.last) != "of" or reading.word(aim.head) not in word_set("constructions", "aims"):
        return []
    being = next((v for v in reading.verbs if v.last == aim.first and reading.sentence.tags[v.main] == "B"), None)
    if being is None or being.negated or being.modal:
        return []
    return [m for m in enumeration(reading, subject_of(reading, being)) if m.kind in kinds]


def _survivors(reading: Parsed, mention: Mention) -> list[Mention]:
    """Return whom an event noun was meant for and did not harm ("the minister survived an attack", "escaped unhurt from
    it", "was unharmed after it")."""
    verb = next((v for v in reversed(reading.verbs) if v.last <= mention.first), None)
    if verb is None or verb.negated or verb.modal or verb.passive:
        return []
    between = {*reading.sentence.words[verb.last : mention.first]}
    unharmed = word_set("constructions", "unharmed")
    surviving = reading.word(verb.main) in verb_forms("constructions", "surviving")
    being = reading.sentence.tags[verb.main] == "B" and not between.isdisjoint(unharmed)
    if not (surviving or being) or not between <= unharmed | _OUT_OF:
        return []
    return [one for one in enumeration(reading, subject_of(reading, verb)) if one.kind in ("people", "name")]


def _past_happening(reading: Parsed, mention: Mention) -> int:
    """Return the token after the verb that says that an event took place, 0 where none follows it."""
    verb = next((verb for verb in reading.verbs if verb.first >= mention.last), None)
    if verb is None or all(trigger.event != "happening" for trigger in verbs().get(reading.word(verb.main), ())):
        return 0
    return verb.last


def crime_by_name(reading: Parsed, mention: Mention) -> bool:
    """Return whether a bare singular noun only names a crime ("convicted of robbery", "guilty of attempted murder",
    "serving a term for murder")."""
    before = {*reading.sentence.words[mention.first : mention.head]}
    alone = mention.last == mention.head + 1 and not mention.plural
    alone = alone and before <= word_set("constructions", "charge_modifiers")
    return (
        alone
        and reading.word(mention.first - 1) in ("for", "of", "or", ",", "so")
        and reading.word(mention.last) != "of"
    )


def _read_modifiers(event: Event, mention: Mention) -> None:
    """Read the words before an event noun: "Galan's murder", "an FMLN attack", "a bomb attack"."""
    sentence = mention.sentence
    owner = next((i for i in range(mention.first, mention.head) if sentence.tags[i] == "S"), None)
    if owner is not None and owner > mention.first:
        whose = read_mention(sentence, group_of(sentence, mention.first, owner))
        if not (event.effect or event.kind == "abduct"):
            event.agents.append(whose)
        elif not _only_where(whose):
            event.patients.append(whose)
        return
    if mention.head == mention.first:
        return
    modifier = read_mention(sentence, group_of(sentence, mention.first, mention.head))
    if modifier.kind == "organization":
        event.agents.append(modifier)
    elif modifier.kind == "weapon":
        modifier.first = modifier.head
        event.weapons.append(modifier)


def _only_where(whose: Mention) -> bool:
    """Return whether what an event noun belongs to is nobody who suffers it ("the country's second mass murder")."""
    nothing = whose.kind == "other" and known(whose.sentence.words[whose.head])
    return nothing or whose.kind in ("target", "place", "event", "weapon")


def _supported_by(reading: Parsed, event: Event, mention: Mention) -> list[Mention]:
    """Return who carried out an event noun by a supporting verb before or after it."""
    supporting = verb_forms("constructions", "supporting")
    for verb in reading.verbs:
        if reading.word(verb.main) not in supporting:
            continue
        if 0 <= mention.first - verb.last <= 1 and not verb.passive:
            event.unreal = event.unreal or verb.modal or verb.negated
            return enumeration(reading, subject_of(reading, verb))
        if 0 <= verb.first - mention.last <= 8 and (verb.bare or subject_of(reading, verb) is mention):
            return agents_of(reading, verb)  # not "the report on the attack was made by two clerks"
    return []


def adjective_event(reading: Parsed, mention: Mention) -> Event | None:
    """Read "three dead", "five others wounded" and "two dead gunmen"; not "a man wounded five others"."""
    if not mention.people:
        return None
    words, suffering = reading.sentence.words, adjectives()
    inside = [i for i in range(mention.first, mention.head) if words[i] in suffering]
    index = inside[0] if inside else mention.last
    last = index + 1 if reading.word(index) in suffering else index + 2
    kind = suffering.get(" ".join(words[index:last]))
    if kind is None or (not inside and (mention.count is None or mention.kind == "name")):
        return None
    verb = reading.verb_at(index)
    if verb is not None and (verb.passive or not verb.bare or any(one.people for one in objects_of(reading, verb))):
        return None
    return Event(reading, kind, index, last, Construction.ADJECTIVE, patients=[*_joined_to(reading, mention), mention])


def _joined_to(reading: Parsed, mention: Mention) -> list[Mention]:
    """Return the people before "and" of whom an adjective behind others tells, too ("ended with 21 prisoners and two
    guards dead")."""
    one = next((m for m in reading.mentions if m.last == mention.first - 1 and reading.word(m.last) == "and"), None)
    with_them = (
        one is not None and one.people and one.number and reading.word(one.first - 1) in ("with", "leaving", "left")
    )
    return [one] if with_them and one is not None and not one.detail else []


def zero_events(reading: Parsed, mention: Mention) -> list[Event]:
    """Read "no casualties": an explicit zero for each effect that the noun covers, for the sides named with it."""
    if reading.word(mention.first) not in ("no", "any") and reading.word(mention.first - 1) not in ("without", "no"):
        return []
    noun, table = singular(reading.word(mention.head)), denying_nouns()
    sides = _unharmed(reading, mention)
    negated = reading.word(mention.first) != "any"
    return [
        Event(
            reading,
            kind,
            mention.first,
            mention.last,
            Construction.ZERO,
            denied=sides,
            zero=True,
        )
        for kind, effect in (("die", "killed"), ("wound", "wounded"))
        if negated and noun in table[effect]
    ]


def _unharmed(reading: Parsed, mention: Mention) -> list[Mention]:
    """Return who had "no casualties": those "among" whom there were none, or who "suffered" none."""
    near = range(mention.last, mention.last + _ASIDE_REACH + 4)
    among = next((index for index in near if reading.word(index) == "among"), mention.last)
    found = complement(reading, among, ("among",))
    verb = next((verb for verb in reading.verbs if verb.last == mention.first), None)
    if not found and verb is not None and reading.word(verb.main) in verb_forms("constructions", "suffering"):
        found = enumeration(reading, subject_of(reading, verb))
    return [one for one in found if one.kind == "people"]


def toll_event(reading: Parsed, mention: Mention) -> Event | None:
    """Read "the death toll rose to 25" and "the number of dead has risen from ten to eleven"."""
    kind = "die" if reading.word(mention.head) in word_set("constructions", "toll") else _number_of(reading, mention)
    if not kind:
        return None
    following = (m.first for m in reading.mentions if m.first >= mention.last and _number_of(reading, m))
    end = next(following, mention.last + _TOLL_REACH + 1)  # "rose to nine and the number of injured to 31"
    numbers = complement(reading, mention.last, ("of",)) + [
        m for m in reading.mentions if mention.last <= m.first < end and m.number and m.people
    ]
    numbers = [
        number
        for number in numbers
        if number.first <= mention.last + _TOLL_REACH and _told_of(number) in ("", kinds()[kind].effect)
    ]
    if not numbers:
        return None
    reached = [number for number in numbers if reading.word(number.first - 1) in _REACHED] or numbers
    event = Event(reading, kind, mention.first, mention.last, Construction.TOLL)
    event.patients, event.definite = reached[-1:], True
    return event


def _told_of(number: Mention) -> str:
    """Return the effect that the words of a number, or the one behind it, name ("a toll of one person wounded"), empty
    for none."""
    if number.kind == "event":
        return kinds()[number.detail].effect
    near = number.sentence.words[number.first : number.last + 1]
    return next((kinds()[adjectives()[word]].effect for word in near if word in adjectives()), "")


def counted(event: Event, patient: Mention) -> Mention:
    """Return the number for a patient that is "the number of ..." ("the number of people killed has grown to nine")."""
    if event.reading.word(patient.head) != "number":
        return patient
    words = event.reading.sentence.words
    end = words.index("number", event.last) if "number" in words[event.last :] else len(words)
    behind = (m for m in reversed(event.reading.mentions) if event.last <= m.first < end and m.people and m.number)
    return next((m for m in behind if event.reading.word(m.first - 1) in _REACHED), patient)


def _number_of(reading: Parsed, mention: Mention) -> str:
    """Return the kind of event whose toll "the number of ..." is, empty for none."""
    if reading.word(mention.head) != "number" or reading.word(mention.head + 1) != "of":
        return ""
    behind = {reading.word(mention.head + 2), reading.word(mention.head + 3)}
    return next((kind for kind, entry in _COUNTED if word_set("constructions", entry) & behind), "")
