"""A power cut: of what a killed run wrote, only what it had synced is left, the rest is torn.

    python -m tests.faults.power SCENARIO FOLDER CUTS [SEED]

Of a run that came to its end, everything must be left. Prints what `python -m tests.faults` does.
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path

from corpus.errors import HankemuistiError
from corpus.store import Store
from pipeline.analyzer import configured_analyzer
from tests.faults.corpus import REQUESTS, config_of, generations
from tests.faults.disk import Disk
from tests.faults.indexing import Describe, Extend, Full, Indexed, Ingest, Override, Switch
from tests.faults.killing import killed_at, quietly, steps_of
from tests.faults.sabotage import Forgetful, Unsynced
from tests.faults.scenario import HalfVisibleError, LostError, Tally

SCENARIOS: dict[str, type[Indexed]] = {
    kind.__name__.casefold(): kind
    for kind in (
        *(Ingest, Extend, Full, Describe, Override, Switch),
        *(Unsynced, Forgetful),  # they lose what they said was done, and must be found to
    )
}


def cut(scenario: Indexed, cuts: int, seed: int) -> Tally:
    """Cut the power so many times: when all is done, and at steps spread over all there are."""
    tally, chance = Tally(), random.Random(seed)
    disk = Disk(scenario.folder / "data", scenario.folder.with_name("disk"))

    def work() -> None:
        with disk.watching():
            scenario.work()

    steps = steps_of(work)  # those of the disk, too
    scenario.restore()
    for turn in range(cuts):
        # Half of them near the end: that is where most is written and little is synced.
        step = (
            turn * len(steps) // cuts if turn % 2 else len(steps) - turn * len(steps) // 8 // cuts
        )
        kind = steps[step] if step < len(steps) else "end"
        with tally.counting(scenario):
            disk.begin()
            with Store(scenario.folder / "data", read_only=True) as store:
                # While somebody reads, the log of the database stays what it is.
                store.database.revision()
                if kind == "end":
                    quietly(work)
                else:
                    killed_at(work, step)
            disk.cut(chance)
            tally.killed[kind] += 1
            _agree(scenario.folder)
            scenario.look()
            if kind == "end" and scenario.state() != scenario.after:
                raise LostError("what was said to be done is gone")
            scenario.go_on()
            scenario.restore()
    return tally


def _agree(folder: Path) -> None:
    """What the index finds is in the corpus."""
    analyzer = configured_analyzer(config_of(folder))
    try:
        _, opened = generations(folder).open(analyzer.version)
    except HankemuistiError as error:
        raise HalfVisibleError(f"no generation answers: {error}") from error
    found = [hit.id for hit in opened.search(REQUESTS[0]).hits]
    opened.close()
    with Store(folder / "data", read_only=True) as store:
        if unknown := [each for each in found if not store.documents.get(each)]:
            raise HalfVisibleError(f"the index knows what the corpus does not: {unknown}")


def main(kind: str, folder: str, cuts: str, seed: str = "1") -> int:
    """Run a scenario; the exit code."""
    tally = cut(SCENARIOS[kind](Path(folder)), int(cuts), int(seed))
    sys.stdout.write(json.dumps(tally.as_json()))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
