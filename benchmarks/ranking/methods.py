"""Ways to order the reports: ours, and the two simplest that are worth comparing with."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from corpus.config import Config, DataConfig
from corpus.document import Analysis
from corpus.store import Store
from index.search import SearchService
from index.update import choose_sources, update
from pipeline.analyzer import Analyzer, configured_analyzer
from pipeline.progress import Silent

K1, B = 1.2, 0.75
"""BM25's usual constants."""

Order = Callable[[str], list[str]]
"""A query → the file names of the documents it finds, the best first."""


def ingested(reports: Path, folder: Path) -> Config:
    """The configuration of a corpus of the reports, made in `folder`."""
    config = Config(base=folder, data=DataConfig(str(folder / "data")))
    update(config, choose_sources(config, [str(reports)]), "ranking", Silent())
    return config


def ours(config: Config) -> Order:
    """The search service."""

    def order(query: str) -> list[str]:
        with SearchService.open(config) as service:
            ids = service.matching(query).ids
            return [Path(service.store.location(one)).name for one in ids]

    return order


def without_nearness(config: Config) -> Order:
    """The search service, blind for how near words stand."""
    return ours(replace(config, search=replace(config.search, weight_near=0.0)))


def words(config: Config) -> Order:
    """BM25 over the words as they are written."""
    return _bm25(config, lambda analysis: (analysis.exact,), lambda word: (word.casefold(),))


def lemmas(config: Config) -> Order:
    """BM25 over lemmas, without fields."""
    analyzer: Analyzer = configured_analyzer(config)
    return _bm25(
        config,
        lambda analysis: analysis.lemmas,
        lambda word: analyzer.analyse(word, "fi").lemmas,
    )


def _bm25(
    config: Config,
    of_document: Callable[[Analysis], tuple[str, ...]],
    of_query: Callable[[str], tuple[str, ...]],
) -> Order:
    """BM25 of any of the words; of the readings of a word the best counts."""
    counts = dict(_counted(config, of_document))
    lengths = {name: sum(terms.values()) for name, terms in counts.items()}
    mean = sum(lengths.values()) / len(lengths)
    having = Counter(term for terms in counts.values() for term in terms)

    def score(name: str, term: str) -> float:
        tf = counts[name][term]
        idf = math.log(len(counts) / (having[term] + 1)) + 1
        return idf * (K1 + 1) * tf / (tf + K1 * ((1 - B) + B * lengths[name] / mean))

    def order(query: str) -> list[str]:
        asked = [of_query(word) for word in query.split()]
        scores: Mapping[str, float] = {
            name: sum(max(score(name, term) for term in terms) for terms in asked)
            for name in counts
        }
        return sorted((name for name in scores if scores[name]), key=lambda n: (-scores[n], n))

    return order


def _counted(
    config: Config, of_document: Callable[[Analysis], tuple[str, ...]]
) -> Iterable[tuple[str, Counter[str]]]:
    with Store(config.data_folder, read_only=True) as store:
        for document in list(store.documents.select("1")):
            read = store.read(document)
            terms: Counter[str] = Counter()
            for page in (read.title_page, *read.pages):
                for word in page.words:
                    terms.update(of_document(word))
            yield Path(read.location).name, terms
