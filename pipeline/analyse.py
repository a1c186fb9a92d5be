"""The stage that turns the pages of a document into tokens of the lexicon."""

from __future__ import annotations

from collections import Counter

from corpus.documents import Document
from corpus.pages import TITLE_PAGE, Tokens
from corpus.store import Store
from pipeline.analyzer import Analyzer

ANALYSE_VERSION = "2"
"""Rises when the tokenizer or the choice of a page's language changes what is stored."""

DEFAULT_LANGUAGE = "fi"
"""Of a document that does not have a word to go by: most documents are Finnish."""


def analyse_document(store: Store, analyzer: Analyzer, document: Document) -> None:
    """Store the tokens of every page, the title's too, each page in its own language."""
    pages = [stored.page for stored in store.pages.of(document.id)]
    plain = [analyzer.tokenize(page.text).forms for page in pages]
    languages = [
        page.language or analyzer.detect(forms) for page, forms in zip(pages, plain, strict=True)
    ]
    common = _most_common(languages, [len(forms) for forms in plain])
    with store.transaction():
        for page, language in zip(pages, languages, strict=True):
            # A title is too short to tell by itself: it is in the language of the document.
            of_page = common if page.number == TITLE_PAGE or not language else language
            read = analyzer.read(page.text, of_page)
            numbers = store.lexicon.intern(read.forms, of_page, analyzer.analyse, analyzer.version)
            tokens = Tokens(numbers, read.starts)
            store.pages.save_tokens(document.id, page.number, of_page, tokens)
        store.documents.analysed(document.id, ANALYSE_VERSION)


def _most_common(languages: list[str], weights: list[int]) -> str:
    votes: Counter[str] = Counter()
    for language, weight in zip(languages[1:], weights[1:], strict=True):
        if language:
            votes[language] += weight
    return votes.most_common(1)[0][0] if votes else DEFAULT_LANGUAGE
