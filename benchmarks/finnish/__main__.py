"""Finnish analysis measured on treebanks with gold lemmas.

    python -m benchmarks.finnish [--json] [--voikko CHOICE] FILE.conllu[.gz] …

All the files together, for `hankemuisti` and four other ways to make index terms:

retrieval_*                   sentences are documents, gold lemmas in a random inflected form are
                              queries; means over queries
retrieval_recall_with_parts   the word occurs, perhaps as a part of a compound or a run of parts
lemma_accuracy_content        NOUN, VERB, ADJ, ADV and PROPN: the first lemma is the gold one,
                              letter by letter but for capitals; the mark # in a gold lemma is a
                              hyphen where the form has a hyphen there, else nothing
compound_*                    boundaries between parts against the marks #, in the files that have
                              them
coordinated_recall            elided compounds (lapsi- ja perhepalvelut) that are index terms
tokens_per_second             running words: ours from text to numbers of a lexicon that has every
                              form, broken and elided words looked for; the others cold
tokens_per_second_cold        nothing known at the start, each method with its own cache
new_forms_per_second          distinct forms analysed for the first time
"""

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

HEADINGS = "P R F1 R+parts lemma cmpP cmpR coord tokens/s cold/s new/s".split()


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure every method on all the files together; the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.finnish",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
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
    rows = ["".join([f"{'method':<13}", *(f"{heading:>11}" for heading in HEADINGS)])]
    for name, figures in results.items():
        rows.append("".join([f"{name:<13}", *map(_cell, figures)]))
    return "\n".join(rows)


def _cell(figure: float | None) -> str:
    if figure is None:
        return f"{'–':>11}"
    return f"{figure:11.4f}" if figure <= 1 else f"{figure:11,.0f}"


if __name__ == "__main__":
    sys.exit(main())
