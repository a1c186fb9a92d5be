"""Related terms: what notably often stands in the same documents as a query, the compounds of its
words, and what they are called in other languages.

A document speaks for the words that tell most about it (see `making`). That a word is one of those
of the documents found, more than of others, is measured by Dunning's log-likelihood ratio
(Computational Linguistics 19(1), 1993), which does not overrate what is rare, as mutual information
does. The numbers shown are the engine's: what a search finds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from index.arrays import Array, ragged
from index.asking import Asked
from index.engine import Everything
from index.query_analyzer import QueryAnalyzer
from index.suggestions.counting import Counter, Filters
from index.suggestions.vocabulary import Vocabulary

SUPPORT = 3
"""Documents that must have both; any two share something."""

NOTABLE = 10.83
"""The log-likelihood ratio that chance reaches once in a thousand (chi squared, one degree)."""

TRIED = 2
"""Times as many terms are asked of the engine as are wanted: documents speak for some of their
words only, so a few turn out to stand everywhere."""


@dataclass(frozen=True, slots=True)
class Related:
    """A term that goes with a query.

    `documents` have it, `together` have what was asked, too; `score` is the log-likelihood ratio.
    """

    term: str
    documents: int
    together: int
    score: float

    def as_json(self) -> dict[str, Any]:
        """The same as plain values."""
        return {**asdict(self), "score": round(self.score, 1)}


@dataclass(frozen=True, slots=True)
class Relations:
    """What goes with a query that `total` documents meet.

    `terms` stand in the same documents, the strongest first; `compounds` hold one of its words, the
    most frequent first; `bridges` are its words in the corpus' other languages: language → terms.
    """

    query: str
    total: int
    terms: tuple[Related, ...]
    compounds: tuple[Related, ...]
    bridges: Mapping[str, tuple[Related, ...]]

    def as_json(self) -> dict[str, Any]:
        """The same as plain values."""
        bridges = {name: [one.as_json() for one in each] for name, each in self.bridges.items()}
        return {
            "query": self.query,
            "total": self.total,
            "terms": [one.as_json() for one in self.terms],
            "compounds": [one.as_json() for one in self.compounds],
            "bridges": bridges,
        }


class Relater:
    """Finds what goes with queries to one index."""

    def __init__(self, vocabulary: Vocabulary, counter: Counter, analyzer: QueryAnalyzer) -> None:
        self._vocabulary = vocabulary
        self._counter = counter
        self._analyzer = analyzer

    def relations(self, text: str, filters: Filters | None = None, limit: int = 10) -> Relations:
        """The terms, compounds and bridges of a query, at most `limit` of each."""
        counter = self._counter
        asked = counter.ask(text, filters, "suggest")
        ids = counter.ids((counter.node(asked),), asked.filters)
        scorer = _Scorer(counter, asked, len(ids))
        own = self._own(asked)
        compounds = [number for word in own for number in self._vocabulary.compounds(word)]
        inside = self._parts(asked)
        tried = (n for n in self._candidates(ids) if n not in {*own, *inside, *compounds})
        terms = scorer.scored(self._words(tried), TRIED * limit)
        notable = [one for one in terms if one.together >= SUPPORT and one.score >= NOTABLE]
        held = scorer.scored(self._words(iter(dict.fromkeys(compounds))), limit)
        bridges: dict[str, list[Related]] = {}
        for suggestion in asked.suggestions:
            met = scorer.scored(iter(suggestion.terms), limit)
            bridges.setdefault(suggestion.language, []).extend(o for o in met if o.documents)
        return Relations(
            query=text,
            total=len(ids),
            terms=tuple(sorted(notable, key=lambda one: (-one.score, one.term))[:limit]),
            compounds=tuple(one for one in held if one.documents),
            bridges={name: tuple(each) for name, each in bridges.items() if each},
        )

    def _own(self, asked: Asked) -> list[int]:
        lemmas = asked.meaning.understood(self._analyzer.lexicon).values()
        numbers = (self._vocabulary.find(lemma) for each in lemmas for lemma in each)
        return [number for number in numbers if number is not None]

    def _parts(self, asked: Asked) -> set[int]:
        """The parts of the query's compounds: they stand wherever the compound does."""
        parts = {
            self._vocabulary.find(part.lemma)
            for form in asked.meaning.understood(self._analyzer.lexicon)
            for analysis in self._analyzer.analyses(form)
            for part in analysis.parts
        }
        return {number for number in parts if number is not None}

    def _words(self, numbers: Iterator[int]) -> Iterator[str]:
        return map(self._vocabulary.word, numbers)

    def _candidates(self, ids: list[str]) -> Iterator[int]:
        """The words that tell about these documents more than about others, the strongest first."""
        vocabulary, arrays = self._vocabulary, self._vocabulary.arrays
        known = vocabulary.documents
        found = np.array([known[each] for each in ids if each in known], np.int64)
        words = ragged(arrays["documents/starts"], arrays["documents/words"], found)
        both = np.bincount(words.astype(np.int64), minlength=len(vocabulary))
        numbers = np.flatnonzero(both >= min(SUPPORT, max(1, len(found))))
        of_word = arrays["documents/telling"][numbers].astype(np.int64)
        scores = likelihood(both[numbers], of_word, len(found), len(known))
        yield from numbers[np.lexsort((numbers, -scores))][: np.count_nonzero(scores > 0)].tolist()


class _Scorer:
    """Scores terms beside one query."""

    def __init__(self, counter: Counter, asked: Asked, total: int) -> None:
        self._counter = counter
        self._node, self._filters = counter.node(asked), asked.filters
        self._total = total
        self._every = counter.together((Everything(),), asked.filters)

    def scored(self, terms: Iterator[str], limit: int) -> list[Related]:
        """The first `limit` of these terms with the engine's counts."""
        return [self._scored(term) for term, _ in zip(terms, range(limit), strict=False)]

    def _scored(self, term: str) -> Related:
        counter = self._counter
        # A term of several words is looked for as a phrase, so that each word is no evidence.
        node = counter.node(counter.ask(f'"{term}"' if " " in term else term))
        documents = counter.together((node,), self._filters)
        together = counter.together((self._node, node), self._filters)
        both, of_word = np.array([together]), np.array([documents])
        score = float(likelihood(both, of_word, self._total, self._every)[0])
        return Related(term, documents, together, score)


def likelihood(both: Array, of_word: Array, found: int, total: int) -> Array:
    """How far words keep to the documents found: log-likelihood ratios, 0 for those that do not.

    Of `total` documents `found` were found; a word is in `of_word` of all, in `both` of those.
    """
    rest = total - found
    table = (both, of_word - both, found - both, rest - of_word + both)
    expected = (
        of_word * found / max(1, total),
        of_word * rest / max(1, total),
        (total - of_word) * found / max(1, total),
        (total - of_word) * rest / max(1, total),
    )
    ratio = np.zeros(len(both))
    for seen, thought in zip(table, expected, strict=True):
        there = (seen > 0) & (thought > 0)
        ratio[there] += seen[there] * np.log(seen[there] / thought[there])
    return np.where(both * max(1, total) > of_word * found, np.maximum(2 * ratio, 0), 0)
