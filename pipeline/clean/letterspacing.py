"""Words whose letters were set apart: "A R V I O I N T I" reads "ARVIOINTI" again."""

from __future__ import annotations

import re
from collections.abc import Callable

_MOST_PIECES = 40
"""Letters in a row that are looked at for words inside; headings are shorter."""

# Four letters or more, each alone; two spaces or more between them set words apart. A hyphen may
# stand in between as a letter does ("L Ä N S I - S U O M I").
_SPACED = re.compile(r"(?<!\S)[^\W\d_](?: +[^\W\d_-]| +-(?= +[^\W\d_])){3,}(?!\S)")
# Cheap to look for, and in every such word: two letters alone, one after the other.
_APART = re.compile(r" \S +\S(?: |$)")
_WORD_GAP = re.compile(r" {2,}")


def is_spaced(text: str) -> bool:
    """Whether some word in `text` has its letters set apart."""
    return bool(_APART.search(text)) and _SPACED.search(text) is not None


def close_up(text: str, knows: Callable[[str], bool]) -> str:
    """`text` with letter-spaced words closed up.

    Two spaces set words apart. Where there is one space everywhere, the longest words that
    `knows` has are taken, and all letters are one word when that leads nowhere. Letters that
    neither are capitals nor make a known word stay as they are: they may be a list.
    """
    return _SPACED.sub(lambda found: _closed(found[0], knows), text)


def _closed(run: str, knows: Callable[[str], bool]) -> str:
    words = [piece.replace(" ", "") for piece in _WORD_GAP.split(run)]
    letters = "".join(words)
    if len(set(letters.lower())) < 3:
        return run
    if len(words) == 1:
        words = _split(letters, knows)
    if letters.isupper() or all(knows(word.lower()) for word in words):
        return " ".join(words)
    return run


def _split(letters: str, knows: Callable[[str], bool]) -> list[str]:
    whole = letters.lower()
    if len(whole) > _MOST_PIECES or knows(whole):
        return [letters]
    # best[i]: fewest words of three letters or more (or "ja") that make up the first i letters
    best: list[tuple[int, list[str]] | None] = [(0, []), *[None] * len(whole)]
    for end in range(1, len(whole) + 1):
        for start in range(end):
            before = best[start]
            word = whole[start:end]
            if before is None or (len(word) < 3 and word != "ja") or not knows(word):
                continue
            found = best[end]
            if found is None or before[0] + 1 < found[0]:
                best[end] = (before[0] + 1, [*before[1], letters[start:end]])
    made = best[-1]
    return made[1] if made else [letters]
