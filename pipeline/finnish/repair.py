"""Words that a layout broke: ``LAPS I``, ``kehittämissuun- nitelma``, ``L astensuoje lu``.

Slide decks and old PDFs give such words with a blank, or a hyphen and a blank, inside. Pieces are
joined only when Voikko knows the whole, and where a bare blank parts them only beside a piece that
is no word by itself: ``perhe keskus`` stays two words, for nothing in it tells that it is one.

A repaired word is one token whose form is the slice of the text, gaps included; `joined` gives
the word. Own rules, chosen on the development parts of UD_Finnish-TDT, OOD and FTB;
``python -m benchmarks.finnish.damage`` measures them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import NamedTuple

from corpus.document import Token

MOST_PIECES = 8
MOST_LETTERS = 40
FEWEST_LETTERS = 4
"""Bounds of a repaired word."""

PATIENCE = 100
"""Fragments in a row that make no word; what follows is no Finnish prose, only pairs are tried."""

MOST_FORMS = 200_000
"""Forms remembered as sound or broken; then the memory begins anew."""

LONGEST_TRIFLE = 2
"""Letters of pieces that Voikko is not asked about: it knows every letter and many units."""

LONG_WORD = 6
"""Letters of a word that a single letter is joined to: ``p idettävä``, but not ``kuva n``."""

LONG_PIECE = 5
"""Of a word and a fragment one must be shorter: Voikko makes compounds of long ones at will
(``tarve avusteiseen``). Measured: with 6 two points more of the broken words are found, but such
pairs are joined too; with 4 six points fewer."""

# The words of one or two letters that running text is full of.
_TRIFLES = frozenset(
    "ja on ei se en jo et ne he me te no mä sä ku ni oo ny ai yö ok tv vs eu yk ym ns mm".split()
)
# Spoken words that Voikko does not know; "ett ei" and "mul on" are not broken.
_SPOKEN = frozenset(
    "ehk ett kut mul mull mutt oon oot ollu sit sitt sul sull uus vaik viel".split()
)
# What follows words unknown to Voikko, names most of all, far more often than it ends a word.
_ALONE = frozenset("ja on ei".split())
# "artiklan a", "luokka V": what lists and chapters are numbered with.
_LIST_LETTERS = frozenset("abcdeivx")
# After a hyphen these begin the next part of a coordination: ``lapsi- ja perhepalvelut``.
_CONJUNCTIONS = frozenset(
    "ja tai sekä eli että vai kuin mutta taikka samt eikä och eller and or".split()
)
_VOWELS = frozenset("aeiouyäöå")
_PIECE = re.compile(r"[^\W\d_]++(?:-[^\W\d_]++)*+")
_GAP = re.compile(r"[ \u00a0]|([-\u2010\u2011\u00ad])[ \n\u00a0]")
_BROKEN = re.compile(r"[-\u2010\u2011\u00ad][ \n\u00a0]")
_SOFT_HYPHEN = "\u00ad"
_HYPHENS = frozenset("-\u2010\u2011")


class _Kind(NamedTuple):
    """What a token is to a repair."""

    joins: bool  # may be a piece at all
    known: bool  # is a word by itself


_WORD = _Kind(joins=True, known=True)
_FRAGMENT = _Kind(joins=True, known=False)
_NUMBER = _Kind(joins=False, known=True)
_OTHER = _Kind(joins=False, known=False)


class _Window(NamedTuple):
    """Tokens that may be one word, half open.

    The least is the likeliest: most hyphened gaps and fragments, fewest words, then the longest.
    """

    minus_hyphens: int
    minus_fragments: int
    words: int
    minus_letters: int
    start: int
    stop: int


def repair(text: str, tokens: Sequence[Token], knows: Callable[[str], bool]) -> list[Token]:
    """The `tokens` of the Finnish `text`, each broken word as one token.

    `knows` tells whether a word is Finnish; it is asked once for a token of three letters or
    more, and more often only where a piece is no word. Takes time linear in the number of tokens;
    repairing what is repaired changes nothing.
    """
    return Repairer(knows).repair(text, tokens)


class Repairer:
    """Repairs page after page, and remembers which forms need no second look."""

    def __init__(self, knows: Callable[[str], bool]) -> None:
        self._knows = knows
        self._sound: set[str] = set()
        self._broken: set[str] = set()

    def repair(self, text: str, tokens: Sequence[Token]) -> list[Token]:
        """The same as the function `repair`."""
        fragments, hyphens = self._fragments(tokens), _before_hyphens(text, tokens)
        if not fragments and not hyphens:
            return list(tokens)
        return _Mender(text, tokens, self._knows).mend(fragments, hyphens)

    def _fragments(self, tokens: Sequence[Token]) -> list[int]:
        """The places of pieces that are no words, rising."""
        sound, broken = self._sound, self._broken
        if len(sound) + len(broken) > MOST_FORMS:
            sound.clear()
            broken.clear()
        odd = [place for place, token in enumerate(tokens) if token[0] not in sound]
        fragments = []
        for place in odd:
            form = tokens[place][0]
            if form in broken or _kind_of(form, self._knows) == _FRAGMENT:
                broken.add(form)
                fragments.append(place)
            else:
                sound.add(form)
        return fragments


def _before_hyphens(text: str, tokens: Sequence[Token]) -> list[int]:
    """The places of words before a hyphen and a blank, rising."""
    hyphens = [match.start() for match in _BROKEN.finditer(text)]
    if not hyphens:
        return []
    ends = {token[1] + len(token[0]): place for place, token in enumerate(tokens)}
    return [ends[hyphen] for hyphen in hyphens if hyphen in ends]


def joined(form: str) -> str:
    """The word that `form` writes with gaps; `form` itself when it has none.

    The hyphen of a gap goes, unless Finnish writes one there: ``1990- luvun``, ``Itä- Suomi``,
    ``THL- malli``, ``linja- auto``.
    """
    word, place = "", 0
    for gap in _GAP.finditer(form):
        word += form[place : gap.start()]
        place = gap.end()
        if gap[1] and gap[1] != _SOFT_HYPHEN and needs_hyphen(word, form[place:]):
            word += "-"
    return word + form[place:] if place else form


def needs_hyphen(left: str, right: str) -> bool:
    """Whether Finnish writes a compound of `left` and `right` with a hyphen."""
    if not left or not right:
        return False
    last, first = left[-1], right[0]
    if last.isdigit() or (first.isupper() and not last.isupper()):
        return True
    if first.islower() and len(left) > 1 and left[-2:].isupper():
        return True
    return last.lower() == first.lower() and first.lower() in _VOWELS


class _Mender:
    """One page being repaired."""

    def __init__(self, text: str, tokens: Sequence[Token], knows: Callable[[str], bool]) -> None:
        self._text = text
        self._tokens = tokens
        self._knows = knows
        self._kinds: list[_Kind | None] = [None] * len(tokens)
        self._failures = 0  # since the last repair

    def mend(self, fragments: Sequence[int], hyphens: Sequence[int]) -> list[Token]:
        """The tokens, repaired around the places of fragments and before hyphens (rising)."""
        mended: list[Token] = []
        free = done = 0  # tokens before `free` are in repaired words, before `done` in `mended`
        for place in sorted({*fragments, *hyphens}) if hyphens else fragments:
            if place < free or not self._is_suspect(place):
                continue
            # No window with more words than fragments is looked at, so none is wider than a pair
            # where the next fragment is four tokens away and no hyphen is in reach.
            alone = not (_near(fragments, place, 3) or _near(hyphens, place, MOST_PIECES))
            window = self._known_window(place, free, alone=alone)
            if window:
                mended += self._tokens[done : window.start]
                mended.append(Token(self._slice(window), self._tokens[window.start].start))
                free = done = window.stop
        mended += self._tokens[done:]
        return mended

    def _is_suspect(self, place: int) -> bool:
        if self._kind(place) == _FRAGMENT:
            return True
        return place + 1 < len(self._tokens) and len(self._gap(place)) > 1

    def _known_window(self, place: int, free: int, *, alone: bool) -> _Window | None:
        """The best window around `place`, of tokens from `free` on, that makes a known word."""
        most = 2 if alone or self._failures >= PATIENCE else MOST_PIECES
        for window in sorted(self._windows(place, free, most)):
            if self._is_sound(window):
                self._failures = 0
                return window
        self._failures += 1
        return None

    def _is_sound(self, window: _Window) -> bool:
        word = joined(self._slice(window))
        if self._knows(word):
            return True
        # Voikko knows few compounds of acronyms: "LAPE- ohjelman".
        left, _, right = word.rpartition("-")
        is_compound = left.isupper() and right.islower() and right not in _CONJUNCTIONS
        return is_compound and window.minus_hyphens < 0 and self._knows(right)

    def _windows(self, place: int, free: int, most: int) -> list[_Window]:
        first, stop = place, place + 1
        while first > free and place - first < most - 1 and self._may_join(first - 1):
            first -= 1
        while stop < len(self._tokens) and stop - place < most and self._may_join(stop - 1):
            stop += 1
        found = []
        for start in range(first, place + 1):
            for end in range(max(place + 1, start + 2), min(stop, start + most) + 1):
                window = self._window(start, end)
                if not window.minus_hyphens and 2 * window.words > end - start:
                    continue  # more words than fragments: sound text beside one odd word
                if FEWEST_LETTERS <= -window.minus_letters <= MOST_LETTERS and self._is_likely(
                    window
                ):
                    found.append(window)
        return found

    def _window(self, start: int, stop: int) -> _Window:
        known = sum(self._kind(number).known for number in range(start, stop))
        letters = sum(len(token.form) for token in self._tokens[start:stop])
        hyphens = sum(len(self._gap(number)) > 1 for number in range(start, stop - 1))
        return _Window(-hyphens, known - (stop - start), known, -letters, start, stop)

    def _may_join(self, place: int) -> bool:
        """Whether a word may go on from the token at `place` into the next one."""
        gap = self._gap(place)
        if not gap:
            return False
        left, right = self._tokens[place].form, self._tokens[place + 1].form
        kind, following = self._kind(place), self._kind(place + 1)
        if not following.joins or not (right.islower() or (left.isupper() and right.isupper())):
            return len(gap) > 1 and kind.joins and following.joins
        if len(gap) > 1:
            if right.lower() in _CONJUNCTIONS:
                return kind == _FRAGMENT
            return kind.joins or kind == _NUMBER
        return kind.joins and not (kind.known and following.known) and not _is_acronym(left, right)

    def _is_likely(self, window: _Window) -> bool:
        """Whether the window looks like one word, as far as can be told without the dictionary."""
        start, stop = window.start, window.stop
        forms = [token.form for token in self._tokens[start:stop]]
        end = self._tokens[stop - 1].start + len(forms[-1])
        if self._text[end : end + 1] in _HYPHENS and self._kind(stop - 1).known:
            return False  # "sosiaali- terveys- ja": the last one is suspended itself
        if len(forms) > 2 and forms[-1].lower() in _CONJUNCTIONS and self._gap(stop - 2) != " ":
            return False  # "lastensuo- jelu- ja"
        if max(map(len, forms)) <= LONGEST_TRIFLE:
            return False
        if len(forms) > 2 or window.minus_hyphens:
            return True
        return not window.words or not _is_chance(*forms)

    def _kind(self, place: int) -> _Kind:
        kind = self._kinds[place]
        if kind is None:
            kind = self._kinds[place] = self._find_kind(place)
        return kind

    def _find_kind(self, place: int) -> _Kind:
        form = self._tokens[place].form
        # After a number it is a unit: "5 m".
        if place and len(form) <= LONGEST_TRIFLE and self._tokens[place - 1].form[-1:].isdigit():
            return _NUMBER if form.isdigit() else _WORD if _PIECE.fullmatch(form) else _OTHER
        return _kind_of(form, self._knows)

    def _gap(self, place: int) -> str:
        """What parts the token at `place` from the next, if a broken word can have it."""
        token = self._tokens[place]
        end, start = token.start + len(token.form), self._tokens[place + 1].start
        if start - end > 2:
            return ""
        between = self._text[end:start]
        return between if _GAP.fullmatch(between) else ""

    def _slice(self, window: _Window) -> str:
        last = self._tokens[window.stop - 1]
        return self._text[self._tokens[window.start].start : last.start + len(last.form)]


def _near(places: Sequence[int], place: int, reach: int) -> bool:
    """Whether another of the `places`, rising, is at most `reach` tokens from `place`."""
    at = bisect_left(places, place)
    if at > 0 and place - places[at - 1] <= reach:
        return True
    after = at + 1 if at < len(places) and places[at] == place else at
    return after < len(places) and places[after] - place <= reach


def _kind_of(form: str, knows: Callable[[str], bool]) -> _Kind:
    """What a form is, wherever it stands."""
    if form.isdigit():
        return _NUMBER
    if len(form) > MOST_LETTERS or not _PIECE.fullmatch(form):
        return _OTHER
    if len(form) > LONGEST_TRIFLE:
        return _WORD if form.lower() in _SPOKEN or knows(form) else _FRAGMENT
    return _WORD if form.lower() in _TRIFLES else _FRAGMENT


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
