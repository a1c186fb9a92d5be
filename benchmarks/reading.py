"""What a concordance, a trend and an export cost: ``python -m benchmarks.reading [--json]``.

Makes a corpus of N documents (1,000 unless said) of ten pages with 250 words each, drawn from a few
thousand Finnish forms with fixed chance, indexes it, and prints the wall-clock seconds of each
answer, the best of three, in a service that is open. Compare figures of one run only.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.figures import print_figures
from corpus.config import Config
from corpus.document import Extraction, FacetValue, Page, Reference
from corpus.store import Store
from index.build import Generations
from index.concordance import LEFT, concordance
from index.export import export
from index.search import SearchService
from index.trends import trend
from index.whoosh_engine import WhooshEngine
from pipeline.analyse import analyse_document
from pipeline.analyzer import configured_analyzer

PAGES, WORDS, ROUNDS = 10, 250, 3
STEMS = "perhe lapsi nuoriso vanhempi kunta hanke palvelu asiakas kehitys verkosto".split()
HEADS = "keskus palvelu toiminta työ suunnitelma ryhmä malli tuki kokeilu arviointi".split()
ENDS = ["", "n", "ssa", "sta", "lla", "lle", "ksi", "t"]
PLAIN = "ja on että oli sekä myös kuin tai kunnassa vuonna osallisuus neuvola koulussa".split()
REGIONS = "Kainuu Lappi Uusimaa Satakunta Pirkanmaa Kymenlaakso".split()


def words(chance: random.Random) -> list[str]:
    """A page's words: every second one a common word, the others compounds in some form."""
    return [
        chance.choice(PLAIN)
        if place % 2
        else chance.choice(STEMS) + chance.choice(HEADS) + chance.choice(ENDS)
        for place in range(WORDS)
    ]


def make(config: Config, documents: int) -> None:
    """Fill the corpus and build its index."""
    chance, analyzer = random.Random(1), configured_analyzer(config)  # noqa: S311 - no secret
    with Store(config.data_folder) as store:
        for number in range(documents):
            texts = [" ".join(words(chance)) + "." for _ in range(PAGES)]
            sha256 = hashlib.sha256("\f".join(texts).encode()).hexdigest()
            document_id = store.documents.create(sha256, "text/plain", len(texts))
            reference = Reference("made", f"/made/{number}.txt")
            store.places.see(reference, 1)
            store.places.bind(reference, document_id)
            pages, title = (
                tuple(Page(n, text) for n, text in enumerate(texts, 1)),
                f"Hanke {number}",
            )
            store.pages.replace(document_id, title, pages)
            store.documents.save_extraction(document_id, Extraction(pages, title), "1")
            analyse_document(store, analyzer, store.find(document_id))
            year = chance.randrange(2008, 2023)
            values = [FacetValue("region", chance.choice(REGIONS), 1.0)]
            values += [FacetValue("year", str(each), 1.0) for each in range(year, year + 3)]
            store.facets.replace(document_id, values)
            store.documents.described(document_id, "1")
        store.database.set_meta("analyzer", analyzer.version)
        store.database.revise()
        Generations(config.data_folder, WhooshEngine()).build(store)


def seconds(work: Callable[[], object]) -> float:
    """The wall-clock seconds of the quickest of some rounds."""
    times = []
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        work()
        times.append(time.perf_counter() - begin)
    return round(min(times), 4)


def measure(service: SearchService) -> dict[str, float]:
    """Each answer → its seconds."""

    def lines(query: str, order: str = "document", limit: int = 100) -> float:
        return seconds(
            lambda: concordance(service, service.matching(query), order=order, limit=limit)
        )

    return {
        "matching": seconds(lambda: service.matching("osallisuus")),
        "kwic_100_common": lines("osallisuus"),
        "kwic_100_sorted": lines("osallisuus", LEFT),
        "kwic_100_part": lines("palvelu"),
        "kwic_100_phrase": lines('"perhekeskus ja"'),
        "kwic_all_rare": lines("perhekeskus", limit=0),
        "trend_year": seconds(lambda: trend(service, ["osallisuus"])),
        "trend_three": seconds(lambda: trend(service, ["osallisuus", "perhekeskus", "palvelu"])),
        "trend_region": seconds(lambda: trend(service, ["osallisuus"], "region")),
        "export_bibtex": seconds(
            lambda: list(export(service, service.matching("osallisuus"), "bibtex"))
        ),
    }


def main() -> None:
    """Make the corpus, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--documents", type=int, default=1000)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        config = Config(base=Path(folder))
        begin = time.perf_counter()
        make(config, arguments.documents)
        made = round(time.perf_counter() - begin, 1)
        with SearchService.open(config) as service:
            figures = {"documents": arguments.documents, "making": made, **measure(service)}
    print_figures(figures, as_json=arguments.json)


if __name__ == "__main__":
    main()
