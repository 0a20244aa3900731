"""The marked incidents, which other programs may have merged or removed since they were marked."""

from collections.abc import Sequence

from kztui.casebook import Casebook


def still_there(casebook: Casebook, marked: Sequence[str]) -> list[str]:
    """Return the ids that marked incidents have now, without those that are gone."""
    found = []
    for incident in marked:
        try:
            found.append(casebook.incident(incident).id)
        except KeyError:
            continue
    return list(dict.fromkeys(found))
