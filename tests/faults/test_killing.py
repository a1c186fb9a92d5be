"""`kill -9` in a loop: whatever was going on, a committed state answers, and the next run goes on.

HANKEMUISTI_KILLS is how many for each scenario. The figures of a run stand at its end.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

KILLS = {
    "backup": 16,
    "describe": 4,
    "extend": 4,
    "full": 4,
    "import": 4,
    "ingest": 4,
    "override": 4,
    "restore": 4,
    "switch": 4,
}
"""Beside these, one at each kind of step: a dozen."""

WANTED = int(os.environ.get("HANKEMUISTI_KILLS", "0"))
WRONG = ("lost", "half_visible", "needed_a_hand")

Property = Callable[[str, object], None]


def run(module: str, kind: str, folder: Path, kills: int) -> tuple[dict[str, Any], str]:
    """The figures of a scenario, and what it said of what was wrong."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", module, kind, folder, str(kills)],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},  # a fork has one thread
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout), done.stderr


@pytest.mark.timeout(3600 if WANTED else 300)
@pytest.mark.parametrize("kind", KILLS)
def test_killed_again_and_again_it_answers_and_goes_on(
    kind: str, tmp_path: Path, record_property: Property
) -> None:
    wanted = WANTED or KILLS[kind]
    found, said = run("tests.faults", kind, tmp_path / "c", wanted)
    record_property("faults", {"scenario": kind, **found})
    assert {name: found[name] for name in WRONG} == dict.fromkeys(WRONG, 0), said
    # Files are read, written and synced, the database is asked, names are given: killed at each.
    assert {"execute", "write", "fsync", "mkdir", "moment"} <= found["killed"].keys()
    assert found["kills"] >= 0.9 * wanted


@pytest.mark.parametrize(
    ("kind", "wrong"), [("lossy", "lost"), ("halfvisible", "half_visible"), ("stuck", WRONG[2])]
)
def test_what_is_wrong_is_counted(kind: str, wrong: str, tmp_path: Path) -> None:
    found, said = run("tests.faults", kind, tmp_path / "c", 2)
    assert found[wrong] > 0
    assert [found[name] for name in WRONG if name != wrong] == [0, 0]
    assert "Error: " in said
