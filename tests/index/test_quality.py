"""Which pages are not what their documents show, and what a person is told of them."""

from __future__ import annotations

from dataclasses import replace

import click
import pytest

from corpus.config import Config, PipelineConfig
from corpus.document import NEEDS_OCR, Page
from corpus.pages import FaultyPage
from corpus.store import Store
from index import status as status_module
from index.quality import Quality, quality
from index.show import show_document
from index.status import Status, status
from pipeline.extract.ocr import INSTALL, Tesseract
from terminal.answers import document_lines, page_lines
from terminal.reports import MOST_PAGES, quality_lines, status_lines
from tests.index.conftest import Add

PAGES = [
    Page(1, "Alku.", quality=1.0),
    Page(2, "", quality=0.0, faults=(NEEDS_OCR,)),
    Page(3, "", quality=0.0, faults=(NEEDS_OCR,)),
    Page(4, "t e k s t i ä", quality=0.35, faults=("letter-spaced", "unknown words")),
    Page(5, "", quality=0.0, faults=(NEEDS_OCR,)),
    Page(
        6, "kuvasta", method="ocr", quality=0.5, confidence=0.75, faults=("uncertain recognition",)
    ),
]


@pytest.fixture
def config(store: Store) -> Config:
    loaded = Config(base=store.database.path.parent.parent)
    assert loaded.data_folder == store.database.path.parent
    return loaded


@pytest.fixture
def document(store: Store, add: Add) -> str:
    document_id = add("tyhjä")
    store.pages.replace(document_id, "Raportti\x1b[2J", PAGES)
    return document_id


def test_faults_are_counted(config: Config, document: str) -> None:
    found = quality(config)
    assert found.total == 6
    assert found.faults == {
        NEEDS_OCR: 3,
        "letter-spaced": 1,
        "unknown words": 1,
        "uncertain recognition": 1,
    }
    assert [page.number for page in found.pages] == [2, 3, 5, 4, 6]
    plain = found.as_json()
    assert plain["faulty"] == 5
    assert plain["pages"][4] == {
        "document_id": document,
        "title": "Raportti\x1b[2J",
        "number": 6,
        "label": "",
        "method": "ocr",
        "quality": 0.5,
        "confidence": 0.75,
        "faults": ("uncertain recognition",),
    }


def test_lines_of_quality(config: Config, document: str) -> None:
    lines = list(quality_lines(quality(config)))
    assert lines[:2] == ["5 of 6 pages with faults", f"       3  {NEEDS_OCR}"]
    assert lines[-1] == (
        f"0.50  {document} p. 6  ocr, sure 0.75: uncertain recognition  (Raportti\ufffd[2J)"
    )


def test_a_terminal_is_not_shown_thousands() -> None:
    page = FaultyPage("ab", "Raportti", 1, "", "html", 0.1, None, ("spaces lost",))
    lines = list(quality_lines(Quality(90, {"spaces lost": 50}, [page] * 50)))
    assert len(lines) == 2 + MOST_PAGES + 1
    assert lines[-1] == "… 10 more; --json has them all"
    assert list(quality_lines(Quality(1, {}, []))) == ["0 of 1 page with faults"]


@pytest.mark.parametrize(
    ("setting", "tesseract", "said"),
    [
        ("auto", None, f"3 pages; {INSTALL}; then: hankemuisti ingest"),
        (
            "auto",
            Tesseract("t", "fin", "tesseract 5 fin"),
            "3 pages; tesseract 5 fin is here; read them with: hankemuisti ingest",
        ),
        ("off", Tesseract("t", "fin", "tesseract 5 fin"), '3 pages; pipeline.ocr is "off"'),
    ],
)
def test_status_says_how_to_read_pictures(
    config: Config,
    document: str,
    monkeypatch: pytest.MonkeyPatch,
    setting: str,
    tesseract: Tesseract | None,
    said: str,
) -> None:
    monkeypatch.setattr(status_module, "find_tesseract", lambda _: tesseract)
    found = status(replace(config, pipeline=PipelineConfig(ocr=setting)))
    assert found.needs_ocr == 3
    assert f"needs OCR   {said}" in map(click.unstyle, status_lines(found))


def test_status_is_silent_when_nothing_needs_ocr(config: Config, add: Add) -> None:
    add("Perhekeskus avattiin.")
    found = status(config)
    assert isinstance(found, Status)
    assert not [line for line in status_lines(found) if "OCR" in line]


def test_a_document_tells_its_faults(config: Config, document: str) -> None:
    shown = show_document(config, document)
    lines = list(document_lines(shown))
    assert [line for line in lines if line.startswith("quality")] == [
        f"quality   pp. 2–3: 0.00, {NEEDS_OCR}",
        "quality   p. 4: 0.35, letter-spaced, unknown words",
        f"quality   p. 5: 0.00, {NEEDS_OCR}",
        "quality   p. 6: 0.50, uncertain recognition",
    ]
    page = shown.as_json()["pages"][3]
    assert (page["quality"], page["faults"]) == (0.35, ("letter-spaced", "unknown words"))
    head = next(page_lines(shown.pages[5], 6))
    assert "quality 0.50 · sure 0.75 · uncertain recognition" in head
    assert "quality 1.00 ──" in next(page_lines(shown.pages[0], 6))
