from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import Analysis
from pipeline.finnish import lemmas
from pipeline.finnish.coordination import (
    MOST_MEMBERS,
    PREFIX_MARK,
    SUFFIX_MARK,
    coordinate,
    split_key,
)
from pipeline.finnish.repair import repair
from pipeline.finnish.tokenizer import tokenize
from pipeline.finnish.voikko import Morphology


def keys(text: str, morphology: Morphology) -> list[str]:
    def analyse(form: str) -> Analysis:
        return lemmas.analyse(form, morphology)

    tokens = repair(text, tokenize(text), morphology.knows)
    found = coordinate(text, tokens, analyse)
    assert [split_key(key)[0] for key in found] == [token.form for token in tokens]
    return found


def completed(text: str, morphology: Morphology) -> dict[str, str]:
    pairs = map(split_key, keys(text, morphology))
    return {form: word for form, word in pairs if word}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("lapsi- ja perhepalvelut", {"lapsi": "lapsipalvelut"}),
        (
            "sosiaali-, terveys- ja kasvatuspalvelut",
            {"sosiaali": "sosiaalipalvelut", "terveys": "terveyspalvelut"},
        ),
        (
            "sosiaali- terveys- ja kasvatuspalvelut",
            {"sosiaali": "sosiaalipalvelut", "terveys": "terveyspalvelut"},
        ),
        ("Länsi- ja Keski-Uudellamaalla", {"Länsi": "Länsi-Uudellamaalla"}),
        ("LÄNSI- JA KESKI-UUDELLAMAALLA", {"LÄNSI": "LÄNSI-UUDELLAMAALLA"}),
        ("esi- ja alkuopetus", {"esi": "esiopetus"}),
        ("yhteiset kehittämis- ja koulutushankkeet", {"kehittämis": "kehittämishankkeet"}),
        ("sosiaali- ja terveydenhuollon", {"sosiaali": "sosiaalihuollon"}),
        ("lapsi-, nuoriso- ja perhetyötä", {"lapsi": "lapsityötä", "nuoriso": "nuorisotyötä"}),
        ("äitiys- sekä lastenneuvolat", {"äitiys": "äitiysneuvolat"}),
        ("päivä- ja/tai iltahoito", {"päivä": "päivähoito"}),
        ("leikki-/perhepuistot", {"leikki": "leikkipuistot"}),
        ("lapsi- & perhepalvelut", {"lapsi": "lapsipalvelut"}),
        ("lapsi-\nja perhepalvelut", {"lapsi": "lapsipalvelut"}),
        ("LAPE- ja Kaste-ohjelma", {"LAPE": "LAPE-ohjelma"}),
        ("EU- ja valtionrahoitus", {"EU": "EU-rahoitus"}),
        ("sote- ja LAPE-uudistus", {"sote": "sote-uudistus"}),
        ("nuoriso- ja lapsiohjelma", {"nuoriso": "nuoriso-ohjelma"}),
        ("lapsi- ja nuoriso-ohjelma", {"lapsi": "lapsiohjelma"}),
        ("6- ja 12-vuotiaat", {"6": "6-vuotiaat"}),
        ("2- ja 3–5-vuotiaat", {"2": "2-vuotiaat"}),
        # Which parts of the head belong to the prefix
        ("koulu- ja opiskeluterveydenhuolto", {"koulu": "kouluterveydenhuolto"}),
        ("potilastieto- ja asiakastietojärjestelmä", {"potilastieto": "potilastietojärjestelmä"}),
        ("työ- ja elinkeinoministeriö", {"työ": "työministeriö"}),
        ("päihde- ja mielenterveysongelmat", {"päihde": "päihdeongelmat"}),
        ("lähisuhde- ja perheväkivalta", {"lähisuhde": "lähisuhdeväkivalta"}),
        # The mirrored kind
        ("perheneuvolat ja -keskukset", {"keskukset": "perhekeskukset"}),
        ("perheneuvolat/-keskukset", {"keskukset": "perhekeskukset"}),
        (
            "perheneuvolat, -keskukset ja -palvelut",
            {"keskukset": "perhekeskukset", "palvelut": "perhepalvelut"},
        ),
        ("varhaiskasvatusryhmät ja -yhteisöt", {"yhteisöt": "varhaiskasvatusyhteisöt"}),
        ("LAPE-hankkeet ja -ohjelmat", {"ohjelmat": "LAPE-ohjelmat"}),
        ("Etelä-Savon ja -Karjalan", {"Karjalan": "Etelä-Karjalan"}),
        # With words that a layout broke
        ("lapsi- ja perhe- palvelut", {"lapsi": "lapsipalvelut"}),
        ("lastensuo- jelu- ja perhetyö", {"lastensuo- jelu": "lastensuojelutyö"}),
    ],
)
def test_elided_words_are_completed(
    text: str, words: dict[str, str], morphology: Morphology
) -> None:
    assert completed(text, morphology) == words


