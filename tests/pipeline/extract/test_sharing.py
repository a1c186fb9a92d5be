"""Copies on document-sharing sites: slides, and a list of other documents that is not theirs."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corpus.document import Extraction
from pipeline.extract.blocks import Block
from pipeline.extract.sharing import is_transcript, slides, without_others
from tests.pipeline.extract.conftest import whole

ReadHtml = Callable[..., Extraction]

SLIDES = ["1 KYLÄN TUKI Esittely", "2", "3 Tavoitteet Perheet mukaan", "4 KIITOS!"]
OTHERS = [
    ("Vanhusten arki Porissa", "Vanhusten arki Porissa Loppuraportti 2011 Sisällys"),
    ("Asumisen polku", "Asumisen polku Asumisen polku Selvitys 2014 Tiivistelmä"),
    ("Turvallinen koti, Lahti", "Turvallinen koti, Lahti 2009 Johdanto"),
]


def texts(blocks: list[Block]) -> list[str]:
    return [block.text for block in blocks]


def entries(with_more: bool = True) -> list[Block]:
    found = []
    for title, snippet in OTHERS:
        found += [Block(title), Block(snippet)]
        if with_more:
            found.append(Block("Lisätiedot"))
    return found


@pytest.mark.parametrize("with_more", [True, False])
def test_entries_that_repeat_are_cut(with_more: bool) -> None:
    own = [Block("Oma teksti alkaa."), Block("Oma teksti jatkuu.")]
    after = [Block("Vielä omaa.")]
    assert without_others([*own, *entries(with_more), *after]) == [*own, *after]


def test_two_entries_are_no_list() -> None:
    blocks = entries()[:6]
    assert without_others(blocks) == blocks


def test_headed_list_is_cut_to_the_next_heading() -> None:
    blocks = [
        Block("Oma teksti", 1),
        Block("Samankaltaiset tiedostot", 2),
        Block("Vanhusten arki"),
        Block("Alaotsikko", 3),
        Block("Muuta", 2),
        Block("Omaa taas"),
    ]
    assert texts(without_others(blocks)) == ["Oma teksti", "Muuta", "Omaa taas"]


def test_headed_list_without_a_heading_goes_on_to_the_end() -> None:
    blocks = [Block("Omaa"), Block("Samankaltaiset tiedostot"), Block("Vanhusten arki")]
    assert texts(without_others(blocks)) == ["Omaa"]


def test_interface_lines_go() -> None:
    blocks = [
        Block("Kylän tuki", 1),
        Block("Koko: px"),
        Block("Aloita esitys sivulta:"),
        Block('Download "Kylän tuki"'),
        Block("Teppo Testaaja 7 vuotta sitten"),
        Block("Transkriptio", 2),
        Block("1 Omaa tekstiä"),
    ]
    assert is_transcript(blocks)
    assert texts(without_others(blocks)) == ["Kylän tuki", "1 Omaa tekstiä"]
    assert not is_transcript(without_others(blocks))


def test_slides() -> None:
    blocks = [Block("Kylän tuki", 1), *map(Block, SLIDES), Block("jatkoa")]
    found = slides(blocks, certain=True)
    assert found is not None
    assert [texts(slide) for slide in found] == [
        ["Kylän tuki", "KYLÄN TUKI Esittely"],
        [],
        ["Tavoitteet Perheet mukaan"],
        ["KIITOS!", "jatkoa"],
    ]


def test_slides_without_the_title_twice() -> None:
    found = slides([Block("Kylän tuki", 1), *map(Block, ["1 Kylän tuki", "2 a", "3 b"])], True)
    assert found is not None
    assert texts(found[0]) == ["Kylän tuki"]


def test_numbered_paragraphs_are_slides_only_when_nothing_else_is_there() -> None:
    numbered = [Block(f"{n} Kohta") for n in range(1, 10)]
    assert slides(numbered[:4], certain=False) is None
    assert slides(numbered, certain=False) is not None
    mixed = [block for one in numbered for block in (one, Block("Tekstiä"))]
    assert slides(mixed, certain=False) is None
    assert slides([Block("1 a"), Block("3 b"), Block("7 c")], certain=True) is None


def test_whole_page_whatever_its_classes_are_called(read_html: ReadHtml) -> None:
    listed = "".join(
        f"<div class=d><p>{title}</p></div><div class=d><p>{snippet}</p></div>"
        "<div class=d><p>Lisätiedot</p></div>"
        for title, snippet in OTHERS
    )
    transcript = "".join(f"<p>{slide}</p>" for slide in SLIDES)
    found = read_html(
        "<title>Kylän tuki - Ilmainen lataus</title><body><div class=navbar><a href=/>Jako</a>"
        "<a href=/k>Kirjaudu</a></div><h1>Kylän tuki</h1><div>Koko: px</div>"
        f"<h2>Transkriptio</h2><div>{transcript}</div><div>{listed}</div></body>"
    )
    assert len(found.pages) == 4
    assert [page.number for page in found.pages] == [1, 2, 3, 4]
    assert found.pages[1].text == ""
    for word in ("Porissa", "Lahti", "Lisätiedot", "Kirjaudu", "Koko", "Transkriptio"):
        assert word not in whole(found)
