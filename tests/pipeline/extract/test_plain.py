"""Text files."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.config import LimitsConfig
from corpus.document import Extraction
from corpus.errors import ExtractionError
from pipeline.extract.base import extract
from pipeline.extract.context import Context
from tests.pipeline.extract.conftest import LIMITS, knows


def read(path: Path, content: bytes, limits: LimitsConfig = LIMITS) -> Extraction:
    path.write_bytes(content)
    return extract(path, "text/plain", Context(limits, knows))


def test_form_feeds_part_pages(tmp_path: Path) -> None:
    found = read(tmp_path / "a.txt", "Ohjausryhmän muistio\r\n\r\nEka sivu.\fToka sivu.\f".encode())
    assert [page.text for page in found.pages] == [
        "Ohjausryhmän muistio\n\nEka sivu.",
        "Toka sivu.",
    ]
    assert found.title == "Ohjausryhmän muistio"
    assert {page.method for page in found.pages} == {"plain"}


def test_wrapped_lines_are_joined(tmp_path: Path) -> None:
    text = (
        "Hankkeen kokous pidettiin keväällä, ja siellä sovittiin monesta asiasta, joi-\n"
        "den toteuttaminen alkaa heti. Kunnat lähettävät seuraavaan kokoukseen omat\n"
        "edustajansa.\n"
        "Kokous päättyi.\n"
    )
    found = read(tmp_path / "a.txt", text.encode())
    assert found.pages[0].text == (
        "Hankkeen kokous pidettiin keväällä, ja siellä sovittiin monesta asiasta, joiden "
        "toteuttaminen alkaa heti. Kunnat lähettävät seuraavaan kokoukseen omat edustajansa.\n"
        "Kokous päättyi."
    )


def test_long_first_line_is_no_title(tmp_path: Path) -> None:
    assert read(tmp_path / "a.txt", ("sana " * 60).encode()).title == ""


def test_one_byte_encoding(tmp_path: Path) -> None:
    found = read(tmp_path / "a.txt", "Päätös ja työ".encode("cp1252"))
    assert found.pages[0].text == "Päätös ja työ"


@pytest.mark.parametrize("content", [b" \n\n\t", b"\f\f", b"\x00\x00"])
def test_nothing_to_read(content: bytes, tmp_path: Path) -> None:
    with pytest.raises(ExtractionError, match=r"^no text in the file$"):
        read(tmp_path / "a.txt", content)


def test_too_many_pages(tmp_path: Path) -> None:
    with pytest.raises(ExtractionError, match=r"^more than 3 pages$"):
        read(tmp_path / "a.txt", b"a\fb\fc\fd", LimitsConfig(pages=3))


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(min_size=1, max_size=300))
def test_any_bytes_give_pages_or_a_reason(content: bytes, tmp_path: Path) -> None:
    try:
        found = read(tmp_path / "a.txt", content)
    except ExtractionError:
        return
    for page in found.pages:
        page.text.encode("utf-8")
        for start, end in page.headings:
            assert 0 <= start < end <= len(page.text)
