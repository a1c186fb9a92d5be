"""The fuzzer: that it finds what it is to find, and a few seconds of it."""

from __future__ import annotations

import io
import json
import os
import socket
import sys
import unicodedata
import zipfile
from collections.abc import Callable
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.fuzz import __main__ as program
from benchmarks.fuzz import bouts, documents, judge, questions, seeds
from benchmarks.fuzz.bouts import Bout, hunted
from benchmarks.fuzz.guard import Guard
from benchmarks.fuzz.hunt import Hunt, Setting
from benchmarks.fuzz.judge import BrokenPromiseError, Fault, verdict
from benchmarks.fuzz.kinds import KINDS, Kind
from benchmarks.fuzz.mutation import LONGEST, mutate, shrink
from benchmarks.fuzz.reach import Reach
from benchmarks.fuzz.words import words
from corpus.document import (
    Entry,
    Evidence,
    Extraction,
    FacetValue,
    Link,
    Page,
    Span,
)
from corpus.errors import ExtractionError, FetchError, UsageError
from corpus.net.body import read_body
from corpus.net.url import host_of
from pipeline.extract.context import Context

QUICK = 25
"""Mutants of each kind beside its seeds."""
IN_PROCESSES = ("pdf", "web")
"""PDFium may end its process; the reading room needs a corpus."""


def _hunt(kind: Kind, run: Callable[[bytes], None], room: Path) -> Hunt:
    return Hunt(kind, run, room / "now", Guard(room), Setting(7, seconds=30.0))


def _times(most: int) -> Callable[[], bool]:
    counted = count()
    return lambda: next(counted) < most


# A few seconds of it


@pytest.mark.parametrize("name", [name for name in KINDS if name not in IN_PROCESSES])
def test_no_fault_in_a_few_mutants(name: str, tmp_path: Path) -> None:
    kind, room = KINDS[name], tmp_path / "room"
    room.mkdir()
    hunt = _hunt(kind, kind.opened(room), tmp_path)
    found = list(hunt.faults((), _times(len(kind.seeds()) + QUICK)))
    assert found == []
    assert [hunt._judged(seed, watched=False) for seed in kind.seeds()[:3]].count(None) > 0
    assert hunt.executions >= QUICK
    assert hunt.reach.lines > 20


@pytest.mark.parametrize("name", IN_PROCESSES)
def test_no_fault_in_processes(name: str) -> None:
    bout = hunted(name, 2.0, Setting(7))
    assert [sign for sign in bout.faults if program._ours(bout, sign)] == []
    assert bout.executions > 0
    assert bout.lines > 100


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_seeds_and_words(kind: Kind) -> None:
    found = kind.seeds()
    assert found
    assert all(0 < len(seed) < LONGEST for seed in found)
    assert len(set(found)) == len(found)
    assert kind.words


# What it looks for


def _raise(error: BaseException) -> Callable[[bytes], None]:
    def run(_: bytes) -> None:
        raise error

    return run


def _wrong_use(_: bytes) -> None:
    read_body([None], "", 9)  # type: ignore[list-item]


@pytest.mark.parametrize(
    ("run", "sign"),
    [
        (_raise(FetchError("broken")), ""),
        (_raise(UsageError("two\nlines, shown as one")), ""),
        (_raise(FetchError("two\nlines")), "message"),
        (_raise(FetchError("half \ud800")), "message"),
        (_raise(KeyError("x")), "KeyError"),
        (_raise(MemoryError()), "MemoryError"),
        (_raise(BrokenPromiseError("page with x: y")), "promise page with x"),
        (_wrong_use, "TypeError corpus/net/body.py:read_body"),
    ],
)
def test_what_is_a_fault(run: Callable[[bytes], None], sign: str, tmp_path: Path) -> None:
    fault = verdict(run, b"x", Guard(tmp_path), 30.0)
    assert (fault.sign if fault else "").startswith(sign)
    assert bool(fault) is bool(sign)


def test_a_hang_is_ended(tmp_path: Path) -> None:
    def run(_: bytes) -> None:
        while True:
            pass

    fault = verdict(run, b"", Guard(tmp_path), 0.1)
    assert fault
    assert fault.sign.startswith("hang in a library")


