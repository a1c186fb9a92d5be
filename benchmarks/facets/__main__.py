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
from benchmarks.facets.score import Counts
from benchmarks.floors import fingerprint
from corpus.document import FacetValue
from pipeline.analyzer import open_analyzer
from pipeline.describe.describers import describe

KIND_OF_LABELS = {"arviointi": "other"}
"""The labels count evaluations among the other documents."""
SETS = {"region": "regions", "theme": "themes"}
SINGLE = {
    "period": "project_years",
    "published": "published_year",
    "programme": "programme",
    "kind": "doc_type",
    "language": "language",
}
"""Facets with several values and with one, and what the labels call them."""


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


def measure(labels: Path, files: Path | None = None) -> tuple[dict[str, Any], list[str]]:
    """The figures, and one line for every difference from the labels.

    What a row has no label for is not counted.
    """
    analyzer = open_analyzer()
    counts: dict[str, Counts] = defaultdict(Counts)
    right: dict[str, list[bool]] = defaultdict(list)
    errors: list[str] = []
    documents = words = 0
    seconds = 0.0
    for name, document, wanted in rows(labels, files, analyzer):
        begun = time.perf_counter()
        values = describe(document)
        seconds += time.perf_counter() - begun
        found = predicted(values)
        documents += 1
        words += sum(len(page.words) for page in document.pages)
        for facet, key in SETS.items():
            if key in wanted:
                errors += _compare(counts[facet], facet, name, found[key], wanted[key])
        for facet, key in SINGLE.items():
            if key in wanted:
                right[facet].append(found[key] == wanted[key])
                if found[key] != wanted[key]:
                    errors.append(
                        f"{facet:9} {name}: {found[key]} instead of {wanted[key]}"
                        f"{_why(values, facet)}"
                    )
        if "programme" in wanted:
            named = ({found["programme"]} - {"other"}, {wanted["programme"]} - {"other"})
            counts["programme"].add(*named)
    figures: dict[str, Any] = {}
    for facet in (*SETS, "programme"):
        for measured in ("precision", "recall", "f1", "macro_f1"):
            figures[f"{facet}_{measured}"] = round(getattr(counts[facet], measured)(), 4)
    for facet, hits in right.items():
        figures[f"{facet}_accuracy"] = round(sum(hits) / max(1, len(hits)), 4)
    figures["documents"] = documents
    figures["words_per_second"] = round(words / seconds) if seconds else 0
    return figures, sorted(errors)


def _compare(
    counts: Counts, facet: str, name: str, found: list[str], wanted: list[str]
) -> list[str]:
    has, needs = set(found), set(wanted)
    counts.add(has, needs)
    signs = [f"-{value}" for value in sorted(needs - has)]
    signs += [f"+{value}" for value in sorted(has - needs)]
    return [f"{facet:9} {name}: {' '.join(signs)}"] if signs else []


def _why(values: Iterable[FacetValue], facet: str) -> str:
    """The words that a wrong value was read from."""
    for value in values:
        if value.facet == facet and value.chosen and value.evidence:
            evidence = value.evidence[0]
            return f" [{evidence.rule}: {evidence.words[:50]!r}]"
    return ""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="benchmarks.facets", description=__doc__)
    parser.add_argument("labels", type=Path)
    parser.add_argument("--files", type=Path, help="folder of the files that rows name")
    parser.add_argument("--json", action="store_true", help="figures only, as JSON")
    arguments = parser.parse_args()
    figures, errors = measure(arguments.labels, arguments.files)
    if arguments.json:
        print(json.dumps({**figures, "data": fingerprint([arguments.labels])}))
        return
    for line in errors:
        print(line)
    for name, figure in figures.items():
        print(f"{name:20} {figure}")


if __name__ == "__main__":
    main()
