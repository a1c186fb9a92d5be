from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.describe.describers import describe
from pipeline.describe.organisation import describe_organisation
from tests.pipeline.describe.conftest import Read, Values

THL, STM = "Terveyden ja hyvinvoinnin laitos", "Sosiaali- ja terveysministeriö"


@pytest.mark.parametrize(
    ("text", "organisation"),
    [
        ("THL:n raportteja 3/2012\nHelsinki", THL),
        ("Sosiaali- ja terveysministeriön julkaisuja 2012:3", STM),
        ("Sosiaali- ja terveysministeriön raportteja ja muistioita 2012:3", STM),
        ("Esimerkin sairaanhoitopiirin julkaisuja nro 9", "Esimerkin sairaanhoitopiiri"),
        ("Hallinnoija: Kouvolan kaupunki\nHankeaika", "Kouvola"),
        ("Hakija: Lahden kaupunki, hyvinvointipalvelut", "Lahti"),
        ("Hakijan virallinen nimi Metsäpolku ry", "Metsäpolku ry"),
        ("Hankkeen omistaja: Mallin maakuntaliitto", "Mallin maakuntaliitto"),
        ("Sitä hallinnoi Rovaniemen kaupunki. Alku.", "Rovaniemi"),
        ("Mallilan kuntayhtymä hallinnoi hanketta.", "Mallilan kuntayhtymä"),
        ("Institutet för hälsa och välfärd\n2014", THL),
        ("Alku\n© Mallilan ammattikorkeakoulu 2014\n", "Mallilan ammattikorkeakoulu"),
        ("Hallinnoija: Eeva Esimerkki", ""),
        ("Kouvola, joulukuu 2014", ""),
        ("Perhekeskus\nPaikkakunta\nKunta", ""),
        ("Rahoittaja: STM", ""),
        ("Hallinnoijana toimii hyvä tiimi.", ""),
    ],
)
def test_what_the_text_says(values: Values, text: str, organisation: str) -> None:
    found = values("organisation", "Raportti", text)
    assert found == ([organisation] if organisation else [])


@pytest.mark.parametrize(
    ("metadata", "organisation"),
    [
        ({"publisher": "THL"}, THL),
        ({"og:site_name": "Social- och hälsovårdsministeriet"}, STM),
        ({"DC.publisher": "Salon kaupunki"}, "Salo"),
        ({"Toteuttajat": "Kannus, Kokkola (hallinnoija), Perho"}, "Kokkola"),
        ({"Toteuttajat": "Mallilan kuntayhtymä (hallinnoija); Oulu"}, "Mallilan kuntayhtymä"),
        ({"Huvudman": "Vasa stad"}, "Vaasa"),
        ({"publisher": "DocPlayer"}, ""),
        ({"publisher": "Eeva Esimerkki"}, ""),
        ({"og:site_name": "Lumipolku"}, ""),
        ({"author": "THL"}, ""),
    ],
)
def test_fields(values: Values, metadata: dict[str, str], organisation: str) -> None:
    found = values("organisation", "Raportti", "Tekstiä.", metadata=metadata)
    assert found == ([organisation] if organisation else [])


@pytest.mark.parametrize(
    ("location", "organisation"),
    [
        ("https://www.thl.fi/fi/raportti", THL),
        ("https://lagtinget.ax/arenden", "Ålands lagting"),
        ("https://docplayer.fi/1-raportti.html", ""),
        ("https://fi/", ""),
        ("https://[rikki", ""),
        ("/home/thl.fi/raportti.pdf", ""),
    ],
)
def test_the_host_is_weak_evidence(values: Values, location: str, organisation: str) -> None:
    found = values("organisation", "Raportti", "Tekstiä.", location)
    assert found == ([organisation] if organisation else [])
    said = values("organisation", "Raportti", "Hallinnoija: Oulun kaupunki", location)
    assert said == ["Oulu"]


def test_long_documents_are_read_at_both_ends(read: Read) -> None:
    pages = ["Alku.", "Toinen.", "Hallinnoija: Oulun kaupunki", "Loppu.\nTHL:n raportteja 3/2012"]
    document = read("Raportti", "\f".join(pages))
    (value,) = describe_organisation(document, document.pages)
    evidence = value.evidence[0]
    assert value.value == THL
    page = document.pages[evidence.page - 1]
    assert page.text[evidence.start : evidence.end] == evidence.words == "THL:n"


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60), st.dictionaries(st.sampled_from(["publisher", "Hakija"]), st.text()))
def test_any_text(read: Read, text: str, metadata: dict[str, str]) -> None:
    document = read("x", f"Hallinnoija: {text} hallinnoi julkaisuja 3", metadata=metadata)
    found = [value for value in describe(document) if value.facet == "organisation"]
    assert sum(value.chosen for value in found) == bool(found)
    assert all(value.value.strip() for value in found)
