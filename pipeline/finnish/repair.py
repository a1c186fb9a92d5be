"""TokenList that a layout broke: ``LAPS I``, ``kehittämissuun- nitelma``, ``L astensuoje lu``.

Slide decks and old PDFs give such words with a blank, or a hyphen and a blank, inside. Pieces are
joined only when Voikko knows the whole, and where a bare blank parts them only beside a piece that
is no word by itself: ``perhe keskus`` stays two words, for nothing in it tells that it is one.

A repaired word is one token whose form is the slice of the text, gaps included; `gaps.joined`
gives the word. Own rules, chosen on the development parts of UD_Finnish-TDT, OOD and FTB;
``python -m benchmarks.finnish.damage`` measures them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence

from corpus.document import TokenList
from pipeline.finnish.gaps import HYPHEN_GAP
from pipeline.finnish.pieces import FRAGMENT, Pieces
from pipeline.finnish.windows import MOST_PIECES, Window, Windows, touching

PATIENCE = 100
"""Fragments in a row that might join and make no word; what follows is no Finnish prose, and only
pairs are tried."""


def repair(text: str, tokens: TokenList, knows: Callable[[str], bool]) -> TokenList:
    """The `tokens` of the Finnish `text`, each broken word as one token.

    `knows` tells whether a word is Finnish; it is asked once for a token of three letters or
    more, and more often only where a piece is no word. Takes time linear in the number of tokens;
    repairing what is repaired changes nothing.
    """
    return Repairer(knows).repair(text, tokens)


class Repairer:
    """Repairs page after page, and remembers which forms need no second look."""

    def __init__(self, knows: Callable[[str], bool]) -> None:
        self._pieces = Pieces(knows)

    def repair(self, text: str, tokens: TokenList) -> TokenList:
        """The same as the function `repair`."""
        fragments = touching(tokens, self._pieces.fragments(tokens.forms))
        hyphens = tokens.ending_at([found.start() for found in HYPHEN_GAP.finditer(text)])
        if not fragments and not hyphens:
            return tokens
        windows = Windows(text, tokens, self._pieces)
        return _without_gaps(tokens, windows, _broken_words(windows, fragments, hyphens))


def _broken_words(
    windows: Windows, fragments: Sequence[int], hyphens: Sequence[int]
) -> list[Window]:
    """The windows of broken words around the places of fragments and before hyphens (rising)."""
    found: list[Window] = []
    free = failures = 0  # tokens before `free` are in broken words
    for place in sorted({*fragments, *hyphens}) if hyphens else fragments:
        if place < free:
            continue
        # No window with more words than fragments is looked at, so none is wider than a pair
        # where the next fragment is four tokens away and no hyphen is in reach.
        if not (_near(fragments, place, 3) or _near(hyphens, place, MOST_PIECES, itself=True)):
            window = windows.pair(place, free)
        elif windows.kind(place) == FRAGMENT or len(windows.gap(place)) > 1:
            window = windows.known(place, free, 2 if failures >= PATIENCE else MOST_PIECES)
        else:
            continue
        failures = 0 if window else failures + 1
        if window:
            found.append(window)
            free = window.stop
    return found


def _without_gaps(tokens: TokenList, windows: Windows, broken: Sequence[Window]) -> TokenList:
    if not broken:
        return tokens
    forms: list[str] = []
    starts: list[int] = []
    done = 0
    for window in broken:
        forms += tokens.forms[done : window.start]
        starts += tokens.starts[done : window.start + 1]
        forms.append(windows.text(window))
        done = window.stop
    return TokenList(forms + tokens.forms[done:], starts + tokens.starts[done:])


def _near(places: Sequence[int], place: int, reach: int, *, itself: bool = False) -> bool:
    """Whether one of the `places`, rising, is at most `reach` tokens from `place`.

    `place` being one of them counts only with `itself`.
    """
    at = bisect_left(places, place)
    if at > 0 and place - places[at - 1] <= reach:
        return True
    after = at + 1 if not itself and at < len(places) and places[at] == place else at
    return after < len(places) and places[after] - place <= reach
