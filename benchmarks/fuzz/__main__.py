"""Mutants of good inputs through the program's own entry points, for a bounded time.

    python -m benchmarks.fuzz [--seconds N] [--seed S] [--kinds NAME,…] [--json] [--keep FOLDER]

The time is shared by the kinds. Looked for are: an error that is not of corpus/errors.py, or of
several lines; an input that takes over 10 seconds or too much memory; text with control characters
or halves of characters; offsets that lie outside their text; anything written elsewhere, any
connection, any program started. Mutants that reach new lines of corpus/, pipeline/, index/ and web/
are kept and mutated further; --blind keeps none. Each kind has a process of its own with a worker's
limit of memory: one that dies is a fault, but for documents, which the program reads in workers.
With --keep, inputs with faults are written to a folder. The exit code is 1 when there is a fault.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.fuzz.bouts import Bout, hunted
from benchmarks.fuzz.hunt import Setting
from benchmarks.fuzz.kinds import KINDS

_CONTAINED = ("crash", "hang in a library", "promise memory")
"""How the signs begin of what costs a worker process a document, and nothing else."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Hunt all kinds one after another, and print what was found."""
    options = _options(arguments)
    kinds = options.kinds.split(",") if options.kinds else list(KINDS)
    if unknown := [name for name in kinds if name not in KINDS]:
        print(f"fuzz: no kind {unknown[0]!r}; there are {', '.join(KINDS)}", file=sys.stderr)
        return 2
    setting = Setting(options.seed, blind=options.blind)
    bouts = []
    for name in kinds:
        bouts.append(hunted(name, options.seconds / len(kinds), setting))
        print(_row(bouts[-1]), file=sys.stderr)
    if options.keep:
        _keep(bouts, options.keep)
    print(json.dumps(_figures(bouts), indent=2) if options.json else _table(bouts))
    return 1 if any(_ours(bout, sign) for bout in bouts for sign in bout.faults) else 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.fuzz",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--seconds", type=float, default=300, help="for all kinds together (300)")
    parser.add_argument("--seed", type=int, default=1, help="another one gives other mutants (1)")
    parser.add_argument("--kinds", default="", metavar="NAME,…", help=f"of {', '.join(KINDS)}")
    parser.add_argument("--blind", action="store_true", help="keep no mutants, to compare")
    parser.add_argument("--json", action="store_true", help="one JSON object on stdout")
    parser.add_argument(
        "--keep", type=Path, metavar="FOLDER", help="write inputs with faults there"
    )
    return parser.parse_args(arguments)


def _ours(bout: Bout, sign: str) -> bool:
    """Whether a fault is one of the program, not of a document in its worker."""
    contained = sign == "hang" or sign.startswith(_CONTAINED)
    return not (KINDS[bout.kind].worker and contained)


def _figures(bouts: Sequence[Bout]) -> dict[str, Any]:
    return {
        "executions": sum(bout.executions for bout in bouts),
        "lines": sum(bout.lines for bout in bouts),
        "faults": sum(_ours(bout, sign) for bout in bouts for sign in bout.faults),
        "contained": sum(not _ours(bout, sign) for bout in bouts for sign in bout.faults),
        "kinds": {
            bout.kind: {
                "seconds": round(bout.seconds, 1),
                "executions": bout.executions,
                "lines": bout.lines,
                "kept": bout.kept,
                "lost": bout.lost,
                "faults": {sign: fault.detail for sign, (fault, _) in bout.faults.items()},
            }
            for bout in bouts
        },
    }


def _row(bout: Bout) -> str:
    return (
        f"{bout.kind:<10}{bout.seconds:>7.0f}{bout.executions:>12}{bout.lines:>8}{bout.kept:>8}"
        f"{bout.lost:>6}{len(bout.faults):>8}"
    )


def _table(bouts: Sequence[Bout]) -> str:
    found = _figures(bouts)
    rows = [
        f"{'kind':<10}{'s':>7}{'executions':>12}{'lines':>8}{'kept':>8}{'lost':>6}{'faults':>8}"
    ]
    rows += [_row(bout) for bout in bouts]
    rows += [f"{found['executions']} executions, {found['faults']} faults", ""]
    for bout in bouts:
        for sign, (fault, content) in bout.faults.items():
            whose = "" if _ours(bout, sign) else " (contained)"
            rows += [f"{bout.kind}: {sign}{whose}", f"  {content[:200]!r}", f"  {fault.detail}"]
    return "\n".join(rows)


def _keep(bouts: Sequence[Bout], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for bout in bouts:
        for sign, (_, content) in bout.faults.items():
            name = f"{bout.kind}-{hashlib.sha256(sign.encode()).hexdigest()[:8]}"
            (folder / name).write_bytes(content)


if __name__ == "__main__":
    sys.exit(main())
