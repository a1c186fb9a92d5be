from __future__ import annotations

import pytest

from pipeline.describe import find_layer, find_place
from pipeline.describe.vocabulary import vocabulary
from tests.pipeline.describe.conftest import Values


@pytest.mark.parametrize(
    ("title", "text", "municipalities", "counties"),
    [
        (
            "Perhekeskus Kuusamossa",
            "Kuusamossa ja Taivalkoskella kokeiltiin. Posiolla ei.",
            ["Kuusamo", "Taivalkoski"],
            ["Pohjois-Pohjanmaan hyvinvointialue"],
        ),
        (
            "Perhetyö",
            "Nilsiässä kokeiltiin.",
            ["Kuopio", "Nilsiä"],
            ["Pohjois-Savon hyvinvointialue"],
        ),
        (
            "Perhetyö",
            "Porvoossa ja Vantaalla kokeiltiin.",
            ["Porvoo", "Vantaa"],
            ["Itä-Uudenmaan hyvinvointialue", "Vantaan ja Keravan hyvinvointialue"],
        ),
        ("Lapin perhetyö", "Kokeiltiin.", [], ["Lapin hyvinvointialue"]),
        ("Perhetyö Uudellamaalla", "Kokeiltiin.", [], []),
        ("Valtakunnallinen malli", "Kokeiltiin Oulussa.", [], []),
        ("Perhetyö", "Torikatu 2, 90100 Oulu.", [], []),
    ],
)
def test_the_layers_of_a_document(
    values: Values, title: str, text: str, municipalities: list[str], counties: list[str]
) -> None:
    assert values("municipality", title, text) == municipalities
    assert values("county", title, text) == counties


@pytest.mark.parametrize(
    ("text", "value", "layer"),
    [
        ("kainuu", "Kainuu", "region"),
        ("Lappi", "Lappi", "region"),
        ("kuusamo", "Kuusamo", "municipality"),
        ("Borgå", "Porvoo", "municipality"),
        ("lapplands välfärdsområde", "Lapin hyvinvointialue", "county"),
        ("koko maa", "koko maa", "region"),
    ],
)
def test_places_of_every_layer_by_name(text: str, value: str, layer: str) -> None:
    assert find_place(text) == value
    assert find_layer(value) == layer
    assert find_place("Tampella") is None


def test_the_counties_and_the_municipalities_fit_together() -> None:
    known = {*vocabulary().municipalities.values()}
    inside = [name for county in vocabulary().counties for name in county.municipalities]
    assert len(inside) == len(set(inside))
    assert set(inside) <= known
    # The municipality of Lappi (merged 2009) has the region's name, which is what people mean.
    assert set(vocabulary().successors) - known == {"Lappi"}
    assert {now for names in vocabulary().successors.values() for now in names} <= known
