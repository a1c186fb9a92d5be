"""Phrases of base forms, found in a page's words in any inflection.

A phrase is one to six elements separated by blanks, each casefolded: ``neuvola`` matches a word
one of whose lemmas, or whose form, it is; ``neuvola*`` one that begins so; ``*neuvola`` one that
ends so (only as the first element).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from corpus.document import Analysis, ReadPage

Meaning = TypeVar("Meaning")
_HEAD = 3  # letters of a stem or tail that the tables are keyed by
_REMEMBERED = 1 << 17  # distinct words whose openings are kept: some 20 MB


class Element(NamedTuple):
    """One word of a phrase: its text, and whether it is whole, a beginning or an end."""

    text: str
    side: str  # "", "stem" or "tail"

    def matches(self, keys: Sequence[str]) -> bool:
        """Whether one of a word's keys (form and lemmas) is meant."""
        if self.side == "":
            return self.text in keys
        if self.side == "stem":
            return any(key.startswith(self.text) for key in keys)
        return any(key.endswith(self.text) for key in keys)


class Entry(NamedTuple, Generic[Meaning]):
    """A phrase and what it means."""

    elements: tuple[Element, ...]
    meaning: Meaning


class Openings(NamedTuple, Generic[Meaning]):
    """What a word may begin: phrases of it alone, and longer ones by their second word."""

    single: tuple[Entry[Meaning], ...]
    whole: dict[str, list[Entry[Meaning]]]
    stems: dict[str, list[Entry[Meaning]]]
    longer: bool


class Memory(NamedTuple, Generic[Meaning]):
    """What the words of a document may begin, and what its pairs of words may."""

    openings: dict[str, Openings[Meaning] | None]
    pairs: dict[tuple[str, str], list[Entry[Meaning]]]


def _element(text: str) -> Element:
    if text.endswith("*"):
        return Element(text[:-1], "stem")
    if text.startswith("*"):
        return Element(text[1:], "tail")
    return Element(text, "")


@lru_cache(maxsize=_REMEMBERED)
def keys_of(form: str, lemmas: tuple[str, ...]) -> tuple[str, ...]:
    """What a word may be called by: its casefolded form, its lemmas, and the form without the
    genitive -s that Swedish and English put on names."""
    plain = form.casefold()
    bare = (plain[:-1],) if plain.endswith("s") and len(plain) > 3 else ()
    return tuple(dict.fromkeys((plain, *lemmas, *bare)))


class Phrasebook(Generic[Meaning]):
    """Many phrases, looked for at once. Immutable once made, but for what it remembers."""

    def __init__(self, phrases: Iterable[tuple[str, Meaning]]) -> None:
        self._whole: dict[str, list[Entry[Meaning]]] = defaultdict(list)
        self._stems: dict[str, list[Entry[Meaning]]] = defaultdict(list)
        self._tails: dict[str, list[Entry[Meaning]]] = defaultdict(list)
        for phrase, meaning in dict.fromkeys(phrases):
            elements = tuple(_element(word) for word in phrase.casefold().split())
            entry = Entry(elements, meaning)
            text, side = elements[0]
            if side == "":
                self._whole[text].append(entry)
            elif side == "stem":
                self._stems[text[:_HEAD]].append(entry)
            else:
                self._tails[text[-_HEAD:]].append(entry)
        self.openings = lru_cache(maxsize=_REMEMBERED)(self._openings)

    def _openings(self, form: str, lemmas: tuple[str, ...]) -> Openings[Meaning] | None:
        """The phrases that may begin with this word; None when there are none."""
        keys = keys_of(form, lemmas)
        found: list[Entry[Meaning]] = []
        for key in keys:
            found += self._whole.get(key, ())
        for key in dict.fromkeys(key[:_HEAD] for key in keys):
            found += (e for e in self._stems.get(key, ()) if e.elements[0].matches(keys))
        for key in dict.fromkeys(key[-_HEAD:] for key in keys):
            found += (e for e in self._tails.get(key, ()) if e.elements[0].matches(keys))
        if not found:
            return None
        whole: dict[str, list[Entry[Meaning]]] = defaultdict(list)
        stems: dict[str, list[Entry[Meaning]]] = defaultdict(list)
        for entry in found:
            if len(entry.elements) > 1:
                text, side = entry.elements[1]
                if side == "":
                    whole[text].append(entry)
                else:
                    stems[text[:_HEAD]].append(entry)
        single = [entry for entry in found if len(entry.elements) == 1]
        single.sort(key=_length, reverse=True)
        return Openings(tuple(single), dict(whole), dict(stems), bool(whole or stems))

    def find(self, page: ReadPage, memory: Memory[Meaning]) -> list[tuple[int, Entry[Meaning]]]:
        """Every phrase on `page` with the number of its first word, in order.

        Overlaps are all given, at one place the longest first: who asks for one facet lets
        the longest win. `memory` is what earlier pages in the same language taught; it is
        added to.
        """
        words = page.words
        known, pairs = memory
        forms = [word.form for word in words]
        for form, word in dict(zip(forms, words, strict=True)).items():
            if form not in known:
                known[form] = self.openings(form, word.lemmas)
        found: list[tuple[int, Entry[Meaning]]] = []
        last = len(forms) - 1
        for number, openings in enumerate(map(known.get, forms)):
            if openings is None:
                continue
            if openings.longer and number < last:
                pair = (forms[number], forms[number + 1])
                longer = pairs.get(pair)
                if longer is None:
                    longer = pairs[pair] = _second(openings, words[number + 1])
                for entry in longer:
                    if len(entry.elements) == 2 or _continues(words, number, entry.elements):
                        found.append((number, entry))
            for entry in openings.single:
                found.append((number, entry))
        return found


def _second(openings: Openings[Meaning], word: Analysis) -> list[Entry[Meaning]]:
    """The longer phrases whose second element `word` matches, the longest first."""
    keys = keys_of(word.form, word.lemmas)
    whole, stems = openings.whole, openings.stems
    entries: list[Entry[Meaning]] = []
    for key in keys:
        if key in whole:
            entries += whole[key]
    if stems:
        for head in dict.fromkeys(key[:_HEAD] for key in keys):
            if head in stems:
                entries += (each for each in stems[head] if each.elements[1].matches(keys))
    if len(entries) > 1:
        entries.sort(key=_length, reverse=True)
    return entries


def _length(entry: Entry[Meaning]) -> tuple[int, int]:
    """Words, then letters: of two phrases at one place the longer is the more exact."""
    return len(entry.elements), sum(len(element.text) for element in entry.elements)


def _continues(words: Sequence[Analysis], number: int, elements: tuple[Element, ...]) -> bool:
    if number + len(elements) > len(words):
        return False
    return all(
        element.matches(keys_of(word.form, word.lemmas))
        for element, word in zip(
            elements[2:], words[number + 2 : number + len(elements)], strict=True
        )
    )
