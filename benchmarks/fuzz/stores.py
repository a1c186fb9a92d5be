"""What lies in folders: lists, sidecars, web archives, zip archives, bundles of a corpus."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from benchmarks.fuzz import judge
from benchmarks.fuzz.documents import LIMITS
from corpus.config import LimitsConfig
from corpus.document import RawDocument, Reference
from corpus.errors import DocumentError
from corpus.manifest import parse
from corpus.sources.folder import FolderSource
from corpus.sources.urls import UrlsSource
from corpus.sources.warc import WarcSource
from corpus.sources.warcindex import Filter
from corpus.sources.zips import ZipSource
from corpus.unbundle import import_corpus
from pipeline.claimed import media_type
from pipeline.progress import Silent

_MOST = 50
"""References of one input that are fetched."""


class _Reads(Protocol):
    def discover(self) -> object: ...

    def fetch(self, reference: Reference, limits: LimitsConfig) -> object: ...


def listed(room: Path) -> Callable[[bytes], None]:
    """A list of addresses."""
    file = room / "luettelo.csv"

    def run(content: bytes) -> None:
        file.write_bytes(content)
        for reference in UrlsSource("lista", (), file).discover():
            _check(reference)

    return run


def sidecar(room: Path) -> Callable[[bytes], None]:
    """The same bytes as each of the sidecars of a folder and of a file."""
    folder = room / "raportit"
    folder.mkdir()
    (folder / "raportti.txt").write_text("Perhekeskus avattiin Kajaanissa.\n", encoding="utf-8")

    def run(content: bytes) -> None:
        for name in ("metadata.csv", "metadata.json", "raportti.toml", "raportti.txt.json"):
            (folder / name).write_bytes(content)
            _read(FolderSource("kansio", folder))
            (folder / name).unlink()

    return run


def warc(room: Path) -> Callable[[bytes], None]:
    """A web archive, packed or not."""
    return _source(room / "arkisto.warc", lambda file: WarcSource("warc", file, Filter()))


def wacz(room: Path) -> Callable[[bytes], None]:
    """A web archive in a zip."""
    return _source(room / "arkisto.wacz", lambda file: WarcSource("warc", file, Filter()))


def zipped(room: Path) -> Callable[[bytes], None]:
    """A zip archive of reports."""
    return _source(room / "raportit.zip", lambda file: ZipSource("zip", file))


def bundle(room: Path) -> Callable[[bytes], None]:
    """A bundle of a corpus that anybody may have made."""
    file, folder = room / "tuotava.tar", room / "tuotu"

    def run(content: bytes) -> None:
        file.write_bytes(content)
        try:
            import_corpus(file, folder, Silent())
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    return run


def manifest(_room: Path) -> Callable[[bytes], None]:
    """The manifest of a bundle."""

    def run(content: bytes) -> None:
        parse(content).originals()

    return run


def _source(file: Path, opened: Callable[[Path], _Reads]) -> Callable[[bytes], None]:
    def run(content: bytes) -> None:
        file.write_bytes(content)
        _read(opened(file))

    return run


def _read(source: _Reads) -> None:
    """Discover, and fetch what is found, as an intake does it."""
    for reference in list(source.discover())[:_MOST]:  # type: ignore[call-overload]
        _check(reference)
        if reference.refusal:
            continue
        try:
            raw = source.fetch(reference, LIMITS)
            if isinstance(raw, RawDocument):
                media_type(raw)
        except DocumentError as error:
            judge.line(str(error), "reason")


def _check(reference: Reference) -> None:
    judge.line(reference.location, "location")
    judge.line(reference.refusal, "refusal")
    judge.line(reference.fingerprint, "fingerprint")
    for key, value in reference.metadata.items():
        (key + value).encode()
