"""How far the portable analyser agrees with the native one.

Usage: python -m benchmarks.finnish.portable [--json] FILE…

FILE is a treebank (.conllu, .conllu.gz) or plain text. Counted are distinct forms.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks.figures import print_figures
from benchmarks.finnish.damage import read_texts
from corpus.errors import HankemuistiError
from pipeline.analyzer import open_analyzer


def distinct_forms(texts: Iterable[str]) -> list[str]:
    """The distinct forms of the texts, in order of first occurrence."""
    analyzer = open_analyzer("native")
    return list(dict.fromkeys(token.form for text in texts for token in analyzer.tokenize(text)))


def compare(forms: Sequence[str]) -> dict[str, float]:
    """Shares of `forms` with the same lemmas, and with the same lemmas and parts.

    Raises HankemuistiError when one of the two is not installed.
    """
    native, portable = open_analyzer("native"), open_analyzer("portable")
    same_lemmas = same = 0
    for form in forms:
        one, other = native.analyse(form, "fi"), portable.analyse(form, "fi")
        same_lemmas += set(one.lemmas) == set(other.lemmas)
        same += one == other
    return {
        "types": len(forms),
        "equal_lemmas": round(same_lemmas / max(1, len(forms)), 5),
        "equal_analyses": round(same / max(1, len(forms)), 5),
    }


def texts_of(path: Path) -> list[str]:
    """The sentences of a treebank, or the lines of a text."""
    if ".conllu" in path.suffixes:
        return list(read_texts(path))
    return path.read_text(encoding="utf-8").splitlines()


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare and print; the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.finnish.portable")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--json", action="store_true", help="one JSON object on stdout")
    options = parser.parse_args(arguments)
    try:
        forms = distinct_forms(text for file in options.files for text in texts_of(file))
        figures = compare(forms)
    except (OSError, ValueError, HankemuistiError) as error:
        print(f"benchmark: {error}", file=sys.stderr)
        return 1
    print_figures(figures, as_json=options.json)
    return 0


if __name__ == "__main__":
    sys.exit(main())
