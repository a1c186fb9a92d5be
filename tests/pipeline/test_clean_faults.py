"""Each sign is met by its kind of garbage, and by nothing that is language."""

from __future__ import annotations

import codecs
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.clean import faults

FINNISH = (
    "Hankkeessa kehitettiin lapsiperheiden palveluja yhdessä kuntien, järjestöjen ja perheiden "
    "kanssa. Perhekeskus avattiin keväällä, ja siellä käy viikossa kymmeniä perheitä. Vanhemmat "
    "saavat tukea arkeen, ja työntekijät tapaavat heitä myös kotona. Kokemukset ovat olleet hyviä. "
)
SWEDISH = (
    "Projektet utvecklade tjänster för barnfamiljer tillsammans med kommunerna och föreningarna. "
    "Familjecentret öppnades på våren, och där besöker många familjer det varje vecka. Föräldrarna "
    "får stöd i vardagen, och personalen träffar dem också i hemmet. Erfarenheterna är goda. "
)
ENGLISH = (
    "The project developed services for families with children together with the municipalities. "
    "The family centre was opened in spring, and many families visit it every week. Parents get "
    "support in everyday life, and the staff also meet them at home. The experiences are good. "
)
ESTONIAN = (
    "Projekt arendas lastega perede teenuseid koos omavalitsuste ja ühingutega. Perekeskus avati "
    "kevadel ning seal käib nädalas kümneid peresid. Vanemad saavad tuge igapäevaelus, ja töötajad "
    "kohtuvad nendega kodus. Kogemused olid väga head, ja tööd tahetakse jätkata ka edaspidi. "
)
NAMES = "Aino Virtanen 12 Mikko Korhonen 9 Åsa Lindqvist 31 Juha Mäkelä 7 " * 8
TABLE = "Palkat ja palkkiot 412 300 398 100\nMatkat 12 000 9 800\nYhteensä 424 300 407 900\n" * 6
LANGUAGES = (FINNISH, SWEDISH, ENGLISH, ESTONIAN, NAMES, TABLE)
KNOWN = frozenset(word.strip(".,").lower() for word in (FINNISH + NAMES + TABLE).split())
LETTERS = "abcdefghijklmnopqrstuvwxyzåäö"


def knows(word: str) -> bool:
    return word.lower() in KNOWN


def signs(text: str) -> list[float]:
    page = faults.sample(text)
    return [
        faults.unknown_words(page, knows),
        faults.letter_spaced(page),
        faults.spaces_lost(page, knows),
        faults.doubled(page),
        faults.dots_lost(page, knows),
    ]


def mixed(text: str) -> str:
    other = "".join(random.Random(4).sample(LETTERS, len(LETTERS)))
    return text.translate(str.maketrans(LETTERS + LETTERS.upper(), other + other.upper()))


@pytest.mark.parametrize("text", [*LANGUAGES, "", "12 000", "x x x x x x x x x", "kissa"])
def test_language_has_no_sign(text: str) -> None:
    assert signs(2 * text) == [0.0] * 5


@pytest.mark.parametrize("text", [FINNISH, SWEDISH, ENGLISH, ESTONIAN])
@pytest.mark.parametrize("garble", [mixed, lambda text: codecs.encode(text, "rot13")])
def test_letters_that_are_not_those_of_the_page(text: str, garble: object) -> None:
    assert callable(garble)
    assert signs(garble(2 * text))[0] == 1.0


def test_half_of_the_words_garbled() -> None:
    words = (4 * FINNISH).split()
    text = " ".join(mixed(word) if row % 2 else word for row, word in enumerate(words))
    assert 0.25 <= signs(text)[0] < 1.0


def test_a_few_unknown_words_are_no_sign() -> None:
    assert signs(f"{FINNISH} Schtschrk ltdngmt kptschw")[0] == 0.0


def test_another_script_with_some_latin_names() -> None:
    assert (
        signs("Семейный центр открылся весной " * 9 + "GtkIcn Ntwrk Sqlpp Wrkng Xmlns Ptrns")[0]
        == 0
    )


@pytest.mark.parametrize("text", [FINNISH, SWEDISH, ENGLISH])
def test_letters_set_apart(text: str) -> None:
    assert signs(" ".join(text.replace(" ", "")))[1] == 1.0
    assert 0.0 < signs(text + " ".join("toimintasuunnitelma"))[1] < 0.1


def test_spaces_lost() -> None:
    assert signs(FINNISH.replace(" ", ""))[2] > 0.9
    assert signs((2 * FINNISH).replace(". ", "."))[2] > 0.4
    assert signs((2 * FINNISH).replace(", ", ","))[2] > 0.3


def test_long_words_that_are_known_have_no_spaces_lost() -> None:
    long = "Lapsiperhepalveluverkostokokeilusta"
    assert faults.spaces_lost(faults.sample(f"{long} on {long}"), lambda _: True) == 0.0
    assert faults.spaces_lost(faults.sample(f"{long} on {long}"), knows) > 0.0


def test_addresses_and_file_names_are_no_words() -> None:
    text = (
        "https://esimerkki.fi/pitkäosoitejossaeiolevälejä matti.meika@esimerkki.fi index.html a_b"
    )
    assert faults.sample(f"{text} sana").words == ["sana"]
    # A page without any space is no address, though it has one inside.
    assert faults.sample("perhe" * 50 + "www.esimerkki.fi").words


def test_letters_doubled_and_tripled() -> None:
    twice = "".join(2 * letter if letter.isalpha() else letter for letter in FINNISH)
    thrice = "".join(3 * letter if letter.isalpha() else letter for letter in FINNISH)
    assert signs(twice)[3] > 0.9
    assert signs(thrice)[3] > 0.9


def test_dots_lost() -> None:
    flat = str.maketrans("äöåÄÖÅ", "aoaAOA")
    known = frozenset(word.translate(flat) for word in KNOWN)
    page = faults.sample((3 * FINNISH).translate(flat))
    assert faults.dots_lost(page, known.__contains__) > 0.0
    assert faults.dots_lost(faults.sample((3 * SWEDISH).translate(flat)), knows) > 0.0
    assert faults.dots_lost(faults.sample(3 * ENGLISH), knows) == 0.0


def test_known_words() -> None:
    assert faults.known_share(2 * FINNISH, knows) == 1.0
    assert faults.known_share("qwrt zxcv " * 30, knows) == 0.0
    assert faults.known_share("qwrt zxcv", knows) == 1.0
    assert faults.known_share(2 * SWEDISH, knows) == 1.0
    assert faults.known_share(f"{'a' * 70} " * 50, lambda _: True) == 0.0


@settings(max_examples=60)
@given(
    st.text(st.characters(exclude_categories=()), max_size=300)
    | st.lists(st.sampled_from([*FINNISH.split(), "a", "bcdfgh", "x,Yz", "\0", "aabbcc"])).map(
        " ".join
    )
)
def test_signs_are_shares(text: str) -> None:
    assert all(0.0 <= share <= 1.0 for share in signs(text))
