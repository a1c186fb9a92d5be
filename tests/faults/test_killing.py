"""`kill -9` in a loop: whatever was going on, a committed state answers, and the next run goes on.

HANKEMUISTI_KILLS is how many for each scenario; 2000 is more than there are steps.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

KILLS = {"extend": 80, "full": 70, "ingest": 60}
WANTED = int(os.environ.get("HANKEMUISTI_KILLS", "0"))


@pytest.mark.timeout(3600 if WANTED else 300)
@pytest.mark.parametrize("kind", KILLS)
def test_killed_again_and_again_it_answers_and_goes_on(kind: str, tmp_path: Path) -> None:
    wanted = WANTED or KILLS[kind]
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.faults", kind, tmp_path / "c", str(wanted)],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},  # a fork has one thread
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    killed = json.loads(done.stdout)
    if kind == "ingest":
        assert killed == {"moment": wanted}
        return
    # All kinds of steps: the corpus is read, files are written and synced, the pointer is moved.
    assert {"execute", "write", "replace", "mkdir"} <= killed.keys()
    assert sum(killed.values()) >= (500 if WANTED > 500 else 0.95 * wanted)
