from __future__ import annotations

import pytest

from pipeline.describe.describers import describe
from tests.pipeline.describe.conftest import Read, Values


@pytest.mark.parametrize(
    ("title", "text", "wanted"),
    [
        ("Loppuraportti", "Osa Kaste-ohjelmaa.", ["kaste"]),
        ("Loppuraportti", "Kasteen toinen kausi.", ["kaste"]),
        ("PaKasteen uutisia", "", ["kaste"]),
        ("Loppuraportti", "LAPEn tulokset.", ["lape"]),
        ("Loppuraportti", "Lapsi- ja perhepalvelujen muutosohjelma.", ["lape"]),
        ("LAPE Lappi", "Jatkoa Kaste-hankkeelle.", ["lape"]),
        ("Loppuraportti", "Pippuri-hanke päättyi.", ["lape"]),
        ("Loppuraportti", "Hanke nimeltä Väistö", ["kaste"]),
        ("Loppuraportti", "Mielen avain avasi ovia.", ["kaste"]),
        ("Loppuraportti", "PRO SOS uudisti sosiaalityötä.", ["other"]),
        ("Loppuraportti", "Lapsen kaste pidettiin kirkossa.", []),
        ("Loppuraportti", "Keitossa on pippuria. Remontti on tukeva.", []),
        ("Loppuraportti", "Kaikki on hyvin.", []),
    ],
)
def test_which_programme(values: Values, title: str, text: str, wanted: list[str]) -> None:
    assert values("programme", title, text) == wanted


def test_the_address_counts(values: Values) -> None:
    assert values("programme", "Hanke", "", "https://kunta.example/lape-hanke") == ["lape"]
    assert values("programme", "Hanke", "", "https://kunta.example/kaste/uutiset") == ["kaste"]
    assert values("programme", "Hanke", "", "https://kunta.example/lapeteksti") == []


def test_a_mention_in_passing(values: Values) -> None:
    long = "Tämä lause ei puhu mistään erityisestä asiasta. " * 240
    assert values("programme", "Suunnitelma", f"{long} Kaste-ohjelma") == []
    assert values("programme", "Suunnitelma", f"Kaste-ohjelma {long} Kaste-ohjelma") == ["kaste"]


def test_evidence(read: Read) -> None:
    document = read("LAPE-päivät", "LAPE", "https://kunta.example/lape/x")
    (value,) = (value for value in describe(document) if value.facet == "programme")
    assert [each.place for each in value.evidence] == ["title", "location", "text"]
    (slug,) = (each for each in value.evidence if each.place == "location")
    assert document.location[slug.start : slug.end] == slug.words == "lape"
