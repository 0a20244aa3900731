"""The language of a text, by its letters and its short words.

The short words are those that any running text is full of: prepositions, conjunctions, pronouns, auxiliary verbs.
Languages that kztui cannot read are told apart as well, so that no report is read by the rules of another language.
"""

import re
from collections import Counter

_WORDS = {
    "en": "the of and to in a is was were that for on with by at from has had have been said are an be who after which",
    "ru": "и в на с по из не что к за от у о для до при как это были был было его они после под также или который об",
    "kk": "және мен бен пен үшін бойынша деп осы сол бұл бір болған болды туралы кейін бар жоқ үш екі оның арасында "
    "jäne men üşin boiynşa dep osy sol būl bir bolğan bolady turaly keiin bar joq üş eki onyñ",
    "ky": "жана менен үчүн боюнча деп ушул бул бир болгон болду тууралуу кийин бар жок эки анын катары эле",
    "tg": "ва дар аз ба ки бо барои ин он як шуд буд аст бошад дигар ҳамчун баъд",
    "uz": "va bilan uchun bu bir deb edi ham esa boʻyicha keyin bor yoʻq ikki uning haqida билан учун деб эди ҳам",
    "uk": "і та що не на з до від у за як це була було його для після або який про є",
    "tr": "ve bir bu için ile de da olarak olan daha gibi sonra kadar çok ne değil",
    "ru-latn": "v na ne iz chto dlya pri kak eto byl byla bylo byli ego ikh oni posle takzhe ili kotorye soobshchili",
    "es": "de la el que en y a los del se las por un para con no una su al lo",
}  # fmt: skip
_LETTERS = {
    "kk": "әғқңөұүһіäğñöşūüıq", "ky": "ңөү", "tg": "ғӣқӯҳҷ", "uz": "ўқғҳʻʼ", "uk": "іїєґ", "ru": "щъёэ",
    "tr": "ğışöçü", "es": "ñáéíóú¿",
}  # fmt: skip
"""Letters that a language has and others mostly lack."""

_ALPHABETS = {"cyrillic": ("ru", "kk", "ky", "tg", "uz", "uk"), "latin": ("en", "kk", "uz", "tr", "ru-latn", "es")}
_TOKEN = re.compile(r"[^\W\d_]+(?:[’'ʻʼ‘`][^\W\d_]+)*")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]+")
_MOST = 1_000
"""Letters of a text that are looked at: enough to be sure, and a long text takes no longer."""

_WORD_WEIGHT, _LETTER_WEIGHT = 1.0, 2.0
_LEAST = 0.05
"""The score below which letters and short words say nothing."""


def language_of(text: str) -> str:
    """Return the language of a text as an ISO 639-1 code: one of ``en ru kk ky tg uz uk tr es``, or ``ru-latn`` for
    Russian in Latin letters.

    Where nothing tells, what is mostly Cyrillic is ``ru`` and all else ``en``.
    """
    words = _TOKEN.findall(text[:_MOST].lower())
    joined = "".join(words)
    cyrillic = 0 if joined.isascii() else sum(map(len, _CYRILLIC.findall(joined)))
    languages = _ALPHABETS["cyrillic" if cyrillic * 2 > len(joined) else "latin"]
    counted = Counter(words)
    scores = {language: _score(language, counted, joined) for language in languages}
    best = max(scores, key=lambda language: scores[language])
    return best if scores[best] >= _LEAST else languages[0]


def _score(language: str, words: Counter[str], letters: str) -> float:
    """Return the share of a language's short words among the words, and of its own letters among the letters."""
    short = sum(words[word] for word in _SHORT[language] & words.keys())
    own = sum(map(letters.count, _LETTERS.get(language, "")))
    return _WORD_WEIGHT * short / max(1, words.total()) + _LETTER_WEIGHT * own / max(1, len(letters))


_SHORT = {language: frozenset(words.split()) for language, words in _WORDS.items()}
