from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from index.suggestions.distance import BAND, FAR, distances
from index.suggestions.letters import DOUBLED, EDIT, HYPHEN, SWAPPED, codes, gaps, substitutions

WORDS = st.text("aäklt-", min_size=1, max_size=7)


def far(word: str, others: list[str]) -> list[int]:
    coded = [codes(other) or [] for other in others]
    width = max(map(len, coded))
    rows = np.array([one + [0] * (width - len(one)) for one in coded], np.uint8)
    found: list[int] = distances(
        codes(word) or [], rows, np.array([len(one) for one in coded])
    ).tolist()
    return found


def brute(one: str, other: str) -> int:
    """The same by the book: optimal string alignment, one cell after another."""
    a, b = codes(one) or [], codes(other) or []
    costs, gap = substitutions(), gaps()

    def single(word: list[int], at: int) -> int:
        cost = int(gap[word[at]])
        return min(cost, DOUBLED) if at and word[at] == word[at - 1] else cost

    table = {(0, 0): 0}
    for i in range(len(a) + 1):
        for j in range(len(b) + 1):
            if abs(i - j) > BAND or not (i or j):
                continue
            ways = [
                table.get((i - 1, j), FAR) + single(a, i - 1) if i else FAR,
                table.get((i, j - 1), FAR) + single(b, j - 1) if j else FAR,
                table.get((i - 1, j - 1), FAR) + int(costs[a[i - 1], b[j - 1]]) if i and j else FAR,
            ]
            if i > 1 and j > 1 and a[i - 1] == b[j - 2] != b[j - 1] == a[i - 2]:
                ways.append(table.get((i - 2, j - 2), FAR) + SWAPPED)
            table[i, j] = min(ways)
    return table.get((len(a), len(b)), FAR)


@settings(max_examples=80, deadline=None)
@given(WORDS, st.lists(WORDS, min_size=1, max_size=5))
def test_as_by_the_book(word: str, others: list[str]) -> None:
    thought = [brute(word, other) for other in others]
    # What leads out of the band is far, however far.
    assert [min(cost, FAR) for cost in far(word, others)] == [min(cost, FAR) for cost in thought]


def test_costs() -> None:
    assert far("talo", ["talo", "tallo", "taalo", "tlao", "tal", "kalo", "tälo", "ta-lo"]) == [
        0,
        DOUBLED,
        DOUBLED,
        SWAPPED,
        EDIT,
        EDIT,
        3,
        HYPHEN,
    ]
