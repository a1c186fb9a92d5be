"""What tests of reading share: a generation built from the small corpus, and its configuration."""

from __future__ import annotations

from corpus.config import Config
from corpus.store import Store
from index.build import Generations
from index.whoosh_engine import WhooshEngine


def indexed(store: Store) -> Config:
    """Build a generation of everything in the store; the configuration that opens it."""
    Generations(store.folder, WhooshEngine()).build(store)
    return Config(base=store.folder.parent)
