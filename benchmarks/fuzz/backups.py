"""What lies in a backup that anybody may have made: its manifest and its database."""

from __future__ import annotations

import dataclasses
import hashlib
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from benchmarks.fuzz import seeds
from corpus.backup import back_up
from corpus.database import FILE_NAME
from corpus.manifest import MANIFEST, SEAL, Manifest, Member
from corpus.restore import restore
from corpus.store import Store
from corpus.vault import Vault
from pipeline.progress import Silent


class _Backup(NamedTuple):
    """A backup folder, its one snapshot, and the manifest of that."""

    folder: Path
    snapshot: Path
    manifest: Manifest


def manifest(room: Path) -> Callable[[bytes], None]:
    """The manifest, sealed."""
    made = _made(room)

    def run(content: bytes) -> None:
        _seal(made, content)
        _bring_back(made, room / "palautettu")

    return run


def database(room: Path) -> Callable[[bytes], None]:
    """The database, as long as the manifest says and with the checksum that it says."""
    made = _made(room)

    def run(content: bytes) -> None:
        (made.snapshot / FILE_NAME).write_bytes(content)
        member = Member(len(content), hashlib.sha256(content).hexdigest())
        members = {**made.manifest.members, FILE_NAME: member}
        _seal(made, dataclasses.replace(made.manifest, members=members).dumped())
        _bring_back(made, room / "palautettu")

    return run


def manifests() -> list[bytes]:
    """What a backup says of itself."""
    with tempfile.TemporaryDirectory() as room:
        return [(_made(Path(room)).snapshot / MANIFEST).read_bytes()]


def databases() -> list[bytes]:
    """What it holds."""
    with tempfile.TemporaryDirectory() as room:
        return [(_made(Path(room)).snapshot / FILE_NAME).read_bytes()]


def _made(room: Path) -> _Backup:
    seeds.corpus(room / "data")
    folder = room / "varmuuskopio"
    back_up(room / "data", folder, Silent())
    vault = Vault(folder)
    name = vault.find()
    return _Backup(folder, vault.path(name), vault.manifest(name))


def _seal(made: _Backup, content: bytes) -> None:
    (made.snapshot / MANIFEST).write_bytes(content)
    digest = hashlib.sha256(content).hexdigest()
    (made.snapshot / SEAL).write_text(f"{digest}  {MANIFEST}\n", encoding="ascii")


def _bring_back(made: _Backup, folder: Path) -> None:
    """Restore it, and read what came: with the checksums of a liar, letters may be none."""
    try:
        restore(made.folder, folder, Silent())
        with Store(folder) as store, suppress(sqlite3.DatabaseError):
            for document in store.documents.select("1 = 1"):
                list(store.pages.of(document.id))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
