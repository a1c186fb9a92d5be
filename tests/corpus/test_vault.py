from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from corpus.backup import back_up
from corpus.database import FILE_NAME
from corpus.errors import StoreError, UsageError
from corpus.store import Store
from corpus.vault import Vault, damage, lost, number, verify
from tests.corpus.bundling import CONTENTS, Silence, fill
from tests.corpus.test_backup import flip


@pytest.fixture
def vault(store: Store, tmp_path: Path) -> Vault:
    fill(store, *CONTENTS)
    for _ in range(2):
        back_up(store.folder, tmp_path / "backup", Silence())
    return Vault(tmp_path / "backup")


def test_the_order_is_that_of_the_numbers(tmp_path: Path) -> None:
    vault = Vault(tmp_path)
    names = ["0009-20300101T000000Z", "9999-20260101T000000Z", "10000-20250101T000000Z"]
    for name in (*reversed(names), ".part-00", "mine", "12-20260101T000000Z"):
        vault.path(name).mkdir(parents=True)
    vault.path("0010-20260101T000000Z").write_text("a file")
    assert vault.names() == names
    assert vault.find() == names[-1]
    assert [number(name) for name in (*names, "mine")] == [9, 9999, 10000, 0]
    with pytest.raises(UsageError):
        Vault(tmp_path / "none").find()


def test_every_byte_is_looked_at_and_shared_ones_once(vault: Vault) -> None:
    told = Silence()
    assert [each.problems for each in verify(vault, told)] == [(), ()]
    assert told.steps == 8
    first, second = vault.names()
    flip(vault.path(first) / "corpus.sqlite", 100)
    (vault.path(second) / "manifest.sha256").unlink()
    one, other = verify(vault, Silence())
    assert one.problems == (f"{vault.path(first) / 'corpus.sqlite'}: missing or damaged",)
    assert "No such file" in other.problems[0]


def test_a_manifest_that_was_changed_is_not_believed(vault: Vault) -> None:
    path = vault.path(vault.find()) / "manifest.json"
    path.write_text(path.read_text().replace('"documents": 3', '"documents": 4'))
    with pytest.raises(StoreError, match="is not as it was written"):
        vault.manifest(vault.find())


def test_no_name_in_a_manifest_leads_elsewhere(vault: Vault) -> None:
    folder = vault.path(vault.find())
    told = json.loads((folder / "manifest.json").read_text())
    told["members"]["../../etc/passwd"] = [1, "0" * 64]
    content = json.dumps(told).encode()
    (folder / "manifest.json").write_bytes(content)
    (folder / "manifest.sha256").write_text(hashlib.sha256(content).hexdigest())
    with pytest.raises(StoreError, match="has no place in a corpus"):
        vault.manifest(vault.find())


def test_what_is_no_database(vault: Vault, tmp_path: Path) -> None:
    manifest = vault.manifest(vault.find())
    for name, content in {"empty": b"", "text": b"nonsense" * 1000}.items():
        (tmp_path / name).write_bytes(content)
        assert lost(tmp_path / name, manifest) == {}
    assert damage(tmp_path / "text") == [f"{tmp_path / 'text'}: file is not a database"]
    assert damage(vault.path(vault.find()) / "corpus.sqlite") == []


def test_an_error_that_is_no_text_is_damage_and_no_crash(vault: Vault) -> None:
    # Found by mutants of databases (benchmarks.fuzz): SQLite quotes what it cannot read.
    name = vault.find()
    file = vault.path(name) / FILE_NAME
    content = file.read_bytes()
    assert content.count(b"CREATE TABLE document ") == 1
    file.write_bytes(content.replace(b"CREATE TABLE document ", b"CREATE \xdaABLE document "))
    assert lost(file, vault.manifest(name)) == {}
    assert damage(file)
