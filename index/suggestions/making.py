"""The file of a generation's words (see `vocabulary`), counted from the corpus and written."""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from corpus.store import Store
from index.arrays import Array, ArrayWriter, ragged, sums
from index.collecting import not_collecting
from index.sidebyside import Step
from index.suggestions.forms import Forms
from index.suggestions.letters import fold
from index.suggestions.spelling import write_spelling
from index.suggestions.tallies import Tallies
from index.suggestions.telling import tells
from index.suggestions.vocabulary import FILE, TELLING, telling_weights
from pipeline.clean.quality import TRUSTED

MOST_COMPOUNDS = 100
"""Compounds that are kept of a word; *palvelu* is in thousands."""


class Counted(NamedTuple):
    """The documents whose words are counted, those that an index shows, and its `folder`."""

    folder: Path
    data_folder: Path
    ids: tuple[str, ...]


class _Counts(NamedTuple):
    """Of all documents together: what `Forms` numbers, how often."""

    found: Array
    forms: Array
    leads: Array
    documents: Tallies


def write(counted: Counted, step: Step = lambda: None) -> int:
    """Count the words of documents and write ``FILE``; gives the number of words.

    Takes memory for the lexicon: some 400 bytes for each word.
    """
    folder = counted.folder
    with not_collecting(), Tallies(folder) as tallies:
        with Store(counted.data_folder, read_only=True) as store:
            forms = Forms.read(store)
            counts = _count(store, forms, counted.ids, tallies, step)
        return _write(folder, forms, counts)


def _write(folder: Path, forms: Forms, counts: _Counts) -> int:
    kept = np.flatnonzero(counts.found + counts.forms)
    words = [forms.words[number] for number in kept.tolist()]
    forms.words.clear()
    by_writing = _order(words)
    words = [words[place] for place in by_writing.tolist()]
    order = _order(words, folded=True)
    kept, words = kept[by_writing][order], [words[place] for place in order.tolist()]
    new = np.full(len(forms.lemma_of_word), -1, np.int64)
    new[kept] = np.arange(len(kept))
    with (folder / FILE).open("wb") as file:
        writer = ArrayWriter(file)
        found, written = counts.found[kept], counts.forms[kept]
        lemma = new[forms.lemma_of_word[kept]]
        lemma = np.where(lemma < 0, np.arange(len(kept)), lemma)
        write_texts(writer, "words/text", "words/ends", words)
        writer.add("words/written", np.argsort(order))
        writer.add("words/found", found)
        writer.add("words/forms", written)
        writer.add("words/lemma", lemma)
        weight = np.maximum(written, counts.leads[kept])
        writer.add("words/weight", weight)
        write_spelling(writer, words, weight, len(counts.documents.ids))
        _write_compounds(writer, forms.compounds, new, found)
        _write_documents(writer, counts, new, found, words)
        writer.close()
    return len(words)


def _order(words: Sequence[str], *, folded: bool = False) -> Array:
    """The places of the words in order, of their folded forms if so; of equals the first first."""
    key = words.__getitem__
    # `fold` of a word in small letters, without a second copy of the many that are ASCII.
    fold_at = lambda place: key(place) if key(place).isascii() else fold(key(place))  # noqa: E731
    places = sorted(range(len(words)), key=fold_at if folded else key)
    return np.fromiter(places, np.int64, len(words))


def carry(folder: Path, base: Path) -> None:
    """Give a generation the words of the one it was made out of, where that has any.

    For small changes: a new document's words are suggested from the next whole build on. Whatever
    is suggested until then is asked of the engine all the same.
    """
    if (base / FILE).exists():
        shutil.copyfile(base / FILE, folder / FILE)


def write_texts(writer: ArrayWriter, text: str, ends: str, texts: Iterable[str]) -> None:
    """Write texts one after another, and where each begins."""
    every = list(texts)
    writer.add(text, np.frombuffer("".join(every).encode(), np.uint8))
    sizes = (len(each) if each.isascii() else len(each.encode()) for each in every)
    writer.add(ends, sums(np.fromiter(sizes, np.int64, len(every))))


def _count(store: Store, forms: Forms, ids: Iterable[str], tallies: Tallies, step: Step) -> _Counts:
    found, written, leads = (np.zeros(len(forms.words), np.int64) for _ in range(3))
    there = np.zeros(len(forms.words), bool)
    for document_id in ids:
        pages = [
            np.asarray(page.tokens.forms, np.int64)
            for page in store.pages.tokens(document_id)
            if page.quality >= TRUSTED
        ]
        own, times = _tally(np.concatenate([np.zeros(0, np.int64), *pages]))
        lemmas, often = _tally(forms.lemma[own], times)
        leads[lemmas] += 1
        _add(written, forms.word[own], there)
        _add(found, ragged(forms.starts, forms.terms, own), there)
        tallies.add(document_id, lemmas, often)
        step()
    found[0] = written[0] = leads[0] = 0  # what is no word to suggest
    return _Counts(found, written, leads, tallies)


def _add(counts: Array, numbers: Array, there: Array) -> None:
    """Count each of the numbers once. `there` is a mask of none, before and after."""
    there[numbers] = True
    once = np.flatnonzero(there)
    there[once] = False
    counts[once] += 1


def _tally(numbers: Array, times: Array | None = None) -> tuple[Array, Array]:
    """Each number once, in order, and how often it is there. By sorting, for numpy's own way of
    finding what is unique takes ten times as long on a few thousand numbers."""
    order = np.argsort(numbers, kind="stable")
    numbers = numbers[order]
    firsts = np.flatnonzero(np.diff(numbers, prepend=-1))
    if not len(firsts):
        return numbers, numbers
    every = np.ones(len(order), np.int64) if times is None else times[order]
    return numbers[firsts], np.add.reduceat(every, firsts)


def _write_compounds(
    writer: ArrayWriter, pairs: Iterable[tuple[int, int]], new: Array, found: Array
) -> None:
    of: defaultdict[int, list[int]] = defaultdict(list)
    for part, compound in pairs:
        if new[part] >= 0 and new[compound] >= 0:
            of[int(new[part])].append(int(new[compound]))
    flat: list[int] = []
    starts = [0]
    for number in range(len(found)):
        flat += sorted(of.get(number, ()), key=lambda one: (-found[one], one))[:MOST_COMPOUNDS]
        starts.append(len(flat))
    writer.add("compounds/starts", np.array(starts, np.int64))
    writer.add("compounds/of", np.array(flat, np.int64))


def _write_documents(
    writer: ArrayWriter, counts: _Counts, new: Array, found: Array, words: Sequence[str]
) -> None:
    ids = counts.documents.ids
    telling = np.fromiter(map(tells, words), bool, len(words)) & (found >= 2)
    write_texts(writer, "documents/ids", "documents/ends", ids)
    every, times, lengths = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)], []
    for lemmas, often in counts.documents:
        numbers = new[lemmas]
        kept = telling[numbers] & (numbers >= 0)
        numbers, weight = numbers[kept], often[kept]
        tell = telling_weights(weight, found[numbers], len(ids))
        best = np.lexsort((numbers, -tell))[:TELLING]
        every.append(numbers[best])
        times.append(weight[best].astype(np.int64))
        lengths.append(len(best))
    writer.add("documents/starts", sums(np.array(lengths, np.int64)))
    writer.add("documents/words", np.concatenate(every))
    writer.add("documents/times", np.concatenate(times))
    writer.add("documents/telling", np.bincount(np.concatenate(every), minlength=len(words)))
