"""How words are read, as a person reads it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import click

from pipeline.explain import Explained
from terminal.text import printable

MOST_READINGS = 12


def explained_lines(explained: Iterable[Explained]) -> Iterator[str]:
    """Each word with its readings, the chosen ones marked, and what the index would hold."""
    for word in explained:
        yield f"{click.style(printable(word.form), bold=True)}  [{word.language}, at {word.start}]"
        for reading in word.readings[:MOST_READINGS]:
            mark = "→" if reading.chosen else " "
            kind = f", {reading.kind}" if reading.kind else ""
            yield printable(
                f"  {mark} {reading.cost:>4}  {reading.lemma} ({reading.word_class}{kind})"
            )
        if len(word.readings) > MOST_READINGS:
            yield f"         … {len(word.readings) - MOST_READINGS} more"
        if not word.readings and word.language == "fi":
            yield "    not known to Voikko, or a number or function word: read by rule"
        for part in word.parts:
            yield printable(f"    part  {word.form[part.start : part.end]} → {part.lemma}")
        if word.mended:
            yield printable(f"    mended to {word.mended}")
        if word.added:
            yield printable(
                f"    added by the word files or its neighbours: {', '.join(word.added)}"
            )
        for field, terms in word.terms().items():
            if terms:
                yield printable(f"    {field:<5} {', '.join(terms)}")
