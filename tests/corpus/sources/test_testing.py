"""The contract holds for good sources, and each of its tests fails for a source that breaks it."""

from __future__ import annotations

import tempfile
import urllib.request
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

import httpx
import pytest

from corpus.config import LimitsConfig
from corpus.document import RawDocument, Reference, Unchanged
from corpus.errors import FetchError
from corpus.sources.base import Source
from corpus.sources.folder import FolderSource
from corpus.sources.kit.answers import Answer
from corpus.sources.testing import SourceContract
from tests.corpus.sources.kit.listing import REPORT, Listing, configuration, register

PAGE = "https://example.fi/list"


@pytest.fixture(autouse=True)
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    register(monkeypatch, listing="tests.corpus.sources.kit.listing:Listing")
    for name in (*BROKEN, "Empty"):
        register(monkeypatch, **{name.lower(): f"{__name__}:{name}"})


class _Recorded(SourceContract):
    """With its configuration and answers in a folder of its own."""

    kind: ClassVar[str] = "listing"
    name = "kiertue"

    def setup_method(self) -> None:
        self.work = tempfile.TemporaryDirectory()
        folder = Path(self.work.name)
        self.config = configuration(folder, PAGE, self.kind)  # type: ignore[misc]
        pages = {PAGE: "a.txt other b.txt not-recorded.txt"}
        pages |= {f"https://example.fi/{name}.txt": REPORT + name for name in "ab"}
        for url, body in pages.items():
            headers = {"content-type": "text/plain", "etag": '"1"'}
            Answer("GET", url, 200, headers, body.encode()).save(folder / "fixtures" / self.name)

    def teardown_method(self) -> None:
        self.work.cleanup()


class TestListing(_Recorded):
    """A networked source that keeps every rule."""


class TestFolder(SourceContract):
    """A source without a network, with settings and files of its own."""

    name = "r"

    def setup_method(self) -> None:
        self.work = tempfile.TemporaryDirectory()
        folder = Path(self.work.name)
        self.config = folder / "config.toml"  # type: ignore[misc]
        self.config.write_text('[sources.r]\ntype = "folder"\npath = "reports"\n')
        (folder / "reports").mkdir()
        for name in ("a.txt", "b.txt", "kuva.jpg"):
            (folder / "reports" / name).write_text(REPORT)
        (folder / "reports" / "a.toml").write_text('title = "Nimi"')

    def teardown_method(self) -> None:
        self.work.cleanup()


# Sources that break one rule each


class Shuffled(Listing):
    """Another order every time."""

    turn = 0

    def discover(self) -> Iterator[Reference]:
        found = list(super().discover())
        Shuffled.turn += 1
        return iter(found if Shuffled.turn % 2 else found[::-1])


class Adding(Listing):
    """Counts on from where it was."""

    kept: ClassVar[Counter[str]] = Counter()

    def discover(self) -> Iterator[Reference]:
        found = list(super().discover())
        Adding.kept.update(self.passed_over)
        self.passed_over.update(Adding.kept)
        return iter(found)


class Twice(Listing):
    """Names everything twice."""

    def discover(self) -> Iterator[Reference]:
        yield from super().discover()
        yield from super().discover()


class Nameless(Listing):
    """Gives its documents to somebody else."""

    def discover(self) -> Iterator[Reference]:
        return (replace(found, source="other") for found in super().discover())


class Numbers(Listing):
    """Metadata that are no texts."""

    def discover(self) -> Iterator[Reference]:
        for found in super().discover():
            yield replace(found, metadata={"year": 2010})  # type: ignore[dict-item]


class Narrow(Listing):
    """A scope that leaves its own documents out."""

    def __init__(self, name: str, page: str) -> None:
        super().__init__(name, page)
        self.scope = "https://example.fi/li"


class Negative(Listing):
    """Counts backwards."""

    def discover(self) -> Iterator[Reference]:
        yield from super().discover()
        self.passed_over["line"] = -1


class Hollow(Listing):
    """Gives no bytes."""

    def fetch(self, reference: Reference, limits: LimitsConfig) -> RawDocument | Unchanged:
        raw = super().fetch(reference, limits)
        return raw if isinstance(raw, Unchanged) else replace(raw, content=b"")


