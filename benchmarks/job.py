"""How long the main job takes: ``python -m benchmarks.job [--json] [FOLDER]``.

Wall-clock seconds of whole processes, each the best of three but for the first ingest; compare
figures of one run only. FOLDER defaults to the sample reports.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.figures import print_figures

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 3


def seconds(*arguments: str, rounds: int = ROUNDS) -> float:
    """The wall-clock seconds of the quickest of some runs of the program."""
    times = []
    for _ in range(rounds):
        begin = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-m", "cli", *arguments], cwd=ROOT, capture_output=True, check=False
        )
        times.append(time.perf_counter() - begin)
        if done.returncode not in (0, 3):
            raise SystemExit(done.stderr.decode())
    return round(min(times), 3)


def measure(folder: Path) -> dict[str, float]:
    """Each step of the job → its seconds."""
    with tempfile.TemporaryDirectory() as data:
        call = ("--data", data)
        return {
            "python_starts": seconds_of_python(),
            "help": seconds("--help"),
            "first_ingest": seconds(*call, "ingest", str(folder), rounds=1),
            "second_ingest": seconds(*call, "ingest", str(folder)),
            "reindex": seconds(*call, "reindex"),
            "search_word": seconds(*call, "search", "perhekeskuksessa"),
            "search_phrase": seconds(*call, "search", '"lapsiperheiden palvelut"'),
            "status": seconds(*call, "status"),
        }


def seconds_of_python() -> float:
    """What an empty program costs, for comparison."""
    begin = time.perf_counter()
    subprocess.run([sys.executable, "-c", ""], check=True)
    return round(time.perf_counter() - begin, 3)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "examples" / "reports")
    arguments = parser.parse_args()
    figures = measure(arguments.folder.resolve())
    print_figures(figures, as_json=arguments.json)


if __name__ == "__main__":
    main()
