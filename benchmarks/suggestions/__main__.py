"""Suggestions measured on real reports, or on a made-up corpus of any size.

    python -m benchmarks.suggestions [--json] [FOLDER …]
    python -m benchmarks.suggestions [--json] --documents N

Words of the corpus are misspelled as people do, with one mistake and with two: see `misspellings`
and, for the figures, `measure`. Without a FOLDER of reports those of the repository are taken. Of a
made-up corpus the words are syllables, each a mistake or two from many others: its shares say
little, its times and sizes are what it is for.

make_cpu_seconds, make_peak_mib counting a generation's words, and the most memory of its process
file_mib, words                of the file of words
first_…_ms                     with opening what it needs
…_ms                           CPU milliseconds
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random

from benchmarks.figures import print_figures
from benchmarks.lexicon import most_memory
from benchmarks.search.corpus import Corpus
from benchmarks.search.service import Knowing, fill
from benchmarks.suggestions.measure import (
    Figures,
    alarming,
    completing,
    correcting,
    likening,
    relating,
    words_of,
)
from corpus.config import Config, DataConfig
from corpus.store import Store
from index.build import INDEXABLE, Generations
from index.suggestions.making import Counted, write
from index.suggestions.suggester import Suggester
from index.suggestions.vocabulary import FILE, Vocabulary
from index.update import choose_sources, update
from index.whoosh_engine import WhooshEngine
from pipeline.analyzer import Analyzer, configured_analyzer
from pipeline.progress import Silent

REPORTS = Path(__file__).resolve().parents[2] / "examples" / "reports"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.suggestions",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER")
    parser.add_argument("--json", action="store_true", help="one JSON object on stdout")
    parser.add_argument("--documents", type=int, default=0, help="of a made-up corpus")
    parser.add_argument("--words", type=int, default=1000)
    parser.add_argument("--make", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.make:
        print(json.dumps(make(options.make)))
        return
    with tempfile.TemporaryDirectory() as folder:
        config = Config(base=Path(folder), data=DataConfig(folder))
        if options.documents:
            analyzer: Analyzer = made_up(config, options.documents)
        else:
            analyzer = real(config, options.folders or [REPORTS])
        # In a process of its own, whose memory is only what this takes.
        command = [sys.executable, "-m", "benchmarks.suggestions", "--make", folder]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        figures = {**json.loads(done.stdout), **measure(config, analyzer, options.words)}
    print_figures(figures, as_json=options.json)


def made_up(config: Config, documents: int) -> Analyzer:
    """A made-up corpus with its index, and an analyzer that knows its words."""
    corpus = Corpus(documents)
    analyzer = Knowing(corpus)
    with Store(config.data_folder) as store:
        fill(store, corpus, analyzer)
        Generations(config.data_folder, WhooshEngine()).build(store)
    return analyzer


def real(config: Config, folders: Sequence[Path]) -> Analyzer:
    """The documents of some folders with their index."""
    paths = [str(folder.resolve()) for folder in folders]
    update(config, choose_sources(config, paths), "benchmark", Silent())
    return configured_analyzer(config)


def make(data: Path) -> Figures:
    """Count the words of the first generation in a data folder."""
    folder = data / "index" / "gen-1"
    with Store(data, read_only=True) as store:
        ids = [document.id for document in store.documents.select(INDEXABLE)]
        begin = time.process_time()
        words = write(Counted(folder, store.folder, tuple(ids)))
        seconds = time.process_time() - begin
        forms = store.lexicon.count()
    return {
        "documents": len(ids),
        "forms": forms,
        "words": words,
        "make_cpu_seconds": round(seconds, 2),
        "make_peak_mib": round(most_memory()),
        "file_mib": round((folder / FILE).stat().st_size / 2**20, 1),
    }


def measure(config: Config, analyzer: Analyzer, count: int) -> Figures:
    """Everything of one index."""
    random = Random(7)  # noqa: S311 - no secrets here
    with Store(config.data_folder, read_only=True) as store:
        manifest, opened = Generations(config.data_folder, WhooshEngine()).open(analyzer.version)
        suggester = Suggester(store, analyzer, manifest, opened, config)
        vocabulary = Vocabulary.open(suggester.folder)
        words = words_of(vocabulary, count, random)
        figures = first(suggester)
        for edits in (1, 2):
            figures |= correcting(suggester, words, edits, random)
        figures |= alarming(suggester, words)
        figures |= completing(suggester, words[:200])
        figures |= relating(suggester, words[:50])
        figures |= likening(suggester, list(vocabulary.documents)[:50])
        opened.close()
    return figures


def first(suggester: Suggester) -> Figures:
    """What the first completion and correction take, opening what they need."""
    figures = {}
    for name, work in (
        ("completion", lambda: suggester.complete("perh")),
        ("correction", lambda: suggester.corrections("neuvvla", 0)),
    ):
        begin = time.process_time()
        work()
        figures[f"first_{name}_ms"] = round(1000 * (time.process_time() - begin), 1)
    return figures


if __name__ == "__main__":
    main()
