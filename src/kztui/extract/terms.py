"""What the words of any language mean as values of facts: types of incidents, and organisations by all their names."""

from functools import lru_cache
from importlib import import_module

from kztui.extract.shared import kinds, organizations
from kztui.model.fact import EventType
from kztui.text.fold import fold

_LANGUAGES = ("ru", "kk")
"""Those whose words are looked up: the types of incidents have English names."""


@lru_cache(maxsize=1_000)
def event_type(text: str) -> EventType | None:
    """Return the type of incident that a Russian or Kazakh word or phrase names, None when it names none.

    Raises LexiconError.
    """
    if text.isascii():
        return None
    for language in _LANGUAGES:
        kind = import_module(f"kztui.extract.{language}.terms").event_kind(text)
        if kind and kinds()[kind].type is not None:
            return kinds()[kind].type
    return None


def names_of_organization(text: str) -> tuple[str, ...]:
    """Return all names of the organisation that `text` is a name of, in any spelling, the usual one first.

    Raises LexiconError.
    """
    known = organizations().get(fold(text))
    return (known.name, *known.names) if known else ()
