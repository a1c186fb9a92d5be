"""The language of a document: that of most of its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from corpus.document import Evidence, FacetValue, ReadPage


def describe_language(title: ReadPage, pages: Sequence[ReadPage]) -> list[FacetValue]:
    """The language of most of the pages' words, the title's when there are none."""
    words: Counter[str] = Counter()
    for page in pages:
        if page.language:
            words[page.language] += len(page.words)
    if not words.total():
        if not title.language or not title.words:
            return []
        evidence = Evidence(title.text, "title", "language of the title", 0, 0, len(title.text))
        return [FacetValue("language", title.language, 0.5, (evidence,))]
    language, count = words.most_common(1)[0]
    first = next(page for page in pages if page.language == language and page.words)
    end = first.starts[-1] + len(first.words[-1].form)
    end = min(end, first.starts[0] + 80)
    evidence = Evidence(
        first.text[first.starts[0] : end],
        "text",
        f"{count} of {words.total()} words",
        first.number,
        first.starts[0],
        end,
    )
    return [FacetValue("language", language, round(count / words.total(), 3), (evidence,))]
