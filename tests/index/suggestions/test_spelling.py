from __future__ import annotations

import pytest

from index.suggestions.letters import EDIT
from index.suggestions.spelling import MANY, Speller, limit_of
from index.suggestions.vocabulary import Vocabulary
from tests.index.conftest import Add
from tests.index.suggestions.conftest import Open


def meant(vocabulary: Vocabulary, word: str, most: int = 25) -> list[str]:
    found = Speller(vocabulary).candidates(word, most)
    assert [one.total for one in found] == sorted(one.total for one in found)
    return [vocabulary.word(one.word) for one in found]


def test_words_near_a_wrong_one(vocabulary: Vocabulary) -> None:
    assert meant(vocabulary, "juurruttamenn")[0] == "juurruttaminen"
    assert meant(vocabulary, "juurruttamisesa")[0] == "juurruttamisessa"
    assert meant(vocabulary, "perheksekus")[0] == "perhekeskus"
    assert meant(vocabulary, "neuvla")[0] == "neuvola"
    assert meant(vocabulary, "barnskydet")[0] == "barnskyddet"
    assert meant(vocabulary, "paivakoti")[0] == "päiväkoti"


def test_the_more_usual_word_is_better(add: Add, opened: Open) -> None:
    for word in ("kello", "sello", "sello ", "sello  "):
        add(f"Soitettiin kuin {word}.")
    vocabulary = Vocabulary.open(opened().folder)
    assert meant(vocabulary, "pello", 10)[0] == "sello"


def test_words_that_nothing_is_near_to(vocabulary: Vocabulary) -> None:
    assert meant(vocabulary, "xyzxyzxyz") == []
    assert meant(vocabulary, "neu") == []  # too short
    assert meant(vocabulary, "n" * 41) == []  # too long
    assert meant(vocabulary, "нeuvola") == []  # a letter of another script
    assert meant(vocabulary, "----") == []
    assert "neuvola" not in meant(vocabulary, "neuvola")


def test_only_so_much_is_compared(vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.suggestions.spelling.COMPARED", 5)
    assert meant(vocabulary, "perhekesku")[0] == "perhekeskus"


def test_what_one_of_many_documents_has_is_not_suggested(add: Add, opened: Open) -> None:
    add("Perhekeskuss on auki.")
    for number in range(MANY):
        add(f"Perhekeskus numero {number}.")
    vocabulary = Vocabulary.open(opened().folder)
    assert vocabulary.find("perhekeskuss") is not None
    assert meant(vocabulary, "perhekeskusss") == ["perhekeskus"]


def test_short_words_may_have_fewer_mistakes() -> None:
    assert [limit_of("x" * n) for n in (3, 4, 6, 12)] == [0, EDIT, 2 * EDIT, 25]
