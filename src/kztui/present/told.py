"""What the facts and reports of an incident say beside its summary, as a list shows it."""

from collections.abc import Mapping

from msgspec import Struct

from kztui.casebook import Casebook
from kztui.model.fact import Field
from kztui.search.query.highlight import Highlighter

_FIELDS = (Field.PERPETRATOR, Field.TARGET, Field.VICTIM, Field.WEAPON)


class Told(Struct, frozen=True):
    """The best words of the fields that have them, how many facts there are, how many of them have a verdict, and where
    the searched words stand, empty when none were searched for or they stand nowhere.
    """

    words: Mapping[Field, str] = {}
    facts: int = 0
    checked: int = 0
    found: str = ""


def tell(casebook: Casebook, incident_id: str, highlighter: Highlighter | None = None) -> Told:
    """Return what an incident tells, and where the words of `highlighter` stand in it.

    It reads the facts and reports, so it is called off the screen's thread. Raises KeyError for an unknown id.
    """
    from kztui.model.headline import best_words  # the first list says nothing that is told
    from kztui.present.dossier import read_dossier
    from kztui.present.status import match_status

    dossier = read_dossier(casebook, incident_id)
    return Told(
        {field: words for field in _FIELDS if (words := best_words(dossier.standing, field, dossier.sources))},
        len(dossier.facts),
        sum(fact.id in dossier.verdicts for fact in dossier.facts),
        match_status(dossier, highlighter) if highlighter else "",
    )
