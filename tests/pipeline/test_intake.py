from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.config import LimitsConfig
from corpus.errors import FetchError
from corpus.sources.folder import FolderSource
from corpus.store import Store
from pipeline.intake import Intake, take_in
from pipeline.progress import Silent


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "data") as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "reports").mkdir()
    return tmp_path / "reports"


def take(store: Store, folder: Path) -> Intake:
    run = store.runs.start("test")
    return take_in(store, FolderSource("reports", folder), LimitsConfig(), run, Silent())


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def document_at(store: Store, path: Path) -> str:
    place = store.places.get("reports", str(path))
    assert place
    return place.document_id


def test_new_bytes_at_a_known_place_are_a_new_version(store: Store, folder: Path) -> None:
    path = write(folder / "a.txt", "ensimmäinen")
    assert take(store, folder).new == [str(path)]
    first = document_at(store, path)
    write(path, "toinen versio")
    assert take(store, folder).changed == [str(path)]
    assert document_at(store, path) == first
    assert store.find(first).version == 2
    assert store.archive.intact(store.find(first).sha256)


def test_the_same_bytes_at_two_places_are_one_document(store: Store, folder: Path) -> None:
    one, two = write(folder / "a.txt", "sama"), write(folder / "b.txt", "sama")
    assert take(store, folder).duplicates == [str(two)]
    assert document_at(store, one) == document_at(store, two)


def test_a_copy_that_changes_becomes_a_document_of_its_own(store: Store, folder: Path) -> None:
    one, two = write(folder / "a.txt", "sama"), write(folder / "b.txt", "sama")
    take(store, folder)
    before = document_at(store, one)
    write(two, "ei enää sama")
    assert take(store, folder).new == [str(two)]
    assert document_at(store, one) == before
    assert document_at(store, two) != before


def test_a_moved_file_keeps_its_document(store: Store, folder: Path) -> None:
    path = write(folder / "a.txt", "teksti")
    take(store, folder)
    before = document_at(store, path)
    moved = path.rename(folder / "b.txt")
    intake = take(store, folder)
    assert (intake.duplicates, intake.gone) == ([str(moved)], [str(path)])
    assert document_at(store, moved) == before
    assert store.location(before) == str(moved)


def test_a_touched_file_is_read_and_found_unchanged(store: Store, folder: Path) -> None:
    path = write(folder / "a.txt", "teksti")
    take(store, folder)
    path.touch()
    intake = take(store, folder)
    assert (intake.unchanged, intake.changed, intake.new) == (1, [], [])
    place = store.places.get("reports", str(path))
    assert place
    assert place.fingerprint.startswith("6:")


def test_a_gone_file_may_come_back(store: Store, folder: Path) -> None:
    path = write(folder / "a.txt", "teksti")
    take(store, folder)
    path.unlink()
    assert take(store, folder).gone == [str(path)]
    assert take(store, folder).gone == []
    write(path, "teksti")
    assert take(store, folder).unchanged == 1
    place = store.places.get("reports", str(path))
    assert place
    assert not place.gone


def test_other_kinds_are_counted_and_left(store: Store, folder: Path) -> None:
    write(folder / "luvut.csv", "a;b")
    write(folder / ".piilossa.txt", "x")
    write(folder / "lueminut", "Tämä on tekstiä ilman tiedostopäätettä.")
    intake = take(store, folder)
    assert intake.passed_over == {".csv": 1, "hidden": 1}
    assert intake.discovered == 1


def test_a_file_that_two_sources_name_is_one_place(store: Store, folder: Path) -> None:
    path = write(folder / "a.txt", "teksti")
    take(store, folder)
    before = document_at(store, path)
    limits, other = LimitsConfig(), FolderSource("other", folder)
    assert take_in(store, other, limits, store.runs.start("t"), Silent()).duplicates == [str(path)]
    write(path, "muuttunut teksti")
    intake = take_in(store, other, limits, store.runs.start("t"), Silent())
    assert (intake.changed, intake.new) == ([str(path)], [])
    assert document_at(store, path) == before


def test_a_document_that_loses_its_last_place_is_told_and_keeps_where_it_was(
    store: Store, folder: Path
) -> None:
    one, two = write(folder / "a.txt", "yksi"), write(folder / "b.txt", "kaksi")
    take(store, folder)
    before = document_at(store, one)
    write(one, "kaksi")
    intake = take(store, folder)
    assert (intake.replaced, intake.duplicates) == ([str(one)], [str(one)])
    assert document_at(store, one) == document_at(store, two)
    assert store.location(before) == str(one)


def test_a_quarantined_file_that_goes_is_no_loss(store: Store, folder: Path) -> None:
    (folder / "tyhja.txt").write_bytes(b"")
    assert len(take(store, folder).failed) == 1
    (folder / "tyhja.txt").unlink()
    assert take(store, folder).gone == []


def test_the_data_folder_itself_is_refused(store: Store) -> None:
    with pytest.raises(FetchError, match="keep reports and --data apart"):
        take(store, store.folder)
