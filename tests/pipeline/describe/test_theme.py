from __future__ import annotations

import pytest

from pipeline.describe.describers import describe
from tests.pipeline.describe.conftest import Read, Values

FILLER = "Tämä lause ei puhu mistään erityisestä asiasta eikä kenestäkään. "


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Perhekeskuksissa tavataan.", ["perhekeskus"]),
        ("Neuvoloiden laajat terveystarkastukset.", ["neuvola"]),
        ("Huostaanottojen määrä ja sijaishuolto.", ["lastensuojelu"]),
        ("Muistisairaiden kotihoito.", ["ikaihmiset"]),
        ("Gerontologinen muistineuvola", ["ikaihmiset"]),
        ("Perheväkivallan jäljet", ["vakivalta"]),
        ("Asunnottomuuden vähentäminen", ["asunnottomuus"]),
        ("Lasten, nuorten ja perheiden palvelut", ["perhetyo"]),
        ("Lapsi- ja perhepalveluiden muutosohjelma (LAPE)", []),
        ("Aivan muuta", []),
    ],
)
def test_short_texts(values: Values, text: str, wanted: list[str]) -> None:
    assert values("theme", text=text) == wanted


def test_swedish(values: Values) -> None:
    text = "Småbarnspedagogiken och barnskyddet"
    assert set(values("theme", text=text, language="sv")) == {"varhaiskasvatus", "lastensuojelu"}


def test_one_mention_in_a_long_text_is_in_passing(values: Values) -> None:
    assert values("theme", text=f"Neuvola. {FILLER * 30}") == []
    assert values("theme", "Neuvola", FILLER * 30) == ["neuvola"]
    assert values("theme", text=f"Neuvola\n\n{FILLER * 30}", headings=("Neuvola",)) == ["neuvola"]
    assert values("theme", text=f"Neuvola. Neuvolat. Neuvolaan. {FILLER * 30}") == ["neuvola"]


def test_six_at_most_the_strongest_first(values: Values) -> None:
    text = (
        "Neuvola, neuvola, neuvola. Perhekeskus, lastensuojelu, päiväkoti, oppilashuolto, "
        "väkivalta, päihdetyö, vammaispalvelu."
    )
    found = values("theme", text=text)
    assert len(found) == 6
    assert found[0] == "neuvola"


def test_evidence(read: Read) -> None:
    document = read("Neuvolan malli", "Neuvoloissa kokeiltiin.")
    (theme,) = (value for value in describe(document) if value.facet == "theme")
    assert [each.place for each in theme.evidence] == ["title", "text"]
    assert 0 < theme.score < 1
