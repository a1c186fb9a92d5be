from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import UsageError
from index.projectnames import meant
from pipeline.describe.projectkey import project_base, project_key

KNOWN = ("Kotipolku", "Kotipolku 2", "Iloinen askel", "Muksu", "Mukula", "LAPE Lappi")
LEMMAS = {
    "kotipolun": ["kotipolku"],
    "iloisen": ["iloinen"],
    "askeleen": ["askel"],
    "mukulan": ["Mukula", "mukulaa"],
    "kuusen": ["kuusi", "kuu"],
    "kuusia": ["kuusi", "kuu"],
}


def lemmas(word: str) -> list[str]:
    return LEMMAS.get(word, [])


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("KOTIPOLKU", "kotipolku"),
        ("Koti-polku", "kotipolku"),
        ("Kotipolun", "kotipolku"),
        ("koti-polun", "kotipolku"),
        ("Kotipolun II", "kotipolku 2"),
        ("Iloisen askeleen", "iloinen askel"),
        ("Mukulan", "mukula"),
        ("Muksussa", "muksu"),
        ("Muksun 1", "muksu 1"),
    ],
)
def test_names_as_people_write_them(name: str, key: str) -> None:
    assert meant(name, (*KNOWN, "Muksu 1"), lemmas) == key


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("Kotipolkku", r"^no project 'Kotipolkku'; did you mean Kotipolku\?$"),
        ("Kotipolku 3", r"did you mean Kotipolku\?$"),
        ("Aivan toinen", "see: hankemuisti projects$"),
        ("", "see: hankemuisti projects$"),
        ("Muksuttelija", "did you mean Mukula"),
    ],
)
def test_what_is_none_of_them_names_the_nearest(name: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        meant(name, KNOWN, lemmas)


def test_a_form_that_may_be_several_is_not_chosen_among_them() -> None:
    for name in ("kuusen", "Kuusia"):
        with pytest.raises(UsageError, match="may be Kuusi or Kuu: say which"):
            meant(name, ("Kuu", "Kuusi"), lemmas)
    assert meant("kuun", ("Kuu", "Kuusi"), lemmas) == "kuu"


@given(st.lists(st.text(min_size=1, max_size=20), max_size=5), st.text(max_size=20))
def test_any_name_is_one_that_is_known_or_an_error(known: list[str], name: str) -> None:
    keys = {project_key(each) for each in known}
    try:
        found = meant(name, known, lemmas)
    except UsageError:
        return
    assert found in keys | set(map(project_base, keys))
