"""The one error of the store."""


class StoreError(Exception):
    """A casebook cannot be read or written. Its text is one clear line: which file, why, and what to do."""
