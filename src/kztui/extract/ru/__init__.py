"""The Russian grammar: morphology, noun groups by agreement, events by case, and the lexicon that they share.

Imported when the first Russian report is read.
"""

from pathlib import Path

from kztui.extract.tables import Lexicon

LEXICON = Lexicon("ru", Path(__file__).parent / "lexicon")
