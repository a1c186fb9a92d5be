"""Which extractor takes a file, and that nothing but ExtractionError comes out."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import ExtractionError
from pipeline.extract.base import best_for, extract
from pipeline.extract.context import Context
from pipeline.extract.plain import PlainExtractor
from tests.pipeline.extract.conftest import LIMITS, knows


@pytest.mark.parametrize(
    ("media_type", "name"),
    [
        ("application/pdf", "pdf"),
        ("text/html", "html"),
        ("application/xhtml+xml", "html"),
        ("text/plain", "text"),
        ("text/x-rst", "text"),
    ],
)
def test_best_bidder(media_type: str, name: str) -> None:
    found = best_for(media_type)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("media_type", ["application/vnd.ms-excel", "image/png", ""])
def test_no_extractor(media_type: str, tmp_path: Path) -> None:
    assert best_for(media_type) is None
    with pytest.raises(ExtractionError, match=r"^no extractor for "):
        extract(tmp_path, media_type, Context(LIMITS, knows))


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (MemoryError(), "needed more than 2048 MiB"),
        (RecursionError("too deep"), "text: RecursionError: too deep"),
        (KeyError("x"), "text: KeyError: 'x'"),
        (ValueError(""), "text: ValueError"),
        (ValueError("a\nb" * 300), None),
    ],
)
def test_library_errors_become_one_line(
    error: Exception, reason: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(PlainExtractor, "extract", fail)
    path = tmp_path / "muistio.txt"
    path.write_text("teksti", encoding="utf-8")
    with pytest.raises(ExtractionError) as caught:
        extract(path, "text/plain", Context(LIMITS, knows))
    shown = str(caught.value)
    assert "\n" not in shown
    assert len(shown) < 250
    if reason is not None:
        assert shown == reason


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(ExtractionError, match="FileNotFoundError") as caught:
        extract(tmp_path / "poissa.txt", "text/plain", Context(LIMITS, knows))
    assert "poissa" not in str(caught.value)
