"""What an extractor is given beside the file: limits, the dictionary, and how to report."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from corpus.config import LimitsConfig


class RecognisedPage(Protocol):
    """What OCR made of the picture of a page."""

    @property
    def text(self) -> str:
        """Its lines, paragraphs parted by an empty line."""

    @property
    def confidence(self) -> float:
        """How sure the recogniser is of its words, 0 to 1."""


class Recogniser(Protocol):
    """Reads pictures of text."""

    def read(self, image: bytes, dpi: int) -> RecognisedPage:
        """Read one page, an image file of `dpi` dots an inch. Raises ExtractionError."""


def _silent(_page: int) -> None:
    """Nobody asks which page is being read."""


@dataclass(frozen=True, slots=True)
class Context:
    """What an extractor may know and use.

    `knows` says whether a word is in the dictionary. `reading` is told each page's number before
    the page is read, and 0 when none is being read any more, so that whoever watches knows which
    page was one too many; the pages in `avoid` were that, and are left out. After `deadline` (of
    `time.monotonic`) no further page is begun, and what was read is given as partial. `recogniser`
    is None where OCR is off.
    """

    limits: LimitsConfig
    knows: Callable[[str], bool]
    reading: Callable[[int], None] = _silent
    avoid: frozenset[int] = field(default_factory=frozenset)
    deadline: float = math.inf
    recogniser: Recogniser | None = None

    def is_late(self) -> bool:
        """Whether the time for this document is used up."""
        return time.monotonic() > self.deadline
