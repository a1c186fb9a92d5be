"""Near-duplicates: the same report in several files is one document with several copies.

The text of a document is its set of shingles, four words in a row; one in four is looked at, the
same ones in every document. A bottom-k sketch of it (the k
smallest hashes; Broder 1997, "On the resemblance and containment of documents") estimates what
share of the shingles of two documents is common. Sketches are kept, so that nothing is read again.
"""

from __future__ import annotations

import functools
import heapq
import sys
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import pairwise

from corpus.copies import COPY, EDITION, Copy
from corpus.document import ReadDocument

SIZE = 256
"""Hashes of a sketch: similarity is told to about .03."""
PROBE = 32
"""Of the smallest hashes of two documents that are alike, one at least is common: with half of
the shingles common all 32 differ once in 10^9 cases."""
FEWEST = 40
"""Shingles of the sample: of a shorter text too little is known (of 600 texts of 200 words with one
word in twenty changed, one was taken for a copy; of 60 words, thirty)."""
COMMON = 50
"""Documents that may share a hash; what more of them share is a form's own text."""
SAME = 0.95
"""Similarity of copies: a copy is not shown, so it must say next to nothing of its own. A PDF and
the transcript of a copy site reach .99, a PDF and its source text .93 to .98."""
ALIKE = 0.4
"""Similarity of editions."""

_SAMPLE = 3
"""Shingles whose first word's hash ends in two zero bits, a quarter of all, are looked at."""
_MASK = 2**64 - 1
# Odd multipliers with well spread bits (fractional parts of square roots, as in SHA-512); the
# words' hashes are spread evenly already, so that a sum tells the order and needs no finish.
_A, _B, _C, _D = 0x6A09E667F3BCC909, 0xBB67AE8584CAA73B, 0x3C6EF372FE94F82B, 0xA54FF53A5F1D36F1


def sketch(document: ReadDocument) -> bytes:
    """The sketch of the text of `document`; empty when there is too little of it."""
    words = [_hash(word.exact) for page in document.pages for word in page.words]
    shingles = {
        (a * _A + b * _B + c * _C + d * _D) & _MASK
        for a, b, c, d in zip(words, words[1:], words[2:], words[3:], strict=False)
        if not a & _SAMPLE
    }
    if len(shingles) < FEWEST:
        return b""
    return _packed(heapq.nsmallest(SIZE, shingles))


def similarity(one: Sequence[int], other: Sequence[int]) -> float:
    """The estimated share of common shingles of two unpacked sketches, 0 to 1."""
    # Beyond the greatest hash of a full sketch nothing is known of that document.
    known = min((numbers[-1] for numbers in (one, other) if len(numbers) == SIZE), default=_MASK)
    mine, theirs = ({n for n in numbers if n <= known} for numbers in (one, other))
    return len(mine & theirs) / max(1, len(mine | theirs))


def find_copies(
    sketches: Iterable[tuple[str, bytes]], ranks: Mapping[str, tuple[float, ...]]
) -> list[Copy]:
    """Which documents are copies, or editions, of which.

    `ranks` tells which of several copies is shown: the one with the greatest. An edition is of
    the document most like it among those that rank higher.
    """
    unpacked = {document_id: _unpacked(packed) for document_id, packed in sketches if packed}
    best: dict[str, tuple[float, str]] = {}
    for one, other in _candidates(unpacked):
        alike = similarity(unpacked[one], unpacked[other])
        if alike < ALIKE:
            continue
        low, high = sorted((one, other), key=lambda name: (ranks.get(name, ()), name))
        # Not a chain: whoever ranks highest of all the same takes the copies.
        same, rank = alike >= SAME, ranks.get(high, ())
        known = best.get(low)
        if known is None or (same, rank, alike) > (
            known[0] >= SAME,
            ranks.get(known[1], ()),
            known[0],
        ):
            best[low] = alike, high
    return [
        Copy(low, _top(high, best), COPY if alike >= SAME else EDITION, round(alike, 2))
        for low, (alike, high) in sorted(best.items())
    ]


def _top(document_id: str, best: Mapping[str, tuple[float, str]]) -> str:
    """The document that is shown for `document_id`: itself, or what it is a copy of."""
    while document_id in best and best[document_id][0] >= SAME:
        document_id = best[document_id][1]
    return document_id


def _candidates(sketches: Mapping[str, Sequence[int]]) -> Iterator[tuple[str, str]]:
    """Pairs of documents with one of their smallest hashes in common, each once."""
    holders: defaultdict[int, list[str]] = defaultdict(list)
    for document_id, numbers in sketches.items():
        for number in numbers[:PROBE]:
            holders[number].append(document_id)
    shared: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for names in holders.values():
        if len(names) <= COMMON:
            for row, one in enumerate(names):
                shared[one].update(names[row + 1 :])
        else:
            # A form's text, or a report put up many times: neighbours are enough to find those.
            for one, other in pairwise(names):
                shared[one][other] += 1
    return ((one, other) for one, others in shared.items() for other in others)


@functools.lru_cache(maxsize=100_000)
def _hash(word: str) -> int:
    return int.from_bytes(blake2b(word.encode("utf-8", "replace"), digest_size=8).digest(), "big")


def _packed(numbers: Iterable[int]) -> bytes:
    packed = array("Q", numbers)
    if sys.byteorder == "big":
        packed.byteswap()
    return packed.tobytes()


def _unpacked(sketch: bytes) -> list[int]:
    numbers = array("Q")
    numbers.frombytes(sketch)
    if sys.byteorder == "big":
        numbers.byteswap()
    return list(numbers)
