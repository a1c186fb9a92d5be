"""The benchmark of tables: what it makes, and how it counts."""

from __future__ import annotations

import json
import random

import pytest

from benchmarks.extraction.budgets import KINDS, budget
from benchmarks.extraction.tables import main, measure, readers, score


def test_a_seed_makes_the_same_budgets() -> None:
    one, other = (budget(random.Random(3), KINDS[0]) for _ in range(2))
    assert one == other
    assert all(len(row) == len(one.rows[0]) for row in one.rows)


def test_rows_count_once_and_only_when_exact() -> None:
    truth = [["Palkat", "1 200", ""], ["Matkat", "80", "75"]]
    assert score(truth, truth) == (2, 0)
    assert score(truth, [["Palkat", "1 200"], ["Palkat", "1 200"]]) == (1, 0)
    assert score(truth, [["Matkat", "80 75"], ["perheet saivat", "tukea"]]) == (0, 1)


def test_our_tables_are_right_and_pdfplumber_s_where_they_are_ruled() -> None:
    figures, _ = measure(readers(), 2)
    assert all(figures["hankemuisti"][f"{kind}, rows right"] >= 0.95 for kind in KINDS)
    assert figures["pdfplumber lines"]["ruled, rows right"] > 0.9
    assert figures["pdfplumber lines"]["no rules, rows right"] < 0.5


def test_other_pages_are_other_data() -> None:
    hashes = [measure({}, tables, seed)[1] for tables, seed in ((1, 4), (1, 4), (1, 5), (2, 4))]
    assert hashes[0] == hashes[1]
    assert len(set(hashes)) == 3


def test_it_prints_json_and_lines(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--json", "--tables", "1"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["hankemuisti"]["zebra, rows right"] == 1.0
    assert len(found["hankemuisti"]["data"]) == 64
    assert main(["--tables", "1"]) == 0
    assert "hankemuisti: zebra, rows right" in capsys.readouterr().out
