"""A full disk is one line and no loss: what was committed answers, and room is all it needs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.killing import uncovered

ROOT = Path(__file__).parents[2]
MOUNTED = (
    'mount -t tmpfs -o size=8m hankemuisti "$1" && exec "$0" -W ignore -m tests.faults.filling "$1"'
)


def test_a_disk_that_fills_at_any_moment(tmp_path: Path) -> None:
    namespace = ["unshare", "-m", "sh", "-c"]
    try:
        subprocess.run(
            [*namespace, 'mount -t tmpfs none "$0"', tmp_path], check=True, capture_output=True
        )
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("file systems cannot be mounted here")
    said = _ran([*namespace, MOUNTED, sys.executable, str(tmp_path)])
    assert said.count("full") >= 3
    assert "done" in said


def test_files_that_may_not_grow(tmp_path: Path) -> None:
    """The same where nothing can be mounted: no file may become longer than so many bytes."""
    said = _ran(
        [sys.executable, "-W", "ignore", "-m", "tests.faults.filling", str(tmp_path), "limit"]
    )
    assert said.count("full") >= 2
    assert "done" in said


def _ran(command: list[str]) -> list[str]:
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**uncovered(), "OPENBLAS_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()
