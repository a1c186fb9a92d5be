from __future__ import annotations

import errno
import multiprocessing
import os
import signal
import time
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from corpus.errors import HankemuistiError
from index.sidebyside import NICE_SHARE, Step, _child, beside, side_by_side


def count(share: list[int], step: Step) -> int:
    for _ in share:
        step()
    return len(share)


def fail(share: int, step: Step) -> int:
    if share:
        raise ValueError(f"share {share} is bad")
    return 0


def vanish(share: int, step: Step) -> int:
    if multiprocessing.parent_process():
        os._exit(1)
    return share


@pytest.mark.parametrize("shares", [[[1, 2, 3]], [[1, 2, 3], [], [4]]])
def test_counts_are_added_and_every_step_is_told(shares: list[list[int]]) -> None:
    steps: list[int] = []
    assert side_by_side(count, shares, lambda: steps.append(1)) == sum(map(len, shares))
    assert len(steps) == sum(map(len, shares))


def test_a_share_that_fails_ends_the_work() -> None:
    with pytest.raises(HankemuistiError, match="ValueError: share 1 is bad"):
        side_by_side(fail, [0, 1], lambda: None)
    with pytest.raises(ValueError, match="share 1 is bad"):
        side_by_side(fail, [1], lambda: None)


def test_a_process_that_is_gone_is_told() -> None:
    with pytest.raises(HankemuistiError, match="has ended"):
        side_by_side(vanish, [1, 2], lambda: None)
    assert multiprocessing.active_children() == []


def test_a_child_without_a_parent_ends_at_its_next_step() -> None:
    ours, theirs = multiprocessing.get_context("spawn").Pipe(duplex=False)
    ours.close()
    context = multiprocessing.get_context("spawn")
    child = context.Process(target=_child, args=(theirs, count, [1], 0, True))
    child.start()
    theirs.close()
    child.join()
    assert child.exitcode == 0


def fill_up(share: int, step: Step) -> int:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), f"file-{share}")


def test_a_full_disk_is_told_as_one() -> None:
    with pytest.raises(OSError, match="file-") as told:
        side_by_side(fill_up, [1, 2], lambda: None)
    assert (told.value.errno, told.value.strerror) == (errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize("alone", [True, False])
def test_what_is_done_beside_is_done_at_the_end(alone: bool, tmp_path: Path) -> None:
    with beside(leave, tmp_path / "a", alone=alone):
        (tmp_path / "b").touch()
    assert (tmp_path / "a").exists()
    kind = ValueError if alone else HankemuistiError
    with pytest.raises(kind, match="share 1 is bad"), beside(fail, 1, alone=alone):
        pass
    assert multiprocessing.active_children() == []


def test_what_is_done_beside_ends_with_what_it_is_beside() -> None:
    with pytest.raises(KeyError), beside(wait_for_ever, 1):
        raise KeyError
    assert multiprocessing.active_children() == []


def leave(share: Path, step: Step) -> int:
    share.touch()
    step()
    return 1


def wait_for_ever(share: int, step: Step) -> int:
    signal.pause()
    return share


def step_often(share: Path, step: Step) -> int:
    for _ in range(20_000):  # more than a pipe holds that nobody reads
        step()
    share.touch()
    return 0


def test_what_is_done_beside_waits_for_nobody(tmp_path: Path) -> None:
    with beside(step_often, tmp_path / "a"):
        until = time.monotonic() + 60
        while not (tmp_path / "a").exists():
            assert time.monotonic() < until
            time.sleep(0.01)


def test_what_is_done_beside_ends_with_the_process_that_began_it() -> None:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    between = context.Process(target=begin_and_vanish, args=(theirs,))
    between.start()
    theirs.close()
    between.join()
    assert ours.poll(60)  # the other end was closed: the grandchild is gone, too
    with pytest.raises(EOFError):
        ours.recv()


def begin_and_vanish(connection: Connection) -> None:
    ready = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children")
    context = multiprocessing.get_context("spawn")
    unheard, said = context.Pipe(duplex=False)
    child = context.Process(target=_child, args=(said, step_for_ever, connection, 0, False))
    child.start()
    assert ready.read_text()
    unheard.poll(1)
    os._exit(0)


def step_for_ever(share: Connection, step: Step) -> int:
    while True:
        step()
        time.sleep(0.01)


def autogroup(share: Path, step: Step) -> int:
    share.write_text(Path("/proc/self/autogroup").read_text())
    return os.getpriority(os.PRIO_PROCESS, 0)


@pytest.mark.skipif(not Path("/proc/self/autogroup").exists(), reason="no sessions share time")
def test_who_is_served_meanwhile_goes_first_in_another_session_too(tmp_path: Path) -> None:
    files = [tmp_path / "a", tmp_path / "b"]
    nice = side_by_side(autogroup, files, lambda: None)
    assert nice == 2 * min(19, os.getpriority(os.PRIO_PROCESS, 0) + NICE_SHARE)
    own = Path("/proc/self/autogroup").read_text()
    for file in files:
        assert file.read_text().split()[1:] == ["nice", str(NICE_SHARE)] != own.split()[1:]
