from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from corpus.errors import NoIndexError
from corpus.store import Store
from index.arrays import ArrayFile, ragged, sums
from index.suggestions.letters import fold
from index.suggestions.making import Counted, carry, write
from index.suggestions.vocabulary import FILE, Vocabulary
from tests.index.conftest import Add
from tests.index.suggestions.conftest import Open


def words(vocabulary: Vocabulary) -> list[str]:
    return [vocabulary.word(number) for number in range(len(vocabulary))]


def test_words_are_found_by_themselves(vocabulary: Vocabulary) -> None:
    every = words(vocabulary)
    assert every == sorted(every, key=lambda word: (fold(word), word))
    assert [vocabulary.find(word) for word in every] == list(range(len(every)))
    assert vocabulary.find("puuttuva") is None
    assert vocabulary.find("") is None


@pytest.mark.parametrize("start", ["p", "pa", "pä", "perhe", "ä", "å", "z", "perhekeskus"])
def test_words_are_found_by_their_beginning(vocabulary: Vocabulary, start: str) -> None:
    plain = fold(start) == start
    expected = {w for w in words(vocabulary) if (fold(w) if plain else w).startswith(start)}
    assert {vocabulary.word(n) for n in vocabulary.beginning(start).tolist()} == expected


def test_words_are_counted(vocabulary: Vocabulary) -> None:
    def counts(word: str) -> tuple[int, int, int]:
        number = vocabulary.find(word)
        assert number is not None
        of = vocabulary
        return int(of.found[number]), int(of.forms[number]), int(of.weight[number])

    assert counts("perhekeskus") == (4, 2, 4)
    assert counts("perhekeskukseen") == (0, 1, 1)
    assert counts("keskus") == (4, 0, 0)  # only as a part
    number = vocabulary.find("perhekeskukseen")
    assert number is not None
    assert vocabulary.reach(number) == 4
    assert vocabulary.word(int(vocabulary.lemma[number])) == "perhekeskus"


def test_compounds_are_those_that_hold_a_word(vocabulary: Vocabulary) -> None:
    number = vocabulary.find("perhekeskus")
    assert number is not None
    assert [vocabulary.word(one) for one in vocabulary.compounds(number)] == ["perhekeskustoiminta"]


def test_pages_that_cannot_be_trusted_are_not_counted(add: Add, opened: Open, store: Store) -> None:
    document = add("Neuvola toimii.", "Neuv0la tqimii xylitolla.")
    store.database.connection.execute(
        "UPDATE page SET quality = 0.3 WHERE document_id = ? AND number = 2", (document,)
    )
    found = set(words(Vocabulary.open(opened().folder)))
    assert "neuvola" in found
    assert not found & {"neuv0la", "tqimii", "xylitolla"}


def test_a_corpus_without_words(opened: Open, store: Store, tmp_path: Path) -> None:
    assert write(Counted(tmp_path, store.folder, ())) == 0
    vocabulary = Vocabulary(ArrayFile(tmp_path / FILE))
    assert (len(vocabulary), vocabulary.find("neuvola"), vocabulary.most) == (0, None, 0)
    assert vocabulary.beginning("a").tolist() == []
    assert vocabulary.documents == {}


def test_a_document_without_words(add: Add, opened: Open) -> None:
    one, two = add(""), add("Neuvola.")
    vocabulary = Vocabulary.open(opened().folder)
    assert set(vocabulary.documents) == {one, two}
    assert vocabulary.telling(vocabulary.documents[one])[0].tolist() == []


def test_a_generation_without_the_file_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NoIndexError, match="hankemuisti reindex"):
        Vocabulary.open(tmp_path)
    (tmp_path / FILE).write_bytes(b"not whole" * 9)
    with pytest.raises(NoIndexError, match="hankemuisti reindex"):
        Vocabulary.open(tmp_path)


def test_rows_of_different_length() -> None:
    starts = sums(np.array([2, 0, 3]))
    values = np.array([10, 11, 20, 21, 22])
    assert ragged(starts, values, np.array([2, 0, 1, 2])).tolist() == [
        20,
        21,
        22,
        10,
        11,
        20,
        21,
        22,
    ]
    assert ragged(starts, values, np.zeros(0, np.int64)).tolist() == []


def test_a_word_that_is_too_long_is_none_to_suggest(add: Add, opened: Open) -> None:
    add(f"Osoite on {'x' * 300} ja neuvola.", "Toinen sivu.")
    assert max(map(len, words(Vocabulary.open(opened().folder)))) <= 60


def test_a_small_change_keeps_the_words(opened: Open, reports: list[str], tmp_path: Path) -> None:
    folder = opened().folder
    carry(tmp_path, folder)
    assert len(Vocabulary.open(tmp_path)) == len(Vocabulary.open(folder))
    (tmp_path / FILE).unlink()
    carry(folder, tmp_path)  # none to carry: what is there stays
    assert len(Vocabulary.open(folder))
