"""The contract of a source as a class of tests, to inherit from.

::

    from corpus.sources.testing import SourceContract

    class TestMine(SourceContract):
        name = "mine"
        config = Path(__file__).with_name("config.toml")

pytest finds the tests. The source is opened as ``[sources.mine]`` of that configuration says and
its client gets the answers recorded in ``fixtures/mine`` beside it; the network is closed.
Override `open` for a source that needs more.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

import httpx

from corpus.config import LimitsConfig, load
from corpus.document import RawDocument, Reference
from corpus.errors import ConfigError, FetchError
from corpus.sources.base import Networked, Source, open_source
from corpus.sources.kit import answers
from corpus.sources.kit.guard import no_network
from corpus.sources.kit.recording import chosen, equip, fixtures
from corpus.sources.kit.transports import NotRecordedError, Replay, replaying
from corpus.store import Store

MIB = 1024 * 1024


class Answering(httpx.BaseTransport):
    """A server that answers everything alike, or fails."""

    def __init__(
        self, status: int, body: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> None:
        self._status, self._body, self._headers = status, body, headers or {}

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The answer; robots.txt is never there, so that the source is asked at all."""
        if request.url.path == "/robots.txt":
            return httpx.Response(404)
        if not self._status:
            raise httpx.ReadError("the connection broke")
        stream = httpx.ByteStream(self._body)
        return httpx.Response(self._status, headers=self._headers, stream=stream)


BAD_SERVERS: dict[str, httpx.BaseTransport] = {
    "broken connections": Answering(0),
    "not found": Answering(404),
    "errors": Answering(500),
    "busy": Answering(503, headers={"retry-after": "1"}),
    "redirects to itself": Answering(302, headers={"location": "/again"}),
    "redirects to a file": Answering(301, headers={"location": "file:///etc/passwd"}),
    "nothing": Answering(200),
    "other bytes": Answering(200, bytes(range(256)) * 8, {"content-type": "application/pdf"}),
    "markup without an end": Answering(200, b"<a><b><!--" * 2000, {"content-type": "text/xml"}),
    "gzip that is none": Answering(200, b"gzip", {"content-encoding": "gzip"}),
}
"""What servers do on a bad day; a source says each in one line."""


