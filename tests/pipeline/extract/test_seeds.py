"""The five real documents that the work began with, where they are at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.extract.base import extract
from pipeline.extract.context import Context
from pipeline.mediatype import HEAD, sniff
from tests.pipeline.extract.conftest import LIMITS, knows, whole

SEEDS = Path(__file__).resolve().parents[3] / ".." / "shared" / "data" / "seeds"

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the real documents are not here")


@pytest.mark.parametrize(
    ("name", "pages", "wanted", "unwanted"),
    [
        (
            "docplayer-liiketta-lasten-suojelemiseen.html",
            45,
            ["KIITOS!", "Ehkäistään ennalta"],
            ["Tuusulan", "Lisätiedot", "Kirjaudu", "Koko:", "Download", "Käyttöehdot"],
        ),
        (
            "lape-uusimaa-varhaiskasvatus-koulu.html",
            1,
            ["Lohja ja Porvoo", "(2)"],
            ["Lapin", "evästeitä", "Etusivu", "Tietosuojaseloste"],
        ),
        (
            "pakaste-pohjois-pohjanmaa.html",
            1,
            ["Posiolla", "raporttiin"],
            ["Lappi", "Kainuu", "ei kuulu hakuun", "Kirjaudu", "Pääsivu", "Sivukartta"],
        ),
        (
            "oulu-hanketietokanta-lape.html",
            1,
            ["Henkilöstökulut\t672 500\t672 500\t1 345 000", "Aloittamispvm 1.1.2017"],
            ["Oulun kehittämishankkeet"],
        ),
        ("arvo-tiedote-2008.pdf", 2, ["TIEDOTE 10.10.2008", "erityisesti"], ["eri-", "\ufffe"]),
        (
            "liiketta-lasten-suojelemiseen.pdf",
            45,
            ["KIITOS!"],
            ["Sosiaali- ja terveysministeriö 2"],
        ),
    ],
)
def test_seed(name: str, pages: int, wanted: list[str], unwanted: list[str]) -> None:
    path = SEEDS / name
    with path.open("rb") as file:
        media_type = sniff(file.read(HEAD), name)
    found = extract(path, media_type, Context(LIMITS, knows))
    assert len(found.pages) == pages
    text = whole(found)
    assert [word for word in wanted if word not in text] == []
    assert [word for word in unwanted if word in text] == []
