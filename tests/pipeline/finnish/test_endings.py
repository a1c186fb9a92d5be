from __future__ import annotations

import pytest

from pipeline.finnish import endings


@pytest.mark.parametrize(
    ("form", "bare"),
    [
        ("STM:n", "STM"),
        ("THL:ssä", "THL"),
        ("EU:hunkin", "EU"),
        ("Bordeaux'n", "Bordeaux"),
        ("10:een", "10"),
        ("STM", ""),
        ("Tavoite:parantaa", ""),
        (":n", ""),
    ],
)
def test_marked(form: str, bare: str) -> None:
    assert endings.marked(form) == bare


@pytest.mark.parametrize(
    ("form", "bare"),
    [
        ("LAPE", "LAPE"),
        ("LAPEn", "LAPE"),
        ("LAPEssakin", "LAPE"),
        ("KASTE2", "KASTE2"),
        ("THL-STM", "THL-STM"),
        ("Lapen", ""),
        ("LAPEohjelma", ""),
        ("An", ""),
    ],
)
def test_acronym(form: str, bare: str) -> None:
    assert endings.acronym(form) == bare
