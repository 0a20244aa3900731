"""The error of a part that reads files which people edit."""


class LexiconError(Exception):
    """A lexicon file that cannot be used; its text names the file, the entry and the reason in one line."""
