from __future__ import annotations

import gzip
import sqlite3
import sys
from pathlib import Path

import pytest

from corpus import packing
from corpus.bundle import export_corpus
from corpus.errors import NoCorpusError, StoreError, UsageError
from corpus.store import Store
from corpus.unbundle import import_corpus
from tests.corpus.bundling import CONTENTS, Silence, fill, unpack
from tests.corpus.conftest import Child


@pytest.fixture
def filled(store: Store) -> Store:
    fill(store, *CONTENTS)
    return store


@pytest.mark.parametrize("ending", ["tar", "tar.gz", "tgz"])
def test_there_and_back(ending: str, filled: Store, tmp_path: Path) -> None:
    (filled.folder / "watches.json").write_text("{}")
    told = Silence()
    file = tmp_path / f"c.{ending}"
    manifest = export_corpus(filled.folder, file, told)
    assert told.steps == 3
    assert manifest.counts == {
        "documents": 3,
        "versions": 3,
        "places": 3,
        "pages": 3,
        "originals": 3,
        "bytes": sum(len(content.encode()) for content in CONTENTS),
    }
    assert (file.read_bytes()[:2] == b"\x1f\x8b") == (ending != "tar")

    there = tmp_path / "machine" / "data"
    there.parent.mkdir()
    assert import_corpus(file, there, told) == manifest
    assert [path.name for path in there.parent.iterdir()] == ["data"]
    assert (there / "watches.json").read_text() == "{}"
    with Store(there, read_only=True) as store:
        for content in CONTENTS:
            [document] = store.documents.select("size = ?", (len(content.encode()),))
            assert store.archive.path(document.sha256).read_bytes() == content.encode()
            assert [stored.page.text for stored in store.pages.of(document.id)][1:] == [content]


def test_the_same_corpus_gives_the_same_files(filled: Store, tmp_path: Path) -> None:
    for name in ("a.tar", "b.tar"):
        export_corpus(filled.folder, tmp_path / name, Silence())
    first, second = unpack(tmp_path / "a.tar"), unpack(tmp_path / "b.tar")
    assert list(first) == list(second)
    assert first["corpus.sqlite"] == second["corpus.sqlite"]


def test_what_a_crawl_has_under_way_goes_along(filled: Store, tmp_path: Path) -> None:
    kept = filled.archive.put(b"a page that is no document yet")
    filled.archive.put(b"bytes that nobody names any more")
    for url, sha256 in {"a": kept, "b": "0" * 64, "c": ""}.items():
        filled.database.connection.execute(
            "INSERT INTO frontier (source, url, crawl, place, depth, hops, kind, state, sha256)"
            " VALUES ('s', ?, 1, 1, 1, 0, 'page', 'fetched', ?)",
            (url, sha256),
        )
    manifest = export_corpus(filled.folder, tmp_path / "c.tar", Silence())
    assert manifest.counts["originals"] == 4
    import_corpus(tmp_path / "c.tar", tmp_path / "new", Silence())
    with Store(tmp_path / "new", read_only=True) as store:
        assert store.archive.intact(kept)


WRITER = """
import sys
from pathlib import Path
from corpus.store import Store
from tests.corpus.bundling import fill
with Store(Path(sys.argv[1])) as store:
    print("ready", flush=True)
    for number in range(100_000):
        fill(store, f"Raportti {number} valmistui.")
"""


def test_others_write_meanwhile(filled: Store, tmp_path: Path, child: Child) -> None:
    with child(WRITER, filled.folder):
        counted = []
        for number in range(5):
            file = tmp_path / f"{number}.tar"
            counted.append(export_corpus(filled.folder, file, Silence()).counts["documents"])
            import_corpus(file, tmp_path / f"data-{number}", Silence())
    assert counted == sorted(counted)


def test_an_existing_file_is_kept(filled: Store, tmp_path: Path) -> None:
    file = tmp_path / "c.tar"
    file.write_text("mine")
    with pytest.raises(UsageError, match="--force replaces it"):
        export_corpus(filled.folder, file, Silence())
    assert file.read_text() == "mine"
    export_corpus(filled.folder, file, Silence(), force=True)
    assert len(unpack(file)) == 6


@pytest.mark.parametrize("name", ["c.zip", "c", "tar", "c.gz"])
def test_an_ending_nobody_knows(name: str, filled: Store, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"must end with one of \.tar, "):
        export_corpus(filled.folder, tmp_path / name, Silence())


def test_a_folder_that_is_not_there(filled: Store, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be written: No such file"):
        export_corpus(filled.folder, tmp_path / "no" / "c.tar", Silence())


def test_no_corpus(tmp_path: Path) -> None:
    with pytest.raises(NoCorpusError):
        export_corpus(tmp_path / "data", tmp_path / "c.tar", Silence())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("damage", ["gone", "longer", "other"])
def test_what_is_damaged_does_not_leave(damage: str, filled: Store, tmp_path: Path) -> None:
    original = next(path for path in filled.archive.folder.rglob("*") if path.is_file())
    if damage == "gone":
        original.unlink()
    elif damage == "longer":
        original.write_bytes(original.read_bytes() + b"x")
    else:
        original.write_bytes(b"x" * original.stat().st_size)
    with pytest.raises(StoreError, match=r"this original is .*; nothing was exported"):
        export_corpus(filled.folder, tmp_path / "c.tar", Silence())
    assert not list(tmp_path.glob("*c.tar*"))


def test_a_database_that_contradicts_itself(filled: Store, tmp_path: Path) -> None:
    with sqlite3.connect(filled.database.path) as connection:
        connection.execute("UPDATE document SET size = size + 1")
    connection.close()
    with pytest.raises(StoreError, match="has two sizes"):
        export_corpus(filled.folder, tmp_path / "c.tar", Silence())


@pytest.mark.skipif(sys.version_info >= (3, 14), reason="there is Zstandard")
def test_without_zstandard(filled: Store, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"needs Python 3\.14"):
        export_corpus(filled.folder, tmp_path / "c.tar.zst", Silence())
    (tmp_path / "c.tar.zst").write_bytes(b"\x28\xb5\x2f\xfd....")
    with pytest.raises(UsageError, match=r"needs Python 3\.14"):
        import_corpus(tmp_path / "c.tar.zst", tmp_path / "new", Silence())


def test_zstandard_through_its_module(
    filled: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With gzip in its place: what matters is who is asked."""
    monkeypatch.setattr(packing, "_zstd", lambda: gzip)
    export_corpus(filled.folder, tmp_path / "c.tar.zst", Silence())
    import_corpus(tmp_path / "c.tar.zst", tmp_path / "new", Silence())
    assert (tmp_path / "new" / "corpus.sqlite").is_file()
