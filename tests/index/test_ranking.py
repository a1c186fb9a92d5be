"""What must come before what: small documents that would deceive a plainer order."""

from __future__ import annotations

import pytest

from corpus.store import Store
from index.search import SearchService
from tests.index.conftest import Add
from tests.index.indexing import indexed

FILLER = "Kunta teki päätöksen, ja asia eteni hitaasti mutta varmasti eteenpäin. "


@pytest.fixture
def others(add: Add) -> None:
    """Documents about other things, so that words are as rare as in a real corpus."""
    for number in range(12):
        add(f"Raportti numero {number} kertoo kirjastosta ja museosta. " + FILLER * 4)


def order(store: Store, query: str) -> list[str]:
    with SearchService.open(indexed(store)) as service:
        return [hit.id for hit in service.search(query).hits]


CONTENTS = "Sisällys\n" + "\n".join(
    f"{number} Vertaisryhmät {'.' * 40} {number + 4}" for number in range(1, 9)
)
REFERENCES = "Lähteet\n" + "\n".join(
    f"Tekijä, T. {year}. Vertaisryhmät kunnissa. Selvityksiä {year}." for year in range(2001, 2012)
)
CONTACTS = "Yhteystiedot\n" + "\n".join(
    f"Vertaisryhmien ohjaaja {name} Keksitty, {name.lower()}@esimerkki.fi, p. 040 000 000{n}"
    for n, name in enumerate(["Anna", "Bertta", "Cecilia", "Daavid"])
)
COOKIES = "Vertaisryhmät-sivusto käyttää evästeitä. Hyväksy evästeet tai muuta asetuksia."
CRUMBS = "Etusivu › Vertaisryhmät › Vertaisryhmät kunnissa › Vertaisryhmien ohjaajat › Palaute"
ATTACHMENTS = "Liitteet\nLiite 1. Vertaisryhmät\nLiite 2. Vertaisryhmien ohjaajat"


@pytest.mark.usefixtures("others")
@pytest.mark.parametrize(
    "boilerplate",
    [CONTENTS, REFERENCES, CONTACTS, COOKIES, CRUMBS, ATTACHMENTS],
    ids=["contents", "references", "contacts", "cookies", "crumbs", "attachments"],
)
def test_boilerplate_never_outranks_content(store: Store, add: Add, boilerplate: str) -> None:
    about = f"{FILLER * 3}Kylällä kokoontui vertaisryhmä, jota vanhemmat ohjasivat. {FILLER * 3}"
    mention = add(FILLER * 6, boilerplate, FILLER * 5)
    content = add(FILLER * 6, about, FILLER * 5)
    assert order(store, "vertaisryhmä") == [content, mention]


@pytest.mark.usefixtures("others")
def test_words_near_each_other_in_a_list_of_contents_are_none(store: Store, add: Add) -> None:
    contents = "Sisällys\n" + "\n".join(
        f"{number} Vertaisryhmän ohjaaja {'.' * 30} {number}" for number in range(1, 9)
    )
    about = f"Vertaisryhmä kokoontui. {FILLER * 3} Illan päätti ohjaaja, joka keitti kahvia."
    mention = add(FILLER * 6, contents, FILLER * 5)
    content = add(FILLER * 6, about, FILLER * 5)
    assert order(store, "vertaisryhmä ohjaaja") == [content, mention]


@pytest.mark.usefixtures("others")
def test_a_cover_is_no_content(store: Store, add: Add) -> None:
    cover = add("Vertaisryhmät\nVertaisryhmien arviointi\nOulu 2011", *[FILLER * 5] * 3)
    content = add("Muuta asiaa\nOulu 2012", f"{FILLER} Vertaisryhmä alkoi. {FILLER * 3}", FILLER)
    assert order(store, "vertaisryhmä") == [content, cover]


@pytest.mark.usefixtures("others")
def test_long_and_short(store: Store, add: Add) -> None:
    text = "Kotikäynti sovitaan perheen kanssa. "
    once_in_much = add(*[FILLER * 30] * 10, text)
    short = add(FILLER * 2 + text)
    chapter = add(*[FILLER * 30] * 10, text * 12 + FILLER)
    assert order(store, "kotikäynti") == [chapter, short, once_in_much]


@pytest.mark.usefixtures("others")
def test_a_whole_word_before_the_half_of_a_compound(store: Store, add: Add) -> None:
    half = add("Kunnassa avattiin neuvolatoiminta ja uusi neuvolapalvelu. " + FILLER * 3)
    whole = add("Kunnassa avattiin neuvola ja uusi palvelu keväällä. " + FILLER * 3)
    assert order(store, "neuvola") == [whole, half]


@pytest.mark.usefixtures("others")
def test_a_title_before_the_text(store: Store, add: Add) -> None:
    text = add("Kunnan neuvola on auki. " + FILLER * 3, title="Raportti")
    title = add("Kunnan päiväkoti on auki. " + FILLER * 3, title="Neuvola muuttaa")
    assert order(store, "neuvola") == [title, text]


@pytest.mark.usefixtures("others")
def test_words_near_each_other_before_words_far_apart(store: Store, add: Add) -> None:
    far = add(f"Perhe muutti kylälle. {FILLER * 6} Päiväkodin tuki jäi vähäiseksi.")
    near = add(f"Keväällä {FILLER * 3} Perheen tuki järjestyi päiväkodissa. {FILLER * 3}")
    assert order(store, "perhe tuki") == [near, far]


@pytest.mark.usefixtures("others")
def test_the_very_form_a_little_before_another(store: Store, add: Add) -> None:
    made = {
        form: add(f"Puhuttiin {form} koko ilta. {FILLER * 3}")
        for form in ("neuvolasta", "neuvolassa", "neuvoloista")
    }
    for form, document in made.items():
        assert order(store, form)[0] == document
        assert len(order(store, form)) == 3
