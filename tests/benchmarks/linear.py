"""How the time of reading grows with the length of a text: ``python tests/benchmarks/linear.py [MEGABYTES ...]``.

Prints, for running news and for bait that breaks careless patterns, the seconds of processor time per size (0.5, 1, 2
and 5 MB unless sizes are given), and how many times longer the largest takes per character than the smallest: 1.0 is
linear. Reading is extraction, and what linking looks at in a text.
"""

import sys
from time import process_time

from kztui.casebook.lookup import wording
from kztui.extract.engine import extract
from kztui.ingest.header import Header
from kztui.ingest.report import make_report
from kztui.link.profile import profile_of

SIZES = (0.5, 1.0, 2.0, 5.0)
KINDS = {
    "news": "Two gunmen killed three officers in Almaty on Friday, police said. A bomb went off and five people died. ",
    "news, shouted": "TWO GUNMEN KILLED THREE OFFICERS IN ALMATY ON FRIDAY, POLICE SAID. A BOMB WENT OFF LATER. ",
    "no sentence ends": "gunmen killed three officers in almaty and ",
    "one word": "a",
    "one name": "A",
    "another script": "Взрыв в Алматы. ",
    "no blanks": "爆発がありました",
    "digits": "1234567890",
    "quotation marks": '"',
    "parentheses": "(",
    "hyphens": "a-",
    "combining marks": "a\u0301\u0301\u0301",
    "full stops": "U.S.",
    "numbers": "one hundred and ",
    "short paragraphs": "A bomb.\n\n",
    "scripts mixed": "Gunmen убили three полицейских in Алматы. ",
    "ru news": "Двое боевиков убили трёх полицейских в Алматы в пятницу. ",
    "ru shouted": "ДВОЕ БОЕВИКОВ УБИЛИ ТРЁХ ПОЛИЦЕЙСКИХ В АЛМАТЫ. ",
    "ru lookalikes": "Двoе бoeвикoв убили тpёх пoлицeйcкиx в Aлмaты. ",
    "ru hyphens": "Двое бое-\nвиков убили поли-\nцейских в Ал-\nматы. ",
    "ru no ends": "двое боевиков убили полицейских в алматы и ",
    "ru scripts mixed": "Двое killed үш полицей in Almaty. ",
    "ru Latin letters": "Dvoe boevikov ubili troih politseiskih v Almaty. ",
    "kk news": "Құлсарыда екі содыр үш полицейді өлтірді. ",
    "kk shouted": "ЕКІ СОДЫР ҮШ ПОЛИЦЕЙДІ ӨЛТІРДІ. ",
    "kk no ends": "екі содыр үш полицейді өлтірді және ",
    "kk Latin letters": "Qulsaryda eki sodyr ush politseidi öltirdi. ",
}
"""The kinds of text by name; one that begins with "ru" or "kk" is read in that language, any other one in English."""

NEWS = {"en": "news", "ru": "ru news", "kk": "kk news"}


def seconds(text: str, language: str) -> float:
    """Return the processor time that reading a text, extracting from it, and profiling its incidents takes."""
    start = process_time()
    report = make_report(text, Header(language=language))
    if report:
        for facts in extract(report).drafts:
            profile_of(facts, report, wording)
    return process_time() - start


def language_of(kind: str) -> str:
    """Return the language in which a kind of text is read."""
    return kind[:2] if kind.startswith(("ru ", "kk ")) else "en"


def main() -> None:
    """Measure each kind of text at each size and print a line for it."""
    sizes = sorted(map(float, sys.argv[1:])) or list(SIZES)
    for language, kind in NEWS.items():
        seconds(KINDS[kind], language)
    print(f"{'':18}", *(f"{size:>6g} MB" for size in sizes), "   growth")
    for kind, piece in KINDS.items():
        language = language_of(kind)
        begin = KINDS[NEWS[language]]  # so that there is an incident, whose words linking looks at
        taken = [seconds(begin + piece * int(size * 1_000_000 / len(piece)), language) for size in sizes]
        growth = (taken[-1] / sizes[-1]) / (taken[0] / sizes[0])
        print(f"{kind:18}", *(f"{time:>7.2f} s" for time in taken), f"{growth:8.2f}", flush=True)


if __name__ == "__main__":
    main()
