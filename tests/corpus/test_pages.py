from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.document import NEEDS_OCR, Page, Span
from corpus.pages import TITLE_PAGE, FaultyPage, StoredPage, Tokens
from corpus.store import Store

NUMBERS = st.lists(st.integers(0, 2**32 - 1), max_size=50)
# The open corpus of the test serves every example: each writes over what the one before wrote.
REPEATED = settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def _page(store: Store, document_id: str, number: int) -> StoredPage:
    return next(p for p in store.pages.of(document_id) if p.page.number == number)


def test_the_title_is_page_nought(store: Store, document: str) -> None:
    stored = store.pages.of(document)
    assert [page.page.number for page in stored] == [TITLE_PAGE, 1, 2]
    assert stored[0].page == Page(0, "Raportti", method="title")
    assert stored[2].page == Page(2, "Perhekeskuksen arki.", label="ii")
    assert [page.tokens for page in stored] == [None, None, None]
    assert store.pages.count() == 2
    assert store.pages.of("nobody") == []


def test_everything_of_a_page_comes_back(store: Store, document: str) -> None:
    text = "Luku 1\nTyö\x00 \U0001f600 päättyi – “hyvin”.\r\n\u2028"
    page = Page(
        7,
        text,
        label="xvii",
        language="sv",
        method="html",
        quality=0.123456789,
        headings=(Span(0, 6),),
    )
    store.pages.replace(document, "", [page])
    title, found = store.pages.of(document)
    assert title.page.text == ""
    assert found.page == page
    assert isinstance(found.page.headings[0], Span)


def test_pages_come_in_the_order_of_their_numbers(store: Store, document: str) -> None:
    store.pages.replace(document, "T", [Page(10, "x"), Page(2, "y"), Page(1, "z")])
    assert [stored.page.text for stored in store.pages.of(document)] == ["T", "z", "y", "x"]


def test_new_pages_take_the_place_of_all_old_ones(store: Store, document: str) -> None:
    other = store.documents.create("c" * 64, "text/plain", 1)
    store.pages.replace(other, "Toinen", [Page(1, "a")])
    store.pages.save_tokens(document, 1, "fi", Tokens([1], [0]))
    store.pages.replace(document, "Raportti", [Page(1, "Uusi.")])
    found = store.pages.of(document)
    assert [stored.page.text for stored in found] == ["Raportti", "Uusi."]
    assert found[1].tokens is None
    assert len(store.pages.of(other)) == 2


def test_pages_that_cannot_be_kept_leave_the_old_ones(store: Store, document: str) -> None:
    with pytest.raises(Exception, match="UNIQUE"):
        store.pages.replace(document, "X", [Page(1, "a"), Page(1, "b")])
    assert store.pages.of(document)[0].page.text == "Raportti"


def test_tokens_are_saved_with_the_language(store: Store, document: str) -> None:
    store.pages.save_tokens(document, 1, "fi", Tokens([5, 2**32 - 1, 5], [0, 12, 70_000]))
    stored = _page(store, document, 1)
    assert stored.page.language == "fi"
    assert stored.tokens
    assert list(stored.tokens.forms) == [5, 2**32 - 1, 5]
    assert list(stored.tokens.starts) == [0, 12, 70_000]
    assert _page(store, document, 2).tokens is None


def test_a_page_without_words_has_been_analysed_all_the_same(store: Store, document: str) -> None:
    store.pages.save_tokens(document, 2, "fi", Tokens([], []))
    tokens = _page(store, document, 2).tokens
    assert tokens is not None
    assert list(tokens.forms) == []


def test_the_numbers_on_the_disk_are_little_endian(store: Store, document: str) -> None:
    store.pages.save_tokens(document, 1, "fi", Tokens([1, 258], [0, 9]))
    row = store.database.connection.execute("SELECT forms FROM page WHERE number = 1").fetchone()
    assert row["forms"] == b"\x01\x00\x00\x00\x02\x01\x00\x00"


def test_the_other_byte_order_reads_the_same(
    store: Store, document: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.pages.save_tokens(document, 1, "fi", Tokens([1, 258], [0, 9]))
    monkeypatch.setattr("corpus.pages.sys.byteorder", "big")
    swapped = _page(store, document, 1).tokens
    assert swapped
    assert list(swapped.forms) == [0x01000000, 0x02010000]
    store.pages.save_tokens(document, 1, "fi", Tokens([1, 258], [0, 9]))
    again = _page(store, document, 1).tokens
    assert again
    assert list(again.forms) == [1, 258]


@REPEATED
@given(forms=NUMBERS, starts=NUMBERS)
def test_any_numbers_come_back(
    forms: list[int], starts: list[int], store: Store, document: str
) -> None:
    store.pages.save_tokens(document, 1, "fi", Tokens(forms, starts))
    tokens = _page(store, document, 1).tokens
    assert tokens
    assert list(tokens.forms) == forms
    assert list(tokens.starts) == starts


@REPEATED
@given(
    text=st.text(st.characters(exclude_categories=["Cs"])),
    label=st.text(st.characters(exclude_categories=["Cs"]), max_size=5),
    quality=st.floats(0, 1),
    headings=st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)), max_size=5),
)
def test_any_page_comes_back(
    text: str,
    label: str,
    quality: float,
    headings: list[tuple[int, int]],
    store: Store,
    document: str,
) -> None:
    spans = tuple(Span(*pair) for pair in headings)
    page = Page(1, text, label=label, quality=quality, headings=spans)
    store.pages.replace(document, text, [page])
    assert [stored.page for stored in store.pages.of(document)] == [
        Page(0, text, method="title"),
        page,
    ]


def test_languages_by_how_common_they_are(store: Store, document: str) -> None:
    assert store.pages.languages() == []
    languages = ["sv", "fi", "fi", "en", "", "", ""]
    pages = [Page(number, "x", language=code) for number, code in enumerate(languages, 1)]
    store.pages.replace(document, "T", pages)
    assert store.pages.languages() == ["fi", "en", "sv"]


def test_noted_languages_count_until_something_changes(store: Store, document: str) -> None:
    store.database.revise()
    store.pages.replace(document, "T", [Page(1, "x", language="sv")])
    store.pages.note_languages()
    store.pages.replace(document, "T", [Page(1, "x", language="fi")])
    assert store.pages.languages() == ["sv"]
    store.database.revise()
    assert store.pages.languages() == ["fi"]


def test_pages_with_faults_the_worst_first(store: Store, document: str) -> None:
    assert store.pages.faulty() == []
    assert store.pages.needing_ocr() == 0
    other = store.documents.create("c" * 64, "application/pdf", 1)
    pages = [
        Page(1, "", label="i", quality=0.0, method="text layer", faults=(NEEDS_OCR,)),
        Page(2, "Hyvä.", quality=1.0),
        Page(3, "T ä s s ä", quality=0.4, confidence=0.7, faults=("letter-spaced", "needs ocr?")),
    ]
    store.pages.replace(other, "Toinen", pages)
    store.pages.replace(document, "Raportti", [Page(1, "x", quality=0.2, faults=(NEEDS_OCR, "y"))])
    assert store.pages.faulty() == [
        FaultyPage(other, "Toinen", 1, "i", "text layer", 0.0, None, (NEEDS_OCR,)),
        FaultyPage(document, "Raportti", 1, "", "plain", 0.2, None, (NEEDS_OCR, "y")),
        FaultyPage(other, "Toinen", 3, "", "plain", 0.4, 0.7, ("letter-spaced", "needs ocr?")),
    ]
    assert [page.number for page in store.pages.faulty(other)] == [1, 3]
    assert store.pages.needing_ocr() == 2
