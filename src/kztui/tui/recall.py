"""Walking through earlier queries from a search line."""

from collections.abc import Sequence


class Recall:
    """The latest `queries`, the newest last, and where among them the reader is."""

    def __init__(self) -> None:
        self.queries: Sequence[str] = ()
        self._walk: list[str] = []
        self._at = 0

    def recalled(self, typed: str) -> bool:
        """Return whether what stands in the line was recalled and not changed since."""
        return self._at < len(self._walk) - 1 and self._walk[self._at] == typed

    def step(self, typed: str, step: int) -> str:
        """Return the query before (-1) or after (1) the one in the line; at the ends what is there.

        After the newest one comes what was typed before the walk began.
        """
        if not self.recalled(typed):
            self._walk = [*(query for query in self.queries if query != typed), typed]
            self._at = len(self._walk) - 1
        self._at = max(0, min(self._at + step, len(self._walk) - 1))
        return self._walk[self._at]
