"""The configured sources, the types there are, and what each has given so far."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any

from corpus.config import Config
from corpus.database import FILE_NAME
from corpus.sources.base import source_types
from corpus.store import Store


@dataclass(frozen=True, slots=True)
class Listed:
    """One source: configured or used from the command line; `counts` as the corpus knows it."""

    name: str
    type: str
    settings: dict[str, Any]
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class Sources:
    """All sources, and type → where it comes from."""

    sources: list[Listed]
    types: dict[str, str]

    def as_json(self) -> dict[str, Any]:
        """The same as plain values."""
        return dataclasses.asdict(self)


def list_sources(config: Config) -> Sources:
    """Read the configuration and, when there is one, the corpus."""
    counts: dict[str, dict[str, int]] = {}
    if (config.data_folder / FILE_NAME).exists():
        with Store(config.data_folder, read_only=True) as store:
            counts = store.places.counts()
    listed = [
        Listed(source.name, source.type, dict(source.settings), counts.pop(source.name, {}))
        for source in config.sources
    ]
    # Paths given on the command line, and sources no longer configured.
    listed += [Listed(name, "", {}, found) for name, found in counts.items()]
    return Sources(listed, {name: point.value for name, point in sorted(source_types().items())})
