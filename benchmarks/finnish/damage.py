"""Broken words and coordinated compounds, measured on treebanks.

Usage: python -m benchmarks.finnish.damage [--json] [--voikko CHOICE] FILE.conllu[.gz] …
"""

from __future__ import annotations

import argparse
import gzip
import random
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from benchmarks.figures import print_figures
from corpus.document import Analysis, TokenList
from corpus.errors import HankemuistiError
from pipeline.analyzer import Analyzer, open_analyzer
from pipeline.finnish.coordination import coordinate, split_key
from pipeline.finnish.gaps import joined
from pipeline.finnish.repair import repair

SEED = 2017
SHORTEST = 8
"""Letters of the words that are broken."""

PER = 20_000

# A syllable begins with a consonant before a vowel; no line is broken after a single letter.
_SYLLABLE = re.compile(r"(?<=\w\w)(?=[bcdfghjklmnpqrstvwxzšž][aeiouyäöå])(?=\w\w)", re.IGNORECASE)
_TEXT = "# text ="

Break = Callable[[str, random.Random], str]


def measure(texts: Sequence[str], voikko: str = "auto") -> dict[str, float]:
    """The figures of repair and coordination on sound Finnish `texts`.

    `false_joins_per_20000_tokens` counts what is joined over a bare blank though nothing was
    broken, `hyphen_joins_per_20000_tokens` what is joined over a hyphen and a blank; the latter
    are slips of the writers more often than ours. For recall, in each text one known word of
    `SHORTEST` letters or more is broken, at any letter by a blank or at a syllable by a hyphen and
    a blank. Raises HankemuistiError when Voikko is missing.
    """
    analyzer = open_analyzer(voikko)
    knows = lru_cache(None)(analyzer.knows)
    tokens = [analyzer.tokenize(text) for text in texts]
    mended = [repair(text, found, knows) for text, found in zip(texts, tokens, strict=True)]
    joins = [token.form for found in mended for token in found if joined(token.form) != token.form]
    over_hyphens = sum(not form.replace(" ", "").isalpha() for form in joins)
    scale = PER / max(1, sum(map(len, tokens)))
    return {
        "false_joins_per_20000_tokens": (len(joins) - over_hyphens) * scale,
        "hyphen_joins_per_20000_tokens": over_hyphens * scale,
        "repair_recall_space": _recall(texts, tokens, analyzer, knows, _with_blank),
        "repair_recall_hyphen": _recall(texts, tokens, analyzer, knows, _with_hyphen),
        "coordinated_found": float(_coordinated(texts, mended, analyzer)),
    }


def _coordinated(texts: Sequence[str], tokens: Sequence[TokenList], analyzer: Analyzer) -> int:
    def analyse(form: str) -> Analysis:
        return analyzer.analyse(form, "fi")

    keys = (
        key
        for text, found in zip(texts, tokens, strict=True)
        for key in coordinate(text, found, analyse)
    )
    return sum(bool(split_key(key)[1]) for key in keys)


def _recall(
    texts: Sequence[str],
    tokens: Sequence[TokenList],
    analyzer: Analyzer,
    knows: Callable[[str], bool],
    break_: Break,
) -> float:
    """The share of broken words that come out as one token with the right word."""
    chance = random.Random(SEED)  # noqa: S311 - a sample, no secret
    broken = found = 0
    for text, words in zip(texts, tokens, strict=True):
        long = [word for word in words if _can_break(word.form) and knows(word.form)]
        if not long:
            continue
        word = chance.choice(long)
        pieces = break_(word.form, chance)
        if pieces == word.form:
            continue
        damaged = text[: word.start] + pieces + text[word.start + len(word.form) :]
        mended = repair(damaged, analyzer.tokenize(damaged), knows)
        broken += 1
        found += any(one.start == word.start and joined(one.form) == word.form for one in mended)
    return found / max(1, broken)


def _can_break(form: str) -> bool:
    return len(form) >= SHORTEST and form.isalpha()


def _with_blank(word: str, chance: random.Random) -> str:
    place = chance.randint(1, len(word) - 1)
    return f"{word[:place]} {word[place:]}"


def _with_hyphen(word: str, chance: random.Random) -> str:
    """The word broken as at a line's end; whole when it has no place for that."""
    places = [match.start() for match in _SYLLABLE.finditer(word)]
    if not places:
        return word
    place = chance.choice(places)
    return f"{word[:place]}- {word[place:]}"


def read_texts(path: Path) -> Iterator[str]:
    """The text of each sentence of a CoNLL-U file, as its ``# text`` comment gives it."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith(_TEXT):
                yield line.removeprefix(_TEXT).strip()


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure all the files together and print the figures; the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.finnish.damage")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--json", action="store_true", help="one JSON object on stdout")
    parser.add_argument("--voikko", default="auto", help="auto, native or portable")
    options = parser.parse_args(arguments)
    try:
        texts = [text for file in options.files for text in read_texts(file)]
        if not texts:
            raise ValueError("no sentence in the files has its text")
        figures = measure(texts, options.voikko)
    except (OSError, ValueError, HankemuistiError) as error:
        print(f"benchmark: {error}", file=sys.stderr)
        return 1
    print_figures(figures, as_json=options.json)
    return 0


if __name__ == "__main__":
    sys.exit(main())
