from __future__ import annotations

import pytest

from corpus.store import Store
from index.rows import MOST_ROWS, Place, Row, Slot, slop_of, ways
from tests.index.conftest import Add


def row(*lemmas: str, gap: int = 0) -> Row:
    return tuple(Place(gap, Slot((lemma,))) for lemma in lemmas)


def shapes(rows: list[Row]) -> list[list[str]]:
    return [[place.slot.lemmas[0] for place in each] for each in rows]


def test_neighbours_may_be_one_word_anywhere_in_a_phrase(store: Store, add: Add) -> None:
    add("Koulun lapsiperhepalvelut, lapsiperheet ja kehittämistyö.")
    found = ways(row("koulu", "lapsi", "perhe", "palvelu"), store.lexicon)
    assert shapes(found) == [
        ["koulu", "lapsi", "perhe", "palvelu"],
        ["koulu", "lapsiperhe", "palvelu"],
        ["koulu", "lapsiperhepalvelu"],
    ]
    assert ways(row("kehittää", "työ"), store.lexicon) == [row("kehittää", "työ")]
    found = ways(row("kehittäminen", "työ"), store.lexicon)
    assert shapes(found)[1:] == [["kehittämistyö"]]


def test_hyphens_may_stand_between_the_parts(store: Store, add: Add) -> None:
    add("LAPE-ohjelma alkoi.")
    assert shapes(ways(row("lape", "ohjelma"), store.lexicon))[1:] == [["lape-ohjelma"]]


def test_there_are_not_too_many_ways(store: Store, add: Add) -> None:
    add("Perhekoti.")
    assert len(ways(row(*("perhe", "koti") * 15), store.lexicon)) == MOST_ROWS


@pytest.mark.parametrize(("gaps", "slop"), [((9,), 0), ((9, 2, 2), 2), ((9, 2, 0), (2, 0))])
def test_equal_gaps_are_one_slop(gaps: tuple[int, ...], slop: object) -> None:
    assert slop_of(tuple(Place(gap, Slot(("a",))) for gap in gaps)) == slop
