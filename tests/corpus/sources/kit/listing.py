"""A source as somebody else would write it, a site for it, and sources that break the rules."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest

from corpus.config import LimitsConfig
from corpus.document import RawDocument, Reference, Unchanged
from corpus.sources import base
from corpus.sources.base import GROUP, Networked
from corpus.sources.settings import Settings

REPORT = (
    "Perhekeskusten kehittäminen Kainuussa\n\nKajaanissa avattiin perhekeskus vuonna 2010. "
    "Lapsiperheille palveluja tarjoavat neuvola ja kotipalvelu. Hanke toteutetaan vuosina "
    "2009–2011, ja se kuuluu Kaste-ohjelmaan. Työtä jatkavat kunnat omin voimin.\n"
)


class Listing(Networked):
    """A page with an address on each line."""

    def __init__(self, name: str, page: str) -> None:
        self.name = name
        self.scope = ""
        self.passed_over: Counter[str] = Counter()
        self.page = page

    @classmethod
    def configure(cls, name: str, settings: Mapping[str, Any], base: Path) -> Listing:
        read = Settings(name, settings, ("page",))
        return cls(name, read.needed("page", "an address"))

    def discover(self) -> Iterator[Reference]:
        self.passed_over.clear()
        for line in self.client.get(self.page).content.decode("utf-8", "replace").split():
            if line.endswith(".txt"):
                location = urljoin(self.page, line)
                yield Reference(self.name, location, metadata={"publisher": "Kainuu"})
            else:
                self.passed_over["line"] += 1

    def fetch(self, reference: Reference, limits: LimitsConfig) -> RawDocument | Unchanged:
        most = limits.file_mib * 1024 * 1024
        answer = self.client.get(
            reference.location, validators=reference.validators, max_bytes=most
        )
        if answer.not_modified:
            return Unchanged(reference, answer.origin)
        return RawDocument(reference, answer.content, answer.media_type, answer.origin)


def register(monkeypatch: pytest.MonkeyPatch, **types: str) -> None:
    """As if packages with these source types were installed, beside the built-in ones."""
    # Those that were registered before stay.
    known = [*vars(base)["entry_points"](group=GROUP)]
    known += [EntryPoint(name, where, GROUP) for name, where in types.items()]
    monkeypatch.setattr(base, "entry_points", lambda group: known)


@dataclass
class Site:
    """A server on loopback: path → status, headers, body. `asked` are the paths in order."""

    pages: dict[str, tuple[int, dict[str, str], bytes]]
    address: str = ""
    asked: list[str] = field(default_factory=list)


@contextmanager
def serve(pages: dict[str, tuple[int, dict[str, str], bytes]]) -> Iterator[Site]:
    """Serve pages until the end of the block."""
    site = Site(pages)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append(self.path)
            status, headers, body = site.pages.get(self.path, (404, {}, b"nothing here"))
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *arguments: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site.address = f"http://127.0.0.1:{server.server_address[1]}/"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def text(body: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """A page of plain text that is there."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return 200, {"Content-Type": "text/plain; charset=utf-8", **named}, body.encode()


def configuration(folder: Path, page: str, kind: str = "listing") -> Path:
    """A configuration with one source, called kiertue, that may ask this machine."""
    path = folder / "config.toml"
    path.write_text(
        '[net]\nallow_hosts = "127.0.0.1"\ndelay = 0.0\nattempts = 1\n'
        f'[sources.kiertue]\ntype = "{kind}"\npage = "{page}"\n'
    )
    return path
