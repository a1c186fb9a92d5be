"""Crawl and harvest servers on loopback, kill them on the way, and print the outcome.

    python -m benchmarks.sources [crawl | harvest | hostile]... [--pages 2000] [--json]

Without a name, all of them. The exit code is 1 when something was lost, asked twice or differed.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence

from benchmarks.figures import print_figures
from benchmarks.sources.crawl import measure as crawl
from benchmarks.sources.harvest import measure as harvest
from benchmarks.sources.hostile import measure as hostile


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what was asked for; 1 when a figure called `wrong` is not 0."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.sources", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--pages", type=int, default=2000, help="of the crawled site")
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--json", action="store_true", help="one JSON object for each")
    asked = parser.parse_args(arguments)
    parts: dict[str, Callable[[], Mapping[str, float]]] = {
        "crawl": lambda: crawl(asked.pages, asked.kills),
        "harvest": harvest,
        "hostile": hostile,
    }
    unknown = [name for name in asked.names if name not in parts]
    if unknown:
        parser.error(f"unknown {unknown[0]!r}; known are {', '.join(parts)}")
    wrong = 0.0
    for name in asked.names or parts:
        print(f"# {name}", file=sys.stderr)
        figures = parts[name]()
        print_figures(figures, as_json=asked.json)
        wrong += figures.get("wrong", 0)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