@pytest.mark.parametrize(
    "found",
    [
        Extraction((Page(1, "a\x00"),)),
        Extraction((Page(1, "a\x0b"),)),
        Extraction((Page(1, "a\ud800"),)),
        Extraction((Page(1, unicodedata.normalize("NFD", "ä")),)),
        Extraction((Page(2, "a"), Page(1, "b"))),
        Extraction((Page(0, "a"),)),
        Extraction((Page(1, "a", "i\n"),)),
        Extraction((Page(1, "a", quality=1.5),)),
        Extraction((Page(1, "a", headings=(Span(0, 2),)),)),
        Extraction((Page(1, "abc", notes=(Span(1, 2), Span(0, 1))),)),
        Extraction((), "two\nlines"),
        Extraction((), metadata={"a": "\x00"}),
        Extraction((), links=(Link("http://a\x7f", ""),)),
        Extraction((), outline=(Entry("a", 1, 0),)),
        Extraction((), warnings=("a\r",)),
        Extraction((), partial="a\x1b"),
    ],
)
def test_what_no_file_may_give(found: Extraction) -> None:
    with pytest.raises(BrokenPromiseError):
        judge.extraction(found)


def test_what_a_file_may_give() -> None:
    page = Page(1, "Otsikko\n\ta\u00a0ä", headings=(Span(0, 7),), tables=(Span(8, 11),))
    judge.extraction(Extraction((page,), "Otsikko", {"author": "a\nb"}))


def test_what_no_facet_may_say() -> None:
    texts = {("text", 1): "Kainuu"}
    inside = Evidence("Kainuu", "text", "rule", 1, 0, 6)
    judge.facets([FacetValue("region", "Kainuu", 1.0, (inside,))], texts)
    outside = Evidence("Kainuu", "text", "rule", 1, 0, 7)
    for value in (FacetValue("region", "Kainuu", 0.5, (outside,)), FacetValue("region", "a", 1.1)):
        with pytest.raises(BrokenPromiseError):
            judge.facets([value], texts)


def test_an_error_of_a_line_of_ours_is_not_hidden(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = Context(documents.LIMITS, lambda _: True)

    def wrapped(*_: object) -> Extraction:
        try:
            used()
        except Exception as error:
            raise ExtractionError(f"html: {error}") from error
        raise AssertionError

    monkeypatch.setattr(documents, "extract", wrapped)
    used: Callable[[], object] = lambda: _wrong_use(b"")  # noqa: E731
    with pytest.raises(TypeError):
        documents.plainly(tmp_path, "text/html", context)
    used = lambda: json.loads("{")  # noqa: E731
    with pytest.raises(ExtractionError):
        documents.plainly(tmp_path, "text/html", context)


def test_what_is_done_besides(tmp_path: Path) -> None:
    guard = Guard(tmp_path)
    inside, outside = str(tmp_path / "a"), str(tmp_path.parent / "b")
    writes, reads = os.O_WRONLY | os.O_CREAT, os.O_RDONLY
    guard.hook("open", (outside, "w", writes))
    assert guard.seen == [], "not on"
    with guard.on():
        guard.hook("open", (inside, "w", writes))
        guard.hook("open", (outside, "r", reads))
        guard.hook("open", (os.devnull, "w", writes))
        guard.hook("open", (3, "w", writes))
        guard.hook("os.mkdir", (inside, 0o777, -1))
        guard.hook("compile", ())
        assert guard.seen == []
        guard.hook("open", (outside, "w", writes))
        guard.hook("os.rename", (inside, outside, -1, -1))
        guard.hook("os.remove", (f"{inside}/../../b", -1))
        guard.hook("socket.connect", (socket.AF_INET, ("127.0.0.1", 80)))
        assert [line.split()[0] for line in guard.seen] == [
            "open",
            "os.rename",
            "os.remove",
            "socket.connect",
        ]
    assert verdict(lambda _: guard.hook("os.system", ("x",)), b"", guard, 9.0) == Fault(
        "outside", "os.system ('x',)"
    )


def test_the_guard_listens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hooks: list[object] = []
    monkeypatch.setattr(sys, "addaudithook", hooks.append)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    guard = Guard(tmp_path)
    guard.set_up()
    assert hooks == [guard.hook]


# Mutants, and lines reached


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.integers(0, 2**32))
def test_mutants(content: bytes, seed: int) -> None:
    others = [b"toinen 1.1.2010", content]
    one, other = (mutate(content, others, words("xml"), Random(seed)) for _ in range(2))
    assert one == other, "the same chance gives the same mutant"
    assert len(one) <= LONGEST


