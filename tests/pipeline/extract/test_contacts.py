"""How people are reached stays in the text and out of the metadata."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Extraction
from pipeline.extract.contacts import is_contact, without_contacts


@pytest.mark.parametrize(
    "label",
    [
        "Yhteyshenkilö",
        "Yhteyshenkilön sähköposti",
        "Puhelinnumero",
        "Puh.",
        "E-post",
        "Hankkeen vastuuhenkilö",
        "Projektipäällikkö",
        "Hankekoordinaattori",
        "Kontaktperson",
        "Contact",
    ],
)
def test_labels_of_contacts(label: str) -> None:
    assert is_contact(label)


@pytest.mark.parametrize(
    "label",
    ["Rahoittaja", "Hankkeen nimi", "Vastuuorganisaatio", "Kesto", "og:title", "Hotelli"],
)
def test_labels_of_others(label: str) -> None:
    assert not is_contact(label)


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ("Kunta, aino.esimerkki@example.fi", "Kunta"),
        ("Kunta (aino(at)example.fi)", "Kunta ( )"),
        ("Kunta puh. 040 123 4567", "Kunta puh."),
        ("Kunta +358 40 1234567", "Kunta"),
        ("1.1.2010–31.12.2012", "1.1.2010–31.12.2012"),
        ("672 500 €", "672 500 €"),
        ("2009-2011", "2009-2011"),
    ],
)
def test_values(value: str, kept: str) -> None:
    assert " ".join(without_contacts(value).split()).strip(" ,") == kept


@given(st.text())
def test_any_value_is_read(value: str) -> None:
    assert len(without_contacts(value)) <= len(value)


def test_a_page_with_a_person_to_ask(read_html: Callable[..., Extraction]) -> None:
    found = read_html(
        """<main><h1>Malli</h1><dl><dt>Rahoittaja</dt><dd>Ministeriö, posti@example.fi</dd>
        <dt>Yhteyshenkilö</dt><dd>Aino Esimerkki</dd><dt>Puhelin</dt><dd>040 123 4567</dd>
        <dt>Sähköposti</dt><dd>aino@example.fi</dd><dt>Paikka</dt><dd>Lapua</dd></dl></main>"""
    )
    assert dict(found.metadata) == {"Rahoittaja": "Ministeriö", "Paikka": "Lapua"}
    text = "\n".join(page.text for page in found.pages)
    assert "Aino Esimerkki" in text
    assert "aino@example.fi" in text
