"""Builds a new generation of a made-up corpus and switches to it: as ``hankemuisti reindex`` does,
which would first want to read the originals again, and those of made-up documents do not exist."""

from __future__ import annotations

import sys
from pathlib import Path

from corpus.store import Store
from index.build import Generations
from index.whoosh_engine import WhooshEngine

if __name__ == "__main__":
    data = Path(sys.argv[1])
    with Store(data) as store:
        Generations(data, WhooshEngine()).build(store)
