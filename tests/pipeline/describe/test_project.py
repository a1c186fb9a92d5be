from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.describe.describers import describe
from tests.pipeline.describe.conftest import Read, Values

# Title, text, and the project that a reader would name; "" for none.
CASES = [
    ("Lumipolku-hankkeen loppuraportti", "", "Lumipolku"),
    ("LUMIPOLKU-HANKKEEN LOPPURAPORTTI 2012", "Lumipolku-hanke alkoi talvella.", "Lumipolku"),
    ("Loppuraportti", "Lumipolku-hankkeessa koulutettiin neuvoloita.", "Lumipolku"),
    ("Loppuraportti", "Kerromme, miten Aamusta iltaan -hanke eteni.", "Aamusta iltaan"),
    ("Vuoden satoa", "Kainuun Aamusta iltaan -hanketta johti kunta.", "Aamusta iltaan"),
    ("Ensin arki, sitten muu -hanke", "", "Ensin arki, sitten muu"),
    ("Vuoden satoa", "Työ tehtiin hankkeessa ”Vierellä kaiken aikaa”.", "Vierellä kaiken aikaa"),
    ("Vuoden satoa", "”Vierellä kaiken aikaa” -hanke päättyi.", "Vierellä kaiken aikaa"),
    ("Vuoden satoa", "Hankkeen nimi: Revontulipolku\nAlkaa 1.1.2010", "Revontulipolku"),
    ("Hakulomake", "Hankkeen julkinen nimi Revontulipolku – apua ajoissa", "Revontulipolku"),
    ("Revontuli-projektin tuloksia", "", "Revontuli"),
    ("KUUSILAPE-hankkeen toimintakertomus", "", "KUUSILAPE"),
    ("KULMA (Kuntien lapset mukaan) -hankkeen väliraportti", "", "KULMA"),
    ("Saari-LAPE: uutiskirje 2/2018", "", "Saari-LAPE"),
    ("Uutiskirje 2/2018", "Saari-LAPEn kuulumisia. Saari-LAPEssa on kiire.", "Saari-LAPE"),
    ("Keski-Pohjanmaan LAPE-hankkeen arviointi", "", "KP LAPE"),
    ("LAPE Kainuu", "Maakunnan muutos alkaa.", "LAPE Kainuu"),
    ("Tukeva 2 -hankkeen väliraportti", "", "Tukeva 2"),
    ("TUKEVA-hankkeen loppuraportti 1.11.2008–31.10.2010", "", "Tukeva"),
    ("PaKaste II: tuloksia", "PaKasteessa kokeiltiin etänä annettua tukea.", "PaKaste 2"),
    ("Kasperin kuulumisia", "Kasperi II -hanke jatkaa. Kasperi-hanke päättyi.", "Kasperi 2"),
    ("Pois syrjästä Raumalla", "Pois syrjästä -hanke alkoi.", "Pois syrjästä"),
    ("Koivupolku", "Hankkeen 2009–2011 loppuraportti: Koivupolku, Oulu.", "Koivupolku"),
    ("Koivupolku – apua kotiin", "Koivupolku on Kaste-ohjelman osahanke Oulussa.", "Koivupolku"),
    ("Koivupolku tuo avun kotiin", "Koivupolku on kuntien yhteinen hanke.", "Koivupolku"),
    ("Etelä-Suomen OT-tukihanke (2022)", "", "Etelä-Suomen OT-tukihanke"),
    ("M45-hankkeen arviointi", "", "M45"),
    (
        "Lumipolku -hankkeen esite",
        "Lumipolussa tavataan. Edeltäjä oli Hiekkatie-hanke.",
        "Lumipolku",
    ),
    ("Vuoden satoa", "Lumipolku-hanke. Osallistui myös Hiekkatie-hanke.", "Lumipolku"),
    ("Oma osallisuus-hanke", "Hanke on vielä suunnitelma.", "Oma osallisuus"),
    # None: generic words, programmes, many projects, projects in passing.
    ("Kehittämishankkeen loppuraportti", "Kehittämishanke onnistui. Hankkeen nimi vaihtui.", ""),
    ("Kaste-hankkeen tuloksia", "Kaste-hanke alkoi. Kaste-hankkeessa oltiin.", ""),
    ("LAPE-hanke", "Maakunnallinen LAPE-hanke. STM:n LAPE-hankkeet.", ""),
    ("Hankehakemus", "Perhekeskus on hanke muiden joukossa.", ""),
    ("Perhekeskus kokoaa palvelut", "Perhekeskus on uusi hanke. Lähin perhekeskus auttaa.", ""),
    (
        "Alueen hankkeet",
        "Lumipolku-hanke auttaa.\nHiekkatie-hanke kouluttaa.\nKuusi-hanke kokoaa.\n"
        "Mänty-hanke tutkii.",
        "",
    ),
    ("Katsaus", "x " * 400 + "Aiemmin tehtiin muun muassa Hiekkatie-hanke.", ""),
    ("Kokouskutsu", "Tervetuloa kahville torstaina.", ""),
    ("Suunnitelma", "Hanke on vielä auki - hankkeen alku siirtyi. Hanke – projekti.", ""),
]


