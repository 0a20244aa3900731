"""Events: what the predicates and nouns of a Russian sentence say happened, to whom and by whom."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from kztui.extract.mention import Mention, Number, Trait
from kztui.extract.reading import Construction, Event, Revision
from kztui.extract.ru.arrests import add_found, arrests, groups_of
from kztui.extract.ru.clauses import Clause, Predicate
from kztui.extract.ru.groups import Group
from kztui.extract.ru.means import add_means, weapon_words
from kztui.extract.ru.mentions import nobody
from kztui.extract.ru.noun_events import noun_events
from kztui.extract.ru.parts import add_parts
from kztui.extract.ru.reading import Parsed
from kztui.extract.ru.roles import agents_of, agrees, enumeration, free, governed, objects_of, subject_of
from kztui.extract.ru.sources import second_voice, voice_apart
from kztui.extract.ru.vocabulary import Trigger, adjectival, table, triggers, word_set
from kztui.extract.shared import kinds
from kztui.model.fact import Qualifier, Side

_PEOPLE = ("people", "name", "number")
_VERBAL = ("VERB", "INFN", "GRND", "PRTS", "PRTF")
_BREAKS = frozenset((",", ";", "а", "но", "и"))
_REACH = 12
"""Tokens beside a verb within its clause among which the words of its trigger are looked for."""

_DONE_BY_PEOPLE = frozenset(("attack", "kill", "murder", "arrest", "abduct", "rob", "clash", "burn", "disperse"))
_HANDLED = frozenset(("kill", "murder", "arrest", "wound", "hurt", "abduct"))
"""Kinds that happen to people alone: "уничтожено оружие" and "обезврежена граната" are none of them."""

_OBJECTS = frozenset(("его", "ее", "их", "никого", "кого", "меня", "нас", "вас"))
"""Pronouns in the accusative."""


def find_events(reading: Parsed) -> list[Event]:
    """Return the events that a sentence mentions, in the order of their words."""
    if not any(word.telling for word in reading.sentence.read):
        return []
    found: list[Event] = []
    for clause in reading.clauses:
        for predicate in clause.predicates:
            event = _predicate_event(reading, predicate)
            if event is not None:
                found.append(event)
    for event in found:
        _put_right(reading, event)
        _add_elliptical(reading, event)
    found += [*_told_anew(reading, found)]
    taken = {index for event in found for index in range(event.first, event.last)}
    suffering = {(id(patient), event.effect) for event in found for patient in (*event.patients, *event.parts)}
    told = noun_events(reading, taken, suffering)
    _leave_alive(found, told)
    _move_late_dead(reading, found, told)
    blamed = {id(agent) for event in found if event.kind == "blame" for agent in event.agents}
    told = [event for event in told if not (blamed and event.kind == "foil")]  # "обвинили в подготовке теракта"
    for event in told if blamed else ():
        event.patients = [patient for patient in event.patients if id(patient) not in blamed]
    found += told
    found += _crowds_held(reading, found)
    suspects = _suspects(reading)
    for mention in (patient for event in found for patient in event.patients if patient.first in suspects):
        mention.side = Side.PERPETRATOR if mention.side is Side.UNKNOWN else mention.side
    if not weapon_words().isdisjoint(reading.sentence.said):
        add_means(reading, found)
    caught = arrests(found)
    if caught:
        add_found(reading, caught)
    for event in found:
        _finish_roles(reading, event)
    add_parts(reading, found)
    _part_counts(found)
    if caught:
        found += groups_of(reading, found, caught)
    found.sort(key=lambda event: event.first)
    return found


def _leave_alive(events: Sequence[Event], told: Sequence[Event]) -> None:
    """Take those who are said to be in hospital out of a list of the dead ("погибли двое, ещё шестеро в больнице")."""
    hurt = {id(patient) for event in told if event.kind == "hurt" for patient in event.patients}
    for event in (event for event in events if hurt and event.effect == "killed"):
        event.patients = [patient for patient in event.patients if id(patient) not in hurt]


def _move_late_dead(reading: Parsed, events: Sequence[Event], told: Sequence[Event]) -> None:
    """Count the wounded who have died since among the dead alone, beside those told before ("двое раненых
    скончались", "один из пострадавших умер")."""
    wounded = word_set("constructions", "counted_wounded")
    dead = [patient for event in events if event.kind == "die" and not event.updates for patient in event.patients]
    for patient in dead:
        last = patient.last + (2 if reading.word(patient.last) == "из" else 0)
        if wounded & _lemmas(reading, patient.head, last):
            patient.traits |= {Trait.ADDING, Trait.DIED_SINCE}
    for event in told:
        if event.effect == "wounded":
            event.patients = [one for one in event.patients if all(one.first != late.first for late in dead)]


def _put_right(reading: Parsed, event: Event) -> None:
    """Put the right number in place of the one that is denied ("погибли не пятеро, как сообщалось, а четверо")."""
    words = reading.sentence.words
    denied = next((one for one in event.patients if one.number and words[one.first - 1 : one.first] == ["не"]), None)
    if denied is None:
        return
    behind = (g for g in reading.groups if g.first > denied.last and words[g.first - 1] == "а" and g.direct)
    right = [mention for g in behind if (mention := reading.mention_of(g)).people][:1]
    event.patients = [one for one in event.patients if one is not denied and one not in right] + right
    event.revision = Revision.CORRECTED if right else event.revision


def _add_elliptical(reading: Parsed, event: Event) -> None:
    """Add those of "с кыргызской стороны погиб один, с таджикской — двое" to whom an event struck."""
    if not event.effect or not any(patient.count for patient in event.patients):
        return
    words = reading.sentence.words
    verbs = [p.at for clause in reading.clauses for p in clause.predicates]
    for group in reading.groups:
        if group.numeral is None or group.first <= event.last or words[group.first - 1] not in ("—", "–"):
            continue
        comma = next((i for i in range(group.first - 2, event.last - 1, -1) if words[i] in (",", ";", "а", "и")), -1)
        opened = comma > 0 and words[comma + 1] in ("с", "со", "у", "среди", "в")
        if opened and not any(comma < at < group.first for at in verbs):
            mention = reading.mention_of(group)
            mention.traits |= {Trait.ADDING}
            event.patients.append(mention)


def _told_anew(reading: Parsed, found: Sequence[Event]) -> Iterator[Event]:
    """Yield the second number of what a sentence counts: of another voice, or in all ("погибли семеро, по данным
    правозащитников — 11", "задержаны ещё 200, всего — 640")."""
    words = reading.sentence.words
    for group in (g for g in reading.groups if g.numeral is not None and words[g.first - 1] in ("—", "–", "-")):
        counted = [e for e in found if e.effect and e.last < group.first and any(p.count for p in e.patients)]
        start = max((i + 1 for i in range(group.first - 1) if words[i] in _BREAKS), default=0)
        told = [event for event in counted if event.first < start]
        mention = reading.mention_of(group)
        if not told or mention.kind not in _PEOPLE:
            continue
        before = " ".join(words[start : group.first - 1])
        voice = second_voice(reading, start, group.first)
        if voice is not None:
            reading.attribution = voice_apart(reading, start, group.first)
        if voice is not None or before in word_set("constructions", "in_all"):
            yield Event(
                reading, told[-1].kind, group.first, group.last, Construction.TOLL, patients=[mention], voice=voice
            )


def _suspects(reading: Parsed) -> set[int]:
    """Return where the groups begin of whom a clause says that they are suspected or wanted ("мужчин, которых
    подозревали в нападении", "мужчин, подозреваемых в поджоге")."""
    suspected = [
        (clause.antecedent, predicate.attribute)
        for clause in reading.clauses
        for predicate in clause.predicates
        if predicate.form.lemma in word_set("constructions", "suspecting")
    ]
    return {group.first for pair in suspected for group in pair if group is not None}


def _crowds_held(reading: Parsed, events: Sequence[Event]) -> list[Event]:
    """Return a protest for each group of protesters that the police took ("полсотни демонстрантов задержаны")."""
    held = {m.first for e in events if e.effect == "arrested" for m in e.patients}
    crowds = word_set("people", "crowds")
    groups = [g for g in reading.groups if g.first in held and {*g.key.split()} & crowds]
    return [Event(reading, "protest", g.head, g.head + 1, Construction.NOUN, reach=g.head + 1) for g in groups]


def _finish_roles(reading: Parsed, event: Event) -> None:
    """Set what follows from the other words of the sentence: attackers called suicidal, sides of those arrested."""
    if event.family == "bombing" and not event.agents:
        event.agents = [m for m in reading.mentions if Trait.SUICIDE in m.traits][:1]
    _leave_out_totals(reading, event)
    if len({patient.side for patient in event.patients}) > 1:  # "шесть сотрудников и двое нападавших"
        for patient in (patient for patient in event.patients if patient.side is Side.UNKNOWN):
            patient.traits |= {Trait.OTHERS, Trait.ADDING}
    if event.lemma in word_set("constructions", "against_attackers"):
        for patient in event.patients:
            patient.side = Side.PERPETRATOR if patient.side is Side.UNKNOWN else patient.side
    if event.effect == "arrested":
        event.patients = [
            replace(m, side=Side.UNKNOWN) if m.side in (Side.CIVILIAN, Side.PERPETRATOR) else m for m in event.patients
        ]


def _part_counts(events: Sequence[Event]) -> None:
    """Let a bare number be of people of any side behind others to whom something else was done ("погибли двое солдат и
    12 ранены"); it is of those who were only attacked before ("напали на солдат, ранив двоих")."""
    for event in (event for event in events if event.effect):
        bare = [one for one in event.patients if one.kind == "number" and Trait.OF_THEM not in one.traits]
        struck = (
            [one for other in events if other.effect in ("", event.effect) for one in other.patients] if bare else []
        )
        for patient in bare:
            named = [mention for mention in event.reading.mentions if mention.kind == "people"]
            last = next((mention for mention in reversed(named) if mention.last <= patient.first), None)
            if last is not None and not any(last is one for one in struck):
                patient.traits |= {Trait.APART}


def _leave_out_totals(reading: Parsed, event: Event) -> None:
    """Drop the number of "всего пострадали девять человек: один погиб, восемь ранены", which counts the dead too."""
    if event.kind != "hurt" or reading.sentence.lemma(event.first) != "пострадать":
        return
    following = [clause for clause in reading.clauses if clause.first > event.first]
    opened = [c.number for c in following if c.opener == ":" or any(g.part for g in c.groups)]
    behind = {
        predicate.form.lemma
        for clause in following
        if opened and clause.number >= opened[0]
        for predicate in clause.predicates
    }
    if behind & {"погибнуть", "скончаться", "убить"} and behind & {"ранить", "госпитализировать"}:
        event.patients = []


def elliptical(reading: Parsed, events: Sequence[Event], before: Sequence[Event]) -> list[Event]:
    """Read "в Актобе — 35" after "в Уральске задержали 20 человек": the event of the stretch before, of so many."""
    counted = [event for event in before if event.effect and any(p.number for p in event.patients)]
    near = bool(counted) and counted[-1].reading.sentence.number == reading.sentence.number - 1
    if events or not near or not reading.places:
        return []
    alone = len(reading.clauses) <= 2 and not any(c.predicates for c in reading.clauses)
    numbers = [group for group in reading.groups if group.numeral and reading.mention_of(group).kind in _PEOPLE]
    if not alone or len(numbers) != 1:
        return []
    group, model = numbers[0], counted[-1]
    return [
        Event(reading, model.kind, group.first, group.last, model.construction, patients=[reading.mention_of(group)])
    ]


def _predicate_event(reading: Parsed, predicate: Predicate) -> Event | None:
    trigger = _trigger(reading, predicate)
    if trigger is None or (trigger.suffers and predicate.passive and predicate.form.pos == "PRTF"):
        return None  # "от полученных ранений"
    event = Event(
        reading, trigger.event, predicate.at, predicate.at + 1, Construction.ACTIVE, lemma=predicate.form.lemma
    )
    clause = reading.clause_of(predicate)
    if event.effect == "arrested" and predicate.form.pos == "PRTF" and _frees(clause):
        return None  # "освободили задержанного земляка"
    zero = nobody(reading.sentence, range(clause.first, clause.last))
    if not zero and predicate.negated and clause.opener in ("и", ",") and clause.before:
        before = clause.before  # "никто не погиб и не ранен"
        zero = nobody(reading.sentence, range(before.first, before.last)) and not clause.groups
    event.unreal = (predicate.negated and not zero) or _not_yet(reading, predicate)
    _read_roles(event, reading, predicate, trigger)
    if event.kind == "clash" and any(_of_crowd(reading, agent) for agent in event.agents):
        event.kind = "riot"  # "митингующие столкнулись с полицией"
    if event.kind == "protest" and event.agents and all(agent.side is Side.SECURITY for agent in event.agents):
        return None  # "полиция перекрыла дорогу"
    if event.kind == "attack" and _in_the_air(reading, clause):
        event.agents = [agent for agent in event.agents if agent.side is not Side.SECURITY]
    if event.kind == "blame" and not predicate.form.lemma.endswith("ся"):  # who is accused did it, not who accuses
        event.agents, event.patients = event.patients or _accused_behind_deed(reading, predicate), []
    if not _sensible(event) or (event.kind == "blame" and not _of_a_deed(reading, clause)):
        return None
    if event.lemma in word_set("constructions", "using_force") and event.kind == "disperse":
        doers = {agent.first for agent in event.agents}
        if not any(_of_crowd(reading, one) for one in reading.mentions if one.first not in doers):
            return None  # "грабители применили слезоточивый газ в банке"
    if predicate.negated and not zero and trigger.suffers and _unharmed(event):
        event.zero, event.unreal, event.denied, event.patients = True, False, event.patients, []
    if zero and event.effect:
        event.zero, event.denied, event.patients = True, [], []
        event.construction = Construction.ZERO
    return event


def _frees(clause: Clause) -> bool:
    """Return whether a clause tells that people were freed."""
    return any(predicate.form.lemma in word_set("constructions", "releasing") for predicate in clause.predicates)


def _in_the_air(reading: Parsed, clause: Clause) -> bool:
    """Return whether shots were a warning ("милиционеры стреляли в воздух"): forces that fire so have harmed nobody."""
    said = f" {' '.join(reading.sentence.words[clause.first : clause.last])} "
    return any(f" {phrase} " in said for phrase in word_set("constructions", "in_the_air"))


def _of_crowd(reading: Parsed, mention: Mention) -> bool:
    """Return whether people are called protesters or fans."""
    return not word_set("people", "crowds").isdisjoint(_lemmas(reading, mention.first, mention.last))


def _accused_behind_deed(reading: Parsed, predicate: Predicate) -> list[Mention]:
    """Return whom a verb accuses, behind the deed, whose own they seem to be ("обвинило в организации взрыва двух
    жителей"). Behind a deed that people suffer, such as a murder, its victims or those whose they are stand so, too."""
    clause = reading.clause_of(predicate)
    named = any(g.animate and g.direct and not g.nested and "acc" in g.cases for g in clause.groups)
    if predicate.negated or named or not _OBJECTS.isdisjoint(reading.sentence.words[clause.first : clause.last]):
        return []
    deeds = [g for g in clause.groups if g.first > predicate.at and reading.mention_of(g).detail == "explode"]
    behind = [g.inner for g in deeds if g.inner is not None and g.inner.animate and "acc" in g.inner.cases]
    return [mention for group in behind[-1:] if (mention := reading.mention_of(group)).kind in ("people", "name")]


def _of_a_deed(reading: Parsed, clause: Clause) -> bool:
    """Return whether an accusation names a deed ("обвинил в организации взрыва"), and no neglect or the like."""
    of = [group for group in clause.groups if group.preposition in ("в", "во", "за")]
    named = [reading.mention_of(group) for each in of for group in (each, each.inner) if group is not None]
    return any(mention.kind == "event" and mention.detail != "arrest" for mention in named)


def _unharmed(event: Event) -> bool:
    """Return whether an effect that did not happen is said of people as a whole ("жильцы не пострадали")."""
    people = [patient for patient in event.patients if patient.kind == "people"]
    return bool(event.effect) and bool(people) and all(p.plural and p.number is None for p in people)


def _trigger(reading: Parsed, predicate: Predicate) -> Trigger | None:
    """Return the trigger that a predicate and the words of its clause fit, the one with most words; the predicate is
    read as the verb of it ("попали" is "попасть" and not "попалить")."""
    clause = reading.clause_of(predicate)
    said: set[str] = set()
    for form in reading.sentence.forms[predicate.at]:
        listed = triggers().get(form.lemma, ()) if form.pos in _VERBAL else ()
        if not said and any(trigger.words for trigger in listed):
            said = _lemmas(reading, max(clause.first, predicate.at - _REACH), min(clause.last, predicate.at + _REACH))
            said |= {group.key for group in (clause.antecedent, predicate.attribute) if group}
        for trigger in listed:
            whole = form.lemma not in word_set("constructions", "against_attackers") or _strikes(clause, trigger)
            if (
                {*trigger.words} <= said
                and whole
                and (not trigger.preposition or trigger.words or _has(reading, clause, trigger))
            ):
                predicate.form = form
                return trigger
    return None


def _strikes(clause: Clause, trigger: Trigger) -> bool:
    """Return whether the words of a trigger are what is struck: "ликвидирована группа", not "ликвидированы члены
    группы"."""
    keys = {word for group in clause.groups if not group.nested and group.direct for word in group.key.split()}
    return not trigger.words or bool(keys & {*trigger.words}) or bool(clause.relative)


def _has(reading: Parsed, clause: Clause, trigger: Trigger) -> bool:
    return bool(governed(reading, clause, (trigger.preposition, f"{trigger.preposition}о"), trigger.case)) or any(
        reading.sentence.words[index] in (trigger.preposition, f"{trigger.preposition}о")
        for index in range(clause.first, clause.last)
    )


def _lemmas(reading: Parsed, first: int, last: int) -> set[str]:
    """Return the words of some tokens, and their dictionary forms, adjectives in the masculine among them."""
    sentence = reading.sentence
    found = {*sentence.words[first:last]}.union(*sentence.lemma_sets[first:last])
    for word, read in zip(sentence.words[first:last], sentence.read[first:last], strict=True):
        if read.pos in ("PRTF", "ADJF"):
            found.add(adjectival(word))
    return found


def _read_roles(event: Event, reading: Parsed, predicate: Predicate, trigger: Trigger) -> None:
    subject = subject_of(reading, predicate)
    if trigger.suffers:
        if subject is None or subject.key in trigger.words:
            subject = _sufferer(reading, predicate, trigger) or subject
        event.patients = _listed(reading, subject, "nom") or _pronoun(reading, predicate)
        if event.effect == "killed" and subject is not None and len(event.patients) == 1:
            _count_up_to(event, reading, subject)
        return
    if predicate.passive:
        event.construction = Construction.PASSIVE
        struck = _struck(reading, predicate, trigger) if trigger.case else []
        event.patients = struck or _listed(reading, subject, "nom") or _pronoun(reading, predicate)
        event.agents = [reading.mention_of(group) for group in agents_of(reading, predicate)]
    else:
        struck = _struck(reading, predicate, trigger)
        objects = [reading.mention_of(g) for g in objects_of(reading, predicate, subject)]
        event.patients = struck or [*_pronoun_before(reading, objects), *objects]
        event.patients = event.patients or _pronoun(reading, predicate, accusative=True)
        event.agents = [m for m in _listed(reading, subject, "nom") if m not in event.patients]
    _sort_roles(event, reading, predicate, {*trigger.words})


def _count_up_to(event: Event, reading: Parsed, subject: Group) -> None:
    """Read "скончался пятый пострадавший" as five dead, where no other of them is told of before in the sentence."""
    nth = [(index, word) for index in subject.modifiers for word in reading.sentence.lemmas(index) & _ordinals().keys()]
    dead = subject.key in ("человек", "жертва", *word_set("constructions", "counted_wounded"))
    later = event.lemma in ("скончаться", "умереть") and event.patients[0].side in (Side.SECURITY, Side.CIVILIAN)
    dead = dead or (later and event.patients[0].kind == "people")
    first = subject.first == 0 or event.first < subject.first
    if (
        not nth
        or not dead
        or subject.plural
        or not first
        or any(g.numeral for g in reading.groups if g.end <= event.first)
    ):
        return
    index, word = nth[0]
    number = Number(index, index + 1, _ordinals()[word], None, Qualifier.EXACT)
    one = event.patients[0]
    event.patients, event.updates = [replace(one, number=number, traits=one.traits - {Trait.ADDING})], True


def _ordinals() -> dict[str, int]:
    return table("numbers", "ordinals")


def _sufferer(reading: Parsed, predicate: Predicate, trigger: Trigger) -> Group | None:
    """Return the people behind a verb and its object ("получили ранения 12 человек")."""
    subjects = (group for group in free(reading.clause_of(predicate)) if "nom" in group.cases)
    found = (g for g in subjects if g.key not in trigger.words and not g.part)
    return next((g for g in found if reading.mention_of(g).kind in _PEOPLE and agrees(predicate, g)), None)


def _struck(reading: Parsed, predicate: Predicate, trigger: Trigger) -> list[Mention]:
    """Return whom the case of a trigger's frame names ("напасть на ACC")."""
    if not trigger.case:
        return []
    clause = reading.clause_of(predicate)
    if trigger.preposition:
        prepositions = (trigger.preposition, f"{trigger.preposition}о")
        return [reading.mention_of(g) for g in governed(reading, clause, prepositions, trigger.case)]
    named = [g for g in clause.groups if g.key in trigger.words]
    if counted := [g for g in named if g.numeral]:  # "унесли пять жизней"
        return [replace(reading.mention_of(counted[0]), kind="number")]
    inner = [g.inner for g in named if g.inner]
    wanted = [g for g in clause.groups if g.direct and trigger.case in g.cases and g.key not in trigger.words]
    found = [g for g in (*inner, *wanted) if g is not None and reading.mention_of(g).kind in (*_PEOPLE, "target")]
    return [reading.mention_of(group) for group in found[:1]]


def _listed(reading: Parsed, group: Group | None, case: str) -> list[Mention]:
    """Return a group and those listed with it as mentions."""
    if group is None:
        return []
    clause = next(clause for clause in reading.clauses if group in clause.groups)
    listed = [reading.mention_of(one) for one in enumeration(reading, clause, group, case)]
    for mention in listed if len(listed) > 1 else ():
        mention.traits |= {Trait.LISTED}
    return listed


def _pronoun(reading: Parsed, predicate: Predicate, *, accusative: bool = False) -> list[Mention]:
    """Return "он", "его" in the clause of a predicate as one person, "они", "их" as several."""
    words = ("его", "ее") if accusative else ("он", "она")
    clause = reading.clause_of(predicate)
    for index in range(clause.first, clause.last):
        if reading.sentence.words[index] in words and not any(g.first <= index < g.last for g in clause.groups):
            return [Mention(reading.sentence, index, index + 1, index, "number", definite=True)]
    shared = clause.before if clause.opener == "и" and not accusative and not clause.groups else None
    if shared is not None and reading.sentence.words[shared.first] in words:  # "он пришёл и сдался"
        return [Mention(reading.sentence, shared.first, shared.first + 1, shared.first, "number", definite=True)]
    return []


def _pronoun_before(reading: Parsed, objects: Sequence[Mention]) -> list[Mention]:
    """Return "его" of "его и его жену" as one person."""
    at = objects[0].first - 2 if objects else -1
    if at < 0 or reading.sentence.words[at : at + 2] not in (["его", "и"], ["ее", "и"]):
        return []
    return [Mention(reading.sentence, at, at + 1, at, "number", side=objects[0].side, definite=True)]


def _sort_roles(event: Event, reading: Parsed, predicate: Predicate, trigger_words: set[str]) -> None:
    """Move what is no person out of the roles: causes, weapons, and things that suffer instead of act."""
    if event.kind in _DONE_BY_PEOPLE and event.agents and all(_thing(reading, agent) for agent in event.agents):
        event.kind = ""  # "буря атаковала", "курс убил"
    for agent in list(event.agents):
        if agent.kind in ("event", "weapon"):
            event.cause = event.cause or agent
            event.weapons += [agent] if agent.kind == "weapon" else []
        if agent.kind not in (*_PEOPLE, "organization"):
            event.agents.remove(agent)
    event.weapons += [patient for patient in event.patients if patient.kind == "weapon"]
    things = [p for p in event.patients if p.kind in ("weapon", "event", "other")]
    event.patients = [p for p in event.patients if p.kind in (*_PEOPLE, "target", "organization")]
    if event.kind in _HANDLED and things and not event.patients:
        event.kind = ""
    if event.kind == "abduct" and not any(p.kind in _PEOPLE for p in event.patients):
        event.kind = ""
    if trigger_words & {"убитый", "раненый"}:  # "боевики потеряли убитыми шесть человек"
        event.agents, sides = [], [agent.side for agent in event.agents]
        event.patients = [replace(p, side=sides[0]) if sides and p.side is Side.UNKNOWN else p for p in event.patients]
    for group in reading.clause_of(predicate).groups:
        mention = reading.mention_of(group)
        if (
            mention.kind == "weapon"
            and mention not in event.weapons
            and ("ins" in group.cases or group.preposition in ("из", "с"))
        ):
            event.weapons.append(mention)
    if event.kind in ("kill", "murder", "arrest") and any(p.kind == "target" for p in event.patients):
        event.kind = "attack" if event.kind != "arrest" else ""


def _thing(reading: Parsed, mention: Mention) -> bool:
    """Return whether a subject is no people, no weapon and nothing that could be an organisation."""
    written = mention.exact
    return mention.kind == "other" and not (mention.plural or written.isupper() or written[0] in '«"')


def _sensible(event: Event) -> bool:
    """Return whether an event is one: verbs such as "захватить" and "пресечь" need somebody or something struck."""
    return event.kind in kinds()


def _not_yet(reading: Parsed, predicate: Predicate) -> bool:
    """Return whether a predicate tells what will, may or was only meant to happen."""
    if "futr" in predicate.form.grammemes or "impr" in predicate.form.grammemes:
        return True
    clause = reading.clause_of(predicate)
    words = {reading.sentence.words[index] for index in range(max(0, clause.first - 1), predicate.at)}
    if words & {"бы", "если", "чтобы"}:
        return True
    if predicate.form.pos != "INFN":
        return False
    others = [p for p in clause.predicates if p is not predicate]
    others += [p for p in clause.before.predicates if clause.before] if clause.before and not others else []
    return any(other.form.lemma in word_set("constructions", "unreal") for other in others)
