"""Page furniture: lines of a text that belong to no story, such as navigation, share bars, stamps and comments."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import resources

from kztui.errors import DateError
from kztui.model.report import ParagraphKind
from kztui.text.days import parse_moment

_LONGEST = 600
_LONGEST_TITLE = 160
_LONGEST_STAMP = 80
_FLAGS = {"byline": re.NOFLAG, "boilerplate": re.NOFLAG}  # in these a capital letter is the sign of a name
_END = re.compile(r"[.!?…][\"'”’»)\]]*$")


def kind_of(text: str) -> ParagraphKind:
    """Return what a paragraph or line with this text is for, as far as the text alone tells."""
    if len(text) > _LONGEST:
        return ParagraphKind.BODY
    patterns = _patterns()
    if patterns["byline"].match(text):
        return ParagraphKind.BYLINE
    line = text.strip()
    furniture = patterns["boilerplate"].match(text) or patterns["whole"].fullmatch(line)
    heading = any(patterns[name].match(line) for name in ("lists", "endings", "live"))
    return ParagraphKind.BOILERPLATE if furniture or heading or _is_stamp(line) else ParagraphKind.BODY


def in_context(texts: Iterable[str]) -> Iterator[ParagraphKind]:
    """Yield what the paragraphs of a text are for: the titles that follow "Read also" and all that follows "Comments"
    belong to no story either.
    """
    patterns = _patterns()
    listing = over = False
    for text in texts:
        kind = kind_of(text)
        line = text.strip()
        if patterns["endings"].match(line):
            over = True
        if over:
            yield ParagraphKind.BOILERPLATE
            continue
        if begins_list(line):
            listing = True
        elif kind is ParagraphKind.BODY:
            listing = listing and all(map(is_title, text.splitlines()))
        yield ParagraphKind.BOILERPLATE if listing else kind


def begins_list(line: str) -> bool:
    """Return whether the titles of other stories follow a line."""
    return len(line) <= _LONGEST_TITLE and bool(_patterns()["lists"].match(line.strip()))


def is_title(line: str) -> bool:
    """Return whether a line looks like the title of a story: short, and not ended like a sentence."""
    return len(line) <= _LONGEST_TITLE and not _END.search(line.rstrip())


def _is_stamp(line: str) -> bool:
    """Return whether a line is a day, with an hour or without, and nothing else."""
    if len(line) > _LONGEST_STAMP or not any(character.isdecimal() for character in line):
        return False
    try:
        return bool(parse_moment(line))
    except DateError:
        return False


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    data = tomllib.loads(resources.files(__package__).joinpath("furniture.toml").read_text("utf-8"))
    return {name: re.compile("|".join(patterns), _FLAGS.get(name, re.IGNORECASE)) for name, patterns in data.items()}
