"""The judgements, and how good an order of documents is by them."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.floors import fingerprint

REPORTS = Path(__file__).resolve().parents[2] / "examples" / "reports"
JUDGEMENTS = Path(__file__).with_name("judgements.toml")
DEPTH = 10


class Judged(NamedTuple):
    """A query, and the grade of each report, by its file name, that is an answer: 1 to 3."""

    query: str
    grades: dict[str, int]


def judged() -> list[Judged]:
    """The queries in their order."""
    found = tomllib.loads(JUDGEMENTS.read_text(encoding="utf-8"))
    return [Judged(query, grades) for query, grades in found.items()]


def halves(queries: Sequence[Judged]) -> tuple[list[Judged], list[Judged]]:
    """The queries that weights may be tuned on, and those that say how good they are."""
    return list(queries[::2]), list(queries[1::2])


def data() -> str:
    """The hash of the reports and of the judgements."""
    return fingerprint([JUDGEMENTS, *sorted(REPORTS.iterdir())])


def ndcg(names: Sequence[str], grades: dict[str, int]) -> float:
    """nDCG at 10 of documents in an order (Järvelin and Kekäläinen 2002), its gain 2^grade - 1."""
    best = _dcg(sorted(grades.values(), reverse=True))
    return _dcg([grades.get(name, 0) for name in names]) / best if best else 0.0


def _dcg(grades: Sequence[int]) -> float:
    return sum(
        float(2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades[:DEPTH])
    )
