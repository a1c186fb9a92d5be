from __future__ import annotations

import pytest

from pipeline.describe.publications import publications


def best(text: str, **place: bool) -> int | None:
    found = publications(text, **place)
    return found[0].year if found else None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("TIEDOTE 4.5.2012", 2012),
        ("Pöytäkirja, kokous 4.5.2012", 2012),
        ("Loppuraportti Toukokuu 2012", 2012),
        ("Kuntaliiton raportteja 14/2012", 2012),
        ("Ministeriön selvityksiä 2012:7", 2012),
        ("Ministeriön selvityksiä 2012:7\nHelsinki 2013", 2012),
        ("Opinnäytetyö 2012", 2012),
        ("Opinnäytetyö Syksy 2012", 2012),
        ("Kaupungin julkaisuja, Joensuu 2012", 2012),
        ("Uutiskirje 3/2012", 2012),
        ("Julkaistu: 4.5.2012. Päivitetty 6.7.2014", 2012),
        ("Publicerad måndag, 4 maj, 2012", 2012),
        ("Päivitetty 4.5.2012", 2012),
        ("Viimeksi muokattu 4.5.2012", None),
        ("Väliraportti 1.1.2012–30.6.2012", None),
        ("Seminaari pidettiin Kuopiossa 4.5.2012", None),
        ("Kysely tehtiin toukokuussa 2012", None),
        ("Haku on auki 4.5.2012 saakka", None),
        ("lastensuojelulaki 417/2012", None),
        ("Aalto & Laine 2012", None),
        ("ks. Helsinki 2012", None),
        ("vuoteen 2012 mennessä", None),
    ],
)
def test_what_dates_a_document(text: str, wanted: int | None) -> None:
    assert best(text) == wanted


def test_a_date_far_into_the_text_must_be_labelled() -> None:
    padding = "Perheitä autettiin monella tavalla. " * 20
    assert best(f"{padding} 4.5.2012") is None
    assert best(f"{padding} Julkaistu 4.5.2012") == 2012
    assert best("4.5.2012", opening=False) is None


def test_a_title() -> None:
    assert best("Pajapolku-uutisia touko-12", title=True) == 2012
    assert best("Lautakunta 4.5.2012 § 3", title=True) == 2012
    assert best("Pajapolku 12/2011", title=True) == 2011


def test_a_title_slide_has_the_date_of_its_event() -> None:
    text = "YHTEINEN ILTA\nAlueseminaari, Kuopio 4.5.2012"
    assert best(text) is None
    assert best(text, slide=True) == 2012
