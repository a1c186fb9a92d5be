"""The lexicon's forms as arrays: what each is written as, and the words it can be found by."""

from __future__ import annotations

from array import array
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from corpus.store import Store
from index.arrays import Array, sums

LONGEST = 60
"""Letters of a word that is worth suggesting; longer ones are addresses and rows of dots."""


class _Numbers(dict[str, int]):
    """Word → number, in the order they are met; 0 for one that is none to suggest."""

    def __init__(self) -> None:
        self.words = [""]

    def __missing__(self, word: str) -> int:
        number = 0
        # Too long, or not one word.
        if len(word) <= LONGEST and word.isprintable() and " " not in word and word:
            number = len(self.words)
            self.words.append(word)
        self[word] = number
        return number


@dataclass(frozen=True)
class Forms:
    """Every form of the lexicon by its number there.

    `words` are all lemmas, parts and forms as written, casefolded, each once, in any order. By the
    number of a form, `word` is the form itself, `lemma` the best of its lemmas, and `terms` from
    ``starts[form]`` to ``starts[form + 1]`` all lemmas and parts, as numbers of words.
    `compounds` are pairs of a part and a lemma that holds it; `lemma_of_word` gives for each word
    the best lemma of one of its forms, for a lemma itself.
    """

    words: list[str]
    word: Array
    lemma: Array
    starts: Array
    terms: Array
    compounds: set[tuple[int, int]]
    lemma_of_word: Array

    @classmethod
    def read(cls, store: Store) -> Forms:
        """All forms of the corpus' lexicon."""
        numbers = _Numbers()
        compounds: set[tuple[int, int]] = set()
        ids, word, lemma, widths, terms = (array("i") for _ in range(5))
        for number, exact, lemmas, parts in store.lexicon.all_terms():
            own = [numbers[one] for one in lemmas]
            every: Collection[int] = own if len(own) == 1 else set(own)
            if parts:
                inside = {numbers[part] for part in parts}.difference(own)
                compounds.update((part, own[0]) for part in inside)
                every = inside.union(own)
            ids.append(number)
            word.append(numbers[exact])
            lemma.append(own[0])
            terms.extend(every)
            widths.append(len(every))
        flat = np.array(terms, np.int32)
        # Numbers of forms that there are none of keep the word "".
        spread = np.zeros((3, ids[-1] + 1 if ids else 0), np.int32)
        spread[:, np.array(ids, np.int64)] = np.array([word, lemma, widths], np.int32)
        of_word = np.arange(len(numbers.words), dtype=np.int32)
        of_word[spread[0]] = spread[1]
        of_word[spread[1]] = spread[1]
        of_word[flat] = flat
        starts = sums(spread[2])
        return cls(numbers.words, spread[0], spread[1], starts, flat, compounds, of_word)