@pytest.mark.parametrize("seed", range(20))
def test_a_zip_stays_one(seed: int) -> None:
    (archive, *_) = seeds.of_examples(".docx", kind="docx")
    random = Random(seed)
    mutant = mutate(archive, [archive], words("word"), random)
    if mutant.startswith(b"PK\x03\x04") and Random(seed).random() < 0.85:
        with zipfile.ZipFile(io.BytesIO(mutant)) as opened:
            assert len(opened.namelist()) > 3
    assert isinstance(mutate(b"PK\x03\x04 no archive", [], (), random), bytes)
    assert isinstance(mutate(seeds._zip({}), [], (), random), bytes)


def test_a_fault_gets_small() -> None:
    assert shrink(b"aaaa(bbb)cc" * 50, lambda content: b"(b" in content) == b"(b"
    assert shrink(b"abc", lambda _: False) == b"abc"
    assert shrink(b"", lambda _: True) == b""
    assert len(shrink(b"a" * 100, lambda _: True, most=1)) == 50


def test_lines_reached() -> None:
    reach, before = Reach(), sys.gettrace()
    with reach.watching():
        host_of("http://a.fi/")
    once = reach.lines
    with reach.watching():
        host_of("http://b.fi/")
    assert reach.lines == once > 0
    with reach.watching():
        host_of("http://[::1")
    assert reach.lines > once, "what is raised has a line of its own"
    assert sys.gettrace() is before


def test_mutants_that_reach_new_lines_are_kept(tmp_path: Path) -> None:
    def run(content: bytes) -> None:
        host_of("http://[" if b"[" in content else "http://a/")
        if b"![" in content:
            raise KeyError("found")

    kind = Kind("x", lambda _: run, lambda: [b"abc"], (b"[", b"!"))
    hunt = _hunt(kind, run, tmp_path)
    ((fault, content),) = hunt.faults([b"kept"], _times(1500))
    assert hunt.pool[:2] == [b"abc", b"kept"]
    assert any(b"[" in each for each in hunt.pool[2:])
    assert (fault.sign.split()[0], content) == ("KeyError", b"![")
    blind = Hunt(kind, run, tmp_path / "now", Guard(tmp_path), Setting(7, blind=True))
    list(blind.faults((), _times(300)))
    assert blind.pool == [b"abc"]
    assert list(blind.faults((), lambda: False)) == []


def test_a_hang_is_not_made_smaller(tmp_path: Path) -> None:
    kind = Kind("x", lambda _: lambda _: None, lambda: [b"abc"])
    hunt = _hunt(kind, lambda _: None, tmp_path)
    assert hunt._smaller(b"abc", Fault("hang x", "")) == b"abc"
    hunt.setting = Setting(seconds=0.0)
    assert hunt._smaller(b"abc", Fault("KeyError", "")) == b"abc", "no time left"


# Processes


def dies(*_: object) -> None:
    """What a process does whose parser crashes."""
    os.kill(os.getpid(), 9)


def tells(
    connection: Connection, name: str, room: Path, seconds: float, kept: list[bytes], *_: object
) -> None:
    """What a process does that finds something and is then lost, until it has what it found."""
    connection.send(("ready",))
    connection.send(("beat", 5, 40 + len(kept), [b"new"]))
    connection.send(("fault", Fault("KeyError x", "why"), b"small"))
    (room / "now").write_bytes(b"last")
    if kept:
        connection.send(("done",))
        connection.recv()
    os.kill(os.getpid(), 9)


def hangs(connection: Connection, *_: object) -> None:
    """What a process does that no signal reaches."""
    connection.send(("ready",))
    connection.recv()


