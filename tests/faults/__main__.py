"""Kill the making of an index, and whole ingests, again and again, and look at what is left.

    python -m tests.faults SCENARIO FOLDER KILLS [SEED]

One process without threads, which forks those that are killed: hence not inside of pytest.
Prints how many were killed at which kind of step, or stumbles over what is wrong.
"""

from __future__ import annotations

import json
import random
import shutil
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from index.engine import OpenIndex
from pipeline.analyzer import configured_analyzer
from tests.faults.corpus import (
    REQUESTS,
    Answers,
    answers,
    config_of,
    generations,
    ingest,
    rebuilt,
    sound,
    write_reports,
)
from tests.faults.killing import Work, killed_after, killed_at, quietly, steps_of

REPORTS = 12


class Scenario:
    """A corpus with an index, and work on it that is killed and done again."""

    def __init__(self, folder: Path, kind: str) -> None:
        self.folder, self.kind = folder, kind
        self.kept = folder.with_name(f"{folder.name}-kept")
        write_reports(folder / "reports", range(REPORTS))
        quietly(lambda: ingest(folder))
        if kind == "ingest":
            write_reports(folder / "reports", [2, REPORTS], edition=2)
            (folder / "reports" / "raportti-5.txt").unlink()
        else:
            # What is new is in the corpus, not yet in the index.
            pointer, kept = folder / "data" / "index", folder.with_name("index-kept")
            shutil.copytree(pointer, kept)
            write_reports(folder / "reports", [2, REPORTS], edition=2)
            quietly(lambda: ingest(folder))
            shutil.rmtree(pointer)
            kept.rename(pointer)
        shutil.copytree(folder, self.kept)
        self.before = answers(folder)
        self.steps = steps_of(self.work)
        self.after = answers(folder)
        manifest = generations(folder).current()
        assert manifest
        assert self.after != self.before
        assert bool(manifest.changed) == (kind != "full"), "this is not what was meant to be killed"
        assert self.after == rebuilt(folder, folder.with_name("aside"))
        self.restore()

    def work(self) -> None:
        """What is killed."""
        ingest(self.folder, rebuild=self.kind == "full")

    def restore(self) -> None:
        """All as before the work."""
        shutil.rmtree(self.folder)
        shutil.copytree(self.kept, self.folder)

    def reader(self) -> OpenIndex:
        """Somebody who has the generation open."""
        analyzer = configured_analyzer(config_of(self.folder))
        return generations(self.folder).open(analyzer.version)[1]

    def look(self) -> None:
        """After a kill: the state before answers, or the one after, and nothing is in the way."""
        found: Answers = answers(self.folder)
        assert found in (self.before, self.after), "neither the old answers nor the new ones"
        sound(self.folder)

    def go_on(self) -> None:
        """The next run comes to the end by itself, and leaves nothing behind."""
        quietly(self.work)
        assert answers(self.folder) == self.after
        sound(self.folder)
        left = {path.name for path in (self.folder / "data" / "index").iterdir()}
        assert len(left) <= 3, left  # two generations and the pointer


def at_every_step(scenario: Scenario, kills: int) -> Iterator[str]:
    """Kill at steps spread over all there are; with enough kills, at each."""
    steps = scenario.steps
    wanted = min(kills, len(steps))
    for number in range(wanted):
        step = number * len(steps) // wanted
        if _killed(scenario, lambda step=step: killed_at(scenario.work, step)):  # type: ignore[misc]
            yield steps[step]
        scenario.go_on()
        scenario.restore()


def at_random_moments(scenario: Scenario, kills: int, seed: int) -> Iterator[str]:
    """Kill again and again what the last kill left, until it is done; then begin anew."""
    moments = random.Random(seed)
    done = 0
    while done < kills:
        seconds = moments.choice((0.05, 0.3, 1.0)) * moments.random()
        if _killed(scenario, lambda: killed_after(scenario.work, seconds)):  # noqa: B023
            done += 1
            yield "moment"
        if answers(scenario.folder) == scenario.after or moments.random() < 0.1:
            scenario.go_on()
            scenario.restore()


def _killed(scenario: Scenario, kill: Work) -> bool:
    reader = scenario.reader()
    said = [reader.search(request) for request in REQUESTS]
    killed = bool(kill())
    scenario.look()
    assert [reader.search(request) for request in REQUESTS] == said, "a reader noticed"
    reader.close()
    return killed


def main(kind: str, folder: str, kills: str, seed: str = "1") -> int:
    """Run a scenario; the exit code."""
    scenario = Scenario(Path(folder), kind)
    if kind == "ingest":
        killed = at_random_moments(scenario, int(kills), int(seed))
    else:
        killed = at_every_step(scenario, int(kills))
    sys.stdout.write(json.dumps(Counter(killed)))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
