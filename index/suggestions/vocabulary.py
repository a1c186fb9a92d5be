"""The corpus' own words with their counts: one file of arrays in the folder of a generation.

words/text, words/ends    the words one after another in UTF-8; where each begins. They are ordered
                          by `fold`, and where that is the same by themselves
words/written             the same words by how they are written, as numbers
words/found               in how many documents a search finds the word as a lemma or a part
words/forms               in how many documents it stands as it is
words/weight              in how many it stands as it is, or in any form whose best lemma it is: how
                          usual it is, 0 for what is only another reading or a part
words/lemma               the number of its lemma: its own when it is one
spelling/…                what `spelling` looks misspelled words up in
compounds/starts, …/of    for each word, the compounds that hold it, the most frequent first
documents/ids, …/ends     the ids of the documents one after another
documents/starts, …/words, …/times
                          for each document the words that tell most about it, the best first, and
                          how often it has each
documents/telling         for each word, how many documents it is such a word of

Only pages that can be trusted are counted: what a broken font or a recogniser made up is no word to
suggest. So all counts are of those pages; what a reader is promised is asked of the engine.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import numpy as np

from corpus.errors import NoIndexError
from index.arrays import Array, ArrayFile
from index.suggestions.letters import fold

FILE = "suggestions.arrays"
LAST = "\U0010ffff"


TELLING = 200
"""Words that are kept of a document: of the 1,500 a report has, the rest tell little about it."""


def telling_weights(times: Array, found: Array, documents: int) -> Array:
    """How much words tell: by how often the document has them, and how few documents do."""
    return np.log1p(times) * np.log((documents + 1) / (found.astype(np.int64) + 1))


class Vocabulary:
    """The words of one generation. Usable from several threads: nothing in it changes."""

    def __init__(self, arrays: ArrayFile) -> None:
        self.arrays = arrays
        # As memory views, for single items of an array are slow to come by.
        self._text, self._ends = arrays["words/text"].data, arrays["words/ends"].data
        self._written = arrays["words/written"]
        self.found, self.forms = arrays["words/found"], arrays["words/forms"]
        self.weight, self.lemma = arrays["words/weight"], arrays["words/lemma"]

    @classmethod
    def open(cls, folder: Path) -> Vocabulary:
        """The words of the generation in `folder`. Raises NoIndexError."""
        try:
            return cls(ArrayFile(folder / FILE))
        except (OSError, ValueError, KeyError) as error:
            raise NoIndexError(
                f"{folder}: has no words to suggest ({type(error).__name__}: {error}); "
                "run: hankemuisti reindex"
            ) from error

    @cached_property
    def most(self) -> int:
        """In how many documents the most usual word is."""
        return int(self.found.max(initial=0))

    def __len__(self) -> int:
        """How many words there are."""
        return len(self._ends) - 1

    def word(self, number: int) -> str:
        """A word by its number."""
        return bytes(self._text[self._ends[number] : self._ends[number + 1]]).decode()

    def find(self, word: str) -> int | None:
        """The number of a casefolded word, None when there is none."""
        number = bisect_left(range(len(self)), (fold(word), word), key=self._key)
        return number if number < len(self) and self.word(number) == word else None

    def beginning(self, start: str) -> Array:
        """The numbers of the words that begin with the casefolded `start`.

        Dots, rings and accents must be there only where `start` has any.
        """
        numbers: Array = np.arange(len(self))
        key = self._folded
        if fold(start) != start:
            numbers, key = self._written, self.word
        view = numbers.data
        low = bisect_left(view, start, key=key)
        return numbers[low : bisect_left(view, start + LAST, low, key=key)]

    def reach(self, number: int) -> int:
        """In how many documents a search for the word finds it or another form of its lemma."""
        return max(int(self.found[number]), int(self.found[self.lemma[number]]))

    def compounds(self, number: int) -> list[int]:
        """The compounds that hold a word, the most frequent first."""
        starts = self.arrays["compounds/starts"]
        of: list[int] = self.arrays["compounds/of"][starts[number] : starts[number + 1]].tolist()
        return of

    @cached_property
    def documents(self) -> dict[str, int]:
        """The number of each document by its id."""
        text = bytes(self.arrays["documents/ids"]).decode()
        ends = self.arrays["documents/ends"].tolist()
        return {text[start:end]: number for number, (start, end) in enumerate(pairwise(ends))}

    def telling(self, document: int) -> tuple[Array, Array]:
        """The words that tell most about a document, the best first, and how often it has each."""
        starts = self.arrays["documents/starts"]
        of = slice(int(starts[document]), int(starts[document + 1]))
        return self.arrays["documents/words"][of], self.arrays["documents/times"][of]

    def most_telling(self, numbers: Sequence[int], times: Sequence[int]) -> list[int]:
        """The places of the words in the order of how much they tell, where they stand so often."""
        weights = telling_weights(
            np.array(times, np.int64),
            self.found[np.array(numbers, np.int64)],
            len(self.documents),
        )
        best: list[int] = np.lexsort((np.array(numbers, np.int64), -weights))[:TELLING].tolist()
        return best

    def _folded(self, number: int) -> str:
        return fold(self.word(number))

    def _key(self, number: int) -> tuple[str, str]:
        word = self.word(number)
        return fold(word), word
