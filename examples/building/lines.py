"""Breaking paragraphs into lines, with real hyphens at the ends of lines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .hyphens import breaks
from .markup import MARK

MOST_HYPHENS = 3
"""Lines in a row that may end with a hyphen put in by the typesetter."""


@dataclass(frozen=True)
class Style:
    """How a paragraph is set; sizes and distances in points."""

    font: str
    size: float
    leading: float
    before: float = 0
    after: float = 0
    indent: float = 0
    justify: bool = False
    hyphens: bool = False
    centre: bool = False


@dataclass(frozen=True)
class Line:
    """A line of words; `last` when it ends its paragraph and is not justified."""

    words: tuple[str, ...]
    style: Style
    last: bool = False

    @property
    def notes(self) -> list[str]:
        """The footnotes called on this line."""
        return [mark[1] for word in self.words for mark in MARK.finditer(word)]


Measure = Callable[[str, str, float], float]
"""(text, font, size) -> width in points."""


class Breaker:
    """Breaks text into lines of a width, greedily."""

    def __init__(self, measure: Measure) -> None:
        self._measure = measure

    def width(self, text: str, style: Style) -> float:
        """The width of `text`, its footnote marks set small."""
        total = self._measure(MARK.sub("", text), style.font, style.size)
        for mark in MARK.finditer(text):
            total += self._measure(mark[1], style.font, style.size * 0.62)
        return total

    def lines(self, text: str, style: Style, width: float) -> list[Line]:
        """The lines of a paragraph."""
        done: list[Line] = []
        words: list[str] = []
        room = width - style.indent
        hyphened = 0
        waiting = text.split(" ")[::-1]
        while waiting:
            word = waiting.pop()
            if self.width(" ".join([*words, word]), style) <= room:
                words.append(word)
                continue
            head, tail, added = self._split(words, word, style, room, hyphened < MOST_HYPHENS)
            if head:
                words.append(head)
            waiting.append(tail)
            hyphened = hyphened + 1 if added else 0
            done.append(Line(tuple(words), style))
            words = []
        done.append(Line(tuple(words), style, last=True))
        return done

    def _split(
        self, words: list[str], word: str, style: Style, room: float, soft: bool
    ) -> tuple[str, str, bool]:
        """What of `word` still fits: (head, rest, hyphen added); head is empty when nothing.

        A word with a hyphen of its own (Etelä-Savo) is broken there when it can be.
        """
        inside = range(2, len(word) - 3)
        real = [i + 1 for i in inside if word[i] in "-–/" and not word[i + 1].isdigit()]
        places = [(offset, "") for offset in real]
        if style.hyphens and soft:
            places += [(offset, "-") for offset in breaks(word)]
        for offset, hyphen in sorted(places, key=lambda place: (place[1], -place[0])):
            head = word[:offset] + hyphen
            if self.width(" ".join([*words, head]), style) <= room:
                return head, word[offset:], bool(hyphen)
        if words:
            return "", word, False
        cut = next(
            i for i in range(len(word), 0, -1) if i == 1 or self.width(word[:i], style) <= room
        )
        return word[:cut], word[cut:] or " ", False
