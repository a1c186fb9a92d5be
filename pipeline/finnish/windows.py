"""Tokens around a place that may be one broken word, the likeliest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import NamedTuple

from corpus.document import TokenList
from pipeline.finnish.gaps import GAP, joined
from pipeline.finnish.pieces import (
    FEWEST_LETTERS,
    FRAGMENT,
    LONGEST_TRIFLE,
    MOST_LETTERS,
    NUMBER,
    WORD,
    Kind,
    Pieces,
    unit_after_number,
)

MOST_PIECES = 8
"""Pieces of one word."""

LONG_WORD = 6
"""Letters of a word that a single letter is joined to: ``p idettävä``, but not ``kuva n``."""

LONG_PIECE = 5
"""Of a word and a fragment one must be shorter: Voikko makes compounds of long ones at will
(``tarve avusteiseen``). Measured: with 6 two points more of the broken words are found, but such
pairs are joined too; with 4 six points fewer."""

# What follows words unknown to Voikko, names most of all, far more often than it ends a word.
_ALONE = frozenset("ja on ei".split())
# "artiklan a", "luokka V": what lists and chapters are numbered with.
_LIST_LETTERS = frozenset("abcdeivx")
# After a hyphen these begin the next part of a coordination: ``lapsi- ja perhepalvelut``.
_CONJUNCTIONS = frozenset(
    "ja tai sekä eli että vai kuin mutta taikka samt eikä och eller and or".split()
)
_BLANKS = frozenset(" \u00a0")
_HYPHENS = frozenset("-\u2010\u2011")


class Window(NamedTuple):
    """Tokens that may be one word, half open.

    The least is the likeliest: most hyphened gaps and fragments, fewest words, then the longest.
    """

    minus_hyphens: int
    minus_fragments: int
    words: int
    minus_letters: int
    start: int
    stop: int


def touching(tokens: TokenList, places: Iterable[int]) -> list[int]:
    """Those of the `places` whose token may be one word with a neighbour.

    Told from the gaps and the letters beside them alone: most odd words stand by themselves.
    """
    forms, starts = tokens.forms, tokens.starts
    last = len(forms) - 1
    found = []
    for place in places:
        form, start = forms[place], starts[place]
        loud = form.isupper()
        if place < last:
            gap = starts[place + 1] - start - len(form)
            if gap == 2 or (gap == 1 and (loud or forms[place + 1].islower())):
                found.append(place)
                continue
        if place:
            gap = start - starts[place - 1] - len(forms[place - 1])
            if gap == 2 or (gap == 1 and (loud or form.islower())):
                found.append(place)
    return found


class Windows:
    """The windows over the tokens of one page."""

    def __init__(self, text: str, tokens: TokenList, pieces: Pieces) -> None:
        self._text = text
        self._forms = tokens.forms
        self._starts = tokens.starts
        self._pieces = pieces
        self._knows = pieces.knows
        self._kinds: dict[int, Kind] = {}

    def pair(self, place: int, free: int) -> Window | None:
        """The same as ``known(place, free, 2)`` for a fragment among whole words, but quick."""
        if self.kind(place) != FRAGMENT:
            return None
        found = [window for window in self._pairs(place, free) if self._is_sound(window)]
        return min(found, default=None)

    def known(self, place: int, free: int, most: int) -> Window | None:
        """The likeliest window around `place` that makes a known word.

        It has at most `most` tokens, none of them before `free`.
        """
        return next(filter(self._is_sound, sorted(self._around(place, free, most))), None)

    def text(self, window: Window) -> str:
        """The slice of the page's text that the window covers."""
        last = window.stop - 1
        return self._text[self._starts[window.start] : self._starts[last] + len(self._forms[last])]

    def kind(self, place: int) -> Kind:
        """What the token at `place` is, where it stands."""
        kind = self._kinds.get(place)
        if kind is None:
            kind = self._kinds[place] = self._find_kind(place)
        return kind

    def gap(self, place: int) -> str:
        """What parts the token at `place` from the next, if a broken word can have it."""
        if place + 1 >= len(self._forms):
            return ""
        end, start = self._starts[place] + len(self._forms[place]), self._starts[place + 1]
        between = self._text[end:start] if start - end <= 2 else ""
        return between if between in _BLANKS or GAP.fullmatch(between) else ""

    def _pairs(self, place: int, free: int) -> Iterator[Window]:
        """The two pairs of a fragment with a whole word that are likely to be one word."""
        forms, starts, text = self._forms, self._starts, self._text
        for left in (place - 1, place):
            if left < free or left + 1 >= len(forms):
                continue
            one, other = forms[left], forms[left + 1]
            end = starts[left] + len(one)
            if starts[left + 1] - end != 1 or text[end] not in _BLANKS or _is_chance(one, other):
                continue
            letters = len(one) + len(other)
            window = Window(0, -1, 1, -letters, left, left + 2)
            neighbour = left + 1 if left == place else left
            if (
                FEWEST_LETTERS <= letters <= MOST_LETTERS
                and (other.islower() or (one.isupper() and other.isupper()))
                and not _is_acronym(one, other)
                and self.kind(neighbour) == WORD
                and self._is_likely(window)
            ):
                yield window

    def _is_sound(self, window: Window) -> bool:
        if not window.minus_hyphens:
            return self._knows("".join(self._forms[window.start : window.stop]))
        word = joined(self.text(window))
        if self._knows(word):
            return True
        # Voikko knows few compounds of acronyms: "LAPE- ohjelman".
        left, _, right = word.rpartition("-")
        is_compound = left.isupper() and right.islower() and right not in _CONJUNCTIONS
        return is_compound and self._knows(right)

    def _around(self, place: int, free: int, most: int) -> list[Window]:
        first, stop = place, place + 1
        while first > free and place - first < most - 1 and self._may_join(first - 1):
            first -= 1
        while stop < len(self._forms) and stop - place < most and self._may_join(stop - 1):
            stop += 1
        return list(filter(self._is_likely, self._spans(place, first, stop, most)))

    def _spans(self, place: int, first: int, stop: int, most: int) -> Iterator[Window]:
        """Every window of 2 to `most` tokens from `first` up to `stop` that holds `place`."""
        # How many there are before each token, so that a window's own are a difference.
        words = [0, *accumulate([self.kind(number).known for number in range(first, stop)])]
        letters = [0, *accumulate(map(len, self._forms[first:stop]))]
        hyphens = [0, *accumulate([len(self.gap(number)) > 1 for number in range(first, stop - 1)])]
        for start in range(max(first, place + 1 - most), place + 1):
            for end in range(max(place + 1, start + 2), min(stop, start + most) + 1):
                low, high = start - first, end - first
                known, hyphened = words[high] - words[low], hyphens[high - 1] - hyphens[low]
                if not hyphened and 2 * known > end - start:
                    continue  # more words than fragments: sound text beside one odd word
                length = letters[high] - letters[low]
                if FEWEST_LETTERS <= length <= MOST_LETTERS:
                    yield Window(-hyphened, known - (end - start), known, -length, start, end)

    def _may_join(self, place: int) -> bool:
        """Whether a word may go on from the token at `place` into the next one."""
        gap = self.gap(place)
        if not gap:
            return False
        left, right = self._forms[place], self._forms[place + 1]
        goes_on = right.islower() or (left.isupper() and right.isupper())
        if not goes_on and len(gap) == 1:
            return False
        kind, following = self.kind(place), self.kind(place + 1)
        if not following.joins or not goes_on:
            return len(gap) > 1 and kind.joins and following.joins
        if len(gap) > 1:
            if right.lower() in _CONJUNCTIONS:
                return kind == FRAGMENT
            return kind.joins or kind == NUMBER
        return kind.joins and not (kind.known and following.known) and not _is_acronym(left, right)

    def _is_likely(self, window: Window) -> bool:
        """Whether the window looks like one word, as far as can be told without the dictionary."""
        start, stop = window.start, window.stop
        forms = self._forms[start:stop]
        end = self._starts[stop - 1] + len(forms[-1])
        if self._text[end : end + 1] in _HYPHENS and self.kind(stop - 1).known:
            return False  # "sosiaali- terveys- ja": the last one is suspended itself
        if len(forms) > 2 and forms[-1].lower() in _CONJUNCTIONS and self.gap(stop - 2) != " ":
            return False  # "lastensuo- jelu- ja"
        if max(map(len, forms)) <= LONGEST_TRIFLE:
            return False
        if len(forms) > 2 or window.minus_hyphens:
            return True
        return not window.words or not _is_chance(*forms)

    def _find_kind(self, place: int) -> Kind:
        form = self._forms[place]
        if place and len(form) <= LONGEST_TRIFLE and self._forms[place - 1][-1:].isdigit():
            return unit_after_number(form)
        return self._pieces.kind(form)


def _is_acronym(left: str, right: str) -> bool:
    """``EU n``: no word goes on in small letters after capitals."""
    return len(left) > 1 and left.isupper() and not right.isupper()


def _is_chance(left: str, right: str) -> bool:
    """Whether a word and a fragment stand side by side in sound text as well: ``artiklan a``."""
    if len(right) == 1:
        return len(left) < LONG_WORD or right.lower() in _LIST_LETTERS
    if len(left) == 1:
        return len(right) < LONG_WORD
    return min(len(left), len(right)) >= LONG_PIECE or right.lower() in _ALONE
