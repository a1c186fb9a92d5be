"""What is measured of one index's suggestions, and the words it is measured on."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from random import Random

import numpy as np

from benchmarks.suggestions.misspellings import misspelled
from index.suggestions.suggester import Suggester
from index.suggestions.vocabulary import Vocabulary

SHORTEST = 5
"""Letters of the words that are misspelled: a mistake in a shorter one makes another word."""

Figures = dict[str, float]


def words_of(vocabulary: Vocabulary, count: int, random: Random) -> list[str]:
    """Words as they are typed, by how usual they are; none twice."""
    weight = np.array(vocabulary.forms, float) ** 0.5
    some = np.random.default_rng(random.randrange(2**32))
    size = min(4 * count, int(np.count_nonzero(weight)))
    drawn = some.choice(len(weight), size, replace=False, p=weight / weight.sum())
    words = [vocabulary.word(number) for number in drawn.tolist()]
    return [word for word in words if len(word) >= SHORTEST and word.isalpha()][:count]


def correcting(suggester: Suggester, words: Iterable[str], edits: int, random: Random) -> Figures:
    """How often a word with so many mistakes is seen through, and in what time.

    top1, top3     the word meant, or another form of its lemma, which a search finds as well
    exact1         the very form that was meant
    silent         nothing is suggested
    wrong1         something else is suggested first
    """
    vocabulary = Vocabulary.open(suggester.folder)
    tally: Counter[str] = Counter()
    times = []
    for word in words:
        wrong, _ = misspelled(word, random, edits)
        if vocabulary.find(wrong) is not None or len(wrong) < SHORTEST - 1:
            continue  # another word of the corpus
        total = suggester.count(wrong)
        begin = time.process_time()
        found = [one.query for one in suggester.corrections(wrong, total)]
        times.append(time.process_time() - begin)
        right = [_same(vocabulary, one, word) for one in found]
        tally.update(
            cases=1,
            top1=any(right[:1]),
            top3=any(right[:3]),
            exact1=found[:1] == [word],
            silent=not found,
            wrong1=bool(found) and not right[0],
        )
    cases = max(1, tally["cases"])
    names = ("top1", "top3", "exact1", "silent", "wrong1")
    shares = {f"{edits}_edit_{name}": tally[name] / cases for name in names}
    return {f"{edits}_edit_cases": tally["cases"], **shares, **_percentiles(f"{edits}_edit", times)}


def _same(vocabulary: Vocabulary, one: str, other: str) -> bool:
    numbers = [vocabulary.find(word.casefold()) for word in (one, other)]
    lemmas = {int(vocabulary.lemma[n]) if n is not None else -1 for n in numbers}
    return one == other or (len(lemmas) == 1 and -1 not in lemmas)


def alarming(suggester: Suggester, words: Iterable[str]) -> Figures:
    """How often a word that is written right, and is there, is corrected; and the time it takes."""
    times, alarms, cases = [], 0, 0
    for word in words:
        total = suggester.count(word)
        begin = time.process_time()
        alarms += bool(suggester.corrections(word, total))
        times.append(time.process_time() - begin)
        cases += 1
    shares = {"right_cases": cases, "right_false_alarms": alarms / max(1, cases)}
    return {**shares, **_percentiles("right", times)}


def completing(suggester: Suggester, words: Iterable[str]) -> Figures:
    """How long each letter of a word takes."""
    suggester.complete("ab")  # opens what it needs
    typed = ["aä"[n % 2 :] for n in range(2)] + [w[:n] for w in words for n in range(1, 9)]
    times = list(_timed(suggester.complete, typed))
    return {"complete_cases": len(times), **_percentiles("complete", times)}


def relating(suggester: Suggester, words: Iterable[str]) -> Figures:
    """How long related terms take."""
    return _percentiles("related", list(_timed(suggester.related, words)))


def likening(suggester: Suggester, ids: Iterable[str]) -> Figures:
    """How long documents like one take."""
    return _percentiles("similar", list(_timed(suggester.similar, ids)))


def _timed(work: Callable[[str], object], cases: Iterable[str]) -> Iterator[float]:
    for case in cases:
        begin = time.process_time()
        work(case)
        yield time.process_time() - begin


def _percentiles(name: str, times: list[float]) -> Figures:
    if not times:
        return {}
    middle, most = np.percentile(np.array(times) * 1000, (50, 95)).tolist()
    return {f"{name}_p50_ms": round(middle, 3), f"{name}_p95_ms": round(most, 3)}
