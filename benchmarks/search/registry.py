"""The engines that are there, by name."""

from __future__ import annotations

import importlib.util

from benchmarks.search.rivals import Fts5, NaiveWhoosh, Ours, Rival, Tantivy
from benchmarks.search.xapian import Xapian, module


def rivals() -> dict[str, Rival]:
    """Ours first; Tantivy and Xapian where they are installed."""
    found: dict[str, Rival] = {"hankemuisti": Ours(), "fts5": Fts5()}
    if importlib.util.find_spec("tantivy"):
        found["tantivy"] = Tantivy()
    if xapian := module():
        found["xapian"] = Xapian(xapian)
    found["whoosh_naive"] = NaiveWhoosh()
    return found