class SourceContract:
    """What every source must do. Set `name` and `config`."""

    name: ClassVar[str]
    config: ClassVar[Path]
    limits: ClassVar[LimitsConfig] = LimitsConfig()
    most: ClassVar[int] = 1000
    """References that are looked at."""

    def transport(self) -> httpx.BaseTransport:
        """What answers instead of the network: the recorded answers."""
        return Replay(answers.load(fixtures(load(self.config), self.name)))

    @contextmanager
    def open(
        self, transport: httpx.BaseTransport | None = None, limits: LimitsConfig | None = None
    ) -> Iterator[Source]:
        """The source, as a run would have it, with an empty memory and the network closed."""
        config = load(self.config)
        with (
            no_network(),
            tempfile.TemporaryDirectory() as work,
            closing(Store(Path(work))) as store,
            closing(replaying(config.net, transport or self.transport())) as client,
        ):
            source = open_source(chosen(config, self.name), config.base, client)
            equip(source, store, limits or self.limits)
            yield source

    def test_something_is_found(self) -> None:
        """Without documents, none of what follows says anything."""
        with self.open() as source:
            assert self._references(source), "no references; was anything recorded?"
            assert any(isinstance(raw, RawDocument) for _, raw in self._fetched(source))

    def test_discover_gives_the_same_every_time(self) -> None:
        """In the same order, in one run and in the next."""
        with self.open() as source:
            first, counted = self._references(source), Counter(source.passed_over)
        with self.open() as source:
            assert self._references(source) == first
            assert source.passed_over == counted, "passed_over adds up, it must begin anew"

    def test_references_are_whole_and_each_is_there_once(self) -> None:
        """A location is the document's own, of one line, and the metadata are texts."""
        with self.open() as source:
            found = self._references(source)
        locations = [reference.location for reference in found]
        assert [where for where, n in Counter(locations).items() if n > 1] == []
        for reference in found:
            assert reference.source == source.name
            assert reference.location == reference.location.strip() != ""
            assert len(reference.location.splitlines()) == 1
            assert len(reference.refusal.splitlines()) <= 1
            for key, value in reference.metadata.items():
                assert isinstance(key, str), key
                assert isinstance(value, str), key
                (key + value).encode()  # halves of characters cannot be kept

    def test_the_scope_holds_every_location(self) -> None:
        """Of what lies outside, nobody would ever learn that it is gone."""
        with self.open() as source:
            inside = source.scope if source.scope.endswith("/") else f"{source.scope}/"
            for reference in self._references(source) if source.scope else []:
                assert (reference.location + "/").startswith(inside), reference.location

    def test_what_is_passed_over_is_counted(self) -> None:
        """As kinds with numbers, for the narration of a run."""
        with self.open() as source:
            self._references(source)
            for kind, count in source.passed_over.items():
                assert isinstance(kind, str)
                assert len(kind.splitlines()) == 1
                assert count > 0

    def test_fetch_gives_bytes(self) -> None:
        """Of the document that was asked for, and every time the same."""
        with self.open() as source:
            for reference, raw in self._fetched(source):
                if isinstance(raw, RawDocument):
                    assert raw.content, reference.location
                    assert raw.reference.location == reference.location
                    again = source.fetch(reference, self.limits)
                    assert not isinstance(again, RawDocument) or again.content == raw.content

    def test_fetch_keeps_the_limit_of_size(self) -> None:
        """What is over limits.file_mib is refused in one line, not cut."""
        nothing = replace(self.limits, file_mib=0)
        with self.open() as source:
            known = [reference for reference, _ in self._fetched(source)]
        with self.open(limits=nothing) as source:
            try:
                self._references(source)  # what crawls may have their documents already
            except FetchError as error:
                _one_line(error)
            for reference in known:
                try:
                    source.fetch(reference, nothing)
                except FetchError as error:
                    _one_line(error)
                else:
                    raise AssertionError(f"{reference.location}: larger than limits.file_mib")

    def test_a_document_that_is_not_there(self) -> None:
        """It is a FetchError of one line."""
        with self.open() as source:
            for reference in self._references(source)[:1]:
                absent = replace(reference, location=f"{reference.location}-not-there")
                try:
                    source.fetch(absent, self.limits)
                except FetchError as error:
                    _one_line(error)
                else:
                    raise AssertionError("fetch gave a document that is not there")

    def test_bad_servers_cost_one_line(self) -> None:
        """Whatever a server does, it is a FetchError, and it ends."""
        for day, transport in BAD_SERVERS.items():
            with self.open(transport) as source:
                if not isinstance(source, Networked):
                    return
                try:
                    references = self._references(source)
                except FetchError as error:
                    _one_line(error, day)
                    references = []
                for _, raw in self._fetch_all(source, references[:20]):
                    if isinstance(raw, FetchError):
                        _one_line(raw, day)
        with self.open() as source:
            known = self._references(source)
        for day, transport in BAD_SERVERS.items():
            with self.open(transport) as source:
                for _, raw in self._fetch_all(source, known[:5]):
                    if isinstance(raw, FetchError):
                        _one_line(raw, day)

    def test_a_setting_nobody_knows_is_an_error(self) -> None:
        """A mistyped key must not be silently without effect."""
        config = load(self.config)
        source = chosen(config, self.name)
        typo = replace(source, settings={**source.settings, "no such setting": 1})
        try:
            open_source(typo, config.base)
        except ConfigError as error:
            _one_line(error)
        else:
            raise AssertionError("configure takes settings that it does not know")

    def _references(self, source: Source) -> list[Reference]:
        """All, or those up to where the recording ends."""
        found = []
        try:
            for reference in source.discover():
                found.append(reference)
                if len(found) == self.most:
                    break
        except NotRecordedError:
            if not found:
                raise
        return found

    def _fetched(self, source: Source) -> list[tuple[Reference, object]]:
        return list(self._fetch_all(source, self._references(source)))

    def _fetch_all(
        self, source: Source, references: list[Reference]
    ) -> Iterator[tuple[Reference, object]]:
        """What fetch gives or says for each, but for what nobody recorded."""
        for reference in references:
            if reference.refusal or reference.gone:
                continue
            try:
                yield reference, source.fetch(reference, self.limits)
            except NotRecordedError:
                continue
            except FetchError as error:
                yield reference, error


def _one_line(error: Exception, day: str = "") -> None:
    assert str(error).strip(), f"an error that says nothing {day}"
    assert len(str(error).splitlines()) == 1, f"an error of several lines {day}: {error}"
