"""What goes wrong with the files of a corpus, done to real ones."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from corpus.config import Config
from corpus.database import FILE_NAME
from corpus.store import Store
from index.checks.check import Check
from index.doctor import examine

PAGE = 4096


def found(config: Config, *, thorough: bool = False) -> dict[str, Check]:
    """Everything the doctor says, by the name of the check."""
    return {check.name: check for check in examine(config, thorough=thorough)}


def wrong(config: Config, *, thorough: bool = False) -> set[str]:
    """The names of what is not as it should be."""
    checks = found(config, thorough=thorough).values()
    return {check.name for check in checks if not check.ok or check.warning}


def flip(path: Path) -> Path:
    """Change one bit in the middle."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    return path


def index_files(config: Config) -> list[Path]:
    """The files of the generation that answers, the largest first."""
    current = (config.data_folder / "index" / "current").read_text("utf-8").strip()
    files = [path for path in (config.data_folder / "index" / current).rglob("*") if path.is_file()]
    return sorted(files, key=lambda path: -path.stat().st_size)


def originals(config: Config) -> list[Path]:
    """The files of the archive, in order."""
    return sorted((config.data_folder / "originals").glob("??/[!.]*"))


def overwrite_pages(config: Config) -> None:
    """Half of the database's pages are no longer what SQLite wrote."""
    path = config.data_folder / FILE_NAME
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = bytearray(path.read_bytes())
    first, last = 2 * PAGE, len(content) // 2
    content[first:last] = b"\xa5" * (last - first)
    path.write_bytes(content)


def change(config: Config, *statements: str, values: Sequence[object] = ()) -> None:
    """Do to the tables what no command does."""
    with Store(config.data_folder) as store:
        store.database.connection.execute("PRAGMA foreign_keys = OFF")
        for statement in statements:
            store.database.connection.execute(statement, values)


def leave_parts(config: Config) -> list[Path]:
    """What killed runs leave: half-written files, a generation without a manifest."""
    folder = config.data_folder
    left = [originals(config)[0].with_name(".part-0123"), folder / "index" / ".part-4567"]
    for path in left:
        path.write_bytes(b"half")
    generation = folder / "index" / "gen-7"
    generation.mkdir()
    (generation / "postings").write_bytes(b"half")
    return [*left, generation]


def leave_lock(config: Config) -> str:
    """The text of a process that is no more."""
    text = "hankemuisti ingest, process 4194999, since 2026-11-23T08:00:00+00:00"
    (config.data_folder / "lock").write_text(text, "utf-8")
    return text
