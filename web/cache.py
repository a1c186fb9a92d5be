"""What takes long to count and seldom changes, kept until the corpus changes."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from index.deadline import hurried

T = TypeVar("T")

MOST = 128
"""Answers kept; each is a page, a grid or a list of some kilobytes."""


class Cache:
    """Answers by what was asked, each good for one revision of the corpus. For many threads."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, tuple[str, Any]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, revision: str, make: Callable[[], T]) -> T:
        """The answer kept for this revision, else the one that `make` gives now."""
        with self._lock:
            found = self._kept.get(key)
            if found and found[0] == revision:
                self._kept.move_to_end(key)
                kept: T = found[1]
                return kept
        made = make()
        if hurried():
            return made  # something may have been left out for want of time
        with self._lock:
            self._kept[key] = (revision, made)
            self._kept.move_to_end(key)
            while len(self._kept) > MOST:
                self._kept.popitem(last=False)
        return made
