"""Lines about the page and the site."""

from __future__ import annotations

import pytest

from pipeline.extract.blocks import Block
from pipeline.extract.pagelines import without

OWN = [Block(f"Oma kappale {number}.") for number in range(12)]


@pytest.mark.parametrize(
    "line",
    [
        Block("© Kunta 2019"),
        Block("Copyright Kunta"),
        Block("Voimanlähteenä julkaisujärjestelmä"),
        Block("Kirjoittanut Ylläpitäjä"),
        Block("Takaisin ylös"),
        Block("Alkuun Seuraava", links=2),
    ],
)
def test_lines_at_the_ends_go(line: Block) -> None:
    assert without([line, *OWN, line], ()) == OWN
    if not line.links:
        assert line in without([*OWN[:6], line, *OWN[6:]], ())


@pytest.mark.parametrize(
    "line",
    [
        Block("Lue lisää »", links=1),
        Block("Sivun alkuun", links=1),
        Block("Jaa: Facebook, Twitter"),
    ],
)
def test_offers_go_everywhere(line: Block) -> None:
    assert without([*OWN[:6], line, *OWN[6:]], ()) == OWN


def test_headings_and_lists_stay() -> None:
    lines = [Block("Copyright kouluissa", 2), *OWN, Block("Hankesuunnitelma", links=1)]
    assert without(lines, ()) == lines


def test_names_of_the_site_before_the_heading() -> None:
    lines = [Block("Kunta"), Block("Otsikko", 1), Block("Kunta"), *OWN]
    assert without(lines, ("Kunta",)) == lines[1:]
