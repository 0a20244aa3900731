"""What is written and not saved: pairs of what it is about and its text, of which one thing can have several."""

Unsaved = tuple[tuple[str, str], ...]


def with_changes(there: Unsaved, before: Unsaved, now: Unsaved) -> Unsaved:
    """Return what is `there` with what a run that began with `before` and has `now` has itself written or removed.

    What two runs wrote differently about one thing is there twice, the latest last.
    """
    removed = {*before} - {*now}
    added = [one for one in now if one not in before]
    return tuple(dict.fromkeys([*(one for one in there if one not in removed), *added]))
