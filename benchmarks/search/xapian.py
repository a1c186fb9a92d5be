"""Xapian, where the system has it (Debian: python3-xapian): it is on no package index.

The lemmas of the body with their positions; each value of a facet in a slot of its own, which
Xapian counts by itself.
"""

from __future__ import annotations

import importlib
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.search.corpus import FACETS, Corpus
from benchmarks.search.queries import Asked
from benchmarks.search.rivals import Ask, Counted, Texts

DEBIAN = "/usr/lib/python3/dist-packages"
SLOTS = 8
"""Values of one facet that a document may have."""


def module() -> ModuleType | None:
    """Xapian's module, if this Python can load it."""
    try:
        return importlib.import_module("xapian")
    except ImportError:
        pass
    sys.path.append(DEBIAN)
    try:
        return importlib.import_module("xapian")
    except ImportError:
        return None
    finally:
        sys.path.remove(DEBIAN)


class Xapian:
    """Xapian with its defaults."""

    def __init__(self, xapian: Any) -> None:
        self._xapian = xapian

    def build(self, folder: Path, corpus: Corpus) -> int:
        """See Rival."""
        database = self._xapian.WritableDatabase(str(folder), self._xapian.DB_CREATE)
        texts = Texts(corpus)
        for text, facets in texts:
            document = self._xapian.Document()
            for position, word in enumerate(text.split(" ")):
                document.add_posting(word, position)
            for facet, name in enumerate(FACETS):
                for number, value in enumerate(facets[name]):
                    document.add_value(SLOTS * facet + number, value)
            database.add_document(document)
        database.close()
        return texts.words

    def open(self, folder: Path) -> tuple[Ask, Callable[[], None]]:
        """See Rival."""
        xapian = self._xapian
        database = xapian.Database(str(folder))
        size = database.get_doccount()
        enquire = xapian.Enquire(database)

        def ask(asked: Asked) -> Counted:
            enquire.set_query(_query(xapian, asked))
            spies = [xapian.ValueCountMatchSpy(slot) for slot in range(SLOTS * len(FACETS))]
            enquire.clear_matchspies()
            for spy in spies:
                enquire.add_matchspy(spy)
            found = enquire.get_mset(0, 10, size)
            counts: dict[str, dict[str, int]] = {}
            for facet, name in enumerate(FACETS):
                counted = Counter[str]()
                for spy in spies[SLOTS * facet : SLOTS * (facet + 1)]:
                    counted.update({each.term.decode(): each.termfreq for each in spy.values()})
                counts[name] = dict(counted)
            return found.get_matches_estimated(), counts

        return ask, database.close


def _query(xapian: Any, asked: Asked) -> Any:
    match asked.kind:
        case "and3":
            return xapian.Query(xapian.Query.OP_AND, list(asked.words))
        case "or3":
            return xapian.Query(xapian.Query.OP_OR, list(asked.words))
        case "phrase":
            return xapian.Query(xapian.Query.OP_PHRASE, list(asked.words))
        case "prefix":
            # With fewer arguments the word is taken for a list of queries.
            kind, how = xapian.Query.OP_WILDCARD, xapian.Query.WILDCARD_LIMIT_ERROR
            return xapian.Query(kind, asked.words[0], 0, how, xapian.Query.OP_OR)
        case _:
            return xapian.Query(asked.words[0])
