"""Lists of addresses: in the configuration, in a text file, or in a table with what is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from corpus.config import LimitsConfig
from corpus.document import RawDocument, Reference, Unchanged
from corpus.errors import FetchError
from corpus.log import redacted
from corpus.net.url import checked, without_key
from corpus.sources.base import Networked
from corpus.sources.names import printable
from corpus.sources.settings import Settings
from corpus.sources.urllists import Listed, read_list

_MOST_BYTES = 16 * 1024 * 1024  # some 100,000 addresses


class UrlsSource(Networked):
    """The documents at the addresses of a list, each asked for once a run."""

    def __init__(self, name: str, urls: tuple[str, ...], file: Path | None) -> None:
        self.name = name
        self.scope = ""
        self.passed_over: Counter[str] = Counter()
        self._urls = urls
        self._file = file

    @classmethod
    def configure(cls, name: str, settings: Mapping[str, Any], base: Path) -> UrlsSource:
        """Settings: ``urls``, a list, or ``file``, or both. Raises ConfigError."""
        given = Settings(name, settings, ("urls", "file"))
        urls = given.texts("urls")
        file = given.path("file", base, "a list of addresses") if given.text("file") else None
        if not urls and not file:
            raise given.wrong('needs urls = ["https://…"] or file = "…", a list of addresses')
        return cls(name, urls, file)

    def discover(self) -> Iterator[Reference]:
        """The addresses in the order of the list. Raises FetchError when it cannot be read."""
        self.passed_over.clear()
        listed = [Listed(url, {}) for url in self._urls]
        if self._file:
            listed += read_list(_read(self._file), str(self._file))
        met: set[str] = set()
        for each in listed:
            reference = self._reference(each)
            if reference.location in met:
                self.passed_over["listed twice"] += 1
                continue
            met.add(reference.location)
            yield reference

    def _reference(self, listed: Listed) -> Reference:
        try:
            location, refusal = without_key(str(checked(listed.url))), ""
        except FetchError as error:
            location, refusal = printable(redacted(listed.url))[:500], str(error)
        return Reference(self.name, location, metadata=listed.metadata, refusal=refusal)

    def fetch(self, reference: Reference, limits: LimitsConfig) -> RawDocument | Unchanged:
        """Ask for one. Raises FetchError, GoneError."""
        response = self.client.get(
            reference.location,
            validators=reference.validators,
            max_bytes=limits.file_mib * 1024 * 1024,
        )
        if response.not_modified:
            return Unchanged(reference, response.origin)
        if not response.content:
            raise FetchError("empty answer")
        return RawDocument(reference, response.content, response.media_type, response.origin)


def _read(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            content = opened.read(_MOST_BYTES + 1)
    except OSError as error:
        raise FetchError(f"{file}: cannot be read: {error.strerror}") from error
    if len(content) > _MOST_BYTES:
        raise FetchError(f"{file}: more than {_MOST_BYTES // 1024**2} MiB is no list")
    return content
