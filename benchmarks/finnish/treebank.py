"""Sentences with gold lemmas from CoNLL-U files."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

CONTENT = frozenset({"NOUN", "VERB", "ADJ", "ADV", "PROPN"})


class Word(NamedTuple):
    """A word of a sentence; `lemma` is casefolded, without the marks of compound boundaries."""

    form: str
    lemma: str
    is_content: bool


def read(path: Path) -> Iterator[list[Word]]:
    """The sentences of a file (``.gz`` or plain); words are what has a letter.

    Raises ValueError, which names the file and line, when it is not CoNLL-U.
    """
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        yield from _sentences(lines, path)


def _sentences(lines: Iterable[str], path: Path) -> Iterator[list[Word]]:
    words: list[Word] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            if words:
                yield words
            words = []
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
    lemma = fields[2].replace("#", "") or fields[2]
    return Word(fields[1], lemma.casefold(), fields[3] in CONTENT)
