from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from corpus.config import Config, LimitsConfig, PipelineConfig
from corpus.document import NEEDS_OCR, Extraction, Page, ReadDocument, State
from corpus.errors import ExtractionError, FetchError, StoreError
from corpus.sources.folder import FolderSource
from corpus.store import Store
from pipeline import run as pipeline_run
from pipeline.analyzer import Analyzer, open_analyzer
from pipeline.describe.describers import describe
from pipeline.progress import Silent
from pipeline.run import Pipeline, Report
from pipeline.workers import Job, Workers

ROOT = Path(__file__).resolve().parents[2]
Ingest = Callable[..., Report]


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return open_analyzer()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "data") as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    reports = tmp_path / "reports"
    reports.mkdir()
    for number in range(6):
        text = f"Raportti {number}\n\nKainuun perhekeskus {number} avattiin vuonna 201{number}.\n"
        (reports / f"{number}.txt").write_text(text, encoding="utf-8")
    return reports


@pytest.fixture
def ingest(store: Store, analyzer: Analyzer, folder: Path, tmp_path: Path) -> Ingest:
    config = Config(base=tmp_path, pipeline=PipelineConfig(workers=1))

    def run(**options: bool) -> Report:
        sources = [FolderSource("reports", folder)]
        return Pipeline(store, analyzer, config).run(sources, "ingest", **options)

    return run


def test_every_document_comes_to_its_facets(store: Store, ingest: Ingest) -> None:
    report = ingest()
    assert (report.extracted, report.described, report.quarantined) == (6, 6, [])
    assert store.documents.states() == {State.DESCRIBED: 6}
    for document in store.documents.select("1 = 1"):
        assert "Kainuu" in store.facets.values(document.id)["region"]
        read = store.read(document)
        for page in read.pages:
            for word, start in zip(page.words, page.starts, strict=True):
                assert page.text[start : start + len(word.form)] == word.form
    last = store.runs.last()
    assert last
    assert last.finished
    assert last.outcome["extracted"] == 6


