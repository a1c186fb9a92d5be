from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.errors import NoIndexError
from index.suggestions.correction import Change, Correction
from index.suggestions.suggester import Suggester
from index.suggestions.vocabulary import FILE, Vocabulary
from tests.index.conftest import Add
from tests.index.suggestions.conftest import Open


def meant(suggester: Suggester, text: str, **filters: str) -> list[str]:
    chosen = {name: {value} for name, value in filters.items()}
    total = suggester.count(text, chosen)
    return [one.query for one in suggester.corrections(text, total, chosen)]


@pytest.fixture
def suggester(opened: Open, reports: list[str]) -> Suggester:
    return opened()


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("juurruttamenn", "juurruttaminen"),
        ("juurruttamisesa", "juurruttamisessa"),
        ("neuvla alue:Kainuu", "neuvola alue:Kainuu"),
        ("Neuvla", "Neuvola"),
        ("NEUVLA", "NEUVOLA"),
        ('"varhainen tuko"', '"varhainen tuki"'),
        ("perhekeksus neuvla", "perhekeskus neuvola"),
        ("barnskydet", "barnskyddet"),
        ("=perhekeskuksn", "=perhekeskuksen"),
        ("varhainentuki", '"varhainen tuki"'),
        ('"varhainentuki kuuluu"~9', '"varhainen tuki kuuluu"~9'),
        ("perhe keskus", "perhekeskus"),
        ("neuvla -koulu", "neuvola -koulu"),
        ("pa\u0308iva\u0308koto", "päiväkoti"),
    ],
)
def test_what_was_meant(suggester: Suggester, text: str, first: str) -> None:
    assert meant(suggester, text)[:1] == [first]


@pytest.mark.parametrize(
    "text",
    [
        "neuvola koulu",
        "perhekeskuksessa",
        "perhe -keskus",
        "perhe OR keskus",
        '"perhe keskus"',
        "alue:Kainu",
        "-neuvla",
        "neuvl*",
        "xyzxyzxyz",
        "",
        "koulu 2009 20l0",
        "ovi",
        "varhainen tuki",
    ],
)
def test_what_needs_no_correction(suggester: Suggester, text: str) -> None:
    assert meant(suggester, text) == []


def test_nothing_is_suggested_that_finds_nothing(suggester: Suggester) -> None:
    assert meant(suggester, "juurruttamenn", region="Kainuu") == ["juurruttaminen"]
    assert meant(suggester, "juurruttamenn", region="Lappi") == []
    assert meant(suggester, "juurruttamenn alue:Lappi") == []
    assert meant(suggester, "perhe keskus", region="Uusimaa") == []
    assert meant(suggester, "varhainentuki", region="Kainuu") == []


def test_a_correction_says_what_it_changes_and_finds(suggester: Suggester) -> None:
    (found,) = suggester.corrections("neuvla koulu", 0)
    assert found == Correction("neuvola koulu", 1, (Change("neuvla", "neuvola", "spelling"),))
    assert found.as_json()["changes"] == [
        {"typed": "neuvla", "meant": "neuvola", "kind": "spelling"}
    ]
    (joined,) = suggester.corrections("perhe keskus", 4)
    assert joined.changes == (Change("perhe keskus", "perhekeskus", "joined"),)


def test_a_mistake_of_the_corpus_is_seen_through(add: Add, opened: Open) -> None:
    add("Osalllisuus on tärkeää, ja Kotipolkku jatkuu.")
    for number in range(12):
        add(f"Osallisuus ja neuvola {number}.")
    suggester = opened()
    assert suggester.count("osalllisuus") == 1
    assert meant(suggester, "osalllisuus") == ["osallisuus"]
    assert meant(suggester, "neuvola") == []
    assert meant(suggester, "jatkuu") == []


def test_without_words_nothing_is_corrected(suggester: Suggester) -> None:
    (suggester.folder / FILE).unlink()
    assert suggester.corrections("neuvla", 0) == []
    with pytest.raises(NoIndexError, match="reindex"):
        suggester.complete("neuv")


def test_a_name_without_its_capital(add: Add, opened: Open) -> None:
    for text in ("Porissa kokoonnutaan.", "Poissa ollaan.", "Kainuussa kokoonnutaan."):
        add(text)
    suggester = opened()
    assert suggester.count("porissa") == 0
    assert meant(suggester, "porissa") == ["Porissa"]
    assert meant(suggester, "Porissa") == []


def test_no_letter_left_out_leads_to_nothing(suggester: Suggester) -> None:
    vocabulary = Vocabulary.open(suggester.folder)
    for number in range(0, len(vocabulary), 5):
        word = vocabulary.word(number)
        for wrong in (word[:-1], word[: len(word) // 2] + word[len(word) // 2 + 1 :]):
            total = suggester.count(wrong)
            for one in suggester.corrections(wrong, total):
                assert suggester.count(one.query) == one.total > total


def test_what_is_written_apart_as_often_stays_apart(add: Add, opened: Open) -> None:
    for text in ("Perhe keskus.", "Perhe keskus toimii.", "Perhekeskus on auki."):
        add(text)
    assert meant(opened(), "perhe keskus") == []


def test_several_can_be_meant(add: Add, opened: Open) -> None:
    for text in ("Kello soi.", "Sello soi.", "Vello söi vellin."):
        add(text)
    found = meant(opened(), "wello")
    assert "vello" in found or "velli" in found
    assert len(found) <= 3


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.sampled_from(
            'neuvla koulo "varhainen tukii" -kirkko OR ( ) NEAR/3 =neuvolam title:silto '
            "alue:Kainuu perhe keskus juuruttaminen varhainentuki perhek* \x00 ä'- barnskyd".split(
                " "
            )
        ),
        max_size=6,
    ),
    st.sampled_from(["", "Kainuu", "Lappi"]),
)
def test_every_suggestion_finds_what_it_promises(
    suggester: Suggester, words: list[str], region: str
) -> None:
    text, filters = " ".join(words), {"region": {region}} if region else {}
    total = suggester.count(text, filters)
    for one in suggester.corrections(text, total, filters):
        assert one.total == suggester.count(one.query, filters) > 0
        assert one.query != text
        assert one.total > total or one.changes[0].kind == "joined"
