"""Russian sentences as tokens: words with their offsets and what each word form can be."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from msgspec import field

from kztui.extract.ru.morphology import Lexeme, Word, abbreviation, analyse
from kztui.extract.sentence import Sentence, is_shouted
from kztui.model.report import ParagraphKind, Report
from kztui.text.sentences import is_deliberate_break

LONGEST = 200
"""Tokens of the longest piece that is read as one sentence; text without sentence ends is cut into such pieces."""

_TOKEN = re.compile(
    r"\d+(?:[-–][^\W\d_]+)+"  # 35-летний, 12-м
    r"|\d{1,3}(?:[ \u00a0]\d{3})+(?!\d)"  # 12 000
    r"|\d+(?:[.,:]\d+)*"
    r"|[^\W\d_]+(?:(?:[-‑][ \t]*\n[ \t]*(?=[^\W\d_A-ZА-ЯЁ]))?[-‑'’]?[^\W\d_]+)*"  # Ак-Сай, поли-\nцейских
    r"|\S"
)
_BROKEN = re.compile(r"[-‑]\s*\n\s*")
_END = re.compile(r"[.!?…]+[\"»”’)\]]*\s+|\n")
_LATIN = str.maketrans("aceopxykmthbABCEHKMOPTXYё", "асеорхукмтнвАВСЕНКМОРТХУе")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LOOKALIKE = frozenset("aceopxyKMTHBkmtABCEOPXY")
_SHORTENED = re.compile(
    r"(?:^|[\s(«\"])(?:[А-ЯЁ]|г|гг|с|пос|п|ул|им|д|кв|мкр|обл|р-н|тыс|млн|млрд|чел|см|т|е|др|пр|руб|тг|в|стр|ст|янв|февр|авг|сент|окт|нояб|дек)\.$",
)
_DECLINED = re.compile(r"[А-ЯЁ]{2,}(?:а|у|е|ом|ы|ов|ам|ами|ах)")
_DASHES = frozenset(("-", "–", "—", "--"))
_LONGEST_DATELINE = 12


class Analysed(Sentence):
    """A Russian sentence; its `words` have ё as е, Latin look-alikes as Cyrillic letters and no hyphens of line ends.

    `small` says of each word whether it is written so, `read` what it can be; `forms` lists that, the likeliest first,
    `lemma_sets` has the dictionary forms of all of these, and `likeliest` that of the likeliest one.
    """

    read: list[Word] = field(default_factory=list)
    small: list[bool] = field(default_factory=list)
    forms: list[tuple[Lexeme, ...]] = field(default_factory=list)
    lemma_sets: list[frozenset[str]] = field(default_factory=list)
    likeliest: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        Sentence.__post_init__(self)
        self.forms = [word.lexemes for word in self.read]
        self.lemma_sets = [word.lemmas for word in self.read]
        self.likeliest = [word.lemma for word in self.read]

    @property
    def said(self) -> set[str]:
        """The likeliest dictionary forms of all its words."""
        return {*self.likeliest}

    def word(self, index: int) -> str:
        """Return the normalised word of a token, empty outside the sentence."""
        return self.words[index] if 0 <= index < len(self.words) else ""

    def lemmas(self, index: int) -> frozenset[str]:
        """Return the dictionary forms of a token, empty outside the sentence."""
        return self.lemma_sets[index] if 0 <= index < len(self.words) else frozenset()

    def lemmas_within(self, first: int, last: int) -> set[str]:
        """Return the dictionary forms of the tokens `first` to `last` (exclusive)."""
        return set[str]().union(*self.lemma_sets[max(0, first) : last])

    def lemma(self, index: int) -> str:
        """Return the likeliest dictionary form of a token, its word when it has none, empty outside the sentence."""
        return self.likeliest[index] if 0 <= index < len(self.words) else ""

    def pos(self, index: int) -> str:
        """Return the likeliest part of speech of a token, empty when it has none."""
        return self.read[index].pos if 0 <= index < len(self.words) else ""


def read_sentences(report: Report, paragraphs: frozenset[int] | None = None) -> list[Analysed]:
    """Return the sentences of a report's body, in order, of some `paragraphs` only when their numbers are given."""
    read: list[Analysed] = []
    for paragraph in report.paragraphs:
        if paragraph.kind is ParagraphKind.BODY and (paragraphs is None or paragraph.number in paragraphs):
            for start, end in sentence_spans(report.text, paragraph.start, paragraph.end):
                read += _pieces(report.text, paragraph.number, len(read), start, end)
    return read


