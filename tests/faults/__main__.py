"""Kill a kind of work again and again, and count what is wrong after it.

    python -m tests.faults SCENARIO FOLDER KILLS [SEED]

One process without threads, which forks those that are killed: hence not inside of pytest.
Prints how many were killed at which kind of step, and how often something was wrong: documents
lost, half-visible states, restarts that needed a hand; of each, stderr has the first cause.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from tests.faults.indexing import Describe, Extend, Full, Ingest, Override, Switch
from tests.faults.moving import Backup, Import, Restore
from tests.faults.sabotage import HalfVisible, Lossy, Stuck
from tests.faults.scenario import Scenario, kill

SCENARIOS: dict[str, type[Scenario]] = {
    kind.__name__.casefold(): kind
    for kind in (
        *(Extend, Full, Ingest, Describe, Override, Switch, Import, Backup, Restore),
        *(Lossy, HalfVisible, Stuck),  # they fail, and must be found to
    )
}


def main(kind: str, folder: str, kills: str, seed: str = "1") -> int:
    """Run a scenario; the exit code."""
    tally = kill(SCENARIOS[kind](Path(folder)), int(kills), int(seed))
    sys.stdout.write(json.dumps(tally.as_json()))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
