from __future__ import annotations

import json

import pytest

from corpus.config import Config
from corpus.errors import UsageError
from corpus.store import Store
from index.quotation import MOST_WORDS, quote
from tests.index.conftest import Add

TEXT = "Ensin muuta.\nPerheiden osallisuus\nvahvistui (ks. s. 3) kunnissa."


@pytest.fixture
def config(store: Store) -> Config:
    return Config(base=store.folder.parent)


@pytest.fixture
def document_id(add: Add) -> str:
    return add(
        "Kansi.",
        TEXT,
        title="Kotipolku",
        organisation=("Oulu",),
        published=("2011",),
        kind=("loppuraportti",),
    )


def change(store: Store, statement: str, *values: str) -> None:
    store.database.connection.execute(statement, values)


def test_words_are_quoted_as_they_stand(document_id: str, config: Config) -> None:
    found = quote(config, document_id[:6], 2, words="perheiden  OSALLISUUS vahvistui (ks.")
    assert found.text == "Perheiden osallisuus vahvistui (ks."
    assert TEXT[found.start : found.end] == "Perheiden osallisuus\nvahvistui (ks."
    link = f"hankemuisti:{document_id}/2"
    assert found.reference == f"Oulu (2011): Kotipolku. Loppuraportti. p. 2. {link}"
    assert found.trusted


def test_a_stretch_and_a_whole_page(document_id: str, config: Config) -> None:
    assert quote(config, document_id, 2, start=13, end=22).text == "Perheiden"
    assert quote(config, document_id, 2, start=13).text.endswith("kunnissa.")
    assert quote(config, document_id, 1).text == "Kansi."
    told = quote(config, document_id, 2, start=13, end=22).as_json()
    assert (told["from"], told["to"], told["text"]) == (13, 22, "Perheiden")
    assert told["citation"]["organisation"] == "Oulu"


def test_the_printed_page_and_the_link_of_a_pdf(
    document_id: str, store: Store, config: Config
) -> None:
    change(store, "UPDATE page SET label = '12', quality = 0.5 WHERE number = 2")
    change(store, "UPDATE document SET media_type = 'application/pdf'")
    change(store, "UPDATE place SET location = 'https://example.fi/a.pdf#view=Fit'")
    found = quote(config, document_id, 2)
    assert found.permalink == "https://example.fi/a.pdf#page=2"
    assert found.printed == "p. 12 (page 2 of the file)"
    assert not found.trusted
    change(store, "UPDATE place SET location = '/reports/a ä#.pdf'")
    assert quote(config, document_id, 2).permalink == "file:///reports/a%20%C3%A4%23.pdf#page=2"
    change(store, "UPDATE place SET gone = 1")
    assert quote(config, document_id, 2).permalink == f"hankemuisti:{document_id}/2"


def test_a_document_of_which_little_is_known(add: Add, config: Config) -> None:
    document_id = add("Teksti.", title="Mikä tämä on?", kind=("other",))
    found = quote(config, document_id, 1)
    assert found.reference == f"Mikä tämä on? p. 1. hankemuisti:{document_id}/1"


@pytest.mark.parametrize(
    ("page", "asked", "message"),
    [
        (3, {}, "has no page 3: its pages are 1–2"),
        (2, {"words": "ei täällä"}, "do not stand there"),
        (2, {"words": "x" * (MOST_WORDS + 1)}, "at most"),
        (2, {"words": "Ensin", "start": 1}, "not both"),
        (2, {"start": 5, "end": 5}, "nothing from 5 to 5"),
        (2, {"start": 0, "end": 999}, "its text has"),
        (2, {"start": 12, "end": 13}, "nothing from"),
    ],
)
def test_what_cannot_be_quoted(
    page: int, asked: dict[str, object], message: str, document_id: str, config: Config
) -> None:
    with pytest.raises(UsageError, match=message):
        quote(config, document_id, page, **asked)  # type: ignore[arg-type]


def test_a_page_in_a_repository(document_id: str, config: Config, store: Store) -> None:
    said = {
        "oai:page": "https://example.fi/handle/1",
        "oai:file": "https://example.fi/a.pdf",
        "author": "Esimerkki, Aino; Exempel, Bo",
        "series": "Kylän raportteja",
        "number in series": "4",
    }
    change(store, "UPDATE document SET media_type = 'application/pdf'")
    change(store, "UPDATE place SET location = 'oai:x:1#a.pdf', metadata = ?", json.dumps(said))
    found = quote(config, document_id, 2)
    assert found.permalink == "https://example.fi/a.pdf#page=2"
    assert found.reference.startswith("Esimerkki, Aino; Exempel, Bo (")
    assert " Kylän raportteja 4. " in found.reference
    assert found.citation.url == "https://example.fi/handle/1"
    change(store, "UPDATE place SET metadata = '{}'")
    assert quote(config, document_id, 2).permalink == f"hankemuisti:{document_id}/2"
