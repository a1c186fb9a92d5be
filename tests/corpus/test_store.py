from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from corpus.document import Extraction, Page, Reference, Span
from corpus.errors import StoreError, UsageError
from corpus.pages import Tokens
from corpus.store import Store
from tests.corpus.conftest import Words

SHA = "0123456789abcdef" * 4


def test_a_store_closes_its_database(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        store.database.set_meta("a", "1")
    with pytest.raises(sqlite3.ProgrammingError):
        store.database.meta("a")


def test_reading_needs_a_corpus(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no corpus"):
        Store(tmp_path, read_only=True)


def test_a_transaction_spans_all_tables(store: Store) -> None:
    def spoil() -> None:
        with store.transaction():
            document_id = store.documents.create(SHA, "text/plain", 1)
            store.pages.replace(document_id, "T", [Page(1, "x")])
            store.places.see(Reference("s", "/a"), 1)
            raise ValueError

    with pytest.raises(ValueError):
        spoil()
    assert store.documents.states() == {}
    assert store.pages.count() == 0
    assert store.places.get("s", "/a") is None


# find


def test_found_by_id_and_by_the_beginning_of_it(store: Store, document: str) -> None:
    store.documents.create(SHA, "text/plain", 1)
    for asked in (document, document[:4], document[:1]):
        assert store.find(asked).id == document


def test_the_beginning_of_several_ids_names_them(store: Store) -> None:
    for end in "89":
        store.documents.create(f"abcdef000{end}" + "0" * 54, "text/plain", 1)
    with pytest.raises(UsageError) as caught:
        store.find("abc")
    assert "begins several ids: abcdef0008, abcdef0009" in str(caught.value)


def test_a_whole_id_that_begins_another_is_meant(store: Store) -> None:
    short = store.documents.create(SHA, "text/plain", 1)
    long = store.documents.create(SHA[:10] + "f" * 54, "text/plain", 1)
    assert long.startswith(short)
    assert store.find(short).id == short
    assert store.find(long).id == long
    with pytest.raises(UsageError, match="several"):
        store.find(short[:9])


@pytest.mark.parametrize(
    "asked", ["", "f", "ABAB", "%", "abababababab", "ab\x00", " ab", "ä" * 500]
)
def test_an_unknown_id(asked: str, store: Store, document: str) -> None:
    with pytest.raises(UsageError, match="no document"):
        store.find(asked)


# location


def test_the_location_is_the_first_place_still_there(store: Store, document: str) -> None:
    store.places.see(Reference("s", "/r/copy.txt"), 2)
    store.places.bind(Reference("s", "/r/copy.txt"), document)
    assert store.location(document) == "/r/perhekeskus.txt"
    store.places.mark_gone("s", "/r/perhekeskus.txt", 2)
    assert store.location(document) == "/r/copy.txt"
    assert store.location("nobody") == ""


# read


def test_a_document_is_read_with_its_words(store: Store, document: str) -> None:
    headings = (Span(0, 11),)
    store.pages.replace(document, "Raportti", [Page(1, "Perhekeskus avattiin", headings=headings)])
    extraction = Extraction((), "Raportti", {"author": "Å. Ö.", "year": "2011"})
    store.documents.save_extraction(document, extraction, "e1")
    said = Reference("s", "/r/perhekeskus.txt", "", {"year": "2012", "kind": "x"})
    store.places.bind(said, document)
    for number, forms, starts in (
        (0, ["Raportti"], [0]),
        (1, ["Perhekeskus", "avattiin"], [0, 12]),
    ):
        numbers = store.lexicon.intern(forms, "fi", Words(), "1")
        store.pages.save_tokens(document, number, "fi", Tokens(numbers, starts))
    read = store.read(store.find(document))
    assert (read.id, read.title, read.media_type) == (document, "Raportti", "text/plain")
    assert read.location == "/r/perhekeskus.txt"
    assert read.metadata == {"author": "Å. Ö.", "year": "2012", "kind": "x"}
    assert read.title_page.number == 0
    assert [word.form for word in read.title_page.words] == ["Raportti"]
    [page] = read.pages
    assert (page.number, page.text, page.language) == (1, "Perhekeskus avattiin", "fi")
    assert [word.lemmas for word in page.words] == [("perhekeskus",), ("avattiin",)]
    assert list(page.starts) == [0, 12]
    assert page.headings == headings


def test_pages_that_were_not_analysed_have_no_words(store: Store, document: str) -> None:
    read = store.read(store.find(document))
    assert [list(page.words) for page in (read.title_page, *read.pages)] == [[], [], []]
    assert [len(page.starts) for page in read.pages] == [0, 0]


def test_a_document_that_is_nowhere_is_read_all_the_same(store: Store) -> None:
    document_id = store.documents.create(SHA, "text/plain", 1)
    store.pages.replace(document_id, "", [])
    read = store.read(store.find(document_id))
    assert (read.location, read.pages, dict(read.metadata)) == ("", (), {})
