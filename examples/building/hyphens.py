"""Where a Finnish word may be broken at the end of a line.

The rule of the language: a syllable begins before a consonant that a vowel follows. A compound
is broken at its seam first; seams before a vowel cannot be seen from the letters, so the common
second halves are listed.
"""

from __future__ import annotations

import re

SOFT = "\u00ad"
_VOWEL = "aeiouyäöå"
_CONSONANT = "bcdfghjklmnpqrstvwxzšž"
_SYLLABLE = re.compile(f"[{_CONSONANT}][{_VOWEL}]", re.IGNORECASE)
_SEAM = re.compile(
    r"(?<=\w{3}[snlrt])(?=(?:asema|asiak|asiant|asioi|arvio|ohjau|ohjaaj|opetu|osaam|osast|osalli|"
    r"alue|aika|ikäi|ilmoit|ihmi|oppil|oikeu|avustu|elämä|ohjel|erity|etsiv|"
    r"apu|odot|asum|ammat|ehkäi|yksik|yhtei|yhtym|aloit|esity|ohjat))"
)
_LETTERS = re.compile(r"[^\W\d_]+")
LEFT, RIGHT = 2, 3
"""The fewest letters that stay before a break and that go over it."""


def breaks(word: str) -> list[int]:
    """Offsets in `word`, in rising order, where a hyphen may be put in.

    Short parts, capitals (KASTE, THL) and anything with a digit, @ or stop inside stay whole.
    """
    if re.search(r"[\d@/]|\.\w", word):
        return []
    found: list[int] = []
    for part in _LETTERS.finditer(word):
        if len(part[0]) >= LEFT + RIGHT and not part[0][1:].isupper():
            found += [part.start() + offset for offset in _part_breaks(part[0])]
    return found


def _part_breaks(part: str) -> list[int]:
    """The breaks of a run of letters."""
    seams = {match.start() for match in _SEAM.finditer(part)}
    starts = {match.start() for match in _SYLLABLE.finditer(part)}
    wrong = {seam + step for seam in seams for step in (-1, 1)}
    vowels = [offset for offset, letter in enumerate(part) if letter.lower() in _VOWEL]
    first = vowels[0] if vowels else len(part)
    return sorted(
        offset
        for offset in (starts - wrong) | seams
        if offset > first and LEFT <= offset <= len(part) - RIGHT
    )


def soften(text: str) -> str:
    """`text` with soft hyphens at every place where a long word may be broken."""
    return " ".join(_soften_word(word) if len(word) > 7 else word for word in text.split(" "))


def _soften_word(word: str) -> str:
    """One word with its soft hyphens."""
    for offset in reversed(breaks(word)):
        word = word[:offset] + SOFT + word[offset:]
    return word