def test_a_stage_is_done_again_only_when_its_version_rises(
    store: Store, ingest: Ingest, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest()
    forms = store.lexicon.count()
    assert (ingest().extracted, ingest().described) == (0, 0)
    monkeypatch.setattr(pipeline_run, "DESCRIBE_VERSION", 10**6)
    again = ingest()
    assert (again.extracted, again.described) == (0, 6)
    monkeypatch.setattr(pipeline_run, "EXTRACT_VERSION", "newer")
    again = ingest()
    assert (again.extracted, again.described) == (6, 6)
    assert store.lexicon.count() == forms


def test_a_better_analyzer_reads_forms_again_and_no_document(
    store: Store, ingest: Ingest, analyzer: Analyzer, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest()
    read: list[str] = []

    class Better(Analyzer):
        @property
        def version(self) -> str:
            return "better"

    def counted(form: str, language: str) -> object:
        read.append(form)
        return analyzer.analyse(form, language)

    better = object.__new__(Better)
    better.__dict__.update(analyzer.__dict__)
    monkeypatch.setattr(Better, "analyse", lambda _self, form, lang: counted(form, lang))
    monkeypatch.setattr(Better, "tokenize", lambda _self, _text: pytest.fail("tokenized again"))
    config = Config(base=store.folder.parent)
    report = Pipeline(store, better, config).run([], "reindex")
    assert len(read) == store.lexicon.count()
    assert (report.extracted, report.described) == (0, 6)
    assert store.database.meta("analyzer") == "better"


def test_a_failing_describer_costs_that_document(
    store: Store, ingest: Ingest, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(document: ReadDocument, own: str = "") -> object:
        if "3" in document.title:
            raise ZeroDivisionError("no such luck")
        return describe(document)

    monkeypatch.setattr(pipeline_run, "describe", failing)
    report = ingest()
    assert [reason for _, reason in report.quarantined] == ["ZeroDivisionError: no such luck"]
    assert store.documents.states() == {State.DESCRIBED: 5, State.QUARANTINED: 1}
    monkeypatch.undo()
    assert len(ingest().quarantined) == 1
    assert ingest(retry=True).quarantined == []


def test_a_source_that_fails_does_not_stop_the_others(
    store: Store, analyzer: Analyzer, folder: Path, tmp_path: Path
) -> None:
    missing = FolderSource("missing", tmp_path / "nowhere")
    config = Config(base=tmp_path)
    sources = [missing, FolderSource("reports", folder)]
    report = Pipeline(store, analyzer, config).run(sources, "ingest")
    assert "no such file or folder" in report.source_errors["missing"]
    assert report.extracted == 6
    with pytest.raises(FetchError):
        list(missing.discover())


def test_a_quarantined_document_that_is_gone_is_no_longer_told(
    store: Store, ingest: Ingest, folder: Path
) -> None:
    (folder / "rikki.pdf").write_bytes(b"%PDF-1.4 and nothing")
    assert len(ingest().quarantined) == 1
    (folder / "rikki.pdf").unlink()
    assert ingest().quarantined == []


def test_killed_at_any_moment_the_next_run_ends_where_a_quiet_one_does(
    store: Store, ingest: Ingest, folder: Path, tmp_path: Path
) -> None:
    ingest()
    quiet = contents(store)
    chance = random.Random(4)
    data = tmp_path / "killed"
    command = [sys.executable, "-m", "cli", "--data", str(data), "ingest", str(folder)]
    for _ in range(8):
        child = subprocess.Popen(
            command, cwd=ROOT, stderr=subprocess.DEVNULL, start_new_session=True
        )
        time.sleep(chance.uniform(0.05, 0.6))
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    with Store(data, read_only=True) as killed:
        assert contents(killed) == quiet
        assert killed.documents.states() == {State.INDEXED: 6}


def contents(store: Store) -> list[object]:
    return [
        (
            document.id,
            document.title,
            [
                (stored.page, list(stored.tokens.starts) if stored.tokens else None)
                for stored in store.pages.of(document.id)
            ],
            store.facets.of(document.id),
        )
        for document in store.documents.select("1 = 1")
    ]


def test_a_full_disk_is_no_fault_of_the_documents(
    store: Store, ingest: Ingest, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_document: ReadDocument, own: str = "") -> object:
        raise StoreError("database or disk is full")

    monkeypatch.setattr(pipeline_run, "describe", full)
    with pytest.raises(StoreError):
        ingest()
    assert State.QUARANTINED not in store.documents.states()
    monkeypatch.undo()
    report = ingest()
    assert report.quarantined == []
    assert store.documents.states() == {State.DESCRIBED: 6}


def test_a_version_that_cannot_be_described_stays_findable(
    store: Store, ingest: Ingest, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest()
    (folder / "3.txt").write_text("Uusi neuvola avattiin.", encoding="utf-8")

    def failing(_document: ReadDocument, own: str = "") -> object:
        raise ZeroDivisionError

    monkeypatch.setattr(pipeline_run, "describe", failing)
    assert len(ingest().quarantined) == 1
    (document,) = store.documents.select("state = ?", (State.QUARANTINED,))
    assert document.describe_version
    assert store.facets.values(document.id)["region"] == ["Kainuu"]


def test_a_describer_that_never_ends_costs_that_document(
    store: Store, analyzer: Analyzer, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def endless(document: ReadDocument, own: str = "") -> object:
        while "3" in document.title:
            pass
        return describe(document)

    monkeypatch.setattr(pipeline_run, "describe", endless)
    limits = LimitsConfig(seconds=1)
    config = Config(base=folder.parent, limits=limits, pipeline=PipelineConfig(workers=1))
    report = Pipeline(store, analyzer, config).run([FolderSource("reports", folder)], "ingest")
    assert [reason for _, reason in report.quarantined] == [
        "describing it took longer than limits.seconds = 1"
    ]
    assert store.documents.states() == {State.DESCRIBED: 5, State.QUARANTINED: 1}
    (document,) = store.documents.select("state = ?", (State.QUARANTINED,))
    assert document.analyse_version  # what could be read is found


class Reader(NamedTuple):
    version: str = "reader 1"


class Told(Silent):
    def __init__(self) -> None:
        self.remarks: list[str] = []

    def remark(self, line: str) -> None:
        self.remarks.append(line)


@pytest.mark.parametrize("outcome", ["off", "read", "in vain", "broken", "no picture"])
def test_that_a_page_needs_ocr_is_told_when_it_was_not_read(
    outcome: str, store: Store, analyzer: Analyzer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first round finds a picture; what is told depends on what the second makes of it."""
    path = tmp_path / "skannattu.txt"
    path.write_text("Neuvola", encoding="utf-8")
    wanted = "page 1 is scanned or unreadable, text needs OCR"
    faults = () if outcome == "no picture" else (NEEDS_OCR,)
    picture = Extraction((Page(1, "", faults=faults),), warnings=(wanted, "damaged"))
    read = Extraction((Page(1, "Neuvola"),), warnings=("damaged",))
    second = {"read": read, "in vain": picture, "broken": ExtractionError("no luck")}

    def extract_all(_: Workers, jobs: Iterable[Job]) -> Iterator[tuple[Job, object, float]]:
        for job in jobs:
            yield job, second[outcome] if job.ocr else picture, 0.1

    progress = Told()
    monkeypatch.setattr(Workers, "extract_all", extract_all)
    reader = None if outcome == "off" else Reader()
    monkeypatch.setattr(pipeline_run, "find_tesseract", lambda _: reader)
    pipeline = Pipeline(store, analyzer, Config(base=tmp_path), progress)
    pipeline.run([FolderSource("x", path)], "ingest")
    damaged, unread = f"{path}: damaged", f"{path}: {wanted}"
    assert (
        progress.remarks
        == {
            "off": [unread, damaged],
            "read": [damaged],
            "in vain": [damaged, unread],
            "broken": [damaged, f"{path}: OCR: no luck", unread],
            "no picture": [damaged, unread],
        }[outcome]
    )
