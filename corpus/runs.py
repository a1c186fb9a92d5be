"""Runs: what was done when, and how it ended."""

from __future__ import annotations

import json
from collections.abc import Mapping
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

    def last(self) -> Run | None:
        """The newest run."""
        row = self._connection.execute("SELECT * FROM run ORDER BY id DESC LIMIT 1").fetchone()
        if row is None:
            return None
        outcome = json.loads(row["outcome"])
        return Run(row["id"], row["command"], row["started"], row["finished"], outcome)
