"""The Source protocol and the registry of source types.

A source is a class with `discover` and `fetch`; one that asks servers inherits from `Networked`,
too. Types are found through the entry-point group ``hankemuisti.sources``, the built-in ones like
those of others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from corpus.config import LimitsConfig, NetConfig, SourceConfig, nearest
from corpus.document import RawDocument, Reference, Unchanged
from corpus.errors import ConfigError
from corpus.sources.memory import Memory
from corpus.sources.own import is_own, load_own

if TYPE_CHECKING:
    from corpus.net.client import Client

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

    def fetch(self, reference: Reference, limits: LimitsConfig) -> RawDocument | Unchanged:
        """The bytes of one document, or that they are those of last time.

        Raises FetchError with a one-line reason; GoneError (corpus.net.answer) when it is no more.
        """
        ...


class Networked:
    """What a source inherits beside the protocol when it asks servers or remembers things.

    `open_source` gives it the `client`, the intake its `memory` and the `limits` before
    `discover`. `partial` is set by `discover`: why it did not name everything, so that what was
    not named is not gone.
    """

    client: Client
    memory: Memory
    limits: LimitsConfig = LimitsConfig()
    partial: str = ""


class SourceType(Protocol):
    """What an entry point of the group names: a class that is built from its configuration."""

    @classmethod
    def configure(cls, name: str, settings: Mapping[str, Any], base: Path) -> Source:
        """Build a source. Relative paths start from `base`. Raises ConfigError."""
        ...


def source_types() -> dict[str, EntryPoint]:
    """Type → entry point, not yet loaded."""
    return {point.name: point for point in entry_points(group=GROUP)}


def open_source(config: SourceConfig, base: Path, client: Client | None = None) -> Source:
    """Build a configured source; those that ask servers do it by `client`, or by one of their own.

    Raises ConfigError for an unknown type or wrong settings.
    """
    source = _type(config, base).configure(config.name, config.settings, base)
    if isinstance(source, Networked):
        source.client = client or _client(config.net)
    return source


def _type(config: SourceConfig, base: Path) -> SourceType:
    types = source_types()
    if is_own(config.type):
        own: SourceType = load_own(config.type, base)
        return own
    if config.type not in types:
        near = nearest(config.type, types)
        hint = f"; did you mean {near}?" if near else f"; known are {', '.join(sorted(types))}"
        raise ConfigError(f"[sources.{config.name}]: unknown type {config.type!r}{hint}")
    found: SourceType = types[config.type].load()
    return found


def open_sources(configs: Iterable[SourceConfig], base: Path) -> Iterator[Source]:
    """Build sources that share one client, so that a host sees one polite visitor."""
    client: Client | None = None
    for config in configs:
        source = open_source(config, base, client)
        if isinstance(source, Networked):
            client = source.client
        yield source


def _client(net: NetConfig) -> Client:
    from corpus.net.client import Client  # noqa: PLC0415 - httpx takes its time to load

    return Client(net)
