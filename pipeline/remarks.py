"""Remarks on documents, told as they are read."""

from __future__ import annotations

from collections.abc import Callable, Iterable


class Remarks:
    """Tells each remark on a document once; some are held back until it is known they hold."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        self._tell = tell
        self._told: set[str] = set()
        self._held: dict[str, list[str]] = {}

    def add(self, location: str, remarks: Iterable[str], *, hold: str = "") -> None:
        """Tell the remarks on the document at `location`; those that end with `hold` later.

        What was held back of this document is forgotten.
        """
        self._held.pop(location, None)
        for remark in remarks:
            if hold and remark.endswith(hold):
                self._held.setdefault(location, []).append(remark)
            else:
                self._say(f"{location}: {remark}")

    def release(self) -> None:
        """Tell what was held back and not forgotten."""
        for location, remarks in self._held.items():
            for remark in remarks:
                self._say(f"{location}: {remark}")
        self._held.clear()

    def _say(self, remark: str) -> None:
        if remark not in self._told:
            self._told.add(remark)
            self._tell(remark)
