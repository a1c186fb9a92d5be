from __future__ import annotations

import sqlite3

import pytest

from corpus.document import Extraction, Link, State
from corpus.documents import ID_LENGTH, Document, Documents
from corpus.store import Store

SHA = "0123456789abcdef" * 4
TWIN = SHA[:ID_LENGTH] + "f" * (64 - ID_LENGTH)
TRIPLET = SHA[: ID_LENGTH + 1] + "0" * (63 - ID_LENGTH)


@pytest.fixture
def documents(store: Store) -> Documents:
    return store.documents


def _get(documents: Documents, document_id: str) -> Document:
    found = documents.get(document_id)
    assert found
    return found


def _versions(store: Store, document_id: str) -> list[tuple[int, str, int, str]]:
    rows = store.database.connection.execute(
        "SELECT number, sha256, size, media_type FROM version"
        " WHERE document_id = ? ORDER BY number",
        (document_id,),
    )
    return [tuple(row) for row in rows]


def test_a_new_document(store: Store, documents: Documents) -> None:
    document_id = documents.create(SHA, "application/pdf", 42)
    assert document_id == SHA[:10]
    assert _get(documents, document_id) == Document(
        id=document_id,
        sha256=SHA,
        media_type="application/pdf",
        size=42,
        version=1,
        state=State.FETCHED,
        stage="",
        tried="",
        error="",
        attempts=0,
        title="",
        metadata={},
        links=(),
        warnings=(),
        extract_version="",
        analyse_version="",
        describe_version="",
        last_location="",
        outline=(),
        partial="",
        ocr_tried="",
    )
    assert _versions(store, document_id) == [(1, SHA, 42, "application/pdf")]
    assert documents.get("nobody") is None


def test_an_id_that_is_taken_grows(documents: Documents) -> None:
    ids = [documents.create(sha256, "text/plain", 1) for sha256 in (SHA, TWIN, TRIPLET)]
    assert ids == [SHA[:10], TWIN[:11], TRIPLET[:11]]
    fourth = TRIPLET[:12] + "a" * 52
    assert documents.create(fourth, "text/plain", 1) == fourth[:12]


def test_the_same_content_cannot_be_two_documents(documents: Documents) -> None:
    documents.create(SHA, "text/plain", 1)
    with pytest.raises(sqlite3.IntegrityError):
        documents.create(SHA, "text/plain", 1)
    assert documents.states() == {"fetched": 1}


def test_found_by_content(documents: Documents) -> None:
    document_id = documents.create(SHA, "text/plain", 1)
    found = documents.with_content(SHA)
    assert found
    assert found.id == document_id
    assert documents.with_content(TWIN) is None


def test_new_content_is_a_new_version_to_be_extracted(store: Store, documents: Documents) -> None:
    document_id = documents.create(SHA, "text/plain", 1)
    documents.save_extraction(document_id, Extraction((), "Otsikko"), "e1")
    documents.quarantine(document_id, "describe", "e1", "ValueError: x")
    documents.replace(document_id, TWIN, "text/html", 2)
    after = _get(documents, document_id)
    assert (after.sha256, after.media_type, after.size) == (TWIN, "text/html", 2)
    assert (after.version, after.state) == (2, State.FETCHED)
    assert (after.stage, after.error, after.attempts) == ("", "", 0)
    assert _versions(store, document_id) == [(1, SHA, 1, "text/plain"), (2, TWIN, 2, "text/html")]
    assert documents.with_content(SHA) is None
    documents.replace(document_id, SHA, "text/plain", 1)
    assert _get(documents, document_id).version == 3, "the old content is a version again"


def test_the_old_content_elsewhere_is_another_document(documents: Documents) -> None:
    first = documents.create(SHA, "text/plain", 1)
    documents.replace(first, TWIN, "text/plain", 1)
    second = documents.create(SHA, "text/plain", 1)
    assert second == SHA[:11]
    assert _get(documents, first).sha256 == TWIN


