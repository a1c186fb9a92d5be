"""Labelled rows as read documents: digests from their text, files through the extractor."""

from __future__ import annotations

import json
import mimetypes
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from corpus.config import LimitsConfig
from corpus.document import Page, ReadDocument, ReadPage
from pipeline.analyzer import Analyzer
from pipeline.extract.base import extract
from pipeline.extract.context import Context


def read_page(analyzer: Analyzer, page: Page, language: str = "") -> ReadPage:
    """`page` analysed; in `language`, or in the page's own, or in the one detected."""
    plain = analyzer.tokenize(page.text).forms
    chosen = language or page.language or analyzer.detect(plain) or "fi"
    tokens = analyzer.read(page.text, chosen)
    return ReadPage(
        page.number,
        page.text,
        chosen,
        [analyzer.analyse(key, chosen) for key in tokens.forms],
        tokens.starts,
        page.headings,
    )


def read_document(
    analyzer: Analyzer,
    title: str,
    location: str,
    pages: tuple[Page, ...],
    metadata: Mapping[str, str] | None = None,
    media_type: str = "text/plain",
) -> ReadDocument:
    """A document as the pipeline reads it: pages in their own language, the title in theirs."""
    read = tuple(read_page(analyzer, page) for page in pages)
    votes = Counter({"": 0})
    for page in read:
        votes[page.language] += len(page.words)
    language = votes.most_common(1)[0][0]
    title_page = read_page(analyzer, Page(0, title), language)
    return ReadDocument("row", title, location, media_type, title_page, read, metadata or {})


def rows(labels: Path, files: Path | None, analyzer: Analyzer) -> Iterator[
    tuple[str, ReadDocument, dict[str, Any]]
]:  # fmt: skip
    """Name, document and labels of every row; a row without a text names a file in `files`."""
    for line in labels.read_text(encoding="utf-8").splitlines():
        if not line.strip():
            continue
        row = json.loads(line)
        name = str(row.get("id") or row.get("file"))
        if "text" in row:
            pages = (Page(1, row["text"]),)
            document = read_document(analyzer, row.get("title", ""), row.get("url", ""), pages)
        else:
            document = _file(analyzer, (files or labels.parent) / row["file"], row.get("url", ""))
        yield name, document, row["labels"]


def _file(analyzer: Analyzer, path: Path, url: str) -> ReadDocument:
    media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    found = extract(path, media_type, Context(LimitsConfig(), analyzer.knows))
    title = found.title or path.stem
    return read_document(analyzer, title, url or path.name, found.pages, found.metadata, media_type)
