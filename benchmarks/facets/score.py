"""Counting how well facets were read: precision, recall and F1, micro and macro; accuracy."""

from __future__ import annotations

from collections import defaultdict


class Counts:
    """True positives, false positives and false negatives of one facet, in all and by value."""

    def __init__(self) -> None:
        self.right = self.extra = self.missing = 0
        self._by_value: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0, 0])

    def add(self, found: set[str], wanted: set[str]) -> None:
        """Count one document."""
        self.right += len(found & wanted)
        self.extra += len(found - wanted)
        self.missing += len(wanted - found)
        for place, values in enumerate((found & wanted, found - wanted, wanted - found)):
            for value in values:
                self._by_value[value][place] += 1

    def precision(self) -> float:
        """Share of the values found that are right, 1 when none was found."""
        return self.right / max(1, self.right + self.extra) if self.right or self.extra else 1.0

    def recall(self) -> float:
        """Share of the values wanted that were found, 1 when none was wanted."""
        return self.right / max(1, self.right + self.missing) if self.right or self.missing else 1.0

    def f1(self) -> float:
        """The micro-averaged F1 so far, 1 when there was nothing to find."""
        return _f1(self.right, self.extra, self.missing)

    def macro_f1(self) -> float:
        """The mean F1 of the values, each counting alike however often it comes."""
        scores = [_f1(*counts) for counts in self._by_value.values()]
        return sum(scores) / len(scores) if scores else 1.0


def _f1(right: int, extra: int, missing: int) -> float:
    total = 2 * right + extra + missing
    return 2 * right / total if total else 1.0
