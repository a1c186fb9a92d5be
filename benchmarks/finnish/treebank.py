"""Sentences with gold lemmas from CoNLL-U files."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

CONTENT = frozenset({"NOUN", "VERB", "ADJ", "ADV", "PROPN"})
HYPHENS = "-\u2010\u2011\u2013"
BOUNDARY = "#"

_BEFORE, _AFTER = 3, 5
"""How far from where the lemma says a part may start in the form: *poro#omistaja*, poron|omistaja;
*nais#klinikka*, naisten|klinikka."""


@dataclass(frozen=True)
class Word:
    """A word of a sentence, and the parts of its gold lemma as the treebank writes them.

    A simple word has one part; `marked` is False where the treebank marks no compounds at all.
    """

    form: str
    gold: tuple[str, ...]
    is_content: bool
    marked: bool = True

    @cached_property
    def key(self) -> str:
        """The lemma by which words are the same word: no marks, no hyphens, casefolded."""
        return key(self.gold)

    @cached_property
    def lemma(self) -> str:
        """The gold lemma as it is written, casefolded.

        The mark ``#`` also stands in for a hyphen (*2000#luku* of ``2000-luvulla``): it is read as
        a hyphen where the form has one at that boundary, and otherwise as nothing.
        """
        written = self.gold[0]
        for place, part in zip(self.places, self.gold[1:], strict=True):
            written += ("-" if self.form[place - 1] in HYPHENS else "") + part
        return written.casefold()

    @cached_property
    def places(self) -> tuple[int, ...]:
        """Where in the form the second part and those after it start.

        A gold lemma gives no places. A part starts where the form goes on most like it, nearest
        to where the length of the part before says.
        """
        folded, found, place = self.form.casefold(), [], 0
        form = folded if len(folded) == len(self.form) else self.form  # ß becomes ss
        for before, part in zip(self.gold, self.gold[1:], strict=False):
            expected = place + len(before)
            first = min(max(place + 1, expected - _BEFORE), len(form))
            candidates = range(first, max(first + 1, min(len(form), expected + _AFTER + 1)))
            place = _most_alike(form, part.casefold(), candidates, expected)
            found.append(place)
        return tuple(found)

    @cached_property
    def keys_with_parts(self) -> frozenset[str]:
        """The keys of the word, of its parts and of every run of neighbouring parts."""
        count = len(self.gold)
        runs = ((first, last) for first in range(count) for last in range(first + 1, count + 1))
        return frozenset(key(self.gold[first:last]) for first, last in runs)


def key(parts: Iterable[str]) -> str:
    """The lemma made of `parts`, casefolded, without hyphens unless it is nothing else."""
    whole = "".join(parts).casefold()
    return whole.replace("-", "") or whole


def _most_alike(form: str, part: str, candidates: Iterable[int], expected: int) -> int:
    def alikeness(place: int) -> tuple[int, int]:
        common = 0
        for one, other in zip(form[place:], part, strict=False):
            if one != other:
                break
            common += 1
        return common, -abs(place - expected)

    return max(candidates, key=alikeness)


def read(path: Path) -> list[list[Word]]:
    """The sentences of a file (``.gz`` or plain); words are what has a letter.

    Raises ValueError, which names the file and line, when it is not CoNLL-U, and OSError.
    """
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        sentences = list(_sentences(lines, path))
    marked = any(len(word.gold) > 1 for sentence in sentences for word in sentence)
    if marked:
        return sentences
    return [
        [Word(word.form, word.gold, word.is_content, False) for word in sentence]
        for sentence in sentences
    ]


def _sentences(lines: Iterable[str], path: Path) -> Iterator[list[Word]]:
    words: list[Word] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            if words:
                yield words
            words = []
        # A comment; a word starts with its number even where its form is a hashtag.
        elif not line.startswith("#"):
            fields = line.rstrip("\n").split("\t")
            if len(fields) != 10:
                raise ValueError(f"{path}:{number}: not CoNLL-U, {len(fields)} fields")
            # Ranges (1-2) and empty nodes (1.1) are no words of their own.
            if fields[0].isdigit() and any(map(str.isalpha, fields[1])):
                words.append(_word(fields))
    if words:
        yield words


def _word(fields: list[str]) -> Word:
    # Of a hashtag, the sign is neither part of the word nor a boundary.
    form = fields[1].lstrip(BOUNDARY)
    parts = tuple(part for part in fields[2].split(BOUNDARY) if part)
    return Word(form, parts or (fields[2],), fields[3] in CONTENT)
