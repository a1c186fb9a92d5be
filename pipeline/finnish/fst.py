"""Voikko's FSTOUTPUT taken apart.

It interleaves the surface form with tags: ``[Ln][Xp]perhe[X]perhe[Sn][Ny][Bh][Bc]…``. Text
between ``[Xp]`` or ``[Xj]`` and ``[X]`` is lexical (a base form), between ``[Xr]`` or ``[Xs]`` and
``[X]`` a remark; all other text is the surface, in lower case. ``[Bc]`` ends a compound part;
``[Bm]`` is a boundary inside a compound that the dictionary has as one word (``hyvin=vointi``).
"""

from __future__ import annotations

import re
from functools import lru_cache

BOUNDARY = "[Bc]"
FROZEN = "[Bm]"
MINEN = "[Tn4]"

CACHE_SIZE = 8192
"""Pieces of FSTOUTPUT: each is read several times, and parts of compounds come again."""

_SEGMENT = re.compile(r"\[([^\[\]]*+)\]|([^\[]++)")
_TAG = re.compile(r"\[([^\[\]]*+)\]")
_LEXICAL = frozenset({"Xp", "Xj"})
_ASIDE = frozenset({"Xp", "Xj", "Xr", "Xs"})


def tail(fst: str) -> str:
    """The last compound part, where the word is inflected; all of `fst` for a simple word."""
    return fst[fst.rfind(BOUNDARY) + len(BOUNDARY) :] if BOUNDARY in fst else fst


def is_compound(fst: str) -> bool:
    """Whether there is a boundary of either kind."""
    return BOUNDARY in fst or FROZEN in fst


def tags(fst: str) -> list[str]:
    """The tags of `fst` in order, without their brackets."""
    return _TAG.findall(fst)


def surface(fst: str) -> str:
    """The word as it stands in the text, in lower case."""
    return _walk(fst)[0]


def base(fst: str) -> str:
    """The base form: the surface up to the last lexical text, and that text.

    ``palvel…[Xj]u[X]u`` gives *palvelu*, not the verb *palvella* that it is derived from, and
    ``kehittä[Tn4]mis`` the noun *kehittäminen*.
    """
    if MINEN in fst:
        return surface(fst[: fst.rfind(MINEN)]) + "minen"
    whole, lexical = _walk(fst)
    return lexical or whole


@lru_cache(CACHE_SIZE)
def _walk(fst: str) -> tuple[str, str]:
    whole, lexical, mode = "", "", ""
    for tag, text in _SEGMENT.findall(fst):
        if tag in _ASIDE:
            mode = tag
        elif tag == "X":
            mode = ""
        elif not text:
            continue
        elif mode in _LEXICAL:
            lexical = whole + text.replace("=", "")
        elif not mode:
            whole += text
    return whole, lexical
