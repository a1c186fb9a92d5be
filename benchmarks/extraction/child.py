"""One tool in a process of its own: ``python -m benchmarks.extraction.child TOOL FILE…``.

Prints a JSON object a line: for each file the text of its pages (or `error`) and the CPU seconds,
then the memory in MiB before and at the most. The clock runs while a file is read: starting, and
loading libraries and dictionary, is done once for many documents and not counted. The memory
counts from when the libraries are loaded and nothing is open, dictionary or file.
"""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.extraction.tools import POPPLER, TOOLS

_STATUS = Path("/proc/self/status")
_MAXRSS = 2**20 if sys.platform == "darwin" else 2**10
"""Units of ru_maxrss in a MiB: bytes on macOS, else KiB."""
_STARTS = 5


def main() -> int:
    """Read the files, print; the exit code."""
    tool, *files = sys.argv[1:]
    load = TOOLS[tool]()
    outside = tool == POPPLER
    start = _start_of_poppler() if outside else 0.0
    idle = _outside_peak() if outside else _memory("VmRSS")
    read = load()
    for file in files:
        before = _seconds(outside=outside)
        answer: dict[str, object]
        try:
            answer = {"pages": read(Path(file))}
        except Exception as error:  # tools fail in any way; it costs this document alone
            answer = {"error": f"{type(error).__name__}: {error}"}
        seconds = _seconds(outside=outside) - before - start
        # piece by piece: a second copy of a long text would count in the memory
        json.dump(answer | {"seconds": max(seconds, 0.0)}, sys.stdout)
        print()
    peak = _outside_peak() if outside else _memory("VmHWM")
    print(json.dumps({"idle_mib": idle, "peak_mib": peak}))
    return 0


def _seconds(*, outside: bool) -> float:
    """CPU seconds of this process, or of the programs that it ran."""
    if not outside:
        return time.process_time()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _memory(field: str) -> float:
    """MiB of this process, now (VmRSS) or at the most (VmHWM).

    Linux tells both; ru_maxrss there begins with what the parent had. Elsewhere it is the most
    in either case.
    """
    if _STATUS.exists():
        line = next(row for row in _STATUS.read_text().splitlines() if row.startswith(field))
        return int(line.split()[1]) / 2**10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _MAXRSS


def _outside_peak() -> float:
    """MiB of the largest program run; never less than this process was when it started one."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / _MAXRSS


def _start_of_poppler() -> float:
    """CPU seconds of the program when it does nothing."""
    times: Sequence[float] = []
    for _ in range(_STARTS):
        before = _seconds(outside=True)
        subprocess.run([POPPLER, "-v"], capture_output=True, check=False)
        times = [*times, _seconds(outside=True) - before]
    return statistics.median(times)


if __name__ == "__main__":
    sys.exit(main())
