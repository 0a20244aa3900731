"""Numbers of those who suffered that no event states by itself: tolls, and zeros."""

from collections.abc import Iterator

from kztui.extract.kk.mentions import Group
from kztui.extract.kk.numbers import read_number
from kztui.extract.kk.reading import Parsed
from kztui.extract.kk.suffixes import Case, Form
from kztui.extract.kk.vocabulary import bare, verb_at, word_set
from kztui.extract.mention import Mention
from kztui.extract.reading import Construction, Event
from kztui.extract.shared import kinds

_TOLL_REACH = 4
"""Words between "саны" and the number."""


def zeros(parsed: Parsed) -> Iterator[Event]:
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


def tolls(parsed: Parsed) -> Iterator[Event]:
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
