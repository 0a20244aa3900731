"""JSON Lines: an incident a line, with its facts, reports and annotations, for programs."""

from collections.abc import Iterator

import msgspec

from kztui.export.format import Format, Selection
from kztui.export.views import incident_view


def write(selection: Selection) -> Iterator[bytes]:
    """Yield a line for each incident (`kztui.export.views.incident_view`)."""
    for one in selection.dossiers():
        yield (
            msgspec.json.encode(incident_view(one.incident, one.summary, one.reports, one.annotations, one.policy))
            + b"\n"
        )


FORMAT = Format("an incident a line, with its facts, reports and annotations", write)
