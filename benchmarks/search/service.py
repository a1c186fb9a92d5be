"""A made-up corpus in a real store: the whole way of an answer, with and without snippets."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
import time
from collections.abc import Sequence
from hashlib import sha256
from itertools import accumulate, chain
from pathlib import Path
from typing import Any

from benchmarks.lexicon import most_memory
from benchmarks.search.corpus import ENDINGS, FACETS, PAGE, Corpus, Made
from benchmarks.search.queries import Asked
from corpus.config import Config, DataConfig
from corpus.document import Analysis, Extraction, FacetValue, Page, Part, Reference
from corpus.pages import TITLE_PAGE, Tokens
from corpus.store import Store
from index.build import Generations
from index.search import SearchService
from index.whoosh_engine import WhooshEngine
from pipeline.analyzer import Analyzer, open_analyzer

ROOT = Path(__file__).resolve().parents[2]
COLD = 3


class Knowing(Analyzer):
    """An analyzer that knows the made-up words."""

    def __init__(self, corpus: Corpus) -> None:
        known = open_analyzer()
        super().__init__(known._morphology, known._words)
        self._lemmas, self._parts = corpus.words
        self.lemma_of: dict[str, int] = {lemma: rank for rank, lemma in enumerate(self._lemmas)}

    def analyse(self, key: str, language: str) -> Analysis:
        """The one lemma of a form, and its parts."""
        rank = self.lemma_of.get(key)
        if rank is None:
            return super().analyse(key, language)
        first, second = self._parts.get(rank, ("", ""))
        parts = (Part(first, 0, len(first)), Part(second, len(first), len(key))) if first else ()
        return Analysis(key, language, (self._lemmas[rank],), parts)


def fill(store: Store, corpus: Corpus, analyzer: Knowing) -> None:
    """Put every document into the store, analysed and described."""
    lemmas, _ = corpus.words
    for made in corpus.documents():
        with store.transaction():
            _add(store, analyzer, made, lemmas)
    store.database.set_meta("analyzer", analyzer.version)
    store.database.revise()


def _add(store: Store, analyzer: Knowing, made: Made, lemmas: list[str]) -> None:
    ranks, endings = made.lemmas.tolist(), made.endings.tolist()
    forms = [lemmas[rank] + ENDINGS[ending] for rank, ending in zip(ranks, endings, strict=True)]
    for form, rank in zip(forms, ranks, strict=True):
        analyzer.lemma_of.setdefault(form, rank)
    title = [lemmas[rank] for rank in made.title.tolist()]
    pages = [title, *(forms[at : at + PAGE] for at in range(0, len(forms), PAGE))]
    read = tuple(Page(number, " ".join(words), "fi") for number, words in enumerate(pages))
    digest = sha256(made.id.encode()).hexdigest()
    document = store.documents.create(digest, "text/plain", len(forms))
    reference = Reference("made-up", f"/{made.id}.txt")
    store.places.see(reference, 1)
    store.places.bind(reference, document)
    store.pages.replace(document, read[TITLE_PAGE].text, read[1:])
    store.documents.save_extraction(document, Extraction(read[1:], read[TITLE_PAGE].text), "1")
    for number, words in enumerate(pages):
        numbers = store.lexicon.intern(words, "fi", analyzer.analyse, analyzer.version)
        starts = [0, *accumulate(len(word) + 1 for word in words[:-1])]
        store.pages.save_tokens(document, number, "fi", Tokens(numbers, starts))
    store.documents.analysed(document, "1")
    values = [FacetValue(name, value, 1.0) for name in FACETS for value in _shown(made, name)]
    store.facets.replace(document, values)
    store.documents.described(document, "1")


def _shown(made: Made, facet: str) -> list[str]:
    """The values of a facet; a year is a number wherever answers are shown."""
    values = made.facets[facet]
    return [f"20{value[-2:]}" for value in values] if facet == "year" else list(values)


def typed(asked: Asked) -> str:
    """A query as a person types it."""
    match asked.kind:
        case "or3":
            return " OR ".join(asked.words)
        case "phrase":
            return f'"{" ".join(asked.words)}"'
        case "prefix":
            return f"{asked.words[0]}*"
        case _:
            return " ".join(asked.words)


def measure_service(folder: Path, corpus: Corpus, queries: Sequence[Asked]) -> dict[str, float]:
    """Fill a store, build a generation, ask the service and the program."""
    from benchmarks.search.measure import percentiles  # noqa: PLC0415 - it is a program as well

    analyzer = Knowing(corpus)
    figures: dict[str, float] = {}
    with Store(folder) as store:
        fill(store, corpus, analyzer)
    words = sum(len(made.lemmas) for made in corpus.documents())
    with Store(folder) as store:
        begin, cpu = time.perf_counter(), time.process_time()
        generations = Generations(folder, WhooshEngine())
        generations.build(store)
        figures["reindex_tokens_per_wall_second"] = round(words / (time.perf_counter() - begin))
        figures["reindex_cpu_seconds"] = round(time.process_time() - cpu, 2)
    figures["peak_mib"] = round(most_memory(), 1)
    config = Config(base=folder, data=DataConfig(folder=str(folder)))
    for name, snippets in (("bare", 0), ("snippets", config.search.snippets)):
        shown = dataclasses.replace(config.search, snippets=snippets, pages=5 if snippets else 0)
        taken = _ask(dataclasses.replace(config, search=shown), analyzer, queries)
        figures |= percentiles(name, list(chain.from_iterable(taken.values())))
        for kind, milliseconds in taken.items():
            figures |= percentiles(f"{name}_{kind}", milliseconds)
    figures["cold_search_seconds"] = _cold(folder, queries[0])
    return figures


def _ask(config: Config, analyzer: Analyzer, queries: Sequence[Asked]) -> dict[str, list[float]]:
    """CPU milliseconds by class; the first round, which reads everything in, is not counted."""
    taken: dict[str, list[float]] = {}
    store = Store(config.data_folder, read_only=True)
    manifest, opened = Generations(config.data_folder, WhooshEngine()).open(analyzer.version)
    with SearchService(store, analyzer, manifest, opened, config) as service:
        for turn in range(2):
            for asked in queries:
                begin = time.process_time()
                service.search(typed(asked), {})
                if turn:
                    spent = (time.process_time() - begin) * 1000
                    taken.setdefault(asked.kind, []).append(spent)
    return taken


def _cold(folder: Path, asked: Asked) -> float:
    """Wall-clock seconds of the program from its start to its answer, the best of some."""
    command: list[Any] = [sys.executable, "-W", "ignore", "-m", "cli", "--data", folder]
    times = []
    for _ in range(COLD):
        begin = time.perf_counter()
        subprocess.run(
            [*command, "search", typed(asked)], cwd=ROOT, capture_output=True, check=True
        )
        times.append(time.perf_counter() - begin)
    return round(min(times), 3)
