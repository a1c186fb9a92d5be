"""A base form for words Voikko does not know: the case ending off, the stem mended.

Names, loans and misspellings end like other Finnish words. The guess is what a reader is shown,
and it brings together forms that the Snowball stem keeps apart (*Mestis*, ``Mestiksen``).
Own rules, chosen on the development parts of UD_Finnish-TDT, OOD and FTB.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

SHORTEST = 3
"""Letters a guessed base form must keep."""

_VOWEL = "aeiouyäöå"
_CONSONANT = "bcdfghjklmnpqrsštvwxzž"
_CLITIC = re.compile(rf"(?<=[{_VOWEL}nt])(?:kin|kaan|kään)$")

# Plural endings say what the base form ends with.
_PLURALS = (
    (re.compile(r"(?:eissa|eissä|eista|eistä|eilla|eillä|eille|eilta|eiltä|eihin)$"), "i"),
    (re.compile(r"(?:eiden|eita|eitä|eja|ejä|ien)$"), "i"),
    (re.compile(r"isten$"), "inen"),
    (re.compile(r"usta$"), "us"),  # the partitive of -us is likelier than the elative of -u
    (re.compile(r"ystä$"), "ys"),
    (re.compile(r"eeseen$"), "e"),
)
_NOMINATIVE_PLURAL = re.compile(rf"(?<=[{_VOWEL}])t$")
# Endings that leave the singular stem, which ends with a vowel.
_SINGULARS = (
    re.compile(rf"(?<=[{_VOWEL}])(?:ssa|ssä|sta|stä|lla|llä|lta|ltä|lle|ksi)$"),
    re.compile(rf"(?<=([{_VOWEL}]))\1n$"),  # illative: tazeriin
    re.compile(rf"(?<=([{_VOWEL}]))h\1n$"),
    re.compile(rf"(?<=[{_VOWEL}]{{2}})(?:ta|tä)$"),
    re.compile(r"(?<=[iou])[a]$|(?<=[iyö])ä$|(?<=a)a$|(?<=ä)ä$"),
    re.compile(rf"(?<=[{_VOWEL}])n$"),
)
_STEMS: Mapping[str, str] = MappingProxyType(
    {"kse": "s", "ude": "us", "yde": "ys", "ise": "inen", "uute": "uus", "yyte": "yys"}
)
_NAME_VOWEL = re.compile(rf"(?<=[{_CONSONANT}])i$")


def guess(word: str) -> str:
    """The likely base form of the unknown `word`, casefolded; `word` itself when in doubt."""
    folded = word.casefold()
    if folded.endswith("nen"):
        return folded
    bare = _CLITIC.sub("", folded)
    for pattern, ending in _PLURALS:
        cut = pattern.sub(ending, bare)
        if cut != bare and len(cut) > SHORTEST:
            return cut
    for pattern in _SINGULARS:
        cut = pattern.sub("", bare)
        if cut != bare and len(cut) >= SHORTEST:
            return _mended(cut, is_name=word[:1].isupper())
    return folded if word[:1].isupper() else _NOMINATIVE_PLURAL.sub("", folded)


def _mended(stem: str, is_name: bool) -> str:
    """The nominative of a singular stem."""
    for ending, nominative in _STEMS.items():
        if stem.endswith(ending):
            return stem[: -len(ending)] + nominative
    # Foreign names take an i before endings: Garrettin, of Garrett.
    return _NAME_VOWEL.sub("", stem) if is_name else stem
