from __future__ import annotations

import os
from pathlib import Path

import pytest

from corpus.errors import LockedError, StoreError
from corpus.lock import FILE_NAME, alone_with, locked
from tests.corpus.conftest import Child, Unprivileged

HOLD = """
import sys
from pathlib import Path
from corpus.lock import locked
with locked(Path(sys.argv[1]), "ingest reports"):
    print("ready", flush=True)
    sys.stdin.read()
"""


def test_the_lock_is_free_again_after_the_block(tmp_path: Path) -> None:
    for _ in range(2):
        with locked(tmp_path / "data", "ingest"):
            assert "hankemuisti ingest" in (tmp_path / "data" / FILE_NAME).read_text()
    assert (tmp_path / "data" / FILE_NAME).read_text() == ""


def test_another_process_is_named(tmp_path: Path, child: Child) -> None:
    with child(HOLD, tmp_path) as holder:
        with pytest.raises(LockedError) as caught, locked(tmp_path, "reindex"):
            pytest.fail("two writers at a time")
        message = str(caught.value)
        assert f"hankemuisti ingest reports, process {holder.pid}, since 2" in message
        assert str(tmp_path) in message
        assert "\n" not in message


def test_a_killed_holder_frees_the_lock(tmp_path: Path, child: Child) -> None:
    with child(HOLD, tmp_path) as holder:
        holder.kill()
        holder.wait()
        with locked(tmp_path, "reindex"):
            text = (tmp_path / FILE_NAME).read_text()
    assert "reindex" in text
    assert f"process {os.getpid()}" in text
    assert "ingest" not in text


def test_the_lock_is_freed_by_an_exception(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), locked(tmp_path, "ingest"):
        raise ZeroDivisionError
    with locked(tmp_path, "ingest"):
        pass


def test_the_second_lock_of_one_process_is_refused_too(tmp_path: Path) -> None:
    with locked(tmp_path, "ingest"):
        with pytest.raises(LockedError, match=f"process {os.getpid()}"), locked(tmp_path, "x"):
            pytest.fail("two writers at a time")
        # The refused one has not taken the first one's name away.
        assert "ingest" in (tmp_path / FILE_NAME).read_text()


def test_a_holder_that_has_not_yet_written_its_name(tmp_path: Path) -> None:
    with locked(tmp_path, "ingest"):
        (tmp_path / FILE_NAME).write_text("")
        with pytest.raises(LockedError, match="in use by another run"), locked(tmp_path, "x"):
            pytest.fail("two writers at a time")


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="cannot be written"), locked(tmp_path / "file", "ingest"):
        pytest.fail("locked a file")


def test_a_folder_that_cannot_be_written(shared_folder: Path, unprivileged: Unprivileged) -> None:
    shared_folder.chmod(0o555)
    with unprivileged():  # noqa: SIM117
        with pytest.raises(StoreError, match="Permission denied"), locked(shared_folder, "ingest"):
            pytest.fail("wrote where nobody may")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_the_lock_file_does_not_pass_to_programs_that_are_started(
    tmp_path: Path, child: Child
) -> None:
    """A program started by the holder (soffice, say) may outlive it; the lock must not."""
    script = HOLD.replace(
        'print("ready"', 'import subprocess; subprocess.Popen(["sleep", "5"]); print("ready"'
    )
    with child(script, tmp_path) as holder:
        holder.kill()
        holder.wait()
        with locked(tmp_path, "reindex"):
            pass


CHANGE = """
import sys
from pathlib import Path
from corpus.lock import alone_with
path = Path(sys.argv[1]) / "counted"
print("ready", flush=True)
for _ in range(200):
    with alone_with(path):
        path.write_text(str(int(path.read_text()) + 1))
print("done", flush=True)
sys.stdin.read()
"""


def test_changes_of_two_processes_follow_each_other(tmp_path: Path, child: Child) -> None:
    (tmp_path / "counted").write_text("0")
    with child(CHANGE, tmp_path) as one, child(CHANGE, tmp_path) as other:
        for process in (one, other):
            assert process.stdout
            assert process.stdout.readline().strip() == "done"
    assert (tmp_path / "counted").read_text() == "400"


def test_a_file_that_cannot_be_changed(tmp_path: Path) -> None:
    with (
        pytest.raises(StoreError, match=r"x\.lock: cannot be written"),
        alone_with(tmp_path / "none" / "x"),
    ):
        pytest.fail("changed a file that cannot be")
