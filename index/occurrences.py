"""Occurrences: every place in a document where a query's words and phrases are met.

From the corpus' own tokens: integers are compared, no text is read or analysed again.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from corpus.document import Span
from corpus.pages import Tokens
from index.chains import Chain, chains
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

    def met(self, pages: Sequence[Tokens]) -> list[Occurrence]:
        """The occurrences on a document's consecutive pages, in order of the text.

        Takes time linear in the tokens, and in the occurrences times a logarithm.
        """
        roles = self._roles
        positions: list[list[list[int]]] = [[[] for _ in one.slots] for one in self._wanted]
        forms: list[int] = []
        firsts = []
        for tokens in pages:
            firsts.append(len(forms))
            forms.extend(tokens.forms)
        for position in [place for place, form in enumerate(forms) if form in roles]:
            for item, slot in roles[forms[position]]:
                positions[item][slot].append(position)
        found = []
        for item, one in enumerate(self._wanted):
            for chain in chains(positions[item], one.slop):
                index = bisect_right(firsts, chain[0]) - 1
                starts = pages[index].starts
                local = [position - firsts[index] for position in chain]
                spans = tuple(_spans(starts, local, forms, one, chain))
                last = min(local[-1], len(starts) - 1)
                found.append(Occurrence(index, local[0], last, item, spans))
        return sorted(found)


def _spans(
    starts: Sequence[int], local: Sequence[int], forms: Sequence[int], one: Wanted, chain: Chain
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
