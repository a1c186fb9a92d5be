"""Fill the disk below a corpus more and more, ingest, look at what is left, and make room again.

    python -m tests.faults.filling FOLDER [limit]

FOLDER is on a small file system of its own; with `limit`, files may not grow beyond a size instead.
Prints "full" for each run that found no room and "done" for each that came to its end.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.faults.corpus import answers, generations, ingest, rebuilt, sound, write_reports
from tests.faults.killing import quietly

ROOM = (0, 40, 120, 250, 700)
"""KiB that are left free, or that a file may have."""

COMMAND = (sys.executable, "-W", "ignore", "-m", "cli")


def main(name: str, kind: str = "disk") -> int:
    """Run; the exit code. Raises AssertionError for what is wrong."""
    folder = Path(name)
    write_reports(folder / "reports", range(12))
    quietly(lambda: ingest(folder))
    for number, room in enumerate(ROOM):
        before = answers(folder)
        write_reports(folder / "reports", [3], edition=number + 2)
        limit = room * 1024 if kind == "limit" else None
        with _filled(folder, room) if limit is None else _nothing():
            code, line = _cli(folder, limit)
            if code == 0:
                assert answers(folder) != before
            else:
                # One line that says so; 4 is that of an index that could not be written.
                assert code in (1, 4), (code, line)
                assert line.startswith("hankemuisti: "), line
                assert line.count("\n") == 1, line
                assert answers(folder) == before
        sys.stdout.write("full\n" if code else "done\n")
        sound(folder)
        quietly(lambda: ingest(folder))
        assert answers(folder) == rebuilt(folder, folder / "aside")
        shutil.rmtree(folder / "aside")
        sound(folder)
        assert len(generations(folder).numbers()) <= 2
    return 0


def _cli(folder: Path, limit: int | None) -> tuple[int, str]:
    """The exit code of `hankemuisti ingest`, and the last line of what it said."""

    def narrowed() -> None:
        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    done = subprocess.run(
        [*COMMAND, "--data", folder / "data", "ingest", folder / "reports"],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=narrowed,
    )
    lines = [line for line in done.stderr.splitlines() if line.strip()]
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, f"{lines[-1]}\n" if lines else ""


@contextmanager
def _filled(folder: Path, room: int) -> Iterator[None]:
    """The file system with so many KiB free."""
    ballast = folder / "ballast"
    free = shutil.disk_usage(folder).free
    with ballast.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, max(1, free - room * 1024))
    try:
        yield
    finally:
        ballast.unlink()


@contextmanager
def _nothing() -> Iterator[None]:
    yield


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
