from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

import pytest

from corpus.document import ReadDocument, ReadPage, Span
from pipeline.analyzer import Analyzer, open_analyzer
from pipeline.describe.describers import describe


class Read(Protocol):
    """Makes a read document of a title, an address and text; form feeds part pages."""

    def __call__(
        self,
        title: str = "",
        text: str = "",
        location: str = "",
        metadata: Mapping[str, str] | None = None,
        language: str = "fi",
        headings: tuple[str, ...] = (),
    ) -> ReadDocument: ...


class Values(Protocol):
    """The values of one facet of a document made so."""

    def __call__(
        self,
        facet: str,
        title: str = "",
        text: str = "",
        location: str = "",
        metadata: Mapping[str, str] | None = None,
        language: str = "fi",
        headings: tuple[str, ...] = (),
    ) -> list[str]: ...


@pytest.fixture(scope="session")
def analyzer() -> Analyzer:
    return open_analyzer()


def page_of(
    analyzer: Analyzer, number: int, text: str, language: str, headings: tuple[str, ...] = ()
) -> ReadPage:
    tokens = analyzer.tokenize(text)
    spans = sorted(Span(text.index(h), text.index(h) + len(h)) for h in headings if h in text)
    return ReadPage(
        number,
        text,
        language,
        [analyzer.analyse(token.form, language) for token in tokens],
        [token.start for token in tokens],
        tuple(spans),
    )


@pytest.fixture(scope="session")
def read(analyzer: Analyzer) -> Read:
    def make(
        title: str = "",
        text: str = "",
        location: str = "",
        metadata: Mapping[str, str] | None = None,
        language: str = "fi",
        headings: tuple[str, ...] = (),
    ) -> ReadDocument:
        pages = tuple(
            page_of(analyzer, number, part, language, headings)
            for number, part in enumerate(text.split("\f"), start=1)
        )
        title_page = page_of(analyzer, 0, title, language)
        return ReadDocument("x", title, location, "text/plain", title_page, pages, metadata or {})

    return make


@pytest.fixture(scope="session")
def values(read: Read) -> Values:
    def of(
        facet: str,
        title: str = "",
        text: str = "",
        location: str = "",
        metadata: Mapping[str, str] | None = None,
        language: str = "fi",
        headings: tuple[str, ...] = (),
    ) -> list[str]:
        document = read(title, text, location, metadata, language, headings)
        return [
            value.value for value in describe(document) if value.chosen and value.facet == facet
        ]

    return of
