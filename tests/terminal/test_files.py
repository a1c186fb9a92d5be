from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli import cli
from corpus.errors import UsageError
from corpus.store import Store
from index.build import Generations
from index.whoosh_engine import WhooshEngine
from terminal.files import save
from tests.index.conftest import Add, add, analyzer, store  # noqa: F401 - fixtures


def test_files_are_written_whole(tmp_path: Path) -> None:
    target = tmp_path / "a.ris"
    save(target, ["a\r\n", "ä\r\n", "\udcff"])
    assert target.read_bytes() == "a\r\nä\r\n?".encode()
    save(target, ["b"], "utf-8-sig")
    assert target.read_bytes() == b"\xef\xbb\xbfb"


def test_a_pipe_stays_one(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    save(pipe, ["x"])
    assert os.read(reader, 9) == b"x"
    os.close(reader)
    assert pipe.is_fifo()


@pytest.mark.parametrize("name", ["file/b.ris", "none/b.ris", "x" * 300])
def test_a_path_that_cannot_be_written_is_told(name: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match=r"^/.*cannot be written: \w+"):
        save(tmp_path / name, ["x"])
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(
    "command",
    [
        ("overrides", "--export"),
        ("coverage", "--svg"),
        ("trend", "neuvola", "--svg"),
        ("export", "neuvola", "--format", "ris", "--output"),
    ],
)
def test_every_command_says_it_in_a_line(
    command: tuple[str, ...],
    add: Add,  # noqa: F811
    store: Store,  # noqa: F811
    tmp_path: Path,
) -> None:
    add("Neuvolassa käydään.", region=("Kainuu",), year=("2010",))
    Generations(store.folder, WhooshEngine()).build(store)
    target = tmp_path / "none" / "x"
    done = CliRunner().invoke(cli, ["--data", str(store.folder), *command, str(target)])
    assert done.exit_code == 2
    assert done.stderr.startswith(f"hankemuisti: {target}: cannot be written: there is no folder")
    assert done.stderr.count("\n") == 1
