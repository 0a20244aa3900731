"""Places in the casebook near another one."""

import re
from collections.abc import Iterable

from kztui.errors import QueryError
from kztui.model.fact import Place
from kztui.model.figures import distance_km
from kztui.search.query.tokens import shortened
from kztui.search.query.tree import Near
from kztui.text.fold import fold

Spot = tuple[str, float, float]
"""A folded place name and its degrees north and east."""

_DEGREES = r"(-?[0-9]{1,2}(?:\.[0-9]{1,9})?),\s*(-?[0-9]{1,3}(?:\.[0-9]{1,9})?)"


def spots_near(node: Near, spots: Iterable[Spot]) -> list[Spot]:
    """Return those of the casebook's `spots` that lie near the place that `node` names, itself among them.

    A name that several spots have means any of them; one that none has is looked up in the gazetteer. Raises
    QueryError when that does not know it either, and for degrees that are not on Earth.
    """
    known = list(spots)
    if match := re.fullmatch(_DEGREES, node.place):
        north, east = float(match[1]), float(match[2])
        if abs(north) > 90 or abs(east) > 180:
            raise QueryError("degrees north go from -90 to 90, degrees east from -180 to 180", node.position)
        centres = [_place(("", north, east))]
    else:
        name = fold(node.place)
        centres = [_place(spot) for spot in known if spot[0] == name] or _in_the_gazetteer(node.place)
    if not centres:
        raise QueryError(
            f"“{shortened(node.place)}” is not a known place: name another one, or degrees north,east", node.position
        )
    return [spot for spot in known if any(_within(centre, spot, node.km) for centre in centres)]


def _in_the_gazetteer(name: str) -> list[Place]:
    from kztui.search.query.places import degrees  # few queries need it

    return [_place((name, *where)) for where in degrees(name)]


def _place(spot: Spot) -> Place:
    return Place(spot[0], lat=spot[1], lon=spot[2])


def _within(centre: Place, spot: Spot, km: float) -> bool:
    distance = distance_km(centre, _place(spot))
    return distance is not None and distance <= km
