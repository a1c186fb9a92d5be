"""The whole program on corpora of older and of newer programs, through its command line."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from pathlib import Path

import pytest

from cli import cli
from corpus.database import FILE_NAME
from corpus.schema import SCHEMA_VERSION
from index.terms import SCHEMA_VERSION as INDEX_VERSION
from tests.terminal.calling import answer, calling
from tests.upgrades import VERSIONS, restored

OLDER = VERSIONS[:-1]
KAINUU = "881ca236e3"

ARGUMENTS: dict[str, tuple[str, ...]] = {
    "backup": ("{aside}/backup",),
    "coverage": (),
    "describe": (),
    "doctor": (),
    "export": ("perhe", "--format", "jsonl"),
    "export-corpus": ("{aside}/vienti.tar",),
    "facets": (KAINUU, "--set", "region=Lappi"),
    "ingest": ("{reports}",),
    "kwic": ("perhe",),
    "original": (KAINUU, "-o", "{aside}/alkuperainen"),
    "overrides": (),
    "projects": (),
    "quote": (KAINUU, "1"),
    "reindex": (),
    "related": ("perhe",),
    "search": ("perhe",),
    "serve": ("--port", "0"),
    "show": (KAINUU,),
    "similar": (KAINUU,),
    "status": (),
    "suggest": ("per",),
    "trend": ("perhe",),
    "watch": ("add", "vahti", "perhe"),
}
ELSEWHERE = {"demo", "explain", "import-corpus", "restore", "source", "sources"}
"""Commands that have nothing to do with the corpus that is there."""


def _hashes(data: Path) -> dict[str, str]:
    """Every file of a corpus; what SQLite keeps beside it for readers, and the note of who was at
    work last, are no part of it."""
    return {
        str(path.relative_to(data)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(data.rglob("*"))
        if path.is_file() and not path.name.endswith(("-shm", "-wal", "lock"))
    }


def _newer(data: Path) -> None:
    connection = sqlite3.connect(data / FILE_NAME)
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    connection.execute("ALTER TABLE document ADD COLUMN something TEXT")
    connection.close()


def _newer_index(data: Path) -> None:
    """The manifest that a later version may write."""
    manifest = data / "index" / "gen-1" / "manifest.json"
    told = json.loads(manifest.read_text(encoding="utf-8"))
    later = {**told, "schema": str(int(INDEX_VERSION) + 1), "later": {"a": 1}}
    manifest.write_text(json.dumps(later), encoding="utf-8")


def _one_line(stderr: str) -> str:
    (line,) = stderr.splitlines()
    assert line.startswith("hankemuisti: ")
    return line


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("command", ["reindex", "ingest"])
def test_an_older_corpus_is_used_as_ever(version: int, command: str, tmp_path: Path) -> None:
    data = restored(version, tmp_path)
    call = calling(data)
    for reader in ("search perhekeskus", "status"):
        before, read = _hashes(data), call(*reader.split())
        if version in OLDER:
            assert (read.exit_code, read.stdout) == (1, "")
            assert _one_line(read.stderr).endswith("hankemuisti reindex")
        assert _hashes(data) == before
    brought = call(command, *([tmp_path / "reports"] if command == "ingest" else []))
    assert brought.exit_code == 0, brought.stderr
    found = answer(call("search", "perhekeskus", "--json"))
    assert [hit["id"] for hit in found["hits"]] == [KAINUU]
    assert answer(call("search", "familjecenter", "--json"))["total"] == 1
    status = answer(call("status", "--json"))
    assert status["documents"] == {"indexed": 3}
    shown = answer(call("facets", KAINUU, "--json"))
    assert ("Kokeilija" in json.dumps(shown, ensure_ascii=False)) is (version > 1)
    assert answer(call("search", "neuvola region:Lappi", "--json"))["total"] == (
        2 if version > 1 else 1
    )
    assert '"77bfa06442"' in call("export", "isä", "--format", "jsonl").stdout


def test_every_command_is_known_here() -> None:
    assert set(cli.commands) <= {*ARGUMENTS, *ELSEWHERE}


@pytest.mark.parametrize("command", sorted(set(ARGUMENTS) & set(cli.commands)))
def test_a_newer_corpus_is_refused_by_every_command(command: str, tmp_path: Path) -> None:
    data = restored(SCHEMA_VERSION, tmp_path)
    _newer(data)
    (tmp_path / "aside").mkdir()
    before = _hashes(data)
    places = {"aside": tmp_path / "aside", "reports": tmp_path / "reports"}
    result = calling(data)(command, *(each.format(**places) for each in ARGUMENTS[command]))
    assert result.exit_code == 1, result.output
    says = f"schema {SCHEMA_VERSION + 1}, this program knows {SCHEMA_VERSION}"
    if command == "doctor":
        assert says in result.output
    else:
        assert result.stdout == ""
        assert says in _one_line(result.stderr)
        assert "use the version of hankemuisti that wrote it" in result.stderr
    assert _hashes(data) == before, "nothing is changed"
    left = [
        path for path in (tmp_path / "aside").rglob("*") if path.is_file() and path.name != "lock"
    ]
    assert left == [], "nothing is left behind"


ASKING = ("search", "kwic", "export", "suggest", "trend", "related", "similar", "watch")


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("command", ["search", "export"])
def test_an_older_index_is_refused_and_built_anew(
    version: int, command: str, tmp_path: Path
) -> None:
    data = restored(SCHEMA_VERSION, tmp_path)
    manifest = Path(__file__).parent / "upgrades" / f"schema-{version}" / "manifest.json"
    (data / "index" / "gen-1" / "manifest.json").write_bytes(manifest.read_bytes())
    call, before = calling(data), _hashes(data)
    result = call(command, *ARGUMENTS[command])
    assert (result.exit_code, result.stdout) == (4, "")
    assert _one_line(result.stderr).endswith("hankemuisti reindex")
    assert _hashes(data) == before


@pytest.mark.parametrize("command", ASKING)
def test_a_newer_index_is_refused_by_every_question(command: str, tmp_path: Path) -> None:
    data = restored(SCHEMA_VERSION, tmp_path)
    _newer_index(data)
    before = _hashes(data)
    result = calling(data)(command, *ARGUMENTS[command])
    assert (result.exit_code, result.stdout) == (4, ""), result.output
    assert _one_line(result.stderr).endswith("hankemuisti reindex")
    assert _hashes(data) == before


def test_a_newer_index_is_told_and_built_anew(tmp_path: Path) -> None:
    data = restored(SCHEMA_VERSION, tmp_path)
    _newer_index(data)
    call = calling(data)
    assert call("status").exit_code == 0
    assert call("reindex").exit_code == 0
    assert answer(call("search", "perhekeskus", "--json"))["total"] == 1
