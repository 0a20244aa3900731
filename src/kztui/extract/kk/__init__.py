"""The Kazakh grammar: word endings instead of word order, in the Cyrillic and in the Latin alphabet."""

from pathlib import Path

from kztui.extract.tables import Lexicon

LEXICON = Lexicon("kk", Path(__file__).parent / "lexicon")
