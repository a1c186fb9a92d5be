"""Bundles made by nobody we know: each is one line, and nothing is left behind."""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import sqlite3
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus import unbundle
from corpus.bundle import export_corpus
from corpus.errors import HankemuistiError, LockedError, StoreError, UsageError
from corpus.lock import locked
from corpus.manifest import MANIFEST, SEAL
from corpus.store import Store
from corpus.unbundle import import_corpus
from tests.corpus.bundling import CONTENTS, Files, Silence, fill, pack, seal, unpack

DATABASE = "corpus.sqlite"


@pytest.fixture(scope="session")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bundle")
    with Store(folder / "data") as store:
        fill(store, *CONTENTS)
    export_corpus(folder / "data", folder / "c.tar", Silence())
    return folder / "c.tar"


@pytest.fixture
def files(bundle: Path) -> Files:
    return unpack(bundle)


Refused = Callable[..., str]


@pytest.fixture
def refused(tmp_path: Path) -> Refused:
    """What importing these files says; nothing may be left of it."""

    def message(files: Files, **changed: Any) -> str:
        file = tmp_path / "bad.tar"
        pack(file, files, **changed)
        return _refused(file, tmp_path)

    return message


def _refused(file: Path, folder: Path) -> str:
    with pytest.raises(HankemuistiError) as caught:
        import_corpus(file, folder / "data", Silence())
    assert {path.name for path in folder.iterdir()} <= {file.name, "out"}
    text = str(caught.value)
    assert "\n" not in text
    assert text.endswith("; nothing was imported")
    return text


def _original(files: Files) -> str:
    return next(name for name in files if name.startswith("originals/"))


# Names and kinds


@pytest.mark.parametrize(
    "name",
    [
        *(
            "../out",
            "/tmp/out",
            "originals/../../out",
            "originals/aa/../../../out",
            "index/current",
        ),
        *("originals/aa/bb", "lock", "corpus.sqlite-wal", "originals/AA/" + "A" * 64, "a\nb", ""),
    ],
)
def test_names_that_have_no_place(name: str, files: Files, refused: Refused) -> None:
    end = files.pop(SEAL)
    foreign = {**files, name: b"x", SEAL: end}
    assert "is not in its manifest" in refused(foreign)
    assert "has no place in a corpus" in refused(seal(foreign))


@pytest.mark.parametrize(
    "kind",
    [
        *(tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE),
        *(tarfile.DIRTYPE, tarfile.GNUTYPE_SPARSE, tarfile.GNUTYPE_LONGNAME, tarfile.XHDTYPE),
    ],
)
def test_what_is_no_plain_file(kind: bytes, files: Files, refused: Refused) -> None:
    assert "is not a plain file" in refused(files, type=kind, linkname="/etc/passwd")


def test_a_long_header_is_not_read_into_memory(files: Files, tmp_path: Path) -> None:
    """An extended header that claims a terabyte, in a few bytes of gzip."""
    info = tarfile.TarInfo("x")
    info.type, info.size = tarfile.XHDTYPE, 2**40
    with gzip.open(tmp_path / "bad.tar", "wb", 9) as stream:
        stream.write(info.tobuf(tarfile.GNU_FORMAT))
        stream.write(b"\0" * 2**24)
    assert "is not a plain file" in _refused(tmp_path / "bad.tar", tmp_path)


# Contents that are not what the manifest says


def test_a_file_that_is_missing(files: Files, refused: Refused) -> None:
    name = _original(files)
    del files[name]
    assert f"1 of its files are missing, {name} for one" in refused(files)


def test_a_file_that_is_there_twice(files: Files, tmp_path: Path) -> None:
    file = tmp_path / "bad.tar"
    pack(file, files)
    name = _original(files)
    raw = file.read_bytes()
    at = raw.rindex(name.encode())
    file.write_bytes(raw[:at] + raw[at : at + 1024] + raw[at:])
    assert "there twice" in _refused(file, tmp_path)


def test_other_bytes(files: Files, refused: Refused) -> None:
    name = _original(files)
    files[name] = bytes([files[name][0] ^ 1]) + files[name][1:]
    assert f"{name}: its checksum is wrong" in refused(files)
    assert "has no such checksum" in refused(seal(files))


def test_another_length(files: Files, refused: Refused) -> None:
    files[_original(files)] += b"x"
    assert "bytes, not " in refused(files)


def test_a_manifest_that_was_changed(files: Files, refused: Refused) -> None:
    files[MANIFEST] = files[MANIFEST].replace(b"hankemuisti", b"hankemuistu")
    assert "the checksum of manifest.json is wrong" in refused(files)
    files[SEAL] = b""
    assert "the checksum of manifest.json is wrong" in refused(files)


def test_a_seal_that_never_ends(files: Files, refused: Refused) -> None:
    files[SEAL] = b"x" * 1000
    assert "manifest.sha256: over 200 bytes" in refused(files)


