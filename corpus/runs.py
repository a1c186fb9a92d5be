"""Runs: what was done when, and how it ended."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from corpus.clock import now
from corpus.database import Database


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the pipeline. `finished` is empty while it goes on, or when it was killed."""

    id: int
    command: str
    started: str
    finished: str
    outcome: Mapping[str, Any]


class Runs:
    """The table of runs."""

    def __init__(self, database: Database) -> None:
        self._connection = database.connection

    def start(self, command: str) -> int:
        """Note the beginning of a run; returns its number."""
        cursor = self._connection.execute(
            "INSERT INTO run (command, started) VALUES (?, ?)", (command, now())
        )
        return int(cursor.lastrowid or 0)

    def finish(self, run: int, outcome: Mapping[str, Any]) -> None:
        """Note the end of a run."""
        self._connection.execute(
            "UPDATE run SET finished = ?, outcome = ? WHERE id = ?",
            (now(), json.dumps(outcome, ensure_ascii=False), run),
        )

    def amend(self, run: int, stages: Sequence[Mapping[str, Any]]) -> None:
        """Add stages that came after the pipeline's own, and move the end to now."""
        found = self.get(run)
        if found is None:
            return
        outcome = {**found.outcome, "stages": [*found.outcome.get("stages", ()), *stages]}
        self.finish(run, outcome)

    def last(self) -> Run | None:
        """The newest run."""
        return next(iter(self.newest(1)), None)

    def get(self, run: int) -> Run | None:
        """A run by its number."""
        row = self._connection.execute("SELECT * FROM run WHERE id = ?", (run,)).fetchone()
        return _run(row) if row else None

    def newest(self, most: int) -> list[Run]:
        """The newest runs, the last one first."""
        rows = self._connection.execute("SELECT * FROM run ORDER BY id DESC LIMIT ?", (most,))
        return [_run(row) for row in rows]


def _run(row: sqlite3.Row) -> Run:
    outcome = json.loads(row["outcome"])
    return Run(row["id"], row["command"], row["started"], row["finished"], outcome)
