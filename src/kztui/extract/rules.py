"""What the rules read, in words: each fact's origin leads to a line of lexicon/rules.toml."""

from functools import cache

from kztui.extract.tables import SHARED, Word


def describe(origin: str) -> str:
    """Return what the rule reads that a fact's `origin` names ("events.kill.passive/1", the version may be missing).

    Raises KeyError for a rule that rules.toml does not describe, LexiconError when that file is broken.
    """
    name = origin.partition("/")[0]
    parts = name.split(".")
    for index in range(len(parts), -1, -1):
        described = _rules().get(".".join("*" if at == index else part for at, part in enumerate(parts)))
        if described is not None:
            return described.replace("{}", parts[index] if index < len(parts) else "")
    raise KeyError(origin)


@cache
def _rules() -> dict[str, str]:
    return SHARED.entry("rules", "rules", dict[str, Word])
