"""One run over a website, in a process that can be killed:

python -m benchmarks.sources.child DATA_FOLDER START
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from corpus.config import LimitsConfig, NetConfig
from corpus.lock import locked
from corpus.net.client import Client
from corpus.sources.website import WebsiteSource
from corpus.store import Store
from pipeline.intake import take_in
from pipeline.progress import Silent

SOURCE = "site"


def main(folder: Path, start: str) -> None:
    """Crawl, archive, say what was found."""
    source = WebsiteSource.configure(SOURCE, {"start": start, "max_queries": 20}, folder)
    source.client = Client(NetConfig(allow_hosts="127.0.0.1", delay=0.0))
    with locked(folder, "benchmark"), Store(folder) as store:
        store.archive.sweep()
        run = store.runs.start("benchmark")
        intake = take_in(store, source, LimitsConfig(), run, Silent())
        store.runs.finish(run, {})
    print(json.dumps({"new": len(intake.new), "partial": source.partial}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