def test_replacing_with_the_content_of_another_changes_nothing(
    store: Store, documents: Documents
) -> None:
    first = documents.create(SHA, "text/plain", 1)
    documents.create(TWIN, "text/plain", 1)
    with pytest.raises(sqlite3.IntegrityError):
        documents.replace(first, TWIN, "text/plain", 1)
    assert _get(documents, first).version == 1
    assert len(_versions(store, first)) == 1


def test_what_was_extracted_comes_back(documents: Documents) -> None:
    document_id = documents.create(SHA, "text/html", 1)
    extraction = Extraction(
        pages=(),
        title="Perhekeskus – “äidin” työ\x00\u2028\U0001f600",
        metadata={"Aloittamispvm": "1.1.2017", "tekijä": "Å. Ö."},
        links=(Link("https://example.org/ä?a=1&b", "Liite 1"), Link("", "")),
        warnings=("declared utf-8, read as windows-1252", "ä"),
    )
    documents.save_extraction(document_id, extraction, "e1")
    found = _get(documents, document_id)
    assert found.title == extraction.title
    assert found.metadata == extraction.metadata
    assert found.links == extraction.links
    assert found.warnings == extraction.warnings
    assert (found.state, found.extract_version) == (State.EXTRACTED, "e1")


def test_a_document_goes_through_its_states(documents: Documents) -> None:
    document_id = documents.create(SHA, "text/plain", 1)
    documents.save_extraction(document_id, Extraction(()), "e1")
    documents.analysed(document_id, "a1")
    assert _get(documents, document_id).state == State.EXTRACTED
    documents.indexed()
    assert _get(documents, document_id).state == State.EXTRACTED, "not described, not indexed"
    documents.described(document_id, "d1")
    assert _get(documents, document_id).state == State.DESCRIBED
    documents.indexed()
    found = _get(documents, document_id)
    assert found.state == State.INDEXED
    assert (found.extract_version, found.analyse_version, found.describe_version) == (
        "e1",
        "a1",
        "d1",
    )
    documents.save_extraction(document_id, Extraction(()), "e2")
    found = _get(documents, document_id)
    assert (found.extract_version, found.analyse_version, found.describe_version) == ("e2", "", "")


def test_quarantine_says_why_and_how_often(documents: Documents) -> None:
    document_id = documents.create(SHA, "text/plain", 1)
    documents.quarantine(document_id, "extract", "e1", "no text")
    documents.quarantine(document_id, "extract", "e2", "still no text")
    found = _get(documents, document_id)
    assert found.state == State.QUARANTINED
    assert (found.stage, found.error, found.attempts) == ("extract", "still no text", 2)
    assert found.tried == "e2", "the same version need not try again"
    assert found.extract_version == ""
    documents.indexed()
    assert _get(documents, document_id).state == State.QUARANTINED
    documents.save_extraction(document_id, Extraction(()), "e3")
    found = _get(documents, document_id)
    assert (found.stage, found.error, found.attempts) == ("", "", 0)


def test_select_and_states(documents: Documents) -> None:
    ids = sorted(documents.create(f"{n:x}" * 64, "text/plain", n) for n in range(1, 6))
    documents.quarantine(ids[2], "extract", "e1", "no text")
    assert documents.states() == {"fetched": 4, "quarantined": 1}
    chosen = documents.select("state = ? AND size > ?", (State.FETCHED, 1))
    assert [document.id for document in chosen] == [ids[1], ids[3], ids[4]]
    assert list(documents.select("state = 'indexed'")) == []


def test_select_allows_changes_on_the_way(documents: Documents) -> None:
    for n in range(1, 6):
        documents.create(f"{n:x}" * 64, "text/plain", n)
    for document in documents.select("state = ?", (State.FETCHED,)):
        documents.quarantine(document.id, "extract", "e1", "no text")
    assert documents.states() == {"quarantined": 5}


def test_ids_that_start_so(documents: Documents) -> None:
    for n in range(12):
        documents.create(f"ab{n:02}" + "c" * 60, "text/plain", n)
    assert len(documents.starting_with("ab")) == 10
    assert documents.starting_with("ab07") == ["ab07cccccc"]
    assert documents.starting_with("AB") == []
    assert documents.starting_with("%") == []
    assert documents.starting_with("ab07cccccccc") == []
