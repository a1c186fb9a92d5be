"""Broken and hostile files through the real worker processes, each with its time and its end.

    python -m benchmarks.extraction.robustness [--json] [--seconds N] [FOLDER]

Without FOLDER, the files of benchmarks.extraction.hostile are made for it. Each file is counted
once:

text            pages of text came out, or it was read whole
partial         some pages came out, and the reason why others are missing
refused         a reason in one line, a lack of memory among them
timeout         the time limit ended it, and nothing could be kept
crashed_worker  it crashed its worker process, and nothing could be kept
parent_died     it took the program along: a fault of ours

`overdue` are the files that took longer than the limit and the start of the processes, `touched`
what the files made the program do besides: connections, programs, files written, files left in the
working directory, the home or the temporary directory.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from benchmarks.extraction.hostile.__main__ import write
from benchmarks.extraction.watched import LOG, watched
from corpus.config import LimitsConfig
from corpus.document import Extraction
from corpus.errors import FetchError
from pipeline.attempts import Fatal, Result
from pipeline.mediatype import HEAD, sniff
from pipeline.process import End
from pipeline.workers import Job, Workers

ROOT = Path(__file__).resolve().parents[2]
ENDS = ("text", "partial", "refused", "timeout", "crashed_worker", "parent_died")
_START = 10.0
"""Seconds that starting processes may take, on a busy machine, each time one is lost."""
_SLOWEST = 10
_STEP = 50
_LOST = {End.TIME: "timeout", End.CRASH: "crashed_worker", End.MEMORY: "refused"}


class Ended(NamedTuple):
    """How one file ended, why, after how many seconds, and with how many pages."""

    file: str
    end: str
    reason: str
    seconds: float
    pages: int


def main(arguments: Sequence[str] | None = None) -> int:
    """Run and print the counts."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.extraction.robustness",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("folder", nargs="?", type=Path, metavar="FOLDER")
    parser.add_argument("--json", action="store_true", help="one JSON object on stdout")
    parser.add_argument("--seconds", type=int, default=60, help="limit for a file (60)")
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.child:
        _child(LimitsConfig(seconds=options.seconds))
        return 0
    with tempfile.TemporaryDirectory() as made:
        folder = options.folder
        if folder is None:
            folder = Path(made, "hostile")
            write(folder)
        ended, touched = run(folder, options.seconds)
    print(_as_json(ended, touched, options.seconds) if options.json else _table(ended, touched))
    return 0


def run(folder: Path, seconds: int) -> tuple[list[Ended], list[str]]:
    """Every file of `folder` through a program of its own; how each ended, and what was touched."""
    left = sorted(str(path.resolve()) for path in folder.rglob("*") if path.is_file())
    whole, ended = len(left), list[Ended]()
    with tempfile.TemporaryDirectory() as empty:
        log = Path(empty, "log")
        log.touch()
        room = Path(empty, "room")
        room.mkdir()
        workers = os.cpu_count() or 1
        while left:
            for found in _program(left, seconds, workers, room, log):
                ended.append(found)
                left.remove(found.file)
                if len(ended) % _STEP == 0:
                    print(f"{len(ended)} of {whole} files", file=sys.stderr)
            if left:
                # It died: from now on one at a time, so that the next death has a name
                if workers == 1:
                    ended.append(Ended(left.pop(0), "parent_died", "", 0.0, 0))
                workers = 1
        touched = log.read_text(errors="replace").splitlines()
        touched += [str(path.relative_to(room)) for path in room.rglob("*")]
    names = (found._replace(file=_name(found.file, folder)) for found in ended)
    return list(names), touched


def _name(file: str, folder: Path) -> str:
    return str(Path(file).relative_to(folder.resolve()))


