"""The gaps that a layout leaves inside a word: a blank, or a hyphen and a blank."""

from __future__ import annotations

import re

SOFT_HYPHEN = "\u00ad"

GAP = re.compile(r"[ \u00a0]|([-\u2010\u2011\u00ad])[ \n\u00a0]")
HYPHEN_GAP = re.compile(r"[-\u2010\u2011\u00ad][ \n\u00a0]")
_VOWELS = frozenset("aeiouyäöå")


def joined(form: str) -> str:
    """The word that `form` writes with gaps; `form` itself when it has none.

    The hyphen of a gap goes, unless Finnish writes one there: ``1990- luvun``, ``Itä- Suomi``,
    ``THL- malli``, ``linja- auto``.
    """
    word, place = "", 0
    for gap in GAP.finditer(form):
        word += form[place : gap.start()]
        place = gap.end()
        if gap[1] and gap[1] != SOFT_HYPHEN and needs_hyphen(word, form[place:]):
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
