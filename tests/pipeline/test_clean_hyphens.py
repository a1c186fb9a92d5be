"""Hyphens at line ends: joined, kept or suspended."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.clean.hyphens import Hyphens
from pipeline.clean.line import BROKEN

WORDS = frozenset(
    "kehittämistyö perhetyö perhe työ linja-auto auto linja maa-alue sosiaalityö keskus "
    "johtaminen arki sähkö sivu keinoja sosiaalityö sosiaaliperhetyö keinotyö keinotyön "
    "keinoperhetyön hankkeen hanke".split()
)


def knows(word: str) -> bool:
    return word.lower() in WORDS


def judge(left: str, right: str, *lines: str, after: str = "") -> str:
    return Hyphens(lines, knows).judge(left, right, after).name


@pytest.mark.parametrize(
    ("left", "right", "fate"),
    [
        ("kehittämis", "työ", "JOIN"),
        ("neuvola", "ja", "SUSPEND"),
        ("Länsi", "sekä", "SUSPEND"),
        ("hälsovårds", "och", "SUSPEND"),
        ("Pohjois", "Suomessa", "KEEP"),
        ("2000", "luvulla", "KEEP"),
        ("kausi", "2010", "KEEP"),
        ("WWW", "sovellus", "KEEP"),
        ("tieto-IT", "palvelu", "KEEP"),
        ("JOH", "TAMINEN", "JOIN"),
        ("STM", "THL", "KEEP"),
        ("linja", "auto", "KEEP"),
        ("maa", "alue", "KEEP"),
        ("tunte", "maton", "JOIN"),
        ("perhe", "keskus", "KEEP"),
        ("xyz" * 20, "abc" * 20, "JOIN"),
    ],
)
def test_judge(left: str, right: str, fate: str) -> None:
    assert judge(left, right) == fate


def test_the_document_decides_first() -> None:
    assert judge("perhe", "keskus", "Uusi perhekeskus avattiin") == "JOIN"
    assert judge("kehittämis", "työ", "kehittämis-työ on hidasta") == "KEEP"


def test_ja_may_be_an_ending() -> None:
    assert judge("keino", "ja", after="löytyi monta") == "JOIN"
    assert judge("keino", "ja", after="perhetyön") == "SUSPEND"
    assert judge("sosiaali", "ja", after="perhetyö") == "SUSPEND"
    assert judge("keino", "ja") == "SUSPEND"
    assert judge("kunto", "ja", "Uusia kuntoja etsittiin", after="vielä") == "JOIN"


def test_names_keep_their_hyphen() -> None:
    assert judge("Kaste", "hankkeen", "Kaste-ohjelma ja Kaste-rahoitus") == "KEEP"
    assert judge("Vispilä", "hankkeen") == "KEEP"
    assert judge("KuntaXY", "hanke") == "KEEP"
    assert judge("Vispi", "län") == "JOIN"
    assert judge("verkko", "hankkeen", "verkko-opas, verkko-osa ja verkkopalvelu") == "KEEP"
    assert judge("verkko", "hankkeen", "verkkokauppa verkkokurssi verkkopalvelu") == "JOIN"


def test_adverbs_take_no_hyphen() -> None:
    assert judge("yhteen", "auto") == "JOIN"


def test_halves_at_line_ends_are_no_occurrences() -> None:
    lines = ["Uusi perhe-", "keskus avattiin"]
    assert judge("perhe", "keskus", *lines) == "KEEP"


def test_a_name_of_the_documents_own_keeps_its_hyphen() -> None:
    assert judge("Kotipolku", "sivu") == "JOIN"
    assert judge("Kotipolku", "sivu", "Kotipolku alkoi keväällä") == "KEEP"


def test_two_equal_vowels_keep_the_hyphen() -> None:
    both = Hyphens([], lambda _: True)
    assert both.judge("linja", "auto").name == "KEEP"
    assert both.judge("perhe", "työ").name == "JOIN"


@pytest.mark.parametrize(
    ("line", "following", "expected"),
    [
        ("uusi kehittämis-", "työ alkaa", "uusi kehittämistyö alkaa"),
        ("uusi kehittämis‐", "työ alkaa", "uusi kehittämistyö alkaa"),
        (f"uusi kehittämis{BROKEN}", "työ", "uusi kehittämistyö"),
        ("uusi Pohjois\xad", "Suomi", "uusi PohjoisSuomi"),
        ("-kehittämis-", "työ", "-kehittämistyö"),
        ("neuvola-", "ja perhetyö", "neuvola- ja perhetyö"),
        ("Kaste-", "ohjelma", "Kasteohjelma"),
        ("luettelo -", "työ", None),
        ("perhe-", "(työ)", None),
        ("", "työ", None),
        ("a" * 3000 + "-", "työ", None),
    ],
)
def test_glue(line: str, following: str, expected: str | None) -> None:
    assert Hyphens([], knows).glue(line, following) == expected


@settings(max_examples=200)
@given(st.lists(st.text(max_size=12), max_size=6), st.text(max_size=30), st.text(max_size=30))
def test_glue_loses_no_letters(lines: list[str], line: str, following: str) -> None:
    glued = Hyphens(lines, knows).glue(line, following)
    if glued is not None:
        assert glued.startswith(line[:-1])
        assert glued.endswith(following)
