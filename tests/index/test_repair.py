from __future__ import annotations

import dataclasses
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.archive import Archive
from corpus.config import Config
from corpus.errors import LockedError, NoCorpusError, StoreError, UsageError
from corpus.lock import locked
from corpus.store import Store
from index.build import Generations
from index.repair import Wishes, repair
from index.whoosh_engine import WhooshEngine
from pipeline.progress import Silent
from tests.index import damage
from tests.index.conftest import ingest as ingest_reports

ROOT = Path(__file__).resolve().parents[2]
WISHES = Wishes()


class Heard(Silent):
    """Remembers remarks."""

    def __init__(self) -> None:
        self.remarks: list[str] = []

    def remark(self, line: str) -> None:
        self.remarks.append(line)


def mended(config: Config, wishes: Wishes = WISHES) -> list[str]:
    """What a repair did; a second one finds nothing to do."""
    done = list(repair(config, wishes, Silent()))
    assert list(repair(config, wishes, Silent())) == []
    return done


def files(folder: Path) -> dict[str, bytes]:
    """Every file below the folder, but for what SQLite and the lock make by the way."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(("corpus.sqlite", "lock"))
    }


def test_what_is_sound_stays_as_it_is(sound: Config) -> None:
    before = files(sound.data_folder)
    assert mended(sound, Wishes(thorough=True, fetch=True, prune=True)) == []
    assert files(sound.data_folder) == before


def test_what_was_left_half_written_goes(sound: Config) -> None:
    before = files(sound.data_folder)
    damage.leave_parts(sound)
    damage.leave_lock(sound)
    assert damage.wrong(sound) == {"lock", "leftovers"}
    assert sum("half written" in line for line in mended(sound)) == 3
    assert files(sound.data_folder) == before
    assert damage.wrong(sound) == set()


def test_originals_come_back_from_their_places(sound: Config) -> None:
    before = files(sound.data_folder)
    gone, short, flipped = damage.originals(sound)
    gone.unlink()
    short.write_bytes(b"")
    damage.flip(flipped)
    done = mended(sound)
    assert sum("brought back from" in line for line in done) == 3
    assert len(done) == 3  # the index has nothing to do with it
    assert files(sound.data_folder) == before


def test_originals_come_back_from_a_backup(tmp_path: Path) -> None:
    config = ingest_reports(tmp_path)
    shutil.copytree(config.data_folder / "originals", tmp_path / "safe" / "originals")
    shutil.rmtree(tmp_path / "reports")
    gone, flipped, _ = damage.originals(config)
    gone.unlink()
    damage.flip(flipped)
    heard = Heard()
    assert list(repair(config, WISHES, heard)) == []
    assert heard.remarks[0].startswith("originals found nowhere: 2, of ")
    assert damage.wrong(config) == {"originals"}
    done = mended(config, Wishes(backup=tmp_path / "safe"))
    assert sum(line.endswith(f"from {tmp_path / 'safe'}") for line in done) == 2
    assert damage.wrong(config, thorough=True) == set()


def test_a_document_that_could_not_be_read_for_want_of_it_is_read_again(sound: Config) -> None:
    path = damage.originals(sound)[0]
    content = path.read_bytes()
    path.unlink()
    damage.change(sound, "DELETE FROM page WHERE document_id = ?", values=[path.name[:10]])
    # Its place has other bytes now, so nothing can be had; it goes out of the index, honestly.
    damage.change(sound, "UPDATE place SET location = location || 'x'")
    damage.change(sound, "UPDATE origin SET location = location || 'x'")
    assert damage.wrong(sound) == {"states", "originals"}
    done = mended(sound)
    assert any(line.startswith(f"document {path.name[:10]} is read again") for line in done)
    assert damage.wrong(sound) == {"originals"}
    assert "quarantined 1" in damage.found(sound)["states"].found
    backup = sound.base / "safe"
    Archive(backup).put(content)
    done = mended(sound, Wishes(backup=backup))
    assert [line.partition(" ")[0] for line in done] == ["original", "index"]
    assert damage.found(sound)["states"].found == "indexed 3"
    assert damage.wrong(sound) == set()


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("DELETE FROM page WHERE document_id = ?", "is read again"),
        ("UPDATE document SET state = 'odd' WHERE id = ?", "is read again"),
        ("UPDATE page SET forms = NULL, starts = NULL WHERE document_id = ?", "is analysed again"),
    ],
)
def test_a_document_gets_its_pages_and_words_again(
    sound: Config, statement: str, said: str
) -> None:
    with Store(sound.data_folder) as store:
        first = next(store.documents.select("1 = 1"))
        before = store.read(first)
    damage.change(sound, statement, values=[first.id])
    assert damage.wrong(sound) == {"states"} | ({"freshness"} if "odd" in statement else set())
    done = mended(sound)
    assert done[0].startswith(f"document {first.id} {said}")
    assert damage.wrong(sound) == set()
    with Store(sound.data_folder) as store:
        assert store.read(store.find(first.id)) == before


@pytest.mark.parametrize("which", ["short", "flipped", "gone", "pointer", "version", "garbage"])
def test_the_index_is_made_anew(sound: Config, which: str) -> None:
    index, largest = sound.data_folder / "index", damage.index_files(sound)[0]
    manifest = index / "gen-2" / "manifest.json"
    match which:
        case "short":
            largest.write_bytes(largest.read_bytes()[:-10])
        case "flipped":
            damage.flip(largest)
        case "gone":
            shutil.rmtree(index)
        case "pointer":
            (index / "current").unlink()
        case "version":
            manifest.write_text(manifest.read_text().replace('"schema": "', '"schema": "old '))
        case "garbage":
            (index / "current").write_bytes(b"\xff\xfe")
    assert damage.wrong(sound) & {"index", "freshness"}
    done = mended(sound)
    assert any(line.startswith("index made anew") for line in done)
    assert damage.wrong(sound) == set()
    found = Generations(sound.data_folder, WhooshEngine()).current()
    assert found
    assert found.documents == 3


def test_a_damaged_generation_to_go_back_to_goes(sound: Config) -> None:
    damage.flip(next((sound.data_folder / "index" / "gen-1").rglob("*.arrays")))
    assert mended(sound) == ["removed index/gen-1, which was damaged"]
    assert damage.wrong(sound) == set()


def test_what_nobody_knows_goes_only_when_that_is_wished(sound: Config) -> None:
    stray = damage.originals(sound)[0].with_name("0" * 64)
    stray.write_bytes(b"x")
    assert mended(sound) == []
    assert stray.exists()
    assert mended(sound, Wishes(prune=True)) == [
        f"removed {stray.relative_to(sound.data_folder)}, which no document knows"
    ]
    assert damage.wrong(sound) == set()


def test_of_a_damaged_database_nothing_is_changed(sound: Config) -> None:
    damage.overwrite_pages(sound)
    damage.leave_parts(sound)
    before = files(sound.data_folder)
    with pytest.raises(StoreError, match=r"is damaged .*hankemuisti restore --force FOLDER"):
        list(repair(sound, WISHES, Silent()))
    assert files(sound.data_folder) == before


def test_a_lost_database_is_not_made_anew(sound: Config) -> None:
    for path in sound.data_folder.glob("corpus.sqlite*"):
        path.unlink()
    with pytest.raises(StoreError, match=r"has originals, and no corpus\.sqlite"):
        list(repair(sound, WISHES, Silent()))
    assert not (sound.data_folder / "corpus.sqlite").exists()


def test_what_cannot_be_repaired_is_told_before_anything_is_done(sound: Config) -> None:
    damage.leave_parts(sound)
    before = files(sound.data_folder)
    with locked(sound.data_folder, "ingest"), pytest.raises(LockedError, match="in use by"):
        list(repair(sound, WISHES, Silent()))
    with pytest.raises(UsageError, match="has no originals"):
        list(repair(sound, Wishes(backup=sound.base), Silent()))
    assert files(sound.data_folder) == before
    nowhere = dataclasses.replace(sound, data=type(sound.data)(str(sound.base / "nowhere")))
    with pytest.raises(NoCorpusError):
        list(repair(nowhere, WISHES, Silent()))
    assert not nowhere.data_folder.exists()


def test_an_original_that_cannot_be_written_is_one_line(sound: Config) -> None:
    path = damage.originals(sound)[0]
    shutil.rmtree(path.parent)
    path.parent.write_bytes(b"in the way")
    with pytest.raises(StoreError, match="cannot be written"):
        list(repair(sound, WISHES, Silent()))


KILLED = """
import os, sys
from pathlib import Path
from corpus.config import Config, DataConfig
from index.repair import Wishes, repair
from pipeline.progress import Silent

if __name__ == "__main__":
    config = Config(base=Path(sys.argv[1]), data=DataConfig(sys.argv[1] + "/data"))
    for number, _ in enumerate(repair(config, Wishes(thorough=True), Silent()), 1):
        if number == int(sys.argv[2]):
            os._exit(9)
"""


@pytest.mark.parametrize("things", [1, 4, 6, 8])
def test_killed_anywhere_the_next_one_goes_on(sound: Config, things: int) -> None:
    damage.leave_parts(sound)
    for path in damage.originals(sound)[:2]:
        damage.flip(path)
    damage.change(sound, "DELETE FROM page WHERE document_id = (SELECT max(id) FROM document)")
    damage.flip(damage.index_files(sound)[0])
    program = sound.base / "killed.py"
    program.write_text(KILLED, "utf-8")
    ended = subprocess.run(
        [sys.executable, program, sound.base, str(things)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=60,
        check=False,
    )
    assert ended.returncode == 9
    mended(sound, Wishes(thorough=True))
    assert damage.wrong(sound, thorough=True) == set()
    assert damage.found(sound)["states"].found == "indexed 3"