def sentence_spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the sentences of a paragraph as code-point offsets, end exclusive.

    A line break parts sentences only where the page's width did not force it: a headline stands alone.
    """
    width = max((len(line) for line in text[start:end].split("\n")), default=0)
    begun = start
    for match in _END.finditer(text, start, end):
        if match.end() >= end or not _parts(text, begun, match, width, end):
            continue
        yield from _trimmed(text, begun, match.end())
        begun = match.end()
    yield from _trimmed(text, begun, end)


def _parts(text: str, begun: int, match: re.Match[str], width: int, end: int) -> bool:
    after = text[match.end()]
    if "\n" in match[0]:
        return is_deliberate_break(text, match.start() if match[0] == "\n" else match.end() - 1, width, end)
    if not (after.isupper() or after.isdigit() or after in '«"“(—–-@#'):
        return False
    return match[0].rstrip() != "." or not _SHORTENED.search(text, max(begun, match.start() - 8), match.start() + 1)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def _pieces(text: str, paragraph: int, number: int, start: int, end: int) -> Iterator[Analysed]:
    spans = [match.span() for match in _TOKEN.finditer(text, start, end)]
    shouted = is_shouted(text[start:end])
    for first in range(0, len(spans), LONGEST):
        piece = spans[first : first + LONGEST]
        starts, ends = [span[0] for span in piece], [span[1] for span in piece]
        found = [_token(text[at:past], shouted) for at, past in piece]
        words, read = [token.word for token in found], [token.read for token in found]
        small = [token.small for token in found]
        sentence = Analysed(
            text, paragraph, number, starts[0], ends[-1], words, starts, ends, shouted, read=read, small=small
        )
        sentence.dateline = 0 if number else _dateline(sentence)
        yield sentence
        number += 1


class _Token(NamedTuple):
    """A token's normal form, what that can be, and whether it is written so."""

    word: str
    read: Word
    small: bool


@lru_cache(maxsize=50_000)
def _token(written: str, shouted: bool) -> _Token:
    word = normal(written)
    return _Token(word, _read(written, word, shouted), word == written)


def _read(written: str, word: str, shouted: bool) -> Word:
    """Return what a token can be: the case ending of an abbreviation is no part of its dictionary form ("СОБРа"), and
    one that the dictionary lacks can be in any case ("ДКНБ")."""
    if _DECLINED.fullmatch(written):
        return abbreviation("".join(filter(str.isupper, written)).lower())
    found = analyse(word)
    if not shouted and len(word) > 1 and written.isupper() and not any(form.known for form in found.lexemes):
        return abbreviation(word)
    return found


def normal(word: str) -> str:
    """Return a word in lower case with ё as е, Latin look-alikes as Cyrillic letters, hyphens of line ends left out."""
    if "\n" in word:
        word = _BROKEN.sub("", word)
    if _CYRILLIC.search(word):
        foreign = {letter for letter in word if letter.isascii() and letter.isalpha()}
        if foreign <= _LOOKALIKE:
            word = word.translate(_LATIN)
    return word.lower().replace("ё", "е").replace("‑", "-")


def _dateline(sentence: Analysed) -> int:
    """Return how many tokens of a report's first sentence are its dateline: up to a dash early on, without a verb."""
    opening = sentence.words[:_LONGEST_DATELINE]
    dash = next((i for i, word in enumerate(opening) if word in _DASHES), 0)
    if not dash and opening[1:] in ([], ["."]):  # "АСТАНА." as a sentence of its own
        dash = len(opening)
    verbal = any(form.verbal for forms in sentence.forms[:dash] for form in forms[:1])
    capitals = dash > 0 and sentence.exact(0, 1).isupper() and len(sentence.words[0]) > 2
    return dash if capitals and not verbal else 0
