from __future__ import annotations

import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.query import parse
from index.suggestions.completion import Completer, Completion
from index.suggestions.suggester import Suggester
from index.suggestions.values import FacetValue, Values
from index.suggestions.vocabulary import Vocabulary
from index.tree import Value
from pipeline.finnish.tokenizer import tokenize
from tests.index.conftest import Add
from tests.index.suggestions.conftest import Open

COUNTS = {
    "region": {"Kainuu": 2, "Keski-Suomi": 1, "koko maa": 3, "Kajaani": 1, "Etelä-Savo": 1},
    "theme": {"neuvola": 4, "unknown": 1},
    "kind": {"loppuraportti": 2, "other": 1},
    "language": {"fi": 5, "sv": 1},
    "project": {"Lapset puheeksi": 2, 'Äidin "oma" aika': 1, "OR": 1, "Äitien aika": 1},
    "year": {"2010": 1, "2011": 2},
}


@pytest.fixture
def suggester(opened: Open, reports: list[str]) -> Suggester:
    return opened()


def texts(found: list[Completion], kind: str) -> list[str]:
    return [one.text for one in found if one.kind == kind]


def inserts(found: list[Completion]) -> list[str]:
    return [one.insert for one in found]


def test_words_are_completed(suggester: Suggester) -> None:
    assert texts(suggester.complete("perhek"), "word")[:2] == ["perhekeskus", "perhekeskustoiminta"]
    assert len(texts(suggester.complete("perhekeskuks"), "word")) == 1  # of one lemma
    (one, *_) = suggester.complete("väki neuv")
    assert (one.text, one.count, one.start) == ("neuvola", suggester.count("neuvola"), 5)


def test_dots_may_be_left_out_but_not_put_in(suggester: Suggester) -> None:
    assert "päiväkoti" in texts(suggester.complete("paiv"), "word")
    assert "päiväkoti" in texts(suggester.complete("päiv"), "word")
    assert "päiväkoti" in texts(suggester.complete(unicodedata.normalize("NFD", "päiv")), "word")
    assert texts(suggester.complete("pärh"), "word") == []
    assert texts(suggester.complete("orten"), "word") == ["orten"]


def test_values_are_completed(suggester: Suggester) -> None:
    assert inserts(suggester.complete("alue:kai")) == ["Kainuu"]
    assert inserts(suggester.complete("-alue:kes")) == ["Keski-Suomi"]
    assert inserts(suggester.complete('alue:"keski s')) == ["Keski-Suomi"]
    assert inserts(suggester.complete("alue:suom")) == ["Keski-Suomi"]
    assert suggester.complete("alue:xx") == []
    assert "region:Kainuu" in inserts(suggester.complete("kai"))
    (value,) = [one for one in suggester.complete("äit") if one.kind == "value"]
    assert value == Completion("value", "Äitien aika", 'project:"Äitien aika"', 0, 1, "project")


def test_a_name_of_several_words_takes_their_place(suggester: Suggester) -> None:
    found = suggester.complete("neuvola lapset pu")
    assert found[0] == Completion(
        "value", "Lapset puheeksi", 'project:"Lapset puheeksi"', 8, 1, "project"
    )
    assert inserts(suggester.complete("hanke:puh")) == ['"Lapset puheeksi"']
    assert suggester.complete("neuvola (lapset) puhx") == []


def test_fields_and_operators(suggester: Suggester) -> None:
    assert texts(suggester.complete("tee"), "field") == ["teema:"]
    assert texts(suggester.complete("neuvola TA"), "operator") == ["TAI"]
    assert inserts(suggester.complete("neuvola NEA"))[0] == "NEAR/5"
    assert texts(suggester.complete("ta"), "operator") == []


def test_in_a_phrase_only_words(suggester: Suggester) -> None:
    found = suggester.complete('"varhainen tu')
    assert {one.kind for one in found} == {"word"}
    assert (found[0].text, found[0].start) == ("tuki", 11)
    assert {one.kind for one in suggester.complete("otsikko:kai")} <= {"word"}
    assert {one.kind for one in suggester.complete("=kai")} <= {"word"}


@pytest.mark.parametrize(
    "text", ["", "neuvola ", "neuvola)", '"auki" ', "xyzxyz", "\x00", "perhek*"]
)
def test_nothing_to_complete(suggester: Suggester, text: str) -> None:
    assert suggester.complete(text) == []


def test_the_limit_holds_and_words_leave_room(suggester: Suggester) -> None:
    for limit in range(1, 6):
        assert len(suggester.complete("ka", limit)) <= limit
    both = suggester.complete("ka", 4)
    assert {"word", "value"} <= {one.kind for one in both}


def test_forms_of_one_lemma_do_not_crowd_out_others(add: Add, opened: Open) -> None:
    endings = "n a ssa sta on lla lta lle ksi na t in ssani sta kaan".split()
    add(" ".join(f"neuvola{ending}" for ending in endings), "Neuvolatyö.")
    found = texts(opened().complete("neuvola"), "word")
    assert {"neuvola", "neuvolatyö"} <= set(found)
    assert len(found) < 8


def test_values_by_any_of_their_names(vocabulary: Vocabulary) -> None:
    values = Values(COUNTS)
    assert {one.name for one in values.beginning("Kajan")} == {"Kajana", "Kajanaland"}
    assert [one.name for one in values.beginning("etela")] == ["Etelä-Savo"]
    assert values.beginning("eteläs") == []
    assert [one.name for one in values.beginning("suomi", "language")] == ["suomi"]
    assert [one.facet for one in values.beginning("tunte")] == ["theme"]
    assert values.beginning("loppur")[0].documents == 2
    assert values.beginning("", "year") == [
        FacetValue("year", "2011", 2),
        FacetValue("year", "2010", 1),
    ]
    assert [one.as_json()["facet"] for one in Completer(vocabulary, values).complete("2010")] == [
        "year"
    ]


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text('kaelrnu äoO:"-=(p ', max_size=12))
def test_what_is_inserted_is_read_as_what_it_says(vocabulary: Vocabulary, text: str) -> None:
    for one in Completer(vocabulary, Values(COUNTS)).complete(text):
        assert one.text
        if one.kind == "value":
            insert = (
                one.insert
                if one.insert.startswith(("region", "theme", "kind", "lang", "proj", "year"))
                else f"{one.facet}:{one.insert}"
            )
            tree = parse(insert, tokenize).tree
            assert isinstance(tree, Value)
            assert (tree.facet, tree.text) == (
                one.facet,
                " ".join(one.text.replace('"', " ").split()),
            )
        elif one.kind == "word":
            assert parse(one.insert, tokenize).words[0].forms == (one.text,)
        assert 0 <= one.start <= len(unicodedata.normalize("NFC", text))
