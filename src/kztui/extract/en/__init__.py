"""The English grammar: a cascade of small stages over the words of a sentence, and the lexicon that they share."""

from pathlib import Path

from kztui.extract.tables import Lexicon

LEXICON = Lexicon("en", Path(__file__).parent / "lexicon")
