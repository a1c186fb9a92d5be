"""What a source states in fields comes before what the text says."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.sources import oaifields, recordpages, sidecars
from pipeline.describe.describers import describe
from pipeline.describe.stated import _ORIGINS, origins, stated
from tests.pipeline.describe.conftest import Read, Values

TEXT = "Perhetyö ja neuvola Kuopiossa. Hanke toimi Pohjois-Savossa. Väliraportti 2010."


def test_the_keys_that_tell_origins_are_those_of_the_sources() -> None:
    assert _ORIGINS == (oaifields.ELEMENTS, recordpages.LABELS, sidecars.ORIGIN)


def test_where_each_value_came_from() -> None:
    metadata = {
        "date": "2011",
        "title": "A",
        "type": "x",
        "oai:elements": "date: dc.date.issued; type: dc.type, dc.type.okm",
        "sidecar": "title, odd: a.toml; a.json not read: broken",
    }
    assert origins(metadata) == {
        "date": "dc.date.issued",
        "type": "dc.type, dc.type.okm",
        "title": "a.toml",
    }


def test_fields_of_the_source_come_before_those_of_the_file() -> None:
    metadata = {"datePublished": "2019", "Date": "2011", "sidecar": "Date: a.toml"}
    found = stated(metadata, re.compile("date(?:published)?"))
    assert [(each.value, each.rule) for each in found] == [
        ("2011", "field Date (a.toml)"),
        ("2019", "field datePublished"),
    ]


@pytest.mark.parametrize(
    ("metadata", "regions"),
    [
        ({"region": "Kainuu"}, ["Kainuu"]),
        ({"region": "Kainuun maakunta; Lapin maakunta"}, ["Kainuu", "Lappi"]),
        ({"region": "Etelä- ja Pohjois-Karjala"}, ["Etelä-Karjala", "Pohjois-Karjala"]),
        ({"region": "Kajanaland; Nyland"}, ["Uusimaa", "Kainuu"]),
        ({"municipality": "Kajaani, Salo"}, ["Varsinais-Suomi", "Kainuu"]),
        ({"municipality": "Oulun kaupunki"}, ["Pohjois-Pohjanmaa"]),
        ({"municipality": "Ii"}, ["Pohjois-Pohjanmaa"]),
        ({"region": "Keski-Uudenmaan hyvinvointialue"}, ["Uusimaa"]),
        ({"Maakunta": "Kainuu"}, ["Kainuu"]),
        ({"region": "koko maa"}, ["koko maa"]),
        ({"region": "Riksomfattande"}, ["koko maa"]),
        ({"region": "Kuvitteellinen seutu"}, ["Pohjois-Savo"]),
        ({"region": ""}, ["Pohjois-Savo"]),
        ({"subject": "perhetyö; Kainuu"}, ["Kainuu"]),
        ({"subject": "perhetyö; Suomi"}, ["Pohjois-Savo"]),
        ({"subject": "Kainuu", "region": "Lappi"}, ["Lappi"]),
    ],
)
def test_regions(metadata: dict[str, str], regions: list[str], values: Values) -> None:
    assert values("region", "Raportti", TEXT, metadata=metadata) == regions


def test_a_stated_municipality_makes_those_of_the_text_alternatives(read: Read) -> None:
    metadata = {
        "municipality": "Kajaani",
        "record:labels": "municipality: Toteutuspaikka",
    }
    text = "Hanke toimi Suomussalmella ja Kuopiossa. Suomussalmella oli neuvola."
    found = describe(read("Raportti", text, metadata=metadata))
    kept = {(value.facet, value.value): value for value in found}
    assert kept["municipality", "Kajaani"].chosen
    assert not kept["municipality", "Suomussalmi"].chosen
    assert not kept["region", "Pohjois-Savo"].chosen
    assert kept["county", "Kainuun hyvinvointialue"].chosen
    (first, *_) = kept["region", "Kainuu"].evidence
    assert (first.words, first.place) == ("Kajaani", "metadata")
    assert first.rule == "field municipality (Toteutuspaikka)"


def test_a_stated_county_is_one(values: Values) -> None:
    metadata = {"region": "Itä-Uudenmaan hyvinvointialue"}
    assert values("county", "Raportti", TEXT, metadata=metadata) == [
        "Itä-Uudenmaan hyvinvointialue"
    ]


@pytest.mark.parametrize(
    ("subject", "themes"),
    [
        ("perhekeskukset", ["perhekeskus"]),
        ("http://www.yso.fi/onto/yso/p23383", ["perhekeskus"]),
        ("Avioero; turvakodit", ["perhetyo", "vakivalta"]),
        ("Familjecenter", ["perhekeskus"]),
        ("purjehdus", []),
    ],
)
def test_themes(subject: str, themes: list[str], values: Values) -> None:
    text = "Raportti kertoo, miten alueella tehtiin töitä."
    assert set(values("theme", "Raportti", text, metadata={"subject": subject})) == set(themes)


def test_the_text_adds_the_themes_that_it_is_full_of(values: Values) -> None:
    text = "Neuvola ja neuvolan terveydenhoitaja. Neuvolassa neuvolatyö. " * 3
    found = values("theme", "Neuvolan työ", text, metadata={"subject": "perhekeskukset"})
    assert found[0] == "perhekeskus"
    assert "neuvola" in found


@pytest.mark.parametrize(
    ("told", "language"),
    [
        ("sv", "sv"),
        ("swe", "sv"),
        ("sv_FI", "sv"),
        ("sv-FI", "sv"),
        ("Ruotsi", "sv"),
        ("sv; fi", "fi"),
        ("eng; swe", "en"),
        ("ger", "de"),
        ("suomi, ruotsi", "fi"),
        ("mul", "fi"),
        ("", "fi"),
    ],
)
def test_languages(told: str, language: str, values: Values) -> None:
    assert values("language", "Raportti", TEXT, metadata={"language": told}) == [language]


def test_the_language_of_the_words_is_an_alternative(read: Read) -> None:
    metadata = {"language": "swe", "oai:elements": "language: dc.language.iso"}
    found = describe(read("Raportti", TEXT, metadata=metadata))
    told, other = (value for value in found if value.facet == "language")
    assert (told.value, told.evidence[0].rule) == ("sv", "field language (dc.language.iso)")
    assert (other.value, other.chosen) == ("fi", False)


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ("doctoralThesis", "opinnäyte"),
        ("info:eu-repo/semantics/bachelorThesis", "opinnäyte"),
        ("AMK-opinnäytetyö", "opinnäyte"),
        ("Text; Loppuraportti", "loppuraportti"),
        ("Final report", "loppuraportti"),
        ("Project plan", "hankesuunnitelma"),
        ("Presentation", "esitys"),
        ("Raportti", "väliraportti"),
        ("text", "väliraportti"),
    ],
)
def test_kinds(told: str, kind: str, values: Values) -> None:
    assert values("kind", "Väliraportti", TEXT, metadata={"type": told}) == [kind]


@pytest.mark.parametrize(
    ("metadata", "programme"),
    [
        ({"programme": "Kaste"}, ["kaste"]),
        ({"programme": "Kaste-ohjelma 2008–2011"}, ["kaste"]),
        ({"Ohjelma": "kaste"}, ["kaste"]),
        ({"funder": "STM, Kaste-ohjelma"}, ["lape"]),
        ({"subject": "LAPE-ohjelma"}, ["lape"]),
        ({"programme": "Jokin muu"}, ["lape"]),
    ],
)
def test_programmes(metadata: dict[str, str], programme: list[str], values: Values) -> None:
    text = "LAPE-ohjelma. LAPE-hanke muutti perhekeskuksen."
    assert values("programme", "LAPE-hankkeen raportti", text, metadata=metadata) == programme


@pytest.mark.parametrize(
    ("metadata", "year"),
    [
        ({"date": "2011-05-12"}, ["2011"]),
        ({"published": "12.5.2011"}, ["2011"]),
        ({"datePublished": "2015", "date": "2011", "sidecar": "date: a.toml"}, ["2011"]),
        ({"date": "keväällä"}, ["2010"]),
    ],
)
def test_years(metadata: dict[str, str], year: list[str], values: Values) -> None:
    assert values("published", "Raportti", "Julkaistu 3.4.2010.", metadata=metadata) == year


def test_the_period_of_a_record(values: Values) -> None:
    metadata = {"start date": "1.3.2009", "end date": "31.12.2011"}
    assert values("period", "Raportti", TEXT, metadata=metadata) == ["2009-2011"]


@pytest.mark.parametrize(
    ("metadata", "budget", "funding"),
    [
        ({"budget": "672 500 €"}, ["672500"], []),
        ({"budget": "672500,00"}, ["672500"], []),
        ({"budget": "0,7 milj. euroa"}, ["700000"], []),
        ({"budget": "2011"}, ["90000"], []),
        ({"budget": "ei tiedossa"}, ["90000"], []),
        ({"funding": "504 375 €; 75 %"}, ["90000"], ["504375", "75 %"]),
    ],
)
def test_money(
    metadata: dict[str, str], budget: list[str], funding: list[str], values: Values
) -> None:
    text = "Hankkeen budjetti oli 90 000 euroa."
    assert values("budget", "Raportti", text, metadata=metadata) == budget
    assert values("funding", "Raportti", text, metadata=metadata) == funding


def test_organisations(values: Values) -> None:
    metadata = {"organisation of the authors": "Oulun yliopisto", "publisher": "STM"}
    found = values("organisation", "Raportti", TEXT, metadata=metadata)
    assert found == ["Sosiaali- ja terveysministeriö"]
    only = {"organisation of the authors": "Oulun yliopisto"}
    assert values("organisation", "Raportti", TEXT, metadata=only) == ["Oulun yliopisto"]


KEYS = st.sampled_from(
    "region municipality programme subject type language date budget funding publisher funder"
    " oai:elements record:labels sidecar".split()
)


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(KEYS, st.text(max_size=60) | st.sampled_from(["Kainuu; İİ", "a: ; b: "])))
def test_any_metadata_are_read(read: Read, metadata: dict[str, str]) -> None:
    for value in describe(read("Raportti", "Teksti.", metadata=metadata)):
        for each in value.evidence:
            if each.place == "metadata" and each.rule.startswith("field "):
                told = metadata[each.rule.removeprefix("field ").split(" (")[0]]
                assert told[each.start : each.end] == each.words
