"""How far many words are from one, in the costs of `letters`, all words at once."""

from __future__ import annotations

import numpy as np

from index.arrays import Array
from index.suggestions.letters import DOUBLED, SWAPPED, gaps, substitutions

FAR = 1000
"""More than any word can cost that is worth a suggestion."""

BAND = 3
"""Letters that two words may be shifted against each other; more is another word."""


def distances(word: list[int], words: Array, lengths: Array) -> Array:
    """The cheapest way from `word` to each row of `words`.

    All letters are codes; a row is filled up with zeros behind its length. Optimal string
    alignment: letters that were swapped are not edited again. Takes time linear in the letters of
    `words`.
    """
    count, width = words.shape
    substitute = substitutions()
    typed = _gap_costs(np.array([word], np.int16))[0].tolist()
    asked = _gap_costs(words)
    far = np.full(count, FAR, np.int16)
    first = [np.zeros(count, np.int16)]
    for column in range(width):
        first.append(first[-1] + asked[:, column] if column < BAND else far)
    rows = [first]
    for at, letter in enumerate(word):
        cost = substitute[letter][words]
        above = rows[-1]
        row = [above[0] + np.int16(typed[at]) if at < BAND else far]
        for column in range(width):
            if abs(at - column) > BAND:
                row.append(far)
                continue
            best = np.minimum(above[column] + cost[:, column], row[column] + asked[:, column])
            np.minimum(best, above[column + 1] + np.int16(typed[at]), out=best)
            if at and column and word[at - 1] != letter:
                swapped = (words[:, column] == word[at - 1]) & (words[:, column - 1] == letter)
                np.minimum(best, np.where(swapped, rows[-2][column - 1] + SWAPPED, FAR), out=best)
            row.append(best)
        rows.append(row)
    last = np.stack(rows[-1], axis=1)
    return last[np.arange(count), lengths].astype(np.int64)


def _gap_costs(words: Array) -> Array:
    """What each letter costs that is too many: less when it is the one before again."""
    costs = gaps()[words]
    again = words[:, 1:] == words[:, :-1]
    costs[:, 1:][again] = np.minimum(costs[:, 1:][again], DOUBLED)
    return costs
