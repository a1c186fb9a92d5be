"""docs/sources.md is followed word for word: every file is written, every command is run.

The first word of a block says what it is. With a path behind it, the block is a file. ``sh`` are
commands, each of which must end well; ``sh background`` goes on until the end. ``text`` is what
the commands before it print: every line must be there, in this order, with … for anything.
"""

from __future__ import annotations

import os
import re
import shlex
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

from corpus.config import SourceConfig, load
from corpus.errors import ConfigError
from corpus.sources import base
from corpus.sources.base import source_types

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = ROOT / "docs" / "sources.md"
PORT = "8461"
"""The one thing that is not taken literally: another one is free on this machine."""

_BLOCK = re.compile(r"^```(\w*) ?([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Block(NamedTuple):
    """A block of code: its language, what stands behind it, and the text."""

    language: str
    rest: str
    text: str


def blocks(text: str) -> list[Block]:
    return [Block(*found) for found in _BLOCK.findall(text)]


WALK, REFERENCE = DOCUMENT.read_text("utf-8").split("\n## The built-in sources\n")


class Walker:
    """Somebody at a terminal."""

    def __init__(self, folder: Path) -> None:
        self.root = self.here = folder / "walk"
        self.root.mkdir()
        self.printed = ""
        self.stack = ExitStack()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = str(free.getsockname()[1])
        self.environment = self._environment(folder / "bin")

    def _environment(self, programs: Path) -> dict[str, str]:
        programs.mkdir()
        for name, arguments in (("hankemuisti", "-m cli"), ("python", "")):
            path = programs / name
            path.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} {arguments} "$@"\n')
            path.chmod(0o755)
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTEST", "HANKEMUISTI"))}
        return {
            **kept,
            "PATH": f"{programs}{os.pathsep}{kept['PATH']}",
            "PYTHONPATH": str(ROOT),
            "NO_COLOR": "1",
        }

    def take(self, block: Block) -> None:
        text = block.text.replace(PORT, self.port)
        match block.language, block.rest:
            case "sh", "background":
                self._serve(text.strip())
            case "sh", "":
                self.printed = "".join(self._run(line) for line in text.splitlines())
            case "text", "":
                self._expect(text)
            case _, "":
                pass  # an example that is not a file
            case _, name:
                path = self.root / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")

    def _run(self, line: str) -> str:
        words = shlex.split(line)
        if words[0] == "cd":
            self.here = self.here / words[1]
            return ""
        done = subprocess.run(
            words, cwd=self.here, env=self.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"$ {line}\n{done.stdout}{done.stderr}"
        return done.stderr + done.stdout

    def _serve(self, line: str) -> None:
        process = self.stack.enter_context(
            subprocess.Popen(
                shlex.split(line),
                cwd=self.here,
                env=self.environment,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        )
        self.stack.callback(process.terminate)
        for _ in range(1000):
            with socket.socket() as asked:
                if asked.connect_ex(("127.0.0.1", int(self.port))) == 0:
                    return
            time.sleep(0.02)
        raise AssertionError("the site of the document is not served")

    def _expect(self, text: str) -> None:
        lines = [re.escape(line).replace("…", ".*") for line in text.splitlines()]
        at = 0
        for line in lines:
            found = re.compile(rf"^{line}$", re.MULTILINE).search(self.printed, at)
            assert found, f"{line!r} is not in what was printed:\n{self.printed}"
            at = found.end()


@contextmanager
def walker(folder: Path) -> Iterator[Walker]:
    walking = Walker(folder)
    with walking.stack:
        yield walking


def test_the_walk(tmp_path: Path) -> None:
    with walker(tmp_path) as walking:
        for block in blocks(WALK):
            walking.take(block)
        assert walking.here == walking.root / "kiertue"
        assert (walking.here / "data" / "corpus.sqlite").is_file()


def test_the_walk_checks_what_it_says(tmp_path: Path) -> None:
    """A line that is not printed, and a command that fails, are noticed."""
    with walker(tmp_path) as walking:
        walking.take(Block("sh", "", "hankemuisti source new terho\n"))
        walking.take(Block("text", "", "terho/terho.py\nterho/fixtures…gitkeep\n"))
        for wrong in ("terho\n", "terho/config.toml\nterho/terho.py\n"):
            with pytest.raises(AssertionError, match="is not in what was printed"):
                walking.take(Block("text", "", wrong))
        with pytest.raises(AssertionError, match="is there already"):
            walking.take(Block("sh", "", "hankemuisti source new terho\n"))


def test_the_document_walks() -> None:
    """It has what makes a walk: files, commands and what they print."""
    kinds = [(block.language, bool(block.rest)) for block in blocks(WALK)]
    for kind, least in {("sh", False): 6, ("text", False): 6, ("python", True): 1}.items():
        assert kinds.count(kind) >= least


SECTIONS = dict(re.findall(r"^### ([\w-]+)$(.*?)(?=^##|\Z)", REFERENCE, re.MULTILINE | re.DOTALL))
BUILT_IN = sorted(
    name for name, point in source_types().items() if point.value.startswith("corpus.")
)


@pytest.mark.parametrize("kind", BUILT_IN)
def test_every_setting_of_a_built_in_source_is_told(kind: str) -> None:
    """The error of an unknown key lists those there are."""
    with pytest.raises(ConfigError, match="unknown key") as caught:
        base.open_source(SourceConfig("x", kind, {"#": 1}), Path())
    _, _, known = str(caught.value).partition("known are ")
    assert known
    for key in known.split(", "):
        assert re.search(rf"\b{re.escape(key)}\b", SECTIONS[kind]), key


@pytest.mark.parametrize("kind", BUILT_IN)
def test_what_is_told_of_a_built_in_source_works(kind: str, tmp_path: Path) -> None:
    tables = [block.text for block in blocks(SECTIONS[kind]) if "[sources." in block.text]
    assert tables
    (tmp_path / "config.toml").write_text("\n".join(tables), encoding="utf-8")
    config = load(tmp_path / "config.toml")
    for source in config.sources:
        assert base.open_source(source, config.base).name == source.name
        assert source.type == kind
