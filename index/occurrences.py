"""Occurrences: every place in a document where a query's words and phrases are met.

From the corpus' own tokens: integers are compared, no text is read or analysed again.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

import numpy as np

from corpus.document import Span
from corpus.pages import Tokens
from index.chains import Chain, chains
from index.deadline import check
from index.meaning import Wanted


class Occurrence(NamedTuple):
    """A query item met: on which page (its index), from which token to which, what to mark.

    Tokens count from 0 on their page; `last` is included. What runs over the end of a page is cut
    there. A `span` shorter than its token is the part of a compound that was asked for.
    """

    page: int
    first: int
    last: int
    item: int
    spans: tuple[Span, ...]


class Seeker:
    """Looks for one query's words in one document after another."""

    def __init__(self, wanted: Sequence[Wanted]) -> None:
        self._wanted = wanted
        roles: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for item, one in enumerate(wanted):
            for slot, meeting in enumerate(one.slots):
                for form in meeting:
                    roles[form].append((item, slot))
        self._roles: Mapping[int, list[tuple[int, int]]] = dict(roles)
        # The number after the last one stands for all that are higher.
        self._known = np.zeros(max(roles, default=0) + 2, bool)
        self._known[list(roles)] = True

    def met(self, pages: Sequence[Tokens]) -> list[Occurrence]:
        """The occurrences on a document's consecutive pages, in order of the text.

        Takes time linear in the tokens, and in the occurrences times a logarithm. Raises
        LateError when nobody waits for them any more.
        """
        check()
        positions: list[list[list[int]]] = [[[] for _ in one.slots] for one in self._wanted]
        firsts = [0, *accumulate(len(tokens.forms) for tokens in pages[:-1])]
        forms = self._places(pages)
        for position, form in forms.items():
            for item, slot in self._roles[form]:
                positions[item][slot].append(position)
        found = []
        for item, one in enumerate(self._wanted):
            if len(one.slots) == 1:  # nothing to chain
                for position in positions[item][0]:
                    index = bisect_right(firsts, position) - 1
                    place = position - firsts[index]
                    start, marked = pages[index].starts[place], one.slots[0][forms[position]]
                    spans = tuple([Span(start + first, start + end) for first, end in marked])
                    found.append(Occurrence(index, place, place, item, spans))
                continue
            for chain in chains(positions[item], one.slop):
                index = bisect_right(firsts, chain[0]) - 1
                starts = pages[index].starts
                local = [position - firsts[index] for position in chain]
                spans = tuple(_spans(starts, local, forms, one, chain))
                last = min(local[-1], len(starts) - 1)
                found.append(Occurrence(index, local[0], last, item, spans))
        return sorted(found)

    def _places(self, pages: Sequence[Tokens]) -> dict[int, int]:
        """Where the forms that are looked for stand, counted over all pages, and which it is."""
        if not pages:
            return {}
        forms = np.concatenate([np.asarray(tokens.forms, np.uint32) for tokens in pages])
        found = np.flatnonzero(self._known.take(forms, mode="clip"))
        return dict(zip(found.tolist(), forms[found].tolist(), strict=True))


def _spans(
    starts: Sequence[int], local: Sequence[int], forms: Mapping[int, int], one: Wanted, chain: Chain
) -> Iterator[Span]:
    for slot, position, place in zip(one.slots, chain, local, strict=True):
        if place < len(starts):
            for start, end in slot[forms[position]]:
                yield Span(starts[place] + start, starts[place] + end)


def merged(occurrences: Sequence[Occurrence]) -> list[Occurrence]:
    """The same with one occurrence for each place; its spans are those of all that met there.

    So a word that two words of a query meet is one hit. Takes and gives them in order.
    """
    found: list[Occurrence] = []
    for one in occurrences:
        if found and found[-1][:3] == one[:3]:
            spans = joined((*found[-1].spans, *one.spans))
            found[-1] = found[-1]._replace(spans=tuple(spans))
        else:
            found.append(one)
    return found


def joined(spans: Sequence[Span]) -> list[Span]:
    """The spans in order, those that overlap as one."""
    apart: list[Span] = []
    for span in sorted(spans):
        if apart and span.start < apart[-1].end:
            apart[-1] = Span(apart[-1].start, max(apart[-1].end, span.end))
        else:
            apart.append(span)
    return apart
