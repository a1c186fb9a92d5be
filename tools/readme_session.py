"""Runs the session of the README for real and writes its output there.

Usage: .venv/bin/python -m tools.readme_session
"""

from __future__ import annotations

import re
import shlex
import subprocess
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMMANDS = (
    "hankemuisti ingest examples/reports",
    "hankemuisti search perhekeskuksessa --limit 2",
    """hankemuisti search '"lapsiperheiden palvelut"' --region Keski-Pohjanmaa""",
    "hankemuisti search varhaiskasvatus --year 2018..2022 --limit 1",
    "hankemuisti status",
)
WIDTH = 116
BLOCK = re.compile(r"```console\n.*?```", re.DOTALL)


def main() -> None:
    """Replace the console block of README.md."""
    with tempfile.TemporaryDirectory() as folder:
        text = "\n".join(_run(command, folder) for command in COMMANDS)
    readme = ROOT / "README.md"
    block = f"```console\n{text.rstrip()}\n```"
    readme.write_text(BLOCK.sub(lambda _: block, readme.read_text(encoding="utf-8")), "utf-8")


def _run(command: str, folder: str) -> str:
    arguments = shlex.split(command)
    done = subprocess.run(
        [ROOT / ".venv/bin" / arguments[0], "--data", folder, *arguments[1:]],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=True,
    )
    output = done.stdout.replace(folder, "data")
    lines = [
        line if len(line) <= WIDTH else f"{line[:WIDTH].rstrip()} …" for line in output.splitlines()
    ]
    return "\n".join([f"$ {command}", *lines, ""])


if __name__ == "__main__":
    main()