def test_a_process_that_does_not_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bouts, "_hunt", dies)
    bout = hunted("url", 5.0, Setting())
    (sign,) = bout.faults
    assert sign.startswith("crash signal SIGKILL")
    assert bout.executions == 0


def test_a_process_that_is_lost_is_followed_by_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bouts, "_hunt", tells)
    monkeypatch.setattr(bouts, "_BEAT", 1e9)
    bout = Bout("url")
    kept: list[bytes] = []
    bouts._one_process(bout, kept, 5.0, Setting())
    bouts._one_process(bout, kept, 5.0, Setting())
    assert (bout.executions, bout.lines, bout.lost, kept) == (10, 41, 1, [b"new", b"new"])
    crash = next(sign for sign in bout.faults if sign.startswith("crash"))
    assert bout.faults[crash][1] == b"last"
    assert bout.faults["KeyError x"] == (Fault("KeyError x", "why"), b"small")


def test_a_process_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bouts, "_hunt", hangs)
    monkeypatch.setattr(bouts, "_GRACE", 0.1)
    bout = Bout("url")
    bouts._one_process(bout, [], 5.0, Setting(seconds=0.1))
    assert list(bout.faults) == ["hang"]


class _Ended(Exception):
    pass


def _in_process(
    monkeypatch: pytest.MonkeyPatch, room: Path, name: str, seconds: float
) -> list[Any]:
    said: list[Any] = []

    class Told:
        def send(self, message: object) -> None:
            said.append(message)

    def ended(_: int) -> None:
        raise _Ended

    monkeypatch.chdir(room)
    monkeypatch.setenv("TMPDIR", str(room))
    monkeypatch.setattr("tempfile.tempdir", None)
    for nothing in ("silence", "isolate"):
        monkeypatch.setattr(bouts, nothing, lambda *_: None)
    monkeypatch.setattr(Guard, "set_up", lambda _: None)
    monkeypatch.setattr(os, "_exit", ended)
    with pytest.raises(_Ended):
        bouts._hunt(Told(), name, room, seconds, [b"kept"], (Setting(), []))  # type: ignore[arg-type]
    return said


def test_what_a_process_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = _in_process(monkeypatch, tmp_path, "url", 0.3)
    assert [said[0], said[-1]] == [("ready",), ("done",)]
    beats = [message for message in said if message[0] == "beat"]
    assert beats[-1][1] > 0
    assert beats[-1][2] > 0
    assert b"kept" not in [each for beat in beats for each in beat[3]]


def test_a_fault_of_the_fuzzer_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "room").touch()
    said = _in_process(monkeypatch, tmp_path, "url", 0.3)
    assert said[0][1].sign == "fuzzer"
    assert said[-1] == ("done",)


# Requests


def test_requests_as_a_server_makes_them() -> None:
    raw = "POST haku?q=ä b HTTP/1.1\r\nHost: a\r\nno header\r\n\r\nx=1".encode()
    scope, body = questions.request(raw)
    assert (scope["method"], scope["path"], body) == ("POST", "/haku", b"x=1")
    assert scope["query_string"] == b"q=%C3%A4%20b"
    assert scope["headers"] == [(b"host", b"a")]
    empty, _ = questions.request(b"")
    assert (empty["method"], empty["path"]) == ("GET", "/")


# The command


def test_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def found(kind: str, seconds: float, _: Setting) -> Bout:
        bout = Bout(kind, seconds, 10, 100, 3)
        bout.faults["crash signal SIGSEGV"] = Fault("crash signal SIGSEGV", "it died"), b"%PDF"
        return bout

    monkeypatch.setattr(program, "hunted", found)
    assert program.main(["--kinds", "pdf", "--seconds", "4", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["executions"], told["faults"], told["contained"]) == (10, 0, 1)
    assert program.main(["--kinds", "pdf,url", "--keep", str(tmp_path / "kept")]) == 1
    shown = capsys.readouterr().out
    assert "pdf: crash signal SIGSEGV (contained)" in shown
    assert "20 executions, 1 faults" in shown
    assert {path.read_bytes() for path in (tmp_path / "kept").iterdir()} == {b"%PDF"}
    assert program.main(["--kinds", "nosuch"]) == 2
    assert "no kind 'nosuch'" in capsys.readouterr().err
