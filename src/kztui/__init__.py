"""kztui: a terminal incident browser in which every fact stands beside the words that say it."""

__version__ = "0.1.0"
