"""How a benchmark prints its figures, and keeps them."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Mapping
from pathlib import Path

from corpus.clock import now


def print_figures(figures: Mapping[str, float], *, as_json: bool) -> None:
    """One JSON object, or a line for each figure."""
    print(json.dumps(figures, indent=2) if as_json else table(figures))


def table(figures: Mapping[str, float]) -> str:
    """A line for each figure."""
    width = max(map(len, figures), default=0)
    shown = {name: f"{v:,}" if isinstance(v, int) else f"{v:.4f}" for name, v in figures.items()}
    return "\n".join(f"{name:<{width}} {value:>12}" for name, value in shown.items())


def keep(file: Path, documents: int, lines: str) -> None:
    """Add figures to a Markdown file, with the day and the machine."""
    machine = f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores"
    with file.open("a", encoding="utf-8") as written:
        written.write(f"## {documents:,} documents, {now()[:10]}, {machine}\n\n")
        written.write(f"```\n{lines}\n```\n\n")
