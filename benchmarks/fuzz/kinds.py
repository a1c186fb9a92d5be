"""The kinds of input, each with its seeds, its words and the entry point it goes through."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import MappingProxyType

from benchmarks.fuzz import askings, backups, documents, questions, seeds, servers, stores
from benchmarks.fuzz.words import words

Run = Callable[[bytes], None]


@dataclass(frozen=True, slots=True)
class Kind:
    """`opened` makes, over an empty folder, what runs one input.

    In a `worker` the program may die: a crash, a lack of memory and a library's endless loop cost
    the document there, and nothing else.
    """

    name: str
    opened: Callable[[Path], Run]
    seeds: Callable[[], list[bytes]]
    words: tuple[bytes, ...] = ()
    worker: bool = False


def _document(name: str, endings: tuple[str, ...], known: tuple[bytes, ...]) -> Kind:
    return Kind(
        name,
        partial(documents.opened, endings[0]),
        partial(seeds.of_examples, *endings, kind=name),
        known,
        worker=True,
    )


_ALL = (
    _document("pdf", (".pdf",), words("pdf")),
    _document(
        "html",
        (
            ".html",
            ".htm",
        ),
        words("xml", "html"),
    ),
    _document("docx", (".docx",), words("xml", "word")),
    _document("pptx", (".pptx",), words("xml", "slides")),
    _document("odf", (".odt",), words("xml", "odf")),
    _document("rtf", (".rtf",), words("rtf")),
    _document("plain", (".txt",), words("text")),
    Kind("text", documents.describing, seeds.texts, words("text")),
    Kind("lines", documents.cleaning, seeds.texts, words("text")),
    Kind("oai", servers.oai, seeds.oai, words("xml", "oai")),
    Kind("sitemap", servers.sitemap, seeds.sitemaps, words("xml", "sitemap")),
    Kind("robots", servers.robots, seeds.robots, words("robots")),
    Kind("links", servers.links, seeds.pages, words("xml", "html")),
    Kind("records", servers.records, seeds.pages, words("xml", "html")),
    Kind("answer", servers.answer, seeds.answers, words("http")),
    Kind("url", servers.url, seeds.urls, words("url")),
    Kind("list", stores.listed, seeds.lists, words("table")),
    Kind("sidecar", stores.sidecar, seeds.sidecars, words("sidecar")),
    Kind("warc", stores.warc, seeds.warcs, words("warc")),
    Kind("wacz", stores.wacz, seeds.waczs, words("warc")),
    Kind("zip", stores.zipped, seeds.zips, words("zip")),
    Kind("bundle", stores.bundle, seeds.bundles, words("tar")),
    Kind("manifest", stores.manifest, seeds.manifests, words("sidecar")),
    Kind("backup", backups.manifest, backups.manifests, words("sidecar")),
    Kind("database", backups.database, backups.databases, words("text")),
    Kind("query", questions.query, askings.queries, words("query")),
    Kind("web", questions.web, askings.requests, words("request")),
)

KINDS: Mapping[str, Kind] = MappingProxyType({kind.name: kind for kind in _ALL})
