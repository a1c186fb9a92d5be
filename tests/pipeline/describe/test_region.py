from __future__ import annotations

import pytest

from pipeline.describe.describers import describe
from tests.pipeline.describe.conftest import Read, Values


@pytest.mark.parametrize(
    ("title", "text", "wanted"),
    [
        ("Perhetyö", "Hanke toimi Kuopiossa ja Iisalmessa.", ["Pohjois-Savo"]),
        ("Perhetyö", "Uudellamaalla kokeiltiin.", ["Uusimaa"]),
        ("Perhetyö", "Länsi- ja Keski-Uudellamaalla kokeiltiin.", ["Uusimaa"]),
        ("Etelä- ja Pohjois-Savon hanke", "", ["Etelä-Savo", "Pohjois-Savo"]),
        ("Perhetyö", "Kanta- ja Päijät-Hämeessä kokeiltiin.", ["Kanta-Häme", "Päijät-Häme"]),
        ("Perhetyö", "Eksoten ja Imatran yhteinen.", ["Etelä-Karjala"]),
        ("Perhetyö Väli-Suomessa", "", [
            "Kanta-Häme", "Pirkanmaa", "Päijät-Häme", "Etelä-Pohjanmaa", "Pohjanmaa"]),
        ("Perhetyö", "Pohjois-Suomen hanke, jota Kainuu ja Lappi tekevät.", ["Kainuu", "Lappi"]),
        ("Perhetyö", "Itä-Suomen malli.", ["Etelä-Savo", "Pohjois-Savo", "Pohjois-Karjala"]),
        ("OT-keskus", "Etelä-Suomen yhteistyöalue suunnittelee.", [
            "Uusimaa", "Päijät-Häme", "Kymenlaakso", "Etelä-Karjala"]),
        ("Perhetyö Salossa", "Mukana myös Turku ja Vantaa.", ["Varsinais-Suomi"]),
        ("Perhetyö", "Kirjoittaja Pekka Lahti. Torikatu 2, 90100 Oulu.", []),
        ("Perhetyö", "Lapin ammattikorkeakoulussa tehty työ Raumalta.", ["Satakunta"]),
        ("Perhetyö", "Helsinki 2015", []),
        ("Perhetyö", "Pohjois-Savo Joroinen, Lappi Inari", ["Pohjois-Savo", "Lappi"]),
        ("Perhetyö", "MLL:n Pohjanmaan piiri auttoi Seinäjoella.", ["Etelä-Pohjanmaa"]),
        ("Valtakunnallinen malli", "Kokeiltiin Oulussa.", ["koko maa"]),
        ("Lapsiohjelman seuranta", "Perhetyö kehittyi.", ["koko maa"]),
        ("Perhetyö", "STM rahoitti. Perhetyö kehittyi.", ["koko maa"]),
        ("Perhetyö", "Perhetyö kehittyi.", []),
    ],
)  # fmt: skip
def test_where_it_works(values: Values, title: str, text: str, wanted: list[str]) -> None:
    assert values("region", title, text) == wanted


def test_swedish_and_english(values: Values) -> None:
    assert values("region", "Familjearbete", "Arbetet sker i Vasa.", language="sv") == ["Pohjanmaa"]
    assert values("region", "Ålands barnskydd", "", language="sv") == ["Ahvenanmaa"]
    text = "The network covers North Karelia."
    assert values("region", "Family work", text, language="en") == ["Pohjois-Karjala"]


def test_addresses(values: Values) -> None:
    assert values("region", "Hanke", "Perhetyö", "https://www.salo.fi/hanke") == ["Varsinais-Suomi"]
    assert values("region", "Hanke", "Perhetyö", "https://www.kainuunliitto.fi/") == ["Kainuu"]
    assert values("region", "Hanke", "Oulu", "https://stm.fi/hanke") == ["koko maa"]
    assert values("region", "Hanke", "Perhetyö", "http://[") == []


def test_names_that_are_words_too(values: Values) -> None:
    assert values("region", "Malli", "Salon kaupunki kokeili.") == ["Varsinais-Suomi"]
    assert values("region", "Malli (Ii)", "") == ["Pohjois-Pohjanmaa"]
    assert values("region", "Malli", "Kunnat ovat Lahti, Heinola ja Kotka.") == [
        "Päijät-Häme",
        "Kymenlaakso",
    ]
    assert values("region", "Malli", "lahti, salo ja kotka") == []


def test_weak_mentions(values: Values) -> None:
    text = "Hanke toimii Kajaanissa. Hallinnoija Oulu. Kokoukset: 3.5.2017 Turku, 4.6.2017 Lahti."
    assert values("region", "Malli", text) == ["Kainuu"]
    text = "Hanke toimii Kajaanissa. Oulun kaupunki hallinnoi sitä."
    assert values("region", "Malli", text) == ["Kainuu"]


def test_those_who_take_part_are_listed(values: Values) -> None:
    text = "Toteuttajina ovat Kajaani, Rovaniemi ja Kokkola. Kainuun oma osuus on pieni."
    found = values("region", "Malli (Kainuu)", text)
    assert found == ["Keski-Pohjanmaa", "Kainuu", "Lappi"]


def test_examples_do_not_make_a_national_talk_regional(values: Values) -> None:
    text = (
        "Etunimi Sukunimi, THL\fEspoo kokeili.\fSeinäjoella on malli.\fKainuussa ja Porissa toinen."
    )
    assert values("region", "Malleja", text) == ["koko maa"]
    text = "Valtakunnallinen verkosto: Lappi, Kainuu, Satakunta, Pirkanmaa ja Uusimaa."
    assert values("region", "Malleja", text) == ["koko maa"]


def test_evidence(read: Read) -> None:
    document = read("Malli", "Hanke toimii Kajaanissa.\fVäli-Suomi")
    (region, *_) = describe(document)
    assert region.value == "Kainuu"
    (evidence,) = region.evidence
    assert (evidence.words, evidence.page, evidence.place) == ("Kajaanissa", 1, "text")
    area = next(iter(describe(read("Väli-Suomi"))))
    assert area.evidence[0].words == "Väli-Suomi"
