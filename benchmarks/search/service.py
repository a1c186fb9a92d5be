"""A made-up corpus in a real store: the whole way of an answer, with and without snippets."""

from __future__ import annotations

import dataclasses
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import sha256
from itertools import accumulate, chain, islice
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.lexicon import most_memory
from benchmarks.search.corpus import ENDINGS, FACETS, PAGE, Corpus, Made
from benchmarks.search.figures import Watching, memory_now, percentiles, private_memory
from benchmarks.search.queries import Asked
from corpus.config import Config, DataConfig
from corpus.document import Analysis, Extraction, FacetValue, Page, Part, Reference
from corpus.overrides import Override
from corpus.pages import TITLE_PAGE, Tokens
from corpus.store import Store
from index.build import Generations
from index.concordance import concordance
from index.search import SearchService
from index.shares import SHARE
from index.whoosh_engine import WhooshEngine
from pipeline.analyzer import Analyzer, open_analyzer

ROOT = Path(__file__).resolve().parents[2]
COLD = 3
BATCH = 50
"""Documents that are put into the store at once."""

MOST_BUILT_TWICE = 10_000
"""Of more documents the index is built with two processes only, so that a run ends in minutes; of
few, only one would work."""

FEW = 10
"""Of fewer documents one is more than a small change."""


class Knowing(Analyzer):
    """An analyzer that knows the made-up words."""

    def __init__(self, corpus: Corpus) -> None:
        known = open_analyzer()
        super().__init__(known._morphology, known._words)
        self._lemmas, self._parts = corpus.words
        self._ranks: dict[str, int] = {lemma: rank for rank, lemma in enumerate(self._lemmas)}

    def meet(self, forms: Iterable[tuple[str, int]]) -> None:
        """Learn forms and the ranks of their lemmas; what is known already stays so."""
        known = self._ranks
        known.update([(form, rank) for form, rank in forms if form not in known])

    def analyse(self, key: str, language: str) -> Analysis:
        """The one lemma of a form, and its parts."""
        rank = self._ranks.get(key)
        if rank is None:
            return super().analyse(key, language)
        first, second = self._parts.get(rank, ("", ""))
        parts = (Part(first, 0, len(first)), Part(second, len(first), len(key))) if first else ()
        return Analysis(key, language, (self._lemmas[rank],), parts)


def fill(store: Store, corpus: Corpus, analyzer: Knowing) -> int:
    """Put every document into the store, analysed and described; how many words they have."""
    lemmas, _ = corpus.words
    words, documents = 0, corpus.documents()
    while some := list(islice(documents, BATCH)):
        with store.transaction():
            for made in some:
                _add(store, analyzer, made, lemmas)
        words += sum(len(made.lemmas) for made in some)
    store.database.set_meta("analyzer", analyzer.version)
    store.database.revise()
    return words


