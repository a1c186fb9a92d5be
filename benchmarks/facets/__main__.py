"""``python -m benchmarks.facets [--json] [--files FOLDER] LABELS.jsonl``.

F1 of regions and themes is micro-averaged over (document, value) pairs; programme F1 over Kaste and
LAPE, where "other" and no value are the same; the accuracies count documents, none against none
being right.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from benchmarks.facets.reading import rows
from corpus.document import FacetValue
from pipeline.analyzer import open_analyzer
from pipeline.describe import describe

KIND_OF_LABELS = {"arviointi": "other"}
"""The labels count evaluations among the other documents."""
SETS = {"region": "regions", "theme": "themes"}


def predicted(values: Iterable[FacetValue]) -> dict[str, Any]:
    """Facet values in the shape of the labels."""
    by_facet: dict[str, list[str]] = defaultdict(list)
    for value in values:
        if not value.chosen:
            continue
        by_facet[value.facet].append(value.value)
    kind = by_facet["kind"][0]
    period = by_facet["period"][0].split("-") if by_facet["period"] else None
    return {
        "regions": by_facet["region"],
        "themes": by_facet["theme"],
        "project_years": [int(year) for year in period] if period else None,
        "published_year": int(by_facet["published"][0]) if by_facet["published"] else None,
        "programme": by_facet["programme"][0] if by_facet["programme"] else "other",
        "doc_type": KIND_OF_LABELS.get(kind, kind),
        "language": by_facet["language"][0] if by_facet["language"] else "",
    }


class Counts:
    """True positives, false positives and false negatives of one facet."""

    def __init__(self) -> None:
        self.right = self.extra = self.missing = 0

    def add(self, found: set[str], wanted: set[str]) -> None:
        """Count one document."""
        self.right += len(found & wanted)
        self.extra += len(found - wanted)
        self.missing += len(wanted - found)

    def f1(self) -> float:
        """The micro-averaged F1 so far, 1 when there was nothing to find."""
        total = 2 * self.right + self.extra + self.missing
        return 2 * self.right / total if total else 1.0


def measure(labels: Path, files: Path | None = None) -> tuple[dict[str, float], list[str]]:
    """The figures, and one line for every difference from the labels."""
    analyzer = open_analyzer()
    counts: dict[str, Counts] = defaultdict(Counts)
    right: dict[str, int] = defaultdict(int)
    errors: list[str] = []
    documents = words = 0
    seconds = 0.0
    for name, document, wanted in rows(labels, files, analyzer):
        begun = time.perf_counter()
        found = predicted(describe(document))
        seconds += time.perf_counter() - begun
        documents += 1
        words += sum(len(page.words) for page in document.pages)
        for facet, key in SETS.items():
            has, needs = set(found[key]), set(wanted[key])
            counts[facet].add(has, needs)
            if has != needs:
                signs = [f"-{v}" for v in sorted(needs - has)] + [
                    f"+{v}" for v in sorted(has - needs)
                ]
                errors.append(f"{facet:9} {name}: {' '.join(signs)}")
        counts["programme"].add({found["programme"]} - {"other"}, {wanted["programme"]} - {"other"})
        for facet, key in (
            ("period", "project_years"),
            ("published", "published_year"),
            ("language", "language"),
            ("kind", "doc_type"),
            ("programme", "programme"),
        ):
            right[facet] += found[key] == wanted[key]
            if found[key] != wanted[key]:
                errors.append(f"{facet:9} {name}: {found[key]} instead of {wanted[key]}")
    figures = {f"{facet}_f1": round(counts[facet].f1(), 4) for facet in (*SETS, "programme")}
    for facet in ("period", "published", "kind", "language"):
        figures[f"{facet}_accuracy"] = round(right[facet] / max(1, documents), 4)
    figures["documents"] = documents
    figures["words_per_second"] = round(words / seconds) if seconds else 0
    return figures, sorted(errors)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="benchmarks.facets", description=__doc__)
    parser.add_argument("labels", type=Path)
    parser.add_argument("--files", type=Path, help="folder of the files that rows name")
    parser.add_argument("--json", action="store_true", help="figures only, as JSON")
    arguments = parser.parse_args()
    figures, errors = measure(arguments.labels, arguments.files)
    if arguments.json:
        print(json.dumps(figures))
        return
    for line in errors:
        print(line)
    for name, figure in figures.items():
        print(f"{name:20} {figure}")


if __name__ == "__main__":
    main()
