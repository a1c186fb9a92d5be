from __future__ import annotations

from pipeline.describe.sightings import own_pages, sightings
from tests.pipeline.describe.conftest import Read


def test_places_and_offsets(read: Read) -> None:
    document = read("Neuvola", "Perhetyö\n\nNeuvolassa tehdään perhetyötä.", headings=("Perhetyö",))
    found = sightings(document.title_page, document.pages)["theme"]
    assert [(each.words, each.place) for each in found] == [
        ("Neuvola", "title"),
        ("Perhetyö", "heading"),
        ("Neuvolassa", "text"),
        ("perhetyötä", "text"),
    ]
    assert found[0].evidence("x").page == 0
    evidence = found[3].evidence("x")
    page = document.pages[0]
    assert page.text[evidence.start : evidence.end] == evidence.words
    assert found[2].before(4) == "yö\n\n"
    assert found[2].after(8) == " tehdään"


def test_the_longest_name_wins(read: Read) -> None:
    document = read(text="Lapsi- ja perhepalveluiden muutosohjelma")
    found = sightings(document.title_page, document.pages)
    assert [each.words for each in found["programme"]] == [
        "Lapsi- ja perhepalveluiden muutosohjelma"
    ]
    assert all(not each.term.values for each in found["theme"])


def test_other_people_s_documents_are_left_out(read: Read) -> None:
    document = read(
        text="Neuvola Oulussa\n\nSamankaltaiset tiedostot\nPäihdetyö Lahdessa\fTurku",
        headings=("Neuvola", "Päihdetyö"),
    )
    (page,) = own_pages(document)
    assert page.text == "Neuvola Oulussa\n\n"
    assert len(page.words) == len(page.starts) == 2
    assert len(page.headings) == 1
    untouched = read(text="Neuvola")
    assert own_pages(untouched) is untouched.pages