def _program(
    files: Sequence[str], seconds: int, workers: int, room: Path, log: Path
) -> Iterator[Ended]:
    """What the program says of each file, until it is done or dies."""
    places = dict.fromkeys(("HOME", "TMPDIR", "XDG_CACHE_HOME"), str(room))
    path = os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
    environment = {**os.environ, **places, "PYTHONPATH": path, LOG: str(log)}
    command = [sys.executable, "-m", "benchmarks.extraction.robustness", "--child"]
    command += ["--seconds", str(seconds)]
    with subprocess.Popen(
        command,
        cwd=room,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as program:
        assert program.stdin is not None
        assert program.stdout is not None
        json.dump({"files": files, "workers": workers}, program.stdin)
        program.stdin.close()
        for line in program.stdout:
            yield Ended(*json.loads(line))


def _child(limits: LimitsConfig) -> None:
    """Read the names from stdin, read the files, print each end as it comes."""
    asked = json.load(sys.stdin)
    with ThreadPoolExecutor(asked["workers"]) as threads:
        shares = [asked["files"][at :: asked["workers"]] for at in range(asked["workers"])]
        for _ in threads.map(lambda files: _read(files, limits), shares):
            pass


def _read(files: Sequence[str], limits: LimitsConfig) -> None:
    with Workers(1, limits, work=watched) as workers:
        for file in files:
            begun = time.monotonic()
            end, reason, pages = _end(file, limits, workers)
            row = Ended(file, end, reason, round(time.monotonic() - begun, 2), pages)
            print(json.dumps(row), flush=True)


def _end(file: str, limits: LimitsConfig, workers: Workers) -> tuple[str, str, int]:
    path = Path(file)
    try:
        media_type = _media_type(path, limits)
    except FetchError as error:
        return "refused", str(error), 0
    ((_, result, _),) = workers.extract_all([Job(file, path, media_type)])
    pages = len(result.pages) if isinstance(result, Extraction) else 0
    return *_sorted(result), pages


def _media_type(path: Path, limits: LimitsConfig) -> str:
    """As a source and `pipeline.intake` do. Raises FetchError."""
    size = path.stat().st_size
    if size > limits.file_mib * 2**20:
        raise FetchError(f"over limits.file_mib = {limits.file_mib}")
    with path.open("rb") as opened:
        media_type = sniff(opened.read(HEAD), path.name)
    if not media_type:
        raise FetchError("not a document of any known format")
    return media_type


def _sorted(result: Result) -> tuple[str, str]:
    if isinstance(result, Extraction):
        return ("partial" if result.partial else "text"), result.partial
    return _LOST[result.end] if isinstance(result, Fatal) else "refused", str(result)


def _counts(ended: Sequence[Ended]) -> dict[str, int]:
    found = Counter(one.end for one in ended)
    return {"files": len(ended), **{end: found[end] for end in ENDS}}


def _slowest(ended: Sequence[Ended]) -> list[Ended]:
    return sorted(ended, key=lambda one: -one.seconds)[:_SLOWEST]


def _as_json(ended: Sequence[Ended], touched: Sequence[str], seconds: int) -> str:
    listed = {end: [one._asdict() for one in ended if one.end == end] for end in ENDS[1:]}
    return json.dumps(
        {
            **_counts(ended),
            "seconds": seconds,
            "overdue": [one.file for one in ended if one.seconds > seconds + _START],
            "touched": list(touched),
            "slowest": [(one.file, one.seconds) for one in _slowest(ended)],
            "reasons": listed,
        },
        indent=2,
        ensure_ascii=True,
    )


def _table(ended: Sequence[Ended], touched: Sequence[str]) -> str:
    rows = [f"{name:<15}{count:>7}" for name, count in _counts(ended).items()]
    rows.append(f"{'touched':<15}{len(touched):>7}")
    rows += [f"  {line}" for line in touched]
    reasons = Counter((one.end, one.reason) for one in ended if one.end != "text")
    rows += [
        "",
        *(f"{count:>5}  {end}: {reason}" for (end, reason), count in reasons.most_common()),
    ]
    rows += ["", "slowest, seconds"]
    rows += [f"{one.seconds:>8.1f}  {ascii(one.file)[1:-1]} ({one.end})" for one in _slowest(ended)]
    return "\n".join(rows)


if __name__ == "__main__":
    sys.exit(main())
