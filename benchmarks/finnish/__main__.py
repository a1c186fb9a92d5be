"""Usage: python -m benchmarks.finnish [--json] [--voikko CHOICE] FILE.conllu[.gz] …"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.finnish.measure import Figures, measure
from benchmarks.finnish.methods import methods
from benchmarks.finnish.treebank import read
from corpus.errors import HankemuistiError


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure every method on all the files together; the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.finnish", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--json", action="store_true", help="one JSON object on stdout")
    parser.add_argument("--voikko", default="auto", help="auto, native or portable")
    options = parser.parse_args(arguments)
    try:
        sentences = [sentence for file in options.files for sentence in read(file)]
        if not sentences:
            raise ValueError("no words in the files")
        compared = methods(options.voikko)
    except (OSError, ValueError, HankemuistiError) as error:
        print(f"benchmark: {error}", file=sys.stderr)
        return 1
    results = {name: measure(sentences, method) for name, method in compared.items()}
    print(_as_json(results) if options.json else _as_table(results))
    return 0


def _as_json(results: Mapping[str, Figures]) -> str:
    return json.dumps({name: figures._asdict() for name, figures in results.items()}, indent=2)


def _as_table(results: Mapping[str, Figures]) -> str:
    rows = [f"{'method':<14}{'P':>7}{'R':>7}{'F1':>7}{'lemma':>7}{'tokens/s':>12}"]
    for name, figures in results.items():
        *shares, speed = figures
        rows.append(f"{name:<14}" + "".join(f"{one:7.4f}" for one in shares) + f"{speed:12,.0f}")
    return "\n".join(rows)


if __name__ == "__main__":
    sys.exit(main())
