"""Did you mean: a query as it was probably meant, with how much it finds.

A word is doubted when nothing has it; also when few documents have it, the dictionary does not know
it, and a word next to it is FEWER times as usual: then it is misspelled in the documents, too. A
word that the dictionary knows may only be missed by a letter. Two words become one where the corpus
writes them as one; one becomes two where both are words of it. Whatever is suggested has been
searched for, with the filters that hold: it finds more than what was typed does.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import islice, pairwise, product
from typing import Any, NamedTuple

from index.suggestions.letters import EDIT
from index.suggestions.spelling import SHORTEST, Speller, limit_of
from index.suggestions.spots import Spot, Tokenize, spots
from index.suggestions.vocabulary import Vocabulary

FEWER = 10
"""Times that a word must be less usual than its correction to be taken for a mistake, where the
corpus has it. Of 8,000 words of 48 real documents 9 are doubted then, rightly all but two; at 5
they are 18, rare words and forms among them, at 20 only names without their capital."""

RARE_LENGTH = 6
"""Letters of a word that is doubted although the corpus has it: short ones are abbreviations."""

TOGETHER = 4
"""Times that the corpus must write two words as one more often than side by side."""

SHARE = 10
"""A compound in fewer documents than one of so many that have both its halves is not what was
meant."""

PARTED = 6
"""The cost of a blank that is missing; both words must be written right."""

SURE = -100.0
"""The cost of what is right but for its capital."""

HALF = 3
"""Letters of each word that another is parted into."""

MOST_WORDS = 3
"""Doubted words of one query that are corrected together."""

CHOICES = 3
"""What one word may have been meant for."""

APART = 12.0
"""The cost by which the second choice may lie behind the first: about one letter."""

TRIED = 8
"""Corrected queries that are searched for at most."""


class Change(NamedTuple):
    """What was typed, what may have been meant, and how it differs: spelling, joined, parted."""

    typed: str
    meant: str
    kind: str


@dataclass(frozen=True, slots=True)
class Correction:
    """A whole query as it may have been meant, and how many documents it finds."""

    query: str
    total: int
    changes: tuple[Change, ...]

    def as_json(self) -> dict[str, Any]:
        """The same as plain values."""
        return {**asdict(self), "changes": [change._asdict() for change in self.changes]}


class _Edit(NamedTuple):
    """Another text for a stretch of the query, and how far-fetched it is."""

    start: int
    end: int
    text: str
    change: Change
    cost: float


@dataclass(frozen=True, slots=True)
class Asking:
    """What a corrector has to ask of the corpus.

    `count` gives how many documents a query finds, with the filters that hold or with none;
    `lemmas` all lemmas a word may have; `known` whether a dictionary has it.
    """

    tokenize: Tokenize
    lemmas: Callable[[str], Sequence[str]]
    known: Callable[[str], bool]
    count: Callable[[str, bool], int]


class Corrector:
    """Corrects queries to one corpus."""

    def __init__(self, vocabulary: Vocabulary, asking: Asking) -> None:
        self._vocabulary = vocabulary
        self._speller = Speller(vocabulary)
        self._asking = asking

    def corrections(self, text: str, total: int, limit: int = 3) -> list[Correction]:
        """What a query that finds `total` documents may have been meant for, the likeliest first.

        Each finds more documents than the query, but one that only joins words: that finds some.
        """
        text = unicodedata.normalize("NFC", text)
        words = spots(text, self._asking.tokenize)
        doubted = [edits for spot in words if (edits := self._edits(spot))][:MOST_WORDS]
        tries: Iterator[tuple[_Edit, ...]] = iter(())
        if doubted:
            tries = iter(sorted(product(*doubted), key=lambda each: sum(e.cost for e in each)))
        found = self._searched(text, islice(tries, TRIED), total + 1, limit)
        joined = ((edit,) for edit in self._joined(text, words, total))
        found += self._searched(text, islice(joined, TRIED), 1, limit - len(found))
        return found

    def _searched(
        self, text: str, tries: Iterator[tuple[_Edit, ...]], least: int, limit: int
    ) -> list[Correction]:
        found: list[Correction] = []
        for edits in tries:
            if len(found) >= limit:
                break
            query = text
            for edit in reversed(edits):
                query = query[: edit.start] + edit.text + query[edit.end :]
            total = self._asking.count(query, True)
            if total >= least:
                found.append(Correction(query, total, tuple(edit.change for edit in edits)))
        return found

    def _edits(self, spot: Spot) -> list[_Edit]:
        """What may have been meant by a word, when there is reason to doubt it."""
        word = spot.word.casefold()
        if len(word) < SHORTEST or not word.replace("-", "").isalpha():
            return []
        reach = self._reach(spot, word)
        if reach * FEWER > self._vocabulary.most or (reach and len(word) < RARE_LENGTH):
            return []
        known = not spot.exact and self._asking.known(spot.word)
        if reach == 0:
            # Not on pages that can be trusted, or as a lemma that only a search would try.
            reach = self._asking.count(("=" if spot.exact else "") + spot.word, False)
        # Names are often typed without their capital.
        if reach and (known or self._asking.known(spot.word.capitalize())):
            return []
        most = min(limit_of(word), EDIT) if known or reach else limit_of(word)
        found = [*self._respelled(spot, word, most, reach)]
        if not reach and not spot.exact:
            found += self._parted(spot, word)
        found.sort(key=lambda edit: edit.cost)
        return [edit for edit in found if edit.cost <= found[0].cost + APART][:CHOICES]

    def _reach(self, spot: Spot, word: str) -> int:
        vocabulary = self._vocabulary
        if spot.exact:
            number = vocabulary.find(word)
            return 0 if number is None else int(vocabulary.forms[number])
        numbers = map(vocabulary.find, self._asking.lemmas(spot.word))
        return max((int(vocabulary.found[n]) for n in numbers if n is not None), default=0)

    def _respelled(self, spot: Spot, word: str, most: int, reach: int) -> Iterator[_Edit]:
        vocabulary, seen = self._vocabulary, set()
        there = vocabulary.find(word)
        if there is not None and vocabulary.forms[there] and not (reach or spot.word[0].isupper()):
            # The documents have it, a search does not find it: a name without its capital.
            meant = spot.word.capitalize()
            yield _Edit(spot.start, spot.end, meant, Change(spot.word, meant, "spelling"), SURE)
        for candidate in self._speller.candidates(word, most, limit=10):
            number = candidate.word
            lemma = number if spot.exact else int(vocabulary.lemma[number])
            gain = vocabulary.forms[number] if spot.exact else vocabulary.reach(number)
            if lemma in seen or gain < max(1, FEWER * reach):
                continue
            seen.add(lemma)
            meant = _cased(vocabulary.word(number), spot.word)
            change = Change(spot.word, meant, "spelling")
            yield _Edit(spot.start, spot.end, meant, change, candidate.total)

    def _parted(self, spot: Spot, word: str) -> Iterator[_Edit]:
        """Two words of the corpus that stand in one, the rarer one as usual as can be."""
        best = (0, 0)
        for at in range(HALF, len(word) - HALF + 1):
            numbers = self._vocabulary.find(word[:at]), self._vocabulary.find(word[at:])
            reached = [self._vocabulary.reach(n) for n in numbers if n is not None]
            if len(reached) == 2:
                best = max(best, (min(reached), at))
        weight, at = best
        if weight:
            meant = f"{spot.word[:at]} {spot.word[at:]}"
            shown = meant if spot.quoted else f'"{meant}"'
            cost = PARTED - self._speller.gain(weight)
            yield _Edit(spot.start, spot.end, shown, Change(spot.word, meant, "parted"), cost)

    def _joined(self, text: str, words: Sequence[Spot], total: int) -> Iterator[_Edit]:
        """Neighbours that the corpus writes as one word."""
        for one, other in pairwise(words):
            meant = one.word + other.word
            number = self._vocabulary.find(meant.casefold())
            beside = one.free and other.free and text[one.end : other.start].isspace()
            if number is None or not beside:
                continue
            reach = self._vocabulary.reach(number)
            if reach * SHARE >= total:
                typed = f"{one.word} {other.word}"
                apart = self._asking.count(f'="{typed}"', False)
                if reach >= TOGETHER * apart:
                    change = Change(typed, meant, "joined")
                    yield _Edit(one.start, other.end, meant, change, 0)


def _cased(word: str, typed: str) -> str:
    """The word with the capitals of what was typed: all, the first, or none."""
    if typed.isupper():
        return word.upper()
    return word[:1].upper() + word[1:] if typed[:1].isupper() else word