def _add(store: Store, analyzer: Knowing, made: Made, lemmas: list[str]) -> None:
    codes, places = np.unique(made.lemmas * len(ENDINGS) + made.endings, return_inverse=True)
    ranks = [code // len(ENDINGS) for code in codes.tolist()]
    forms = [
        lemmas[rank] + ENDINGS[code % len(ENDINGS)]
        for rank, code in zip(ranks, codes.tolist(), strict=True)
    ]
    title = [lemmas[rank] for rank in made.title.tolist()]
    analyzer.meet(zip(forms, ranks, strict=True))
    numbers = store.lexicon.intern([*forms, *title], "fi", analyzer.analyse, analyzer.version)
    text, number = np.array(forms, object)[places], np.array(numbers[: len(forms)])[places]
    pages = [(title, numbers[len(forms) :])] + [
        (text[at : at + PAGE].tolist(), number[at : at + PAGE].tolist())
        for at in range(0, len(text), PAGE)
    ]
    read = tuple(Page(n, " ".join(words), "fi") for n, (words, _) in enumerate(pages))
    digest = sha256(made.id.encode()).hexdigest()
    document = store.documents.create(digest, "text/plain", len(text))
    reference = Reference("made-up", f"/{made.id}.txt")
    store.places.see(reference, 1)
    store.places.bind(reference, document)
    store.pages.replace(document, read[TITLE_PAGE].text, read[1:])
    store.documents.save_extraction(document, Extraction(read[1:], read[TITLE_PAGE].text), "1")
    for n, (words, own) in enumerate(pages):
        starts = [0, *accumulate(len(word) + 1 for word in words[:-1])]
        store.pages.save_tokens(document, n, "fi", Tokens(own, starts))
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


def prepare(folder: Path, corpus: Corpus) -> dict[str, float]:
    """Fill a store; how many words it has."""
    with Store(folder) as store:
        return {"words": fill(store, corpus, Knowing(corpus))}


def index(folder: Path, documents: int, words: int) -> dict[str, float]:
    """Build the generation of a store with one process and with two."""
    figures: dict[str, float] = {}
    with Store(folder) as store:
        generations = Generations(folder, WhooshEngine())
        taken, most = {}, 0.0
        for processes in (2, 1) if 2 * SHARE <= documents <= MOST_BUILT_TWICE else (2,):
            begin = time.perf_counter()
            with Watching() as watching:
                generations.build(store, None, processes)
            taken[processes] = time.perf_counter() - begin
            most = most or watching.most  # the next one has what this one leaves, too
        figures["reindex_tokens_per_wall_second"] = round(words / taken[2])
        figures["reindex_peak_mib"] = round(most, 1)
        if 1 in taken:
            figures["reindex_two_processes_ratio"] = round(taken[1] / taken[2], 2)
        figures |= _change(store, generations)
    return figures


def _change(store: Store, generations: Generations) -> dict[str, float]:
    """How long a decision about one document takes to be found."""
    first = next(store.documents.select("1 = 1"))
    store.facets.overrides.put(Override(first.id, "region", "Lappi", "set"))
    begin = time.perf_counter()
    manifest = generations.renew(store)
    assert manifest.changed == 1 or manifest.documents < FEW
    return {"renew_one_document_seconds": round(time.perf_counter() - begin, 3)}


def ask_service(folder: Path, corpus: Corpus, queries: Sequence[Asked]) -> dict[str, float]:
    """Ask the service in this process, and the program: figures, memory among them."""
    analyzer = Knowing(corpus)
    figures = {"service_before_mib": round(memory_now(), 1)}
    config = Config(base=folder, data=DataConfig(folder=str(folder)))
    for name, snippets in (("bare", 0), ("snippets", config.search.snippets)):
        shown = dataclasses.replace(config.search, snippets=snippets, pages=5 if snippets else 0)
        with _opened(dataclasses.replace(config, search=shown), analyzer) as service:
            taken = _asked(queries, lambda asked: service.search(typed(asked), {}))
            if snippets:
                lines = _asked(
                    queries,
                    lambda asked: concordance(service, service.matching(typed(asked))),
                )
                figures |= percentiles("kwic_100", list(chain.from_iterable(lines.values())))
                figures["kwic_100_most_ms"] = round(max(chain.from_iterable(lines.values())), 1)
        figures |= percentiles(name, list(chain.from_iterable(taken.values())))
        for kind, milliseconds in taken.items():
            figures |= percentiles(f"{name}_{kind}", milliseconds)
    figures["service_peak_mib"] = round(most_memory(), 1)
    figures["service_own_mib"] = private_memory()
    figures["cold_search_seconds"] = _cold(folder, queries[0])
    return figures


def _opened(config: Config, analyzer: Analyzer) -> SearchService:
    store = Store(config.data_folder, read_only=True)
    manifest, opened = Generations(config.data_folder, WhooshEngine()).open(analyzer.version)
    return SearchService(store, analyzer, manifest, opened, config)


def _asked(queries: Sequence[Asked], ask: Callable[[Asked], object]) -> dict[str, list[float]]:
    """CPU milliseconds by class; the first round, which reads everything in, is not counted."""
    taken: dict[str, list[float]] = {}
    for turn in range(2):
        for asked in queries:
            begin = time.process_time()
            ask(asked)
            if turn:
                spent = (time.process_time() - begin) * 1000
                taken.setdefault(asked.kind, []).append(spent)
    return taken


def _cold(folder: Path, asked: Asked) -> float:
    """Wall-clock seconds of the program from its start to its answer, the best of some."""
    command: list[Any] = [sys.executable, "-W", "ignore", "-m", "cli", "--data", folder]
    # Wherever it is installed, Python keeps what it has compiled.
    usual = {key: v for key, v in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    times = []
    for _ in range(COLD):
        begin = time.perf_counter()
        subprocess.run(
            [*command, "search", typed(asked)],
            cwd=ROOT,
            env=usual,
            capture_output=True,
            check=True,
        )
        times.append(time.perf_counter() - begin)
    return round(min(times), 3)


def _obey(order: Mapping[str, Any]) -> dict[str, float]:
    folder, corpus = Path(order["folder"]), Corpus(order["documents"], order["seed"])
    if order["do"] == "prepare":
        return prepare(folder, corpus)
    if order["do"] == "index":
        return index(folder, corpus.count, order["words"])
    return ask_service(folder, corpus, [Asked(kind, tuple(w)) for kind, w in order["queries"]])


if __name__ == "__main__":
    print(json.dumps(_obey(json.load(sys.stdin))))
