"""Whether garbage and language are told apart: clean pages, and the same garbled on purpose.

    python -m benchmarks.extraction.quality [--json] FOLDER…

A FOLDER holds clean text of one kind (Finnish, Swedish, tables …): text files with a form feed
between pages, or CoNLL-U (20 sentences a page). Pages with fewer than 15 words are left out.

false_alarms   share of the clean pages with a fault
distrusted     share of the clean pages whose score is below TRUSTED
missed         for each way of garbling, the share of garbled pages whose score is not below it
               (of the pages that it changes in at least one of ten words)
"""

from __future__ import annotations

import argparse
import functools
import json
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.extraction.garble import GARBLED, Garble
from benchmarks.finnish.damage import read_texts
from corpus.errors import HankemuistiError
from pipeline.clean.faults import Knows
from pipeline.clean.quality import TRUSTED, judge
from pipeline.finnish.voikko import open_voikko

SEED = 2026
SHORTEST_PAGE = 15
SENTENCES = 20
_CHANGED = 0.1


def pages(folder: Path) -> Iterator[str]:
    """The pages of all files in `folder`. Raises OSError, UnicodeDecodeError."""
    for file in sorted(folder.iterdir()):
        if file.name.endswith((".conllu", ".conllu.gz")):
            texts = list(read_texts(file))
            found = [
                " ".join(texts[row : row + SENTENCES]) for row in range(0, len(texts), SENTENCES)
            ]
        elif file.suffix == ".txt":
            found = file.read_text(encoding="utf-8").split("\f")
        else:
            continue
        yield from (page for page in found if len(page.split()) >= SHORTEST_PAGE)


def measure(texts: Sequence[str], knows: Knows) -> dict[str, Any]:
    """The figures of one kind of pages."""
    clean = [judge(text, knows) for text in texts]
    return {
        "pages": len(texts),
        "false_alarms": round(sum(bool(each.faults) for each in clean) / len(clean), 4),
        "distrusted": round(sum(each.score < TRUSTED for each in clean) / len(clean), 4),
        "missed": {name: _missed(texts, garble, knows) for name, garble in GARBLED.items()},
    }


def _missed(texts: Sequence[str], garble: Garble, knows: Knows) -> float | None:
    """The share of garbled pages that are trusted; None when none is changed enough."""
    chance = random.Random(SEED)  # noqa: S311 - a sample, no secret
    both = [(text, garble(text, chance)) for text in texts]
    worse = [garbled for text, garbled in both if _is_changed(text, garbled)]
    if not worse:
        return None
    return round(sum(judge(each, knows).score >= TRUSTED for each in worse) / len(worse), 4)


def _is_changed(text: str, garbled: str) -> bool:
    words, left = text.split(), set(garbled.split())
    return sum(word not in left for word in words) >= _CHANGED * len(words)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; 1 when there is nothing to measure."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.extraction.quality",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--json", action="store_true", help="one JSON object on stdout")
    options = parser.parse_args(arguments)
    try:
        kinds = {folder.resolve().name: list(pages(folder)) for folder in options.folders}
        if not all(kinds.values()):
            raise ValueError("a folder without pages")
        knows = functools.lru_cache(maxsize=None)(open_voikko("auto").knows)
        figures = {kind: measure(texts, knows) for kind, texts in kinds.items()}
    except (OSError, ValueError, HankemuistiError) as error:
        print(f"benchmark: {error}", file=sys.stderr)
        return 1
    if options.json:
        print(json.dumps(figures, indent=2))
        return 0
    width = max(map(len, GARBLED))
    print(" " * width + "".join(f"{kind:>12}" for kind in figures))
    for row in ("pages", "false_alarms", "distrusted"):
        print(f"{row:<{width}}" + "".join(f"{each[row]:>12}" for each in figures.values()))
    print("missed:")
    for name in GARBLED:
        shown = (each["missed"][name] for each in figures.values())
        print(f"{name:<{width}}" + "".join(f"{'-' if s is None else s:>12}" for s in shown))
    return 0


if __name__ == "__main__":
    sys.exit(main())