@pytest.mark.parametrize(
    "text",
    [
        "perhe ja lapset",
        "terveys- ja hyvinvointi",
        "esi- ja muu opetus",
        "kevät- ja syys-",
        "a- ja",
        "lapsi- perhepalvelut",
        "lapsi-, perhepalvelut",
        "lapsi- ja. Perhepalvelut",
        "lapsi-\n\nja perhepalvelut",
        "lapsi- ja, perhepalvelut",
        "perhetyö -palvelu",
        "Toimiva kunta -palvelu",
        "ja -palvelut",
        "perhetyö ja\n\n-palvelut",
        "kissa ja -koira",
        "x. ja -koira",
        "-palvelut",
    ],
)
def test_nothing_is_made_up(text: str, morphology: Morphology) -> None:
    assert completed(text, morphology) == {}


def test_rows_are_bounded(morphology: Morphology) -> None:
    row = "lapsi-, " * MOST_MEMBERS
    assert "".join(keys(f"{row}ja perhepalvelut", morphology)).count(PREFIX_MARK) == MOST_MEMBERS
    assert completed(f"äiti-, {row}ja perhepalvelut", morphology) == {}


def test_keys() -> None:
    assert split_key("lapsi") == ("lapsi", "")
    assert split_key(f"lapsi{PREFIX_MARK}palvelut") == ("lapsi", "lapsipalvelut")
    assert split_key(f"perhe{SUFFIX_MARK}keskukset") == ("keskukset", "perhekeskukset")
    assert split_key("LAPS I") == ("LAPS I", "")
    assert split_key(f"LAPS I{PREFIX_MARK}PALVELU") == ("LAPS I", "LAPSIPALVELU")


PIECES = "lapsi perhetyö ja -palvelut LAPE Keski-Suomi 5 sekä sosiaali esi terveydenhuolto".split()
GAPS = [" ", "- ", "-, ", "-/", "-\n", "\n\n", ", ", " -", "", "-", "."]
scraps = st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(GAPS)), max_size=20).map(
    lambda pairs: "".join(piece + gap for piece, gap in pairs)
)


@given(st.text(max_size=60) | scraps)
@settings(max_examples=150, deadline=None)
def test_every_token_keeps_its_form(morphology: Morphology, text: str) -> None:
    for key in keys(text, morphology):
        form, word = split_key(key)
        assert (key == form) == (word == "")


@given(st.text(max_size=30))
@settings(max_examples=60, deadline=None)
def test_split_key_never_raises(key: str) -> None:
    split_key(key)


def test_a_page_of_nothing_but_prefixes_costs_no_more_than_its_length(
    morphology: Morphology,
) -> None:
    # Quadratic work on a page like this took minutes.
    text = "ab- " * 60_000
    tokens = tokenize(text)
    keys = coordinate(text, tokens, lambda form: lemmas.analyse(form, morphology))
    assert keys == [token.form for token in tokens]
