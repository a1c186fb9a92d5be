"""Words written wrong as people write Finnish wrong, the same ones for the same seed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random

LETTERS = "aeinstlokuäpmrvjhyödbgfc"
ROWS = ("qwertyuiopå", "asdfghjklöä", "zxcvbnm")
VOICED = str.maketrans("kptgbd", "gbdkpt")
DOTS = str.maketrans("äöå", "aoa")


def _single(word: str, random: Random) -> str:
    """A letter once that should be twice."""
    places = [at for at in range(1, len(word)) if word[at] == word[at - 1]]
    at = random.choice(places) if places else 0
    return word[:at] + word[at + 1 :] if places else word


def _double(word: str, random: Random) -> str:
    """A letter twice that should be once."""
    places = [
        at
        for at in range(1, len(word) - 1)
        if word[at].isalpha() and word[at - 1] != word[at] != word[at + 1]
    ]
    at = random.choice(places) if places else 0
    return word[:at] + word[at] + word[at:] if places else word


def _dots(word: str, _random: Random) -> str:
    """No dots at all, as from another keyboard."""
    return word.translate(DOTS)


def _voice(word: str, random: Random) -> str:
    """A stop voiced or unvoiced."""
    places = [at for at, letter in enumerate(word) if letter in "kptgbd"]
    at = random.choice(places) if places else 0
    return word[:at] + word[at].translate(VOICED) + word[at + 1 :] if places else word


def _key(word: str, random: Random) -> str:
    """The key beside."""
    at = random.randrange(len(word))
    for row in ROWS:
        place = row.find(word[at])
        if place >= 0:
            other = row[place + random.choice((-1, 1))] if 0 < place < len(row) - 1 else row[1]
            return word[:at] + other + word[at + 1 :]
    return word


def _swapped(word: str, random: Random) -> str:
    """Two letters in the wrong order."""
    at = random.randrange(len(word) - 1)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _missing(word: str, random: Random) -> str:
    """A letter too few."""
    at = random.randrange(len(word))
    return word[:at] + word[at + 1 :]


def _added(word: str, random: Random) -> str:
    """A letter too many."""
    at = random.randrange(len(word) + 1)
    return word[:at] + random.choice(LETTERS) + word[at:]


def _wrong(word: str, random: Random) -> str:
    """Another letter."""
    at = random.randrange(len(word))
    return word[:at] + random.choice(LETTERS) + word[at + 1 :]


KINDS: Mapping[str, Callable[[str, Random], str]] = {
    "single": _single,
    "double": _double,
    "dots": _dots,
    "voice": _voice,
    "key": _key,
    "swapped": _swapped,
    "missing": _missing,
    "added": _added,
    "wrong": _wrong,
}


def misspelled(word: str, random: Random, edits: int) -> tuple[str, str]:
    """The word with so many mistakes, and of which kinds; it differs from `word`."""
    while True:
        kinds = random.choices(list(KINDS), k=edits)
        wrong = word
        for kind in kinds:
            wrong = KINDS[kind](wrong, random)
        if wrong != word:
            return wrong, "+".join(kinds)
