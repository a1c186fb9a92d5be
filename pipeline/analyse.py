"""The stage that turns the pages of a document into tokens of the lexicon."""

from __future__ import annotations

from collections import Counter

from corpus.documents import Document
from corpus.pages import TITLE_PAGE, Tokens
from corpus.store import Store
from pipeline.analyzer import Analyzer

ANALYSE_VERSION = "1"
"""Rises when the tokenizer or the choice of a page's language changes what is stored."""

DEFAULT_LANGUAGE = "fi"
"""Of a document that does not have a word to go by: most documents are Finnish."""


def analyse_document(store: Store, analyzer: Analyzer, document: Document) -> None:
    """Store the tokens of every page, the title's too, each page in its own language."""
    pages = store.pages.of(document.id)
    tokens = [analyzer.tokenize(stored.page.text) for stored in pages]
    forms = [[token.form for token in found] for found in tokens]
    languages = [
        stored.page.language or analyzer.detect(words)
        for stored, words in zip(pages, forms, strict=True)
    ]
    common = _most_common(languages, [len(words) for words in forms])
    with store.transaction():
        for stored, found, words, language in zip(pages, tokens, forms, languages, strict=True):
            # A title is too short to tell by itself: it is in the language of the document.
            of_page = common if stored.page.number == TITLE_PAGE or not language else language
            numbers = store.lexicon.intern(words, of_page, analyzer.analyse, analyzer.version)
            starts = [token.start for token in found]
            store.pages.save_tokens(
                document.id, stored.page.number, of_page, Tokens(numbers, starts)
            )
        store.documents.analysed(document.id, ANALYSE_VERSION)


def _most_common(languages: list[str], weights: list[int]) -> str:
    votes: Counter[str] = Counter()
    for language, weight in zip(languages[1:], weights[1:], strict=True):
        if language:
            votes[language] += weight
    return votes.most_common(1)[0][0] if votes else DEFAULT_LANGUAGE