def test_a_manifest_that_never_ends(
    files: Files, refused: Refused, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unbundle, "MOST_BYTES", 100)
    assert "manifest.json: over 100 bytes" in refused(files)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"format": 2}, "made by a newer version (hankemuisti"),
        ({"format": "1"}, "is no number"),
        ({"format": True}, "is no number"),
        ({"counts": {"documents": -1}}, "is no number"),
        ({"counts": {"documents": 3}}, "holds 3 documents, 3 pages, not 3 documents, 0 pages"),
        ({"counts": []}, "cannot be read"),
        ({"members": {DATABASE: [1]}}, "cannot be read"),
        ({"members": {DATABASE: [1, 2, 3]}}, "cannot be read"),
        ({"members": {DATABASE: [1, "x"]}}, "has no such checksum"),
        ({"members": {DATABASE: [1, None]}}, "cannot be read"),
        ({"members": {DATABASE: [2**62, "0" * 64]}}, "are free in"),
        ({"members": {}}, "is not in its manifest"),
    ],
)
def test_manifests_that_say_odd_things(
    changed: dict[str, Any], said: str, files: Files, refused: Refused
) -> None:
    assert said in refused(seal(files, **changed))


@pytest.mark.parametrize(
    "manifest", [b"", b"{}", b"[]", b"1", b"\xff", b"[" * 100_000, b'{"format": 1' + b"1" * 5000]
)
def test_manifests_that_are_none(manifest: bytes, files: Files, refused: Refused) -> None:
    assert "manifest.json cannot be read" in refused({**files, MANIFEST: manifest})


# Databases that are not a corpus


def _changed(files: Files, folder: Path, *statements: str) -> Files:
    path = folder / "out"
    path.write_bytes(files[DATABASE])
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()
    return seal({**files, DATABASE: path.read_bytes()})


@pytest.mark.parametrize(
    ("statements", "said"),
    [
        (
            ["CREATE TRIGGER t AFTER UPDATE ON place BEGIN DELETE FROM document; END"],
            "trigger 't' has no place in a corpus",
        ),
        (["CREATE VIEW v AS SELECT 1"], "view 'v' has no place"),
        (["CREATE VIRTUAL TABLE v USING fts5(x)"], "has no place"),
        (["CREATE TABLE more (x)"], "its tables are not those of a corpus"),
        (["ALTER TABLE place ADD COLUMN x INT AS (1)"], "its tables are not those of a corpus"),
        (["DROP TABLE version"], "its tables are not those of a corpus"),
        (["DROP TABLE run"], "its tables are not those of a corpus"),
        (["UPDATE version SET sha256 = 'x'"], "x has two sizes"),
        (["PRAGMA user_version = 99"], "schema 99"),
        (["PRAGMA user_version = 0"], "originals or an index lie beside it"),
        (
            ["UPDATE version SET sha256 = '../../../../etc/passwd', size = 1"],
            "names other originals",
        ),
        (["UPDATE document SET sha256 = 'x' || id"], "names other originals"),
        (
            [
                "INSERT INTO frontier (source, url, crawl, place, depth, hops, kind, state, sha256)"
                " VALUES ('s', 'u', 1, 1, 1, 0, 'page', 'fetched', '../../../../etc/passwd')"
            ],
            "what is no hash",
        ),
        (["DELETE FROM page"], "holds 3 documents, 0 pages, not 3 documents, 3 pages"),
    ],
)
def test_databases_that_are_no_corpus(
    statements: list[str], said: str, files: Files, refused: Refused, tmp_path: Path
) -> None:
    assert said in refused(_changed(files, tmp_path, *statements))


def test_a_database_that_is_none(files: Files, refused: Refused) -> None:
    assert "not a corpus, or damaged" in refused(seal({**files, DATABASE: b"SQLite" * 100}))
    assert "corpus.sqlite: " in refused(seal({**files, DATABASE: b""}))


def test_a_damaged_database(files: Files, refused: Refused) -> None:
    raw = files[DATABASE]
    files[DATABASE] = raw[:4096] + os.urandom(4096) + raw[8192:]
    assert "damaged" in refused(seal(files))


# Tars that are none


@pytest.mark.parametrize(
    "raw", [b"", b"\0" * 10_000, b"text", b"x" * 2000, b"PK\x03\x04" + b"x" * 999]
)
def test_files_that_are_no_bundle(raw: bytes, tmp_path: Path) -> None:
    (tmp_path / "bad").write_bytes(raw)
    text = _refused(tmp_path / "bad", tmp_path)
    assert re.search("not a bundle|not a tar", text)


def test_another_tar(tmp_path: Path, refused: Refused) -> None:
    assert "not a bundle of hankemuisti" in refused({"a": b"x", "b": b"y"})


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("share", [0.02, 0.5, 0.9])
def test_half_a_bundle(packed: bool, share: float, bundle: Path, tmp_path: Path) -> None:
    raw = bundle.read_bytes()
    raw = gzip.compress(raw) if packed else raw
    (tmp_path / "bad.tar").write_bytes(raw[: int(len(raw) * share)])
    assert _refused(tmp_path / "bad.tar", tmp_path)