class Limitless(Listing):
    """Takes any size."""

    def fetch(self, reference: Reference, limits: LimitsConfig) -> RawDocument | Unchanged:
        return super().fetch(reference, LimitsConfig())


class Inventive(Listing):
    """Gives what is not there."""

    def fetch(self, reference: Reference, limits: LimitsConfig) -> RawDocument | Unchanged:
        try:
            return super().fetch(reference, limits)
        except FetchError:
            if limits.file_mib == 0:
                raise
            return RawDocument(reference, b"x", "text/plain")


class Wordy(Listing):
    """Errors of several lines."""

    def discover(self) -> Iterator[Reference]:
        try:
            yield from list(super().discover())
        except FetchError as error:
            raise FetchError(f"oh\nno: {error}") from error


class Fragile(Listing):
    """Falls over what a server says, with an error that is no FetchError."""

    def fetch(self, reference: Reference, limits: LimitsConfig) -> RawDocument | Unchanged:
        raw = super().fetch(reference, limits)
        if isinstance(raw, RawDocument):
            raw.content.decode("ascii" if not raw.content else "utf-8")
        return raw


class Sloppy(Listing):
    """Settings that nobody looks at."""

    @classmethod
    def configure(cls, name: str, settings: Mapping[str, Any], base: Path) -> Sloppy:
        return cls(name, settings["page"])


class Sneaky(Listing):
    """Asks the network past its client."""

    def discover(self) -> Iterator[Reference]:
        with urllib.request.urlopen("http://127.0.0.1:9/"):
            yield from super().discover()


BROKEN = {
    "Shuffled": "test_discover_gives_the_same_every_time",
    "Adding": "test_discover_gives_the_same_every_time",
    "Twice": "test_references_are_whole_and_each_is_there_once",
    "Nameless": "test_references_are_whole_and_each_is_there_once",
    "Numbers": "test_references_are_whole_and_each_is_there_once",
    "Narrow": "test_the_scope_holds_every_location",
    "Negative": "test_what_is_passed_over_is_counted",
    "Hollow": "test_fetch_gives_bytes",
    "Limitless": "test_fetch_keeps_the_limit_of_size",
    "Inventive": "test_a_document_that_is_not_there",
    "Wordy": "test_bad_servers_cost_one_line",
    "Fragile": "test_bad_servers_cost_one_line",
    "Sloppy": "test_a_setting_nobody_knows_is_an_error",
    "Sneaky": "test_something_is_found",
}


class Empty(Listing):
    """Finds nothing."""

    def discover(self) -> Iterator[Reference]:
        return iter(())


@contextmanager
def _contract(kind: str) -> Iterator[_Recorded]:
    contract = type("Contract", (_Recorded,), {"kind": kind.lower()})()
    assert isinstance(contract, _Recorded)
    contract.setup_method()
    try:
        yield contract
    finally:
        contract.teardown_method()


@pytest.mark.parametrize(("kind", "test"), BROKEN.items())
def test_a_source_that_breaks_a_rule_fails_its_test(kind: str, test: str) -> None:
    with _contract(kind) as contract, pytest.raises((AssertionError, TypeError, UnicodeError)):
        getattr(contract, test)()


def test_a_source_without_documents_is_not_tested_by_nothing() -> None:
    with (
        _contract("Empty") as contract,
        pytest.raises(AssertionError, match="was anything recorded"),
    ):
        contract.test_something_is_found()


def test_nothing_recorded() -> None:
    with _contract("Listing") as contract:
        for path in (Path(contract.work.name) / "fixtures" / "kiertue").iterdir():
            path.unlink()
        with pytest.raises(FetchError, match="was not recorded"):
            contract.test_something_is_found()


def test_a_long_list_is_looked_at_up_to_a_point() -> None:
    class Endless(httpx.BaseTransport):
        def handle_request(self, request: httpx.Request) -> httpx.Response:
            body = "".join(f"{n}.txt " for n in range(5000)).encode()
            return httpx.Response(200, stream=httpx.ByteStream(body))

    with _contract("Listing") as contract, contract.open(Endless()) as source:
        assert len(contract._references(source)) == 1000


def test_the_folder_source_is_one() -> None:
    source: Source = FolderSource("r", Path())
    assert source.name == "r"