@pytest.mark.parametrize(("title", "text", "project"), CASES)
def test_a_document_s_own_project(values: Values, title: str, text: str, project: str) -> None:
    assert values("project", title, text) == ([project] if project else [])


@pytest.mark.parametrize(
    ("language", "title", "text", "project"),
    [
        ("sv", "Ansökan", "Projektets namn: Stigen hem\nBörjar 2012", "Stigen hem"),
        ("sv", "Stigen hem", "Projektet Stigen hem har börjat i Vasa.", "Stigen hem"),
        ("sv", "Nyheter", "Projektet Stigen växer. I projektet Stigen finns vi.", "Stigen"),
        (
            "sv",
            "Slutrapport",
            "Gårdsstig-projektet slutade. Gårdsstig-projektets mål.",
            "Gårdsstig",
        ),
        ("sv", "Ett utvecklingsprojekt", "Projektet har börjat. Projektet Kaste.", ""),
        ("en", "Final report of the Quiet Harbour project", "", "Quiet Harbour"),
        ("en", "News", "Our project began. The project ended. A new project.", ""),
    ],
)
def test_other_languages(
    values: Values, language: str, title: str, text: str, project: str
) -> None:
    found = values("project", title, text, language=language)
    assert found == ([project] if project else [])


def test_fields_decide_and_others_are_alternatives(read: Read) -> None:
    document = read(
        "Tietokanta",
        "Hiekkatie-hanke oli mukana. Hiekkatie-hanke auttoi.",
        metadata={"Hankkeen nimi": "Lumipolku – apua ajoissa", "running lines": "Talvi-hanke 1"},
    )
    found = [value for value in describe(document) if value.facet == "project"]
    assert [(value.value, value.chosen) for value in found] == [
        ("Lumipolku", True),
        ("Hiekkatie", False),
        ("Talvi", False),
    ]
    first, second, _ = found
    assert first.evidence[0].rule == "field Hankkeen nimi"
    shown = second.evidence[0]
    assert document.pages[0].text[shown.start : shown.end] == shown.words


@pytest.mark.parametrize("title", [" ", " – hanke", "\u3000", "(", "–", "   2012"])
def test_a_title_that_begins_with_nothing_names_nothing(values: Values, title: str) -> None:
    # "" stands at every place of a text: looking for it never came to an end
    assert values("project", title, "Kerromme, miten neuvola muuttui.") in ([], ["unknown"])


def test_a_running_line_names_it(values: Values) -> None:
    given = {"running lines": "Aamusta iltaan -hanke · Muistio 3"}
    assert values("project", "Kokous", "Avaus.", metadata=given) == ["Aamusta iltaan"]


PIECES = ["hanke", "-hanke", "Lumi", "projektet", '"', "”", "LAPE", "Kaste 2", "(", "\n", "\x00"]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=30))
def test_any_text_is_read(read: Read, pieces: list[str]) -> None:
    text = " ".join(pieces)
    found = [v for v in describe(read(text, text)) if v.facet == "project"]
    assert sum(value.chosen for value in found) <= 1
    assert len({value.value for value in found}) == len(found)
    assert all(value.value.strip() and 0 < value.score <= 1 for value in found)