def test_a_bundle_without_its_end(files: Files, refused: Refused) -> None:
    del files[SEAL]
    assert "its end is missing" in refused(files)


def test_broken_gzip(bundle: Path, tmp_path: Path) -> None:
    raw = bytearray(gzip.compress(bundle.read_bytes()))
    raw[-5] ^= 255
    (tmp_path / "bad.tar").write_bytes(raw)
    import_corpus(tmp_path / "bad.tar", tmp_path / "out", Silence())  # gzip's own end is not read
    shutil.rmtree(tmp_path / "out")
    raw[12:2000] = bytes(1988)
    (tmp_path / "bad.tar").write_bytes(raw)
    assert "damaged: " in _refused(tmp_path / "bad.tar", tmp_path)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(place=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_any_bit_turned(
    place: float, bit: int, bundle: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Either it is noticed, or it stood where nothing is kept."""
    folder = tmp_path_factory.mktemp("turned")
    raw = bytearray(bundle.read_bytes())
    raw[int(place * len(raw))] ^= 1 << bit
    (folder / "c.tar").write_bytes(raw)
    try:
        import_corpus(folder / "c.tar", folder / "data", Silence())
    except HankemuistiError:
        assert not (folder / "data").exists()
    else:
        assert unpack(folder / "c.tar") == unpack(bundle)


# Where it goes


@pytest.mark.parametrize("there", ["file", "folder"])
def test_what_is_there_stays(there: str, bundle: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    if there == "file":
        data.write_text("mine")
    else:
        data.mkdir()
        (data / "corpus.sqlite").write_text("mine")
    with pytest.raises(UsageError, match="is not empty"):
        import_corpus(bundle, data, Silence())
    assert next(path for path in tmp_path.rglob("*") if path.is_file()).read_text() == "mine"


def test_an_empty_folder_will_do(bundle: Path, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    import_corpus(bundle, tmp_path / "data", Silence())
    assert (tmp_path / "data" / DATABASE).is_file()


def test_somebody_was_faster(bundle: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = tmp_path / "data"

    def slow(*arguments: object) -> None:
        data.mkdir()
        (data / "corpus.sqlite").write_text("mine")

    monkeypatch.setattr(unbundle, "check", slow)
    with pytest.raises(UsageError, match="not empty; nothing was imported"):
        import_corpus(bundle, data, Silence())
    assert [path.name for path in tmp_path.iterdir()] == ["data"]
    assert (data / "corpus.sqlite").read_text() == "mine"


def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="No such file or directory; nothing was imported"):
        import_corpus(tmp_path / "c.tar", tmp_path / "data", Silence())
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_import_left_is_cleared(bundle: Path, tmp_path: Path) -> None:
    left = tmp_path / ".data.importing"
    (left / "originals" / "aa").mkdir(parents=True)
    (left / "corpus.sqlite").write_text("half")
    import_corpus(bundle, tmp_path / "data", Silence())
    assert [path.name for path in tmp_path.iterdir()] == ["data"]
    assert {path.name for path in (tmp_path / "data").iterdir()} == {
        *("corpus.sqlite", "lock", "originals"),
    }


def test_two_imports_at_once(bundle: Path, tmp_path: Path) -> None:
    with locked(tmp_path / ".data.importing", "import-corpus"), pytest.raises(LockedError):
        import_corpus(bundle, tmp_path / "data", Silence())


def test_an_older_schema_is_brought_up_to_date(files: Files, tmp_path: Path) -> None:
    """A database of the first version, with the one original that it names."""
    path = tmp_path / "out"
    old = (Path(__file__).parent / "schema-1.sql").read_text()
    with sqlite3.connect(path) as connection:
        connection.executescript(old)
        connection.executescript(
            "DELETE FROM page; DELETE FROM facet; DELETE FROM place; DELETE FROM version;"
            "DELETE FROM document; PRAGMA user_version = 1"
        )
    connection.close()
    counts = dict.fromkeys(json.loads(files[MANIFEST])["counts"], 0)
    kept = {MANIFEST: files[MANIFEST], DATABASE: path.read_bytes(), SEAL: b""}
    pack(tmp_path / "old.tar", seal(kept, counts=counts, schema=1))
    import_corpus(tmp_path / "old.tar", tmp_path / "data", Silence())
    with Store(tmp_path / "data", read_only=True) as store:
        assert store.documents.states() == {}


def test_the_error_keeps_its_kind(files: Files, tmp_path: Path) -> None:
    pack(tmp_path / "bad.tar", seal(files, format=2))
    with pytest.raises(StoreError) as caught:
        import_corpus(tmp_path / "bad.tar", tmp_path / "data", Silence())
    assert caught.value.exit_code == 1
