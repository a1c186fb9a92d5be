"""Small corpora of every released schema, as the program of their time left them.

``schema-N/corpus.sql`` is the database, ``schema-N/manifest.json`` that of its index; all hold the
three reports of ``reports/``. A new schema adds its own before the next one is begun: ingest the
reports into a new folder, set a facet, and dump the database.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from corpus.archive import Archive
from corpus.database import FILE_NAME
from corpus.schema import SCHEMA_VERSION

HERE = Path(__file__).parent
REPORTS = HERE / "reports"
VERSIONS = tuple(range(1, SCHEMA_VERSION + 1))


def restored(version: int, folder: Path) -> Path:
    """The corpus of a schema in ``data`` below `folder`, its reports in ``reports``; the former."""
    reports, data = folder / "reports", folder / "data"
    reports.mkdir(parents=True)
    data.mkdir()
    for report in REPORTS.iterdir():
        (reports / report.name).write_bytes(report.read_bytes())
        Archive(data).put(report.read_bytes())
    dump = (HERE / f"schema-{version}" / "corpus.sql").read_text(encoding="utf-8")
    connection = sqlite3.connect(data / FILE_NAME)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.executescript(dump.replace("/raportit/", f"{reports}/"))
    connection.close()
    (data / "lock").touch()
    generation = data / "index" / "gen-1"
    generation.mkdir(parents=True)
    manifest = HERE / f"schema-{version}" / "manifest.json"
    (generation / "manifest.json").write_bytes(manifest.read_bytes())
    (data / "index" / "current").write_text("gen-1\n", encoding="utf-8")
    return data
