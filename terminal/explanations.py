"""How words are read, and why documents were found, as a person reads it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import click

from index.why import Reason, Why
from pipeline.explain import Explained
from terminal.text import one_line, printable

MOST_READINGS = 12
MOST_FORMS = 4


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


def why_lines(why: Why, score: float) -> Iterator[str]:
    """Why a document was found, in a line: what each word adds, where it stands and how."""
    parts = [_reason(reason) for reason in why.reasons]
    if why.nearness:
        parts.append(f"close together {why.nearness:.2f}")
    if parts:
        yield click.style(f"     why {score:.2f}: {' + '.join(parts)}", dim=True)


def _reason(reason: Reason) -> str:
    places = ", ".join(f"{place} {count}" for place, count in reason.places.items())
    forms = [f"{form} {count}" for form, count in reason.forms.items()]
    more = ["…"] if len(forms) > MOST_FORMS else []
    shown = ", ".join([*forms[:MOST_FORMS], *more])
    over = f"; over {', '.join(reason.over)}" if reason.over else ""
    return one_line(f"{reason.text} {reason.score:.2f} ({places}: {shown}{over})")
