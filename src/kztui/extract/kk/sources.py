"""Who says so: "деп хабарлады X", "X деп мәлімдеді", "X мәліметінше"."""

from collections.abc import Sequence

from kztui.extract.kk.reading import Parsed
from kztui.extract.kk.suffixes import verb_ending
from kztui.extract.kk.vocabulary import bare, word_set
from kztui.extract.mention import Attribution, Mention
from kztui.extract.shared import organizations

_PUNCTUATION = frozenset(",.;:")
_NAME_REACH = 6
"""Words of the longest source."""


def saying_clause(words: Sequence[str]) -> tuple[int, int] | None:
    """Return the tokens of "деп хабарлады X" at the end of a sentence, from "деп" on; None when there is none."""
    for at in range(len(words) - 1, 0, -1):
        if words[at - 1] == "деп" and _says(words[at]):
            return at - 1, len(words)
    return None


def _says(word: str) -> bool:
    return any(
        word[:at] in word_set("attribution", "verbs") and verb_ending(word[at:]) for at in range(1, len(word) + 1)
    )


def find_attribution(parsed: Parsed, before: Attribution | None) -> Attribution | None:
    """Return the source that a sentence names, the one named `before` when it goes on quoting, or None."""
    words = parsed.words
    phrase = next((i for i, word in enumerate(words) if word in word_set("attribution", "phrases")), None)
    if phrase is not None:
        return _source(parsed, max(0, phrase - _NAME_REACH), phrase) or before
    clause = saying_clause(words)
    if clause is None:
        return None
    after = clause[0] + 2
    if after < len(words) - 1:
        return _source(parsed, after, len(words))
    return _source(parsed, max(0, clause[0] - 1), clause[0])


def _source(parsed: Parsed, start: int, end: int) -> Attribution | None:
    """Return the organisation or authority that tokens name."""
    known = next(
        (g.mention for g in parsed.groups if start <= g.mention.first < end and g.mention.kind == "organization"), None
    )
    if known is not None:
        official = any(o.name == known.detail and o.side == "security" for o in organizations().values())
        return Attribution(known.detail, official, known)
    sentence = parsed.reading.sentence
    last = end
    while last > start and parsed.words[last - 1] in _PUNCTUATION:
        last -= 1
    first = (
        next((i for i in range(last - 1, start - 1, -1) if parsed.words[i] in _PUNCTUATION | {"деп"}), start - 1) + 1
    )
    named = [i for i in range(first, last) if bare(parsed.words[i], "attribution", "official") is not None]
    if not named:
        return None
    mention = Mention(sentence, first, named[-1] + 1, named[-1], "organization")
    return Attribution(" ".join(mention.exact.split()), True, mention)
