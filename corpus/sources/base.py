"""The Source protocol and the registry of source types.

A source is a class with `discover` and `fetch`. Types are found through the entry-point group
``hankemuisti.sources``, the built-in ones like those of others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Any, Protocol

from corpus.config import LimitsConfig, SourceConfig, nearest
from corpus.document import RawDocument, Reference
from corpus.errors import ConfigError

GROUP = "hankemuisti.sources"


class Source(Protocol):
    """Where documents come from."""

    name: str
    scope: str
    """Which locations a run over this source covers: what `Places.mark_gone` takes."""
    passed_over: Counter[str]
    """What the last `discover` left aside because it is no document: kind → how many."""

    def discover(self) -> Iterable[Reference]:
        """What there is now, cheaply, in a stable order. Raises FetchError when it cannot say."""
        ...

    def fetch(self, reference: Reference, limits: LimitsConfig) -> RawDocument:
        """The bytes of one document. Raises FetchError with a one-line reason."""
        ...


class SourceType(Protocol):
    """What an entry point of the group names: a class that is built from its configuration."""

    @classmethod
    def configure(cls, name: str, settings: Mapping[str, Any], base: Path) -> Source:
        """Build a source. Relative paths start from `base`. Raises ConfigError."""
        ...


def source_types() -> dict[str, EntryPoint]:
    """Type → entry point, not yet loaded."""
    return {point.name: point for point in entry_points(group=GROUP)}


def open_source(config: SourceConfig, base: Path) -> Source:
    """Build a configured source. Raises ConfigError for an unknown type or wrong settings."""
    types = source_types()
    if config.type not in types:
        near = nearest(config.type, types)
        hint = f"; did you mean {near}?" if near else f"; known are {', '.join(sorted(types))}"
        raise ConfigError(f"[sources.{config.name}]: unknown type {config.type!r}{hint}")
    kind: SourceType = types[config.type].load()
    return kind.configure(config.name, config.settings, base)
