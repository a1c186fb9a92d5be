"""What a large lexicon costs a search: ``python -m benchmarks.lexicon [--json] [--forms N]``.

Fills a lexicon with N made-up forms (500,000 unless said), opens it in a process of its own as a
search does, looks up a thousand terms and a thousand forms, and prints that process' memory.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice, product
from pathlib import Path

from benchmarks.figures import print_figures
from corpus.database import Database
from corpus.document import Analysis, Part
from corpus.lexicon import Lexicon

STARTS = "perhe lapsi neuvola koulu hanke kunta palvelu kehitys osallisuus verkosto".split()
ENDS = "n a ssa sta lla lta lle ksi tta na t den ja issa ista illa ilta ille iksi ina".split()
BATCH = 20_000


def forms() -> Iterator[str]:
    """Made-up inflected compounds, all different."""
    for number in range(1_000_000):
        for start, middle, end in product(STARTS, STARTS, ENDS):
            yield f"{start}{middle}{number}{end}"


def analyse(form: str, language: str) -> Analysis:
    """A made-up analysis of realistic size."""
    lemma = form[:-2]
    return Analysis(form, language, (lemma,), (Part(form[:5], 0, 5), Part(lemma[5:], 5, len(form))))


def fill(folder: Path, count: int) -> float:
    """Fill a lexicon; returns the seconds it took."""
    begin = time.perf_counter()
    database = Database(folder)
    source = islice(forms(), count)
    while batch := list(islice(source, BATCH)):
        Lexicon(database).intern(batch, "fi", analyse, "made up")
    database.close()
    return time.perf_counter() - begin


def most_memory() -> float:
    """The most memory this process has had, in MiB."""
    status = Path("/proc/self/status")
    if status.exists():
        # getrusage counts what the parent had before this program was loaded; this does not.
        lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
        return int(lines["VmHWM"].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def look_up(folder: Path, count: int) -> dict[str, float]:
    """In a fresh process: memory before and after, and the time of a look-up."""
    before = most_memory()
    database = Database(folder, read_only=True)
    lexicon = Lexicon(database)
    wanted = list(islice(forms(), 0, count, max(1, count // 1000)))
    begin = time.perf_counter()
    numbers = [
        number for form in wanted for number in lexicon.forms_with(analyse(form, "fi").lemmas[0])
    ]
    lexicon.get(numbers)
    elapsed = time.perf_counter() - begin
    database.close()
    after = most_memory()
    return {
        "resident_mib": round(after, 1),
        "resident_mib_before": round(before, 1),
        "microseconds_per_term": round(elapsed / len(wanted) * 1e6, 1),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--forms", type=int, default=500_000)
    parser.add_argument("--look-up", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.look_up:
        print(json.dumps(look_up(arguments.look_up, arguments.forms)))
        return
    with tempfile.TemporaryDirectory() as folder:
        seconds = fill(Path(folder), arguments.forms)
        size = sum(path.stat().st_size for path in Path(folder).iterdir()) / 2**20
        command = [sys.executable, "-m", "benchmarks.lexicon", "--look-up", folder]
        command += ["--forms", str(arguments.forms)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    figures = {
        "forms": arguments.forms,
        "new_forms_stored_per_second": round(arguments.forms / seconds),
        "file_mib": round(size, 1),
        **json.loads(done.stdout),
    }
    print_figures(figures, as_json=arguments.json)


if __name__ == "__main__":
    main()
