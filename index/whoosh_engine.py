"""The embedded engine: Whoosh 2.7.4 keeps the posting lists, we evaluate the query tree.

Whole posting lists are read and combined set by set. Whoosh's own matchers are not used for
combining: its AndNot, Require and top-N searches give wrong documents, and its grouping is the
slowest way to count facets. Only documented calls of the reader are used.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from corpus.errors import EngineUnavailable
from index.chains import chains
from index.engine import (
    AllOf,
    AnyOf,
    EngineRequest,
    Everything,
    Facet,
    Hit,
    IndexDocument,
    Node,
    Not,
    Phrase,
    Prefix,
    Result,
    Term,
)
from index.whoosh_schema import FACET_PREFIX, schema

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from whoosh import index as whoosh_index

K1 = 1.2
B = 0.75
"""BM25's constants, the usual ones and Whoosh's own defaults."""

WRITER_MIB = 256
"""Memory for the writer's pool before it spills to disk (Whoosh's `limitmb`)."""

Scores = dict[int, float]
"""Document number → score."""


class WhooshEngine:
    """Builds and opens Whoosh indexes."""

    def build(self, folder: Path, documents: Iterable[IndexDocument], facets: Iterable[str]) -> int:
        """Write a new index into `folder`. One segment: a fresh folder gets one commit."""
        folder.mkdir(parents=True, exist_ok=True)
        writer = whoosh_index.create_in(str(folder), schema(facets)).writer(limitmb=WRITER_MIB)
        count = 0
        try:
            for document in documents:
                values = {FACET_PREFIX + name: held for name, held in document.facets.items()}
                writer.add_document(id=document.id, **document.fields, **values)
                count += 1
        except BaseException:
            # Without this Whoosh drops the batch silently.
            writer.cancel()
            raise
        writer.commit()
        return count

    def open(self, folder: Path) -> WhooshIndex:
        """Open an index. Raises EngineUnavailable whatever is wrong with its files."""
        try:
            return WhooshIndex(whoosh_index.open_dir(str(folder), readonly=True))
        except Exception as error:
            raise EngineUnavailable(
                f"{folder}: cannot be opened ({type(error).__name__}: {error}); "
                "make it anew with: hankemuisti reindex"
            ) from error


class WhooshIndex:
    """One opened index."""

    def __init__(self, index: Any) -> None:
        self._index = index
        self._reader = index.reader()
        self._size = int(self._reader.doc_count_all())
        # Read at once: the files may be gone when the next generation but one is there.
        self._ids = [self._reader.stored_fields(number)["id"] for number in range(self._size)]
        self._facets = self._read_facets()

    def count(self) -> int:
        """How many documents there are."""
        return int(self._reader.doc_count())

    def close(self) -> None:
        """Let go of the files."""
        self._reader.close()
        self._index.close()

    def search(self, request: EngineRequest) -> Result:
        """Answer a request. Raises EngineUnavailable when the files turn out to be damaged."""
        try:
            return self._search(request)
        except Exception as error:
            raise EngineUnavailable(
                f"the index is damaged ({type(error).__name__}: {error}); "
                "make it anew with: hankemuisti reindex"
            ) from error

    def _search(self, request: EngineRequest) -> Result:
        found = self._evaluate(request.query)
        chosen = {
            name: self._with_any(name, values) for name, values in request.filters.items() if values
        }
        matching = _within(set(found), chosen.values())
        ranked = sorted(matching, key=lambda number: (-found[number], self._ids[number]))
        page = ranked[request.offset : request.offset + request.limit]
        return Result(
            total=len(ranked),
            hits=tuple(Hit(self._ids[number], found[number]) for number in page),
            facets={name: self._count(name, set(found), chosen) for name in request.count},
        )

    def _read_facets(self) -> dict[str, dict[str, frozenset[int]]]:
        """Facet → value → documents, from the postings."""
        found: dict[str, dict[str, frozenset[int]]] = {}
        for name in self._reader.schema.names():
            if name.startswith(FACET_PREFIX):
                values = [term.decode() for term in self._reader.lexicon(name)]
                found[name.removeprefix(FACET_PREFIX)] = {
                    value: frozenset(self._weights(name, value)) for value in values
                }
        return found

    def _with_any(self, facet: str, values: Iterable[str]) -> set[int]:
        known = self._facets.get(facet, {})
        return set().union(*(known.get(value, frozenset()) for value in values))

    def _count(self, facet: str, found: set[int], chosen: dict[str, set[int]]) -> dict[str, int]:
        others = _within(found, (held for name, held in chosen.items() if name != facet))
        counts = {value: len(others & held) for value, held in self._facets.get(facet, {}).items()}
        return {value: count for value, count in counts.items() if count}

    def _evaluate(self, node: Node) -> Scores:
        match node:
            case Term():
                return self._score(node)
            case Prefix():
                return self._prefix(node)
            case Phrase():
                return self._phrase(node)
            case Facet():
                return dict.fromkeys(self._with_any(node.name, node.values), 0.0)
            case AnyOf():
                return self._any(node.items)
            case AllOf():
                return self._all(node.items)
            case Not():
                excluded = self._evaluate(node.item)
                return {n: 0.0 for n in self._everything() if n not in excluded}
            case Everything():
                return dict.fromkeys(self._everything(), 0.0)

    def _everything(self) -> Iterable[int]:
        return (n for n in range(self._size) if not self._reader.is_deleted(n))

    def _any(self, items: Iterable[Node]) -> Scores:
        total: Scores = {}
        for item in items:
            for number, score in self._evaluate(item).items():
                total[number] = total.get(number, 0.0) + score
        return total

    def _all(self, items: Iterable[Node]) -> Scores:
        wanted = [item for item in items if not isinstance(item, Not)]
        unwanted = [item.item for item in items if isinstance(item, Not)]
        parts = [self._evaluate(item) for item in wanted or [Everything()]]
        numbers = set(parts[0])
        for part in parts:
            numbers &= part.keys()
        for item in unwanted:
            numbers -= self._evaluate(item).keys()
        return {number: sum(part[number] for part in parts) for number in numbers}

    def _prefix(self, prefix: Prefix) -> Scores:
        """All terms that begin so count as one: else the rarest of them would decide the order."""
        found: dict[int, float] = {}
        for term in self._reader.expand_prefix(prefix.field, prefix.text):
            for number, weight in self._weights(prefix.field, term.decode()).items():
                found[number] = found.get(number, 0.0) + weight
        return self._bm25(prefix.field, found, prefix.weight)

    def _weights(self, field: str, text: str) -> dict[int, float]:
        """The posting list of a term: document number → occurrences."""
        if (field, text) not in self._reader:
            return {}
        matcher = self._reader.postings(field, text)
        weights = {}
        while matcher.is_active():
            weights[matcher.id()] = matcher.weight()
            matcher.next()
        return weights

    def _score(self, term: Term) -> Scores:
        return self._bm25(term.field, self._weights(term.field, term.text), term.weight)

    def _bm25(self, field: str, weights: dict[int, float], boost: float) -> Scores:
        if not weights:
            return {}
        idf = math.log(self._size / (len(weights) + 1)) + 1
        mean = max(1.0, self._reader.field_length(field) / max(1, self._size))
        length = self._reader.doc_field_length
        scores = {}
        for number, weight in weights.items():
            norm = K1 * ((1 - B) + B * (length(number, field) or 0) / mean)
            scores[number] = boost * idf * weight * (K1 + 1) / (weight + norm)
        return scores

    def _phrase(self, phrase: Phrase) -> Scores:
        slots = [self._positions(slot) for slot in phrase.slots]
        if not slots:
            return {}
        numbers = set(slots[0])
        for slot in slots:
            numbers &= slot.keys()
        found = {}
        for number in numbers:
            times = len(chains([sorted(slot[number]) for slot in slots], phrase.slop))
            if times:
                found[number] = float(times)
        terms = [term for slot in phrase.slots for term in slot]
        return self._bm25(terms[0].field, found, max(term.weight for term in terms))

    def _positions(self, slot: Iterable[Term]) -> dict[int, set[int]]:
        """Document number → positions of any term of the slot."""
        found: dict[int, set[int]] = {}
        for term in slot:
            if (term.field, term.text) not in self._reader:
                continue
            matcher = self._reader.postings(term.field, term.text)
            while matcher.is_active():
                found.setdefault(matcher.id(), set()).update(matcher.value_as("positions"))
                matcher.next()
        return found


def _within(numbers: set[int], chosen: Iterable[set[int]]) -> set[int]:
    for held in chosen:
        numbers = numbers & held
    return numbers
