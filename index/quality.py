"""The pages of a corpus whose text is not what the page shows: which, and why."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from corpus.config import Config
from corpus.pages import FaultyPage
from corpus.store import Store


@dataclass(frozen=True, slots=True)
class Quality:
    """What `hankemuisti status --quality` shows.

    `total` counts all pages of the corpus, `faults` those that have each fault, the most usual
    first; `pages` are the pages with any, the worst first.
    """

    total: int
    faults: dict[str, int]
    pages: list[FaultyPage]

    def as_json(self) -> dict[str, Any]:
        """The same as plain values."""
        pages = [page._asdict() for page in self.pages]
        return {"total": self.total, "faulty": len(pages), "faults": self.faults, "pages": pages}


def quality(config: Config) -> Quality:
    """Read how good the pages of the corpus are. Raises StoreError when there is none."""
    with Store(config.data_folder, read_only=True) as store:
        pages = store.pages.faulty()
        counts = Counter(fault for page in pages for fault in page.faults)
        return Quality(store.pages.count(), dict(counts.most_common()), pages)
