"""Some of the worst hostile files through the real workers, with real kills."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from benchmarks.extraction import robustness, watched
from benchmarks.extraction.hostile.__main__ import write
from benchmarks.extraction.robustness import Ended
from corpus.config import LimitsConfig
from corpus.document import Extraction, Page
from corpus.errors import ExtractionError
from pipeline.attempts import Fatal
from pipeline.process import End, Failure
from pipeline.workers import Workers

WORST = (
    "archives/laughs.docx",
    "bombs/bomb-on-third-page.pdf",
    "broken/user-password-128.pdf",
    "markup/deep-div.html",
    "markup/entity-laughs.html",
    "painting/form-in-itself.pdf",
    "structure/kids-circle.pdf",
    "structure/pages-100000.pdf",
    "structure/reference-to-itself.pdf",
    "texts/empty.pdf",
    "texts/lone-surrogates.txt",
    "texts/noise.pdf",
    "texts/rivi\nvaihto.txt",
)


def test_the_worst(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert write(tmp_path, WORST) == len(WORST)
    assert robustness.main(["--json", "--seconds", "6", str(tmp_path)]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["files"] == len(WORST)
    assert sum(found[end] for end in robustness.ENDS) == len(WORST)
    assert found["parent_died"] == 0
    assert found["touched"] == found["overdue"] == []
    reasons = {
        row["file"]: row["reason"] for end in robustness.ENDS[1:] for row in found["reasons"][end]
    }
    assert all(reason and "\n" not in reason for reason in reasons.values())
    assert reasons["texts/empty.pdf"] == "empty file"
    assert "password" in reasons["broken/user-password-128.pdf"]
    assert "on page 1" in reasons["structure/reference-to-itself.pdf"]
    assert "texts/rivi\nvaihto.txt" not in reasons
    (kept,) = found["reasons"]["partial"]
    assert kept["file"] == "bombs/bomb-on-third-page.pdf"
    assert kept["pages"] in (4, 5)  # the third page may be there, empty
    assert kept["reason"].startswith("page 3 ")


def test_a_program_that_dies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in "abc":
        (tmp_path / name).touch()
    calls = []

    def program(files: list[str], seconds: int, workers: int, *_: object) -> Iterator[Ended]:
        calls.append((len(files), workers))
        for file in list(files):
            if Path(file).name == "b":
                return
            yield Ended(file, "text", "", 0.1, 1)

    monkeypatch.setattr(robustness, "_program", program)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    ended, touched = robustness.run(tmp_path, 1)
    assert [(one.file, one.end) for one in ended] == [
        ("a", "text"),
        ("b", "parent_died"),
        ("c", "text"),
    ]
    assert calls == [(3, 2), (2, 1), (1, 1)]
    assert touched == []


def test_ends() -> None:
    page = (Page(1, "a"),)
    assert robustness._sorted(Extraction(page)) == ("text", "")
    assert robustness._sorted(Extraction(page, partial="late")) == ("partial", "late")
    assert robustness._sorted(ExtractionError("no")) == ("refused", "no")
    ends = {end: robustness._sorted(Fatal(Failure(end, "why", 3)))[0] for end in End}
    assert ends == {End.TIME: "timeout", End.CRASH: "crashed_worker", End.MEMORY: "refused"}


def test_prints_a_table_of_files_made_for_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made: list[Path] = []

    def run(folder: Path, _: int) -> tuple[list[Ended], list[str]]:
        return [Ended("a\n.pdf", "refused", "broken", 2.0, 0)], ["socket.connect ()"]

    monkeypatch.setattr(robustness, "write", made.append)
    monkeypatch.setattr(robustness, "run", run)
    assert robustness.main([]) == 0
    assert len(made) == 1
    shown = capsys.readouterr().out
    assert "1  refused: broken" in shown
    assert "socket.connect ()" in shown
    assert "2.0  a\\n.pdf (refused)" in shown


def test_the_size_and_the_kind_are_looked_at_first(tmp_path: Path) -> None:
    noise = tmp_path / "kohina.txt"
    noise.write_bytes(bytes(range(256)))
    huge = tmp_path / "suuri.txt"
    huge.write_bytes(b"a" * (2**20 + 1))
    limits = LimitsConfig(file_mib=1)
    with Workers(1, limits) as workers:
        found = [robustness._end(str(path), limits, workers) for path in (noise, huge)]
    assert found == [
        ("refused", "not a document of any known format", 0),
        ("refused", "over limits.file_mib = 1", 0),
    ]


def test_what_is_touched_is_written_down(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hooks: list[Callable[[str, tuple[object, ...]], None]] = []
    log = tmp_path / "log"
    log.touch()
    monkeypatch.setenv(watched.LOG, str(log))
    monkeypatch.setattr(sys, "addaudithook", hooks.append)
    watched._watch.__wrapped__()
    (hook,) = hooks
    hook("open", ("luettu.txt", "r", os.O_RDONLY))
    hook("open", (os.devnull, None, os.O_WRONLY))
    hook("compile", ())
    assert log.read_text() == ""
    hook("open", ("kirjoitettu.txt", "w", os.O_WRONLY | os.O_CREAT))
    hook("socket.connect", ("ei.invalid", 80))
    assert [line.split()[0] for line in log.read_text().splitlines()] == ["open", "socket.connect"]
