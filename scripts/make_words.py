"""Make data/words/english.txt: the most frequent part of speech of each common English word.

Input: the lexicon of Eric Brill's tagger as packaged in textblob on PyPI (``pip install textblob``; MIT licence, see
data/words/README.md). Entries that are no plain words are left out, capitals are folded where the lexicon also knows
the word in lower case, proper nouns are left out (what is not in the table is taken for one), and the Penn tags are
merged into the few classes that the extractor tells apart.

    python scripts/make_words.py
"""

import re
from importlib.util import find_spec
from pathlib import Path

# Penn Treebank tag -> our class (kztui.extract.en.tagger names them).
CLASSES = {
    "NN": "N", "NNS": "N", "NNP": "P", "NNPS": "P", "VB": "V", "VBP": "V", "VBZ": "V", "VBD": "D", "VBN": "D",
    "VBG": "G", "JJ": "J", "JJR": "J", "JJS": "J", "RB": "R", "RBR": "R", "RBS": "R", "RP": "R", "IN": "I", "TO": "I",
    "DT": "T", "PDT": "T", "PRP$": "T", "WP$": "W", "PRP": "O", "WDT": "W", "WP": "W", "WRB": "W", "CC": "C",
    "MD": "A", "CD": "M", "EX": "O", "UH": "R",
}  # fmt: skip
WORD = re.compile(r"[A-Za-z][a-z]*(?:-[a-z]+)*")
TARGET = Path(__file__).parent.parent / "data" / "words" / "english.txt"


def lexicon_path() -> Path:
    """Return where textblob keeps the lexicon; raises SystemExit when textblob is not installed."""
    spec = find_spec("textblob")
    if spec is None or spec.origin is None:
        raise SystemExit("textblob is not installed: pip install textblob")
    return Path(spec.origin).parent / "en" / "en-lexicon.txt"


def main() -> None:
    """Write the table: a line for each class, its letter and then its words in alphabetical order."""
    proper: dict[str, str] = {}
    common: dict[str, str] = {}
    for line in lexicon_path().read_text(encoding="utf-8").splitlines():
        word, _, tag = line.partition(" ")
        if not WORD.fullmatch(word) or tag not in CLASSES or len(word) > 20:
            continue
        if CLASSES[tag] != "P":
            table = common if word.islower() else proper
            table[word.lower()] = CLASSES[tag]
    table = {word: letter for word, letter in proper.items() if letter != "N"} | common
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    words: dict[str, list[str]] = {letter: [] for letter in sorted(set(CLASSES.values()) - {"P"})}
    for word, letter in sorted(table.items()):
        words[letter].append(word)
    lines = (" ".join([letter, *of_class]) + "\n" for letter, of_class in words.items())
    TARGET.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
